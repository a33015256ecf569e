"""One person in a database, what happens to them, and what is remembered of it."""

from dataclasses import dataclass

from sqlalchemy import func, select

from adapters.in_memory.clock import InMemoryClock
from adapters.oracle.database import Database
from adapters.oracle.own_tables import is_event, outbox, remembered
from domain.address import Address
from domain.case import CaseRequest
from domain.event import Event
from domain.identifiers import PersonId
from domain.recording import record
from tests.adapters.stores import Store
from tests.domain.desk import CRN


@dataclass(slots=True)
class PersonScene:
    """One person with a manager, and what happens to them."""

    database: Database
    clock: InMemoryClock
    store: Store
    person: PersonId

    def happens(self, *events: Event) -> None:
        for event in events:
            with self.store.delius.open_case(CaseRequest.of(event)) as opened:
                recording = record(event, opened.case, self.clock.now())
                assert recording.changes is not None
                opened.commit(recording.changes)

    def address_of(self, place: int) -> Address:
        return sorted(self.store.view.person(CRN).addresses, key=lambda each: each.id)[place]

    def remembered(self) -> list[int]:
        with self.database.transaction() as connection:
            return [
                connection.execute(count).scalar_one()
                for count in (
                    select(func.count()).select_from(remembered).where(is_event),
                    select(func.count()).select_from(remembered).where(~is_event),
                    select(func.count()).select_from(outbox),
                )
            ]
