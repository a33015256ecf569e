"""The pictures of the README, made anew; the clock stands, so that they are the same every time."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from threading import Thread
from typing import Final

import pytest
from playwright.sync_api import Browser, FloatRect, Locator, expect

from adapters.system.clock import SystemClock
from domain.london import Instant, instant
from entrypoints.demo.in_memory import in_memory
from entrypoints.demo.live_demo import LiveDemo
from entrypoints.demo.narrator import Narrator, StoryPace
from entrypoints.demo.stay import PageAddress, page
from entrypoints.sandbox.neighbours.ministack import LOCALHOST
from entrypoints.sandbox.people import ROSA
from entrypoints.sandbox.story import story
from entrypoints.stop import Stop
from tests.page.visitor import Visitor, visiting

_PICTURES: Final = Path(__file__).parents[2] / "docs" / "pictures"
_NOW: Final = datetime(2026, 7, 5, 9, 30)
_MARGIN: Final = 10
_LATE: Final = "Rosa arrives at Mill House (this news is late)"


class _StillClock(SystemClock):
    """A clock that tells the same time for ever; what waits for seconds goes on."""

    def now(self) -> Instant:
        return instant(_NOW)


@pytest.fixture
def still_url() -> Iterator[str]:
    """The page after the story, but for what would be tried again: no time passes."""
    clock, stop = _StillClock(), Stop()
    with in_memory(clock) as stack:
        demo = LiveDemo(stack, clock)
        narrator = Narrator(demo, stack, stop, StoryPace())
        narrator.tell([scene for scene in story() if scene.answered])
        looking = Thread(target=narrator.stay, daemon=True)
        looking.start()
        try:
            with page(demo, PageAddress(LOCALHOST, 0)) as url:
                yield url
        finally:
            stop.times += 1
            looking.join()


def test_cas3_and_delius_side_by_side(browser: Browser, still_url: str) -> None:
    with visiting(browser, still_url) as visitor:
        visitor.visit(ROSA.crn)
        visitor.begin("Change the departure")
        visitor.fill_day("When did they leave?", date(2026, 6, 14))
        visitor.fill_notes("Room checked. The key came by post.")
        visitor.send("Save the change")
        expect(visitor.entries("Left the accommodation").locator("ins").first).to_be_visible()
        visitor.expect_state(visitor.newest_message(), "Recorded")
        _picture(visitor, "side-by-side", 0, _bottom(visitor.entries("Left the accommodation")))


def test_the_journey_of_a_message(browser: Browser, still_url: str) -> None:
    with visiting(browser, still_url) as visitor:
        visitor.visit(ROSA.crn)
        row = visitor.page.get_by_role("row").filter(has_text=_LATE)
        row.get_by_role("link", name="Show its journey").click()
        expect(visitor.page.locator("#journey")).to_contain_text(_LATE)
        table = visitor.page.locator("#message-list > table")
        _picture(visitor, "journey-of-a-message", _top(visitor.page.locator("#messages")), _bottom(table))


def _top(part: Locator) -> float:
    return float(part.evaluate("each => each.getBoundingClientRect().top + scrollY"))


def _bottom(part: Locator) -> float:
    return float(part.evaluate("each => each.getBoundingClientRect().bottom + scrollY"))


def _picture(visitor: Visitor, name: str, top: float, bottom: float) -> None:
    """From one line of the page to another."""
    clip = FloatRect(x=0, y=top, width=1280, height=bottom - top + _MARGIN)
    visitor.page.screenshot(path=_PICTURES / f"{name}.png", full_page=True, clip=clip)
