"""Rows that contacts and addresses refer to, and people who can be seen at all."""

from collections.abc import Iterator, Sequence
from typing import Final

from sqlalchemy import Connection, select

from adapters.oracle.check.asking import ask
from adapters.oracle.check.findings import Finding, FindingKind, State, there
from adapters.oracle.delius_tables import contact, offender
from domain.identifiers import Code
from domain.owner import TEAM_SUFFIX, TEAMS_NAMED_OTHERWISE, homelessness_team

_PARTITION: Final = "SELECT COUNT(*) FROM partition_area WHERE partition_area_id = 0"
# Teams that get contacts by rule 1, and those whose managers get the others.
_OWNS: Final = " OR ".join(
    [
        f"team.code LIKE '%{TEAM_SUFFIX}'",
        *(f"team.code = '{code}'" for code in TEAMS_NAMED_OTHERWISE.values()),
    ]
)
_MANAGES: Final = """EXISTS (
        SELECT 1 FROM offender_manager WHERE active_flag = 1 AND soft_deleted = 0 AND {column} = {id}
    )"""
_TEAMS: Final = f"""
    SELECT team.code FROM team WHERE end_date IS NULL AND NOT EXISTS (
        SELECT 1 FROM all_team WHERE trust_provider_flag = 0 AND trust_provider_team_id = team.team_id
    ) AND ({_OWNS} OR {_MANAGES.format(column="offender_manager.team_id", id="team.team_id")})
    ORDER BY team.code
"""  # noqa: S608 - of this code's own constants
_STAFF: Final = f"""
    SELECT staff.officer_code, CASE WHEN staff.staff_id IN (
        SELECT staff_team.staff_id FROM staff_team JOIN team ON team.team_id = staff_team.team_id
        WHERE {_OWNS}
    ) OR {_MANAGES.format(column="allocation_staff_id", id="staff.staff_id")} THEN 1 ELSE 0 END
    FROM staff WHERE end_date IS NULL AND NOT EXISTS (
        SELECT 1 FROM officer WHERE trust_provider_flag = 0 AND staff_employee_id = staff.staff_id
    ) ORDER BY staff.officer_code
"""  # noqa: S608 - of this code's own constants
_PROVIDERS: Final = """
    SELECT code FROM probation_area WHERE EXISTS (
        SELECT 1 FROM offender_manager WHERE active_flag = 1 AND soft_deleted = 0
        AND offender_manager.probation_area_id = probation_area.probation_area_id
    )
"""
_HOMELESSNESS_TEAMS: Final = f"SELECT code FROM team WHERE {_OWNS}"  # noqa: S608 - as above
_NAMED: Final = 5
_HIDDEN: Final = "none can be seen: is this a Delius with people, and may the service's user see them (VPD)?"


def check_rows(connection: Connection) -> Iterator[Finding]:
    """Find the rows of Oracle's Delius that no statement of the service asks for, but every event needs."""
    if connection.dialect.name != "oracle":
        return
    yield _partition(connection)
    yield _homelessness_teams(connection)
    yield from _teams(connection)
    yield from _staff(connection)
    yield _visible(connection)


def _partition(connection: Connection) -> Finding:
    rows = ask(connection, _PARTITION)
    state = State.UNKNOWN if rows is None else there(rows[0][0] > 0)
    remark = "the table cannot be read" if rows is None else ""
    return Finding(FindingKind.ROW, "partition_area 0", state, remark)


def _homelessness_teams(connection: Connection) -> Finding:
    """Look for the team of each provider: without it the person's manager owns what its staff record."""
    name = "homelessness prevention team of each provider with people"
    providers, teams = ask(connection, _PROVIDERS), ask(connection, _HOMELESSNESS_TEAMS)
    if providers is None or teams is None:
        return Finding(FindingKind.ROW, name, State.UNKNOWN, "the table cannot be read")
    wanted = {homelessness_team(Code(_code(row))).value for row in providers if _code(row)}
    lacking = sorted(wanted - {_code(row) for row in teams})
    if not lacking:
        return Finding(FindingKind.ROW, name, State.THERE)
    remark = f"no {_some(lacking)}: contacts by their staff go to the person's community manager"
    return Finding(FindingKind.ROW, name, State.OPTIONAL, remark)


def _teams(connection: Connection) -> Iterator[Finding]:
    rows = ask(connection, _TEAMS)
    lacking = None if rows is None else [row[0] for row in rows]
    yield _owners("all_team of each team that gets contacts", lacking, State.MISSING)


def _staff(connection: Connection) -> Iterator[Finding]:
    """Look for the rows of staff. Members of the teams and managers get contacts every day, others when they
    enter something in CAS3.
    """
    rows = ask(connection, _STAFF)
    for is_daily, who, state in (
        (1, "member of staff who gets contacts", State.MISSING),
        (0, "other member of staff", State.OPTIONAL),
    ):
        lacking = None if rows is None else [code for code, daily in rows if daily == is_daily]
        yield _owners(f"officer of each {who}", lacking, state)


def _owners(name: str, lacking: Sequence[str] | None, state: State) -> Finding:
    if lacking is None:
        return Finding(FindingKind.ROW, name, State.UNKNOWN, "the table cannot be read")
    if not lacking:
        return Finding(FindingKind.ROW, name, State.THERE)
    codes = _some([str(code).rstrip() for code in lacking])
    return Finding(FindingKind.ROW, name, state, f"none for {codes}: their contacts would be refused")


def _some(codes: Sequence[str]) -> str:
    more = f" and {len(codes) - _NAMED} more" if len(codes) > _NAMED else ""
    return f"{', '.join(codes[:_NAMED])}{more}"


def _code(row: Sequence[object]) -> str:
    return str(row[0] or "").rstrip()


def _visible(connection: Connection) -> Finding:
    people = ask(connection, select(offender.c.offender_id).limit(1))
    contacts = ask(connection, select(contact.c.contact_id).limit(1))
    if people is None:
        return Finding(FindingKind.PEOPLE, "at least one", State.UNKNOWN)
    remark = _HIDDEN if not people else "" if contacts else "but none of their contacts"
    return Finding(FindingKind.PEOPLE, "at least one", there(bool(people)), remark)
