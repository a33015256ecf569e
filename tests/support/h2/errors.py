"""What Oracle would have said where H2 says no."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from oracledb.errors import _Error

from tests.support.h2.jvm import java

_WORDS = (
    (re.compile(r'NULL not allowed for column "(\w+)"'), r'cannot insert NULL into ("DELIUS"."T"."\1")'),
    (
        re.compile(r'Value too long for column "(\w+) [\w ]+\((\d+)\)": .* \((\d+)\)"', re.DOTALL),
        r'value too large for column "DELIUS"."T"."\1" (actual: \3, maximum: \2)',
    ),
    (
        re.compile(r'Referential integrity constraint violation: "(\w+): (\w+)\.'),
        r"integrity constraint (\2.\1) violated - parent key not found",
    ),
    (re.compile(r'Check constraint violation: "(\w+):'), r"check constraint (DELIUS.\1) violated"),
)
LOCK_TIMEOUT = 50200
_BROKEN = frozenset({90067, 90098, 90121})
_ORACLE_CODES = {
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
    90005: 1031,
    90036: 2289,
    LOCK_TIMEOUT: 30006,
}


def oracle_error(code: int, message: str) -> Exception:
    """The error of python-oracledb for that number of Oracle's."""
    return _of(_Error(f"ORA-{code:05}: {message}", code=code))


def driver_error(text: str) -> Exception:
    """The error of python-oracledb for what it finds by itself; the text begins with its number."""
    return _of(_Error(text))


@contextmanager
def as_oracle(*, bounded_wait: bool = False) -> Iterator[None]:
    """Turns what H2 raises into what python-oracledb would; `bounded_wait`: the statement says how long it
    waits for a lock.
    """
    try:
        yield
    except java("java.sql.SQLException") as error:
        raise _translated(error, bounded_wait=bounded_wait) from None


def _translated(error: Any, *, bounded_wait: bool) -> Exception:
    code, message = int(error.getErrorCode()), str(error.getMessage()).partition("; SQL statement")[0]
    if code in _BROKEN:
        return driver_error("DPY-4011: the database or network closed the connection")
    if code == LOCK_TIMEOUT and not bounded_wait:
        # Oracle itself waits for ever; it is the driver that gives up.
        return driver_error("DPY-4024: call timeout exceeded")
    if message.endswith('.NEXTVAL" not found'):
        return oracle_error(2289, message)
    return oracle_error(_ORACLE_CODES.get(code, 600), f"{_in_oracles_words(message)} (H2 {code})")


def _in_oracles_words(message: str) -> str:
    """Names columns and constraints as Oracle does; H2 does not say which table has the column."""
    for pattern, words in _WORDS:
        found = pattern.match(message)
        if found:
            return found.expand(words)
    return message


def _of(error: Any) -> Exception:
    raised: Exception = error.exc_type(error)
    return raised
