"""The migrations as SQL, for a DBA who runs it in place of the service's user."""

from collections.abc import Iterator
from io import StringIO
from typing import Final

from alembic import command

from adapters.oracle.check.needs import SEQUENCES, TABLES, Privilege, TableNeed
from adapters.oracle.database import Database
from adapters.oracle.migrate import current_revision
from adapters.oracle.schema_version import migrations, revisions

_GRANTED: Final = {
    Privilege.SELECT: "SELECT",
    Privilege.INSERT: "INSERT",
    Privilege.UPDATE: "UPDATE",
    Privilege.DELETE: "DELETE",
}
_RIGHTS: Final = """\
-- Whoever runs this needs CREATE TABLE, CREATE SEQUENCE and a quota in Oracle, in PostgreSQL CREATE on the
-- schema.
"""


def migration_sql(database: Database) -> str:
    """Return the SQL from the revision that the tables are at to the newest; rows that wait in tables of an
    older revision are not rewritten by it, so `migrate` itself has to update those.
    """
    with database.transaction() as connection:
        before = current_revision(connection)
    newest, *_ = revisions()
    if before == newest:
        return f"-- The service's own tables are up to date: revision {newest}.\n"
    written = StringIO()
    config = migrations()
    config.output_buffer = written
    config.attributes["driver"] = database.engine.url.drivername
    command.upgrade(config, f"{before or 'base'}:head", sql=True)
    # Elsewhere the script itself begins and commits.
    commit = "COMMIT\n\n/\n\n" if database.dialect == "oracle" else ""
    return f"{_RIGHTS}{written.getvalue()}{commit}{_granting()}"


def _granting() -> str:
    lines = "\n".join(f"--   {line}" for line in _grants())
    return f"-- If the tables are another user's, that of the service, here cas3, needs:\n{lines}\n"


def _grants() -> Iterator[str]:
    own = [need for need in TABLES if need.is_own]
    for need in own:
        yield f"GRANT {', '.join(_privileges(need))} ON {need.name} TO cas3;"
    for name in filter(_is_own, SEQUENCES):
        yield f"GRANT SELECT ON {name} TO cas3;"
    for name in [*(need.name for need in own), *filter(_is_own, SEQUENCES)]:
        yield f"CREATE SYNONYM cas3.{name} FOR OWNER.{name};"


def _privileges(need: TableNeed) -> Iterator[str]:
    return (_GRANTED[privilege] for privilege in need.uses if privilege in _GRANTED)


def _is_own(name: str) -> bool:
    return name.startswith("cas3_")
