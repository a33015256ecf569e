"""The forms of the actions at CAS3."""

from collections.abc import Mapping
from datetime import date

import pytest

from entrypoints.demo.cas3.action import Action, StaffAction
from entrypoints.demo.page_state import DeliveryMode
from tests.entrypoints.demo.page.browser import Browser, parsed
from tests.entrypoints.demo.page.scripted_demo import PROPOSED, ScriptedDemo

ROSAS = "/people/X418302"
BOOKING = f"{ROSAS}/bookings/b-2"
OF_NO_BOOKING = {Action.SUBMIT_REFERRAL, Action.BOOK}
FIELDS: Mapping[Action, set[str]] = {
    Action.SUBMIT_REFERRAL: {"needed_from"},
    Action.BOOK: {"place", "start", "end", "notes"},
    Action.CONFIRM: {"notes"},
    Action.CANCEL: {"cancelled_on", "cancellation_reason", "notes"},
    Action.CHANGE_CANCELLATION: {"cancelled_on", "cancellation_reason", "notes"},
    Action.ARRIVE: {"arrived_on", "end", "notes"},
    Action.CHANGE_ARRIVAL: {"arrived_on", "end", "notes"},
    Action.DEPART: {"departed_on", "departure_reason", "reason_detail", "move_on", "notes"},
    Action.CHANGE_DEPARTURE: {"departed_on", "departure_reason", "reason_detail", "move_on", "notes"},
}
ARRIVAL = {
    "arrived_on-day": "1",
    "arrived_on-month": "12",
    "arrived_on-year": "2026",
    "end-day": "1",
    "end-month": "3",
    "end-year": "2027",
    "notes": "",
    "delivery": "as-usual",
}


def path(action: Action) -> str:
    return f"{ROSAS}/do/{action}" if action in OF_NO_BOOKING else f"{BOOKING}/do/{action}"


def doing(action: Action) -> StaffAction:
    return StaffAction(crn="X418302", action=action, booking=None if action in OF_NO_BOOKING else "b-2")


@pytest.mark.parametrize("action", Action)
def test_a_form_that_is_sent_as_it_is_does_what_it_says(
    demo: ScriptedDemo, browser: Browser, action: Action
) -> None:
    form = browser.page(path(action))["form"].all("form")[0]
    response = browser.post(form.attributes["action"], form.fields())

    assert (response.status_code, response.headers["location"]) == (303, f"{ROSAS}#happened")
    values = {name: PROPOSED[name] for name in FIELDS[action]}
    assert demo.done == [(doing(action), values, DeliveryMode.AS_USUAL)]


@pytest.mark.parametrize("mode", DeliveryMode)
def test_the_message_is_delivered_as_it_was_chosen(
    demo: ScriptedDemo, browser: Browser, mode: DeliveryMode
) -> None:
    browser.post(path(Action.CONFIRM), {"notes": "", "delivery": mode})

    assert demo.done == [(doing(Action.CONFIRM), {"notes": ""}, mode)]


def test_notes_have_line_feeds_only_and_no_nul(demo: ScriptedDemo, browser: Browser) -> None:
    browser.post(path(Action.CONFIRM), {"notes": "\r\none\r\ntwo\rthree\0 \n", "delivery": "as-usual"})

    assert demo.done == [(doing(Action.CONFIRM), {"notes": "\none\ntwo\nthree \n"}, DeliveryMode.AS_USUAL)]


def test_the_form_is_named_and_so_is_the_page(browser: Browser) -> None:
    page = browser.page(path(Action.ARRIVE))

    assert page.title == "Record an arrival – Rosa Marlowe – CAS3 and Delius, side by side"
    assert page["form-title"].text == "Record an arrival"
    assert "Room 4, Mill House" in page["form"].text
    assert "autofocus" in page["form-title"].attributes


@pytest.mark.parametrize(
    ("typed", "wrong", "error"),
    [
        (("", "", ""), "day month year", "Enter the arrival date"),
        ((" ", "", "\0"), "day month year", "Enter the arrival date"),
        (("1", "", "2026"), "month", "The arrival date must include a month"),
        (("", "", "2026"), "day month", "The arrival date must include a day and month"),
        (("31", "2", "2026"), "day month year", "The arrival date must be a real date"),
        (("32", "2", "2026"), "day", "The arrival date must be a real date"),
        (("0", "13", "2026"), "day month", "The arrival date must be a real date"),
        (("1", "Mai", "2026"), "month", "The arrival date must be a real date"),
        (("1", "-5", "2026"), "month", "The arrival date must be a real date"),
        (("1", "٥", "2026"), "month", "The arrival date must be a real date"),
        (("1", "5", "0"), "year", "The arrival date must be a real date"),
        (("1", "5", "9" * 5000), "year", "The arrival date must be a real date"),
        (("1", "5", "26"), "year", "The year of the arrival date must be between 2000 and 2100"),
        (("1", "5", "2101"), "year", "The year of the arrival date must be between 2000 and 2100"),
    ],
)
def test_a_bad_date_gets_a_message_beside_it(
    demo: ScriptedDemo, browser: Browser, typed: tuple[str, str, str], wrong: str, error: str
) -> None:
    names = ("arrived_on-day", "arrived_on-month", "arrived_on-year")
    response = browser.post(path(Action.ARRIVE), {**ARRIVAL, **dict(zip(names, typed, strict=True))})

    page = parsed(response.text)
    assert response.status_code == 422
    marked = [f"arrived_on-{part}" for part in wrong.split()]
    assert [name for name in names if "aria-invalid" in page[name].attributes] == marked
    assert [page.error_of(name) for name in marked] == [f"Error: {error}"] * len(marked)
    assert page["error-summary"].texts("a") == [error]
    assert page["error-summary"].all("a")[0].attributes["href"] == f"#{marked[0]}"
    assert page.title.startswith("Error: Record an arrival")
    assert demo.done == []


