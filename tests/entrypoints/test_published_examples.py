"""Published examples of all nine kinds, where they lie beside the repository."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.entrypoints.conftest import Command, Ended

_EXAMPLES = Path(__file__).parents[3] / "shared" / "data"
_CRN = "A000001"
_BOOKING = "14c80733-4b6d-4f35-b724-66955aac320"
_REFERENCE = "urn:hmpps:cas3"
_MANAGER, _OFFICER = "M00CM01", "N03HPT1"
_ADDRESS = "Arrival address: 12 Church Street BB1 1BB Bimbly Town Bibbinghammcshireshire"
_EXPECTED = (
    "Expected arrival date: 30/11/2022\n"
    "The actual time of arrival is unknown so has been defaulted to midday."
)
_UPDATED = "Updated in CAS3 on 30/12/2022 14:53:44:"
_ARRIVED = (
    f"Arrival date: 30/11/2022\n{_ADDRESS}\nperson arrived\n"
    f"{_UPDATED}\n"
    f"Arrival date: 29/11/2022\n{_ADDRESS}\nperson arrived"
)
_LEFT = "Departure date: 30/11/2022\nLeft of own accord | Other\nPerson departed."

pytestmark = pytest.mark.skipif(not _EXAMPLES.is_dir(), reason="the published examples are not here")


@pytest.fixture
def played(command: Command) -> Ended:
    return command("replay", _EXAMPLES, "--json")


def test_all_nine_are_recorded(played: Ended) -> None:
    assert (played.status, len(played.outcomes)) == (0, 9)
    assert set(played.outcomes.values()) == {"Recorded"}


@pytest.mark.parametrize(
    ("kind", "reference", "day", "time", "officer", "notes"),
    [
        (
            "EARS",
            "application-submitted:68df9f6c-3fcb-4ec6-8fcf-96551cd9b080",
            "2022-11-30",
            "14:53:44",
            _MANAGER,
            "",
        ),
        ("EABP", f"booking-provisionally-made:{_BOOKING}e", "2022-11-30", "14:53:44", _OFFICER, _EXPECTED),
        ("EACO", f"booking-confirmed:{_BOOKING}d", "2022-11-30", "14:53:44", _OFFICER, _EXPECTED),
        (
            "EACA",
            f"booking-cancelled:{_BOOKING}c",
            "2022-12-30",
            "14:53:44",
            _OFFICER,
            f"Not appropriate\nSuitability\n{_UPDATED}\nNot appropriate\nSuitability",
        ),
        (
            "EAAR",
            f"person-arrived:{_BOOKING}e",
            "2022-11-29",
            "12:00:00",
            _OFFICER,
            _ARRIVED,
        ),
        (
            "EADP",
            f"person-departed:{_BOOKING}e",
            "2022-11-30",
            "12:00:00",
            _OFFICER,
            f"{_LEFT}\n{_UPDATED}\n{_LEFT}",
        ),
    ],
)
def test_there_is_one_contact_of_each_kind(
    kind: str, reference: str, day: str, time: str, officer: str, notes: str, played: Ended
) -> None:
    contact = played.contact(_CRN, kind)
    assert contact["externalReference"] == f"{_REFERENCE}:{reference}"
    assert (contact["date"], contact["startTime"]) == (day, time)
    assert contact["staff"] == officer
    assert contact["notes"] == notes


def test_their_officer_belongs_to_the_homelessness_prevention_team(played: Ended) -> None:
    contact = played.contact(_CRN, "EAAR")
    assert (contact["provider"], contact["team"]) == ("N03", "N03HPT")


def test_the_only_address_has_ended(played: Ended) -> None:
    (address,) = played.person(_CRN)["addresses"]
    assert address == {
        "type": "A17",
        "status": "P",
        "startDate": "2022-11-29",
        "endDate": "2022-11-30",
        "buildingName": None,
        "streetName": "12 Church Street",
        "district": None,
        "town": "Bimbly Town",
        "county": "Bibbinghammcshireshire",
        "postcode": "BB1 1BB",
    }


def test_the_address_is_announced_when_it_is_added_ended_and_corrected(played: Ended) -> None:
    announced = played.shown["announcements"]
    assert [each["eventType"].rpartition(".")[2] for each in announced] == ["created", "updated", "updated"]
    assert [each["additionalInformation"]["addressStatus"] for each in announced] == [
        "Main Address",
        "Previous Address",
        "Previous Address",
    ]
    assert len({each["additionalInformation"]["addressId"] for each in announced}) == 1


def test_played_the_other_way_round_they_end_in_the_same_address(played: Ended, command: Command) -> None:
    order = ",".join(reversed(played.outcomes))
    other_way = command("replay", _EXAMPLES, "--json", "--order", order)
    assert other_way.person(_CRN)["addresses"] == played.person(_CRN)["addresses"]
    assert [*_times(other_way)] == [*_times(played)]


def test_played_twice_they_change_nothing(played: Ended, command: Command) -> None:
    order = ",".join([*played.outcomes, *played.outcomes])
    twice = command("replay", _EXAMPLES, "--json", "--order", order)
    assert twice.shown["people"] == played.shown["people"]
    assert [event["outcome"] for event in twice.shown["events"][9:]] == ["AlreadyRecorded"] * 9


def _times(ended: Ended) -> Iterator[Any]:
    for contact in sorted(ended.person(_CRN)["contacts"], key=lambda contact: contact["type"]):
        yield {key: contact[key] for key in ("type", "externalReference", "date", "startTime")}
