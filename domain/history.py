"""The events applied before for one external reference: order and repetition (rule 2)."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.event import Event
from domain.identifiers import EventId, ExternalReference
from domain.london import Instant, WallTime


@dataclass(frozen=True, slots=True, kw_only=True)
class AppliedEvent:
    """An event that was applied, with the date and time that it gives its contact."""

    reference: ExternalReference
    id: EventId
    timestamp: Instant
    is_update: bool
    contact_time: WallTime

    @classmethod
    def of(cls, event: Event) -> "AppliedEvent":
        """Return the part of the event that is remembered."""
        return cls(
            reference=event.reference,
            id=event.id,
            timestamp=event.timestamp,
            is_update=event.is_update,
            contact_time=event.contact_time,
        )

    @property
    def sort_key(self) -> tuple[Instant, bool, EventId]:
        """The order among the events of a reference: by time, an original before an update, then by id."""
        return self.timestamp, self.is_update, self.id


@dataclass(frozen=True, slots=True)
class History:
    """The events applied for one reference, in any order."""

    applied: Sequence[AppliedEvent] = ()

    def __bool__(self) -> bool:
        return bool(self.applied)

    def holds(self, event: AppliedEvent) -> bool:
        """Return whether the event was applied before. An update may share the id of what it updates."""
        return any((known.id, known.timestamp) == (event.id, event.timestamp) for known in self.applied)

    @property
    def newest(self) -> AppliedEvent | None:
        """The last in order; None if nothing was applied."""
        return max(self.applied, key=lambda event: event.sort_key, default=None)
