"""The errors of Oracle in place of those of H2."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from tests.support.h2.jvm import java

_LOST: Final = 3113
_NOT_IMPLEMENTED: Final = 3001
_BROKEN: Final = frozenset({90067, 90098, 90121})
_CODES: Final = {
    23505: 1,
    23502: 1400,
    22001: 12899,
    22003: 1438,
    22007: 1843,
    22018: 1722,
    23503: 2292,
    23506: 2291,
    23513: 2290,
    40001: 60,
    42000: 900,
    42001: 900,
    42102: 942,
    42104: 942,
    42122: 904,
    50200: 30006,
    57014: 1013,
    90005: 1031,
    90036: 2289,
}
# H2's words, and Oracle's, which name what is concerned in another way; {table} is the statement's.
_WORDS: Final = (
    (r'NULL not allowed for column "(\w+)"', r'cannot insert NULL into ("DELIUS"."{table}"."\1")'),
    (
        r'Value too long for column "(\w+) [\w ]+\((\d+)\)": .* \((\d+)\)"',
        r'value too large for column "DELIUS"."{table}"."\1" (actual: \3, maximum: \2)',
    ),
    (
        r'Referential integrity constraint violation: "(\w+): ',
        r"integrity constraint (DELIUS.\1) violated - parent key not found",
    ),
    (r'Check constraint violation: "(\w+):', r"check constraint (DELIUS.\1) violated"),
    (r'Column "([\w.]+)" not found', r'"\1": invalid identifier'),
)
_TABLE: Final = re.compile(r"\s*(?:INSERT INTO|UPDATE)\s+(\w+)", re.IGNORECASE)


class OracleError(Exception):
    """An error with a number of Oracle's, and its words."""

    def __init__(self, code: int, words: str) -> None:
        self.code = code
        super().__init__(f"ORA-{code:05}: {words}")


@contextmanager
def as_oracle(statement: str = "") -> Iterator[None]:
    """Raise what H2 says against the statement as an OracleError."""
    try:
        yield
    except java("java.sql.SQLException") as error:
        raise _translated(error, statement) from None


def _translated(error: Any, statement: str) -> OracleError:
    code, message = int(error.getErrorCode()), str(error.getMessage()).partition("; SQL statement")[0]
    if code in _BROKEN:
        return OracleError(_LOST, "end-of-file on communication channel")
    if message.endswith('.NEXTVAL" not found'):
        return OracleError(2289, "sequence does not exist")
    return OracleError(_CODES.get(code, _NOT_IMPLEMENTED), _in_oracles_words(message, statement, code))


def _in_oracles_words(message: str, statement: str, code: int) -> str:
    table = _TABLE.match(statement)
    for pattern, words in _WORDS:
        found = re.match(pattern, message, re.DOTALL)
        if found:
            return found.expand(words.replace("{table}", table[1].upper() if table else "T"))
    return f"{message} (H2 {code})"
