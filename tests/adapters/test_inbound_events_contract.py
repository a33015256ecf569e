"""The contract of every queue of domain events with the application."""

import pytest

from domain.failures import PermanentFailure
from domain.ports.inbound_events import Delivery
from entrypoints.sandbox.neighbours.aws import VISIBILITY_TIMEOUT_SECONDS, Aws
from tests.adapters.queueing import InMemoryQueueing, Queueing, SqsQueueing
from tests.adapters.sqs_port import BRIEFLY_SECONDS
from tests.support.aws import Queues
from tests.support.waiting import wait_until

ATTRIBUTES = {"traceparent": "00-1"}


QUEUES = ["in memory", "sqs"]


@pytest.fixture(params=QUEUES)
def queue(request: pytest.FixtureRequest) -> Queueing:
    if request.param == "in memory":
        return InMemoryQueueing(VISIBILITY_TIMEOUT_SECONDS)
    return SqsQueueing.at(request.getfixturevalue("queues"))


@pytest.fixture(params=QUEUES)
def brief_queue(request: pytest.FixtureRequest, aws: Aws) -> Queueing:
    """One whose messages are hidden so briefly that a test can wait for the end of it."""
    if request.param == "in memory":
        return InMemoryQueueing(BRIEFLY_SECONDS)
    return SqsQueueing.at(Queues.new(aws, BRIEFLY_SECONDS))


def in_hand(queue: Queueing) -> Delivery:
    """Send a message and receive it."""
    queue.send("rubbish", ATTRIBUTES)
    (delivery,) = queue.port.receive(10)
    return delivery


def test_a_delivery_says_what_the_queue_knows_of_the_message(queue: Queueing) -> None:
    delivery = in_hand(queue)

    assert (delivery.receives, delivery.is_last) == (1, False)
    assert queue.port.is_held(delivery)
    assert delivery.person_key == delivery.id
    with pytest.raises(PermanentFailure, match="not JSON"):
        delivery.notification()
    assert queue.counts() == (0, 1)


def test_no_more_is_received_than_asked_for(queue: Queueing) -> None:
    for _ in range(3):
        queue.send("rubbish", {})

    assert len(queue.port.receive(2)) == 2
    assert queue.counts() == (1, 2)


def test_what_is_acknowledged_never_comes_again(queue: Queueing) -> None:
    delivery = in_hand(queue)
    queue.port.acknowledge(delivery)
    queue.port.acknowledge(delivery)
    queue.finish()

    assert queue.counts() == (0, 0)
    assert not queue.port.is_held(delivery)


def test_what_is_handed_back_comes_again_after_its_pause(queue: Queueing) -> None:
    delivery = in_hand(queue)
    queue.port.hand_back(delivery, 0.5)

    queue.until_visible(1)
    (again,) = queue.port.receive(10)
    assert (again.id, again.receives, again.sent) == (delivery.id, 2, delivery.sent)
    assert again.receipt != delivery.receipt


def test_what_is_handed_back_with_a_long_pause_is_not_there_yet(queue: Queueing) -> None:
    delivery = in_hand(queue)
    queue.port.hand_back(delivery, 300)

    assert queue.counts() == (0, 1)


def test_what_is_handed_back_after_its_last_receive_is_put_back_anew(queue: Queueing) -> None:
    delivery = in_hand(queue)
    is_last = [delivery.is_last]
    for _ in range(2):
        queue.port.hand_back(delivery, 0)
        (delivery,) = queue.port.receive(10)
        is_last.append(delivery.is_last)
    queue.port.hand_back(delivery, 0)
    queue.finish()

    (again,) = queue.port.receive(10)

    assert is_last == [False, False, True]
    assert (again.receives, again.is_last) == (1, False)
    assert queue.counts() == (0, 1)
    assert queue.dead_letters() == []
    queue.port.set_aside(again, "no use")
    assert queue.dead_letters() == [("rubbish", {**ATTRIBUTES, "FailureReason": "no use"})]


def test_what_is_set_aside_keeps_body_and_attributes_and_gets_its_reason(queue: Queueing) -> None:
    delivery = in_hand(queue)
    queue.port.set_aside(delivery, "no use")
    queue.finish()

    assert queue.dead_letters() == [("rubbish", {**ATTRIBUTES, "FailureReason": "no use"})]
    assert queue.counts() == (0, 0)


def test_what_is_not_settled_comes_again_when_its_timeout_has_passed(brief_queue: Queueing) -> None:
    delivery = in_hand(brief_queue)
    brief_queue.until_visible(1)

    # The queue counts from before its answer, the port from after it.
    wait_until(lambda: not brief_queue.port.is_held(delivery))
    (again,) = brief_queue.port.receive(10)
    assert (again.id, again.receives) == (delivery.id, 2)
    assert brief_queue.port.is_held(again)


def test_what_comes_again_while_it_is_in_hand_is_worked_on_once(queue: Queueing) -> None:
    delivery = in_hand(queue)
    queue.hand_to_others(delivery)

    again = queue.port.receive(10)

    held = [each for each in (delivery, *again) if queue.port.is_held(each)]
    assert len(held) == 1
    assert (held[0].receipt == delivery.receipt) == queue.holds_what_comes_again


def test_nothing_is_settled_that_is_held_no_longer(queue: Queueing) -> None:
    delivery = in_hand(queue)
    queue.port.hand_back(delivery, 0)
    queue.until_visible(1)
    (again,) = queue.port.receive(10)
    queue.port.hand_back(again, 0)

    queue.port.hand_back(delivery, 300)
    queue.port.acknowledge(delivery)
    queue.port.set_aside(delivery, "no use")
    queue.finish()

    assert queue.counts() == (1, 0)
    assert queue.dead_letters() == []
