"""`check --try`: every kind of event for one person, with nothing left behind, and what stopped it."""

from collections.abc import Iterator, Mapping, Sequence

import pytest
from sqlalchemy import func, select

from adapters.oracle.database import Database
from adapters.oracle.delius_tables import delius
from adapters.oracle.installation import read_installation
from adapters.oracle.own_tables import own
from adapters.system.clock import SystemClock
from domain.event import EventType
from domain.identifiers import Crn
from entrypoints.operations.trial import Trial, try_events
from entrypoints.sandbox.sql_delius_users import SqlDeliusUsers
from tests.domain.desk import CRN
from tests.entrypoints.conftest import Command
from tests.support.delius_schema import add_owners, real_delius
from tests.support.h2.databases import WireDatabases
from tests.support.oracle_wire.faults import Refuse

KINDS = [*(each.value for each in EventType), "announcements"]


def equip(database: Database) -> None:
    """Add a person with a community manager."""
    users = SqlDeliusUsers(database, read_installation(database, SystemClock()))
    team = users.add_team("N03HPT")
    person, provider = users.register(CRN), users.add_provider("N03")
    users.allocate(person, provider, team, users.add_staff("N03A001", team))


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    with request.getfixturevalue(f"{request.param}_databases").new() as database:
        equip(database)
        yield database


@pytest.fixture
def real(oracle_on_the_wire_databases: WireDatabases) -> Iterator[Database]:
    with real_delius(oracle_on_the_wire_databases) as database:
        equip(database)
        yield database
    oracle_on_the_wire_databases.server.scene.faults.clear()


def tried(database: Database) -> Sequence[Trial]:
    return try_events(database, Crn(CRN), SystemClock())


def rows(database: Database) -> Mapping[str, int]:
    """Return how many rows each table has."""
    tables = [*delius.sorted_tables, *own.sorted_tables]
    with database.transaction() as connection:
        return {each.name: connection.scalar(select(func.count()).select_from(each)) or 0 for each in tables}


def execute(database: Database, statement: str) -> None:
    with database.transaction() as connection:
        connection.exec_driver_sql(statement)
        connection.commit()


def test_every_kind_is_recorded_and_nothing_stays(database: Database) -> None:
    before = rows(database)

    trials = tried(database)

    assert [trial.name for trial in trials] == KINDS
    assert [trial.outcome for trial in trials[:-1]] == ["Recorded"] * 9
    assert trials[-1].outcome.endswith(" stored")
    assert not any(trial.has_failed for trial in trials)
    assert all(trial.work.statements for trial in trials)
    assert rows(database) == before


def test_so_it_is_in_the_real_tables_over_oracles_protocol(
    real: Database, oracle_on_the_wire_databases: WireDatabases
) -> None:
    add_owners(real)
    before = rows(real)
    scene = oracle_on_the_wire_databases.server.scene
    scene.reset()

    trials = tried(real)

    assert [trial.outcome for trial in trials[:-1]] == ["Recorded"] * 9
    assert not [each for each in scene.requests if "COMMIT" in each]
    # As many as the worker takes: on Oracle the last of them takes its commit along.
    assert [trial.work.statements for trial in trials[:9]] == [5, 5, 5, 5, 5, 7, 6, 8, 8]
    assert rows(real) == before


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("DELETE FROM officer WHERE staff_employee_id > 0", "ORA-02291, delius.r_1718"),
        ("DELETE FROM all_team WHERE trust_provider_team_id > 0", "ORA-02291, delius.r_all_team"),
        ("DELETE FROM partition_area", "ORA-02291"),
        ("ALTER TABLE contact ADD brand_new NUMBER NOT NULL", "ORA-01400, delius.contact.brand_new"),
        (
            "ALTER TABLE contact ADD CONSTRAINT no_more CHECK (contact_type_id < 0)",
            "ORA-02290, delius.no_more",
        ),
        ("ALTER TABLE contact MODIFY external_reference VARCHAR2(20)", "contact.external_reference"),
        ("UPDATE offender_manager SET active_flag = 0, end_date = allocation_date", "no active manager"),
        ("DELETE FROM offender_manager", "no active manager"),
        ("DROP SEQUENCE contact_id_seq", "ORA-02289"),
    ],
)
def test_what_stops_every_event_is_told_by_the_databases_own_number_and_name(
    statement: str, named: str, real: Database
) -> None:
    add_owners(real)
    execute(real, statement)

    trials = tried(real)

    assert all(trial.has_failed for trial in trials[:9])
    assert all(named in trial.outcome for trial in trials[:1])


def test_what_stops_addresses_alone_leaves_the_other_kinds(real: Database) -> None:
    add_owners(real)
    execute(real, "ALTER TABLE offender_address ADD brand_new NUMBER NOT NULL")

    failed = [trial for trial in tried(real) if trial.has_failed]

    assert [trial.name.rpartition("cas3.")[2] for trial in failed] == [
        "person.arrived",
        "person.arrived.updated",
    ]
    assert "delius.offender_address.brand_new" in failed[0].outcome


def test_a_trigger_is_told_of(real: Database, oracle_on_the_wire_databases: WireDatabases) -> None:
    add_owners(real)
    words = (
        "not today\nORA-06512: at line 1\nORA-04088: error during execution of trigger 'DELIUS.CONTACT_BI'"
    )
    oracle_on_the_wire_databases.server.scene.faults.order("INSERT INTO contact", Refuse(20001, words))

    first, *_ = tried(real)

    assert "a trigger fails (ORA-20001, ORA-06512, ORA-04088, delius.contact_bi)" in first.outcome
    assert "today" not in first.outcome


def test_somebody_who_is_not_in_delius_is_said(database: Database) -> None:
    trials = try_events(database, Crn("Z999999"), SystemClock())

    assert all(trial.has_failed and "Z999999" in trial.outcome for trial in trials[:9])


def test_the_command_shows_each_kind_and_how_it_went(
    database: Database, monkeypatch: pytest.MonkeyPatch, command: Command
) -> None:
    monkeypatch.setenv("CAS3_DELIUS_URL", database.engine.url.render_as_string(hide_password=False))

    well, unwell, wrong = (command("check", "--try", crn) for crn in (CRN, "Z999999", " "))

    assert well.out.count("Recorded") == 9
    assert "All of it works." in well.out
    assert "9 failed: accommodation.cas3.referral.submitted, " in unwell.out.replace("\n", " ")
    assert (well.status, unwell.status, wrong.status) == (0, 1, 2)
    assert "--try" in wrong.err
