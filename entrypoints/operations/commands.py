"""The commands that look after the database: each does one thing, says so, and returns the exit status."""

from adapters.oracle.check.check import check
from adapters.oracle.check.findings import missing
from adapters.oracle.migrate import Migration, migrate
from adapters.system.clock import SystemClock
from domain.identifiers import Crn
from entrypoints.operations.container import opened_database
from entrypoints.operations.findings import show_findings
from entrypoints.operations.trial import try_events
from entrypoints.operations.trial_view import show_trials
from entrypoints.terminal import print_text, print_view
from entrypoints.usage import UnusableInput


def run_migrate() -> int:
    """Create or update the service's own tables."""
    with opened_database() as database:
        print_text(in_words(migrate(database)))
    return 0


def in_words(migration: Migration) -> str:
    """Return a sentence on what a migration did."""
    if migration.before is None:
        return f"The service's own tables were created: revision {migration.after}."
    if migration.before == migration.after:
        return f"The service's own tables are up to date: revision {migration.after}."
    return f"The service's own tables were updated: from revision {migration.before} to {migration.after}."


def run_check(crn: str | None = None) -> int:
    """Show whether the database has all that the service needs, and what becomes of every kind of event for
    the person with that CRN, if there is one.
    """
    clock = SystemClock()
    person = _crn(crn) if crn is not None else None
    with opened_database() as database:
        findings = check(database, clock.now())
        print_view(lambda console: show_findings(findings, console))
        trials = try_events(database, person, clock) if person is not None else []
    if trials:
        print_view(lambda console: show_trials(trials, console))
    return 1 if missing(findings) or any(trial.has_failed for trial in trials) else 0


def _crn(text: str) -> Crn:
    try:
        return Crn(text)
    except ValueError as problem:
        raise UnusableInput(f"--try: {problem}") from None
