"""Create and change the service's own tables, and nothing else."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from alembic import command
from sqlalchemy import Connection, text

from adapters.oracle.database import Database
from adapters.oracle.errors import working
from adapters.oracle.existence import has_table
from adapters.oracle.schema_version import migrations, read_revision, revisions, schema_version
from domain.failures import Outage, PermanentFailure

_LACKING_RIGHTS: Final = ("ORA-01031", "ORA-01950", "ORA-01536", "42501")
_RIGHTS: Final = (
    "migrate needs CREATE TABLE, CREATE SEQUENCE and a quota in Oracle, CREATE on the schema in PostgreSQL; "
    "or a DBA runs what `migrate --sql` prints"
)
_TAKE_TURNS: Final = text("SELECT pg_advisory_xact_lock(hashtext('cas3_schema_version'))")


@dataclass(frozen=True, slots=True)
class Migration:
    """The revision that the tables were at before, None if there were none, and the one they are at now."""

    before: str | None
    after: str


def migrate(database: Database) -> Migration:
    """Bring the service's own tables up to date; do nothing if they are.

    TemporaryFailure if somebody else is at it; PermanentFailure if the tables are newer than the service.
    """
    newest, *_ = revisions()
    with database.transaction() as connection:
        _take_turns(connection)
        before = current_revision(connection)
        if before != newest:
            config = migrations()
            config.attributes["connection"] = connection
            with _naming_rights():
                command.upgrade(config, "head")
            connection.commit()
    return Migration(before, newest)


@contextmanager
def _naming_rights() -> Iterator[None]:
    """Name the missing rights where the database says only that some are missing."""
    try:
        with working():
            yield
    except Outage as failure:
        if not any(code in failure.reason for code in _LACKING_RIGHTS):
            raise
        raise Outage(f"{failure.reason}; {_RIGHTS}", failure.neighbour) from None


def _take_turns(connection: Connection) -> None:
    """Wait for another migration to end. SQLite's transactions take turns anyway. In Oracle, where each step
    commits by itself, the second fails at the first step that the other has just taken, which does no harm.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(_TAKE_TURNS)


def current_revision(connection: Connection) -> str | None:
    """Return the revision that the tables are at; None if there are none. PermanentFailure for one that this
    version does not know.
    """
    if not has_table(connection, schema_version.name):
        return None
    revision = read_revision(connection)
    if revision is not None and revision not in revisions():
        raise PermanentFailure(
            f"the service's own tables are at revision {revision}, which this version does not know"
        )
    return revision
