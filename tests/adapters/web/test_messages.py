"""The way of each message: what is shown of it, and what can be done with it."""

from dataclasses import replace

import pytest

from adapters.web.doings import Mood, Rubbish
from adapters.web.hexagon import Station, path_of
from adapters.web.sights import State
from tests.adapters.web.browser import Browser, Element
from tests.adapters.web.sample_sights import WAYS, way
from tests.adapters.web.scripted_stage import ScriptedStage

ROSAS = "/people/X418302"


def lit(way: Element) -> dict[str, str]:
    """What each station of the picture looks like, by what is written in it."""
    groups = [each for each in way.all("g") if each.attributes["class"].startswith("station")]
    return {each.text: each.attributes["class"].removeprefix("station ") for each in groups}


def test_messages_come_with_the_newest_first(browser: Browser) -> None:
    rows = browser.page(ROSAS)["message-list"].all("tr")[1:]

    assert [row.attributes["id"] for row in rows] == [f"message-{number}" for number in range(9, 0, -1)]


def test_a_message_says_what_where_and_why(browser: Browser) -> None:
    text = browser.page(ROSAS)["message-3"].text

    assert text.startswith(
        "3 Booking confirmed Konstantina Featherstonehaugh-Papadopoulou, E204518 "
        "Waiting for an outage to end The CAS3 API answers with status 503. 14:05:01"
    )


def test_only_a_message_that_is_held_back_can_be_let_go(browser: Browser) -> None:
    page = browser.page(ROSAS)
    buttons = page["message-list"].texts("button")

    assert [each for each in buttons if "Let it arrive" in each] == ["Let it arrive now, message 9"]
    assert "again-9" not in page
    assert "again-8" in page


@pytest.mark.parametrize(
    ("query", "shown"), [("", 9), ("?message=7", 7), ("?message=99", 9), ("?message=", 9)]
)
def test_the_way_of_the_picked_message_is_drawn_or_else_of_the_newest(
    browser: Browser, query: str, shown: int
) -> None:
    page = browser.page(ROSAS + query)

    assert page["way"].texts("h3")[0].startswith(f"Message {shown}: ")
    assert page[f"message-{shown}"].attributes["class"] == "picked"


def test_its_steps_come_in_order(browser: Browser) -> None:
    assert browser.page(f"{ROSAS}?message=7")["way"].texts("li") == [
        "Queued 14:07:01",
        "In work 14:07:04 Received for the first time.",
        "Recorded 14:07:09 Written to Delius.",
    ]


def test_the_picture_shows_what_was_passed_and_where_it_is(browser: Browser) -> None:
    way = browser.page(f"{ROSAS}?message=4")["way"]

    assert lit(way) == {
        "Application": "passed",
        "Domain the rules": "away",
        "Queue (SQS)": "passed",
        "CAS3 API": "away",
        "Delius": "away",
        "Topic (SNS)": "away",
        "Dead-letter queue": "here trouble",
    }
    assert way["hexagon-told"].text.startswith(
        "It passed the queue, the application. It is at the dead-letter queue."
    )


@pytest.mark.parametrize("state", State)
def test_every_state_has_its_way(state: State) -> None:
    path = path_of(way(1, "Something", None, ("12:00:00", state, "")))

    assert path.here not in path.passed
    assert (path.here is None) == (state is State.HELD_BACK)
    assert path.told


@pytest.mark.parametrize(
    ("state", "reaches"),
    [
        (State.QUEUED, {Station.QUEUE}),
        (State.IN_WORK, {Station.QUEUE, Station.APPLICATION, Station.API}),
        (State.RECORDED, set(Station) - {Station.DEAD_LETTERS, Station.TOPIC}),
        (State.OUT_OF_SEQUENCE, set(Station) - {Station.DEAD_LETTERS, Station.TOPIC}),
        (State.SET_ASIDE, {Station.QUEUE, Station.APPLICATION, Station.DEAD_LETTERS}),
    ],
)
def test_a_message_reaches_as_far_as_its_state_says(state: State, reaches: set[Station]) -> None:
    path = path_of(way(1, "Something", None, ("12:00:00", state, "")))

    assert {*path.passed, path.here} == reaches


def test_what_changed_addresses_reaches_the_topic() -> None:
    changed = replace(way(1, "Something", None, ("12:00:00", State.RECORDED, "")), is_announced=True)

    path = path_of(changed)

    assert Station.TOPIC in path.passed
    assert "other services are told" in path.told


def test_a_message_is_sent_again(stage: ScriptedStage, browser: Browser) -> None:
    response = browser.post("/messages/5/again", {"crn": "D507116"})

    assert (response.status_code, response.headers["location"]) == (303, "/people/D507116#messages")
    assert stage.done == [("again", 5)]


def test_a_message_is_let_go(stage: ScriptedStage, browser: Browser) -> None:
    response = browser.post("/messages/9/arrive", {"crn": "X418302"})

    assert (response.status_code, response.headers["location"]) == (303, f"{ROSAS}?message=9#message-9")
    assert stage.done == [("arrive", 9)]


@pytest.mark.parametrize("number", ["77", "x", "-1", "9" * 5000])
@pytest.mark.parametrize("verb", ["again", "arrive"])
def test_a_message_that_there_is_not_is_not_found(browser: Browser, number: str, verb: str) -> None:
    assert browser.post(f"/messages/{number}/{verb}", {"crn": "X418302"}).status_code == 404


@pytest.mark.parametrize("crn", ["https://elsewhere.test", "//elsewhere.test", "A000000", ""])
def test_the_way_back_leads_to_one_of_the_people(browser: Browser, crn: str) -> None:
    response = browser.post("/messages/5/again", {"crn": crn})

    assert response.headers["location"] == f"{ROSAS}#messages"


@pytest.mark.parametrize("mood", Mood)
def test_the_api_answers_in_another_way(stage: ScriptedStage, browser: Browser, mood: Mood) -> None:
    response = browser.post("/api", {"crn": "D507116", "mood": mood})

    assert (response.status_code, response.headers["location"]) == (303, "/people/D507116#bad-days")
    assert stage.mood is mood


def test_there_is_no_other_way(stage: ScriptedStage, browser: Browser) -> None:
    assert browser.post("/api", {"crn": "D507116", "mood": "sulky"}).status_code == 404
    assert stage.done == []


@pytest.mark.parametrize("rubbish", Rubbish)
def test_rubbish_is_sent(stage: ScriptedStage, browser: Browser, rubbish: Rubbish) -> None:
    response = browser.post(f"{ROSAS}/rubbish", {"rubbish": rubbish})

    assert (response.status_code, response.headers["location"]) == (303, f"{ROSAS}#messages")
    assert stage.done == [("X418302", rubbish)]


def test_rubbish_of_no_kind_is_not(stage: ScriptedStage, browser: Browser) -> None:
    assert browser.post(f"{ROSAS}/rubbish", {"rubbish": "none"}).status_code == 404
    assert browser.post("/people/A000000/rubbish", {"rubbish": Rubbish.NO_CRN}).status_code == 404
    assert stage.done == []


def test_every_message_on_the_page_can_be_asked_for(browser: Browser) -> None:
    for each in WAYS:
        link = browser.page(ROSAS)[f"show-{each.number}"]
        assert link.attributes["href"] == f"{ROSAS}?message={each.number}#messages"
