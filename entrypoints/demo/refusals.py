"""Why something that was asked of the demo is not done."""

from collections.abc import Mapping


class NotThere(LookupError):
    """The person, booking, message or action that was asked for does not exist, or not any more."""


class Refused(Exception):
    """What was filled in cannot be: `errors` says why, by the names of the fields.

    The error of an empty name is about the whole form.
    """

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__("; ".join(errors.values()))
        self.errors = errors
