"""Why an event is not recorded, told apart by what happens next (rule 6).

Failure
├── PermanentFailure   trying again cannot help: the message is set aside at once
└── TemporaryFailure   the next try may succeed
    └── Outage         nothing can succeed until a neighbour is back: no message is to blame

A reason names fields, codes, CRNs and references, never notes, names, addresses, tokens or bodies: it is
logged and stands on the message that is set aside.
"""

_LONGEST = 1_000


class Failure(Exception):
    """The event could not be recorded and nothing of it was."""

    def __init__(self, reason: str) -> None:
        # Ids are opaque, and a queue takes no control characters in the reason of a message that it keeps.
        self.reason = "".join(each if each.isprintable() else "?" for each in reason)[:_LONGEST]
        super().__init__(self.reason)


class PermanentFailure(Failure):
    """Trying again cannot help."""


class TemporaryFailure(Failure):
    """The next try may succeed."""


class Outage(TemporaryFailure):
    """A neighbour cannot be reached or refuses everyone."""
