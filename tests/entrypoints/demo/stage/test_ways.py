"""Where a message is, as the service reports of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

import pytest

from domain.london import instant
from entrypoints.demo.page.sights import State, Step
from entrypoints.demo.stage.ways import Letter, Ways

NOON = instant(datetime(2026, 6, 11, 12, 0))
LETTER = Letter(title="Rosa arrived", content="{}", crn="X418302", name="Rosa")


@dataclass(frozen=True)
class Said:
    """A report."""

    name: str
    facts: Mapping[str, str] = field(default_factory=dict)


def not_asked(_: str) -> bool:
    return False


def of(message: str, name: str, **facts: str) -> Said:
    """A report of the message."""
    return Said(name, {"messageId": message, **facts})


@pytest.fixture
def ways() -> Ways:
    """One message was sent."""
    ways = Ways()
    ways.send(LETTER, "m1", NOON)
    return ways


def steps(ways: Ways, number: int = 1) -> list[Step]:
    (way,) = (way for way in ways.seen(not_asked) if way.number == number)
    return list(way.steps)


def states(ways: Ways, number: int = 1) -> list[State]:
    return [step.state for step in steps(ways, number)]


def test_what_is_recorded_was_queued_and_in_work_before(ways: Ways) -> None:
    for name in ("InWork", "Recorded"):
        ways.hear(of("m1", name), NOON)

    assert states(ways) == [State.QUEUED, State.IN_WORK, State.RECORDED]
    assert steps(ways)[0].at == datetime(2026, 6, 11, 12, 0)


def test_what_is_tried_again_says_why_and_when_on_londons_clocks(ways: Ways) -> None:
    ways.hear(of("m1", "HandedBack", reason="no answer", triedAgainAt="2026-06-11T11:05:09+00:00"), NOON)

    assert steps(ways)[-1].state is State.LATER
    assert steps(ways)[-1].told == "No answer. It is tried again at 12:05:09."


def test_what_is_set_aside_says_why(ways: Ways) -> None:
    ways.hear(of("m1", "SetAside", reason="the message has no CRN"), NOON)

    assert steps(ways)[-1].state is State.SET_ASIDE
    assert steps(ways)[-1].told.startswith("The message has no CRN. ")


def test_an_outage_is_told_once_however_often_it_is_met(ways: Ways) -> None:
    for _ in range(3):
        ways.hear(of("m1", "InWork"), NOON)
        ways.hear(of("m1", "Outage", reason="the CAS3 API answered 503"), NOON)

    assert states(ways) == [State.QUEUED, State.IN_WORK, State.WAITING]


def test_what_was_remarkable_is_added_to_the_outcome(ways: Ways) -> None:
    for name in ("Recorded", "StaffNotFound"):
        ways.hear(of("m1", name), NOON)

    assert steps(ways)[-1].state is State.RECORDED
    assert steps(ways)[-1].told.count(".") == 2


def test_what_nobody_needs_to_see_changes_nothing(ways: Ways) -> None:
    ways.hear(of("m1", "Unexpected", reason="x"), NOON)

    assert states(ways) == [State.QUEUED]


def test_a_report_of_another_message_changes_nothing(ways: Ways) -> None:
    ways.send(LETTER, "m2", NOON)
    ways.hear(of("m2", "SetAside", reason="x"), NOON)
    ways.hear(Said("Recorded"), NOON)

    assert (states(ways, 1), states(ways, 2)) == ([State.QUEUED], [State.QUEUED, State.SET_ASIDE])


def test_a_message_is_known_by_its_trace_as_well(ways: Ways) -> None:
    ways.hear(Said("Recorded", {"messageId": "another", "traceId": "m1"}), NOON)

    assert states(ways)[-1] is State.RECORDED


def test_that_addresses_changed_is_seen(ways: Ways) -> None:
    ways.send(LETTER, "m2", NOON)
    ways.hear(of("m1", "Recorded"), NOON)
    ways.hear(of("m2", "Recorded", announcements="2"), NOON)

    assert [way.is_announced for way in ways.seen(not_asked)] == [True, False]


def test_whether_the_details_were_asked_for_is_seen(ways: Ways) -> None:
    ways.send(replace(LETTER, detail_path="/a"), "m2", NOON)
    ways.send(replace(LETTER, detail_path="/b"), "m3", NOON)

    asked = {way.number: way.is_asked_for for way in ways.seen(lambda path: path in {"/a", ""})}
    assert asked == {1: False, 2: True, 3: False}


def test_a_copy_says_so_once() -> None:
    assert LETTER.copy.title == LETTER.copy.copy.title == "Rosa arrived (the same once more)"


def test_what_settled_a_message_is_remembered(ways: Ways) -> None:
    assert ways.settling(1) is None
    ways.hear(of("m1", "SetAside", reason="x"), NOON)
    settling = ways.settling(1)
    assert settling is not None
    assert (settling.name, settling.facts["reason"]) == ("SetAside", "x")


def test_what_is_held_back_is_not_sent_before_it_is_let_go(ways: Ways) -> None:
    number = ways.hold(LETTER, NOON)
    assert ways.is_held(number)
    ways.let_go(number, "m2", NOON)

    assert not ways.is_held(number)
    assert states(ways, number) == [State.HELD_BACK, State.QUEUED]


def test_the_newest_message_is_seen_first(ways: Ways) -> None:
    ways.send(LETTER, "m2", NOON)

    assert [way.number for way in ways.seen(not_asked)] == [2, 1]


@pytest.mark.parametrize("number", [0, 2, -1])
def test_there_is_no_other_message(ways: Ways, number: int) -> None:
    with pytest.raises(LookupError, match=f"no message {number}"):
        ways.letter(number)
