"""Rule 6: a good event is recorded within a minute of being sent, whatever fails or hangs in front of it."""

from collections.abc import Mapping

import pytest

from application.outage import HandBack, RetryPauses, SetAside
from domain.failures import (
    DeadlineMissed,
    Failure,
    Neighbour,
    Outage,
    PermanentFailure,
    TemporaryFailure,
    UnclearFailure,
)
from tests.application.queued import delivery, unreadable
from tests.application.rehearsal import A_LITTLE, Message, Rehearsal, always

MINUTE = 60.0
# The longest that an answer of the API, and a row lock, is waited for.
DEADLINE, LOCK_WAIT = 10.0, 2.0
SICK: Mapping[str, tuple[int, Failure, float]] = {
    "404": (250, TemporaryFailure("the CAS3 API answered 404"), A_LITTLE),
    "500": (250, UnclearFailure("the CAS3 API answered 500"), A_LITTLE),
    "not JSON": (250, UnclearFailure("the details are not JSON"), 0.2),
    "locked": (250, TemporaryFailure("somebody else was writing at the same time"), LOCK_WAIT),
    "refused": (250, PermanentFailure("the CAS3 API answered 400"), A_LITTLE),
    "hanging": (20, DeadlineMissed("no whole answer came in time"), DEADLINE),
    "one gets 503": (1, Outage("the CAS3 API answered 503", Neighbour.API), A_LITTLE),
    "two get 503": (2, Outage("the CAS3 API answered 503", Neighbour.API), A_LITTLE),
}


def _good(crn: str = "GOOD", sent: int = 1_000) -> Message:
    return Message(delivery("good", crn, sent), always(None))


@pytest.mark.parametrize("kind", SICK)
def test_sick_events_of_different_people_stop_nobody_else(kind: str) -> None:
    number, failure, seconds = SICK[kind]
    sick = [Message(delivery(f"{each}", sent=each), always(failure), seconds) for each in range(number)]
    rehearsal = Rehearsal([*sick, _good()])

    rehearsal.run(MINUTE)

    assert rehearsal.recorded["good"] < MINUTE


@pytest.mark.parametrize("kind", ["404", "500", "locked", "hanging"])
def test_sick_events_that_come_again_at_once_are_tried_after_what_is_new(kind: str) -> None:
    number, failure, seconds = SICK[kind]
    sick = [Message(delivery(f"{each}", sent=each), always(failure), seconds) for each in range(number)]
    rehearsal = Rehearsal([*sick, _good()], pauses=RetryPauses(handed_back=(1.0,)))

    rehearsal.run(MINUTE)

    assert rehearsal.recorded["good"] < MINUTE


def test_sick_events_of_all_kinds_together_stop_nobody_else() -> None:
    kinds = ["404", "500", "locked", "refused"]
    sick = [
        Message(delivery(f"{each}", sent=each), always(SICK[kind][1]), SICK[kind][2])
        for start in range(0, 160, len(kinds))
        for each, kind in enumerate(kinds, start)
    ]
    hanging = [
        Message(delivery(f"hanging-{each}", sent=each * 10), always(SICK["hanging"][1]), DEADLINE)
        for each in range(20)
    ]
    rehearsal = Rehearsal([*hanging[:10], *sick, *hanging[10:], _good()])

    rehearsal.run(MINUTE)

    assert rehearsal.recorded["good"] < MINUTE


@pytest.mark.parametrize("kind", ["404", "500", "locked", "hanging"])
def test_sick_events_of_one_person_stop_nobody_else(kind: str) -> None:
    number, failure, seconds = SICK[kind]
    sick = [Message(delivery(f"{each}", "SICK", each), always(failure), seconds) for each in range(number)]
    rehearsal = Rehearsal([*sick, _good()])

    rehearsal.run(MINUTE)

    assert rehearsal.recorded["good"] < MINUTE


@pytest.mark.parametrize("kind", ["404", "500", "hanging"])
def test_sick_events_of_a_person_keep_their_own_good_one_waiting_for_less_than_a_minute(kind: str) -> None:
    number, failure, seconds = SICK[kind]
    sick = [Message(delivery(f"{each}", "HERS", each), always(failure), seconds) for each in range(number)]
    rehearsal = Rehearsal([*sick, _good("HERS")])

    rehearsal.run(MINUTE)

    assert rehearsal.recorded["good"] < MINUTE


def test_unreadable_messages_are_set_aside_even_during_an_outage() -> None:
    away = Message(delivery("away"), always(Outage("away", Neighbour.API)))
    rehearsal = Rehearsal([away, Message(unreadable("rubbish"), always(PermanentFailure("not JSON")))])

    rehearsal.run(MINUTE)

    assert ("rubbish", SetAside()) in rehearsal.verdicts


def test_an_event_that_alone_is_always_refused_like_in_an_outage_is_handed_back_in_the_end() -> None:
    sick = Message(delivery("sick"), always(Outage("the CAS3 API answered 503", Neighbour.API)))
    good = [Message(delivery(f"{each}", sent=each + 1), always(None)) for each in range(300)]
    rehearsal = Rehearsal([sick, *good])

    rehearsal.run(MINUTE)

    assert len(rehearsal.recorded) == 300
    assert ("sick", HandBack(300.0)) in rehearsal.verdicts
