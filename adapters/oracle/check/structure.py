"""Tables, their columns, sequences, and what the service may do with them."""

from collections.abc import Collection, Iterator
from typing import Final

from adapters.oracle.check.dictionary import Dictionary
from adapters.oracle.check.findings import Finding, FindingKind, State, there
from adapters.oracle.check.needs import SEQUENCES, TABLES, TableNeed

_MAKE_IT: Final = "`cas3-and-delius migrate` makes it"
_NOT_SEEN: Final = "there is none, or none that this user can see"


def check_structure(dictionary: Dictionary, *, with_sequences: bool) -> Iterator[Finding]:
    """Report on each table and sequence."""
    for need in TABLES:
        columns = dictionary.columns(need)
        yield _table(need, found=columns is not None)
        if columns is not None:
            yield from _privileges(need, dictionary)
            yield from _columns(need, columns)
    for name in SEQUENCES if with_sequences else ():
        yield from _sequence(name, dictionary)


def _table(need: TableNeed, *, found: bool) -> Finding:
    remark = "" if found else _MAKE_IT if need.is_own else _NOT_SEEN
    return Finding(FindingKind.TABLE, need.name, there(found), remark, part_of=need.name)


def _privileges(need: TableNeed, dictionary: Dictionary) -> Iterator[Finding]:
    for privilege in need.uses:
        state = there(dictionary.may(privilege, need))
        yield Finding(FindingKind.PRIVILEGE, f"{privilege.value} on {need.name}", state, part_of=need.name)


def _columns(need: TableNeed, found: Collection[str]) -> Iterator[Finding]:
    for column in need.columns:
        yield Finding(FindingKind.COLUMN, f"{need.name}.{column}", there(column in found), part_of=need.name)
    for column in sorted(need.optional):
        state = State.THERE if column in found else State.OPTIONAL
        remark = "optional; written where it exists"
        yield Finding(FindingKind.COLUMN, f"{need.name}.{column}", state, remark, part_of=need.name)


def _sequence(name: str, dictionary: Dictionary) -> Iterator[Finding]:
    found = dictionary.has_sequence(name)
    yield Finding(FindingKind.SEQUENCE, name, there(found), part_of=name)
    if found:
        yield Finding(FindingKind.PRIVILEGE, f"use of {name}", there(dictionary.may_use(name)), part_of=name)
