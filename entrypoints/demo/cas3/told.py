"""What CAS3 has told of, together with what it knows beside it."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from domain.event import EventType
from domain.london import Instant, instant
from entrypoints.demo.cas3.places import Place, place_of
from entrypoints.sandbox.sample_events import SampleEvent, SamplePremises


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What staff filled in and no event carries: where and until when a booking is, where somebody moves on
    to, from when a referral asks for a place. None if they did not say.
    """

    place: Place | None = None
    end: date | None = None
    move_on: str | None = None
    needed_from: date | None = None

    def days_later(self, days: int) -> "Beside":
        """The same with its days so many later."""
        later = timedelta(days=days)
        return replace(
            self,
            end=self.end and self.end + later,
            needed_from=self.needed_from and self.needed_from + later,
        )


NOTHING: Final = Beside()


@dataclass(frozen=True, slots=True)
class Told:
    """An event, which may lack any of its details."""

    event: SampleEvent
    beside: Beside = NOTHING

    @property
    def type(self) -> EventType:
        """What happened."""
        return self.event.type

    @property
    def at(self) -> Instant:
        """When CAS3 recorded it."""
        return instant(self.event.timestamp)

    @property
    def place(self) -> Place | None:
        """Where it happened, if that is known."""
        premises: object = self.event.details.get("premises")
        return place_of(premises) if isinstance(premises, SamplePremises) else self.beside.place

    def text(self, name: str) -> str:
        """The detail of that name; empty if it is missing."""
        return str(self.event.details.get(name) or "")

    def day(self, name: str) -> date | None:
        """The day of the detail of that name, which CAS3 writes as a date or as midnight of it."""
        value: Any = self.event.details.get(name)
        return date.fromisoformat(str(value)[:10]) if value else None
