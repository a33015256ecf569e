"""`migrate`, which looks after the service's own tables."""

from adapters.oracle.migrate import Migration, migrate
from adapters.oracle.migration_sql import migration_sql
from entrypoints.operations.container import opened_database
from entrypoints.terminal import print_text


def run_migrate(*, only_sql: bool = False) -> int:
    """Create or update the service's own tables, or only print the SQL that does it."""
    with opened_database() as database:
        if only_sql:
            print_text(migration_sql(database))
            return 0
        print_text(in_words(migrate(database)))
    return 0


def in_words(migration: Migration) -> str:
    """Return a sentence on what a migration did."""
    if migration.before is None:
        return f"The service's own tables were created: revision {migration.after}."
    if migration.before == migration.after:
        return f"The service's own tables are up to date: revision {migration.after}."
    return f"The service's own tables were updated: from revision {migration.before} to {migration.after}."
