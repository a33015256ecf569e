"""The stores that are held to the contract of the ports `Delius` and `Outbox`, and how to look into each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

import pytest

from adapters.in_memory.clock import InMemoryClock
from adapters.in_memory.delius.delius import InMemoryDelius
from adapters.in_memory.delius.outbox import InMemoryOutbox
from adapters.in_memory.delius.tables import Tables
from adapters.oracle.database import Database
from adapters.oracle.delius import OracleDelius
from adapters.oracle.installation import read_installation
from adapters.oracle.outbox import OracleOutbox
from domain.address import Address, AddressLines
from domain.contact import Contact
from domain.identifiers import AddressId, ContactId, PersonId
from domain.ports.delius import Delius
from domain.ports.outbox import Outbox
from entrypoints.sandbox.in_memory_delius_users import DeliusUsers
from entrypoints.sandbox.in_memory_delius_view import DeliusView
from entrypoints.sandbox.person_view import PersonView
from entrypoints.sandbox.sql_delius_users import SqlDeliusUsers
from entrypoints.sandbox.sql_delius_view import SqlDeliusView

WITH_ROW_LOCKS: Final = (
    "in memory",
    "postgresql",
    "oracle on the wire",
    pytest.param("real oracle", marks=pytest.mark.oracle),
)
STORES: Final = ("sqlite", *WITH_ROW_LOCKS)

OTHER_CRN: Final = "B000002"


class Users(Protocol):
    """People who work in Delius beside the service."""

    def register(self, crn: str) -> PersonId: ...
    def add_provider(self, code: str) -> int: ...
    def add_team(self, code: str, *, ended: bool = False) -> int: ...
    def add_staff(self, code: str, *teams: int, ended: bool = False) -> int: ...
    def allocate(self, person: PersonId, provider: int, team: int | None, staff: int | None) -> None: ...
    def add_address(
        self, person: PersonId, lines: AddressLines, start: date | None, kind: str | None
    ) -> AddressId: ...
    def edit_address(self, person: PersonId, address: Address) -> None: ...
    def remove_address(self, person: PersonId, address: AddressId) -> None: ...
    def edit_contact(self, person: PersonId, contact: Contact) -> bool: ...
    def delete_contact(self, person: PersonId, contact: ContactId) -> None: ...
    def merge(self, crn: str, into: str) -> None: ...


class View(Protocol):
    """The records that people see in Delius."""

    def people(self) -> Sequence[PersonView]: ...
    def person(self, crn: str) -> PersonView: ...


@dataclass(frozen=True, slots=True)
class Store:
    """One store, what people do there beside the service, and what they see."""

    delius: Delius
    outbox: Outbox
    users: Users
    view: View


def in_memory(clock: InMemoryClock) -> Store:
    """The store in memory; it waits a short while for a lock."""
    tables = Tables()
    return Store(
        InMemoryDelius(tables, lock_wait=0.05),
        InMemoryOutbox(tables, clock),
        DeliusUsers(tables),
        DeliusView(tables),
    )


def on_database(database: Database, clock: InMemoryClock) -> Store:
    """The store on a database that has the tables."""
    installation = read_installation(database, clock)
    return Store(
        OracleDelius(database, installation, clock),
        OracleOutbox(database, clock),
        SqlDeliusUsers(database, installation),
        SqlDeliusView(database, installation),
    )
