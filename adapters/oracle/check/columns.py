"""Columns of Delius that would refuse every row that the service writes."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from sqlalchemy import Column, DateTime, Integer, SmallInteger, String, Text

from adapters.oracle.check.column_facts import ColumnFact, ColumnKind
from adapters.oracle.check.findings import Finding, FindingKind, State
from adapters.oracle.check.needs import TABLES, Privilege, TableNeed
from adapters.oracle.delius_tables import LINE_COLUMNS, delius

Facts = Callable[[str], Mapping[str, ColumnFact] | None]
"""From the name of a table to what is known of its columns; None if that cannot be looked up."""

# Digits of an id: Delius numbers contacts and addresses from 2,500,000,000 on.
_ID_DIGITS: Final = 10
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


def check_columns(need: TableNeed, facts: Facts) -> Iterator[Finding]:
    """Find what is demanded and not written, and what is written and does not fit."""
    found = facts(need.name)
    if found is None:
        yield _finding(
            FindingKind.DEMAND, need, "", State.UNKNOWN, "the database does not describe its columns"
        )
        return
    for name, fact in sorted(found.items()):
        if fact.is_demanded and name not in {*need.columns, *need.optional}:
            remark = "must be filled, has no default, and is not written by the service"
            yield _finding(FindingKind.DEMAND, need, name, State.MISSING, remark)
    for name in sorted(need.uses[Privilege.INSERT] | (need.optional & set(found))):
        fault = _fault(delius.tables[need.name].columns[name], found.get(name))
        if fault:
            yield _finding(FindingKind.WIDTH, need, name, State.MISSING, fault)


def _finding(kind: FindingKind, need: TableNeed, column: str, state: State, remark: str) -> Finding:
    return Finding(kind, f"{need.name}.{column}".rstrip("."), state, remark, need.name)


def _fault(column: Column[Any], fact: ColumnFact | None) -> str | None:
    """Say why a column does not take what is written there."""
    if fact is None:
        return None
    wanted, size = _wanted(column)
    if fact.kind is not wanted and not (wanted is ColumnKind.TEXT and fact.kind is ColumnKind.LONG_TEXT):
        return f"holds {fact.kind.value}, and {wanted.value} is written"
    if fact.size is not None and fact.size < size:
        return f"takes {fact.size}, and {size} are written"
    return None


def _wanted(column: Column[Any]) -> tuple[ColumnKind, int]:
    match column.type:
        case Text():
            return ColumnKind.LONG_TEXT, 0
        case String(length=length):
            cut = 1 if column.name in LINE_COLUMNS.values() else length or 0
            return ColumnKind.TEXT, _WIDTHS.get(column.name, cut)
        case DateTime():
            return ColumnKind.TIME, 0
        case SmallInteger():
            return ColumnKind.NUMBER, 1
        case Integer() if column.name.endswith("_id"):
            return ColumnKind.NUMBER, _ID_DIGITS if column.primary_key else 1
        case _:
            return ColumnKind.NUMBER, 1
