"""The way to Oracle as no contract shows it, by the driver of production over its own protocol."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier

import pytest
from sqlalchemy import Column, Table, insert, null, select, text, update

from adapters.oracle.database import Database
from adapters.oracle.delius_tables import LINE_COLUMNS, contact_type, probation_area, staff_team, team, user
from adapters.oracle.installation import read_installation
from adapters.oracle.own_tables import lease
from adapters.system.clock import SystemClock
from domain.failures import Failure, Outage, TemporaryFailure, UnclearFailure
from domain.premises import AddressColumns
from domain.premises import Column as Width
from tests.adapters.stores import Store
from tests.domain.builders import arrived
from tests.domain.desk import day
from tests.support.h2.databases import WireDatabases

ON_THE_WIRE = pytest.mark.parametrize("store", ["oracle on the wire"], indirect=True)


@pytest.fixture
def database(oracle_on_the_wire_databases: WireDatabases) -> Iterator[Database]:
    with oracle_on_the_wire_databases.new() as database:
        yield database


def test_every_session_says_who_it_is_before_anything_else(
    database: Database, oracle_on_the_wire_databases: WireDatabases
) -> None:
    scene = oracle_on_the_wire_databases.server.scene
    database.close()
    calls, logons = len(scene.calls), len(scene.logons)

    with database.transaction(), database.transaction() as connection:
        connection.execute(select(user))

    assert scene.calls[calls:] == [("PKG_VPD_CTX.SET_CLIENT_IDENTIFIER", "Cas3AndDelius")] * 2
    assert [logon["AUTH_PROGRAM_NM"] for logon in scene.logons[logons:]] == ["cas3-and-delius"] * 2
    assert [logon["user"] for logon in scene.logons[logons:]] == ["cas3"] * 2


def test_the_widths_of_the_columns_are_read(database: Database) -> None:
    installation = read_installation(database, SystemClock())

    assert installation.columns == AddressColumns(**dict.fromkeys(LINE_COLUMNS, Width(35)))
    assert installation.with_employee


def row(table: Table, **values: object) -> Callable[[Database], None]:
    def add(database: Database) -> None:
        with database.transaction() as connection:
            connection.execute(insert(table), values)

    return add


def query(statement: str) -> Callable[[Database], None]:
    def run(database: Database) -> None:
        with database.transaction() as connection:
            connection.execute(text(statement))

    return run


@pytest.mark.parametrize(
    ("attempt", "failure", "code"),
    [
        (row(user, user_id=1, distinguished_name="again"), TemporaryFailure, "ORA-00001"),
        (row(team, team_id=1, code="1234567"), Outage, "ORA-12899"),
        (row(contact_type, contact_type_id=99), Outage, "ORA-01400"),
        (row(staff_team, staff_id=1, team_id=1), UnclearFailure, "ORA-02291"),
        (query("SELECT 1 FROM nothing_of_the_kind"), Outage, "ORA-00942"),
        (query("SELECT nothing FROM team"), Outage, "ORA-00904"),
        (query("SELECT nothing_seq.nextval FROM dual"), Outage, "ORA-02289"),
    ],
    ids=["key", "long", "null", "reference", "table", "column", "sequence"],
)
def test_errors_have_oracles_numbers_and_mean_what_these_stand_for(
    database: Database, attempt: Callable[[Database], None], failure: type[Failure], code: str
) -> None:
    with pytest.raises(failure, match=code):
        attempt(database)


def test_a_connection_lost_in_mid_work_is_tried_again_on_another(
    database: Database, oracle_on_the_wire_databases: WireDatabases
) -> None:
    def work() -> None:
        with database.transaction() as connection:
            connection.execute(select(user))
            oracle_on_the_wire_databases.server.cut_all()
            connection.execute(select(user))

    with pytest.raises(TemporaryFailure, match="connection to the database was lost"):
        work()

    with database.transaction() as connection:
        assert connection.execute(select(user)).one()


def test_of_two_that_wait_for_each_other_one_is_told_to_try_again(database: Database) -> None:
    both_hold_one = Barrier(2)

    def lock(*teams: int) -> str | None:
        try:
            with database.transaction() as connection:
                for number in teams:
                    connection.execute(update(team).where(team.c.team_id == number).values(end_date=null()))
                    if number == teams[0]:
                        both_hold_one.wait(timeout=60)
                connection.commit()
        except TemporaryFailure as failure:
            return str(failure)
        return None

    row_of_both(database)
    with ThreadPoolExecutor(2) as threads:
        ends = list(threads.map(lambda order: lock(*order), [(1, 2), (2, 1)]))

    assert sorted(end is None for end in ends) == [False, True]
    assert next(filter(None, ends)) == "somebody else was writing at the same time (ORA-00060)"


def row_of_both(database: Database) -> None:
    with database.transaction() as connection:
        connection.execute(insert(team), [{"team_id": 1, "code": "N03HPT"}, {"team_id": 2, "code": "N07HPT"}])
        connection.commit()


@pytest.mark.parametrize(
    ("column", "kept"),
    [
        (lease.c.held_until, datetime(2026, 6, 11, 10, 12, 44, 987654)),
        (team.c.end_date, datetime(2026, 6, 11, 10, 12, 44)),
    ],
    ids=["own", "of Delius"],
)
def test_only_the_services_own_times_have_microseconds(
    database: Database, column: Column[datetime], kept: datetime
) -> None:
    moment = datetime(2026, 6, 11, 10, 12, 44, 987654)
    row_of_both(database)

    with database.transaction() as connection:
        connection.execute(update(column.table).values({column: moment}))
        assert set(connection.execute(select(column)).scalars()) == {kept}


def test_codes_are_padded_and_empty_text_is_none(database: Database) -> None:
    with database.transaction() as connection:
        rows = [
            {"probation_area_id": 1, "code": "N3"},
            {"probation_area_id": 2, "code": ""},
        ]
        connection.execute(insert(probation_area), rows)

        codes = connection.execute(select(probation_area.c.code).order_by(probation_area.c.probation_area_id))

        assert codes.scalars().all() == ["N3 ", None]


@ON_THE_WIRE
def test_notes_longer_than_oracles_longest_text_are_kept(store: Store, commit: Callable[..., None]) -> None:
    commit(arrived(day(2), notes="€" * 40_000))

    (entry,) = store.view.person("A000001").diary
    assert entry.contact.notes.endswith("€" * 40_000)
