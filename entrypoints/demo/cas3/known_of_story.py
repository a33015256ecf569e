"""What CAS3 knows beside the events of the demo's story."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from entrypoints.demo.cas3.places import place_named
from entrypoints.demo.cas3.told import NOTHING, Beside
from entrypoints.sandbox.sample_events import SampleEvent
from entrypoints.sandbox.scene import made_id

_REFERRALS: Final[Mapping[str, Beside]] = {
    made_id("Rosa's referral"): Beside(needed_from=date(2026, 6, 1)),
    made_id("Daniel's referral"): Beside(needed_from=date(2026, 5, 26)),
}
_BOOKINGS: Final[Mapping[str, Beside]] = {
    made_id("Mill House"): Beside(
        place=place_named("Mill House, Durham"), end=date(2026, 8, 24), move_on="Other CAS3 accommodation"
    ),
    made_id("Quayside"): Beside(place=place_named("Quayside, Newcastle upon Tyne")),
    made_id("Beech Road"): Beside(place=place_named("Beech Road, Bradford"), end=date(2026, 8, 18)),
    made_id("Orchard Court"): Beside(place=place_named("Orchard Court, Blackburn"), move_on="Not known"),
}


def known_of_story(event: SampleEvent) -> Beside:
    """What it knows beside that event: nothing, if it is none of the story."""
    booking: object = event.details.get("bookingId")
    application: object = event.details.get("applicationId")
    return _BOOKINGS.get(str(booking)) or _REFERRALS.get(str(application)) or NOTHING
