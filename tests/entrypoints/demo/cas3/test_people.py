"""The made-up people, their officers and places, and what becomes of them in Delius."""

import re
from collections.abc import Mapping
from datetime import date

import pytest

from adapters.in_memory.event_details import Answer
from domain.address import same_postcode
from domain.event import ContactCode
from domain.outcome import Outcome
from entrypoints.demo.cas3.actions import ACTIONS
from entrypoints.demo.cas3.fields import ChoiceField
from entrypoints.demo.cas3.office import person_of
from entrypoints.demo.cas3.places import PLACES, place_named, place_of
from entrypoints.sandbox.in_memory import InMemoryContainer
from entrypoints.sandbox.people import PEOPLE, assemble
from entrypoints.sandbox.person_view import PersonView
from entrypoints.sandbox.play import Player
from entrypoints.sandbox.sample_events import SamplePremises
from tests.entrypoints.demo.cas3.shift import DANIEL, IDRIS, JONAH, MAEVE, NOW, ROSA, Shift


def delius() -> InMemoryContainer:
    container = InMemoryContainer(now=NOW)
    assemble(container.delius_users(), PEOPLE)
    return container


def people(container: InMemoryContainer) -> Mapping[str, PersonView]:
    return {person.crn.value: person for person in container.delius_view().people()}


def outcomes(container: InMemoryContainer, shift: Shift) -> list[str]:
    """Return what becomes of all that was told."""
    for event in shift.told:
        container.api().put(event.detail_path, Answer(event.answer))
    return [Player(container).play(event.envelope).outcome for event in shift.told]


def test_five_people_have_crns_and_names_of_their_own() -> None:
    assert len({person.crn for person in PEOPLE}) == len({person.name for person in PEOPLE}) == 5
    assert all(re.fullmatch(r"[A-Z]\d{6}", person.crn) for person in PEOPLE)


def test_their_officers_are_of_different_regions() -> None:
    assert len({person.officer.region for person in PEOPLE}) == 5
    assert all(person.officer.code.startswith(person.officer.region) for person in PEOPLE)


@pytest.mark.parametrize(
    ("crn", "homes"),
    [
        (ROSA, [("A07A", "14 Tanner Row")]),
        (DANIEL, []),
        (MAEVE, []),
        (IDRIS, [("A01B", "31 Chandler Lane")]),
        (JONAH, [("A07A", "5 Orchard Court")]),
    ],
)
def test_they_live_in_different_ways_at_first(crn: str, homes: list[tuple[str, str]]) -> None:
    addresses = people(delius())[crn].addresses
    assert [(address.type, address.lines.street) for address in addresses] == homes


def test_jonah_has_lived_next_door_to_a_place() -> None:
    home = person_of(JONAH).home
    assert home
    assert same_postcode(home.lines.postcode, place_named("Orchard Court, Blackburn").premises.postcode)


@pytest.mark.parametrize(
    ("crn", "staff"),
    [(ROSA, "N54A001"), (DANIEL, "N55B014"), (MAEVE, "N56C027"), (IDRIS, "N52C010"), (JONAH, "N51B008")],
)
def test_the_officer_owns_the_diary_entries_if_delius_knows_them(crn: str, staff: str) -> None:
    container = delius()
    assert outcomes(container, Shift(crn).comes("departed")) == [Outcome.RECORDED] * 5

    person = people(container)[crn]
    assert {entry.staff for entry in person.diary if entry.code != ContactCode.REFERRAL_SUBMITTED} == {staff}


def test_when_jonah_moves_in_his_earlier_address_is_previous() -> None:
    container = delius()
    outcomes(container, Shift(JONAH).comes("active"))

    addresses = people(container)[JONAH].addresses
    assert [(address.status, address.end) for address in addresses] == [
        ("P", date(2026, 11, 22)),
        ("M", None),
    ]


def test_places_are_known_by_name_and_by_their_premises() -> None:
    assert [place_named(place.name) for place in PLACES] == list(PLACES)
    assert [place_of(place.premises) for place in PLACES] == list(PLACES)


def test_a_place_that_is_none_of_the_known_ones_is_named_for_its_address() -> None:
    premises = SamplePremises(line1="1 Low Row", postcode="LN1 9CK", town="Lincoln", region="East Midlands")
    assert place_of(premises).name == "1 Low Row, Lincoln"


def choices() -> Mapping[str, list[str]]:
    """Return what can be chosen in any form, by the names of the fields."""
    fields = [field for kind in ACTIONS.values() for field in kind.asked if isinstance(field, ChoiceField)]
    return {field.name: [value for value, _, _ in field.options] for field in fields}


@pytest.mark.parametrize("name", ["place", "cancellation_reason", "departure_reason", "move_on"])
def test_there_is_something_to_choose_from(name: str) -> None:
    values = choices()[name]
    assert len(values) == len(set(values)) > 4


def test_who_and_where_nobody_knows_is_said() -> None:
    with pytest.raises(LookupError, match="nobody with the CRN 'A1'"):
        person_of("A1")
    with pytest.raises(LookupError, match="no place named 'Nowhere'"):
        place_named("Nowhere")
