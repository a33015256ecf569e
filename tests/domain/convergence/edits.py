"""Edits of people to a person's addresses between two events."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from hypothesis import strategies as st

from domain.address import Address
from domain.event import Event
from tests.domain.convergence.stories import SEVERAL_HOMES, Home, Story, deliveries, homes, stories
from tests.domain.convergence.tellings import day

_Kind = Callable[[Address, date], Address]


def _ended(address: Address, on: date) -> Address:
    return replace(address, end=max(on, address.start or on), status="P")


def _on_its_first_day(address: Address, on: date) -> Address:
    return replace(address, end=address.start or on, status="P")


def _opened(address: Address, _: date) -> Address:
    return replace(address, end=None, status="M")


def _deleted(address: Address, _: date) -> Address:
    return replace(address, soft_deleted=True)


def _brought_back(address: Address, _: date) -> Address:
    return replace(address, soft_deleted=False)


def _moved(address: Address, on: date) -> Address:
    return replace(address, start=min(on, address.end or on))


def _moved_to_nowhere(address: Address, _: date) -> Address:
    return replace(address, lines=replace(address.lines, postcode=None))


KINDS: Mapping[str, _Kind] = {
    "ended": _ended,
    "ended on its first day": _on_its_first_day,
    "opened": _opened,
    "deleted": _deleted,
    "brought back": _brought_back,
    "begins": _moved,
    "loses its postcode": _moved_to_nowhere,
}


@dataclass(frozen=True, slots=True)
class Edit:
    """A person edits that one of the addresses, counted from the first."""

    kind: str
    which: int
    on: date

    def of(self, addresses: Sequence[Address]) -> Address | None:
        """Return the address as it is edited; None if there is none."""
        return KINDS[self.kind](addresses[self.which % len(addresses)], self.on) if addresses else None


@dataclass(frozen=True, slots=True)
class Entry:
    """A person enters a home; Delius makes what was main until then previous where they `move` there."""

    home: Home
    moves: bool

    def ended(self, address: Address) -> Address:
        """Return what was main until then as Delius leaves it."""
        return _ended(address, self.home.start or day(1))


Happening = Event | Edit | Entry


@dataclass(frozen=True, slots=True)
class Edited:
    """A story, and what happened in that order."""

    story: Story
    happenings: Sequence[Happening]


_days = st.integers(-1, 8).map(day)
_edits = st.builds(Edit, st.sampled_from(sorted(KINDS)), st.integers(0, 4), _days)
_entries = st.builds(Entry, st.sampled_from(homes()), st.booleans())


@st.composite
def edited(draw: st.DrawFn) -> Edited:
    """Return a story, and its events in any order with edits in between."""
    story = draw(stories(SEVERAL_HOMES))
    happenings: list[Happening] = []
    for event in draw(deliveries(story.events)):
        happenings += draw(st.lists(st.one_of(_edits, _edits, _entries), max_size=2))
        happenings.append(event)
    return Edited(story, happenings)
