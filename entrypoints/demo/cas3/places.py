"""Where people can stay, all of it made up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from entrypoints.sandbox.sample_events import SamplePremises
from entrypoints.sandbox.scene import MILL_HOUSE, ORCHARD_COURT, QUAYSIDE


@dataclass(frozen=True, slots=True)
class Place:
    """Premises, under the name by which staff know them."""

    name: str
    premises: SamplePremises


BEECH_ROAD: Final = SamplePremises(
    line1="12 Beech Road", postcode="BD1 9KV", town="Bradford", region="Yorkshire and the Humber"
)
LANTERN_HOUSE: Final = SamplePremises(
    line1="Flat 2, Lantern House",
    line2="40 Foundry Street",
    postcode="WV1 9MO",
    town="Wolverhampton",
    region="West Midlands",
)
FEN_LODGE: Final = SamplePremises(
    line1="Fen Lodge", line2="5 Drove Way", postcode="PE1 9CK", town="Peterborough", region="East of England"
)

PLACES: Final[Sequence[Place]] = (
    Place("Mill House, Durham", MILL_HOUSE),
    Place("Quayside, Newcastle upon Tyne", QUAYSIDE),
    Place("Orchard Court, Blackburn", ORCHARD_COURT),
    Place("Beech Road, Bradford", BEECH_ROAD),
    Place("Lantern House, Wolverhampton", LANTERN_HOUSE),
    Place("Fen Lodge, Peterborough", FEN_LODGE),
)
_BY_NAME: Final[Mapping[str, Place]] = {place.name: place for place in PLACES}
_BY_PREMISES: Final[Mapping[SamplePremises, Place]] = {place.premises: place for place in PLACES}


def place_named(name: str) -> Place:
    """The place of that name; LookupError if there is none."""
    if name not in _BY_NAME:
        raise LookupError(f"there is no place named {name!r}")
    return _BY_NAME[name]


def place_of(premises: SamplePremises) -> Place:
    """The place with these premises; one that is named for its address if it is none of the known ones."""
    address = ", ".join(part for part in (premises.line1, premises.town) if part)
    return _BY_PREMISES.get(premises) or Place(address or premises.region, premises)
