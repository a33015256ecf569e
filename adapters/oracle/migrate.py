"""Creates and changes the service's own tables, and nothing else."""

from dataclasses import dataclass
from typing import Final

from alembic import command
from sqlalchemy import Connection, inspect, text

from adapters.oracle.database import Database
from adapters.oracle.schema_version import migrations, read_revision, revisions, schema_version
from domain.failures import PermanentFailure

_TAKE_TURNS: Final = text("SELECT pg_advisory_xact_lock(hashtext('cas3_schema_version'))")


@dataclass(frozen=True, slots=True)
class Migration:
    """The revision that the tables were at before, None if there were none, and the one they are at now."""

    before: str | None
    after: str


def migrate(database: Database) -> Migration:
    """Brings the service's own tables up to date; does nothing if they are.

    TemporaryFailure if somebody else is at it; PermanentFailure if the tables are newer than the service.
    """
    newest, *_ = revisions()
    with database.transaction() as connection:
        _take_turns(connection)
        before = _revision(connection)
        if before != newest:
            config = migrations()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            connection.commit()
    return Migration(before, newest)


def _take_turns(connection: Connection) -> None:
    """Two at once: SQLite's transactions take turns anyway. In Oracle, where each step commits by itself, the
    second fails at the first step that the other was faster with, and that can do no harm.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(_TAKE_TURNS)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table(schema_version.name):
        return None
    revision = read_revision(connection)
    if revision is not None and revision not in revisions():
        raise PermanentFailure(
            f"the service's own tables are at revision {revision}, which this version does not know"
        )
    return revision
