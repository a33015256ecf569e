"""Nobody is kept from the page: by what axe knows, at every width, and with the keyboard alone."""

import pytest
from playwright.sync_api import Browser, expect

from tests.page.visitor import Visitor, visiting

ROSA = "X418302"
PEOPLE = ("X418302", "D507116", "K731059", "B260847", "W914573")
PATHS = (*(f"/people/{crn}" for crn in PEOPLE), "/any-order?seed=3", "/share", "/start-again")


@pytest.mark.parametrize("width", [1280, 640, 320])
def test_axe_finds_nothing_wrong_and_nothing_is_beside_the_screen(
    browser: Browser, url: str, width: int
) -> None:
    """640 is what a screen of 1280 shows at 200 %."""
    with visiting(browser, url, width) as visitor:
        for path in PATHS:
            visitor.page.goto(f"{url}{path}")
            assert visitor.violations() == []
            assert visitor.page.evaluate("document.documentElement.scrollWidth") <= width


def test_axe_finds_nothing_wrong_in_the_dark(visitor: Visitor) -> None:
    visitor.page.emulate_media(color_scheme="dark")
    for path in PATHS:
        visitor.page.goto(f"{visitor.url}{path}")
        assert visitor.violations() == []


def test_axe_finds_nothing_wrong_with_an_entry_that_is_edited(visitor: Visitor) -> None:
    """The forms of CAS3 are looked at as the story comes to them."""
    visitor.visit(ROSA)
    visitor.entries("Booking confirmed").get_by_role("link", name="Edit").click()
    expect(visitor.form).to_be_visible()
    assert visitor.violations() == []


@pytest.mark.parametrize(
    ("api_state", "warning"),
    [
        ("Answers with errors", "The CAS3 API answers with errors"),
        ("Unavailable", "The CAS3 API is unavailable"),
    ],
)
def test_axe_finds_nothing_wrong_while_the_api_has_problems(
    visitor: Visitor, api_state: str, warning: str
) -> None:
    visitor.visit(ROSA)
    visitor.cas3.get_by_role("button", name=api_state).click()
    try:
        expect(visitor.page.get_by_role("link", name=warning)).to_be_visible()
        assert visitor.violations() == []
    finally:
        visitor.cas3.get_by_role("button", name="Working").click()


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
    visitor.expect_state(visitor.next_message(newest), "Recorded")


def test_what_is_new_is_said_to_screen_readers(visitor: Visitor, browser: Browser, url: str) -> None:
    with visiting(browser, url) as listener:
        listener.visit(ROSA)
        visitor.visit(ROSA)
        visitor.begin("Submit a referral")
        visitor.send("Submit the referral")
        expect(listener.page.get_by_role("status")).to_contain_text(["New in the diary: Referral submitted"])
