"""Rows that contacts and addresses refer to, and people who can be seen at all."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy import Connection, select

from adapters.oracle.check.asking import ask
from adapters.oracle.check.findings import Finding, FindingKind, State, there
from adapters.oracle.delius_tables import contact, offender
from domain.owner import TEAM_SUFFIX, TEAMS_NAMED_OTHERWISE

_PARTITION: Final = "SELECT COUNT(*) FROM partition_area WHERE partition_area_id = 0"
# Of the teams that own the service's contacts, and the people in them.
_OWNING: Final = " OR ".join(
    [
        f"team.code LIKE '%{TEAM_SUFFIX}'",
        *(f"team.code = '{code}'" for code in TEAMS_NAMED_OTHERWISE.values()),
    ]
)
_TEAMS: Final = f"""
    SELECT COUNT(*) FROM team WHERE end_date IS NULL AND ({_OWNING})
    AND NOT EXISTS (
        SELECT 1 FROM all_team WHERE trust_provider_flag = 0 AND trust_provider_team_id = team.team_id
    )
"""  # noqa: S608 - of this code's own constants
_STAFF: Final = f"""
    SELECT COUNT(*) FROM staff WHERE end_date IS NULL AND staff_id IN (
        SELECT staff_team.staff_id FROM staff_team JOIN team ON team.team_id = staff_team.team_id
        WHERE {_OWNING}
    ) AND NOT EXISTS (
        SELECT 1 FROM officer WHERE trust_provider_flag = 0 AND staff_employee_id = staff.staff_id
    )
"""  # noqa: S608 - of this code's own constants
_HIDDEN: Final = "none can be seen: is this a Delius with people, and may the service's user see them (VPD)?"


def check_rows(connection: Connection) -> Iterator[Finding]:
    """Find the rows of Oracle's Delius that no statement of the service asks for, but every event needs."""
    if connection.dialect.name != "oracle":
        return
    yield _partition(connection)
    yield _owners(connection, "all_team", _TEAMS, "homelessness prevention team")
    yield _owners(connection, "officer", _STAFF, "member of staff of these teams")
    yield _visible(connection)


def _partition(connection: Connection) -> Finding:
    rows = ask(connection, _PARTITION)
    state = State.UNKNOWN if rows is None else there(rows[0][0] > 0)
    remark = "the table cannot be read" if rows is None else ""
    return Finding(FindingKind.ROW, "partition_area 0", state, remark)


def _owners(connection: Connection, table: str, question: str, whose: str) -> Finding:
    rows = ask(connection, question)
    if rows is None:
        return Finding(FindingKind.ROW, f"{table} of each {whose}", State.UNKNOWN, "the table cannot be read")
    lacking = int(rows[0][0])
    remark = f"{lacking} have none" if lacking else ""
    return Finding(FindingKind.ROW, f"{table} of each {whose}", there(not lacking), remark)


def _visible(connection: Connection) -> Finding:
    people = ask(connection, select(offender.c.offender_id).limit(1))
    contacts = ask(connection, select(contact.c.contact_id).limit(1))
    if people is None:
        return Finding(FindingKind.PEOPLE, "at least one", State.UNKNOWN)
    remark = _HIDDEN if not people else "" if contacts else "but none of their contacts"
    return Finding(FindingKind.PEOPLE, "at least one", there(bool(people)), remark)
