"""A new type of event is missing nowhere in silence."""

from typing import Final

import pytest

from tests.architecture.event_type_tables import TYPES, tables
from tests.architecture.test_layout import PACKAGES, ROOT, modules

PATHS: Final = [str(path) for path in modules(*PACKAGES)]


@pytest.mark.parametrize("path", PATHS)
def test_every_table_has_a_row_for_every_type_of_event(path: str) -> None:
    assert [TYPES - found for found in tables((ROOT / path).read_text()) if found != TYPES] == []


def test_there_are_such_tables() -> None:
    with_tables = {path for path in PATHS if list(tables((ROOT / path).read_text()))}

    assert "adapters/wire/details_kinds.py" in with_tables


def test_a_row_that_was_forgotten_is_found() -> None:
    source = "_TITLES = {EventType.PERSON_ARRIVED: 'Arrived', EventType.PERSON_DEPARTED: 'Departed'}"

    assert list(tables(source)) == [{"PERSON_ARRIVED", "PERSON_DEPARTED"}]
    assert list(tables("_COLOURS = {Colour.RED: 1}; _EMPTY = {}")) == []
