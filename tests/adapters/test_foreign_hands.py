"""Leavings of others in the database: half an edit, no lease, other zones, wider columns, blank merges."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Executable, delete, insert, select, text, update

from adapters.in_memory.clock import InMemoryClock
from adapters.oracle.database import Database
from adapters.oracle.delius_tables import additional_identifier, business_interaction, contact, offender
from adapters.oracle.installation import read_installation
from adapters.oracle.outbox import OracleOutbox
from adapters.oracle.own_tables import lease
from adapters.system.clock import SystemClock
from domain.case import CaseRequest
from domain.event import Event
from domain.failures import Outage, PermanentFailure
from domain.london import LONDON
from domain.ports.outbox import OutboxInUse
from domain.premises import Premises
from domain.recording import record
from tests.adapters.stores import on_database
from tests.domain.builders import arrived
from tests.domain.desk import CRN, NOW, day
from tests.support.databases import PostgreSqlDatabases


@pytest.fixture
def clock() -> InMemoryClock:
    return InMemoryClock(NOW)


@pytest.fixture
def database(postgresql_databases: PostgreSqlDatabases) -> Iterator[Database]:
    with postgresql_databases.new() as database:
        yield database


def execute(database: Database, *statements: Executable) -> None:
    with database.transaction() as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def happens(database: Database, clock: InMemoryClock, *events: Event) -> None:
    store = on_database(database, clock)
    for event in events:
        with store.delius.open_case(CaseRequest.of(event)) as open_case:
            recording = record(event, open_case.case, clock.now())
            assert recording.changes is not None
            open_case.commit(recording.changes)


@pytest.fixture
def staffed(database: Database, clock: InMemoryClock) -> Database:
    users = on_database(database, clock).users
    team = users.add_team("N03HPT")
    users.allocate(users.register(CRN), users.add_provider("N03"), team, users.add_staff("N03A001", team))
    return database


@pytest.mark.parametrize("start_time", [datetime(2026, 6, 2), None])
def test_date_and_time_are_written_together_over_half_an_edit(
    staffed: Database, clock: InMemoryClock, start_time: datetime | None
) -> None:
    happens(staffed, clock, arrived(day(2)))
    execute(staffed, update(contact).values(contact_date=datetime(2026, 6, 3), contact_start_time=start_time))

    happens(staffed, clock, arrived(day(3), minute=1, update=True))

    with staffed.transaction() as connection:
        row = connection.execute(select(contact.c.contact_date, contact.c.contact_start_time)).one()
    assert tuple(row) == (datetime(2026, 6, 3), datetime(2026, 6, 3))


def test_a_lease_that_is_gone_is_made_anew(staffed: Database, clock: InMemoryClock) -> None:
    happens(staffed, clock, arrived(day(2)))
    execute(staffed, delete(lease))

    assert len(OracleOutbox(staffed, clock).claim(10)) == 1
    with pytest.raises(OutboxInUse):
        OracleOutbox(staffed, clock).claim(10)


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Asia/Tokyo", "UTC"])
@pytest.mark.parametrize(("minutes", "is_enabled"), [(-30, True), (30, False)])
def test_interactions_are_enabled_by_londons_clocks(
    staffed: Database, zone: str, minutes: int, *, is_enabled: bool
) -> None:
    enabled = datetime.now(LONDON).replace(microsecond=0, tzinfo=None) + timedelta(minutes=minutes)
    execute(staffed, update(business_interaction).values(enabled_date=enabled))
    url = staffed.engine.url.update_query_dict({"options": f"-c TimeZone={zone}"})
    elsewhere = Database.at(url, staffed.username)
    try:
        if is_enabled:
            assert read_installation(elsewhere, SystemClock()).reference.interactions
        else:
            with pytest.raises(Outage, match="CLBI003"):
                read_installation(elsewhere, SystemClock())
    finally:
        elsewhere.close()


def test_options_of_the_url_count_beside_the_services_own(staffed: Database) -> None:
    url = staffed.engine.url.update_query_dict({"options": "-c search_path=elsewhere"})
    elsewhere = Database.at(url, staffed.username)
    with elsewhere.transaction() as connection:
        shown = [
            connection.execute(text(f"SHOW {name}")).scalar_one() for name in ("search_path", "lock_timeout")
        ]
    elsewhere.close()

    assert shown == ["elsewhere", "5s"]


def test_a_wait_that_the_url_gives_wins_over_the_services_own(staffed: Database) -> None:
    url = staffed.engine.url.update_query_dict({"connect_timeout": "61", "keepalives_count": "7"})
    elsewhere = Database.at(url, staffed.username)
    with elsewhere.transaction() as connection:
        driver: Any = connection.connection.dbapi_connection
        used = driver.info.get_parameters()
    elsewhere.close()

    assert (used["connect_timeout"], used["keepalives_count"]) == ("61", "7")
    assert used["keepalives_idle"] == "10"


def test_a_wider_column_takes_no_more_than_is_remembered(staffed: Database, clock: InMemoryClock) -> None:
    execute(staffed, text("ALTER TABLE offender_address ALTER COLUMN town_city TYPE varchar(400)"))

    happens(staffed, clock, arrived(day(2), premises=Premises(line1="1 Mill Lane", town="x" * 300)))

    (address,) = on_database(staffed, clock).view.person(CRN).addresses
    assert address.lines.town == "x" * 140


@pytest.mark.parametrize(("identifiers", "found"), [(["   "], False), (["", "A000001"], True)])
def test_a_merge_into_nobody_is_none(
    staffed: Database, clock: InMemoryClock, identifiers: list[str], *, found: bool
) -> None:
    gone = on_database(staffed, clock).users.register("B000002")
    merged_to = read_installation(staffed, clock).reference.merged_to
    execute(
        staffed,
        update(offender).where(offender.c.offender_id == gone).values(soft_deleted=1),
        insert(additional_identifier).values(
            [
                {
                    "additional_identifier_id": number,
                    "offender_id": gone,
                    "identifier": identifier,
                    "identifier_name_id": merged_to,
                    "created_datetime": datetime(2026, 1, 10 - number),
                    "soft_deleted": 0,
                }
                for number, identifier in enumerate(identifiers, start=1)
            ]
        ),
    )
    event = arrived(day(2))
    request = CaseRequest(
        crn=type(event.crn)("B000002"), reference=event.reference, contact_code=event.contact_code
    )

    if found:
        with on_database(staffed, clock).delius.open_case(request) as open_case:
            assert open_case.case.crn == event.crn
    else:
        with (
            pytest.raises(PermanentFailure, match="B000002"),
            on_database(staffed, clock).delius.open_case(request),
        ):
            pytest.fail("somebody was found")
