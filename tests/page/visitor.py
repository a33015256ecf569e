"""Somebody with a browser who looks at the page, and what they do there."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.waiting import wait_until

SECONDS: Final = 1000.0
SOON: Final = 180 * SECONDS
LATER: Final = 300 * SECONDS
"""Longer than what is handed back takes to come again."""


@dataclass(slots=True)
class Visitor:
    """One browser window. Whatever it complains of, and every host that it asked, is kept.

    `may_be_refused`: what is offered no longer is about to be asked for.
    """

    page: Page
    url: str
    may_be_refused: bool = False
    complaints: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        expect.set_options(timeout=SOON)
        self.page.on("console", lambda message: self._heard(message.type, message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))

    def _heard(self, kind: str, text: str) -> None:
        """Chromium takes the status of a form that is refused for an error."""
        is_refusal = " status of 422 " in text or (self.may_be_refused and " status of 409 " in text)
        if kind in {"error", "warning"} and not is_refusal:
            self.complaints.append(text)

    def visit(self, crn: str) -> None:
        """Look at a person."""
        self.page.goto(f"{self.url}/people/{crn}")

    @property
    def cas3(self) -> Locator:
        return self.page.get_by_role("region", name="CAS3", exact=True)

    @property
    def delius(self) -> Locator:
        return self.page.get_by_role("region", name="Delius", exact=True)

    @property
    def form(self) -> Locator:
        return self.page.locator("#form")

    def begin(self, action: str) -> None:
        """Opens the form of an action: of several that are offered the first."""
        self.cas3.get_by_role("link", name=action).first.click()
        expect(self.form.get_by_role("heading", name=action)).to_be_visible()

    def fill_day(self, question: str, day: date) -> None:
        """Fills in the three parts of a date."""
        group = self.form.get_by_role("group", name=question)
        for part, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            group.get_by_label(part).fill(str(value))

    def fill_notes(self, notes: str) -> None:
        self.form.get_by_label("Notes").fill(notes)

    def send(self, button: str, travel: str = "As usual") -> int:
        """Send the open form; the number of the message that comes of it."""
        if travel != "As usual":
            self.form.get_by_label(travel).check()
        before = self.newest_message()
        self.form.get_by_role("button", name=button).click()
        expect(self.form).to_have_count(0)
        return self.next_message(before)

    def save(self) -> None:
        """Saves the entry that is open, as a practitioner."""
        self.form.get_by_role("button", name="Save the entry").click()
        expect(self.form).to_have_count(0)

    def needs_a_referral(self) -> None:
        """Refers the person if that has not been done."""
        if self.page.locator("#do-book").count() == 0:
            self.begin("Submit a referral")
            self.send("Submit the referral")

    def needs_a_confirmed_booking(self) -> None:
        """Books a place anew, and confirms it."""
        self.needs_a_referral()
        self.begin("Book a place provisionally")
        self.send("Book provisionally")
        self.begin("Confirm the booking")
        self.send("Confirm the booking")

    def entries(self, title: str) -> Locator:
        """The entries of the diary with that title."""
        return self.delius.get_by_role("article", name=title, exact=True)

    def homes(self) -> Locator:
        """The addresses."""
        return self.page.locator("#addresses li.home")

    def message(self, number: int) -> Locator:
        """The row of a message."""
        return self.page.locator(f"#message-{number}")

    def newest_message(self) -> int:
        """The number of the newest message about the person, or about nobody; 0 if there is none."""
        numbers = self.page.locator("#message-list tbody th:not(#others *)").all_inner_texts()
        return max(map(_number, numbers), default=0)

    def next_message(self, before: int) -> int:
        """Wait for a message that is newer than that one; its number."""
        wait_until(lambda: self.newest_message() > before)
        return self.newest_message()

    def expect_state(self, number: int, state: str, within: float = SOON) -> None:
        """Wait until the message is there."""
        expect(self.message(number).locator(".tag")).to_have_text(state, timeout=within)

    def violations(self) -> list[str]:
        """Return what axe finds wrong on the page as it is."""
        found = Axe().run(self.page).response["violations"]
        return [f"{each['id']}: {node['html']}" for each in found for node in each["nodes"]]


def _number(shown: str) -> int:
    return int("".join(filter(str.isdecimal, shown)))


@contextmanager
def visiting(browser: Browser, url: str, width: int = 1280, height: int = 900) -> Iterator[Visitor]:
    """A new window of that size, as long as the context lasts. AssertionError at the end if anything was
    complained of, or another host was asked.
    """
    context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
    context.set_default_timeout(SOON)
    visitor = Visitor(context.new_page(), url)
    try:
        yield visitor
        assert not visitor.complaints, visitor.complaints
        assert visitor.hosts == {urlsplit(url).netloc}, visitor.hosts
    finally:
        context.close()
