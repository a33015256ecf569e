"""The journey of each message: what is shown of it, and what can be done with it."""

from dataclasses import replace

import pytest

from adapters.in_memory.telemetry import Report
from entrypoints.demo.messages import Progress
from entrypoints.demo.page.hexagon import Station, path_of
from entrypoints.demo.page.view_model import News, news_of
from tests.entrypoints.demo.page.browser import Browser, Element
from tests.entrypoints.demo.page.samples import MESSAGES, ROSA, message
from tests.entrypoints.demo.page.scripted_demo import ScriptedDemo

ROSAS = "/people/X418302"


def lit(drawn: Element) -> dict[str, str]:
    """Return what each station of the picture looks like, by what is written in it."""
    groups = [each for each in drawn.all("g") if each.attributes["class"].startswith("station")]
    return {each.text: each.attributes["class"].removeprefix("station ") for each in groups}


def rows(table: Element) -> list[str]:
    return [row.attributes["id"] for row in table.all("tr")[1:]]


def test_messages_about_the_person_and_about_nobody_come_first_and_the_newest_ahead(
    browser: Browser,
) -> None:
    here, elsewhere = browser.page(ROSAS)["message-list"].all("table")

    assert rows(here) == [f"message-{number}" for number in (8, 7, 6, 5, 4, 1)]
    assert rows(elsewhere) == [f"message-{number}" for number in (9, 3, 2)]


def test_messages_about_other_people_are_behind_a_summary(browser: Browser) -> None:
    others = browser.page(ROSAS)["others"]

    assert others.texts("summary") == ["3 messages about other people"]
    assert "open" not in others.attributes
    assert "message-9" in others


def test_one_message_about_somebody_else_is_counted_in_the_singular(
    demo: ScriptedDemo, browser: Browser
) -> None:
    demo.messages = MESSAGES[:3]

    assert browser.page(ROSAS)["others"].texts("summary") == ["1 message about other people"]


def test_they_are_open_if_one_of_them_is_picked(browser: Browser) -> None:
    assert "open" in browser.page(f"{ROSAS}?message=3")["others"].attributes


def test_news_of_somebody_whom_nobody_knows_is_on_every_page(demo: ScriptedDemo, browser: Browser) -> None:
    demo.messages = [replace(MESSAGES[5], crn="Z999999")]

    page = browser.page(ROSAS)

    assert "others" not in page
    assert "data-news" in page["message-4"].attributes


def test_a_message_says_what_where_and_why(browser: Browser) -> None:
    text = browser.page(ROSAS)["message-3"].text

    assert text.startswith(
        "3 Booking confirmed Konstantina Featherstonehaugh-Papadopoulou, E204518 "
        "Waiting for an outage to end The CAS3 API answers with 503. 14:05:01"
    )


def test_only_a_message_that_is_held_back_can_be_released(browser: Browser) -> None:
    page = browser.page(ROSAS)
    buttons = page["message-list"].texts("button")

    assert [each for each in buttons if "Release" in each] == ["Release it now, message 9"]
    assert "again-9" not in page
    assert "again-8" in page


@pytest.mark.parametrize(
    ("query", "shown"), [("", 8), ("?message=7", 7), ("?message=9", 9), ("?message=99", 8), ("?message=", 8)]
)
def test_the_journey_of_the_picked_message_is_drawn_or_else_of_the_newest_about_the_person(
    browser: Browser, query: str, shown: int
) -> None:
    page = browser.page(ROSAS + query)

    assert page["journey"].texts("h3")[0].startswith(f"Message {shown}: ")
    assert page[f"message-{shown}"].attributes["class"] == "picked"


def test_where_there_is_none_about_the_person_that_is_said(demo: ScriptedDemo, browser: Browser) -> None:
    demo.messages = [each for each in MESSAGES if each.crn != "X418302"]
    page = browser.page(ROSAS)

    assert page["journey"].text == "No message about Rosa Marlowe yet."
    assert rows(page["message-list"].all("table")[0]) == ["message-4"]


def test_its_steps_come_in_order(browser: Browser) -> None:
    assert browser.page(f"{ROSAS}?message=7")["journey"].texts("li") == [
        "Queued 14:07:01",
        "Being processed 14:07:04 Received for the first time.",
        "Recorded 14:07:09 Written to Delius.",
    ]


def test_the_picture_shows_what_was_passed_and_where_it_is(browser: Browser) -> None:
    drawn = browser.page(f"{ROSAS}?message=4")["journey"]

    assert lit(drawn) == {
        "Application": "passed",
        "Domain the rules": "away",
        "Queue (SQS)": "passed",
        "CAS3 API": "away",
        "Delius": "away",
        "Topic (SNS)": "away",
        "Dead-letter queue": "here trouble",
    }
    assert drawn["hexagon-told"].text.startswith(
        "It passed the queue, the application. It is at the dead-letter queue."
    )


@pytest.mark.parametrize("state", Progress)
def test_every_state_has_its_path(state: Progress) -> None:
    path = path_of(message(1, "Something", None, ("12:00:00", state, "")))

    assert path.here not in path.passed
    assert (path.here is None) == (state is Progress.HELD_BACK)
    assert path.told


