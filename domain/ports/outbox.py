"""The port to the outbox, which keeps announcements until they are published."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from domain.failures import TemporaryFailure


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredAnnouncement:
    """An announcement as it was stored with the changes that it announces: the message that will be sent.

    `id` grows in the order in which they were stored; `person` is the CRN of the person whose announcements
    go out in that order. `trace_parent` is the W3C trace context of the event that led to it. `problem` says
    why it cannot be sent, such as a type that only another version of this service knows; None if it can.
    """

    id: int
    event_type: str
    body: str
    person: str
    trace_parent: str | None = None
    problem: str | None = None


class OutboxInUse(TemporaryFailure):
    """Another claimant has announcements in hand."""

    def __init__(self) -> None:
        super().__init__("another worker has announcements in hand")


class Outbox(Protocol):
    """The stored announcements. Every method may raise Outage."""

    def claim(self, limit: int, passing_by: Collection[str] = ()) -> Sequence[StoredAnnouncement]:
        """Return the oldest announcements, at most `limit`, in the order in which they were stored, without
        those of the people to be passed by. Raise OutboxInUse while another claimant has some in hand.

        They are the claimant's until it calls `finish`, and meanwhile nobody gets any, so that they go out in
        order. A claim of nothing holds up nobody. If the claimant dies they are free again after
        half a minute.
        """

    def finish(self, published: Sequence[StoredAnnouncement]) -> None:
        """Remove those that are published; the others that were claimed are free again."""
