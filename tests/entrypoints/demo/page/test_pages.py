"""The parts of the page."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

import entrypoints.demo.page
from entrypoints.demo.cas3.record import Booking, Record
from entrypoints.demo.changes import Mark, MarkedAddress
from entrypoints.demo.page_state import ApiState
from tests.entrypoints.demo.page.browser import Browser, Element, parsed
from tests.entrypoints.demo.page.samples import (
    CANCELLED,
    MESSAGES,
    MILL_HOUSE,
    OFFICER,
    ROSA,
    entry,
    lines,
    place,
)
from tests.entrypoints.demo.page.scripted_demo import ScriptedDemo

ROSAS = "/people/X418302"
PAGES = [
    ROSAS,
    *(f"{ROSAS}?message={each.number}" for each in MESSAGES),
    "/people/E204518",
    f"{ROSAS}/do/book",
    f"{ROSAS}/do/submit-referral",
    f"{ROSAS}/bookings/b-2/do/depart",
    f"{ROSAS}/diary/2",
    "/nowhere",
]
STATIC = ("page.css", "page.js", "icon.svg")
NASTY = "<script>alert('1')</script>\"&amp;"


def references(page: Element) -> set[str]:
    """The ids that something on the page points to."""
    kinds = ("for", "aria-describedby", "aria-labelledby")
    pointing = [each.attributes.get(kind, "") for each in page.elements for kind in kinds]
    links = [each.attributes.get("href", "") for each in page.all("a")]
    inner = {link[1:] for link in links if link.startswith("#")}
    return inner | {name for names in pointing for name in names.split()}


def test_the_first_page_is_that_of_the_first_person(browser: Browser) -> None:
    response = browser.get("/")

    assert (response.status_code, response.headers["location"]) == (303, ROSAS)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_sound(browser: Browser, path: str) -> None:
    page = parsed(browser.get(path).text)
    ids = [each.attributes["id"] for each in page.elements if "id" in each.attributes]

    assert sorted(set(ids)) == sorted(ids)
    assert references(page) <= set(ids)
    assert len(page.all("h1")) == 1
    assert page.all("html")[0].attributes["lang"] == "en-GB"


@pytest.mark.parametrize("path", PAGES)
def test_headings_skip_no_level(browser: Browser, path: str) -> None:
    page = parsed(browser.get(path).text)
    levels = [int(each.tag[1]) for each in page.elements if re.fullmatch("h[1-6]", each.tag)]

    assert all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False))


@pytest.mark.parametrize("path", PAGES)
def test_nothing_on_a_page_breaks_its_own_policy(browser: Browser, path: str) -> None:
    page = parsed(browser.get(path).text)

    assert not [each for each in page.elements if "style" in each.attributes or each.tag == "style"]
    assert not [name for each in page.elements for name in each.attributes if name.startswith("on")]
    assert all(each.attributes.get("src") and not each.text for each in page.all("script"))


@pytest.mark.parametrize("path", [*PAGES, *(f"/static/{name}" for name in STATIC)])
def test_nothing_is_loaded_from_elsewhere(browser: Browser, path: str) -> None:
    text = browser.get(path).text.replace("http://www.w3.org/2000/svg", "")

    assert not re.search(r"https?:|(href|src)=.//|url\(|@import", text.replace("url(#", ""))


def test_what_the_page_needs_is_part_of_the_package() -> None:
    folder = Path(entrypoints.demo.page.__file__).parent / "static"

    assert sorted(path.name for path in folder.iterdir()) == sorted(STATIC)


@pytest.mark.parametrize(("name", "kind"), [("page.css", "text/css"), ("page.js", "javascript")])
def test_styles_and_scripts_come_from_here(browser: Browser, name: str, kind: str) -> None:
    response = browser.get(f"/static/{name}")

    assert response.status_code == 200
    assert kind in response.headers["content-type"]


def test_the_person_in_the_middle_is_marked_among_the_people(browser: Browser) -> None:
    page = browser.page(ROSAS)

    assert [each.text for each in page["people"].all("a", **{"aria-current": "page"})] == [
        "Rosa Marlowe X418302"
    ]
    assert len(page["people"].all("a")) == 3
    assert page.texts("h1") == ["Rosa Marlowe X418302"]


def test_cas3_shows_each_booking_with_what_can_be_done(browser: Browser) -> None:
    booking = browser.page(ROSAS)["booking-b-1"]

    assert booking.texts("h4") == ["Flat B, Pilot Building, The Old Customs Landing"]
    assert "Provisional" in booking.text
    assert [each.attributes["href"] for each in booking.all("a")] == [
        f"{ROSAS}/bookings/b-1/do/confirm",
        f"{ROSAS}/bookings/b-1/do/cancel",
    ]


def test_a_bug_of_ours_is_not_taken_for_something_that_is_not_there(
    demo: ScriptedDemo, browser: Browser
) -> None:
    demo.breaks_with = KeyError("a bug")

    assert browser.get(ROSAS).status_code == 500


def test_new_and_changed_things_are_news(browser: Browser) -> None:
    page = browser.page(ROSAS)
    news = [each.attributes["data-news"] for each in page.elements if "data-news" in each.attributes]

    assert "New in the diary: Arrived at the accommodation" in news
    assert "Changed in the diary: Booking cancelled" in news
    assert "New address: Room 4, Mill House, 21 Weaver Lane, Durham, DH1 9AB" in news
    assert "Other services were told: Previous address changed" in news
    assert "Message 7, Person arrived: Recorded" in news


def test_only_messages_about_the_person_or_about_nobody_are_news(browser: Browser) -> None:
    page = browser.page(ROSAS)
    told = {each.attributes["id"] for each in page.all("tr") if "data-news" in each.attributes}

    assert told == {"message-7", "message-6", "message-5", "message-4"}


def test_a_person_of_whom_nothing_is_known_has_a_page_too(browser: Browser) -> None:
    page = browser.page("/people/E204518")

    for nothing in ("No referral yet.", "No booking yet.", "No address yet.", "No entry yet."):
        assert nothing in page.text


def test_a_stage_without_messages_has_a_page_too(demo: ScriptedDemo, browser: Browser) -> None:
    demo.messages = ()

    page = browser.page(ROSAS)

    assert page["journey"].text == "No message about Rosa Marlowe yet."
    assert page["message-list"].text.endswith("None yet.")


@pytest.mark.parametrize(
    ("state", "short", "meanwhile"),
    [
        (
            ApiState.ERRORS,
            "The CAS3 API answers with errors",
            "A message is tried again after a pause, and set",
        ),
        (ApiState.UNAVAILABLE, "The CAS3 API is unavailable", "Messages wait until it is available again."),
    ],
)
def test_a_problem_of_the_api_is_warned_of(
    demo: ScriptedDemo, browser: Browser, state: ApiState, short: str, meanwhile: str
) -> None:
    demo.api_state = state

    page = browser.page(ROSAS)

    assert f"Warning: {short}. {meanwhile}" in page["api"].text
    pressed = page["api"].all("form")[0].all("button", **{"aria-pressed": "true"})
    assert [each.attributes["value"] for each in pressed] == [state]
    assert page["to-problems"].text == short
    assert page["to-problems"].attributes["href"] == "#problems"


def test_an_api_that_works_is_not(browser: Browser) -> None:
    page = browser.page(ROSAS)

    assert "Warning" not in page["api"].text
    assert "to-problems" not in page


@pytest.mark.parametrize("path", ["/people/A000000", "/nowhere", f"{ROSAS}/diary/77", f"{ROSAS}/diary/x"])
def test_what_is_not_there_is_not_found(browser: Browser, path: str) -> None:
    response = browser.get(path)

    assert response.status_code == 404
    assert parsed(response.text).texts("h1") == ["Page not found"]


def test_whatever_is_shown_is_text_and_never_markup(demo: ScriptedDemo, browser: Browser) -> None:
    booking = Booking(id="b/1?#", place=place(NASTY), cancellation_reason=NASTY, notes=NASTY)
    nasty = entry(2, CANCELLED.entry.code, CANCELLED.entry.contact.time, NASTY, *lines(NASTY, new=[NASTY]))
    demo.people = [replace(ROSA, name=NASTY, officer=replace(OFFICER, name=NASTY))]
    demo.description = NASTY
    demo.record = Record((), [booking])
    demo.diary = [nasty]
    address = replace(MILL_HOUSE, type=NASTY, lines=replace(MILL_HOUSE.lines, street=NASTY))
    demo.addresses = [MarkedAddress(address, address, Mark.CHANGED)]
    steps = [replace(MESSAGES[2].steps[0], told=NASTY)]
    demo.messages = [replace(MESSAGES[2], title=NASTY, name=NASTY, content=NASTY, answer=NASTY, steps=steps)]
    demo.refusal = {"notes": NASTY, "": NASTY}

    for page in (browser.page(ROSAS), browser.page(f"{ROSAS}/diary/2"), browser.page(f"{ROSAS}/do/confirm")):
        assert len(page.all("script")) == 1
        assert page.text.count(NASTY) > 15
    posted = browser.post(f"{ROSAS}/do/confirm", {"notes": NASTY, "delivery": "as-usual"})
    page = parsed(posted.text)
    assert len(page.all("script")) == 1
    assert page["notes"].value == NASTY
    assert page.error_of("notes") == f"Error: {NASTY}"


def test_newcomers_are_told_what_to_do(browser: Browser) -> None:
    assert "Do something at CAS3, and watch what appears in Delius." in browser.page(ROSAS).text


def test_one_may_jump_to_each_part(browser: Browser) -> None:
    (jumps,) = browser.page(ROSAS).all("nav", **{"aria-label": "On this page"})

    assert [each.attributes["href"] for each in jumps.all("a")] == ["#cas3", "#delius", "#messages"]


def test_what_is_said_later_has_a_place_from_the_start(browser: Browser) -> None:
    page = browser.page(ROSAS)

    assert page["news"].attributes["data-person"] == "X418302 1"
    for name in ("lost", "news"):
        assert page[name].attributes["role"] == "status"
        assert "hidden" not in page[name].attributes
        assert page[name].text == ""
