"""Exceptions for requests that the demo does not carry out."""

from collections.abc import Mapping


class NotThere(LookupError):
    """The person, booking, message or action that was asked for does not exist, or not any more."""


class Refused(Exception):
    """The form cannot be accepted: `errors` gives the reasons, by the names of the fields.

    The error of an empty name is about the whole form.
    """

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__("; ".join(errors.values()))
        self.errors = errors
