"""The Delius of the whole stack, in a database of its own."""

from adapters.oracle.database import Database
from adapters.oracle.delius_tables import delius
from adapters.oracle.migrate import migrate
from adapters.oracle.own_tables import own
from adapters.oracle.schema_version import schema_version
from domain.failures import Failure
from entrypoints.sandbox.create_delius import CreationRefused, create_delius
from entrypoints.usage import Unsuccessful, UnusableInput


def make_delius(database: Database) -> None:
    """Create the tables of Delius and of the service. UnusableInput if there is a Delius; Unsuccessful if the
    database fails.
    """
    try:
        create_delius(database)
        migrate(database)
    except CreationRefused as problem:
        raise UnusableInput(f"--database: {problem}") from None
    except Failure as failure:
        raise Unsuccessful(f"--database: {failure.reason}") from None


def drop_delius(database: Database) -> None:
    """Drop all that was made."""
    with database.transaction() as connection:
        for tables in (own, delius, schema_version.metadata):
            tables.drop_all(connection)
        connection.commit()
