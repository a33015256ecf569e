"""A browser, and the page on both stacks, each with its story told."""

from collections.abc import Iterator
from typing import Final

import pytest
from playwright.sync_api import Browser

from tests.page.chromium import chromium
from tests.page.site import served
from tests.page.visitor import Visitor, visiting

STACKS: Final = ("demo", "run")
"""The commands: everything in memory, and the worker of production among its neighbours."""


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One browser for all, in which each test has windows of its own."""
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="package", params=STACKS)
def url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the page. Tests find there what others did with the same people, and count from that."""
    with served(request.param, tmp_path_factory.mktemp(request.param)) as url:
        yield url


@pytest.fixture
def visitor(browser: Browser, url: str) -> Iterator[Visitor]:
    """Somebody with a window of their own."""
    with visiting(browser, url) as visitor:
        yield visitor
