"""What staff can choose from in the forms of CAS3."""

from collections.abc import Mapping, Sequence
from typing import Final

from entrypoints.demo.cas3.places import PLACES


def _alike(*names: str) -> Sequence[tuple[str, str]]:
    return [(name, name) for name in names]


CHOICES: Final[Mapping[str, Sequence[tuple[str, str]]]] = {
    "place": _alike(*(place.name for place in PLACES)),
    "cancellation_reason": _alike(
        "Alternative suitable accommodation provided",
        "Booking made in error",
        "Change of release date",
        "Further risk information received",
        "Person no longer wants the place",
        "Place needed for somebody else",
        "Recall to custody",
        "Other",
    ),
    "departure_reason": _alike(
        "Planned move-on",
        "Left of own accord",
        "Asked to leave – breach of house rules",
        "Asked to leave – risk to others",
        "Further custodial sentence",
        "Recall to custody",
        "Moved to a hospital or a hospice",
        "Died",
        "Other",
    ),
    "move_on": _alike(
        "Rented – council or housing association",
        "Rented – private landlord",
        "Supported housing",
        "Friends or family – settled",
        "Friends or family – for a short time",
        "Other CAS3 accommodation",
        "Prison",
        "Rough sleeping",
        "Not known",
    ),
}
"""Values and labels, by the names of the fields."""


def first_choice(field: str) -> str:
    """What is filled in for that field where nothing else is known."""
    return CHOICES[field][0][0]
