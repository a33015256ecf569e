"""The diary, the addresses and the announcements on the page."""

import re
from dataclasses import replace
from datetime import date

import pytest

from entrypoints.demo.changes import MarkedAddress
from tests.entrypoints.demo.page.browser import Browser
from tests.entrypoints.demo.page.samples import MILL_HOUSE
from tests.entrypoints.demo.page.scripted_demo import ScriptedDemo

ROSAS = "/people/X418302"


def test_the_diary_has_its_newest_entry_first(browser: Browser) -> None:
    diary = browser.page(ROSAS)["diary"]

    assert [each.attributes["id"] for each in diary.all("article")] == ["entry-3", "entry-2", "entry-1"]


def test_an_entry_has_all_its_facts(browser: Browser) -> None:
    entry = browser.page(ROSAS)["entry-2"]

    for fact in (
        "20 October 2026, 16:05",
        "EACA",
        "N54A001, team N54HPT, provider N54",
        "urn:hmpps:cas3:booking-cancelled",
    ):
        assert fact in entry.text
    assert "Changed" in entry.text
    assert [each.text for each in entry.all("a")] == ["Edit Booking cancelled of 20 October 2026, 16:05"]


def test_new_lines_of_notes_say_so(browser: Browser) -> None:
    entry = browser.page(ROSAS)["entry-2"]

    assert entry.texts("ins") == [
        "New: Updated in CAS3 on 22/11/2026 10:11:12:",
        "New: Reason: Another place was found",
    ]


def test_addresses_are_told_in_words_as_well(browser: Browser) -> None:
    page = browser.page(ROSAS)

    assert page["address-1"].text == (
        "14 Tanner Row, Durham, DH1 9PQ Previous, no type, 1 February 2019 to 14 September 2026"
    )
    assert page["address-3"].text.endswith("Main, CAS3 (A17), since 2 November 2026 New")


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        (date(2026, 11, 22), None, "since 22 November 2026"),
        (date(2026, 11, 23), None, "from 23 November 2026"),
        (date(2026, 11, 22), date(2026, 11, 22), "22 November 2026, one day"),
        (date(2026, 12, 10), date(2027, 1, 3), "10 December 2026 to 3 January 2027"),
    ],
)
def test_dates_of_an_address_are_told_as_people_do(
    demo: ScriptedDemo, browser: Browser, start: date, end: date | None, told: str
) -> None:
    demo.addresses = [MarkedAddress(replace(MILL_HOUSE, start=start, end=end))]

    assert f"CAS3 (A17), {told}" in browser.page(ROSAS)["address-3"].text


def test_a_postcode_is_not_torn_apart(browser: Browser) -> None:
    page = browser.page(ROSAS)

    for place in ("address-3", "announcements", "to-address-3"):
        assert re.search(r"(DH1\u00a09AB|NE1\u00a09XY)", page[place].raw_text)


def test_it_is_told_which_announcements_were_made(browser: Browser) -> None:
    told = browser.page(ROSAS)["announcements"].texts("li")

    assert told == [
        "Previous address changed New 14:07:09 probation-case.address.updated",
        (
            "Flat B, Pilot Building, The Old Customs Landing, 7 Quayside, Newcastle, NE1 9XY: "
            "main address added 14 September 2026, 11:00:03 probation-case.address.created"
        ),
    ]


def test_a_changed_address_says_how_it_was_before(browser: Browser) -> None:
    shown = browser.page(ROSAS)["address-2"].text

    assert shown.endswith("Changed Before: main, CAS3 (A17), since 14 September 2026")
    assert "Before" not in browser.page(ROSAS)["address-3"].text


def test_a_date_has_no_time_of_day(browser: Browser) -> None:
    assert browser.page(ROSAS)["entry-3"].text.startswith("2 November 2026 New")
