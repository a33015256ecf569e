"""Nobody is kept from the page: by what axe knows, at every width, and with the keyboard alone."""

import pytest
from playwright.sync_api import Browser, expect

from tests.page.visitor import Visitor, visiting

ROSA = "X418302"
PEOPLE = ("X418302", "D507116", "K731059", "B260847", "W914573")


@pytest.mark.parametrize("width", [1280, 640, 320])
def test_axe_finds_nothing_wrong_and_nothing_is_beside_the_screen(
    browser: Browser, url: str, width: int
) -> None:
    """640 is what a screen of 1280 shows at 200 %."""
    with visiting(browser, url, width) as visitor:
        for crn in PEOPLE:
            visitor.visit(crn)
            assert visitor.violations() == []
            assert visitor.page.evaluate("document.documentElement.scrollWidth") <= width


def test_axe_finds_nothing_wrong_with_any_form(browser: Browser, url: str) -> None:
    seen: set[str] = set()
    with visiting(browser, url) as visitor:
        for crn in PEOPLE:
            visitor.visit(crn)
            links = visitor.page.locator("#cas3 a.button, #diary a").all()
            for address in [link.get_attribute("href") or "" for link in links]:
                if (kind := address.rpartition("/")[2]) in seen:
                    continue
                seen.add(kind)
                visitor.page.goto(f"{url}{address}")
                expect(visitor.form).to_be_visible()
                assert visitor.violations() == []
    assert {"book", "change-arrival", "depart", "change-departure", "submit-referral"} <= seen


@pytest.mark.parametrize("mood", ["Answers with errors (500)", "Is unavailable (503)"])
def test_axe_finds_nothing_wrong_while_the_api_is_unwell(visitor: Visitor, mood: str) -> None:
    visitor.visit(ROSA)
    visitor.cas3.get_by_role("button", name=mood).click()
    try:
        expect(visitor.cas3).to_contain_text("Messages wait until it answers well.")
        assert visitor.violations() == []
    finally:
        visitor.cas3.get_by_role("button", name="Answers well").click()


def test_the_keyboard_is_enough(visitor: Visitor) -> None:
    page = visitor.page
    visitor.visit(ROSA)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    page.locator("#do-book").focus()
    page.keyboard.press("Enter")
    expect(visitor.form.get_by_role("heading")).to_be_focused()
    for _ in range(30):
        page.keyboard.press("Tab")
        if visitor.form.get_by_role("button").evaluate("each => each === document.activeElement"):
            break
    newest = visitor.newest_message()
    page.keyboard.press("Enter")
    expect(visitor.form).to_have_count(0)
    visitor.expect_state(newest + 1, "Recorded")


def test_what_is_new_is_said_to_screen_readers(visitor: Visitor, browser: Browser, url: str) -> None:
    with visiting(browser, url) as listener:
        listener.visit(ROSA)
        visitor.visit(ROSA)
        visitor.begin("Submit a referral")
        visitor.send("Submit the referral")
        expect(listener.page.get_by_role("status")).to_contain_text(["New in the diary: Referral submitted"])
