"""The drivers that the features run on, and the modules of their steps.

Every scenario runs on every stack, in `make test` only some of them on the slowest;
`pytest tests/acceptance -k in_memory` chooses one.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

import pytest

from adapters.http.client import new_client
from entrypoints.sandbox.neighbours.aws import Aws
from entrypoints.sandbox.neighbours.cas3_api import cas3_api
from tests.acceptance.contact_type_changes import ContactTypeChanges
from tests.acceptance.driver import Driver
from tests.acceptance.stack_service import Neighbours
from tests.acceptance.stacks import SAMPLED, STACKS, change_contact_types, in_memory, on_database, whole
from tests.acceptance.story import Story
from tests.support.databases import SHORT_LOCK_WAIT_SECONDS, share_compiled_statements

_STEPS: Final = ("people", "happenings", "diary", "addresses", "edits", "other_services", "troubles")
_ONE_OF: Final = 4


def pytest_configure(config: pytest.Config) -> None:
    """pytest-bdd finds steps in plugins, and only a conftest at the top may list `pytest_plugins`."""
    for module in _STEPS:
        config.pluginmanager.import_plugin(f"tests.acceptance.steps.{module}")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the slowest stack the first of every four scenarios of a feature, unless all are asked for."""
    sampled = [item for item in items if _stack_of(item) == SAMPLED]
    for item in sampled:
        item.add_marker(pytest.mark.thorough)
    if config.getoption("hypothesis_profile") != "thorough":
        left_out = set(_left_out(sampled))
        config.hook.pytest_deselected(items=list(left_out))
        items[:] = [item for item in items if item not in left_out]


def _stack_of(item: pytest.Item) -> object:
    chosen = getattr(item, "callspec", None)
    return chosen.params.get("stack") if chosen is not None else None


def _left_out(items: Sequence[pytest.Item]) -> Iterator[pytest.Item]:
    """Yield all but the chosen ones; pytest-bdd begins the docstring of a test with its feature's file."""
    seen: Counter[str] = Counter()
    for item in items:
        assert isinstance(item, pytest.Function)
        feature = (item.function.__doc__ or "").partition(": ")[0]
        if seen[feature] % _ONE_OF:
            yield item
        seen[feature] += 1


@pytest.fixture(scope="session")
def neighbours(aws: Aws) -> Iterator[Neighbours]:
    """Queues and topics, and a CAS3 API, as long as the tests run."""
    with cas3_api() as api, new_client() as client:
        shared = Neighbours(aws, api, client)
        yield shared
        for thread in shared.tidying:
            thread.join()


@pytest.fixture(params=[*STACKS, SAMPLED], autouse=True)
def stack(request: pytest.FixtureRequest) -> str:
    """The name of the stack; of itself, so that pytest-bdd's tests are made for all of them."""
    name: str = request.param
    return name


@pytest.fixture
def contact_type_changes() -> ContactTypeChanges:
    """The differences of types of contact, which steps tell before one of them asks for the driver."""
    return ContactTypeChanges()


@pytest.fixture
def driver(
    stack: str, contact_type_changes: ContactTypeChanges, request: pytest.FixtureRequest
) -> Iterator[Driver]:
    """The application on that stack, which starts when a step first asks for it."""
    if stack == "in_memory":
        yield in_memory(contact_type_changes)
        return
    databases = request.getfixturevalue(f"{stack.removeprefix('whole_on_')}_databases")
    # Only one thread works: whoever waits for a lock waits for the user of a scenario, in vain.
    with databases.new(lock_wait=SHORT_LOCK_WAIT_SECONDS) as database:
        share_compiled_statements(database.engine)
        change_contact_types(database, contact_type_changes)
        if not stack.startswith("whole"):
            yield on_database(database)
            return
        with whole(request.getfixturevalue("neighbours"), database) as whole_driver:
            yield whole_driver


@pytest.fixture
def story(driver: Driver) -> Story:
    """The story of the scenario so far."""
    return Story(driver)
