"""Say in words why a neighbour cannot be reached, whatever library found it out."""

import ssl
from collections.abc import Iterator
from socket import gaierror
from typing import Final

_WORDS: Final[tuple[tuple[type[BaseException], str], ...]] = (
    (gaierror, "its name cannot be resolved"),
    (ConnectionRefusedError, "nothing listens there"),
    (ssl.SSLCertVerificationError, "its certificate is not trusted"),
    (ssl.SSLError, "it does not speak TLS as it should"),
)


def why_unreachable(error: BaseException) -> str:
    """Return the words for what the error comes from, else its kind; never what it says."""
    causes = list(_causes(error))
    words = (text for kind, text in _WORDS if any(isinstance(each, kind) for each in causes))
    return next(words, type(error).__name__)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield the error and those that it was raised from or during: libraries wrap the system's own."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
