"""Errors of the drivers as codes and names of columns and constraints, never values."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy.exc import DBAPIError

_NUMBER: Final = re.compile(r"\b(?:ORA|DPY)-\d{5}\b|\bDPY-\d{4}\b")
# The driver links to its documentation, where the number stands again.
_HELP: Final = re.compile(r"^Help: .*$", re.MULTILINE)
# As Oracle writes them: ("DELIUS"."CONTACT"."NOTES"), (DELIUS.R_1718), 'DELIUS.TRIGGER', "CONTACT"."NOTES".
_ORACLE_NAME: Final = re.compile(r"""["'(]((?:"?[\w$#]+"?\.){0,2}"?[\w$#]+"?)["')]""")
_SQLITE_NAME: Final = re.compile(r"constraint failed: ([\w.]+)$")
# Of a call, a statement or a socket; a lock that others hold is said in other words.
_TIMED_OUT: Final = re.compile(r"timed out|statement timeout|[Tt]imeoutError")
# PostgreSQL's, which quotes whole rows: what stands in a note is no word of the database.
_DETAIL: Final = re.compile(r"^DETAIL:[\s\S]*", re.MULTILINE)
_WIDTH: Final = re.compile(r"maximum: (\d+)|character(?: varying)?\((\d+)\)")
_KEY: Final = re.compile(r"^Key \(([\w, ]+)\)=")
# Errors whose text names a table, column, constraint, trigger or tablespace, and no value.
_NAMING: Final = frozenset(
    f"ORA-{number:05}"
    for number in (
        *(1, 904, 942, 1400, 1407, 2290, 2291, 2292, 12899),
        *(1536, 1652, 1653, 1654, 1683, 1688, 1691, 1692, 1950),
        *(4088, 4091, 4098, 28112, 28115),
    )
)


@dataclass(frozen=True, slots=True)
class DriverError:
    """An error of a driver. `codes`: all that it names, the outermost first. `name`: what it is about, such
    as a constraint or a column with its table, in lower case. `width`: how much the column takes. `key`: the
    columns of a foreign key, where the error itself names them. `is_silence`: an answer was waited for in
    vain.
    """

    codes: tuple[str, ...]
    name: str | None = None
    width: int | None = None
    key: tuple[str, ...] = ()
    is_silence: bool = False

    @property
    def label(self) -> str:
        """The codes and the name, for a failure's reason."""
        return ", ".join((*self.codes, *([self.name] if self.name else [])))

    @property
    def table_and_column(self) -> tuple[str, str]:
        """Return the table and the name of the column that it is about; empty where it does not say."""
        parts = (self.name or "").split(".")
        return (parts[-2], parts[-1]) if len(parts) > 1 else ("", parts[0])


def read(error: DBAPIError) -> DriverError:
    """Return the codes and names in the driver's error beneath."""
    driver = error.orig
    if driver is None:
        return DriverError((type(error).__name__,))
    text = str(driver.args[0]) if driver.args else ""
    width = _WIDTH.search(text)
    codes = tuple(dict.fromkeys(_codes(driver, text)))
    diagnosis = getattr(driver, "diag", None)
    return DriverError(
        codes,
        _name(codes, text, diagnosis),
        int(width[1] or width[2]) if width else None,
        _key(diagnosis),
        is_silence="DPY-4024" in codes or _TIMED_OUT.search(_DETAIL.sub("", text)) is not None,
    )


def codes_of(driver: BaseException) -> frozenset[str]:
    """Return all codes that an error of a driver names."""
    return frozenset(_codes(driver, str(driver.args[0]) if driver.args else ""))


def _codes(driver: BaseException, text: str) -> Iterator[str]:
    known = getattr(driver, "sqlstate", None) or getattr(driver, "sqlite_errorname", None)
    if known:
        yield str(known)
        return
    detail = driver.args[0] if driver.args else None
    full_code = getattr(detail, "full_code", None)
    named = _NUMBER.findall(_HELP.sub("", text))
    if full_code:
        yield str(full_code)
    yield from named
    if not full_code and not named:
        yield type(driver).__name__


def _name(codes: tuple[str, ...], text: str, diagnosis: Any) -> str | None:
    if diagnosis is not None:
        parts = (diagnosis.table_name, diagnosis.column_name or diagnosis.constraint_name)
        return ".".join(part for part in parts if part) or None
    if codes[0].startswith("SQLITE_"):
        found = _SQLITE_NAME.search(text)
        return found[1].lower() if found else None
    for line in text.splitlines():
        number = _NUMBER.match(line)
        named = _ORACLE_NAME.search(line) if number and number[0] in _NAMING else None
        if named:
            return named[1].replace('"', "").lower()
    return None


def _key(diagnosis: Any) -> tuple[str, ...]:
    found = _KEY.match(diagnosis.message_detail or "") if diagnosis is not None else None
    return tuple(name.strip() for name in found[1].split(",")) if found else ()
