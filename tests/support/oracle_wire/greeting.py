"""From the first packet to the session: the listener, the protocol, and the logon."""

import re
import secrets
import struct
from typing import Final, NoReturn

from tests.support.oracle_wire import answers, packets
from tests.support.oracle_wire.encoding import Reader, Writer
from tests.support.oracle_wire.faults import Cut, Delay, Redirect, Refuse, Silence, Warn
from tests.support.oracle_wire.packets import Gone, Packets
from tests.support.oracle_wire.requests import read_fast_logon, read_function, read_logon
from tests.support.oracle_wire.scene import PASSWORD, Scene

_SHORT_TEXT: Final = 230
_WRONG_PASSWORD: Final = 1017
NO_SUCH_SERVICE: Final = 12514
_SERVICE: Final = re.compile(r"SERVICE_NAME=([^)]+)", re.IGNORECASE)


class Refused(Exception):
    """The client was told that it may not come in."""


class Greeting:
    """Talks to one client until it may ask for something."""

    def __init__(self, connection: Packets, scene: Scene) -> None:
        self._packets = connection
        self._scene = scene

    def connect(self) -> str:
        """Read which service the client wants."""
        self._step("ACCEPT")
        body = self._packets.read().body
        length, offset = struct.unpack(">HH", body[16:20])
        text = body[offset - 8 :] if length <= _SHORT_TEXT else self._packets.read().body
        self._scene.note("connect")
        self._redirect(text)
        self._step("CONNECT")
        service = _SERVICE.search(text.decode())
        return service[1] if service else ""

    def _redirect(self, wanted: bytes) -> None:
        match self._scene.faults.at("REDIRECT"):
            case Redirect(port):
                place = answers.redirected(port, wanted)
                self._packets.send(packets.REDIRECT, struct.pack(">H", len(place)))
                self._packets.send(packets.DATA, bytes(2) + place)
                raise Refused

    def refuse(self, code: int) -> NoReturn:
        """Say as the listener that the client may not come in."""
        self._packets.send(packets.REFUSE, answers.refused(code))
        raise Refused

    def log_on(self) -> None:
        """Take the connection, agree on the protocol, and let the client in. Refused for a wrong password."""
        fast = self._scene.is_fast
        self._packets.send(packets.ACCEPT, answers.accepted(fast=fast))
        self._packets.is_agreed, self._packets.marks_ends = True, fast
        self._authenticate(*(self._all_at_once() if fast else self._one_by_one()))

    def _one_by_one(self) -> tuple[Reader, Writer]:
        self._ask("PROTOCOL", self._protocol())
        self._ask("TYPES", answers.data_types())
        return Reader(self._packets.message().body), Writer()

    def _all_at_once(self) -> tuple[Reader, Writer]:
        """Read a request for everything up to the challenge, which is answered together."""
        reader = Reader(self._packets.message().body)
        read_fast_logon(reader)
        for step in ("PROTOCOL", "TYPES"):
            self._step(step)
        return reader, Writer().raw(self._protocol()).raw(answers.data_types())

    def _protocol(self) -> bytes:
        return answers.protocol(long_texts=self._scene.long_texts, modern=self._scene.is_modern)

    def _ask(self, step: str, answer: bytes) -> None:
        self._packets.message()
        self._scene.note(step)
        self._step(step)
        self._packets.answer(answer)

    def _authenticate(self, reader: Reader, greeting: Writer) -> None:
        verifier = self._scene.verifier(PASSWORD)
        # Before both know what the other can do, a request for all of it is in the format of 19.
        modern = self._scene.is_modern
        _, introduction = self._logon_request(reader, modern=modern and not self._scene.is_fast)
        self._step("LOGON")
        challenge = answers.parameters(verifier.challenge(), verifier.number)
        self._packets.answer(bytes(greeting.then(challenge).then(answers.status()).data))
        user, given = self._logon_request(Reader(self._packets.message().body), modern=modern)
        self._scene.logons.append({"user": user, **introduction, **given})
        if verifier.password(given) != PASSWORD.encode():
            self._end(_WRONG_PASSWORD, "invalid username/password; logon denied")
        session = answers.parameters({**self._session(), "AUTH_SVR_RESPONSE": verifier.proof()})
        match self._scene.faults.at("SESSION"):
            case Warn(code, words):
                session.then(answers.warned(code, words))
        self._packets.answer(bytes(session.then(answers.status()).data))

    def _logon_request(self, reader: Reader, *, modern: bool) -> tuple[str, dict[str, str]]:
        name, _ = read_function(reader, modern=modern)
        self._scene.note(name)
        return read_logon(reader)

    def _session(self) -> dict[str, str]:
        major, minor = self._scene.version
        return {
            "AUTH_VERSION_NO": str(major << 24 | minor << 16),
            "AUTH_SESSION_ID": str(secrets.randbelow(60_000) + 1),
            "AUTH_SERIAL_NUM": "7",
            "AUTH_SC_DBUNIQUE_NAME": "DELIUS",
            "AUTH_MAX_OPEN_CURSORS": "300",
            "AUTH_SC_SERVICE_NAME": "delius",
            "AUTH_INSTANCENAME": "delius",
            "AUTH_MAX_IDEN_LENGTH": "128",
        }

    def _end(self, code: int, words: str) -> None:
        self._packets.answer(
            bytes(answers.ended(code, f"ORA-{code:05}: {words}", modern=self._scene.is_modern).data)
        )
        raise Refused

    def _step(self, step: str) -> None:
        """Do what is ordered for that step."""
        match self._scene.faults.at(step):
            case Refuse(code) if step in {"ACCEPT", "CONNECT"}:
                self.refuse(code)
            case Refuse(code, words):
                self._end(code, words)
            case Silence():
                self._scene.faults.keep_silent()
                raise Gone
            case Cut():
                raise Gone
            case Delay(seconds):
                self._scene.closing.wait(seconds)
