"""`check`: looks at everything that the worker needs, and changes nothing."""

from collections.abc import Sequence
from typing import Final

from adapters.oracle.check.check import check
from adapters.oracle.check.findings import Finding, missing
from adapters.system.clock import SystemClock
from domain.identifiers import Crn
from entrypoints.environment import is_any_set, read_settings
from entrypoints.operations.container import opened_database
from entrypoints.operations.findings import show_findings
from entrypoints.operations.neighbour_checks import NeighbourFinding, check_neighbours, show_neighbours
from entrypoints.operations.trial import try_events
from entrypoints.operations.trial_view import show_trials
from entrypoints.terminal import print_text, print_view
from entrypoints.usage import UnusableInput
from entrypoints.worker.container import WorkerContainer
from entrypoints.worker.settings import WorkerSettings

_OF_NEIGHBOURS: Final = (
    "CAS3_QUEUE_URL",
    "CAS3_QUEUE_NAME",
    "CAS3_TOPIC_ARN",
    "CAS3_API_URL",
    "CAS3_TOKEN_URL",
)


def run_check(crn: str | None = None) -> int:
    """Show whether everything is there that the worker needs; only the database where nothing else is set.
    Show also what becomes of every kind of event for the person with that CRN, if there is one. Return the
    exit status.
    """
    clock = SystemClock()
    person = _crn(crn) if crn is not None else None
    neighbours = _neighbours()
    gone = [finding.name for finding in neighbours if not (finding.is_there or finding.is_unknown)]
    if neighbours:
        print_view(lambda console: show_neighbours(neighbours, console))
        print_text("")
    try:
        with opened_database() as database:
            findings = check(database, clock.now())
            _show_database(findings, alone=not neighbours)
            trials = try_events(database, person, clock) if person is not None else []
        if trials:
            print_view(lambda console: show_trials(trials, console))
    finally:
        if gone:
            print_text(f"Missing beside the database: {', '.join(gone)}.")
    return 1 if missing(findings) or gone or any(trial.has_failed for trial in trials) else 0


def _show_database(findings: Sequence[Finding], *, alone: bool) -> None:
    if alone:
        print_text(f"Only the database is looked at: none of {', '.join(_OF_NEIGHBOURS)} is set.\n")
    print_view(lambda console: show_findings(findings, console))


def _crn(text: str) -> Crn:
    try:
        return Crn(text)
    except ValueError as problem:
        raise UnusableInput(f"--try: {problem}") from None


def _neighbours() -> Sequence[NeighbourFinding]:
    if not is_any_set(*_OF_NEIGHBOURS):
        return ()
    container = WorkerContainer(settings=read_settings(WorkerSettings))
    try:
        return check_neighbours(container)
    finally:
        container.shutdown_resources()
