"""A new type of event is missing nowhere in silence."""

from collections.abc import Mapping
from typing import Final

import pytest

from tests.architecture.event_type_tables import TYPES, tables
from tests.architecture.test_layout import PACKAGES, ROOT, modules

WITHOUT: Final[Mapping[str, set[str]]] = {
    "entrypoints/demo/cas3/booking.py": {"REFERRAL_SUBMITTED"},
}
"""The types that a module's tables have no row for, and need none: a referral has no booking yet."""

PATHS: Final = [str(path) for path in modules(*PACKAGES)]


@pytest.mark.parametrize("path", PATHS)
def test_every_table_has_a_row_for_every_type_of_event(path: str) -> None:
    expected = TYPES - WITHOUT.get(path, set())

    assert [expected - found for found in tables((ROOT / path).read_text()) if found != expected] == []


def test_there_are_such_tables() -> None:
    with_tables = {path for path in PATHS if list(tables((ROOT / path).read_text()))}

    assert "adapters/wire/details.py" in with_tables
    assert WITHOUT.keys() <= with_tables


def test_a_row_that_was_forgotten_is_found() -> None:
    source = "_TITLES = {EventType.PERSON_ARRIVED: 'Arrived', EventType.PERSON_DEPARTED: 'Departed'}"

    assert list(tables(source)) == [{"PERSON_ARRIVED", "PERSON_DEPARTED"}]
    assert list(tables("_COLOURS = {Colour.RED: 1}; _EMPTY = {}")) == []
