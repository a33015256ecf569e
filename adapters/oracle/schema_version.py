"""The revision of the service's own tables, and the one that the service needs."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Column, Connection, MetaData, String, Table, inspect, select

from adapters.oracle.database import Database
from domain.failures import NotConfigured

_MIGRATIONS: Final = Path(__file__).with_name("migrations")

schema_version = Table("cas3_schema_version", MetaData(), Column("version_num", String(32), primary_key=True))
"""Kept by Alembic."""

READ_REVISION: Final = select(schema_version.c.version_num)


def migrations() -> Config:
    """Return the configuration that names the folder of the migrations."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    return config


def revisions() -> Sequence[str]:
    """Return all revisions that this version of the service knows, the newest first."""
    return [each.revision for each in ScriptDirectory.from_config(migrations()).walk_revisions()]


def read_revision(connection: Connection) -> str | None:
    """The revision that the tables are at; None if they were never made."""
    return connection.execute(READ_REVISION).scalar()


def require_newest_revision(database: Database) -> None:
    """Raise NotConfigured unless the service's own tables are at the revision that this version needs."""
    newest, *older = revisions()
    with database.transaction() as connection:
        found = read_revision(connection) if inspect(connection).has_table(schema_version.name) else None
    if found is None:
        raise NotConfigured("the service's own tables are not there: run cas3-and-delius migrate")
    if found in older:
        raise NotConfigured(f"the service's own tables are at revision {found}: run cas3-and-delius migrate")
    if found != newest:
        raise NotConfigured(
            f"the service's own tables, at revision {found}, are newer than this version of it"
        )
