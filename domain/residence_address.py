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
    was deleted. `overruled`: the residence's own departure has just said otherwise than people did. The
    table says when it counts as opened or ended by hand.

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
    is_ended_by_hand: bool = False
    is_opened_by_hand: bool = False
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
        if row is None:
            return cls(
                residence=residence, arrival=arrival, row=None, lines=AddressLines(), start=arrival.date
            )
        written = residence.written
        is_edited = written is not None and written.differs_from(row)
        was_ended = written is not None and written.is_ended_by_hand
        return cls(
            residence=residence,
            arrival=arrival,
            row=row,
            lines=row.lines,
            start=row.start,
            is_ended_by_hand=(is_edited or was_ended) and not row.is_main,
            is_opened_by_hand=is_edited and row.is_main and not overruled,
            overruled=overruled,
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
        keeps_end = self.is_ended_by_hand and not self.overruled
        return Residence(
            booking=residence.booking,
            arrival=self.arrival.date,
            arrival_recorded=self.arrival.timestamp,
            arrival_number=residence.arrival_number,
            postcode=(residence.written or self).lines.postcode,
            departure=departure.date if departure and not self.is_opened_by_hand else None,
            is_given_up=self.is_ended_by_hand or self.is_gone,
            given_up_on=self.row.end if self.row and keeps_end else None,
        )

    @property
    def is_gone(self) -> bool:
        """Tell whether its address was deleted: it is never written, announced or replaced."""
        return self.row is None and self.residence.address is not None

    def keeps_its_end(self, timeline: Timeline) -> bool:
        """Tell whether a person ended it, and that is to stay: a departure ends what stands in its place."""
        return self.is_ended_by_hand and (not self.overruled or self.key in timeline.replaced)

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
        elif by_hand and self.is_ended_by_hand:
            written = written.ended_by_hand()
        # An address that people opened again refutes the departure, which then must not count any more.
        is_refuted = self.is_opened_by_hand and not by_hand
        if written == self.residence.written and not is_refuted:
            return self.residence
        departure = None if is_refuted else self.residence.departure
        return replace(self.residence, departure=departure, written=written)
