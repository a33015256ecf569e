"""Creates and changes the service's own tables, and nothing else."""

from pathlib import Path

from alembic import command
from alembic.config import Config

from adapters.oracle.database import Database

_MIGRATIONS = Path(__file__).with_name("migrations")


def migrate(database: Database) -> None:
    """Brings the service's own tables up to date; does nothing if they are."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    with database.transaction() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.commit()
