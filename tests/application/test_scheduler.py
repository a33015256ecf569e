"""The order in which messages are worked on, and how many more are received."""

from math import inf

from application.outage import Pace
from application.scheduler import (
    NEW_PROBE_AFTER_SECONDS,
    NEW_PROBE_AMONG_MANY_AFTER_SECONDS,
    Scheduler,
)
from tests.application.queued import delivery, unreadable
from tests.application.scheduled import FULL, PROBING, fails, holding, meets_outage, started


def test_messages_of_one_person_take_turns_in_the_order_in_which_they_were_sent() -> None:
    later, earlier = delivery("later", "A1", sent=2), delivery("earlier", "A1", sent=1)
    other = delivery("other", "B2", sent=3)
    scheduler = holding(later, earlier, other)

    first, second = started(scheduler), started(scheduler)

    assert [first.delivery, second.delivery] == [earlier, other]
    assert scheduler.next(0.0, FULL) is None
    scheduler.finished(first)
    assert started(scheduler).delivery == later


def test_what_failed_waits_for_its_pause_and_its_persons_next_event_with_it_but_nobody_else() -> None:
    scheduler = holding(delivery("a", "A1", 1), delivery("b", "A1", 2), delivery("c", "C3", 3))
    fails(scheduler, started(scheduler), until=1.0)

    assert started(scheduler).delivery.id == "c"
    assert scheduler.next(0.9, FULL) is None
    assert scheduler.seconds_until_next(0.75, FULL) == 0.25
    assert started(scheduler, now=1.0).delivery.id == "a"


def test_what_was_tried_least_goes_first() -> None:
    scheduler = holding(delivery("a", sent=1), delivery("b", sent=2))
    fails(scheduler, started(scheduler))

    assert [started(scheduler).delivery.id, started(scheduler).delivery.id] == ["b", "a"]


def test_of_those_that_failed_the_newest_goes_first_and_what_comes_again_before_them() -> None:
    scheduler = holding(delivery("a", sent=1), delivery("b", sent=2), delivery("again", sent=3, receives=2))
    for now in (1.0, 2.0):
        task = started(scheduler, now=now)
        task.began = now
        fails(scheduler, task)

    assert [started(scheduler).delivery.id for _ in range(3)] == ["again", "b", "a"]


def test_an_event_after_one_of_the_same_person_that_failed_is_marked_until_one_is_recorded() -> None:
    scheduler = holding(*(delivery(f"{each}", "A1", each) for each in range(4)))
    marks = []
    for has_failed in (True, True, False, False):
        task = started(scheduler)
        marks.append(task.is_after_failure)
        scheduler.finished(task, has_failed=has_failed)

    assert marks == [False, True, True, False]


def test_after_a_missed_deadline_a_persons_events_wait_for_one_another_no_longer() -> None:
    scheduler = holding(*(delivery(f"{each}", "A1", each) for each in range(3)))
    hanging = started(scheduler)
    assert scheduler.next(0.0, FULL) is None
    hanging.missed_deadline = True
    scheduler.finished(hanging, has_failed=True)

    both = [started(scheduler).delivery.id, started(scheduler).delivery.id]

    assert both == ["1", "2"]


def test_no_try_begins_before_the_pace_permits() -> None:
    scheduler = holding(delivery("a"))
    suspected = Pace(not_before=0.2)

    assert scheduler.next(0.1, suspected) is None
    assert scheduler.seconds_until_next(0.0, suspected) == 0.2
    assert started(scheduler, suspected, now=0.2).delivery.id == "a"


def test_during_an_outage_one_message_is_tried_and_a_different_one_each_time() -> None:
    scheduler = holding(delivery("a", sent=1), delivery("b", sent=2))
    first = started(scheduler, PROBING)

    assert scheduler.next(0.0, PROBING) is None
    assert scheduler.seconds_until_next(0.0, PROBING) == inf
    meets_outage(scheduler, first)
    second = started(scheduler, PROBING)
    meets_outage(scheduler, second)
    assert [first.delivery.id, second.delivery.id] == ["a", "b"]
    assert started(scheduler, PROBING) is first


