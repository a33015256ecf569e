"""The address of an other home: what the timeline makes of it, and what people's edits keep (rule 3)."""

from dataclasses import dataclass, replace
from datetime import date

from domain.address import Address, AddressLines
from domain.identifiers import AddressId
from domain.remembered_residence import RememberedHome
from domain.timeline import OtherHome, Timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeAddress:
    """An other home, and its row as it was read: one that a person ended keeps its end."""

    home: RememberedHome
    row: Address
    is_gone = False
    is_opened_by_hand = False

    @property
    def key(self) -> AddressId:
        """The key of this home in the timeline."""
        return self.home.address

    @property
    def lines(self) -> AddressLines:
        """The lines of the address, which are never written."""
        return self.row.lines

    @property
    def start(self) -> date | None:
        """The day on which it began; None if nobody knows."""
        return self.row.start

    @property
    def in_timeline(self) -> OtherHome:
        """Return the home as the timeline sees it."""
        return OtherHome(
            address=self.key,
            start=self.row.start,
            first_seen_number=self.home.first_seen_number,
            postcode=self.row.lines.postcode,
            is_ended_by_hand=self._is_ended_by_hand,
        )

    def keeps_its_end(self, _: Timeline) -> bool:
        """Tell whether a person ended the home, or moved its end."""
        return self._is_ended_by_hand

    @property
    def _is_ended_by_hand(self) -> bool:
        is_edited = (self.row.end, self.row.status) != (self.home.end, self.home.status)
        return (is_edited or self.home.is_ended_by_hand) and not self.row.is_main

    def remembered(self, end: date | None, status: str, *, by_hand: bool) -> RememberedHome:
        """Return what to remember once that end and status stand there."""
        return self.home.ended_by_hand() if by_hand else replace(self.home, end=end, status=status)
