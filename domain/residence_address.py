"""The address of one stay: what the timeline makes of it, and what people's edits keep (rule 3)."""

from dataclasses import dataclass, replace
from datetime import date

from domain.address import MAIN, PREVIOUS, Address, AddressLines, ChangedAddress, NewAddress
from domain.arrival_and_departure import PersonArrived
from domain.premises import AddressColumns
from domain.remembered_residence import DatedFact, LastWritten, RememberedResidence
from domain.timeline import Residence


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidenceAddress:
    """A stay that began and its address, with the lines and the start that are to stand there.

    `row` is the address as it was read; None if it is still to be added, or is not to be written because it
    was deleted. `overruled`: the stay's own departure has just said otherwise than people did.
    """

    stay: RememberedResidence
    arrival: DatedFact
    row: Address | None
    lines: AddressLines
    start: date
    overruled: bool = False

    @classmethod
    def standing(
        cls, stay: RememberedResidence, arrival: DatedFact, row: Address | None, *, overruled: bool = False
    ) -> "ResidenceAddress":
        """The lodging of a stay whose arrival the event does not tell of."""
        lines, start = (row.lines, row.start) if row else (AddressLines(), arrival.date)
        return cls(stay=stay, arrival=arrival, row=row, lines=lines, start=start, overruled=overruled)

    def told(self, event: PersonArrived, columns: AddressColumns) -> "ResidenceAddress":
        """The lodging as its newest arrival tells it; what that does not change stays as people left it."""
        lines, start = event.premises.laid_out(columns), event.arrival_date
        written = self.stay.written
        return replace(
            self,
            stay=replace(self.stay, written=written and replace(written, lines=lines, start=start)),
            lines=self.lines if written and written.lines == lines else lines,
            start=self.start if written and written.start == start else start,
        )

    @property
    def residence(self) -> Residence:
        """The stay as the timeline sees it."""
        return Residence(
            booking=self.stay.booking,
            arrival=self.arrival.date,
            arrival_recorded=self.arrival.timestamp,
            end=self._own_end,
        )

    @property
    def is_gone(self) -> bool:
        """Whether its address was deleted: it is never written, announced or replaced."""
        return self.row is None and self.stay.address is not None

    @property
    def is_ended_by_hand(self) -> bool:
        """Whether a person ended the address, or moved its end, and that is to stay."""
        return self._is_edited and self.row is not None and not self.row.is_main

    @property
    def is_reopened_by_hand(self) -> bool:
        """Whether a person made the address main again, and that is to stay."""
        return self._is_edited and self.row is not None and self.row.is_main

    def end_and_status(self, end: date | None, *, main_elsewhere: bool) -> tuple[date | None, str]:
        """What is to stand there, given the end that the timeline finds and whether, whatever becomes of
        this address, the person has another main address.
        """
        if self.row is not None and self._keeps_end_and_status(end, main_elsewhere=main_elsewhere):
            return self._raised(self.row.end), self.row.status
        return self._raised(end), (MAIN if end is None else PREVIOUS)

    def _keeps_end_and_status(self, end: date | None, *, main_elsewhere: bool) -> bool:
        if self.is_ended_by_hand:
            return True
        return main_elsewhere if end is None else self.is_reopened_by_hand and not main_elsewhere

    @property
    def _is_edited(self) -> bool:
        written = self.stay.written
        if self.row is None or written is None or self.overruled:
            return False
        return (self.row.end, self.row.status) != (written.end, written.status)

    @property
    def _own_end(self) -> date | None:
        if self.row is not None and self._is_edited:
            return self._raised(self.row.end)
        return self._raised(self.stay.departure.date) if self.stay.departure else None

    def _raised(self, end: date | None) -> date | None:
        """No end comes before the start, whoever set it."""
        return end and max(end, self.start)

    def written(self, end: date | None, status: str) -> RememberedResidence:
        """What to remember once that end and status stand there. What people set is not the service's."""
        written = self.stay.written or LastWritten(lines=self.lines, start=self.start, end=end, status=status)
        is_by_hand = self.is_ended_by_hand or (self.is_reopened_by_hand and status == MAIN)
        if not is_by_hand and (written.end, written.status) != (end, status):
            written = replace(written, end=end, status=status)
        return self.stay if written == self.stay.written else replace(self.stay, written=written)

    def new_address(self, end: date | None, status: str) -> NewAddress:
        """The address to be added for the stay."""
        return NewAddress(
            booking=self.stay.booking, lines=self.lines, start=self.start, end=end, status=status
        )

    def change(self, row: Address, end: date | None, status: str) -> ChangedAddress | None:
        """What is to change on the row of the stay; None if nothing does."""
        # Most stay as they are: to make a copy of each only to compare it costs more than all else here.
        if (row.lines, row.start, row.end, row.status) == (self.lines, self.start, end, status):
            return None
        return ChangedAddress(row, replace(row, lines=self.lines, start=self.start, end=end, status=status))
