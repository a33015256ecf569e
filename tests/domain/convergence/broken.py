"""Rules that are broken on purpose: stand-ins for parts of the domain."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from domain import address_decision, contact_decision, recording
from domain.address import Address
from domain.address_decision import AddressDecision
from domain.announcement import Announcement
from domain.arrival_and_departure import PersonArrived, PersonDeparted
from domain.case import Case
from domain.contact_decision import ContactDecision
from domain.event import Event
from domain.history import AppliedEvent, History
from domain.home_address import HomeAddress
from domain.london import Instant
from domain.premises import AddressColumns
from domain.remembered_residence import DatedFact, RememberedHome, RememberedResidence
from domain.residence_address import ResidenceAddress
from domain.timeline import Key, Residence, Timeline

_decide, _after, _enter = (
    address_decision.decide_addresses,
    RememberedResidence.after,
    contact_decision.decide_contact,
)
_told, _announced = ResidenceAddress.told, recording._announced
_mains = address_decision._mains


@dataclass(frozen=True, slots=True)
class Broken:
    """`stand_in` takes the place of the part of that name; `where` is a module or a class."""

    where: object
    name: str
    stand_in: object


def _moves_on_one_day_have_no_order(residence: Residence) -> tuple[object, ...]:
    return (residence.arrival,)


def _no_home_is_given_back(
    addresses: Iterable[ResidenceAddress | HomeAddress], found: Timeline
) -> Collection[Key]:
    candidates = [each for each in addresses if not isinstance(each, HomeAddress) or each.row.is_main]
    return _mains(candidates, found)


def _made_main_again_is_not_noticed(home: RememberedHome, _: Address, __: int) -> RememberedHome:
    return home


def _an_arrival_forgets_its_departure(
    residence: RememberedResidence, event: PersonArrived | PersonDeparted, number: int
) -> RememberedResidence:
    after = _after(residence, event, number)
    return replace(after, departure=None) if isinstance(event, PersonArrived) else after


def _only_the_first_arrival_counts(
    residence: RememberedResidence, event: PersonArrived | PersonDeparted, number: int
) -> RememberedResidence:
    is_known = isinstance(event, PersonArrived) and residence.arrival
    return residence if is_known else _after(residence, event, number)


def _an_arrival_keeps_its_first_timestamp(
    residence: RememberedResidence, event: PersonArrived | PersonDeparted, number: int
) -> RememberedResidence:
    after = _after(residence, event, number)
    if residence.arrival is None or after.arrival is None:
        return after
    return replace(after, arrival=DatedFact(after.arrival.date, residence.arrival.timestamp))


def _the_first_premises_stay(
    address: ResidenceAddress, event: PersonArrived, columns: AddressColumns
) -> ResidenceAddress:
    after = _told(address, event, columns)
    return replace(after, lines=address.lines) if address.row else after


def _the_last_received_is_the_newest(history: History) -> AppliedEvent | None:
    return history.applied[-1] if history.applied else None


def _repetition_is_not_noticed(_: History, __: AppliedEvent) -> bool:
    return False


def _what_comes_late_is_not_written(_: str, __: Iterable[str]) -> Sequence[str]:
    return ()


def _late_events_change_the_time(event: Event, case: Case) -> ContactDecision:
    entry = _enter(event, case)
    if entry.changed is None:
        return entry
    after = replace(entry.changed.after, time=event.contact_time)
    return replace(entry, changed=replace(entry.changed, after=after))


def _an_update_erases_what_stood_there(_: str, parts: Iterable[str]) -> str:
    return "\n".join(parts)


def _homes_without_a_type_stay(event: PersonArrived | PersonDeparted, case: Case) -> AddressDecision:
    decision = _decide(event, case)
    return replace(decision, changed=[each for each in decision.changed if each.before.type is not None])


def _main_before_previous(event: PersonArrived | PersonDeparted, case: Case) -> AddressDecision:
    decision = _decide(event, case)
    return replace(decision, changed=list(reversed(decision.changed)))


def _only_originals_end_homes(event: PersonArrived | PersonDeparted, case: Case) -> AddressDecision:
    decision = _decide(event, case)
    owned = {residence.address for residence in case.residences.values()}
    is_late_original = event.is_update and isinstance(event, PersonArrived)
    keep = [each for each in decision.changed if not is_late_original or each.before.id in owned]
    return replace(decision, changed=keep)


def _only_what_is_new_is_announced(
    decision: AddressDecision, case: Case, now: Instant
) -> Iterable[Announcement]:
    return _announced(replace(decision, changed=()), case, now)


BY_CONVERGENCE: Mapping[str, Broken] = {
    "moves on one day have no order": Broken(
        Residence, "sort_key", property(_moves_on_one_day_have_no_order)
    ),
    "an arrival forgets its departure": Broken(
        RememberedResidence, "after", _an_arrival_forgets_its_departure
    ),
    "only the first arrival counts": Broken(RememberedResidence, "after", _only_the_first_arrival_counts),
    "an arrival keeps its first timestamp": Broken(
        RememberedResidence, "after", _an_arrival_keeps_its_first_timestamp
    ),
    "the first premises stay": Broken(ResidenceAddress, "told", _the_first_premises_stay),
    "the last received is the newest": Broken(History, "newest", property(_the_last_received_is_the_newest)),
    "late events change the time": Broken(recording, "decide_contact", _late_events_change_the_time),
    "homes without a type stay": Broken(recording, "decide_addresses", _homes_without_a_type_stay),
    "only originals end homes": Broken(recording, "decide_addresses", _only_originals_end_homes),
    "no home is given back": Broken(address_decision, "_mains", _no_home_is_given_back),
}

BY_THE_NOTES: Mapping[str, Broken] = {
    "what comes late is not written": Broken(contact_decision, "not_held", _what_comes_late_is_not_written),
}

AT_ONE_STEP: Mapping[str, Broken] = {
    "an update erases what stood there": Broken(
        contact_decision, "appended", _an_update_erases_what_stood_there
    ),
    "main before previous": Broken(recording, "decide_addresses", _main_before_previous),
    "only what is new is announced": Broken(recording, "_announced", _only_what_is_new_is_announced),
}

BY_REPETITION: Mapping[str, Broken] = {
    "repetition is not noticed": Broken(History, "holds", _repetition_is_not_noticed),
}
