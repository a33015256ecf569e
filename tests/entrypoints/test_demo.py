"""The view that the demo prints."""

import pytest

from entrypoints.sandbox.people import DANIEL, ROSA
from tests.entrypoints.conftest import Command, Ended


@pytest.fixture
def played(command: Command) -> Ended:
    return command("demo", "--json")


def test_it_ends_well(played: Ended) -> None:
    assert (played.status, played.err) == (0, "")


def test_the_earlier_home_and_the_first_place_become_previous(played: Ended) -> None:
    stays = [
        (address["type"], address["status"], address["startDate"], address["endDate"])
        for address in played.person(ROSA.crn)["addresses"]
    ]
    assert stays == [
        ("A07A", "P", "2024-02-01", "2026-06-01"),
        ("A17", "P", "2026-06-01", "2026-06-15"),
        ("A17", "M", "2026-06-15", None),
    ]


def test_who_has_left_has_no_main_address(played: Ended) -> None:
    statuses = [address["status"] for address in played.person(DANIEL.crn)["addresses"]]
    assert statuses == ["P"]


def test_it_shows_every_outcome_but_an_outage(played: Ended) -> None:
    outcomes = set(played.outcomes.values())
    assert outcomes == {"Recorded", "AlreadyRecorded", "OutOfSequence", "SetAside"}


def test_it_shows_all_kinds_of_events_but_one(played: Ended) -> None:
    types = {event["eventType"] for event in played.shown["events"]}
    assert len(types) == 8


def test_on_the_day_of_the_move_the_new_address_is_announced_first(played: Ended) -> None:
    announced = [
        (each["eventType"], each["additionalInformation"]["addressStatus"])
        for each in played.shown["announcements"]
        if each["occurredAt"].startswith("2026-06-15")
    ]
    assert announced == [
        ("probation-case.address.created", "Main Address"),
        ("probation-case.address.updated", "Previous Address"),
    ]


def test_it_is_the_same_every_time(played: Ended, command: Command) -> None:
    assert command("demo", "--json") == played


def test_people_can_read_it(command: Command) -> None:
    shown = command("demo", "--once").out
    assert f"Person on probation {ROSA.crn}" in shown
    assert "main, CAS3 (A17)" in shown
    assert "Support plan [draft] agreed." in shown