@pytest.mark.parametrize("typed", [("01", "02", "2000"), (" 29", "2 ", "2028"), ("31", "12", "2100")])
def test_a_good_date_is_taken(demo: ScriptedDemo, browser: Browser, typed: tuple[str, str, str]) -> None:
    names = ("needed_from-day", "needed_from-month", "needed_from-year")
    fields = {**dict(zip(names, typed, strict=True)), "delivery": "as-usual"}
    response = browser.post(path(Action.SUBMIT_REFERRAL), fields)

    day, month, year = (int(each) for each in typed)
    assert response.status_code == 303
    assert demo.done == [
        (doing(Action.SUBMIT_REFERRAL), {"needed_from": date(year, month, day)}, DeliveryMode.AS_USUAL)
    ]


def test_all_that_is_wrong_is_told_at_once_and_nothing_typed_is_lost(browser: Browser) -> None:
    fields = {
        "departed_on-day": "1",
        "departed_on-month": "",
        "departed_on-year": "2026",
        "departure_reason": "",
        "move_on": "the moon",
        "reason_detail": "r" * 201,
        "notes": "n" * 4001,
        "delivery": "by air",
    }
    response = browser.post(path(Action.DEPART), fields)

    page = parsed(response.text)
    assert response.status_code == 422
    assert page["error-summary"].texts("a") == [
        "The departure date must include a month",
        "Select a reason for the departure",
        "More about the reason must be 200 characters or less",
        "Select a move-on category",
        "Notes must be 4,000 characters or less",
        "Select how the message is delivered",
    ]
    shown = page["form"].fields()
    for name in ("departed_on-day", "departed_on-year", "reason_detail", "notes"):
        assert shown[name] == fields[name]


def test_notes_of_the_greatest_length_are_taken(demo: ScriptedDemo, browser: Browser) -> None:
    # As a browser posts them: a line break in two characters, of which one counts.
    notes = "🏠" * 3_998 + "\n🏠"
    response = browser.post(
        path(Action.CONFIRM), {"notes": notes.replace("\n", "\r\n"), "delivery": "as-usual"}
    )

    assert response.status_code == 303
    assert demo.done == [(doing(Action.CONFIRM), {"notes": notes}, DeliveryMode.AS_USUAL)]


def test_a_form_without_any_field_is_told_what_is_missing(browser: Browser) -> None:
    response = browser.post(path(Action.BOOK))

    assert parsed(response.text)["error-summary"].texts("a") == [
        "Select a place",
        "Enter the start date of the booking",
        "Enter the end date of the booking",
        "Select how the message is delivered",
    ]


def test_what_cas3_refuses_is_told_beside_the_fields(demo: ScriptedDemo, browser: Browser) -> None:
    demo.refusal = {
        "arrived_on": "Too early",
        "": "Not today",
        "nowhere": "Nor so",
    }
    response = browser.post(path(Action.ARRIVE), ARRIVAL)

    page = parsed(response.text)
    assert response.status_code == 422
    assert page.error_of("arrived_on-day") == "Error: Too early"
    assert page["error-summary"].texts("li") == ["Too early", "Not today", "Nor so"]
    assert page["form"].fields() == ARRIVAL


@pytest.mark.parametrize("fields", [ARRIVAL, {"delivery": "as-usual"}], ids=["good", "bad"])
def test_what_is_not_offered_any_more_is_explained(
    demo: ScriptedDemo, browser: Browser, fields: Mapping[str, str]
) -> None:
    demo.offers = frozenset()
    for response in (browser.get(path(Action.ARRIVE)), browser.post(path(Action.ARRIVE), fields)):
        page = parsed(response.text)
        assert response.status_code == 409
        assert "CAS3 does not offer this at the moment." in page["notice"].text
        assert [each.attributes["href"] for each in page["notice"].all("a")] == [ROSAS]
        assert "form" not in page
        assert "diary" in page
    assert demo.done == []


@pytest.mark.parametrize("there", ["/people/A000000/do/book", f"{ROSAS}/do/dance"])
def test_nobody_and_nothing_of_that_name_is_not_found(browser: Browser, there: str) -> None:
    assert browser.get(there).status_code == 404
    assert browser.post(there, {"delivery": "as-usual"}).status_code == 404


def test_the_references_of_bookings_may_have_any_characters(demo: ScriptedDemo, browser: Browser) -> None:
    form = browser.page(f"{ROSAS}/bookings/a%20%3F%23%C3%A9/do/confirm")["form"].all("form")[0]
    browser.post(form.attributes["action"], form.fields())

    wanted = StaffAction(crn="X418302", action=Action.CONFIRM, booking="a ?#é")
    assert demo.done == [(wanted, {"notes": ""}, DeliveryMode.AS_USUAL)]
