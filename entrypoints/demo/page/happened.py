"""What came of the newest action concerning a person, in a few words with the places to look at."""

from collections.abc import Sequence
from dataclasses import dataclass

from entrypoints.demo.page.sights import Delius


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that is new or changed, and the id under which the page shows it."""

    label: str
    told: str
    id: str


def happenings(delius: Delius) -> Sequence[Happening]:
    """All that is marked, in the order in which people ask: diary, addresses, other services."""
    return [
        *(
            Happening(f"{entry.mark} entry", entry.title, f"entry-{entry.id}")
            for entry in reversed(delius.diary)
            if entry.mark
        ),
        *(
            Happening(f"{home.mark} address", home.address, f"home-{home.id}")
            for home in delius.homes
            if home.mark
        ),
        *(
            Happening("Other services told", each.what, f"told-{number}")
            for number, each in enumerate(delius.announced, start=1)
            if each.mark
        ),
    ]
