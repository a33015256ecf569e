"""Which driver the features run on, and where their steps are."""

import pytest

from tests.acceptance.driver import Driver
from tests.acceptance.in_memory_driver import InMemoryDriver
from tests.acceptance.story import BEGINNING, Story

_STEPS = ("people", "happenings", "diary", "addresses", "edits", "other_services", "troubles")


def pytest_configure(config: pytest.Config) -> None:
    """pytest-bdd finds steps in plugins, and only a conftest at the top may list `pytest_plugins`."""
    for module in _STEPS:
        config.pluginmanager.import_plugin(f"tests.acceptance.steps.{module}")


@pytest.fixture
def driver() -> Driver:
    """The application, on parts in memory."""
    return InMemoryDriver(now=BEGINNING)


@pytest.fixture
def story(driver: Driver) -> Story:
    """What the scenario has told so far."""
    return Story(driver)
