"""What an arrival or a departure does to the person's addresses (rule 3)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from domain import predecessor, timeline
from domain.address import PREVIOUS, Address, ChangedAddress, NewAddress, same_postcode
from domain.case import Case
from domain.identifiers import BookingId
from domain.lodging import Lodging
from domain.remarks import Remark
from domain.residence import PersonArrived, PersonDeparted
from domain.stay import Stay, Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """The address to add, those that change, and the stays to remember, each only if it differs.

    Addresses that end come before one that becomes main.
    """

    added: NewAddress | None = None
    changed: Sequence[ChangedAddress] = ()
    stays: Sequence[Stay] = ()
    remarks: Sequence[Remark] = ()


def settle(event: PersonArrived | PersonDeparted, case: Case) -> Settlement:
    """Compares the addresses with the timeline of the person's residences, the event being the newest of its
    kind for its booking. Without an arrival no stay has begun, and a departure is only remembered.
    """
    known = case.stays.get(event.booking) or predecessor.stay_before(event, case)
    if known is None:
        return Settlement()
    stay = known.after(event)
    if stay.arrival is None:
        return Settlement(stays=(stay,))
    homes = [home for home in predecessor.unowned(case) if home.id != stay.address]
    ended = _ended_homes(event, homes) if isinstance(event, PersonArrived) and stay.address is None else []
    ended_ids = {change.before.id for change in ended}
    staying = [home for home in homes if home.id not in ended_ids]
    lodgings = [_own_lodging(event, known, stay, stay.arrival, case), *_other_lodgings(event.booking, case)]
    added, changed, stays = _compared(lodgings, staying)
    return Settlement(
        added=added,
        changed=sorted([*changed, *ended], key=lambda change: change.after.is_main),
        stays=[stay for stay in stays if stay != case.stays.get(stay.booking)],
        remarks=_remarks(stay.arrival, stay.departure),
    )


def _ended_homes(event: PersonArrived, homes: Iterable[Address]) -> Sequence[ChangedAddress]:
    """The first arrival of a booking makes other main addresses previous: those that started on or before
    it, and the same place entered by hand.
    """
    arrived, postcode = event.arrival_date, event.premises.postcode
    return [
        ChangedAddress(home, replace(home, end=max(arrived, home.start), status=PREVIOUS))
        for home in homes
        if home.start <= arrived or same_postcode(home.lines.postcode, postcode)
    ]


def _own_lodging(
    event: PersonArrived | PersonDeparted, known: Stay, stay: Stay, arrival: Told, case: Case
) -> Lodging:
    row = _row(stay, case)
    if isinstance(event, PersonArrived):
        return Lodging.standing(stay, arrival, row).told(event, case.columns)
    says_otherwise = known.departure is None or known.departure.date != event.departure_date
    return Lodging.standing(stay, arrival, row, overruled=says_otherwise)


def _other_lodgings(own: BookingId, case: Case) -> Iterable[Lodging]:
    for stay in case.stays.values():
        if stay.booking != own and stay.arrival is not None:
            yield Lodging.standing(stay, stay.arrival, _row(stay, case))


def _row(stay: Stay, case: Case) -> Address | None:
    address = case.addresses.get(stay.address) if stay.address is not None else None
    return address if address and not address.soft_deleted else None


def _compared(
    lodgings: Sequence[Lodging], other_homes: Collection[Address]
) -> tuple[NewAddress | None, Sequence[ChangedAddress], Sequence[Stay]]:
    """What differs between the addresses of the stays and the timeline, beside the other main addresses."""
    ends = timeline.ends([lodging.residence for lodging in lodgings], [home.start for home in other_homes])
    main = _main(lodgings, ends)
    added: NewAddress | None = None
    changed: list[ChangedAddress] = []
    stays: list[Stay] = []
    for lodging in lodgings:
        if lodging.is_gone:
            stays.append(lodging.stay)
            continue
        elsewhere = bool(other_homes) or main not in {None, lodging.stay.booking}
        end, status = lodging.end_and_status(ends[lodging.stay.booking], main_elsewhere=elsewhere)
        stays.append(lodging.written(end, status))
        if lodging.row is None:
            added = lodging.new_address(end, status)
        elif (change := lodging.change(lodging.row, end, status)) is not None:
            changed.append(change)
    return added, changed, stays


def _main(lodgings: Iterable[Lodging], ends: Mapping[BookingId, date | None]) -> BookingId | None:
    """The stay whose address the timeline leaves open."""
    for lodging in lodgings:
        if ends[lodging.stay.booking] is None and not lodging.is_gone and not lodging.is_ended_by_hand:
            return lodging.stay.booking
    return None


def _remarks(arrival: Told, departure: Told | None) -> Sequence[Remark]:
    early = departure is not None and departure.date < arrival.date
    return (Remark.DEPARTURE_BEFORE_ARRIVAL,) if early else ()
