"""The commands that look after the database: what they do, what they say, and how they end."""

import re
from pathlib import Path

import pytest
from sqlalchemy import URL, text

from adapters.oracle.database import Database
from adapters.oracle.installation import read_installation
from adapters.oracle.migrate import Migration
from adapters.oracle.schema_version import revisions
from adapters.system.clock import SystemClock
from entrypoints.operations.commands import in_words
from entrypoints.sandbox.sql_delius_view import SqlDeliusView
from tests.entrypoints.conftest import Command
from tests.support.databases import USERNAME, PostgreSqlDatabases

NEWEST, *_ = revisions()
NOWHERE = "postgresql+psycopg://user:hidden-from-all@127.0.0.1:1/delius"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An empty database, the one that the settings name."""
    url = f"sqlite:///{tmp_path / 'delius.db'}"
    if request.param == "postgresql":
        databases: PostgreSqlDatabases = request.getfixturevalue("postgresql_databases")
        url = databases.server.create(f"commands_{abs(hash(request.node.name))}")
    monkeypatch.setenv("CAS3_DELIUS_URL", url)
    monkeypatch.delenv("CAS3_DELIUS_USERNAME", raising=False)
    return url


def execute(url: str | URL, statement: str) -> None:
    database = Database.at(url, USERNAME)
    with database.transaction() as connection:
        connection.execute(text(statement))
        connection.commit()
    database.close()


def test_a_database_is_made_migrated_and_found_in_order(url: str, command: Command) -> None:
    created, migrated, checked = command("delius", "create"), command("migrate"), command("check")
    assert url
    assert created.out == (
        "A sample Delius with two people (X418302, D507116) was created; next: cas3-and-delius migrate\n"
    )
    assert migrated.out == f"The service's own tables were created: revision {NEWEST}.\n"
    assert checked.out.endswith("\nNothing is missing.\n")
    assert [each.status for each in (created, migrated, checked)] == [0, 0, 0]
    assert [each.err for each in (created, migrated, checked)] == ["", "", ""]


def test_the_people_of_the_demo_are_in_it(url: str, command: Command) -> None:
    command("delius", "create")
    database = Database.at(url, USERNAME)
    rosa, daniel = SqlDeliusView(database, read_installation(database, SystemClock())).people()[::-1]
    database.close()
    assert (rosa.crn.value, daniel.crn.value) == ("X418302", "D507116")
    assert [address.lines.street for address in rosa.addresses] == ["14 Tanner Row"]


def test_a_second_migration_has_nothing_to_do(url: str, command: Command) -> None:
    command("migrate")
    again = command("migrate")
    assert url
    assert (again.status, again.out) == (0, f"The service's own tables are up to date: revision {NEWEST}.\n")


def test_a_migration_says_from_where_to_where_it_went() -> None:
    assert in_words(Migration("0001", "0002")) == (
        "The service's own tables were updated: from revision 0001 to 0002."
    )


def test_a_delius_is_not_made_over_another(url: str, command: Command) -> None:
    command("delius", "create")
    again = command("delius", "create")
    assert url
    assert (again.status, again.out) == (2, "")
    assert again.err.startswith(
        "cas3-and-delius: these tables of Delius exist already: additional_identifier, audited_"
    )
    assert again.err.count("\n") == 1


def test_a_delius_is_never_made_in_oracle(monkeypatch: pytest.MonkeyPatch, command: Command) -> None:
    monkeypatch.setenv("CAS3_DELIUS_URL", "oracle+oracledb://user:pass@127.0.0.1:1/delius")
    ended = command("delius", "create")
    assert ended.status == 2
    assert ended.err.startswith("cas3-and-delius: Delius is never created in an Oracle database")


@pytest.mark.parametrize(
    ("statement", "gone"),
    [
        ("ALTER TABLE contact RENAME TO gone", "table contact"),
        ("ALTER TABLE contact RENAME COLUMN notes TO gone", "column contact.notes"),
        ("DROP TABLE cas3_stay", "table cas3_stay"),
        ("DELETE FROM user_", "user Cas3AndDelius"),
        ("DELETE FROM r_contact_type WHERE code = 'EARS'", "code contact type EARS"),
        ("DELETE FROM cas3_schema_version", f"revision {NEWEST}"),
    ],
)
def test_what_is_missing_stands_in_its_row_and_at_the_end(
    statement: str, gone: str, url: str, command: Command
) -> None:
    command("delius", "create")
    command("migrate")
    execute(url, statement)
    ended = command("check")
    assert re.search(rf"^ *{re.escape(gone)} +MISSING", ended.out, re.MULTILINE)
    assert ended.out.endswith(f"\n1 missing: {gone}\n")
    assert (ended.status, ended.err) == (1, "")


@pytest.mark.parametrize(
    ("privilege", "gone"),
    [
        ("INSERT ON contact", "privilege insert on contact"),
        ("USAGE, UPDATE ON SEQUENCE contact_id_seq", "privilege use of contact_id_seq"),
    ],
)
def test_what_a_role_may_not_do_is_missing(
    privilege: str,
    gone: str,
    postgresql_databases: PostgreSqlDatabases,
    monkeypatch: pytest.MonkeyPatch,
    command: Command,
) -> None:
    role = f"without_{gone.rpartition(' ')[2]}"
    with postgresql_databases.new() as database:
        url = database.engine.url
        execute(url, f"CREATE ROLE {role} LOGIN")
        execute(url, f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {role}")
        execute(url, f"GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO {role}")
        execute(url, f"REVOKE {privilege} FROM {role}")
        monkeypatch.setenv("CAS3_DELIUS_URL", url.set(username=role).render_as_string())
        ended = command("check")
    assert ended.out.endswith(f"\n1 missing: {gone}\n")
    assert ended.status == 1


def test_before_the_first_migration_its_tables_are_missing(url: str, command: Command) -> None:
    command("delius", "create")
    ended = command("check")
    assert url
    assert ended.status == 1
    assert re.search(r"table cas3_stay +MISSING +`cas3-and-delius migrate` makes it", ended.out)
    assert f"revision {NEWEST}" in ended.out


@pytest.mark.parametrize("arguments", [["explain", "X418302"], ["forget", "X418302", "--yes"]])
def test_before_the_first_migration_they_say_to_migrate(
    arguments: list[str], url: str, command: Command
) -> None:
    assert url
    command("delius", "create")
    ended = command(*arguments)
    assert (ended.status, ended.out, ended.err) == (
        1,
        "",
        "cas3-and-delius: the service's own tables are not there: run cas3-and-delius migrate\n",
    )


@pytest.mark.parametrize("arguments", [["explain", "X418302"], ["check", "--try", "X418302"]])
def test_a_user_whom_delius_does_not_have_is_named_in_a_line(
    arguments: list[str], url: str, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert url
    command("delius", "create")
    command("migrate")
    monkeypatch.setenv("CAS3_DELIUS_USERNAME", "Nobody")
    ended = command(*arguments)
    assert (ended.status, ended.err) == (
        1,
        "cas3-and-delius: Delius has no user Nobody: see to CAS3_DELIUS_USERNAME\n",
    )


def test_a_check_of_no_file_is_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: Command
) -> None:
    monkeypatch.setenv("CAS3_DELIUS_URL", f"sqlite:///{tmp_path / 'none.db'}")
    ended = command("check")
    assert (ended.status, ended.out) == (1, "")
    assert ended.err.startswith("cas3-and-delius: the database cannot be reached (there is no file")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("arguments", [["check"], ["migrate"], ["delius", "create"]])
def test_a_database_out_of_reach_is_said_in_a_line(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, command: Command
) -> None:
    monkeypatch.setenv("CAS3_DELIUS_URL", NOWHERE)
    ended = command(*arguments)
    assert (ended.status, ended.out) == (1, "")
    assert (
        ended.err
        == "cas3-and-delius: the database cannot be reached: nothing listens there (OperationalError)\n"
    )


@pytest.mark.parametrize("arguments", [["check"], ["migrate"], ["delius", "create"]])
def test_wrong_settings_are_said_in_a_line(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, command: Command
) -> None:
    monkeypatch.delenv("CAS3_DELIUS_URL", raising=False)
    monkeypatch.setenv("CAS3_DELIUS_USERNAME", " ")
    ended = command(*arguments)
    assert (ended.status, ended.out) == (2, "")
    assert ended.err == "cas3-and-delius: CAS3_DELIUS_URL is not set; CAS3_DELIUS_USERNAME is blank\n"
