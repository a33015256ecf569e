"""A cursor of python-oracledb's kind."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Protocol, Self

from tests.support.h2.errors import as_oracle
from tests.support.h2.sql import Statement, is_package, translated
from tests.support.h2.values import Column, Var, column, to_java

Handler = Callable[..., Var | None]
Parameters = Mapping[str, Any]


class Session(Protocol):
    """What a cursor needs of its connection."""

    jdbc: Any
    outputtypehandler: Handler | None

    def waiting(self, seconds: int | None) -> Any: ...
    def say(self, text: str) -> None: ...


class Cursor:
    """Runs statements over JDBC; a result is read at once, as those of the service are small."""

    arraysize = 100

    def __init__(self, session: Session) -> None:
        self._session = session
        self._types: Mapping[str, Any] = {}
        self._rows: deque[tuple[Any, ...]] = deque()
        self.outputtypehandler: Handler | None = None
        self.description: list[tuple[Any, ...]] | None = None
        self.rowcount = -1

    def var(
        self, typ: Any, _size: int = 0, arraysize: int = 1, outconverter: Callable[[Any], Any] | None = None
    ) -> Var:
        assert arraysize
        return Var(typ, outconverter)

    def setinputsizes(self, **types: Any) -> None:
        self._types = types

    def callproc(self, name: str, parameters: Sequence[Any]) -> None:
        # H2 has no PL/SQL: that the procedure is called, and when, is all that can be seen.
        self._session.say(f"{name}({', '.join(map(repr, parameters))})")

    def parse(self, statement: str) -> None:
        """Only says whether the statement could be run."""
        with as_oracle(), self._prepared(translated(statement).text):
            pass

    def execute(self, statement: str, parameters: Parameters | Sequence[Any] | None = None) -> None:
        assert isinstance(parameters or {}, Mapping), "binds have names"
        self.executemany(statement, [dict(parameters or {})])

    def executemany(self, statement: str, parameters: Sequence[Parameters]) -> None:
        self._session.say(statement)
        self.description, self.rowcount = None, 0
        self._rows.clear()
        if is_package(statement):
            return
        h2 = translated(statement)
        with (
            self._session.waiting(h2.wait),
            as_oracle(bounded_wait=h2.wait is not None),
            self._prepared(h2.text) as prepared,
        ):
            for each in parameters:
                self._run(prepared, h2, each)
        self._types = {}

    @contextmanager
    def _prepared(self, text: str) -> Iterator[Any]:
        prepared = self._session.jdbc.prepareStatement(text)
        try:
            yield prepared
        finally:
            prepared.close()

    def _run(self, prepared: Any, statement: Statement, parameters: Parameters) -> None:
        for number, name in enumerate(statement.binds, start=1):
            prepared.setObject(number, to_java(parameters[name], self._types.get(name)))
        if not prepared.execute():
            self.rowcount += int(prepared.getUpdateCount())
            return
        result = prepared.getResultSet()
        metadata = result.getMetaData()
        columns = [column(metadata, number + 1) for number in range(metadata.getColumnCount())]
        if statement.into:
            outs: list[Var] = [parameters[name] for name in statement.into]
            returned = list(_rows(result, columns, outs))
            self.rowcount += len(returned)
            for number, out in enumerate(outs):
                out.values.append([row[number] for row in returned])
        else:
            self.description = [
                (each.name, each.type, each.size, None, each.precision, each.scale, True) for each in columns
            ]
            self._rows.extend(_rows(result, columns, [self._fetch_var(each) for each in columns]))

    def _fetch_var(self, column: Column) -> Var:
        handler = self.outputtypehandler or self._session.outputtypehandler
        var = handler and handler(self, column.name, column.type, column.size, column.precision, column.scale)
        return var or Var(column.type)

    def fetchone(self) -> tuple[Any, ...] | None:
        return self._rows.popleft() if self._rows else None

    def fetchmany(self, size: int | None = None) -> list[tuple[Any, ...]]:
        return [self._rows.popleft() for _ in range(min(size or self.arraysize, len(self._rows)))]

    def fetchall(self) -> list[tuple[Any, ...]]:
        return self.fetchmany(len(self._rows)) if self._rows else []

    def close(self) -> None:
        self._rows.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _rows(result: Any, columns: Sequence[Column], targets: Sequence[Var]) -> Iterator[tuple[Any, ...]]:
    while result.next():
        yield tuple(
            None if (text := result.getString(number)) is None else var.convert(str(text), column.convert)
            for number, (column, var) in enumerate(zip(columns, targets, strict=True), start=1)
        )
