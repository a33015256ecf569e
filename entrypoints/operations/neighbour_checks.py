"""Check everything beside the database that the worker needs, and change nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from rich.console import Console
from rich.text import Text

from adapters.sns.permissions import require_publishing
from adapters.sqs.depth import read_depth
from adapters.sqs.permissions import require_permission
from domain.event import EventType
from domain.failures import Failure, NotConfigured, Outage
from domain.identifiers import Crn
from domain.notification import Notification
from entrypoints.terminal import plain, table
from entrypoints.worker.container import WorkerContainer

_FEW_RECEIVES: Final = 3
_NOBODY: Final = Crn("X000000")
_NOTHING: Final = "booking-cancelled/00000000-0000-0000-0000-000000000000"


@dataclass(frozen=True, slots=True)
class NeighbourFinding:
    """The result for one requirement; a remark says why it is missing, or what is remarkable about it."""

    name: str
    is_there: bool
    remark: str = ""


def check_neighbours(container: WorkerContainer) -> Sequence[NeighbourFinding]:
    """Return what was found of queue, dead-letter queue, topic, token endpoint and API."""
    return [
        _found("queue", lambda: _depth(container, container.queue_url())),
        *(
            _found(f"right to {action} on the queue", partial(_may, container, action))
            for action in ("DeleteMessage", "ChangeMessageVisibility", "SendMessage")
        ),
        _found("redrive policy of the queue", lambda: _redrive(container)),
        _found("dead-letter queue", lambda: _depth(container, container.queue_policy().dead_letter_url)),
        _found("right to SendMessage on the dead-letter queue", lambda: _may_set_aside(container)),
        _found("topic for announcements, and right to Publish", lambda: _publishing(container)),
        _found("token", lambda: _token(container)),
        _found("CAS3 API", lambda: _api(container)),
    ]


def show_neighbours(findings: Sequence[NeighbourFinding], console: Console) -> None:
    """Print a row for each."""
    rows = table("What the worker needs beside the database", "There?", "Remarks")
    for finding in findings:
        state = Text("yes", "green") if finding.is_there else Text("MISSING", "bold red")
        rows.add_row(plain(finding.name), state, plain(finding.remark))
    console.print(rows)


def _found(name: str, look: Callable[[], str]) -> NeighbourFinding:
    try:
        return NeighbourFinding(name, is_there=True, remark=look())
    except Failure as failure:
        return NeighbourFinding(name, is_there=False, remark=failure.reason)
    except NotConfigured as problem:
        return NeighbourFinding(name, is_there=False, remark=str(problem))


def _depth(container: WorkerContainer, url: str) -> str:
    depth = read_depth(container.sqs_client(), url)
    return f"{depth.visible} waiting, {depth.in_flight} in flight"


def _may(container: WorkerContainer, action: str) -> str:
    require_permission(container.sqs_client(), container.queue_url(), action)
    return ""


def _redrive(container: WorkerContainer) -> str:
    policy = container.queue_policy()
    remark = f"{policy.most_receives} receives, visibility timeout {policy.visibility_timeout:.0f} s"
    if policy.most_receives == 0:
        return "none: what a worker dies of is received again for ever"
    return remark if policy.most_receives >= _FEW_RECEIVES else f"{remark}: too few for a later try"


def _may_set_aside(container: WorkerContainer) -> str:
    url = container.queue_policy().dead_letter_url
    require_permission(container.sqs_client(), url, "SendMessage")
    return ""


def _publishing(container: WorkerContainer) -> str:
    require_publishing(container.sns_client(), container.settings().topic_arn)
    return ""


def _token(container: WorkerContainer) -> str:
    container.tokens().current()
    return ""


def _api(container: WorkerContainer) -> str:
    """Ask for details that do not exist: any answer of its own shows that the API is there."""
    settings = container.settings()
    url = f"{str(settings.api_url).rstrip('/')}/{settings.details_path.strip('/')}/{_NOTHING}"
    asked = Notification(event_type=EventType.BOOKING_CANCELLED, crn=_NOBODY, detail_url=url)
    try:
        container.event_details().fetch(asked)
    except Outage:
        raise
    except Failure as failure:
        return f"{failure.reason}, as it should for an event that does not exist"
    return ""
