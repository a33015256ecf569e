"""What the page shows of Delius: the diary, the addresses, the announcements."""

import re
from dataclasses import replace
from datetime import date

import pytest

from tests.entrypoints.demo.page.browser import Browser
from tests.entrypoints.demo.page.sample_sights import DELIUS_OF_ROSA
from tests.entrypoints.demo.page.scripted_stage import ScriptedStage

ROSAS = "/people/X418302"


def test_the_diary_has_its_newest_entry_first(browser: Browser) -> None:
    diary = browser.page(ROSAS)["diary"]

    assert [each.attributes["id"] for each in diary.all("article")] == ["entry-3", "entry-2", "entry-1"]


def test_an_entry_has_all_its_facts(browser: Browser) -> None:
    entry = browser.page(ROSAS)["entry-2"]

    for fact in (
        "20 October 2026, 16:05",
        "EACA",
        "Priya Nand (N54A001)",
        "urn:hmpps:cas3:booking-cancelled",
    ):
        assert fact in entry.text
    assert "Changed" in entry.text
    assert [each.text for each in entry.all("a")] == ["Edit Booking cancelled of 20 October 2026, 16:05"]


def test_new_lines_of_notes_say_so(browser: Browser) -> None:
    entry = browser.page(ROSAS)["entry-2"]

    assert entry.texts("ins") == [
        "New: Cancellation changed, 22/11/2026 10:11:12",
        "New: Reason: Another place was found",
    ]


def test_addresses_are_told_in_words_as_well(browser: Browser) -> None:
    page = browser.page(ROSAS)

    assert page["home-1"].text == "14 Tanner Row, Durham, DH1 9PQ 1 Feb 2019 to 14 Sep 2026 Previous"
    assert page["home-3"].text.endswith("since 2 Nov 2026 Main, CAS3 New")


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        (date(2026, 11, 22), None, "since 22 Nov 2026"),
        (date(2026, 11, 23), None, "from 23 Nov 2026"),
        (date(2026, 11, 22), date(2026, 11, 22), "22 Nov 2026, one day"),
        (date(2026, 12, 10), date(2027, 1, 3), "10 Dec 2026 to 3 Jan 2027"),
    ],
)
def test_dates_of_an_address_are_told_as_people_do(
    stage: ScriptedStage, browser: Browser, start: date, end: date | None, told: str
) -> None:
    home = replace(DELIUS_OF_ROSA.homes[2], start=start, end=end)
    stage.delius = replace(DELIUS_OF_ROSA, homes=[home])

    assert f"DH1 9AB {told} Main, CAS3" in browser.page(ROSAS)["home-3"].text


def test_a_postcode_is_not_torn_apart(browser: Browser) -> None:
    page = browser.page(ROSAS)

    for place in ("home-3", "announcements", "to-home-3"):
        assert re.search(r"(DH1\u00a09AB|NE1\u00a09XY)", page[place].raw_text)


def test_it_is_told_which_announcements_were_made(browser: Browser) -> None:
    told = browser.page(ROSAS)["announcements"].texts("li")

    assert told == [
        "Previous address changed New 14:07:09 probation-case.address.updated",
        (
            "Flat B, Pilot Building, The Old Customs Landing, 7 Quayside, Newcastle, NE1 9XY: "
            "main address added 14 Sep 2026, 11:00:03 probation-case.address.created"
        ),
    ]
