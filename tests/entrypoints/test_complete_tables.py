"""Tables by type of event, by outcome and the like: a new one must have its place in each of them."""

import pkgutil
from collections.abc import Iterator, Mapping
from enum import Enum
from importlib import import_module
from types import ModuleType

import pytest

import adapters
import application
import domain
import entrypoints
from domain.announcement import AnnouncementType
from domain.event import ContactCode, EventType
from domain.outcome import Outcome
from domain.remarks import Remark

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
    assert "adapters.wire.details.ENVELOPES" in _TABLES
