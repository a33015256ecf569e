"""What an arrival or a departure does to the person's addresses (rule 3)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from domain import predecessor, timeline
from domain.address import PREVIOUS, Address, ChangedAddress, NewAddress, same_postcode
from domain.arrival_and_departure import PersonArrived, PersonDeparted
from domain.case import Case
from domain.identifiers import BookingId
from domain.remarks import Remark
from domain.remembered_residence import DatedFact, RememberedResidence
from domain.residence_address import ResidenceAddress


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressDecision:
    """The address to add, those that change, and the stays to remember, each only if it differs.

    Addresses that end come before one that becomes main.
    """

    added: NewAddress | None = None
    changed: Sequence[ChangedAddress] = ()
    residences: Sequence[RememberedResidence] = ()
    remarks: Sequence[Remark] = ()


def decide_addresses(event: PersonArrived | PersonDeparted, case: Case) -> AddressDecision:
    """Compares the addresses with the timeline of the person's residences, the event being the newest of its
    kind for its booking. Without an arrival no stay has begun, and a departure is only remembered.
    """
    known = case.residences.get(event.booking) or predecessor.stay_before(event, case)
    if known is None:
        return AddressDecision()
    stay = known.after(event)
    if stay.arrival is None:
        return AddressDecision(residences=(stay,))
    homes = [home for home in predecessor.unowned(case) if home.id != stay.address]
    ended = _ended_homes(event, homes) if isinstance(event, PersonArrived) and stay.address is None else []
    ended_ids = {change.before.id for change in ended}
    staying = [home for home in homes if home.id not in ended_ids]
    lodgings = [_own_lodging(event, known, stay, stay.arrival, case), *_other_lodgings(event.booking, case)]
    added, changed, stays = _compared(lodgings, staying)
    return AddressDecision(
        added=added,
        changed=sorted([*changed, *ended], key=lambda change: change.after.is_main),
        residences=[stay for stay in stays if stay != case.residences.get(stay.booking)],
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
    event: PersonArrived | PersonDeparted,
    known: RememberedResidence,
    stay: RememberedResidence,
    arrival: DatedFact,
    case: Case,
) -> ResidenceAddress:
    row = _row(stay, case)
    if isinstance(event, PersonArrived):
        return ResidenceAddress.standing(stay, arrival, row).told(event, case.address_columns)
    says_otherwise = known.departure is None or known.departure.date != event.departure_date
    return ResidenceAddress.standing(stay, arrival, row, overruled=says_otherwise)


def _other_lodgings(own: BookingId, case: Case) -> Iterable[ResidenceAddress]:
    for stay in case.residences.values():
        if stay.booking != own and stay.arrival is not None:
            yield ResidenceAddress.standing(stay, stay.arrival, _row(stay, case))


def _row(stay: RememberedResidence, case: Case) -> Address | None:
    address = case.addresses.get(stay.address) if stay.address is not None else None
    return address if address and not address.soft_deleted else None


def _compared(
    lodgings: Sequence[ResidenceAddress], other_homes: Collection[Address]
) -> tuple[NewAddress | None, Sequence[ChangedAddress], Sequence[RememberedResidence]]:
    """What differs between the addresses of the stays and the timeline, beside the other main addresses."""
    ends = timeline.ends([lodging.residence for lodging in lodgings], [home.start for home in other_homes])
    main = _main(lodgings, ends)
    added: NewAddress | None = None
    changed: list[ChangedAddress] = []
    stays: list[RememberedResidence] = []
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


def _main(lodgings: Iterable[ResidenceAddress], ends: Mapping[BookingId, date | None]) -> BookingId | None:
    """The stay whose address the timeline leaves open."""
    for lodging in lodgings:
        if ends[lodging.stay.booking] is None and not lodging.is_gone and not lodging.is_ended_by_hand:
            return lodging.stay.booking
    return None


def _remarks(arrival: DatedFact, departure: DatedFact | None) -> Sequence[Remark]:
    early = departure is not None and departure.date < arrival.date
    return (Remark.DEPARTURE_BEFORE_ARRIVAL,) if early else ()
