"""Indexes that lead with what the statements look for; without one every event reads a whole table."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from sqlalchemy import Connection, inspect

from adapters.oracle.check.asking import ask
from adapters.oracle.check.findings import Finding, FindingKind, State, there
from adapters.oracle.check.names import Target

_NEEDED: Final = (
    ("offender", "crn"),
    ("additional_identifier", "offender_id"),
    ("contact", "contact_id"),
    ("contact", "offender_id"),
    ("offender_address", "offender_address_id"),
    ("offender_address", "offender_id"),
    ("offender_manager", "offender_id"),
)
_ORACLE: Final = """
    SELECT column_name FROM all_ind_columns
    WHERE table_owner = :owner AND table_name = :name AND column_position = 1
"""


def check_indexes(
    connection: Connection, targets: Mapping[str, Target], usable: Collection[str]
) -> Iterator[Finding]:
    """Find which of the large tables have an index that leads with the column that is looked for."""
    for table, column in _NEEDED:
        if table not in usable:
            continue
        leading = _leading(connection, table, targets.get(table))
        state = State.UNKNOWN if leading is None else there(column in leading)
        remark = "every event would read the whole table" if state is State.MISSING else ""
        yield Finding(FindingKind.INDEX, f"{table} ({column})", state, remark, table)


def _leading(connection: Connection, table: str, target: Target | None) -> Collection[str] | None:
    if connection.dialect.name == "oracle":
        return _leading_in_oracle(connection, target) if target else None
    inspector = inspect(connection)
    keys: list[Any] = [
        inspector.get_pk_constraint(table)["constrained_columns"],
        *(each["column_names"] for each in inspector.get_indexes(table)),
        *(each["column_names"] for each in inspector.get_unique_constraints(table)),
    ]
    return {key[0] for key in keys if key and key[0]}


def _leading_in_oracle(connection: Connection, target: Target) -> Collection[str] | None:
    """Return the first columns of the indexes; None if none is seen, as of a view or of a hidden table."""
    rows = ask(connection, _ORACLE, owner=target.owner, name=target.name)
    return {str(row[0]).lower() for row in rows} if rows else None
