"""Decide what an arrival or a departure changes of the person's addresses (rule 3)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from domain import predecessor
from domain.address import MAIN, PREVIOUS, Address, ChangedAddress, NewAddress, not_before, same_postcode
from domain.arrival_and_departure import PersonArrived, PersonDeparted
from domain.case import Case
from domain.former_residences import FormerResidence, those_that_count
from domain.home_address import HomeAddress
from domain.identifiers import AddressId
from domain.london import wall_time
from domain.remarks import Remark
from domain.remembered_residence import RememberedHome, RememberedResidence
from domain.residence_address import ResidenceAddress
from domain.standing_addresses import former_and_others, home_addresses, row_of
from domain.timeline import Key, Timeline, timeline

_Address = ResidenceAddress | HomeAddress


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressDecision:
    """The address to add, those that change, and what to remember, each only if it differs.

    Addresses that end come before one that becomes main.
    """

    added: NewAddress | None = None
    changed: Sequence[ChangedAddress] = ()
    residences: Sequence[RememberedResidence] = ()
    homes: Sequence[RememberedHome] = ()
    remarks: Sequence[Remark] = ()


def decide_addresses(event: PersonArrived | PersonDeparted, case: Case) -> AddressDecision:
    """Compare the person's addresses with the timeline, the event being the newest of its kind.

    Where the predecessor recorded the arrival, and no address fits it, nothing is to be done.
    """
    known = case.residences.get(event.booking) or predecessor.residence_before(event, case)
    if known is None:
        return AddressDecision(remarks=(Remark.ADDRESS_NOT_FOUND, *_far_away(event)))
    number = case.next_number
    residence = known.after(event, number)
    own = _own_address(event, known, residence, case)
    former, others = former_and_others(case, but=residence.booking)
    residences = [*([own] if own else []), *others]
    homes = list(home_addresses(case, number, but=residence.address))
    decision = _compared([*residences, *homes], _timeline(former, residences, homes), case)
    if own is None:
        decision = replace(decision, residences=[*decision.residences, residence])
    rows = {**case.addresses, **{change.after.id: change.after for change in decision.changed}}
    return replace(decision, remarks=tuple(_remarks(event, residence, own, rows)))


def _timeline(
    former: Collection[FormerResidence],
    residences: Iterable[ResidenceAddress],
    homes: Iterable[HomeAddress],
) -> Timeline:
    others, begun = [each.in_timeline for each in residences], [each.in_timeline for each in homes]
    return timeline([*those_that_count(former, others, begun), *others], begun)


def _own_address(
    event: PersonArrived | PersonDeparted,
    known: RememberedResidence,
    residence: RememberedResidence,
    case: Case,
) -> ResidenceAddress | None:
    """Return the address of the event's own booking; None without an arrival."""
    if residence.arrival is None:
        return None
    row = row_of(residence, case)
    if isinstance(event, PersonArrived):
        standing = ResidenceAddress.standing(residence, residence.arrival, row)
        return standing.told(event, case.address_columns)
    says_otherwise = known.departure is None or known.departure.date != event.departure_date
    return ResidenceAddress.standing(residence, residence.arrival, row, overruled=says_otherwise)


def _compared(addresses: Sequence[_Address], found: Timeline, case: Case) -> AddressDecision:
    """Return what differs between the timeline and the rows, and what is to be remembered of it."""
    mains = _mains(addresses, found)
    plans = [_planned(address, found, mains) for address in addresses]
    changes = [change for plan in plans if (change := plan.change()) is not None]
    remembered = [plan.address.remembered(plan.end, plan.status, by_hand=plan.by_hand) for plan in plans]
    residences = [each for each in remembered if isinstance(each, RememberedResidence)]
    homes = [each for each in remembered if isinstance(each, RememberedHome)]
    return AddressDecision(
        # There can be but one: only the event's own residence may have no address yet.
        added=next((added for plan in plans if (added := plan.addition()) is not None), None),
        changed=sorted(changes, key=lambda change: change.after.is_main),
        residences=[each for each in residences if each != case.residences.get(each.booking)],
        homes=[each for each in homes if each != case.homes.get(each.address)],
    )


