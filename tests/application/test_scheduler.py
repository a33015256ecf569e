"""Which message is worked on next, on threads that wait for their turn."""

from threading import Event

import pytest

from application.outage import OutageGuard
from application.scheduler import Lanes
from domain.ports.inbound_events import Delivery
from tests.application.queued import delivery, ends, on_a_thread


@pytest.fixture
def guard() -> OutageGuard:
    return OutageGuard()


@pytest.fixture
def lanes(guard: OutageGuard) -> Lanes:
    return Lanes(guard, concurrency=10)


def meets_outage(guard: OutageGuard, lanes: Lanes, delivery: Delivery) -> None:
    guard.is_unreachable(delivery.id)
    assert lanes.keep(delivery)


def test_messages_of_one_person_take_turns_in_the_order_in_which_they_were_sent(lanes: Lanes) -> None:
    later, earlier = delivery("later", "A1", sent=2), delivery("earlier", "A1", sent=1)
    other = delivery("other", "B2", sent=3)
    lanes.add([later, earlier, other])

    assert [lanes.take(), lanes.take()] == [earlier, other]
    waits = Event()
    taken: list[Delivery | None] = []

    def take() -> None:
        waits.set()
        taken.append(lanes.take())

    thread = on_a_thread(take)
    assert waits.wait()
    assert taken == []
    lanes.done(earlier)
    assert ends(thread)
    assert taken == [later]


def test_there_is_room_for_a_batch_beyond_those_in_work(guard: OutageGuard) -> None:
    lanes = Lanes(guard, concurrency=2)

    assert lanes.room(0) == 10
    lanes.add([delivery("a"), delivery("b")])
    assert lanes.room(0) == 10
    lanes.add([delivery("c")])
    assert lanes.room(0) == 0
    taken = lanes.take()
    assert taken is not None
    lanes.done(taken)
    assert lanes.room(0) == 10


def test_during_an_outage_nothing_more_is_received(guard: OutageGuard, lanes: Lanes) -> None:
    first, second = delivery("a"), delivery("b")
    lanes.add([first, second])
    lanes.take()
    meets_outage(guard, lanes, first)

    assert lanes.room(0) == 0


def test_during_an_outage_one_message_is_worked_on_and_another_one_each_time(
    guard: OutageGuard, lanes: Lanes
) -> None:
    first, second = delivery("a", sent=1), delivery("b", sent=2)
    lanes.add([first, second])
    assert lanes.take() == first
    meets_outage(guard, lanes, first)

    assert lanes.take() == second
    meets_outage(guard, lanes, second)
    assert lanes.take() == first


def test_several_that_fail_together_do_not_make_the_pause_longer(guard: OutageGuard, lanes: Lanes) -> None:
    together = [delivery(f"{number}") for number in range(10)]
    lanes.add(together)
    for _ in together:
        lanes.take()
    for each in together:
        meets_outage(guard, lanes, each)
    taken: list[Delivery | None] = []
    thread = on_a_thread(lambda: taken.append(lanes.take()))

    thread.join(5.0)

    assert len(taken) == 1, "after half a second it is tried again, not after half a minute"


def test_when_the_outage_is_over_all_are_worked_on_at_once(guard: OutageGuard, lanes: Lanes) -> None:
    kept = [delivery(f"{number}") for number in range(3)]
    lanes.add(kept)
    for _ in kept:
        lanes.take()
    for each in kept:
        meets_outage(guard, lanes, each)
    probe = lanes.take()
    assert probe is not None
    guard.began(probe.id)
    guard.succeeded(probe.id)
    lanes.done(probe)

    assert {lanes.take(), lanes.take()} == {each for each in kept if each != probe}


def test_a_time_out_of_one_event_lets_another_be_asked_which_is_tried_first(
    guard: OutageGuard, lanes: Lanes
) -> None:
    now = [0.0]
    doubtful = OutageGuard(clock=lambda: now[0])
    lanes = Lanes(doubtful, concurrency=10)
    slow, other = delivery("slow", sent=1), delivery("other", sent=2)
    lanes.add([slow])
    lanes.take()
    doubtful.began("slow")
    now[0] += 10
    meets_outage(doubtful, lanes, slow)

    assert lanes.room(0) == 1
    lanes.add([other])
    assert lanes.take() == other


def test_what_could_not_be_settled_outside_of_an_outage_waits_a_little_and_holds_up_nobody(
    lanes: Lanes,
) -> None:
    stuck, other = delivery("stuck", sent=1), delivery("other", sent=2)
    lanes.add([stuck, other])
    assert lanes.take() == stuck
    lanes.keep(stuck)

    assert lanes.take() == other
    lanes.done(other)
    assert lanes.take() == stuck


def test_when_it_is_over_nobody_waits_and_what_nobody_works_on_is_given_back(lanes: Lanes) -> None:
    working, waiting = delivery("a", "A1", sent=1), delivery("b", "A1", sent=2)
    late = delivery("c")
    lanes.add([working, waiting])
    assert lanes.take() == working
    taken: list[Delivery | None] = []
    thread = on_a_thread(lambda: taken.append(lanes.take()))

    assert lanes.stop() == [waiting]

    assert ends(thread)
    assert taken == [None]
    assert lanes.room() == 0
    assert lanes.add([late]) == [late]
    assert not lanes.keep(working)
    assert len(lanes) == 0
