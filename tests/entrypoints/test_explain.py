"""`explain`, compared with what really happened to a person."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from domain.address import AddressLines
from tests.domain import builders
from tests.domain.desk import CRN, day
from tests.entrypoints.conftest import Command
from tests.entrypoints.person_scene import PersonScene


def explained(command: Command, asked: str = CRN) -> dict[str, Any]:
    ended = command("explain", asked, "--json")
    assert (ended.status, ended.err) == (0, "")
    document: dict[str, Any] = json.loads(ended.out)
    return document


def ends(document: dict[str, Any]) -> dict[str, str]:
    """Return why each address of a booking ends where it ends."""
    return {each["booking"]: each["why"][-1] for each in document["addresses"] if each["booking"]}


def test_an_address_ends_by_its_departure_by_the_next_arrival_or_not_at_all(
    scene: PersonScene, command: Command
) -> None:
    scene.happens(
        builders.arrived(day(1), "b1", 1),
        builders.departed(day(5), "b1", 2),
        builders.arrived(day(7), "b2", 3),
        builders.arrived(day(9), "b3", 4),
    )
    assert ends(explained(command)) == {
        "b1": "its departure ended it",
        "b2": "the arrival at booking b3 ended it",
        "b3": "open: no departure is known, and nothing later began",
    }


def test_what_people_changed_since_is_told(scene: PersonScene, command: Command) -> None:
    scene.happens(builders.arrived(day(1), "b1", 1), builders.cancelled("b2", 2))
    written = scene.address_of(0)
    changed = replace(written, end=day(3), status="P", lines=replace(written.lines, street="Elsewhere"))
    scene.store.users.edit_address(scene.person, changed)
    entry = next(
        each for each in scene.store.view.person(CRN).diary if "cancelled" in str(each.contact.reference)
    )
    later = replace(entry.contact, time=entry.contact.time + timedelta(days=1))
    assert scene.store.users.edit_contact(scene.person, later)

    document = explained(command)

    (address,) = document["addresses"]
    assert address["why"] == [
        "a person changed its lines and its status",
        "a person ended it: it keeps that end",
    ]
    (cancellation,) = (each for each in document["contacts"] if "cancelled" in each["reference"])
    assert cancellation["why"][0].startswith("a person moved it from ")
    assert "Elsewhere" not in json.dumps(document)


def test_an_end_that_a_person_set_stays_the_only_edit_when_others_arrive(
    scene: PersonScene, command: Command
) -> None:
    scene.happens(builders.arrived(day(1), "b1", 1))
    scene.store.users.edit_address(scene.person, replace(scene.address_of(0), end=day(3)))
    scene.happens(builders.arrived(day(9), "b2", 2))

    first, _ = explained(command)["addresses"]

    assert (first["end"], first["why"]) == (day(3).isoformat(), ["a person ended it: it keeps that end"])
    assert first["remembered"] == {"firstSeen": None, "end": None, "status": None}


def test_every_event_that_was_applied_is_listed_with_its_contact(
    scene: PersonScene, command: Command
) -> None:
    first, update = builders.cancelled("b1", 1), builders.cancelled("b1", 2, reason="Other", update=True)
    scene.happens(builders.referral(minute=0), first, update)
    contacts = {each["reference"]: each for each in explained(command)["contacts"]}
    assert [
        (event["id"], event["kind"]) for event in contacts["urn:hmpps:cas3:booking-cancelled:b1"]["events"]
    ] == [(first.id.value, "original"), (update.id.value, "update")]
    assert contacts["urn:hmpps:cas3:application-submitted:app-1"]["why"] == ["as its newest event says"]


def test_a_departure_that_waits_for_its_arrival_is_told(scene: PersonScene, command: Command) -> None:
    scene.happens(builders.departed(day(5), "b1", 2))
    assert explained(command)["withoutAddress"] == [
        {
            "booking": "b1",
            "arrival": None,
            "departure": day(5).isoformat(),
            "why": ["its arrival is not known yet"],
        }
    ]


def test_an_address_that_was_deleted_for_good_is_told(scene: PersonScene, command: Command) -> None:
    scene.happens(builders.arrived(day(1), "b1", 1))
    row = scene.address_of(0).id
    scene.store.users.remove_address(scene.person, row)
    scene.happens(builders.departed(day(5), "b1", 2))

    (residence,) = explained(command)["withoutAddress"]

    gone = f"its row {row} is gone: a person or another service deleted it for good"
    assert residence["why"] == [f"{gone}, and it is never made again"]


def test_a_cancellation_after_the_arrival_is_told_of_the_address_that_it_leaves(
    scene: PersonScene, command: Command
) -> None:
    scene.happens(builders.arrived(day(1), "b1", 1), builders.cancelled("b1", 2))
    scene.happens(builders.cancelled("b2", 3))
    (address,) = explained(command)["addresses"]
    assert address["why"][-1].startswith("CAS3 cancelled the booking all the same")


def test_other_homes_are_told_with_what_ended_them_and_what_saw_them_first(
    scene: PersonScene, command: Command
) -> None:
    before = scene.store.users.add_address(scene.person, AddressLines(postcode="ZZ9 9ZZ"), day(1), "A01B")
    scene.happens(builders.arrived(day(3), "b1", 1))
    after = scene.store.users.add_address(scene.person, AddressLines(postcode="YY8 8YY"), day(6), "A01B")

    due = homes_and_bookings(explained(command))
    scene.happens(builders.departed(day(15), "b2", 2), builders.arrived(day(12), "b2", 4))
    told = homes_and_bookings(explained(command))

    assert due["b1"] == ["not yet ended: at the next arrival or departure, " + _began_on_that_day(after)]
    assert due[after] == [
        "of no booking; open: a person or another service entered it, and no residence ends it"
    ]
    assert told["b1"] == [_began_on_that_day(after)]
    assert told[before] == [
        "of no booking; the arrival at booking b1 ended it",
        "seen first by the arrival at booking b1",
    ]


def _began_on_that_day(home: int) -> str:
    return f"the other home of address {home}, which began on that day, ended it"


def homes_and_bookings(document: dict[str, Any]) -> dict[str | int, list[str]]:
    """Return what is said of each address, by its booking or else its id."""
    return {each["booking"] or each["addressId"]: each["why"] for each in document["addresses"]}


def test_what_the_service_remembers_of_a_home_is_told_beside_what_a_person_made_of_it(
    scene: PersonScene, command: Command
) -> None:
    home = scene.store.users.add_address(scene.person, AddressLines(postcode="ZZ9 9ZZ"), day(1), "A01B")
    scene.happens(builders.arrived(day(3), "b1", 1))
    scene.store.users.edit_address(scene.person, replace(scene.address_of(0), end=day(2)))

    told = next(each for each in explained(command)["addresses"] if each["addressId"] == home)

    assert told["end"] == day(2).isoformat()
    assert told["why"][0] == "of no booking; a person ended it: it keeps that end"
    assert told["remembered"] == {
        "firstSeen": "by the arrival at booking b1",
        "end": day(3).isoformat(),
        "status": "P",
    }


def test_a_reference_and_a_merged_crn_lead_to_the_person(scene: PersonScene, command: Command) -> None:
    scene.happens(builders.arrived(day(1), "b1", 1))
    by_crn = explained(command)
    assert by_crn["announcementsWaiting"] == ["probation-case.address.created"]
    assert explained(command, "urn:hmpps:cas3:person-arrived:b1") == by_crn
    assert explained(command, CRN.lower()) == by_crn


def test_the_terminal_shows_the_same(scene: PersonScene, command: Command) -> None:
    scene.happens(builders.arrived(day(1), "b1", 1))
    shown = command("explain", CRN)
    told = " ".join(shown.out.split())
    assert shown.status == 0
    row = scene.address_of(0).id
    why = "open: no departure is known, and nothing later began"
    assert told.startswith(f"{CRN} Main address: {row} of booking b1 since 2026-06-01. Why: {why}.")
    assert "Announcements that wait to be sent: 1." in told
    assert "CAS3_QUEUE_URL is not set" in told


def test_where_no_address_is_main_the_terminal_says_first_what_ended_the_last(
    scene: PersonScene, command: Command
) -> None:
    scene.happens(builders.departed(day(5), "b1", 2))
    assert command("explain", CRN).out.startswith(f"{CRN}\nNo main address.\n")
    scene.happens(builders.arrived(day(1), "b1", 1))
    row = scene.address_of(0).id
    told = " ".join(command("explain", CRN).out.split())
    why = "its departure ended it"
    assert told.startswith(
        f"{CRN} No main address. The last was {row} of booking b1 until 2026-06-05. Why: {why}."
    )


@pytest.mark.parametrize("asked", ["Z999999", "urn:hmpps:cas3:person-arrived:nobody"])
def test_nobody_is_explained_in_a_sentence(asked: str, scene: PersonScene, command: Command) -> None:
    scene.happens(builders.arrived(day(1), "b1", 1))
    ended = command("explain", asked)
    assert (ended.status, ended.out) == (1, "")
    assert ended.err.startswith("cas3-and-delius: Delius has no ")
