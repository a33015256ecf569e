"""Each row that the real Delius lacks is named, and nothing else is."""

import pytest
from sqlalchemy import text

from adapters.oracle.check.check import check_over
from adapters.oracle.check.findings import FindingKind, State, missing
from adapters.oracle.database import Database
from adapters.system.clock import SystemClock
from tests.adapters import lacks
from tests.adapters.lacks import Lack
from tests.adapters.real_scene import named, real

__all__ = ("real",)


def _row(name: str, statement: str) -> Lack:
    return Lack(FindingKind.ROW, name, [text(statement)])


ROWS = [
    *lacks.of_rows(),
    *lacks.of_states(),
    _row("partition_area 0", "DELETE FROM partition_area WHERE partition_area_id = 0"),
    Lack(
        FindingKind.PEOPLE,
        "at least one",
        [text("DELETE FROM offender_manager"), text("DELETE FROM offender")],
    ),
]


@pytest.mark.parametrize("lack", ROWS, ids=str)
def test_rows(lack: Lack, real: Database) -> None:
    with real.transaction() as connection:
        for statement in lack.statements:
            connection.execute(statement)
        found = check_over(connection, real.username, SystemClock().now())

    assert named(missing(found)) == {str(lack)}


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE team SET code = 'N03OLD' WHERE code = 'N03HPT'", "N03HPT"),
        ("UPDATE probation_area SET code = 'N59'", "N59N59"),
    ],
)
def test_a_provider_without_its_homelessness_prevention_team(
    statement: str, code: str, real: Database
) -> None:
    with real.transaction() as connection:
        connection.execute(text(statement))
        found = check_over(connection, real.username, SystemClock().now())

    assert [(each.name, each.state, each.remark) for each in found if each.state is State.OPTIONAL] == [
        (
            "homelessness prevention team of each provider with people",
            State.OPTIONAL,
            f"no {code}: contacts by their staff go to the person's community manager",
        )
    ]


OFFICER = (
    "DELETE FROM officer WHERE staff_employee_id = (SELECT staff_id FROM staff WHERE officer_code = '{code}')"
)
ALL_TEAM = (
    "DELETE FROM all_team WHERE trust_provider_team_id = (SELECT team_id FROM team WHERE code = '{code}')"
)


@pytest.mark.parametrize(
    ("statement", "code", "name", "state"),
    [
        (OFFICER, "N03A001", "officer of each member of staff who gets contacts", State.MISSING),
        (OFFICER, "N03A002", "officer of each member of staff who gets contacts", State.MISSING),
        (OFFICER, "N03A003", "officer of each other member of staff", State.OPTIONAL),
        (ALL_TEAM, "N03HPT", "all_team of each team that gets contacts", State.MISSING),
        (ALL_TEAM, "N03ABC", "all_team of each team that gets contacts", State.MISSING),
    ],
)
def test_rows_that_owners_of_contacts_refer_to(
    statement: str, code: str, name: str, state: State, real: Database
) -> None:
    with real.transaction() as connection:
        connection.execute(text(statement.format(code=code)))
        found = check_over(connection, real.username, SystemClock().now())

    assert [(each.name, each.state, each.remark) for each in found if each.state is not State.THERE] == [
        (name, state, f"none for {code}: their contacts would be refused")
    ]
