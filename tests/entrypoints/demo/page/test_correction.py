"""A practitioner edits an entry of the diary."""

from datetime import datetime

import pytest

from domain.london import WallTime
from entrypoints.demo.cas3.action import Action, StaffAction
from entrypoints.demo.page_state import Correction, DeliveryMode
from tests.entrypoints.demo.page.browser import Browser, parsed
from tests.entrypoints.demo.page.samples import CANCELLED, entry, lines
from tests.entrypoints.demo.page.scripted_demo import OUTRUN, PROPOSED, ScriptedDemo

ENTRY = "/people/X418302/diary/2"
NOTES = CANCELLED.entry.contact.notes


def correction(time: str, notes: str = NOTES, version: int = 3) -> Correction:
    at = WallTime(datetime.fromisoformat(time))
    return Correction(crn="X418302", entry=2, version=version, time=at, notes=notes)


def test_the_form_shows_the_entry_as_it_stands(browser: Browser) -> None:
    page = browser.page(ENTRY)

    assert page["form"].fields() == {
        "version": "3",
        "time": "16:05",
        "notes": NOTES,
        "date-day": "20",
        "date-month": "10",
        "date-year": "2026",
    }
    assert page.title.startswith("Edit the entry – Rosa Marlowe")


def test_sent_as_it_is_it_changes_nothing(demo: ScriptedDemo, browser: Browser) -> None:
    response = browser.post(ENTRY, browser.page(ENTRY)["form"].fields())

    assert (response.status_code, response.headers["location"]) == (303, "/people/X418302#happened")
    assert demo.done == [correction("2026-10-20T16:05:41")]


def test_notes_that_begin_with_an_empty_line_keep_it(demo: ScriptedDemo, browser: Browser) -> None:
    contact = CANCELLED.entry.contact
    demo.diary = [
        entry(2, CANCELLED.entry.code, contact.time, "x:1", *lines("", "One", ""), version=contact.version)
    ]

    browser.post(ENTRY, browser.page(ENTRY)["form"].fields())

    assert demo.done == [correction("2026-10-20T16:05:41", notes="\nOne\n")]


@pytest.mark.parametrize(
    ("changed", "time"),
    [
        ({"time": "16:06"}, "2026-10-20T16:06:00"),
        ({"time": " 9.30 "}, "2026-10-20T09:30:00"),
        ({"time": "00:00"}, "2026-10-20T00:00:00"),
        ({"date-day": "21"}, "2026-10-21T16:05:41"),
    ],
)
def test_seconds_stay_unless_the_time_changes(
    demo: ScriptedDemo, browser: Browser, changed: dict[str, str], time: str
) -> None:
    browser.post(ENTRY, {**browser.page(ENTRY)["form"].fields(), **changed})

    assert demo.done == [correction(time)]


def test_the_version_is_the_one_that_was_read(demo: ScriptedDemo, browser: Browser) -> None:
    fields = {**browser.page(ENTRY)["form"].fields(), "notes": "Mine", "version": "2"}
    browser.post(ENTRY, fields)

    assert demo.done == [correction("2026-10-20T16:05:41", notes="Mine", version=2)]


@pytest.mark.parametrize("typed", ["24:00", "12:60", "noon", "12", "1205", "12:05:33", "١٢:٠٥"])
def test_a_bad_time_gets_a_message_beside_it(demo: ScriptedDemo, browser: Browser, typed: str) -> None:
    response = browser.post(ENTRY, {**browser.page(ENTRY)["form"].fields(), "time": typed})

    page = parsed(response.text)
    assert response.status_code == 422
    assert page.error_of("time") == "Error: The time must be a time of the 24-hour clock, such as 14:05"
    assert page["time"].value == typed
    assert page.title.startswith("Error: Edit the entry")
    assert demo.done == []


def test_all_that_is_wrong_is_told_at_once(browser: Browser) -> None:
    fields = {"version": "3", "date-day": "1", "time": "", "notes": "n" * 20_001}
    page = parsed(browser.post(ENTRY, fields).text)

    assert page["error-summary"].texts("a") == [
        "The date must include a month and year",
        "Enter the time",
        "Notes must be 20,000 characters or less",
    ]


def test_what_delius_refuses_of_a_field_is_told_and_the_version_stays(
    demo: ScriptedDemo, browser: Browser
) -> None:
    fields = {**browser.page(ENTRY)["form"].fields(), "notes": "Mine", "version": "2"}
    demo.refusal = {"notes": "Not so"}
    page = parsed(browser.post(ENTRY, fields).text)

    assert page.error_of("notes") == "Error: Not so"
    assert page["form"].fields() == fields
    assert "present" not in page


def test_who_meets_another_edit_sees_it_and_may_save_again(demo: ScriptedDemo, browser: Browser) -> None:
    fields = {**browser.page(ENTRY)["form"].fields(), "notes": "Mine"}
    demo.is_outrun = True
    response = browser.post(ENTRY, fields)

    page = parsed(response.text)
    assert response.status_code == 422
    assert page["error-summary"].texts("a") == [OUTRUN]
    assert page["error-summary"].all("a")[0].attributes["href"] == "#present"
    assert page["present"].text.startswith("The entry now reads: 21 October 2026, 09:15 Somebody else's")
    assert page["form"].fields() == {**fields, "version": "4"}
    browser.post(ENTRY, page["form"].fields())
    assert demo.done == [correction("2026-10-20T16:05:00", notes="Mine", version=4)]


@pytest.mark.parametrize("version", ["", "x", "-1"])
def test_a_form_of_no_version_is_none_of_ours(demo: ScriptedDemo, browser: Browser, version: str) -> None:
    fields = {**browser.page(ENTRY)["form"].fields(), "version": version}

    assert browser.post(ENTRY, fields).status_code == 404
    assert demo.done == []


def test_cas3_may_change_the_entry_while_it_is_edited(demo: ScriptedDemo, browser: Browser) -> None:
    """The typed text stays, with the version that was read, so that saving it is refused."""
    contact = CANCELLED.entry.contact
    demo.diary = [
        entry(2, CANCELLED.entry.code, contact.time, "booking-cancelled:b-0", version=contact.version)
    ]
    form = browser.page(ENTRY)["form"]
    assert "Change it at CAS3 meanwhile" in form.texts("button")
    answer = browser.post(ENTRY, {**form.fields(), "notes": "Mine", "meanwhile": "yes"})

    change = StaffAction(crn="X418302", action=Action.CHANGE_CANCELLATION, booking="b-0")
    assert demo.done == [(change, dict(PROPOSED), DeliveryMode.AS_USUAL)]
    assert parsed(answer.text)["form"].fields()["notes"] == "Mine"
    assert parsed(answer.text)["form"].fields()["version"] == "3"


def test_where_cas3_offers_no_change_of_the_entry_none_is_made(demo: ScriptedDemo, browser: Browser) -> None:
    form = browser.page(ENTRY)["form"]
    assert form.texts("button") == ["Save the entry"]

    assert browser.post(ENTRY, {**form.fields(), "meanwhile": "yes"}).status_code == 404
    assert demo.done == []
