"""The journey of a message, as the service reports of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

import pytest

from domain.london import instant
from entrypoints.demo.messages import MessageHistory, Progress, Step, TrackedMessage

NOON = instant(datetime(2026, 6, 11, 12, 0))
MESSAGE = TrackedMessage(title="Rosa arrived", content="{}", crn="X418302", name="Rosa")


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
def history() -> MessageHistory:
    """One message was sent."""
    history = MessageHistory()
    history.send(MESSAGE, "m1", NOON)
    return history


def steps(history: MessageHistory, number: int = 1) -> list[Step]:
    (message,) = (message for message in history.newest_first() if message.number == number)
    return list(message.steps)


def states(history: MessageHistory, number: int = 1) -> list[Progress]:
    return [step.state for step in steps(history, number)]


def test_what_is_recorded_was_queued_and_in_work_before(history: MessageHistory) -> None:
    for name in ("InWork", "Recorded"):
        history.hear(of("m1", name), NOON, not_asked)

    assert states(history) == [Progress.QUEUED, Progress.IN_WORK, Progress.RECORDED]
    assert steps(history)[0].at == datetime(2026, 6, 11, 12, 0)


def test_what_is_tried_again_says_why_and_when_on_londons_clocks(history: MessageHistory) -> None:
    handed_back = of("m1", "HandedBack", reason="no answer", triedAgainAt="2026-06-11T11:05:09+00:00")
    history.hear(handed_back, NOON, not_asked)

    assert steps(history)[-1].state is Progress.LATER
    assert steps(history)[-1].told == "No answer. It will be tried again at 12:05:09."


def test_what_is_set_aside_says_why(history: MessageHistory) -> None:
    history.hear(of("m1", "SetAside", reason="the message has no CRN"), NOON, not_asked)

    assert steps(history)[-1].state is Progress.SET_ASIDE
    assert steps(history)[-1].told.startswith("The message has no CRN. ")


def test_an_outage_is_told_once_however_often_it_is_met(history: MessageHistory) -> None:
    for _ in range(3):
        history.hear(of("m1", "InWork"), NOON, not_asked)
        history.hear(of("m1", "Outage", reason="the CAS3 API answered 503"), NOON, not_asked)

    assert states(history) == [Progress.QUEUED, Progress.IN_WORK, Progress.WAITING]


def test_what_was_remarkable_is_added_to_the_outcome(history: MessageHistory) -> None:
    for name in ("Recorded", "StaffNotFound"):
        history.hear(of("m1", name), NOON, not_asked)

    assert steps(history)[-1].state is Progress.RECORDED
    assert steps(history)[-1].told.count(".") == 2


def test_what_nobody_needs_to_see_changes_nothing(history: MessageHistory) -> None:
    history.hear(of("m1", "Unexpected", reason="x"), NOON, not_asked)

    assert states(history) == [Progress.QUEUED]


def test_a_report_of_another_message_changes_nothing(history: MessageHistory) -> None:
    history.send(MESSAGE, "m2", NOON)
    history.hear(of("m2", "SetAside", reason="x"), NOON, not_asked)
    history.hear(Said("Recorded"), NOON, not_asked)

    assert (states(history, 1), states(history, 2)) == (
        [Progress.QUEUED],
        [Progress.QUEUED, Progress.SET_ASIDE],
    )


def test_a_message_is_known_by_its_trace_as_well(history: MessageHistory) -> None:
    history.hear(Said("Recorded", {"messageId": "another", "traceId": "m1"}), NOON, not_asked)

    assert states(history)[-1] is Progress.RECORDED


def test_that_addresses_changed_is_seen(history: MessageHistory) -> None:
    history.send(MESSAGE, "m2", NOON)
    history.hear(of("m1", "Recorded"), NOON, not_asked)
    history.hear(of("m2", "Recorded", announcements="2"), NOON, not_asked)

    assert [message.is_announced for message in history.newest_first()] == [True, False]


def test_whether_the_details_were_asked_for_is_seen(history: MessageHistory) -> None:
    history.send(replace(MESSAGE, path="/a"), "m2", NOON)
    history.send(replace(MESSAGE, path="/b"), "m3", NOON)

    for each in ("m1", "m2", "m3"):
        history.hear(of(each, "InWork"), NOON, lambda path: path in {"/a", ""})

    asked = {message.number: message.is_asked_for for message in history.newest_first()}
    assert asked == {1: False, 2: True, 3: False}


def test_a_copy_says_so_once() -> None:
    assert MESSAGE.copy.title == MESSAGE.copy.copy.title == "Rosa arrived (the same once more)"


def test_what_settled_a_message_is_remembered(history: MessageHistory) -> None:
    assert history.get(1).settled_by is None
    history.hear(of("m1", "SetAside", reason="x"), NOON, not_asked)
    settled_by = history.get(1).settled_by
    assert settled_by is not None
    assert (settled_by.name, settled_by.facts["reason"]) == ("SetAside", "x")


def test_what_is_held_back_is_not_sent_before_it_is_released(history: MessageHistory) -> None:
    number = history.hold(MESSAGE, NOON)
    assert history.get(number).mark is None
    history.release(number, "m2", NOON)

    assert history.get(number).mark == "m2"
    assert states(history, number) == [Progress.HELD_BACK, Progress.QUEUED]


def test_the_newest_message_is_seen_first(history: MessageHistory) -> None:
    history.send(MESSAGE, "m2", NOON)

    assert [message.number for message in history.newest_first()] == [2, 1]


@pytest.mark.parametrize("number", [0, 2, -1])
def test_there_is_no_other_message(history: MessageHistory, number: int) -> None:
    with pytest.raises(LookupError, match=f"no message {number}"):
        history.get(number)
