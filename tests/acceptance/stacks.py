"""The stacks that the features run on, each with a driver that is new for each scenario."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from dependency_injector import providers
from sqlalchemy import delete, update

from adapters.in_memory.delius.delius import InMemoryDelius
from adapters.oracle.database import Database
from adapters.oracle.delius import OracleDelius
from adapters.oracle.delius_tables import contact_type
from adapters.oracle.installation import read_installation
from adapters.oracle.outbox import OracleOutbox
from application.suspicion import SUSPICIOUS_PEOPLE
from entrypoints.sandbox.in_memory import InMemoryContainer
from tests.acceptance.contact_type_changes import ContactTypeChanges
from tests.acceptance.driver import Driver
from tests.acceptance.happenings import API_URL, in_london
from tests.acceptance.in_memory_driver import InMemoryDriver
from tests.acceptance.in_memory_office import InMemoryOffice
from tests.acceptance.sql_office import SqlOffice
from tests.acceptance.stack_driver import StackDriver
from tests.acceptance.stack_service import Neighbours, StackService
from tests.acceptance.story import BEGINNING

STACKS: Final = {
    "in_memory": "in memory",
    "sqlite": "SQLite",
    "postgresql": "PostgreSQL",
    "whole_on_sqlite": "whole service, SQLite",
    "whole_on_postgresql": "whole service, PostgreSQL",
}
"""The stacks on which every scenario runs."""

SAMPLED: Final = "whole_on_oracle_on_the_wire"
"""The slowest stack: one of every few scenarios of a feature runs on it, unless all are asked for."""

NAMES: Final = {**STACKS, SAMPLED: "whole service, Oracle’s protocol"}
"""All of them, and what each is called to readers."""

_NOW = in_london(BEGINNING)
_LOCK_WAIT_SECONDS = 0.05


def _in_memory_container() -> InMemoryContainer:
    container = InMemoryContainer(now=_NOW)
    container.api_url.override(providers.Object(API_URL))
    container.suspicious_people.override(providers.Object(SUSPICIOUS_PEOPLE))
    return container


def in_memory(changes: ContactTypeChanges) -> Driver:
    """All parts in memory."""
    container = _in_memory_container()
    contact_types = container.tables().contact_types
    contact_types.update(dict.fromkeys(changes.sensitive, True))
    for code in changes.missing:
        del contact_types[code]
    container.delius.override(providers.Object(InMemoryDelius(container.tables(), _LOCK_WAIT_SECONDS)))
    return InMemoryDriver(container, InMemoryOffice(container.tables()))


def change_contact_types(database: Database, changes: ContactTypeChanges) -> None:
    """Change the types of contact in Delius; the application reads them once, at its start."""
    if changes == ContactTypeChanges():
        return
    code = contact_type.c.code
    with database.transaction() as connection:
        connection.execute(
            update(contact_type).where(code.in_(changes.sensitive)).values(sensitive_contact="Y")
        )
        connection.execute(delete(contact_type).where(code.in_(changes.missing)))
        connection.commit()


def on_database(database: Database) -> Driver:
    """Delius in a database, all other parts in memory."""
    container = _in_memory_container()
    clock = container.clock()
    installation = read_installation(database, clock)
    container.delius.override(providers.Object(OracleDelius(database, installation, clock)))
    container.outbox.override(providers.Object(OracleOutbox(database, clock)))
    return InMemoryDriver(container, SqlOffice(database, installation))


@contextmanager
def whole(neighbours: Neighbours, database: Database) -> Iterator[Driver]:
    """All parts as in production."""
    service = StackService(neighbours, database, _NOW)
    yield StackDriver(service, SqlOffice(database, service.installation))
    service.stop()
