"""The commands that look after the database: each does one thing, says so, and returns the exit status."""

from adapters.oracle.check.check import check
from adapters.oracle.check.findings import missing
from adapters.oracle.migrate import Migration, migrate
from adapters.system.clock import SystemClock
from entrypoints.operations.container import opened_database
from entrypoints.operations.findings import show_findings
from entrypoints.terminal import print_text, print_view


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


def run_check() -> int:
    """Show whether the database has all that the service needs."""
    with opened_database() as database:
        findings = check(database, SystemClock().now())
    print_view(lambda console: show_findings(findings, console))
    return 1 if missing(findings) else 0
