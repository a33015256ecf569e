"""Answers of the server, in the format of Oracle 19 or, if `modern`, of 23."""

import struct
from collections.abc import Mapping, Sequence
from typing import Any, Final

from tests.support.h2.session import Column
from tests.support.oracle_wire.encoding import Writer
from tests.support.oracle_wire.values import CHAR, CLOB, NUMBER, TEXTS, encode

_PARAMETERS, _STATUS, _ERROR, _ROW_HEAD, _ROW, _DESCRIPTION, _DIRECTIONS = 8, 9, 4, 6, 7, 16, 11
_WARNING: Final = 15
_INPUT: Final = 32
_NO_DATA: Final = 1403
_NULL_FETCHED: Final = 1405
_UTF8: Final = 873
_IN_TRANSACTION: Final = 2
# What the server is able to do: in its eighth byte 12 stands for Oracle 19, 24 for 23.4 and later.
_FORMAT: Final = 7
_OF_19, _OF_23 = 12, 24
_LONG_TEXTS: Final = (6, 4)
# One request for all of the logon, and answers that say where they end.
_FAST_LOGON, _ENDS = 0x10000000, 0x02000000


def accepted(*, fast: bool) -> bytes:
    """The connection is taken; if it is `fast`, with what version 23 can do beside."""
    version, able = (319, _FAST_LOGON | _ENDS) if fast else (318, 0)
    return struct.pack(">HH10sB9sI5sI", version, 0, bytes(10), 0, bytes(9), 8192, bytes(5), able)


def refused(code: int) -> bytes:
    """The listener does not take the connection."""
    words = f"(DESCRIPTION=(TMP=)(VSNNUM=318767104)(ERR={code})(ERROR_STACK=(ERROR=(CODE={code})(EMFI=4))))"
    return struct.pack(">BBH", 4, 0, len(words)) + words.encode()


def redirected(port: int, wanted: bytes) -> bytes:
    """Return the place to connect to instead, and what to ask for there."""
    return f"(ADDRESS=(PROTOCOL=tcp)(HOST=127.0.0.1)(PORT={port}))\0".encode() + wanted


def protocol(*, long_texts: bool, modern: bool) -> bytes:
    """Return which protocol is spoken, in which character set; `long_texts`: VARCHAR2 takes 32767 bytes."""
    compiled, running = bytearray(55), bytearray(11)
    compiled[_FORMAT] = _OF_23 if modern else _OF_19
    running[_LONG_TEXTS[0]] = _LONG_TEXTS[1] if long_texts else 0
    fields = bytes(9) + struct.pack(">H", 2000)
    writer = Writer().byte(1, 6, 0).raw(b"Oracle's stand-in\0").raw(struct.pack("<HBH", _UTF8, 0, 0))
    writer.raw(struct.pack(">H", len(fields))).raw(fields)
    return bytes(writer.blob(bytes(compiled)).blob(bytes(running)).data)


def data_types() -> bytes:
    """The types are agreed."""
    return bytes([2, 0, 0])


def parameters(values: Mapping[str, str], verifier: int = 0) -> Writer:
    """Name with values, as in a logon."""
    writer = Writer().byte(_PARAMETERS).number(len(values))
    for name, value in values.items():
        writer.text(name).text(value).number(verifier if name == "AUTH_VFR_DATA" else 0)
    return writer


def warned(code: int, words: str) -> Writer:
    """Return a warning, which ends nothing."""
    text = f"ORA-{code:05}: {words}\n".encode()
    return Writer().byte(_WARNING).number(code, len(text), 0).blob(text)


def status(*, in_transaction: bool = False) -> Writer:
    """All is well, and that is all."""
    return Writer().byte(_STATUS).number(_IN_TRANSACTION * in_transaction, 0)


def ended(
    code: int = 0,
    words: str = "",
    *,
    modern: bool,
    cursor: int = 0,
    count: int = 0,
    in_transaction: bool = False,
) -> Writer:
    """The end of an answer: an error of that number, or none; `count` are the rows concerned."""
    writer = Writer().byte(_ERROR).number(_IN_TRANSACTION * in_transaction, 0, 0, min(code, 65535), 0, 0)
    writer.number(cursor, 0).byte(*bytes(6))
    # No row's address, no error of the operating system, no errors of single rows.
    writer.number(0, 0).byte(0).number(0, 0).number(0).byte(0, 0).number(0, 0, 0).number(0, 0, 0)
    writer.number(code, count)
    if modern:
        # The kind of the statement, and a checksum.
        writer.number(0, 0)
    return writer.blob(f"{words}\n".encode()) if code else writer


def no_more_rows(cursor: int, count: int, *, modern: bool, in_transaction: bool) -> Writer:
    """The end of the rows of a query."""
    words = "ORA-01403: no data found"
    return ended(_NO_DATA, words, modern=modern, cursor=cursor, count=count, in_transaction=in_transaction)


def executed() -> Writer:
    """The parameters of an execution, of which there are none."""
    return Writer().byte(_PARAMETERS).number(0, 0, 0, 0)


def description(columns: Sequence[Column], *, modern: bool) -> Writer:
    """The columns of a query."""
    writer = Writer().byte(_DESCRIPTION).blob(bytes(16)).number(1000, len(columns))
    writer.byte(*([0] if columns else []))
    for position, column in enumerate(columns):
        _describe(writer, column, position)
        if modern:
            # No domain with its schema, no annotations, and nothing of a vector.
            writer.text("").text("").number(0, 0).byte(0, 0)
    return writer.number(0, 0, 0, 0, 0, 0)


def _describe(writer: Writer, column: Column, position: int) -> None:
    is_text = column.kind in TEXTS
    size = 22 if column.kind == NUMBER else 4000 if column.kind == CLOB else max(column.size, 1) * 4
    writer.byte(column.kind, 0).raw(struct.pack("bb", column.precision, column.scale)).number(size)
    writer.number(0, 0, 0, 0, _UTF8 * is_text).byte(int(is_text))
    writer.number(column.size if column.kind in TEXTS - {CLOB} else 0, 0)
    writer.byte(1, min(len(column.name), 255)).text(column.name).text("").text("").number(position, 0)


def rows(columns: Sequence[Column], found: Sequence[Sequence[Any]]) -> Writer:
    """Rows of a query; LOBs as long texts, as the driver asks for them."""
    writer = Writer()
    if found:
        writer.byte(_ROW_HEAD, 0).number(0, 0, 0, 0, 0, 0)
    for row in found:
        writer.byte(_ROW)
        for value, column in zip(row, columns, strict=True):
            data = encode(value, column.kind)
            writer.blob(data)
            if column.kind == CLOB:
                writer.number(0, 0 if data else _NULL_FETCHED)
    return writer


def returned(values: Sequence[Sequence[Any]], kinds: Sequence[int]) -> Writer:
    """Return what a change returns: of each repetition the values of each bind, one for each row."""
    writer = Writer().byte(_ROW)
    for column, kind in zip(values, kinds, strict=True):
        writer.number(len(column))
        for value in column:
            writer.blob(encode(value, kind if kind == NUMBER else CHAR)).number(0)
    return writer


def called(binds: int) -> Writer:
    """The binds of a procedure, all of them input."""
    if not binds:
        return Writer()
    return Writer().byte(_DIRECTIONS, 0).number(binds, 0, 0, 0, 0, 0).byte(*[_INPUT] * binds)