@pytest.mark.parametrize(
    ("state", "reaches"),
    [
        (Progress.QUEUED, {Station.QUEUE}),
        (Progress.IN_WORK, {Station.QUEUE, Station.APPLICATION, Station.API}),
        (Progress.RECORDED, set(Station) - {Station.DEAD_LETTERS, Station.TOPIC}),
        (Progress.RECEIVED_LATE, set(Station) - {Station.DEAD_LETTERS, Station.TOPIC}),
        (Progress.SET_ASIDE, {Station.QUEUE, Station.APPLICATION, Station.DEAD_LETTERS}),
        (Progress.LATER, {Station.QUEUE, Station.APPLICATION}),
        (Progress.WAITING, {Station.QUEUE, Station.APPLICATION}),
    ],
)
def test_a_message_reaches_as_far_as_its_state_says(state: Progress, reaches: set[Station]) -> None:
    path = path_of(message(1, "Something", None, ("12:00:00", state, "")))

    assert {*path.passed, path.here} == reaches


@pytest.mark.parametrize(
    ("state", "told", "here"),
    [
        (Progress.SET_ASIDE, "The CAS3 API answered 404.", Station.DEAD_LETTERS),
        (Progress.LATER, "The CAS3 API answered 500.", Station.API),
        (Progress.WAITING, "The CAS3 API answered 503.", Station.API),
        (Progress.LATER, "Somebody else is writing to the database.", Station.APPLICATION),
    ],
)
def test_trouble_after_the_api_was_asked_has_come_by_it(state: Progress, told: str, here: Station) -> None:
    asked = replace(message(1, "Something", None, ("12:00:00", state, told)), is_asked_for=True)

    path = path_of(asked)

    assert path.here is here
    assert {*path.passed, path.here} == {Station.QUEUE, Station.APPLICATION, Station.API, here}
    assert path.is_troubled


@pytest.mark.parametrize("state", [Progress.LATER, Progress.WAITING])
def test_trouble_before_that_is_in_the_application(state: Progress) -> None:
    path = path_of(message(1, "Something", None, ("12:00:00", state, "")))

    assert path.here is Station.APPLICATION
    assert path.is_troubled


@pytest.mark.parametrize(
    "state", [state for state in Progress if state not in {Progress.QUEUED, Progress.IN_WORK}]
)
def test_whatever_came_of_a_message_is_news(state: Progress) -> None:
    steps = [("12:00:00", Progress.QUEUED, ""), ("12:00:01", state, "")]

    assert news_of(message(1, "Something", None, *steps)) == News(2, state)


def test_being_on_the_way_is_no_news() -> None:
    steps = [("12:00:00", Progress.QUEUED, ""), ("12:00:01", Progress.IN_WORK, "")]

    assert news_of(message(1, "Something", None, *steps)) is None


def test_to_be_tried_once_more_is_no_other_news_until_something_comes_of_it() -> None:
    steps = [("12:00:01", Progress.WAITING, ""), ("12:00:02", Progress.IN_WORK, "")]

    assert news_of(message(1, "Something", None, *steps)) == News(1, Progress.WAITING)


def test_what_changed_addresses_reaches_the_topic() -> None:
    report = Report("Recorded", {"announcements": "2"})
    changed = replace(message(1, "Something", None, ("12:00:00", Progress.RECORDED, "")), settled_by=report)

    path = path_of(changed)

    assert Station.TOPIC in path.passed
    assert "other services are told" in path.told


def test_every_message_on_the_page_can_be_asked_for(browser: Browser) -> None:
    for each in MESSAGES:
        link = browser.page(ROSAS)[f"show-{each.number}"]
        assert link.attributes["href"] == f"{ROSAS}?message={each.number}#messages"


def test_trouble_with_what_delius_holds_has_come_to_delius() -> None:
    told = "Delius has no person with the CRN Z900001."
    asked = replace(message(1, "Something", None, ("12:00:00", Progress.SET_ASIDE, told)), is_asked_for=True)

    assert Station.DELIUS in path_of(asked).passed


def test_of_many_messages_twenty_are_listed_and_more_on_demand(demo: ScriptedDemo, browser: Browser) -> None:
    demo.messages = [
        message(number, "Person arrived", ROSA, ("12:00:00", Progress.RECORDED, ""))
        for number in range(50, 0, -1)
    ]
    for query, count in (("", 20), ("?listed=40", 40), ("?listed=60", 50), ("?listed=1", 20)):
        page = browser.page(ROSAS + query)
        assert len(rows(page["message-list"].all("table")[0])) == count
        assert ("more-message-list" in page) == (count < 50)
    page = browser.page(f"{ROSAS}?message=7&listed=40")
    assert page["more-message-list"].attributes["href"] == f"{ROSAS}?message=7&listed=60#message-list"
    assert page["news"].attributes["data-page"] == f"{ROSAS}?message=7&listed=40"
