"""Tables by type of event, by outcome and the like: a new one must have its place in each of them."""

import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import asdict, fields
from enum import Enum
from importlib import import_module
from types import ModuleType

import pytest

import adapters
import application
import domain
import entrypoints
from adapters.oracle.delius_tables import LINE_COLUMNS
from domain.address import AddressLines
from domain.announcement import AnnouncementType
from domain.event import ContactCode, EventType
from domain.outcome import Outcome
from domain.premises import AddressColumns, Premises
from domain.remarks import Remark
from tests.domain.builders import arrived, departed
from tests.domain.desk import Desk, day

_PACKAGES: tuple[ModuleType, ...] = (domain, application, adapters, entrypoints)
_KINDS: tuple[type[Enum], ...] = (EventType, ContactCode, Outcome, Remark, AnnouncementType)
_RUN_BY_ALEMBIC = "adapters.oracle.migrations."


def _modules() -> Iterator[ModuleType]:
    for package in _PACKAGES:
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.startswith(_RUN_BY_ALEMBIC):
                yield import_module(found.name)


def _tables() -> Iterator[tuple[str, Mapping[object, object]]]:
    """Yield every mapping of the code that has a key of one of the kinds, with its name."""
    for module in _modules():
        for name, value in vars(module).items():
            if isinstance(value, Mapping) and any(isinstance(key, _KINDS) for key in value):
                yield f"{module.__name__}.{name}", value


_TABLES = dict(_tables())


@pytest.mark.parametrize("name", _TABLES)
def test_a_table_has_every_one_of_its_kind(name: str) -> None:
    table = _TABLES[name]
    kinds = {type(key) for key in table if isinstance(key, _KINDS)}

    lacking = [one for kind in kinds for one in kind if one not in table]

    assert not lacking, f"{name} has no place for {', '.join(one.value for one in lacking)}"


def test_there_are_tables_by_type_of_event() -> None:
    assert "adapters.wire.details_kinds.KINDS" in _TABLES


def test_every_line_of_an_address_has_a_column_and_its_width() -> None:
    lines = {field.name for field in fields(AddressLines)}

    assert set(LINE_COLUMNS) == lines
    assert {field.name for field in fields(AddressColumns)} == lines


def test_every_line_of_an_address_is_filled_from_premises_that_say_enough() -> None:
    premises = Premises(
        line1="Flat 3, Saint Augustine of Canterbury House",
        line2="3 Mill Lane",
        postcode="CC2 2CC",
        town="Bimbly",
        region="North West",
    )

    empty = [name for name, text in asdict(premises.laid_out(AddressColumns())).items() if text is None]
    assert empty == []


def test_every_kind_of_announcement_is_made_in_the_course_of_a_stay() -> None:
    desk = Desk()
    for event in (arrived(day(2)), departed(day(9))):
        desk.happens(event)

    made = [each.changes.announcements for each in desk.recordings if each.changes is not None]
    assert {each.type for announcements in made for each in announcements} == set(AnnouncementType)
