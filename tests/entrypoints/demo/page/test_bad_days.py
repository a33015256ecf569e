"""What makes a bad day: messages once more or late, an API that is unwell, rubbish."""

import pytest

from entrypoints.demo.page.doings import Mood, Rubbish
from tests.entrypoints.demo.page.browser import Browser
from tests.entrypoints.demo.page.scripted_stage import ScriptedStage

ROSAS = "/people/X418302"


def test_a_message_is_sent_again(stage: ScriptedStage, browser: Browser) -> None:
    response = browser.post("/messages/5/again", {"crn": "D507116"})

    assert (response.status_code, response.headers["location"]) == (303, "/people/D507116#messages")
    assert stage.done == [("again", 5)]


def test_a_message_is_let_go(stage: ScriptedStage, browser: Browser) -> None:
    response = browser.post("/messages/9/arrive", {"crn": "X418302"})

    assert (response.status_code, response.headers["location"]) == (303, f"{ROSAS}?message=9#messages")
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

    assert (response.status_code, response.headers["location"]) == (303, f"{ROSAS}?message=9#messages")
    assert stage.done == [("X418302", rubbish)]


def test_rubbish_of_no_kind_is_not(stage: ScriptedStage, browser: Browser) -> None:
    assert browser.post(f"{ROSAS}/rubbish", {"rubbish": "none"}).status_code == 404
    assert browser.post("/people/A000000/rubbish", {"rubbish": Rubbish.NO_CRN}).status_code == 404
    assert stage.done == []
