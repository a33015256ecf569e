"""The check of a database names what it lacks, exactly that, and nothing where all is there."""

from collections.abc import Iterator, Sequence

import pytest
from sqlalchemy import text

from adapters.oracle.check.check import check, check_over
from adapters.oracle.check.findings import Finding, FindingKind, State, missing
from adapters.oracle.database import Database
from adapters.system.clock import SystemClock
from domain.failures import Outage
from tests.adapters import lacks
from tests.adapters.lacks import Lack
from tests.support.databases import USERNAME

DATABASES = (
    "sqlite",
    "postgresql",
    "oracle on the wire",
    pytest.param("real oracle", marks=pytest.mark.oracle),
)
EVERYWHERE = [*lacks.of_tables(), *lacks.of_columns(), *lacks.of_rows(), *lacks.of_states()]


@pytest.fixture(scope="module")
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    name: str = request.param
    with request.getfixturevalue(f"{name.replace(' ', '_')}_databases").new() as database:
        yield database


def found_after(database: Database, lack: Lack) -> Sequence[Finding]:
    """Return what is found while all that the lack stands for is taken away; then it is rolled back."""
    with database.transaction() as connection:
        for statement in lack.statements:
            connection.execute(statement)
        return check_over(connection, USERNAME, SystemClock().now())


def named(findings: Sequence[Finding]) -> Sequence[str]:
    return [f"{finding.kind.value} {finding.name}" for finding in findings]


@pytest.mark.parametrize("database", DATABASES, indirect=True)
def test_nothing_is_missing_where_all_is_there(database: Database) -> None:
    with database.transaction() as connection:
        connection.execute(lacks.SOMEBODY)
        findings = check_over(connection, USERNAME, SystemClock().now())
    assert [str(each) for each in findings if each.state is State.MISSING] == []


@pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
@pytest.mark.parametrize("lack", EVERYWHERE, ids=str)
def test_what_is_missing_is_named_and_nothing_else(lack: Lack, database: Database) -> None:
    assert named(missing(found_after(database, lack))) == [str(lack)]


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
@pytest.mark.parametrize("lack", [*lacks.of_sequences(), *lacks.of_privileges()], ids=str)
def test_so_is_what_only_postgresql_has(lack: Lack, database: Database) -> None:
    assert named(missing(found_after(database, lack))) == [str(lack)]


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_somebody_who_may_do_just_what_is_asked_for_lacks_nothing(database: Database) -> None:
    may_all = Lack(FindingKind.PRIVILEGE, "", [text(statement) for statement in lacks.AS_LIMITED])
    assert missing(found_after(database, may_all)) == []


@pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
def test_what_cannot_be_looked_up_is_not_called_missing(database: Database) -> None:
    (lack,) = (lack for lack in EVERYWHERE if str(lack) == "column business_interaction.enabled_date")
    unknown = [each for each in found_after(database, lack) if each.state is State.UNKNOWN]
    assert named(unknown) == ["code business interaction CLBI003", "code business interaction CLBI007"]


@pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
def test_what_is_there_but_not_as_it_should_be_is_explained(database: Database) -> None:
    remarks = [missing(found_after(database, lack))[0].remark for lack in lacks.of_states()]
    assert remarks == [
        "there, but not enabled",
        "there, but not enabled",
        "found: 0000; `cas3-and-delius migrate` updates it",
    ]


@pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
def test_an_optional_column_may_be_absent(database: Database) -> None:
    drop = Lack(FindingKind.COLUMN, "", [text("ALTER TABLE contact DROP COLUMN staff_employee_id")])
    findings = found_after(database, drop)
    (employee,) = (each for each in findings if each.name == "contact.staff_employee_id")
    assert employee.state is State.OPTIONAL
    assert missing(findings) == []


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_it_says_what_the_columns_of_an_address_take(database: Database) -> None:
    shorter = Lack(
        FindingKind.LIMITS,
        "",
        [
            text("ALTER TABLE offender_address ALTER county TYPE varchar(20)"),
            text("ALTER TABLE offender_address ALTER postcode TYPE text"),
        ],
    )
    limits = [each.remark for each in found_after(database, shorter) if each.kind is FindingKind.LIMITS]
    assert limits == [
        "35 characters: building_name, street_name, district, town_city",
        "20 characters: county",
        "no limit: postcode",
    ]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_file_that_may_not_be_written_is_of_no_use(database: Database) -> None:
    read_only = Database.at(f"sqlite:///file:{database.engine.url.database}?mode=ro&uri=true", USERNAME)
    try:
        gone = missing(check(read_only, SystemClock().now()))
    finally:
        read_only.close()
    assert {each.kind for each in gone} == {FindingKind.PRIVILEGE}
    assert "privilege insert on contact" in named(gone)
    assert "privilege select on contact" not in named(gone)


def test_a_file_that_is_not_there_is_not_made(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("none") / "delius.db"
    with pytest.raises(Outage, match=r"there is no file .*delius\.db"):
        check(Database.at(f"sqlite:///{path}", USERNAME), SystemClock().now())
    assert not path.exists()
