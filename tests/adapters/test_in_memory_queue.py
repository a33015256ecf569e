"""The manners of the queue in memory that the contract of its port leaves open."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from time import monotonic

import pytest

from adapters.in_memory.clock import InMemoryClock
from adapters.in_memory.inbound_events import InMemoryInboundEvents
from adapters.system.clock import SystemClock


@pytest.fixture
def clock() -> InMemoryClock:
    return InMemoryClock(datetime(2026, 6, 11, 9, 0, tzinfo=UTC))


@pytest.fixture
def queue(clock: InMemoryClock) -> InMemoryInboundEvents:
    queue = InMemoryInboundEvents(clock, visibility_timeout=30, most_receives=3)
    queue.send("rubbish", {"traceparent": "00-1"})
    return queue


def test_a_received_message_is_invisible_until_its_timeout(
    queue: InMemoryInboundEvents, clock: InMemoryClock
) -> None:
    (delivery,) = queue.receive(10)

    assert (delivery.receives, delivery.is_last) == (1, False)
    assert (len(queue.visible), len(queue.in_flight)) == (0, 1)
    assert queue.receive(10) == []
    clock.wait(30)
    assert [again.receives for again in queue.receive(10)] == [2]


def test_a_message_that_is_handed_back_comes_again_after_the_pause(
    queue: InMemoryInboundEvents, clock: InMemoryClock
) -> None:
    queue.hand_back(queue.receive(10)[0], pause=300)
    clock.wait(299)
    assert queue.receive(10) == []
    clock.wait(1)
    assert len(queue.receive(10)) == 1


def test_the_redrive_policy_sets_aside_what_was_received_too_often(
    queue: InMemoryInboundEvents, clock: InMemoryClock
) -> None:
    last = []
    for _ in range(3):
        last += [delivery.is_last for delivery in queue.receive(10)]
        clock.wait(30)

    assert last == [False, False, True]
    assert queue.receive(10) == []
    assert [letter.attributes for letter in queue.dead_letters] == [{"traceparent": "00-1"}]


def test_what_is_extended_stays_invisible(queue: InMemoryInboundEvents, clock: InMemoryClock) -> None:
    (delivery,) = queue.receive(10)
    clock.wait(20)
    queue.extend(delivery)
    clock.wait(20)

    assert queue.is_held(delivery)
    assert queue.receive(10) == []


def test_a_receive_waits_for_what_is_sent_meanwhile() -> None:
    queue = InMemoryInboundEvents(SystemClock(), longest_poll=30)
    with ThreadPoolExecutor() as pool:
        receiving = pool.submit(queue.receive, 10)
        sent = queue.send("rubbish")

        assert [delivery.id for delivery in receiving.result(10)] == [sent]


def test_a_receive_waits_until_what_was_handed_back_is_visible_again() -> None:
    queue = InMemoryInboundEvents(SystemClock(), longest_poll=30)
    queue.send("rubbish")
    (delivery,) = queue.receive(10)
    began = monotonic()
    queue.hand_back(delivery, pause=0.05)

    assert [delivery.receives for delivery in queue.receive(10)] == [2]
    assert 0.04 < monotonic() - began < 25


def test_a_receive_that_waited_in_vain_gets_nothing() -> None:
    assert InMemoryInboundEvents(SystemClock(), longest_poll=0.05).receive(10) == []
