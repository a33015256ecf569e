"""Requests of the driver."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tests.support.oracle_wire.encoding import Reader

FUNCTION: Final = 3
PIGGYBACK: Final = 17
ROW: Final = 7
_CLOSE_CURSORS: Final = 105
_PROTOCOL, _TYPES, _FAST_LOGON = 1, 2, 34

NAMES: Final = {
    94: "execute",
    4: "reexecute",
    78: "reexecute and fetch",
    5: "fetch",
    14: "COMMIT",
    15: "ROLLBACK",
    9: "logoff",
    147: "ping",
    118: "logon, first half",
    115: "logon, second half",
}

EXECUTE_OPTION: Final = 0x20
FETCH_OPTION: Final = 0x40
COMMIT_OPTION: Final = 0x100
# Where a statement is executed once more, options are counted otherwise.
COMMIT_AGAIN_OPTION: Final = 0x1


@dataclass(frozen=True, slots=True)
class BindType:
    """Oracle's number of the type of a bind or a fetched column, its size, and its form, 2 for national."""

    kind: int
    size: int
    form: int


@dataclass(frozen=True, slots=True)
class Execute:
    """A request to parse, define or execute a statement; `sql` is None for one that is open already."""

    options: int
    cursor: int
    sql: str | None
    rows_wanted: int
    repetitions: int
    is_query: bool
    binds: Sequence[BindType]
    defines: Sequence[BindType]

    @property
    def is_executed(self) -> bool:
        return bool(self.options & EXECUTE_OPTION)


def read_function(reader: Reader, *, modern: bool) -> tuple[str, list[int]]:
    """Return the name of the function that is called, and the cursors that are closed on the way. If it is
    `modern`, each has a token, by which the answers of a pipeline are told apart.
    """
    token = "n" * modern
    closed: list[int] = []
    while (kind := reader.byte()) == PIGGYBACK:
        code = reader.byte()
        assert code == _CLOSE_CURSORS, f"nothing is known of the piggyback {code}"
        reader.skip("b" + token + "b")
        closed += [reader.number() for _ in range(reader.number())]
    assert kind == FUNCTION, f"nothing is known of a message of kind {kind}"
    name = NAMES[reader.byte()]
    reader.skip("b" + token)
    return name, closed


def read_fast_logon(reader: Reader) -> None:
    """Read what comes before the first half of the logon where all of it is asked for at once."""
    assert reader.byte() == _FAST_LOGON
    reader.skip("bbb")
    # The protocol: who the driver is, and character sets that do not matter.
    assert reader.byte() == _PROTOCOL
    while reader.byte():
        pass
    while reader.byte():
        pass
    reader.raw(6)
    # Character sets and capabilities, then types until there is none any more.
    assert reader.byte() == _TYPES
    reader.raw(5)
    reader.blob(), reader.blob()
    while reader.raw(2) != bytes(2):
        reader.raw(6)


def read_logon(reader: Reader) -> tuple[str, dict[str, str]]:
    """Return the user, and what the driver says of itself."""
    has_user = reader.byte()
    reader.skip("nnb")
    pairs = reader.number()
    reader.skip("bb")
    user = (reader.blob() or b"").decode() if has_user else ""
    return user, dict(_pair(reader) for _ in range(pairs))


def _pair(reader: Reader) -> tuple[str, str]:
    key, value = reader.text(), reader.text()
    reader.number()
    return key.rstrip("\0"), value


def read_execute(reader: Reader) -> Execute:
    """Return what is to be executed, without the values of its binds."""
    options, cursor = reader.number(), reader.number()
    has_sql = reader.byte()
    reader.skip("nbnbbn")
    rows_wanted = reader.number()
    reader.skip("nb")
    bind_count = reader.number()
    reader.skip("bbbbbb")
    define_count = reader.number()
    # Registrations, objects, names, row counts of arrays, signatures and chunks of statements: none is used.
    reader.skip("nbbbnbnnbnbbnbnbbn")
    sql = (reader.blob() or b"").decode() if has_sql else None
    reader.number()
    repetitions, *more = (reader.number() for _ in range(12))
    return Execute(
        options,
        cursor,
        sql,
        rows_wanted,
        repetitions or 1,
        bool(more[5]),
        [] if define_count else [_bind_type(reader) for _ in range(bind_count)],
        [_bind_type(reader) for _ in range(define_count)],
    )


def _bind_type(reader: Reader) -> BindType:
    kind = reader.byte()
    reader.skip("bbb")
    size = reader.number()
    reader.skip("nnnnn")
    form = reader.byte()
    reader.skip("nn")
    return BindType(kind, size, form)
