"""Numbers, dates and texts as Oracle stores and sends them."""

import struct
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

VARCHAR: Final = 1
NUMBER: Final = 2
LONG: Final = 8
DATE: Final = 12
CHAR: Final = 96
CLOB: Final = 112
TIMESTAMP: Final = 180
TEXTS: Final = frozenset({VARCHAR, LONG, CHAR, CLOB})
_NATIONAL: Final = 2
_ZERO: Final = b"\x80"


def encode(value: Any, kind: int) -> bytes | None:
    """A value of that type; None for NULL."""
    if value is None:
        return None
    if kind == NUMBER:
        return encode_number(Decimal(value))
    if kind in {DATE, TIMESTAMP}:
        return _encode_time(value, with_fraction=kind == TIMESTAMP)
    # Oracle writes no exponent where a number becomes text.
    return (f"{value:f}" if isinstance(value, Decimal) else str(value)).encode()


def decode(data: bytes | None, kind: int, form: int) -> Any:
    """The value of a bind; `form` tells national text from other."""
    if data is None:
        return None
    if kind in TEXTS:
        return data.decode("utf-16-be" if form == _NATIONAL else "utf-8")
    if kind == NUMBER:
        return decode_number(data)
    assert kind in {DATE, TIMESTAMP}, f"a bind of type {kind} is nothing that Delius holds"
    return _decode_time(data)


def encode_number(value: Decimal) -> bytes:
    """An exponent to the base of 100, then digits to that base, of negative numbers by their complement."""
    sign, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)
    text = "".join(map(str, digits))
    text += "0" * (exponent % 2)
    text = text.rjust(len(text) + len(text) % 2, "0")
    exponent = (exponent - exponent % 2) // 2
    pairs = [int(text[start : start + 2]) for start in range(0, len(text), 2)]
    while pairs and not pairs[0]:
        pairs.pop(0)
    while pairs and not pairs[-1]:
        pairs.pop()
        exponent += 1
    if not pairs:
        return _ZERO
    size = len(pairs) + exponent
    if sign:
        return bytes([0x3F - size, *(101 - pair for pair in pairs), 102])
    return bytes([0xC0 + size, *(pair + 1 for pair in pairs)])


def decode_number(data: bytes) -> Decimal:
    """The number that was encoded so."""
    if data == _ZERO:
        return Decimal(0)
    is_positive = data[0] >= 0x80
    if is_positive:
        size, pairs = data[0] - 0xC0, [each - 1 for each in data[1:]]
    else:
        size, pairs = 0x3F - data[0], [101 - each for each in data[1:] if each != 102]
    digits = "".join(f"{pair:02}" for pair in pairs)
    number = Decimal(digits).scaleb(2 * (size - len(pairs)))
    return number if is_positive else -number


def _encode_time(value: datetime, *, with_fraction: bool) -> bytes:
    century, year = divmod(value.year, 100)
    data = bytes(
        [
            century + 100,
            year + 100,
            value.month,
            value.day,
            value.hour + 1,
            value.minute + 1,
            value.second + 1,
        ]
    )
    return data + struct.pack(">I", value.microsecond * 1000) if with_fraction and value.microsecond else data


def _decode_time(data: bytes) -> datetime:
    microsecond = struct.unpack(">I", data[7:11])[0] // 1000 if len(data) >= 11 else 0
    year = (data[0] - 100) * 100 + data[1] - 100
    return datetime(year, data[2], data[3], data[4] - 1, data[5] - 1, data[6] - 1, microsecond)
