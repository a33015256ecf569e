"""Check everything beside the database that the worker needs, and change nothing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from rich.console import Console
from rich.text import Text

from adapters.sns.permissions import require_publishing
from domain.event import EventType
from domain.failures import Failure, NotConfigured, Outage, UnclearFailure
from domain.identifiers import Crn
from domain.notification import Notification
from entrypoints.terminal import plain, table
from entrypoints.worker.container import WorkerContainer

_NOBODY: Final = Crn("X000000")
_NOTHING: Final = "booking-cancelled/00000000-0000-0000-0000-000000000000"


@dataclass(frozen=True, slots=True)
class NeighbourFinding:
    """The result for one requirement; a remark says why it is missing, or what is remarkable about it.

    `is_unknown`: it could not be looked at for a reason that an earlier finding gives.
    """

    name: str
    is_there: bool
    remark: str = ""
    is_unknown: bool = False


def check_neighbours(container: WorkerContainer) -> Sequence[NeighbourFinding]:
    """Return what was found of queue, dead-letter queue, topic, token endpoint and API."""
    findings = [
        *(_found(name, look) for name, look in container.queue_checks().items()),
        _found("topic for announcements, and right to Publish", lambda: _publishing(container)),
        _found("token", lambda: _token(container)),
        _found("CAS3 API", lambda: _api(container)),
    ]
    return list(_each_reason_once(findings))


def show_neighbours(findings: Sequence[NeighbourFinding], console: Console) -> None:
    """Print a row for each."""
    rows = table("What the worker needs beside the database", "There?", "Remarks")
    for finding in findings:
        rows.add_row(plain(finding.name), _state(finding), plain(finding.remark))
    console.print(rows)


def _each_reason_once(findings: Sequence[NeighbourFinding]) -> Iterator[NeighbourFinding]:
    """Yield them. What fails for the same reason as one before says only that nobody can know."""
    told: dict[str, str] = {}
    for finding in findings:
        if not finding.is_there and finding.remark in told:
            because = f"cannot be looked at: see {told[finding.remark]}"
            yield replace(finding, remark=because, is_unknown=True)
            continue
        if not finding.is_there:
            told[finding.remark] = finding.name
        yield finding


def _state(finding: NeighbourFinding) -> Text:
    if finding.is_unknown:
        return Text("not known", "yellow")
    return Text("yes", "green") if finding.is_there else Text("MISSING", "bold red")


def _found(name: str, look: Callable[[], str]) -> NeighbourFinding:
    try:
        return NeighbourFinding(name, is_there=True, remark=look())
    except Failure as failure:
        return NeighbourFinding(name, is_there=False, remark=failure.reason)
    except NotConfigured as problem:
        return NeighbourFinding(name, is_there=False, remark=str(problem))


def _publishing(container: WorkerContainer) -> str:
    require_publishing(container.sns_client(), container.settings().topic_arn)
    return ""


def _token(container: WorkerContainer) -> str:
    container.tokens().current()
    return ""


def _api(container: WorkerContainer) -> str:
    """Ask for details that do not exist: an answer of its own that says so shows that the API works."""
    settings = container.settings()
    url = f"{str(settings.api_url).rstrip('/')}/{settings.details_path.strip('/')}/{_NOTHING}"
    asked = Notification(event_type=EventType.BOOKING_CANCELLED, crn=_NOBODY, detail_url=url)
    try:
        container.event_details().fetch(asked)
    except (Outage, UnclearFailure):
        raise
    except Failure as failure:
        return f"{failure.reason}, as it should for an event that does not exist"
    return ""
