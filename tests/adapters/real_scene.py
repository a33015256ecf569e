"""The real Delius with three members of staff, from which something can be taken away."""

from collections.abc import Iterator, Sequence

import pytest
from sqlalchemy import text

from adapters.oracle.check.check import check
from adapters.oracle.check.findings import Finding, missing
from adapters.oracle.database import Database
from adapters.oracle.installation import read_installation
from adapters.system.clock import SystemClock
from entrypoints.sandbox.sql_delius_users import SqlDeliusUsers
from tests.domain.desk import CRN
from tests.support.delius_schema import add_owners, real_delius
from tests.support.h2.databases import WireDatabases


@pytest.fixture(scope="module")
def real(oracle_on_the_wire_databases: WireDatabases) -> Iterator[Database]:
    """A person with a manager in the homelessness prevention team, another's manager, and somebody else."""
    with real_delius(oracle_on_the_wire_databases) as database:
        users = SqlDeliusUsers(database, read_installation(database, SystemClock()))
        provider, team, other = (
            users.add_provider("N03"),
            users.add_team("N03HPT"),
            users.add_team("N03ABC"),
        )
        users.allocate(users.register(CRN), provider, team, users.add_staff("N03A001", team))
        users.allocate(users.register("B000002"), provider, other, users.add_staff("N03A002", other))
        users.add_staff("N03A003", users.add_team("N03XYZ"))
        add_owners(database)
        yield database


def execute(database: Database, *statements: str) -> None:
    with database.transaction() as connection:
        for statement in statements:
            connection.execute(text(statement))
        connection.commit()


def named(found: Sequence[Finding]) -> set[str]:
    return {f"{finding.kind.value} {finding.name}" for finding in found}


def missing_after(database: Database, change: Sequence[str], back: Sequence[str]) -> set[str]:
    """Return what is named between the statements that change something and those that put it right."""
    execute(database, *change)
    try:
        return named(missing(check(database, SystemClock().now())))
    finally:
        execute(database, *back)
