"""Values on their way to H2 and back, as python-oracledb and Oracle treat them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

import oracledb

from tests.support.h2.errors import oracle_error
from tests.support.h2.jvm import java

_TEXTS = frozenset({oracledb.STRING, oracledb.DB_TYPE_VARCHAR, oracledb.DB_TYPE_NVARCHAR, str})


def _number(text: str) -> int | float:
    number = Decimal(text)
    return int(number) if number == number.to_integral_value() else float(number)


# By the numbers that JDBC has for types.
_KINDS: Final[Mapping[int, tuple[Any, Callable[[str], Any]]]] = {
    1: (oracledb.DB_TYPE_CHAR, str),
    12: (oracledb.DB_TYPE_VARCHAR, str),
    2005: (oracledb.DB_TYPE_CLOB, str),
    93: (oracledb.DB_TYPE_TIMESTAMP, datetime.fromisoformat),
    **dict.fromkeys((2, 3, 4, 5, -5), (oracledb.DB_TYPE_NUMBER, _number)),
}
# INTEGER and SMALLINT are Oracle's NUMBER(38); BIGINT is what is computed, of which Oracle says no precision.
_PRECISIONS: Final = {4: (38, 0), 5: (38, 0), -5: (0, -127)}


@dataclass(slots=True)
class Var:
    """Where the driver puts a value: of a column that is fetched, or of what a statement returns."""

    type: Any
    outconverter: Callable[[Any], Any] | None = None
    values: list[list[Any]] = field(default_factory=list)

    def getvalue(self) -> Any:
        return self.values[0][0]

    def convert(self, text: str, default: Callable[[str], Any]) -> Any:
        value = text if self.type in _TEXTS else default(text)
        return self.outconverter(value) if self.outconverter else value


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a result, by the driver's name of its type."""

    name: str
    type: Any
    size: int
    precision: int
    scale: int
    convert: Callable[[str], Any]


def column(metadata: Any, number: int) -> Column:
    """How the column of a JDBC result would come from Oracle."""
    name, kind = str(metadata.getColumnLabel(number)), int(metadata.getColumnType(number))
    precision, scale = int(metadata.getPrecision(number)), int(metadata.getScale(number))
    type_, convert = _KINDS[kind]
    if type_ is oracledb.DB_TYPE_NUMBER:
        return Column(name, type_, 0, *_PRECISIONS.get(kind, (precision, scale)), convert)
    if type_ is oracledb.DB_TYPE_TIMESTAMP and scale == 0:
        type_ = oracledb.DB_TYPE_DATE
    return Column(name, type_, precision, 0, 0, convert)


def to_java(value: Any, type_: Any) -> Any:
    """The value as JDBC takes it; `type_` is what setinputsizes said of it."""
    match value:
        case None | "":
            # Oracle holds no empty text.
            return None
        case bool():
            raise oracle_error(3115, "unsupported network datatype or representation")
        case str():
            return java("java.lang.String")(value)
        case int() | float() | Decimal():
            return java("java.math.BigDecimal")(str(value))
        case datetime():
            # The driver takes a date-time for a DATE, which has whole seconds, unless told otherwise.
            exact = value if type_ is oracledb.DB_TYPE_TIMESTAMP else value.replace(microsecond=0)
            return java("java.time.LocalDateTime").parse(exact.isoformat())
        case date():
            return java("java.time.LocalDateTime").parse(f"{value.isoformat()}T00:00")
        case _:
            raise TypeError(f"a {type(value).__name__} is nothing that Delius holds")
