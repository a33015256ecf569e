"""Everything in every container can be built: a misspelt argument shows here, and not in production."""

import inspect
import pkgutil
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from importlib import import_module

import pytest
from dependency_injector import containers, providers
from dependency_injector.errors import Error

import entrypoints
from adapters.in_memory.clock import InMemoryClock
from entrypoints.in_memory import InMemoryContainer

_NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
_NEEDED: Mapping[type[containers.DeclarativeContainer], Mapping[str, object]] = {
    InMemoryContainer: {"now": _NOON}
}


class Misspelt(containers.DeclarativeContainer):
    """Wires a clock with an argument that it does not have."""

    now = providers.Dependency(instance_of=datetime)
    clock = providers.Singleton(InMemoryClock, noww=now)


def _declared() -> Iterator[type[containers.DeclarativeContainer]]:
    for module in pkgutil.walk_packages(entrypoints.__path__, "entrypoints."):
        for _, found in inspect.getmembers(import_module(module.name), inspect.isclass):
            if issubclass(found, containers.DeclarativeContainer) and found.__module__ == module.name:
                yield found


def _build_everything(
    declared: type[containers.DeclarativeContainer], needed: Mapping[str, object]
) -> list[object]:
    every: Iterator[providers.Provider[object]] = declared(**needed).traverse()
    return [provider() for provider in every]


def test_every_container_is_built_here() -> None:
    assert set(_declared()) == set(_NEEDED)


@pytest.mark.parametrize("declared", _NEEDED)
def test_every_provider_of_a_container_can_be_built(declared: type[containers.DeclarativeContainer]) -> None:
    built = _build_everything(declared, _NEEDED[declared])
    assert len(built) > 1
    assert None not in built


def test_a_misspelt_argument_shows() -> None:
    with pytest.raises(TypeError, match="noww"):
        _build_everything(Misspelt, {"now": _NOON})


def test_what_a_container_needs_shows_when_it_is_missing() -> None:
    with pytest.raises(Error, match="now"):
        _build_everything(InMemoryContainer, {})
