"""The commands that look after the database: each does one thing and says so; the exit status."""

from collections.abc import Iterator
from contextlib import contextmanager

from adapters.oracle.check.check import check
from adapters.oracle.check.findings import missing
from adapters.oracle.migrate import Migration, migrate
from domain.failures import Failure
from entrypoints.environment import read_settings
from entrypoints.operations.container import DatabaseContainer
from entrypoints.operations.findings import show_findings
from entrypoints.sandbox.cast import assemble
from entrypoints.sandbox.console import print_text, print_view
from entrypoints.sandbox.create_delius import CreationRefused, create_delius
from entrypoints.settings import DatabaseSettings
from entrypoints.usage import Unsuccessful, UnusableInput


def run_migrate() -> int:
    """Creates or updates the service's own tables."""
    with _container() as container:
        print_text(in_words(migrate(container.database())))
    return 0


def in_words(migration: Migration) -> str:
    """What a migration did."""
    if migration.before is None:
        return f"The service's own tables were created: revision {migration.after}."
    if migration.before == migration.after:
        return f"The service's own tables are up to date: revision {migration.after}."
    return f"The service's own tables were updated: from revision {migration.before} to {migration.after}."


def run_create() -> int:
    """Makes a Delius for development."""
    with _container() as container:
        try:
            create_delius(container.database())
        except CreationRefused as problem:
            raise UnusableInput(str(problem)) from None
        people = ", ".join(assemble(container.delius_users()))
    print_text(f"A sample Delius with two people ({people}) was created; next: cas3-and-delius migrate")
    return 0


def run_check() -> int:
    """Shows whether the database has all that the service needs."""
    with _container() as container:
        findings = check(container.database())
    print_view(lambda console: show_findings(findings, console))
    return 1 if missing(findings) else 0


@contextmanager
def _container() -> Iterator[DatabaseContainer]:
    """What the settings ask for, closed at the end. Unsuccessful if the database does not go along."""
    container = DatabaseContainer(settings=read_settings(DatabaseSettings))
    try:
        yield container
    except Failure as failure:
        raise Unsuccessful(failure.reason) from None
    finally:
        container.database().close()
