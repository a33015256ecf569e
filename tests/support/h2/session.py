"""A session with H2, for SQL as it is written for Oracle."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from tests.support.h2.errors import as_oracle
from tests.support.h2.jvm import java
from tests.support.h2.sql import Statement, translated

Values = Mapping[str, Any]

# Oracle's numbers of its types, by those of JDBC; BIGINT is what is computed.
_CLOB, _DATE, _TIMESTAMP, _NUMBER = 112, 12, 180, 2
_KINDS: Final[Mapping[int, tuple[int, Callable[[str], Any]]]] = {
    1: (96, str),
    12: (1, str),
    2005: (_CLOB, str),
    93: (_TIMESTAMP, datetime.fromisoformat),
    **dict.fromkeys((2, 3, 4, 5, 6, 7, 8, -5, 1111), (_NUMBER, Decimal)),
}
_WHOLE_NUMBERS: Final = frozenset({4, 5})
_PRECISE: Final = frozenset({2, 3})
# As Oracle says that a number has no precision.
_ANY: Final = (0, -127)
_ENDLESS_MILLISECONDS: Final = 600_000


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a result, of the type that has that number at Oracle."""

    name: str
    kind: int
    size: int
    precision: int
    scale: int
    convert: Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class Result:
    """The result of a statement: the rows that it found, or how many it changed, and what these return for
    each repetition.
    """

    columns: Sequence[Column] = ()
    rows: Sequence[tuple[Any, ...]] = ()
    count: int = 0
    returned: Sequence[Sequence[tuple[Any, ...]]] = ()


class H2Session:
    """A session over JDBC; a result is read at once, as those of the service are small."""

    def __init__(self, url: str) -> None:
        with as_oracle():
            self.jdbc = java("java.sql.DriverManager").getConnection(url)
            self.jdbc.setAutoCommit(False)
        self._running: Any = None
        self._bound_waiting(_ENDLESS_MILLISECONDS)

    def commit(self) -> None:
        with as_oracle():
            self.jdbc.commit()

    def rollback(self) -> None:
        with as_oracle():
            self.jdbc.rollback()

    def close(self) -> None:
        """Ends the session, and with it its locks."""
        self.jdbc.rollback()
        self.jdbc.close()

    def cancel(self) -> None:
        """Breaks off what runs, from another thread."""
        if self._running is not None:
            self._running.cancel()

    def execute_as_is(self, *statements: str) -> None:
        """Statements in H2's own words."""
        prepared = self.jdbc.createStatement()
        for each in statements:
            prepared.execute(each)
        prepared.close()

    def parse(self, statement: str) -> None:
        """Only see whether the statement could be run."""
        with as_oracle(statement), self._prepared(translated(statement).text):
            pass

    def run(self, statement: str, repetitions: Sequence[Values]) -> Result:
        """Run the statement once for each of those values of its binds."""
        h2 = translated(statement)
        with self._waiting(h2.wait), as_oracle(statement), self._prepared(h2.text) as prepared:
            results = [self._once(prepared, h2, each) for each in repetitions]
        return Result(
            results[-1].columns,
            results[-1].rows,
            sum(each.count for each in results),
            [rows for each in results for rows in each.returned],
        )

    def _once(self, prepared: Any, statement: Statement, values: Values) -> Result:
        for number, name in enumerate(statement.binds, start=1):
            prepared.setObject(number, to_java(values[name]))
        if not prepared.execute():
            return Result(count=int(prepared.getUpdateCount()))
        result = prepared.getResultSet()
        metadata = result.getMetaData()
        columns = [column(metadata, number + 1) for number in range(metadata.getColumnCount())]
        rows = list(_rows(result, columns))
        if statement.into:
            return Result(count=len(rows), returned=[rows])
        return Result(columns, rows)

    @contextmanager
    def _prepared(self, text: str) -> Iterator[Any]:
        self._running = prepared = self.jdbc.prepareStatement(text)
        try:
            yield prepared
        finally:
            self._running = None
            prepared.close()

    @contextmanager
    def _waiting(self, seconds: int | None) -> Iterator[None]:
        """Wait at most so long for locks; None for no bound, as Oracle has none."""
        if seconds is None:
            yield
            return
        self._bound_waiting(seconds * 1000)
        try:
            yield
        finally:
            self._bound_waiting(_ENDLESS_MILLISECONDS)

    def _bound_waiting(self, milliseconds: int) -> None:
        self.execute_as_is(f"SET LOCK_TIMEOUT {milliseconds}")


def column(metadata: Any, number: int) -> Column:
    """Return how the column of a JDBC result would come from Oracle."""
    name, jdbc_kind = str(metadata.getColumnLabel(number)).upper(), int(metadata.getColumnType(number))
    precision, scale = int(metadata.getPrecision(number)), int(metadata.getScale(number))
    kind, convert = _KINDS[jdbc_kind]
    if kind == _NUMBER:
        return Column(name, kind, 0, *_precision(jdbc_kind, precision, scale), convert)
    if kind == _TIMESTAMP and scale == 0:
        kind = _DATE
    return Column(name, kind, min(precision, 4000), 0, 0, convert)


def _precision(kind: int, precision: int, scale: int) -> tuple[int, int]:
    """INTEGER and SMALLINT are NUMBER(38) in Oracle; DECFLOAT and what is computed have no precision."""
    if kind in _WHOLE_NUMBERS:
        return 38, 0
    return (precision, scale) if kind in _PRECISE and precision <= 38 else _ANY


def _rows(result: Any, columns: Sequence[Column]) -> Iterator[tuple[Any, ...]]:
    while result.next():
        yield tuple(
            None if (text := result.getString(number)) is None else each.convert(str(text))
            for number, each in enumerate(columns, start=1)
        )


def to_java(value: Any) -> Any:
    """Return the value as JDBC takes it."""
    match value:
        case None | "":
            # Oracle holds no empty text.
            return None
        case str():
            return java("java.lang.String")(value)
        case int() | Decimal():
            return java("java.math.BigDecimal")(str(value))
        case datetime():
            return java("java.time.LocalDateTime").parse(value.isoformat())
        case date():
            return java("java.time.LocalDateTime").parse(f"{value.isoformat()}T00:00")
        case _:
            raise TypeError(f"a {type(value).__name__} is nothing that Delius holds")
