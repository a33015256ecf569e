"""The order in which a folder is played, and the time."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.entrypoints.conftest import Command, Ended
from tests.entrypoints.samples import COURSE, CRN, SampleFolder, SampleStay, stay_in_full

_NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)


def _names(ended: Ended) -> list[str]:
    return [event["name"] for event in ended.shown["events"]]


def test_what_was_recorded_at_one_time_is_played_in_the_course_of_a_stay(
    folder: SampleFolder, command: Command
) -> None:
    for name, event in stay_in_full(SampleStay()).items():
        folder.add(name, replace(event, timestamp=_NOON))
    assert _names(command("replay", folder.path, "--json")) == list(COURSE)


def test_times_without_a_zone_are_londons(folder: SampleFolder, command: Command) -> None:
    in_london, in_utc = SampleStay(booking="b-1").referral(), SampleStay(booking="b-2").referral()
    folder.add("1-in-utc", replace(in_utc, timestamp=_NOON))
    folder.add("2-in-london", in_london)
    answer = in_london.answer.replace("2026-02-02T09:30:00Z", "2026-07-01T12:59:59")
    assert answer != in_london.answer
    folder.write("event-details/2-in-london.json", answer)
    assert _names(command("replay", folder.path, "--json")) == ["2-in-london", "1-in-utc"]


def test_messages_without_details_come_last_then_the_name_decides(
    folder: SampleFolder, command: Command
) -> None:
    folder.add_message("a", SampleStay(booking="gone").arrived())
    folder.write("domain-events/b.json", "[]")
    folder.add("d", SampleStay(booking="b-1").referral())
    folder.add("c", SampleStay(booking="b-2").referral())
    assert _names(command("replay", folder.path, "--json")) == ["c", "d", "a", "b"]


def test_an_order_names_what_is_played(folder: SampleFolder, command: Command) -> None:
    for name, event in stay_in_full(SampleStay()).items():
        folder.add(name, event)
    ended = command("replay", folder.path, "--json", "--order", "departed, arrived")
    assert _names(ended) == ["departed", "arrived"]
    assert [contact["type"] for contact in ended.person(CRN)["contacts"]] == ["EAAR", "EADP"]
    (address,) = ended.person(CRN)["addresses"]
    assert (address["startDate"], address["endDate"]) == ("2026-02-10", "2026-02-20")


def test_a_name_may_come_twice(folder: SampleFolder, command: Command) -> None:
    folder.add("arrived", SampleStay().arrived())
    ended = command("replay", folder.path, "--json", "--order", "arrived,arrived")
    outcomes = [event["outcome"] for event in ended.shown["events"]]
    assert (ended.status, outcomes) == (0, ["Recorded", "AlreadyRecorded"])


def test_an_update_may_overtake(folder: SampleFolder, command: Command) -> None:
    folder.add("arrived", SampleStay().arrived())
    folder.add("changed", SampleStay().arrival_updated(date(2026, 2, 9)))
    ended = command("replay", folder.path, "--json", "--order", "changed,arrived")
    assert ended.outcomes == {"changed": "Recorded", "arrived": "OutOfSequence"}
    assert ended.status == 0
    assert ended.contact(CRN, "EAAR")["date"] == "2026-02-09"
    late = "Earlier entry, recorded in CAS3 on 10/02/2026 09:30:00 (received late):"
    assert late in ended.contact(CRN, "EAAR")["notes"]


def test_the_clock_starts_a_minute_after_the_newest_details(folder: SampleFolder, command: Command) -> None:
    folder.add("1", SampleStay().arrived())
    folder.add("2", replace(SampleStay(booking="b-2").referral(), timestamp=_NOON))
    (announcement,) = command("replay", folder.path, "--json").shown["announcements"]
    assert announcement["occurredAt"] == "2026-07-01T13:01:00+01:00"


@pytest.mark.parametrize("timestamp", ["9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z"])
def test_no_time_is_too_far_away(timestamp: str, folder: SampleFolder, command: Command) -> None:
    event = SampleStay().referral()
    folder.add("1", event)
    answer = event.answer.replace("2026-02-02T09:30:00Z", timestamp)
    folder.write("event-details/1.json", answer)
    assert _names(command("replay", folder.path, "--json")) == ["1"]


@pytest.mark.parametrize("names", ["arived", "arrived,", "arrived,gone"])
def test_an_order_with_an_unknown_name_is_an_error(
    names: str, folder: SampleFolder, command: Command
) -> None:
    folder.add("arrived", SampleStay().arrived())
    ended = command("replay", folder.path, "--order", names)
    unknown = names.rpartition(",")[2]
    assert (ended.status, ended.out) == (2, "")
    assert ended.err == f"cas3-and-delius: --order: {folder.path / 'domain-events'} holds no {unknown}.json\n"
