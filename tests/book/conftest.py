"""The book in a browser."""

from collections.abc import Iterator, Sequence
from typing import Final

import pytest
from playwright.sync_api import Browser, Page

from tests.book.book import book
from tests.book.sample_results import one_failed
from tests.page.chromium import chromium

REVISION: Final = "0f149ff"


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="package")
def opened(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> tuple[Page, Sequence[str]]:
    """The book of a run in which one scenario failed, and all that was requested to show it."""
    path = tmp_path_factory.mktemp("book") / "book.html"
    path.write_text(book(one_failed(), REVISION))
    page, requested = browser.new_page(), list[str]()
    page.on("request", lambda request: requested.append(request.url))
    page.goto(path.as_uri())
    return page, requested


@pytest.fixture
def page(opened: tuple[Page, Sequence[str]]) -> Iterator[Page]:
    """The book, on a wide screen in light colours unless a test chooses others."""
    page, _ = opened
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light", media="screen")
    yield page
    page.emulate_media(color_scheme="light", media="screen")
