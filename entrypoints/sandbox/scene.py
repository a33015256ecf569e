"""What the scenes of the demo are made of: people, places, and one event each."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from domain.event import EventType
from entrypoints.sandbox.model import EventView
from entrypoints.sandbox.sample_events import SampleEvent, SamplePremises, staff

ROSA, DANIEL = "X418302", "D507116"
OFFICERS = {ROSA: ("N54A001", "N54"), DANIEL: ("N55B014", "N55")}

MILL_HOUSE = SamplePremises(
    line1="Room 4, Mill House", line2="21 Weaver Lane", postcode="dh1 9ab", town="Durham", region="North East"
)
QUAYSIDE = SamplePremises(
    line1="Flat B, Pilot Building, The Old Customs Landing",
    line2="7 Quayside",
    postcode="NE1 9XY",
    town="Newcastle upon Tyne",
    region="North East",
)
ORCHARD_COURT = SamplePremises(
    line1="3 Orchard Court", postcode="BB1 9ZZ", town="Blackburn", region="North West"
)


@dataclass(frozen=True, slots=True)
class Scene:
    """An event, and what happens in it. Unless it is `answered` the API never has its details."""

    name: str
    event: SampleEvent
    answered: bool = True

    def days_later(self, days: int) -> "Scene":
        """The same scene so many days later."""
        return replace(self, event=self.event.days_later(days))

    def with_outcome(self, outcome: str, reason: str | None) -> EventView:
        """What is shown of it once it was played."""
        return EventView(
            name=self.name,
            event_type=self.event.type.value,
            crn=self.event.crn,
            outcome=outcome,
            reason=reason,
        )


def scene(name: str, kind: EventType, crn: str, at: str, **details: Any) -> Scene:
    """`at` is when in 2026 CAS3 recorded it, on London's clocks."""
    timestamp = datetime.fromisoformat(f"2026-{at}")
    return Scene(
        name, SampleEvent(type=kind, crn=crn, timestamp=timestamp, details=details, id=made_id(name))
    )


def officer_of(crn: str) -> Mapping[str, str]:
    """The officer who records what happens to that person."""
    return staff(*OFFICERS[crn])


def made_id(name: str) -> str:
    """The same id every time."""
    return str(uuid5(NAMESPACE_URL, f"cas3-and-delius:demo:{name}"))
