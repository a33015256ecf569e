"""The address of one residence: what the timeline makes of it, and what people's edits keep (rule 3)."""

from dataclasses import dataclass, replace
from datetime import date

from domain.address import Address, AddressLines, NewAddress
from domain.arrival_and_departure import PersonArrived
from domain.identifiers import BookingId
from domain.premises import AddressColumns
from domain.remembered_residence import DatedFact, LastWritten, RememberedResidence
from domain.timeline import Residence, Timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidenceAddress:
    """A residence that began and its address, with the lines and the start that are to stand there.

    `row` is the address as it was read; None if it is still to be added, or is not to be written because it
    was deleted. `overruled`: the residence's own departure has just said otherwise than people did.

    ============================  ==========================  ===================================
    the row is …                  differs from last written   so its end and status
    ============================  ==========================  ===================================
    main                          no                          follow the timeline
    main                          yes: opened by hand         stay until another address is main
    not main                      no                          follow the timeline
    not main                      yes: ended by hand          stay, unless overruled
    ============================  ==========================  ===================================
    """

    residence: RememberedResidence
    arrival: DatedFact
    row: Address | None
    lines: AddressLines
    start: date | None
    overruled: bool = False

    @classmethod
    def standing(
        cls,
        residence: RememberedResidence,
        arrival: DatedFact,
        row: Address | None,
        *,
        overruled: bool = False,
    ) -> "ResidenceAddress":
        """Return the address of a residence of whose arrival the event does not tell."""
        lines, start = (row.lines, row.start) if row else (AddressLines(), arrival.date)
        return cls(
            residence=residence, arrival=arrival, row=row, lines=lines, start=start, overruled=overruled
        )

    def told(self, event: PersonArrived, columns: AddressColumns) -> "ResidenceAddress":
        """Return it as its newest arrival tells it; what that does not change stays as people left it."""
        lines, start = event.premises.laid_out(columns), event.arrival_date
        written = self.residence.written
        return replace(
            self,
            residence=replace(self.residence, written=written and replace(written, lines=lines, start=start)),
            lines=self.lines if written and written.lines == lines else lines,
            start=self.start if written and written.start == start else start,
        )

    @property
    def key(self) -> BookingId:
        """The key of this home in the timeline."""
        return self.residence.booking

    @property
    def in_timeline(self) -> Residence:
        """Return the residence as the timeline sees it."""
        residence, departure = self.residence, self.residence.departure
        is_ended_by_hand = self._is_ended_by_hand and not self.overruled
        return Residence(
            booking=residence.booking,
            arrival=self.arrival.date,
            arrival_recorded=self.arrival.timestamp,
            arrival_number=residence.arrival_number,
            postcode=(residence.written or self).lines.postcode,
            departure=departure.date if departure and not self.is_opened_by_hand else None,
            is_given_up=self.is_gone or self._is_ended_by_hand,
            given_up_on=self.row.end if self.row and is_ended_by_hand else None,
        )

    @property
    def is_gone(self) -> bool:
        """Tell whether its address was deleted: it is never written, announced or replaced."""
        return self.row is None and self.residence.address is not None

    @property
    def is_opened_by_hand(self) -> bool:
        """Tell whether a person made the address main again."""
        return self._is_edited and self.row is not None and self.row.is_main and not self.overruled

    def keeps_its_end(self, timeline: Timeline) -> bool:
        """Tell whether a person ended it, and that is to stay: a departure ends what stands in its place."""
        return self._is_ended_by_hand and (not self.overruled or self.key in timeline.replaced)

    @property
    def _is_ended_by_hand(self) -> bool:
        written = self.residence.written
        is_edited = self._is_edited or bool(written and written.is_ended_by_hand)
        return is_edited and self.row is not None and not self.row.is_main

    @property
    def _is_edited(self) -> bool:
        row, written = self.row, self.residence.written
        return bool(row and written and (row.end, row.status) != (written.end, written.status))

    def new(self, end: date | None, status: str) -> NewAddress:
        """Return the address to be added."""
        start = self.arrival.date
        return NewAddress(booking=self.key, lines=self.lines, start=start, end=end, status=status)

    def remembered(self, end: date | None, status: str, *, by_hand: bool) -> RememberedResidence:
        """Return what to remember once they stand there: what people set is not the service's."""
        written = self.residence.written
        if written is None:
            written = LastWritten(lines=self.lines, start=self.arrival.date, end=end, status=status)
        elif not by_hand and (end, status) != (written.end, written.status):
            written = replace(written, end=end, status=status)
        elif by_hand and self._is_ended_by_hand:
            written = written.ended_by_hand()
        # An address that people opened again refutes the departure, which then must not count any more.
        is_refuted = self.is_opened_by_hand and not by_hand
        if written == self.residence.written and not is_refuted:
            return self.residence
        departure = None if is_refuted else self.residence.departure
        return replace(self.residence, departure=departure, written=written)