def test_an_outage_is_probed_with_a_persons_next_event_when_the_one_before_hangs() -> None:
    """Check that what hangs tells nothing of the neighbour: an outage must not last for as long as that."""
    scheduler = holding(delivery("hangs", "A1", 1), delivery("good", "A1", 2))
    hanging = started(scheduler, PROBING)
    hanging.missed_deadline = True
    meets_outage(scheduler, hanging)

    assert started(scheduler, PROBING).delivery.id == "good"


def test_after_an_outage_all_that_was_held_is_tried_at_once() -> None:
    scheduler = holding(delivery("a", sent=1), delivery("b", sent=2))
    meets_outage(scheduler, started(scheduler, PROBING))
    scheduler.add([delivery("new", sent=3)], now=9.0)

    assert [started(scheduler, now=9.0).delivery.id for _ in range(3)] == ["a", "b", "new"]


def test_what_says_nothing_is_set_aside_during_an_outage_too() -> None:
    scheduler = holding(delivery("a"), unreadable("rubbish"))
    started(scheduler, PROBING)

    assert started(scheduler, PROBING).delivery.id == "rubbish"


def test_during_an_outage_that_many_people_met_nothing_is_received_for_a_long_time() -> None:
    scheduler = holding(delivery("a"), delivery("b"), delivery("c"))
    for _ in range(3):
        meets_outage(scheduler, started(scheduler, PROBING))

    assert scheduler.free_slots(NEW_PROBE_AMONG_MANY_AFTER_SECONDS - 1, PROBING) == 0
    assert scheduler.free_slots(NEW_PROBE_AMONG_MANY_AFTER_SECONDS, PROBING) == 1


def test_during_an_outage_that_only_one_person_met_another_message_may_tell_after_a_while() -> None:
    scheduler = holding(delivery("a", "A1", 1), delivery("b", "A1", 2))
    meets_outage(scheduler, started(scheduler, PROBING))

    assert scheduler.free_slots(NEW_PROBE_AFTER_SECONDS - 1, PROBING) == 0
    assert scheduler.free_slots(NEW_PROBE_AFTER_SECONDS, PROBING) == 1
    scheduler.add([delivery("c")], now=NEW_PROBE_AFTER_SECONDS)
    assert scheduler.free_slots(NEW_PROBE_AFTER_SECONDS * 3, PROBING) == 0, "it was not asked yet"


def test_during_an_outage_that_only_one_person_met_that_persons_many_messages_keep_no_other_out() -> None:
    scheduler = holding(*(delivery(f"{each}", "A1", each) for each in range(30)))
    meets_outage(scheduler, started(scheduler, PROBING))

    assert scheduler.free_slots(NEW_PROBE_AFTER_SECONDS, PROBING) == 1


def test_during_an_outage_a_new_message_is_received_at_once_where_none_in_hand_will_tell_of_its_end() -> None:
    scheduler = holding(delivery("hangs", sent=1), delivery("fails", sent=2))
    hanging = started(scheduler, PROBING)
    hanging.missed_deadline = True
    meets_outage(scheduler, hanging)
    fails(scheduler, started(scheduler, PROBING), until=9.0)

    assert scheduler.free_slots(0.0, PROBING) == 1


def test_during_an_outage_what_met_it_has_its_turn_between_those_that_tell_nothing() -> None:
    scheduler = holding(*(delivery(name, sent=number) for number, name in enumerate("abcd")))
    meets_outage(scheduler, started(scheduler, PROBING))
    order = []
    for _ in range(4):
        task = started(scheduler, PROBING)
        order.append(task.delivery.id)
        task.missed_deadline = task.delivery.id != "a"
        meets_outage(scheduler, task)

    assert order == ["b", "a", "c", "a"]


def test_during_an_outage_in_which_nothing_is_held_one_message_is_received_to_tell_its_end() -> None:
    assert Scheduler(2).free_slots(0.0, PROBING) == 1


def test_what_nobody_works_on_is_given_up() -> None:
    scheduler = holding(delivery("a", "A1", 1), delivery("b", "A1", 2))
    working = started(scheduler)

    assert [left.id for left in scheduler.give_up()] == ["b"]
    assert len(scheduler) == 1
    scheduler.finished(working)
    assert (len(scheduler), scheduler.oldest()) == (0, None)


def test_it_says_when_its_oldest_message_was_sent() -> None:
    old, new = delivery("old", sent=1), delivery("new", sent=2)
    scheduler = holding(new, old)
    started(scheduler)

    assert scheduler.oldest() == old.sent
