"""The port to the queue, on a server that stands in for SQS."""

from threading import Thread

import pytest
from botocore.stub import ANY, Stubber

from adapters.sqs.inbound_events import SqsInboundEvents
from adapters.sqs.policy import QueuePolicy, read_policy
from domain.failures import NotConfigured
from entrypoints.sandbox.neighbours.aws import Aws, aws_at
from tests.adapters.sqs_port import hand_to_others, on_a_thread, port_to, received
from tests.support.aws import Queues
from tests.support.waiting import always, wait_until


def test_the_policy_is_read_from_the_queue(queues: Queues) -> None:
    queues.aws.sqs.set_queue_attributes(QueueUrl=queues.url, Attributes={"MaximumMessageSize": "2048"})
    policy = read_policy(queues.aws.sqs, queues.url, None)

    assert policy == QueuePolicy(
        visibility_timeout=30,
        most_receives=3,
        largest=2_048,
        dead_letter_url=queues.messaging.dead_letter_queue,
    )
    assert read_policy(queues.aws.sqs, queues.url, "another").dead_letter_url == "another"


def test_a_queue_without_a_dead_letter_queue_needs_one_to_be_named(queues: Queues) -> None:
    with pytest.raises(NotConfigured, match="no redrive policy"):
        read_policy(queues.aws.sqs, queues.messaging.dead_letter_queue, None)

    assert read_policy(queues.aws.sqs, queues.messaging.dead_letter_queue, "x").most_receives == 0


def test_what_is_acknowledged_is_deleted_in_batches(port: SqsInboundEvents, queues: Queues) -> None:
    for number in range(13):
        queues.send(f"body {number}")
    deliveries = [*port.receive(10), *port.receive(10)]
    for delivery in deliveries:
        port.acknowledge(delivery)
        port.acknowledge(delivery)

    with on_a_thread(port.deleter):
        wait_until(lambda: queues.is_worked_off)


def test_everything_is_deleted_before_the_deleter_ends(port: SqsInboundEvents, queues: Queues) -> None:
    port.acknowledge(received(port, queues))
    port.deleter.stop()
    port.deleter.run()

    assert queues.is_worked_off


def test_what_could_not_be_deleted_is_deleted_later(port: SqsInboundEvents, queues: Queues) -> None:
    with aws_at(queues.aws.endpoint) as aws, Stubber(aws.sqs) as stubber:
        port = SqsInboundEvents(aws.sqs, queues.url, read_policy(queues.aws.sqs, queues.url, None))
        messages = [{"MessageId": f"m{each}", "ReceiptHandle": f"r{each}", "Body": "x"} for each in range(2)]
        entries = [{"Id": "0", "ReceiptHandle": "r0"}, {"Id": "1", "ReceiptHandle": "r1"}]
        failed = {"Id": "1", "SenderFault": False, "Code": "InternalError"}
        stubber.add_response("receive_message", {"Messages": messages})
        stubber.add_client_error("delete_message_batch", "ServiceUnavailable")
        stubber.add_response(
            "delete_message_batch",
            {"Successful": [{"Id": "0"}], "Failed": [failed]},
            {"QueueUrl": queues.url, "Entries": entries},
        )
        stubber.add_response(
            "delete_message_batch",
            {"Successful": [{"Id": "0"}], "Failed": []},
            {"QueueUrl": queues.url, "Entries": [{"Id": "0", "ReceiptHandle": "r1"}]},
        )
        for delivery in port.receive(10):
            port.acknowledge(delivery)
        port.deleter.stop()
        port.deleter.run()

        stubber.assert_no_pending_responses()


def test_what_is_held_longer_than_it_is_hidden_stays_hidden(aws: Aws) -> None:
    """More is asked for when half of its seconds are over: a machine may stand still for nearly as many."""
    hidden = 7
    queues = Queues.new(aws, hidden)
    port = port_to(queues)
    with on_a_thread(port.extender):
        delivery = received(port, queues)
        always(lambda: queues.visible == 0, hidden + 1)

        assert port.is_held(delivery)
        port.hand_back(delivery, 0)
    assert queues.visible == 1
    (again,) = port.receive(1)
    assert again.receives == 2


def test_an_extension_that_fails_for_a_moment_does_not_give_the_message_up(queues: Queues) -> None:
    with aws_at(queues.aws.endpoint) as aws, Stubber(aws.sqs) as stubber:
        policy = QueuePolicy(visibility_timeout=0.2, most_receives=3, largest=262_144, dead_letter_url="x")
        port = SqsInboundEvents(aws.sqs, queues.url, policy)
        messages = [{"MessageId": f"m{each}", "ReceiptHandle": f"r{each}", "Body": "x"} for each in range(2)]
        ours = {"Id": "0", "SenderFault": False, "Code": "InternalError"}
        not_ours = {"Id": "1", "SenderFault": True, "Code": "ReceiptHandleIsInvalid"}
        stubber.add_response("receive_message", {"Messages": messages})
        stubber.add_response(
            "change_message_visibility_batch", {"Successful": [], "Failed": [ours, not_ours]}
        )
        stubber.add_response(
            "change_message_visibility_batch",
            {"Successful": [{"Id": "0"}], "Failed": []},
            {
                "QueueUrl": queues.url,
                "Entries": [{"Id": "0", "ReceiptHandle": "r0", "VisibilityTimeout": ANY}],
            },
        )
        port.receive(10)
        thread = Thread(target=port.extender.run, daemon=True)
        thread.start()

        wait_until(lambda: _all_was_asked(stubber), 30)
        port.extender.stop()
        thread.join(30)


def _all_was_asked(stubber: Stubber) -> bool:
    try:
        stubber.assert_no_pending_responses()
    except AssertionError:
        return False
    return True


def test_a_message_that_is_received_anew_while_it_is_held_is_not_delivered_twice(
    port: SqsInboundEvents, queues: Queues
) -> None:
    delivery = received(port, queues)
    hand_to_others(queues, delivery)

    assert port.receive(10) == []
    assert port.is_held(delivery)
    port.acknowledge(delivery)
    port.deleter.stop()
    port.deleter.run()
    assert queues.is_worked_off, "the newest handle has to be used"
