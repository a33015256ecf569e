"""Numbers and byte strings as the protocol writes them."""

from typing import Self

_LONG = 254
_CHUNK = 32767
_LONGEST_SHORT = 252
_NULLS = frozenset({0, 255})


class Writer:
    """Collects the bytes of an answer."""

    def __init__(self) -> None:
        self.data = bytearray()

    def byte(self, *values: int) -> Self:
        """Single bytes."""
        self.data += bytes(values)
        return self

    def number(self, *values: int) -> Self:
        """Unsigned numbers, each after the count of its bytes."""
        for value in values:
            size = (value.bit_length() + 7) // 8
            self.data.append(size)
            self.data += value.to_bytes(size, "big")
        return self

    def raw(self, data: bytes) -> Self:
        """Bytes as they are."""
        self.data += data
        return self

    def then(self, other: "Writer") -> Self:
        """All of another answer's bytes."""
        self.data += other.data
        return self

    def blob(self, data: bytes | None) -> Self:
        """Bytes after their length, in chunks where they are many; nothing and NULL are the same."""
        if not data or len(data) <= _LONGEST_SHORT:
            return self.byte(len(data or b"")).raw(data or b"")
        self.byte(_LONG)
        for start in range(0, len(data), _CHUNK):
            chunk = data[start : start + _CHUNK]
            self.number(len(chunk)).raw(chunk)
        return self.number(0)

    def text(self, text: str) -> Self:
        """Text after its length, which is written twice unless it is none."""
        data = text.encode()
        return self.number(len(data)).blob(data) if data else self.number(0)


class Reader:
    """A reader that takes the bytes of a request apart."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._position = 0

    @property
    def left(self) -> int:
        """Return how many bytes have not been read."""
        return len(self._data) - self._position

    def raw(self, count: int) -> bytes:
        """So many bytes as they are."""
        self._position += count
        return self._data[self._position - count : self._position]

    def byte(self) -> int:
        """One byte."""
        return self.raw(1)[0]

    def number(self) -> int:
        """An unsigned number after the count of its bytes."""
        size = self.byte()
        assert size <= 8, f"a number of {size} bytes at {self._position}"
        return int.from_bytes(self.raw(size), "big")

    def skip(self, layout: str) -> None:
        """Parts that do not matter: `b` for a byte, `n` for a number."""
        for kind in layout:
            if kind == "b":
                self.byte()
            else:
                self.number()

    def blob(self) -> bytes | None:
        """Bytes after their length; None for NULL."""
        size = self.byte()
        if size in _NULLS:
            return None
        if size != _LONG:
            return self.raw(size)
        chunks = []
        while count := self.number():
            chunks.append(self.raw(count))
        return b"".join(chunks)

    def text(self) -> str:
        """Text whose length is written twice unless it is none."""
        return (self.blob() or b"").decode() if self.number() else ""