@dataclass(frozen=True, slots=True)
class _Plan:
    """The end and the status that are to stand at an address; `by_hand`: people set them."""

    address: _Address
    end: date | None
    status: str
    by_hand: bool

    def addition(self) -> NewAddress | None:
        """Return the address to add, if that is what is to be done."""
        if isinstance(self.address, HomeAddress) or self.address.row or self.address.is_gone:
            return None
        return self.address.new(self.end, self.status)

    def change(self) -> ChangedAddress | None:
        """Return how the row is to change; None if there is none, or it stays as it is."""
        row, address = self.address.row, self.address
        # Most stay as they are: to make a copy of each only to compare it costs more than all else here.
        as_it_is_to_be = (address.lines, address.start, self.end, self.status)
        if row is None or (row.lines, row.start, row.end, row.status) == as_it_is_to_be:
            return None
        after = replace(row.starting(address.start), lines=address.lines, end=self.end, status=self.status)
        return ChangedAddress(row, after)


def _planned(address: _Address, found: Timeline, mains: Collection[Key]) -> _Plan:
    end, row = found.end(address.key), address.row
    stays_open = address.is_opened_by_hand and (end is None or not mains)
    by_hand = address.is_gone or stays_open or address.keeps_its_end(found)
    if row and (by_hand or (end is None and address.key not in mains)):
        return _Plan(address, not_before(address.start, row.end), row.status, by_hand)
    if address.key in mains:
        return _Plan(address, None, MAIN, by_hand)
    return _Plan(address, not_before(address.start, end or address.start), PREVIOUS, by_hand)


def _mains(addresses: Iterable[_Address], found: Timeline) -> Collection[Key]:
    """Return those that the timeline leaves open: all that are main, or else the one that becomes main.

    No row is made main while the person has another main address.
    """
    is_open = [
        each
        for each in addresses
        if found.end(each.key) is None and not each.is_gone and not each.keeps_its_end(found)
    ]
    mains = {each.key for each in is_open if each.row and each.row.is_main}
    return mains or {each.key for each in sorted(is_open, key=_started)[-1:]}


def _started(address: _Address) -> tuple[date, bool, int]:
    """Return the place in order of starts: on one day the other home comes first."""
    is_residence = isinstance(address, ResidenceAddress)
    return address.start or date.min, is_residence, address.row.id if address.row else 0


def _remarks(
    event: PersonArrived | PersonDeparted,
    residence: RememberedResidence,
    own: ResidenceAddress | None,
    rows: Mapping[AddressId, Address],
) -> Iterable[Remark]:
    """Yield the dead ends, `rows` being the person's addresses as they are to be."""
    yield from _far_away(event)
    if own is None:
        yield Remark.DEPARTURE_WITHOUT_ARRIVAL
    elif residence.departure and residence.departure.date < own.arrival.date:
        yield Remark.DEPARTURE_BEFORE_ARRIVAL
    if own is not None and own.is_gone:
        yield Remark.ADDRESS_DELETED
    if isinstance(event, PersonDeparted):
        left = event.premises.postcode if event.premises else own.in_timeline.postcode if own else None
        others = (row for row in rows.values() if row.is_main and row.id != residence.address)
        if any(same_postcode(row.lines.postcode, left) for row in others):
            yield Remark.STILL_MAIN_ELSEWHERE


def _far_away(event: PersonArrived | PersonDeparted) -> Iterable[Remark]:
    """Yield a remark if the event's date and the day on which it was recorded are more than a year apart."""
    earlier, later = sorted([event.contact_time.date(), wall_time(event.timestamp).date()])
    if (later.year - 1, later.month, later.day) > (earlier.year, earlier.month, earlier.day):
        yield Remark.DATE_FAR_AWAY
