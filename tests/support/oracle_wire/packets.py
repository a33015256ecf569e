"""Packets on a socket: the lower of the two layers of the protocol."""

import select
import socket
import struct
from dataclasses import dataclass
from typing import Final

CONNECT: Final = 1
ACCEPT: Final = 2
REFUSE: Final = 4
REDIRECT: Final = 5
DATA: Final = 6
MARKER: Final = 12

BREAK: Final = 1
RESET: Final = 2
_INTERRUPT: Final = 3

SIZE: Final = 8192
_HEAD: Final = 8
_FLAGS: Final = 2
_END_OF_ANSWER: Final = bytes([29])
_LAST_PACKET: Final = bytes([0x20, 0])


class Gone(Exception):
    """The other side has closed the connection."""


@dataclass(frozen=True, slots=True)
class Packet:
    """A packet of that kind; of data without its flags."""

    kind: int
    body: bytes
    is_full: bool = False


class Packets:
    """Packets to and from one client. Sizes are written in four bytes once `is_agreed`, before in two.
    Answers say where they end if it `marks_ends`.
    """

    def __init__(self, connection: socket.socket) -> None:
        self._socket = connection
        self._buffer = b""
        self.is_agreed = False
        self.marks_ends = False

    def read(self) -> Packet:
        """Return the next packet. Gone if there is none any more."""
        head = self._exactly(_HEAD)
        size: int = struct.unpack(">I" if self.is_agreed else ">H", head[: 4 if self.is_agreed else 2])[0]
        body, kind = self._exactly(size - _HEAD), head[4]
        return Packet(kind, body[_FLAGS:] if kind == DATA else body, size >= SIZE)

    def message(self) -> Packet:
        """Return a whole request: a full packet of data is followed by another."""
        packet = self.read()
        data = packet.body
        while packet.kind == DATA and packet.is_full:
            packet = self.read()
            data += packet.body
        return Packet(packet.kind, data)

    def send(self, kind: int, body: bytes) -> None:
        """Send one packet."""
        size = len(body) + _HEAD
        head = struct.pack(">I", size) if self.is_agreed else struct.pack(">HH", size, 0)
        self._socket.sendall(head + bytes([kind, 0, 0, 0]) + body)

    def answer(self, data: bytes) -> None:
        """Send data in as many packets as it needs."""
        room = SIZE - _HEAD - _FLAGS
        whole = data + _END_OF_ANSWER * self.marks_ends
        for start in range(0, len(whole), room):
            is_last = start + room >= len(whole)
            flags = _LAST_PACKET if is_last and self.marks_ends else bytes(_FLAGS)
            self.send(DATA, flags + whole[start : start + room])

    def is_asked(self, seconds: float) -> bool:
        """Return whether the other side says anything within so many seconds."""
        return bool(self._buffer or select.select([self._socket], [], [], seconds)[0])

    def accept_break(self) -> None:
        """Read a break, and agree with the other side that what came before it is void."""
        marker = self.read()
        assert marker.kind == MARKER, marker
        if marker.body[2] in {BREAK, _INTERRUPT}:
            self.reset()

    def reset(self) -> None:
        """Answer a break that was read."""
        self.send(MARKER, bytes([1, 0, RESET]))
        self.read()

    def _exactly(self, count: int) -> bytes:
        while len(self._buffer) < count:
            try:
                received = self._socket.recv(65536)
            except OSError:
                received = b""
            if not received:
                raise Gone
            self._buffer += received
        taken, self._buffer = self._buffer[:count], self._buffer[count:]
        return taken
