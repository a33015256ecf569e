"""The number of messages that are received while others are in hand."""

from application.scheduler import BATCH_LIMIT, HELD_LIMIT, MESSAGES_PER_PERSON, Scheduler
from tests.application.queued import delivery
from tests.application.scheduled import FULL, fails, holding, started


def test_a_batch_is_received_while_no_more_are_in_hand_than_can_be_worked_on() -> None:
    scheduler = holding(delivery("a"), delivery("b"), delivery("c"))
    task = started(scheduler)

    assert scheduler.free_slots(0.0, FULL) == 0
    scheduler.finished(task)
    assert scheduler.free_slots(0.0, FULL) == BATCH_LIMIT


def test_messages_that_wait_for_their_turn_keep_those_of_other_people_out_only_where_they_are_many() -> None:
    own = [delivery(f"{each}", "A1", each) for each in range(2 * MESSAGES_PER_PERSON + 1)]
    scheduler = holding(*own[:-1])
    assert scheduler.free_slots(0.0, FULL) == BATCH_LIMIT
    started(scheduler)
    assert scheduler.free_slots(0.0, FULL) == BATCH_LIMIT

    scheduler.add(own[-1:], now=0.0)

    assert scheduler.free_slots(0.0, FULL) == 0, "a worker that is killed costs each of them a receive"


def test_as_many_of_few_people_are_received_as_let_all_threads_work() -> None:
    """A backlog that is ordered by person is worked off as fast as any other."""
    backlog = [delivery(f"{each}", f"A{each // 5}", each) for each in range(200)]
    scheduler = Scheduler(10)
    while slots := scheduler.free_slots(0.0, FULL):
        scheduler.add([backlog.pop(0) for _ in range(slots)], now=0.0)

    assert [scheduler.next(0.0, FULL) is not None for _ in range(11)] == [True] * 11
    assert len(scheduler) == 60


def test_what_failed_and_what_waits_behind_it_keeps_nothing_new_out_up_to_a_limit() -> None:
    scheduler = holding(*(delivery(f"{each}", "A1", each) for each in range(20)))
    first = started(scheduler)
    fails(scheduler, first, until=1.0)
    assert scheduler.free_slots(0.0, FULL) == BATCH_LIMIT

    scheduler.finished(started(scheduler, now=1.0), has_failed=True)
    assert scheduler.free_slots(0.0, FULL) == BATCH_LIMIT

    scheduler.add([delivery(f"more {each}", "A1", each) for each in range(HELD_LIMIT - BATCH_LIMIT)], now=1.0)
    assert scheduler.free_slots(0.0, FULL) == 0
