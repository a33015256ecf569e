"""Failures to record an event, by what happens next and by what is at fault (rule 6).

Failure
├── PermanentFailure      the message's own, for good: it is set aside at once
└── TemporaryFailure      the event's own, for now: not there yet, a locked person, a row changed underneath
    ├── UnclearFailure    nobody knows whose: an answer of 500, one that cannot be read, a fault of our own
    │   └── DeadlineMissed    no whole answer in time; asking again at once would cost as much again
    └── Outage            a neighbour's: nothing that needs it can succeed until it is back

A reason names fields, codes, CRNs and references, never notes, names, addresses, tokens or bodies: it is
logged and stands on the message that is set aside.
"""

from enum import StrEnum

_REASON_LIMIT_CHARACTERS = 1_000


class Neighbour(StrEnum):
    """A system that the service depends on; each has outages of its own."""

    API = "CAS3 API"
    TOKEN_ENDPOINT = "token endpoint"  # noqa: S105 (a name, not a token)
    DATABASE = "database"
    QUEUE = "queue"
    DEAD_LETTER_QUEUE = "dead-letter queue"
    TOPIC = "topic"


class Failure(Exception):
    """The event could not be recorded and nothing of it was."""

    def __init__(self, reason: str) -> None:
        # Ids are opaque, and a queue takes no control characters in the reason of a message that it keeps.
        self.reason = "".join(each if each.isprintable() else "?" for each in reason)[
            :_REASON_LIMIT_CHARACTERS
        ]
        super().__init__(self.reason)


class PermanentFailure(Failure):
    """A failure that no further try can mend."""


class TemporaryFailure(Failure):
    """The next try may succeed; other events are not concerned."""


class UnclearFailure(TemporaryFailure):
    """The next try may succeed. Many different events in a row that meet this raise a suspicion."""


class DeadlineMissed(UnclearFailure):
    """The lack of a whole answer by the deadline: a further try while the message is held is not worth it."""


class Outage(TemporaryFailure):
    """The neighbour cannot be reached or refuses everyone; no message is to blame. `retry_after`: the seconds
    for which it asks to be left alone, if it says so.
    """

    def __init__(self, reason: str, neighbour: Neighbour, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.neighbour = neighbour
        self.retry_after = retry_after


class NotConfigured(Exception):
    """Something that only a person can set right is wrong or missing, so the service cannot start. Its one
    sentence, without a setting's value, says what to do.
    """
