"""Statements that a client has open, and what becomes of them on H2."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from tests.support.h2.session import Column, H2Session, Result
from tests.support.h2.sql import is_definition, is_package, translated
from tests.support.oracle_wire.encoding import Reader
from tests.support.oracle_wire.requests import ROW, BindType
from tests.support.oracle_wire.values import CLOB, decode

_LITERAL: Final = re.compile(r"'(?:[^']|'')*'")
_BIND: Final = re.compile(r'(?<![:\w]):"?(\w+)"?')
_BLOCK: Final = re.compile(r"\s*(?:BEGIN|DECLARE)\b", re.IGNORECASE)
_CALL: Final = re.compile(r"\s*begin\s+([\w.]+)\s*\(.*\)\s*;?\s*end\s*;\s*", re.IGNORECASE | re.DOTALL)
_SHORT_TEXT, _LONG_TEXT = 4000, 32767


@dataclass(slots=True)
class Cursor:
    """A statement, the types of its binds, and the rows that have not been fetched yet."""

    sql: str
    binds: Sequence[BindType] = ()
    columns: Sequence[Column] = ()
    rows: list[tuple[Any, ...]] = field(default_factory=list)
    is_defined: bool = False

    @property
    def is_block(self) -> bool:
        """Return whether it is PL/SQL."""
        return _BLOCK.match(self.sql) is not None

    @property
    def called(self) -> str | None:
        """The procedure that a block of PL/SQL does nothing but call."""
        call = _CALL.fullmatch(self.sql)
        return call[1] if call else None

    @property
    def has_lobs(self) -> bool:
        """Return whether rows can only be sent once the driver has said how it wants its LOBs."""
        return any(column.kind == CLOB for column in self.columns) and not self.is_defined

    @property
    def out_types(self) -> Sequence[int]:
        """The types of what a change returns."""
        types = dict(zip(self._names, self.binds, strict=False))
        return [types[name].kind for name in translated(self.sql).into]

    def take(self, count: int) -> list[tuple[Any, ...]]:
        """The next rows, which are then fetched."""
        taken, self.rows = self.rows[:count], self.rows[count:]
        return taken

    def values(self, reader: Reader, repetitions: int, *, long_texts: bool) -> list[dict[str, Any]]:
        """The values of the binds for each repetition. What is longer than a text comes after the others."""
        outs = translated(self.sql).into
        limit = _LONG_TEXT if long_texts else _SHORT_TEXT
        named = [
            each for each in zip(self._names, self.binds, strict=bool(self.binds)) if each[0] not in outs
        ]
        ordered = sorted(named, key=lambda each: each[1].size > limit)
        found = []
        for _ in range(repetitions):
            if ordered:
                assert reader.byte() == ROW
            found.append({name: decode(reader.blob(), bind.kind, bind.form) for name, bind in ordered})
        assert not reader.left, f"{reader.left} bytes are left of {self.sql}"
        return found

    def run(self, h2: H2Session, values: Sequence[dict[str, Any]]) -> Result:
        """Run it; packages, of which H2 has none, are left out."""
        if is_package(self.sql):
            return Result()
        result = h2.run(self.sql, values)
        self.columns, self.rows = result.columns, list(result.rows)
        return result

    @property
    def begins_transaction(self) -> bool:
        """Return whether a transaction is open after it: not after reading or a definition, which commits."""
        is_query = self.sql.lstrip().upper().startswith("SELECT")
        return "FOR UPDATE" in self.sql if is_query else not is_definition(self.sql)

    @property
    def _names(self) -> Sequence[str]:
        return _BIND.findall(_LITERAL.sub("''", self.sql))
