"""Rules that are broken on purpose: what stands in the place of a part of the domain, and of which."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from domain import address_decision, contact_decision, recording, timeline
from domain.address_decision import AddressDecision
from domain.announcement import Announcement
from domain.arrival_and_departure import PersonArrived, PersonDeparted
from domain.case import Case
from domain.contact_decision import ContactDecision
from domain.event import Event
from domain.history import AppliedEvent, History
from domain.identifiers import BookingId, Crn
from domain.london import Instant
from domain.notes import updated
from domain.premises import AddressColumns
from domain.remembered_residence import DatedFact, RememberedResidence
from domain.residence_address import ResidenceAddress
from domain.timeline import Residence
from tests.domain.convergence import properties
from tests.domain.convergence.stories import TwiceTold

Property = Callable[[TwiceTold], None]
_Ends = Mapping[BookingId, date | None]
_ends, _settle, _after, _enter = (
    timeline.ends,
    address_decision.decide_addresses,
    RememberedResidence.after,
    contact_decision.decide_contact,
)
_told, _announced = ResidenceAddress.told, recording._announced


@dataclass(frozen=True, slots=True)
class Broken:
    """`stand_in` takes the place of the part of that name; `where` is a module or a class."""

    where: object
    name: str
    stand_in: object


def _stays_of_no_length_end_others(residences: Collection[Residence], other_homes: Collection[date]) -> _Ends:
    in_order = sorted(residences, key=lambda residence: residence.sort_key)
    found: dict[BookingId, date | None] = {}
    for place, residence in enumerate(in_order):
        enders = [later.arrival for later in in_order[place + 1 :]]
        enders += [start for start in other_homes if start > residence.arrival]
        found[residence.booking] = residence.end or min(enders, default=None)
    return found


def _later_homes_are_ignored(residences: Collection[Residence], _: Collection[date]) -> _Ends:
    return _ends(residences, ())


def _the_last_arrival_recorded_is_main(residence: Residence) -> tuple[object, ...]:
    return residence.arrival_recorded, residence.arrival, residence.booking


def _moves_on_one_day_have_no_order(residence: Residence) -> tuple[object, ...]:
    return (residence.arrival,)


def _an_end_may_come_before_the_start(_: ResidenceAddress, end: date | None) -> date | None:
    return end


def _an_arrival_forgets_its_departure(
    stay: RememberedResidence, event: PersonArrived | PersonDeparted
) -> RememberedResidence:
    after = _after(stay, event)
    return replace(after, departure=None) if isinstance(event, PersonArrived) else after


def _only_the_first_arrival_counts(
    stay: RememberedResidence, event: PersonArrived | PersonDeparted
) -> RememberedResidence:
    return stay if isinstance(event, PersonArrived) and stay.arrival else _after(stay, event)


def _an_arrival_keeps_its_first_timestamp(
    stay: RememberedResidence, event: PersonArrived | PersonDeparted
) -> RememberedResidence:
    after = _after(stay, event)
    if stay.arrival is None or after.arrival is None:
        return after
    return replace(after, arrival=DatedFact(after.arrival.date, stay.arrival.timestamp))


def _the_first_premises_stay(
    lodging: ResidenceAddress, event: PersonArrived, columns: AddressColumns
) -> ResidenceAddress:
    after = _told(lodging, event, columns)
    return replace(after, lines=lodging.lines) if lodging.row else after


def _the_last_received_is_the_newest(history: History) -> AppliedEvent | None:
    return history.applied[-1] if history.applied else None


def _an_update_may_come_before_its_original(event: AppliedEvent) -> tuple[object, ...]:
    return event.timestamp, event.id


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


def _no_heading(_: Instant) -> str:
    return "Updated:"


def _homes_without_a_type_stay(event: PersonArrived | PersonDeparted, case: Case) -> AddressDecision:
    settlement = _settle(event, case)
    return replace(settlement, changed=[each for each in settlement.changed if each.before.type is not None])


def _main_before_previous(event: PersonArrived | PersonDeparted, case: Case) -> AddressDecision:
    settlement = _settle(event, case)
    return replace(settlement, changed=list(reversed(settlement.changed)))


def _only_originals_end_homes(event: PersonArrived | PersonDeparted, case: Case) -> AddressDecision:
    settlement = _settle(event, case)
    owned = {stay.address for stay in case.residences.values()}
    is_late_original = event.is_update and isinstance(event, PersonArrived)
    keep = [each for each in settlement.changed if not is_late_original or each.before.id in owned]
    return replace(settlement, changed=keep)


def _only_what_is_new_is_announced(
    settlement: AddressDecision, crn: Crn, now: Instant
) -> Iterable[Announcement]:
    return _announced(replace(settlement, changed=()), crn, now)


_BY_CONVERGENCE: Mapping[str, Broken] = {
    "later homes are ignored": Broken(timeline, "ends", _later_homes_are_ignored),
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
}

_BY_THE_EXPECTED_END: Mapping[str, Broken] = {
    "stays of no length end others": Broken(timeline, "ends", _stays_of_no_length_end_others),
    "the last arrival recorded is main": Broken(
        Residence, "sort_key", property(_the_last_arrival_recorded_is_main)
    ),
    "an update may come before its original": Broken(
        AppliedEvent, "sort_key", property(_an_update_may_come_before_its_original)
    ),
}

_BY_THE_NOTES: Mapping[str, Broken] = {
    "what comes late is not written": Broken(contact_decision, "not_held", _what_comes_late_is_not_written),
}

_AT_ONE_STEP: Mapping[str, Broken] = {
    "an end may come before the start": Broken(
        ResidenceAddress, "_raised", _an_end_may_come_before_the_start
    ),
    "an update erases what stood there": Broken(
        contact_decision, "appended", _an_update_erases_what_stood_there
    ),
    "an update does not say which lines are the newest": Broken(contact_decision, "updated", _no_heading),
    "what comes late is taken for the newest": Broken(contact_decision, "earlier_entry", updated),
    "main before previous": Broken(recording, "decide_addresses", _main_before_previous),
    "only what is new is announced": Broken(recording, "_announced", _only_what_is_new_is_announced),
}

_BY_REPETITION: Mapping[str, Broken] = {
    "repetition is not noticed": Broken(History, "holds", _repetition_is_not_noticed),
}

BROKEN: Mapping[str, tuple[Broken, Property]] = {
    rule: (broken, found_by)
    for rules, found_by in (
        (_BY_CONVERGENCE, properties.converges),
        (_BY_THE_EXPECTED_END, properties.ends_as_expected),
        (_BY_THE_NOTES, properties.tells_everything_once),
        (_AT_ONE_STEP, properties.holds_at_every_step),
        (_BY_REPETITION, properties.repetition_changes_nothing),
    )
    for rule, broken in rules.items()
}
"""What is broken, and the property that has to find it."""
