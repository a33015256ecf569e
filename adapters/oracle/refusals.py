"""Decide whether a refused value or row fails every event, and so is an outage, or only this one (rule 6)."""

from collections.abc import Callable, Collection
from typing import Final

from adapters.oracle.delius_tables import delius
from adapters.oracle.driver_errors import DriverError
from domain.failures import Failure, Neighbour, Outage, PermanentFailure, UnclearFailure

KeyColumns = Callable[[str], Collection[str]]
"""From the name of a constraint to its columns; none if the database does not say."""

_NULLS: Final = ("ORA-01400", "ORA-01407", "23502", "SQLITE_CONSTRAINT_NOTNULL")
_PARENTS: Final = ("ORA-02291", "23503", "SQLITE_CONSTRAINT_FOREIGNKEY")
_WIDTHS: Final = ("ORA-12899", "22001")
_CHECKS: Final = ("ORA-02290", "23514", "SQLITE_CONSTRAINT_CHECK")

_OWNER_COLUMNS: Final = frozenset(
    (
        "probation_area_id",
        "staff_employee_id",
        "staff_id",
        "team_id",
        "trust_provider_flag",
        "trust_provider_team_id",
    )
)
# What Delius promises for an external reference, in characters.
_REFERENCE_WIDTH: Final = 200


def refusal(error: DriverError, key_columns: KeyColumns) -> Failure | None:
    """The failure that a refused value or row stands for; None if the error is about something else."""
    codes = error.codes
    if codes[-1].startswith(_NULLS) or codes[0].startswith(_NULLS):
        return _null(error)
    if codes[0].startswith(_PARENTS):
        return _parent(error, {*error.key, *key_columns(error.name or "")})
    if codes[0].startswith(_WIDTHS):
        return _width(error)
    if codes[0].startswith(_CHECKS):
        return UnclearFailure(f"the database refused a value by a check ({error.label})")
    return None


def _null(error: DriverError) -> Failure:
    """Return the failure of a value that is missing: an outage, unless some events leave it out."""
    table, column = error.table_and_column
    known = delius.tables.get(table)
    if known is not None and column in known.columns and known.columns[column].nullable:
        return UnclearFailure(f"the database wants a value where this event has none ({error.label})")
    return _outage("the database demands a value that the service does not write", error)


def _parent(error: DriverError, columns: Collection[str]) -> Failure:
    """Return the failure of a row that is missing: an outage, unless it is one of `officer` or `all_team`,
    which may be missing for one owner alone. To the others every event refers.
    """
    if columns and set(columns) <= _OWNER_COLUMNS:
        named = ", ".join(sorted(columns))
        return UnclearFailure(
            f"a row that the contact's owner refers to by {named} is missing ({error.label})"
        )
    return _outage("a row that every event refers to is missing", error)


def _width(error: DriverError) -> Failure:
    """Return the failure of a value that is too long. Lines of addresses are cut to fit, so one event alone
    fails only for an id of another system: an external reference, or an id in the service's own tables.
    """
    table, _ = error.table_and_column
    if table.startswith("cas3_") or (error.width or 0) >= _REFERENCE_WIDTH:
        return PermanentFailure(f"the database refused a value ({error.label})")
    return _outage("a column of the database is too narrow", error)


def _outage(words: str, error: DriverError) -> Outage:
    return Outage(f"{words} ({error.label})", Neighbour.DATABASE)
