"""Made-up premises, and the other lists that staff choose from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from entrypoints.sandbox.sample_events import SamplePremises
from entrypoints.sandbox.story import MILL_HOUSE, ORCHARD_COURT, QUAYSIDE


@dataclass(frozen=True, slots=True)
class Place:
    """Premises, under the name by which staff know them."""

    name: str
    premises: SamplePremises


PLACES: Final[Sequence[Place]] = (
    Place("Mill House, Durham", MILL_HOUSE),
    Place("Quayside, Newcastle upon Tyne", QUAYSIDE),
    Place("Orchard Court, Blackburn", ORCHARD_COURT),
    Place(
        "Beech Road, Bradford",
        SamplePremises(
            line1="12 Beech Road", postcode="BD1 9KV", town="Bradford", region="Yorkshire and the Humber"
        ),
    ),
    Place(
        "Lantern House, Wolverhampton",
        SamplePremises(
            line1="Flat 2, Lantern House",
            line2="40 Foundry Street",
            postcode="WV1 9MO",
            town="Wolverhampton",
            region="West Midlands",
        ),
    ),
    Place(
        "Fen Lodge, Peterborough",
        SamplePremises(
            line1="Fen Lodge",
            line2="5 Drove Way",
            postcode="PE1 9CK",
            town="Peterborough",
            region="East of England",
        ),
    ),
)
CANCELLATION_REASONS: Final = (
    "Alternative suitable accommodation provided",
    "Booking made in error",
    "Change of release date",
    "Further risk information received",
    "Person no longer wants the place",
    "Place needed for somebody else",
    "Recall to custody",
    "Other",
)
DEPARTURE_REASONS: Final = (
    "Planned move-on",
    "Left of own accord",
    "Asked to leave – breach of house rules",
    "Asked to leave – risk to others",
    "Further custodial sentence",
    "Recall to custody",
    "Moved to a hospital or a hospice",
    "Died",
    "Other",
)
MOVE_ON_CATEGORIES: Final = (
    "Rented – council or housing association",
    "Rented – private landlord",
    "Supported housing",
    "Friends or family – settled",
    "Friends or family – for a short time",
    "Other CAS3 accommodation",
    "Prison",
    "Rough sleeping",
    "Not known",
)

_BY_NAME: Final[Mapping[str, Place]] = {place.name: place for place in PLACES}
_BY_PREMISES: Final[Mapping[SamplePremises, Place]] = {place.premises: place for place in PLACES}


def place_named(name: str) -> Place:
    """Return the place of that name; LookupError if there is none."""
    if name not in _BY_NAME:
        raise LookupError(f"there is no place named {name!r}")
    return _BY_NAME[name]


def place_of(premises: SamplePremises) -> Place:
    """Return the place with these premises; one named for its address if it is none of the known ones."""
    address = ", ".join(part for part in (premises.line1, premises.town) if part)
    return _BY_PREMISES.get(premises) or Place(address or premises.region, premises)
