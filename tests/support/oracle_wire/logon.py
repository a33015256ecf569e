"""The secrets of a logon: either side shows that it knows the password without sending it."""

import hashlib
import secrets
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Final

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

_BLOCK: Final = 16
_VERIFIER_ROUNDS: Final = 4096
_KEY_ROUNDS: Final = 3


class Verifier(ABC):
    """The part of a password that the server keeps, and the exchange that it makes possible: `challenge` goes
    to the client, whose answers `password` reads; `proof` then shows that the server is the right one.
    """

    number: int
    _key_size: int

    def __init__(self, password: str) -> None:
        self._password = password.encode()
        self._salt = secrets.token_bytes(16)
        self._combined = b""

    @abstractmethod
    def challenge(self) -> Mapping[str, str]: ...

    @abstractmethod
    def _combine(self, client_key: bytes) -> bytes: ...

    @property
    @abstractmethod
    def _hash(self) -> bytes: ...

    def password(self, given: Mapping[str, str]) -> bytes:
        """Return the password that the client sent; nonsense if it was another one."""
        client_key = _decrypt(self._hash, bytes.fromhex(given["AUTH_SESSKEY"]))
        self._combined = self._combine(client_key)
        salted = _decrypt(self._combined, bytes.fromhex(given["AUTH_PASSWORD"]))
        return salted[_BLOCK : -salted[-1]]

    def proof(self) -> str:
        return _hex(_encrypt(self._combined, secrets.token_bytes(_BLOCK) + b"SERVER_TO_CLIENT"))


class Verifier12c(Verifier):
    """The verifier that Oracle has had since 12c."""

    number = 0x4815

    def __init__(self, password: str) -> None:
        super().__init__(password)
        self._key, self._derivation_salt = secrets.token_bytes(32), secrets.token_bytes(16)

    @property
    def _hash(self) -> bytes:
        stretched = _derived(self._password, self._salt + b"AUTH_PBKDF2_SPEEDY_KEY", 64, _VERIFIER_ROUNDS)
        return hashlib.sha512(stretched + self._salt).digest()[:32]

    def challenge(self) -> Mapping[str, str]:
        return {
            "AUTH_SESSKEY": _hex(_encrypt(self._hash, self._key)),
            "AUTH_VFR_DATA": _hex(self._salt),
            "AUTH_PBKDF2_CSK_SALT": _hex(self._derivation_salt),
            "AUTH_PBKDF2_VGEN_COUNT": str(_VERIFIER_ROUNDS),
            "AUTH_PBKDF2_SDER_COUNT": str(_KEY_ROUNDS),
        }

    def _combine(self, client_key: bytes) -> bytes:
        both = _hex(client_key[:32] + self._key).encode()
        return _derived(both, self._derivation_salt, 32, _KEY_ROUNDS)


class Verifier11g(Verifier):
    """The one before: SHA-1, and session keys of 48 bytes."""

    number = 0xB152

    def __init__(self, password: str) -> None:
        super().__init__(password)
        self._salt = self._salt[:10]
        self._key = secrets.token_bytes(48)

    @property
    def _hash(self) -> bytes:
        return hashlib.sha1(self._password + self._salt).digest() + bytes(4)  # noqa: S324 (as the protocol has it)

    def challenge(self) -> Mapping[str, str]:
        return {"AUTH_SESSKEY": _hex(_encrypt(self._hash, self._key)), "AUTH_VFR_DATA": _hex(self._salt)}

    def _combine(self, client_key: bytes) -> bytes:
        mixed = bytes(ours ^ theirs for ours, theirs in zip(self._key[16:40], client_key[16:40], strict=True))
        first, second = (hashlib.md5(part).digest() for part in (mixed[:16], mixed[16:]))  # noqa: S324 - as the protocol has it
        return (first + second)[:24]


def _derived(secret: bytes, salt: bytes, size: int, rounds: int) -> bytes:
    return PBKDF2HMAC(hashes.SHA512(), size, salt, rounds).derive(secret)


def _cipher(key: bytes) -> Cipher[modes.CBC]:
    return Cipher(algorithms.AES(key), modes.CBC(bytes(_BLOCK)))


def _encrypt(key: bytes, data: bytes) -> bytes:
    return _cipher(key).encryptor().update(data)


def _decrypt(key: bytes, data: bytes) -> bytes:
    return _cipher(key).decryptor().update(data)


def _hex(data: bytes) -> str:
    return data.hex().upper()
