"""Exceptions for requests that the demo does not carry out."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from domain.failures import TemporaryFailure

BUSY: Final = "Delius cannot be written just now. Try it again in a moment."
CHANGED_MEANWHILE: Final = "This entry was changed since you opened it. Read it again before you edit it."


class NotThere(LookupError):
    """The person, booking, message or action that was asked for does not exist, or not any more."""


class Refused(Exception):
    """The form cannot be accepted: `errors` gives the reasons, by the names of the fields.

    The error of an empty name is about the whole form.
    """

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__("; ".join(errors.values()))
        self.errors = errors


@contextmanager
def refused_if_busy() -> Iterator[None]:
    """Raise Refused where Delius cannot be written just now."""
    try:
        yield
    except TemporaryFailure:
        raise Refused({"": BUSY}) from None
