"""Every event is recorded in Delius' real tables, with all their columns, keys and checks."""

from collections.abc import Iterator

import pytest

from adapters.in_memory.clock import InMemoryClock
from adapters.oracle.database import Database
from domain.case import CaseRequest
from domain.failures import Outage, UnclearFailure
from domain.identifiers import PersonId
from tests.adapters.stores import Store, on_database
from tests.benchmarks.kinds import KINDS, Kind, add_home, events, record_in
from tests.domain.builders import referral
from tests.domain.desk import CRN, NOW
from tests.support.delius_schema import add_owners, real_delius
from tests.support.h2.databases import WireDatabases

FIRST_ID = 2_500_000_000


@pytest.fixture
def database(oracle_on_the_wire_databases: WireDatabases) -> Iterator[Database]:
    with real_delius(oracle_on_the_wire_databases) as database:
        yield database


@pytest.fixture
def store(database: Database) -> Store:
    return on_database(database, InMemoryClock(NOW))


@pytest.fixture
def person(store: Store) -> PersonId:
    """Somebody with a community manager, of whom `officer` and `all_team` may know or not."""
    team = store.users.add_team("N03HPT")
    person = store.users.register(CRN)
    provider = store.users.add_provider("N03")
    store.users.allocate(person, provider, team, store.users.add_staff("N03A001", team))
    return person


def execute(database: Database, statement: str) -> None:
    with database.transaction() as connection:
        connection.exec_driver_sql(statement)
        connection.commit()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_of_event_is_recorded(
    kind: Kind, database: Database, store: Store, person: PersonId
) -> None:
    add_owners(database)
    *before, event = events(kind, CRN, "b1")
    for each in before:
        record_in(store.delius, each, InMemoryClock(NOW).now())
    if kind.has_home:
        add_home(store, person)

    assert record_in(store.delius, event, InMemoryClock(NOW).now()) is kind.outcome

    seen = store.view.person(CRN)
    assert all(entry.contact.id >= FIRST_ID for entry in seen.diary)
    with store.delius.open_case(CaseRequest.of(event)) as opened:
        assert all(address >= FIRST_ID for address in opened.case.addresses)


def test_an_owner_without_a_row_of_officer_is_in_trouble_alone(store: Store, person: PersonId) -> None:
    assert person
    with pytest.raises(UnclearFailure, match=r"refers to by staff_employee_id.*ORA-02291, delius\.r_1718"):
        record_in(store.delius, referral(), InMemoryClock(NOW).now())


def test_without_the_row_of_the_partition_nobody_is_recorded(
    database: Database, store: Store, person: PersonId
) -> None:
    assert person
    add_owners(database)
    execute(database, "DELETE FROM partition_area")

    with pytest.raises(Outage, match=r"a row that every event refers to is missing \(ORA-02291"):
        record_in(store.delius, referral(), InMemoryClock(NOW).now())


def test_a_column_that_is_demanded_and_not_written_stops_everybody_and_is_named(
    database: Database, store: Store, person: PersonId
) -> None:
    assert person
    add_owners(database)
    execute(database, "ALTER TABLE contact ADD brand_new NUMBER NOT NULL")

    with pytest.raises(Outage, match=r"does not write \(ORA-01400, delius\.contact\.brand_new"):
        record_in(store.delius, referral(), InMemoryClock(NOW).now())


def test_a_column_too_narrow_for_the_references_stops_everybody_and_is_named(
    database: Database, store: Store, person: PersonId
) -> None:
    assert person
    add_owners(database)
    execute(database, "ALTER TABLE contact MODIFY external_reference VARCHAR2(20)")

    with pytest.raises(Outage, match=r"too narrow \(ORA-12899, delius\.contact\.external_reference"):
        record_in(store.delius, referral(), InMemoryClock(NOW).now())
