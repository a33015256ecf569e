"""Rows that the service needs: codes, its user, and the revision of its own tables."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from adapters.oracle.check.findings import Finding, FindingKind, State, there, usable
from adapters.oracle.check.needs import mentioned
from adapters.oracle.delius_tables import business_interaction
from adapters.oracle.reference_data import INTERACTIONS, NEEDED, REFERENCE_QUERIES
from adapters.oracle.schema_version import READ_REVISION, revisions
from domain.event import ContactCode
from domain.london import Instant, wall_time

_EVERY_INTERACTION = select(business_interaction.c.business_interaction_code)


class Contents:
    """Required rows, looked up in tables that were found to be usable."""

    def __init__(
        self, connection: Connection, username: str, now: Instant, structure: Sequence[Finding]
    ) -> None:
        self._connection = connection
        self._username = username
        self._parameters = {"username": username, "london_now": wall_time(now)}
        self._structure = structure

    def findings(self) -> Iterator[Finding]:
        """Report on each row that the service needs."""
        yield self._revision()
        yield self._user()
        yield from self._contact_types()
        yield from self._codes()
        yield from self._interactions()

    def _revision(self) -> Finding:
        newest, *_ = revisions()
        rows = self._rows(READ_REVISION)
        found = None if rows is None else next((str(row[0]) for row in rows), "none")
        remark = (
            f"found: {found}; `cas3-and-delius migrate` updates it" if found not in (None, newest) else ""
        )
        return Finding(FindingKind.REVISION, newest, _state(newest, found and [found]), remark)

    def _user(self) -> Finding:
        rows = self._rows(REFERENCE_QUERIES["users"])
        found = None if rows is None else [self._username for _ in rows]
        return Finding(FindingKind.USER, self._username, _state(self._username, found))

    def _contact_types(self) -> Iterator[Finding]:
        rows = self._rows(REFERENCE_QUERIES["types"])
        found = None if rows is None else [_text(row.code) for row in rows]
        for code in ContactCode:
            yield Finding(FindingKind.CODE, f"contact type {code}", _state(code, found))

    def _codes(self) -> Iterator[Finding]:
        rows = self._rows(REFERENCE_QUERIES["codes"])
        found = None if rows is None else [(_text(row.code_set_name), _text(row.code_value)) for row in rows]
        for code_set, code in NEEDED:
            yield Finding(FindingKind.CODE, f"{code_set} {code}", _state((code_set, code), found))

    def _interactions(self) -> Iterator[Finding]:
        every, enabled = (
            None if rows is None else [_text(row.business_interaction_code) for row in rows]
            for rows in map(self._rows, (_EVERY_INTERACTION, REFERENCE_QUERIES["interactions"]))
        )
        for code in INTERACTIONS:
            state = _state(code, enabled)
            remark = "there, but not enabled" if state is State.MISSING and code in (every or ()) else ""
            yield Finding(FindingKind.CODE, f"business interaction {code}", state, remark)

    def _rows(self, query: Select[Any]) -> Sequence[Row[Any]] | None:
        """Return the rows; None if one of the tables is not usable."""
        if not usable({table.name for table in mentioned(query)}, self._structure):
            return None
        parameters = {
            name: self._parameters[name] for name in query.compile().params if name in self._parameters
        }
        return self._connection.execute(query, parameters).all()


def _state(wanted: object, found: Sequence[object] | None) -> State:
    return State.UNKNOWN if found is None else there(wanted in found)


def _text(value: object) -> str:
    return str(value or "").rstrip()
