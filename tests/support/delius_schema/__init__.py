"""Delius' real tables, on H2 behind a server that speaks Oracle's protocol."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import text

from adapters.oracle.database import Database
from adapters.oracle.migrate import migrate
from entrypoints.sandbox.create_delius import add_reference_data
from tests.support.databases import PATIENT_LOGON_SECONDS
from tests.support.h2.databases import USERNAME, WireServices
from tests.support.h2.dictionary import DICTIONARY

TABLES = Path(__file__).with_name("tables.sql")
# Those of managers whose own a test leaves out.
_NOBODY = (
    "INSERT INTO partition_area (partition_area_id) VALUES (0)",
    "INSERT INTO officer (trust_provider_flag, staff_employee_id) VALUES (0, 0)",
    "INSERT INTO all_team (trust_provider_flag, trust_provider_team_id) VALUES (0, 0)",
)
_OWNERS = (
    "INSERT INTO officer (trust_provider_flag, staff_employee_id) SELECT 0, staff_id FROM staff",
    "INSERT INTO all_team (trust_provider_flag, trust_provider_team_id) SELECT 0, team_id FROM team",
)


@contextmanager
def real_delius(databases: WireServices) -> Iterator[Database]:
    """A Delius of its own with the real tables, its reference data, and the service's own tables."""
    with (
        databases.made_by(*DICTIONARY, *_statements()) as url,
        closing(Database.at(url, USERNAME, 3, 0.2, logon_seconds=PATIENT_LOGON_SECONDS)) as database,
    ):
        with database.transaction() as connection:
            for statement in _NOBODY:
                connection.execute(text(statement))
            add_reference_data(connection, USERNAME)
            connection.commit()
        migrate(database)
        yield database


def add_owners(database: Database) -> None:
    """Add the rows of `officer` and `all_team` that contacts refer to, of all staff and teams."""
    with database.transaction() as connection:
        for statement in _OWNERS:
            connection.execute(text(statement))
        connection.commit()


def _statements() -> list[str]:
    without_remarks = "\n".join(
        line for line in TABLES.read_text(encoding="utf-8").splitlines() if not line.startswith("--")
    )
    return [statement.strip() for statement in without_remarks.split(";") if statement.strip()]
