"""Columns of Delius that would refuse every row that the service writes."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from sqlalchemy import Column, DateTime, String, Text

from adapters.oracle.check.column_facts import ColumnFact, ColumnKind
from adapters.oracle.check.findings import Finding, FindingKind, State
from adapters.oracle.check.needs import TABLES, Privilege, TableNeed
from adapters.oracle.delius_tables import LINE_COLUMNS, delius, staff, team, user

Facts = Callable[[str], Mapping[str, ColumnFact] | None]
"""From the name of a table to what is known of its columns; None if that cannot be looked up."""

Greatest = Callable[[Column[Any]], int]
"""From a column of ids to the greatest in it; 0 if there is none."""

# Digits of an id: Delius numbers contacts and addresses from 2,500,000,000 on.
_ID_DIGITS: Final = 10
# Digits of a row's version: it counts every change.
_VERSION_DIGITS: Final = 4
_IDS: Final[Mapping[str, Column[Any]]] = {
    "created_by_user_id": user.c.user_id,
    "last_updated_user_id": user.c.user_id,
    "staff_employee_id": staff.c.staff_id,
    "trust_provider_team_id": team.c.team_id,
}
"""The columns that ids in others come from, where no foreign key says so."""
_SOMETIMES_EMPTY: Final = frozenset({"notes", "end_date", *LINE_COLUMNS.values()})
# Characters of the longest line of a contact's audit: two ids and their names.
_AUDIT_WIDTH: Final = 60
# `urn:hmpps:cas3:booking-provisionally-made:` and a UUID.
_REFERENCE_WIDTH: Final = 78
# Longer lines are cut to fit; a postcode that was cut would be another one.
_POSTCODE_WIDTH: Final = 8
_WIDTHS: Final[Mapping[str, int]] = {
    "external_reference": _REFERENCE_WIDTH,
    "interaction_parameters": _AUDIT_WIDTH,
    "postcode": _POSTCODE_WIDTH,
}
WRITTEN: Final = [need for need in TABLES if Privilege.INSERT in need.uses and not need.is_own]
"""The tables of Delius that the service adds rows to."""


def check_columns(need: TableNeed, facts: Facts, greatest: Greatest) -> Iterator[Finding]:
    """Find what is demanded and not written, and what is written and does not fit."""
    found = facts(need.name)
    if found is None:
        yield _finding(
            FindingKind.DEMAND, need, "", State.UNKNOWN, "the database does not describe its columns"
        )
        return
    yield from _demanded(need, found)
    for name in sorted(need.uses[Privilege.INSERT] | need.optional):
        if name in found:
            yield from _unfit(need, delius.tables[need.name].columns[name], found[name], greatest)


def _demanded(need: TableNeed, found: Mapping[str, ColumnFact]) -> Iterator[Finding]:
    for name, fact in sorted(found.items()):
        if fact.is_demanded and name not in {*need.columns, *need.optional}:
            remark = "must be filled, has no default, and is not written by the service"
            yield _finding(FindingKind.DEMAND, need, name, State.MISSING, remark)


def _unfit(need: TableNeed, column: Column[Any], fact: ColumnFact, greatest: Greatest) -> Iterator[Finding]:
    if column.name in _SOMETIMES_EMPTY and not fact.takes_null:
        remark = "must be filled, and some events have no value for it"
        yield _finding(FindingKind.EMPTY, need, column.name, State.MISSING, remark)
    fault = _fault(column, fact, greatest)
    if fault:
        yield _finding(FindingKind.WIDTH, need, column.name, State.MISSING, fault)


def _finding(kind: FindingKind, need: TableNeed, column: str, state: State, remark: str) -> Finding:
    return Finding(kind, f"{need.name}.{column}".rstrip("."), state, remark, need.name)


def _fault(column: Column[Any], fact: ColumnFact, greatest: Greatest) -> str | None:
    """Say why a column does not take what is written there."""
    wanted = _wanted(column)
    if fact.kind is not wanted and not (wanted is ColumnKind.TEXT and fact.kind is ColumnKind.LONG_TEXT):
        return f"holds {fact.kind.value}, and {wanted.value} is written"
    if fact.size is None:
        return None
    size = _characters(column) if wanted is ColumnKind.TEXT else _digits(column, greatest)
    return f"takes {fact.size}, and {size} are written" if fact.size < size else None


def _wanted(column: Column[Any]) -> ColumnKind:
    match column.type:
        case Text():
            return ColumnKind.LONG_TEXT
        case String():
            return ColumnKind.TEXT
        case DateTime():
            return ColumnKind.TIME
        case _:
            return ColumnKind.NUMBER


def _characters(column: Column[Any]) -> int:
    length = column.type.length if isinstance(column.type, String) else None
    cut = 1 if column.name in LINE_COLUMNS.values() else length or 0
    return _WIDTHS.get(column.name, cut)


def _digits(column: Column[Any], greatest: Greatest) -> int:
    """An id has as many digits as the greatest where it comes from, the service's own the most."""
    if column.primary_key:
        return _ID_DIGITS
    if column.name == "row_version":
        return _VERSION_DIGITS
    referred = next((key.column for key in column.foreign_keys), None)
    source = _IDS.get(column.name, referred)
    return len(str(greatest(source))) if source is not None else 1
