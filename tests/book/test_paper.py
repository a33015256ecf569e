"""The book on paper: little of it, and what is to be signed."""

import re
from typing import Final

from playwright.sync_api import Page, ViewportSize, expect

from domain.event import EventType

A4_BETWEEN_MARGINS: Final[ViewportSize] = {"width": 703, "height": 1017}
"""The size in CSS pixels."""
SHEETS_LIMIT: Final = 48


def test_on_paper_the_first_sheet_has_the_nine_events_and_all_sheets_are_few(page: Page) -> None:
    page.set_viewport_size(A4_BETWEEN_MARGINS)
    page.emulate_media(media="print")
    events = page.locator(".business tbody tr")
    expect(events).to_have_count(len(EventType))
    bottom = events.last.evaluate("each => each.getBoundingClientRect().bottom + scrollY")
    assert bottom <= A4_BETWEEN_MARGINS["height"]
    sheets = re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True, format="A4"))
    assert 0 < len(sheets) <= SHEETS_LIMIT
