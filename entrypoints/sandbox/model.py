"""What there is to see, in plain values: the same for every Delius, for people's eyes and for JSON."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

STILL_QUEUED = "StillQueued"
"""The outcome of an event whose message is left in the queue: during an outage it is not to blame."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactView:
    """One entry of a diary; `time` is London wall time, the rest are codes and texts of Delius."""

    reference: str
    type: str
    time: datetime
    provider: str
    team: str
    staff: str
    sensitive: bool
    notes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressView:
    """One address; `type` and `status` are codes of Delius, of which the type may be missing."""

    type: str | None
    status: str
    start: date
    end: date | None
    building: str | None
    street: str | None
    district: str | None
    town: str | None
    county: str | None
    postcode: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """A person's diary in order of date and time, and their addresses in order of their starts."""

    crn: str
    contacts: Sequence[ContactView]
    addresses: Sequence[AddressView]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """What became of one event. Type and CRN are None where its message does not tell them."""

    name: str
    event_type: str | None
    crn: str | None
    outcome: str
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The people, the events in the order in which they were played, the announcements as they were sent."""

    people: Sequence[PersonView]
    events: Sequence[EventView]
    announcements: Sequence[Mapping[str, Any]]

    @property
    def outcomes(self) -> Mapping[str, int]:
        """How many events had each outcome."""
        return Counter(event.outcome for event in self.events)
