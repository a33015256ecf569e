"""Rules of the timeline and of people's edits that are broken on purpose."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from domain import address_decision, timeline
from domain.history import AppliedEvent
from domain.home_address import HomeAddress
from domain.residence_address import ResidenceAddress
from domain.timeline import Cause, Ending, Key, OtherHome, Residence, Timeline
from tests.domain.convergence.broken import Broken

_next_start, _entered_again, _ending_of_home = (
    timeline._next_start,
    timeline._entered_again,
    timeline._ending_of_home,
)


def _always(_: object, __: object = None) -> bool:
    return True


def _never(_: object, __: object = None) -> bool:
    return False


def _nothing(_: object, __: object = None) -> None:
    return None


def _later_homes_are_ignored(
    residence: Residence, later: Sequence[Residence], _: Sequence[OtherHome]
) -> Ending:
    return _next_start(residence, later, ())


def _homes_end_a_residence_of_their_day(
    residence: Residence, later: Sequence[Residence], homes: Sequence[OtherHome]
) -> Ending:
    found = [
        Ending(home.began, Cause.NEXT_HOME, home.address) for home in homes if home.began == residence.arrival
    ]
    return found[0] if found else _next_start(residence, later, homes)


def _any_postcode_is_the_same_place(home: OtherHome, in_order: Sequence[Residence]) -> Residence | None:
    return _entered_again(home, [replace(each, postcode=home.postcode) for each in in_order])


def _the_same_place_after_a_departure(home: OtherHome, in_order: Sequence[Residence]) -> Residence | None:
    return _entered_again(home, [replace(each, departure=None) for each in in_order])


def _homes_end_on_the_last_arrival(
    home: OtherHome, again: Residence | None, endings: Mapping[Key, Ending], lasting: Sequence[Residence]
) -> Ending:
    return _ending_of_home(home, again, endings, lasting[:1])


def _homes_end_whoever_knew_of_the_arrival(
    home: OtherHome, again: Residence | None, endings: Mapping[Key, Ending], lasting: Sequence[Residence]
) -> Ending:
    return _ending_of_home(replace(home, first_seen_number=0), again, endings, lasting)


def _nothing_stands_in_place_of_a_row(
    home: OtherHome, again: Residence | None, endings: Mapping[Key, Ending], lasting: Sequence[Residence]
) -> Ending:
    return _ending_of_home(home, again and replace(again, is_given_up=False), endings, lasting)


def _a_home_without_start_began_after_everything(home: OtherHome) -> date:
    return home.start or date.max


def _the_last_arrival_recorded_is_main(residence: Residence) -> tuple[object, ...]:
    return residence.arrival_recorded, residence.arrival, residence.booking


def _an_end_may_come_before_the_start(_: date | None, end: date | None) -> date | None:
    return end


def _every_open_home_is_main(
    addresses: Iterable[ResidenceAddress | HomeAddress], found: Timeline
) -> Collection[Key]:
    return {each.key for each in addresses if found.end(each.key) is None}


def _an_update_may_come_before_its_original(event: AppliedEvent) -> tuple[object, ...]:
    return event.timestamp, event.id


BY_THE_EXPECTED_END: Mapping[str, Broken] = {
    "later homes are ignored": Broken(timeline, "_next_start", _later_homes_are_ignored),
    "a home ends a residence of its own day": Broken(
        timeline, "_next_start", _homes_end_a_residence_of_their_day
    ),
    "stays of no length end others": Broken(timeline, "_has_length", _always),
    "a home is never the same place": Broken(timeline, "_entered_again", _nothing),
    "any postcode is the same place": Broken(timeline, "_entered_again", _any_postcode_is_the_same_place),
    "it is the same place after a departure": Broken(
        timeline, "_entered_again", _the_same_place_after_a_departure
    ),
    "homes end on the last arrival": Broken(timeline, "_ending_of_home", _homes_end_on_the_last_arrival),
    "a home without start began after everything": Broken(
        OtherHome, "began", property(_a_home_without_start_began_after_everything)
    ),
    "the last arrival recorded is main": Broken(
        Residence, "sort_key", property(_the_last_arrival_recorded_is_main)
    ),
    "an update may come before its original": Broken(
        AppliedEvent, "sort_key", property(_an_update_may_come_before_its_original)
    ),
}

STARTS_AND_ENDS: Mapping[str, Broken] = {
    "an end may come before the start": Broken(
        address_decision, "not_before", _an_end_may_come_before_the_start
    ),
}

BY_PEOPLE: Mapping[str, Broken] = {
    "every open home is main": Broken(address_decision, "_mains", _every_open_home_is_main),
    "a residence ended by hand is ended anew": Broken(ResidenceAddress, "keeps_its_end", _never),
    "a home ended by hand is ended anew": Broken(HomeAddress, "keeps_its_end", _never),
}
