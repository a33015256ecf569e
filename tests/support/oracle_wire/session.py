"""One client: its logon, and then one request after the other."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillRunning
from functools import partial
from typing import Any, Final

from tests.support.h2.errors import OracleError
from tests.support.h2.session import H2Session, Result
from tests.support.oracle_wire import answers, packets
from tests.support.oracle_wire.cursors import Cursor
from tests.support.oracle_wire.encoding import Reader, Writer
from tests.support.oracle_wire.faults import Cut, Delay, Refuse, Silence
from tests.support.oracle_wire.packets import Gone, Packets
from tests.support.oracle_wire.requests import (
    COMMIT_AGAIN_OPTION,
    COMMIT_OPTION,
    FETCH_OPTION,
    Execute,
    read_execute,
    read_function,
)
from tests.support.oracle_wire.scene import Scene

_BROKEN_OFF: Final = 1013
_NO_SUCH_PROCEDURE: Final = 6550
_LOOK_SECONDS: Final = 0.05


def _step(cursor: Cursor, commits: bool) -> str:
    """The name of an execution; one that commits in the same trip is a commit as well."""
    return f"{cursor.sql} COMMIT" if commits else cursor.sql


class Session:
    """Does what the client asks for, in a session with H2, unless something else is ordered."""

    def __init__(self, connection: Packets, h2: H2Session, scene: Scene) -> None:
        self._packets = connection
        self._h2 = h2
        self._scene = scene
        self._modern = scene.is_modern
        self._ended = partial(answers.ended, modern=scene.is_modern)
        self._cursors: dict[int, Cursor] = {}
        self._last_cursor = 0
        self._in_transaction = False
        self._thread = ThreadPoolExecutor(1)
        self._handlers: dict[str, Callable[[Reader], None]] = {
            "execute": self._execute,
            "reexecute": self._reexecute,
            "reexecute and fetch": lambda reader: self._reexecute(reader, fetch=True),
            "fetch": self._fetch,
            "COMMIT": lambda _: self._do("COMMIT", self._commit),
            "ROLLBACK": lambda _: self._do("ROLLBACK", self._rollback),
            "ping": lambda _: self._do("ping", self._status),
            "logoff": lambda _: self._do("logoff", self._status),
        }

    def serve(self) -> None:
        """Answer until the client goes."""
        try:
            while True:
                self._answer(self._packets.message())
        finally:
            self._thread.shutdown()
            self._h2.close()

    def _answer(self, message: packets.Packet) -> None:
        if message.kind == packets.MARKER:
            self._packets.reset()
            return self._send(self._ended(_BROKEN_OFF, "ORA-01013: user requested cancel"))
        if not message.body:
            raise Gone
        reader = Reader(message.body)
        name, closed = read_function(reader, modern=self._modern)
        for each in closed:
            self._cursors.pop(each, None)
        return self._handlers[name](reader)

    def _do(self, step: str, work: Callable[[], Writer]) -> None:
        """Answer with what the work answers, or as it is ordered for that step."""
        self._scene.note(step)
        action = self._scene.faults.at(step)
        match action:
            case Refuse(code, words):
                return self._send(self._ended(code, f"ORA-{code:05}: {words}"))
            case Silence(answers_breaks=True):
                self._packets.accept_break()
                return self._send(self._ended(_BROKEN_OFF, "ORA-01013: user requested cancel"))
            case Silence():
                self._scene.faults.keep_silent()
                raise Gone
            case Cut(done=False):
                raise Gone
            case Delay(seconds):
                self._scene.closing.wait(seconds)
        answer = self._answer_of(work)
        if isinstance(action, Cut):
            raise Gone
        return self._send(answer)

    def _answer_of(self, work: Callable[[], Writer]) -> Writer:
        try:
            return work()
        except OracleError as error:
            return self._ended(error.code, str(error))

    def _send(self, answer: Writer) -> None:
        self._packets.answer(bytes(answer.data))

    # What is done.

    def _status(self) -> Writer:
        return answers.status(in_transaction=self._in_transaction)

    def _commit(self) -> Writer:
        self._h2.commit()
        self._in_transaction = False
        return self._status()

    def _rollback(self) -> Writer:
        self._h2.rollback()
        self._in_transaction = False
        return self._status()

    def _execute(self, reader: Reader) -> None:
        request = read_execute(reader)
        number, cursor = self._cursor_of(request)
        if request.defines:
            cursor.is_defined = True
        elif request.binds:
            cursor.binds = request.binds
        if not request.is_executed:
            work = self._define if request.defines else self._parse
            return self._do(cursor.sql, lambda: work(number, cursor, request.rows_wanted))
        repetitions = 1 if request.is_query else request.repetitions
        values = cursor.values(reader, repetitions, long_texts=self._scene.long_texts)
        wanted = request.rows_wanted if request.options & FETCH_OPTION else None
        commits = bool(request.options & COMMIT_OPTION)
        return self._do(
            _step(cursor, commits),
            lambda: self._run(number, cursor, values, wanted, described=True, commit=commits),
        )

    def _cursor_of(self, request: Execute) -> tuple[int, Cursor]:
        if request.sql is None:
            return request.cursor, self._cursors[request.cursor]
        self._last_cursor += 1
        self._cursors[self._last_cursor] = Cursor(request.sql)
        return self._last_cursor, self._cursors[self._last_cursor]

    def _reexecute(self, reader: Reader, *, fetch: bool = False) -> None:
        number, count, _, options = (reader.number() for _ in range(4))
        cursor = self._cursors[number]
        values = cursor.values(reader, 1 if fetch else count, long_texts=self._scene.long_texts)
        commits = bool(options & COMMIT_AGAIN_OPTION)
        self._do(
            _step(cursor, commits),
            lambda: self._run(number, cursor, values, count if fetch else None, commit=commits),
        )

    def _fetch(self, reader: Reader) -> None:
        number, wanted = reader.number(), reader.number()
        self._do("fetch", lambda: self._rows(number, self._cursors[number], wanted))

    def _parse(self, _number: int, cursor: Cursor, _wanted: int) -> Writer:
        self._h2.parse(cursor.sql)
        return self._ended()

    def _define(self, number: int, cursor: Cursor, wanted: int) -> Writer:
        return self._rows(number, cursor, wanted)

    def _run(
        self,
        number: int,
        cursor: Cursor,
        values: list[dict[str, Any]],
        wanted: int | None,
        *,
        described: bool = False,
        commit: bool = False,
    ) -> Writer:
        if cursor.is_block:
            return self._call(number, cursor, values)
        result = self._watched(lambda: cursor.run(self._h2, values))
        self._in_transaction = self._in_transaction or (
            cursor.begins_transaction and self._scene.tells_transactions
        )
        if commit and self._scene.commits_at_once:
            self._commit()
        if not result.columns:
            return self._changed(number, cursor, result)
        answer = Writer()
        if described and not cursor.is_defined:
            answer.then(answers.description(cursor.columns, modern=self._modern))
        if wanted is None or cursor.has_lobs:
            return answer.then(answers.executed()).then(self._end(number, 0))
        return self._rows(number, cursor, wanted, answer)

    def _rows(self, number: int, cursor: Cursor, wanted: int, answer: Writer | None = None) -> Writer:
        """The next rows, and whether there are more."""
        found = cursor.take(wanted)
        end = (
            self._end(number, len(found))
            if cursor.rows or len(found) == wanted
            else answers.no_more_rows(
                number, len(found), modern=self._modern, in_transaction=self._in_transaction
            )
        )
        if answer is None:
            return answers.rows(cursor.columns, found).then(end)
        return answer.then(answers.rows(cursor.columns, found)).then(answers.executed()).then(end)

    def _changed(self, number: int, cursor: Cursor, result: Result) -> Writer:
        answer = Writer()
        for rows in result.returned:
            columns = [[row[place] for row in rows] for place in range(len(cursor.out_types))]
            answer.then(answers.returned(columns, cursor.out_types))
        return answer.then(answers.executed()).then(self._end(number, result.count))

    def _call(self, number: int, cursor: Cursor, values: list[dict[str, Any]]) -> Writer:
        """H2 has no PL/SQL: that a procedure is called, and when, is all that can be seen."""
        if cursor.called is None:
            raise OracleError(_NO_SUCH_PROCEDURE, "PLS-00201: identifier must be declared")
        self._scene.calls.append((cursor.called, *values[0].values()))
        return answers.called(len(cursor.binds)).then(answers.executed()).then(self._end(number, 0))

    def _end(self, number: int, count: int) -> Writer:
        return self._ended(cursor=number, count=count, in_transaction=self._in_transaction)

    def _watched(self, work: Callable[[], Result]) -> Result:
        """Do the work, and break it off if the client asks for that."""
        running: Future[Result] = self._thread.submit(work)
        while True:
            try:
                return running.result(_LOOK_SECONDS)
            except StillRunning:
                if self._packets.is_asked(0):
                    break
        self._packets.read()
        self._h2.cancel()
        error = running.exception()
        self._packets.reset()
        raise error or OracleError(_BROKEN_OFF, "user requested cancel of current operation")
