"""The checks of the queues that an operator can run before a worker does; they change nothing."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Final

from adapters.sqs.depth import read_depth
from adapters.sqs.permissions import require_permission
from adapters.sqs.policy import QueuePolicy

if TYPE_CHECKING:
    from types_boto3_sqs import SQSClient

_FEW_RECEIVES: Final = 3


def queue_checks(
    client: "Callable[[], SQSClient]", queue_url: Callable[[], str], policy: Callable[[], QueuePolicy]
) -> Mapping[str, Callable[[], str]]:
    """Return a check for each thing that the worker needs, by its name: it returns a remark. It raises Outage
    or NotConfigured if the thing is missing, with the same reason where the same is to blame.
    """

    def depth(url: Callable[[], str]) -> str:
        found = read_depth(client(), url())
        return f"{found.visible} waiting, {found.in_flight} in flight"

    def may(action: str, url: Callable[[], str]) -> str:
        require_permission(client(), url(), action)
        return ""

    def known_policy() -> QueuePolicy:
        depth(queue_url)
        return policy()

    def dead_letter_url() -> str:
        return known_policy().dead_letter_url

    return {
        "queue": partial(depth, queue_url),
        **{
            f"right to {action} on the queue": partial(may, action, queue_url)
            for action in ("ReceiveMessage", "DeleteMessage", "ChangeMessageVisibility", "SendMessage")
        },
        "redrive policy of the queue": lambda: _redrive(known_policy()),
        "dead-letter queue": partial(depth, dead_letter_url),
        "right to SendMessage on the dead-letter queue": partial(may, "SendMessage", dead_letter_url),
    }


def _redrive(policy: QueuePolicy) -> str:
    remark = f"{policy.most_receives} receives, visibility timeout {policy.visibility_timeout:.0f} s"
    if policy.most_receives == 0:
        return "none: what a worker dies of is received again for ever"
    return remark if policy.most_receives >= _FEW_RECEIVES else f"{remark}: too few for a later try"
