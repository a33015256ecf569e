"""Problems that can be simulated: messages once more or late, an API with errors, bad messages."""

import pytest

from entrypoints.demo.cas3.action import Action, StaffAction
from entrypoints.demo.cas3.bad_messages import Fault
from entrypoints.demo.page_state import ApiState, DeliveryMode
from entrypoints.demo.refusals import BUSY
from tests.entrypoints.demo.page.browser import Browser
from tests.entrypoints.demo.page.scripted_demo import PROPOSED, ScriptedDemo

ROSAS = "/people/X418302"


def test_a_message_is_sent_again(demo: ScriptedDemo, browser: Browser) -> None:
    response = browser.post("/messages/5/again", {"crn": "D507116"})

    assert (response.status_code, response.headers["location"]) == (303, "/people/D507116#messages")
    assert demo.done == [("again", 5)]


def test_a_message_is_released(demo: ScriptedDemo, browser: Browser) -> None:
    response = browser.post("/messages/9/release", {"crn": "X418302"})

    assert (response.status_code, response.headers["location"]) == (303, f"{ROSAS}?message=9#messages")
    assert demo.done == [("release", 9)]


@pytest.mark.parametrize("number", ["77", "x", "-1", "9" * 5000])
@pytest.mark.parametrize("verb", ["again", "release"])
def test_a_message_that_there_is_not_is_not_found(browser: Browser, number: str, verb: str) -> None:
    assert browser.post(f"/messages/{number}/{verb}", {"crn": "X418302"}).status_code == 404


@pytest.mark.parametrize("crn", ["https://elsewhere.test", "//elsewhere.test", "A000000", ""])
def test_the_way_back_leads_to_one_of_the_people(browser: Browser, crn: str) -> None:
    response = browser.post("/messages/5/again", {"crn": crn})

    assert response.headers["location"] == f"{ROSAS}#messages"


@pytest.mark.parametrize("state", ApiState)
def test_the_api_answers_in_another_way(demo: ScriptedDemo, browser: Browser, state: ApiState) -> None:
    response = browser.post("/api", {"crn": "D507116", "state": state})

    assert (response.status_code, response.headers["location"]) == (303, "/people/D507116#problems")
    assert demo.api_state is state


def test_there_is_no_other_way(demo: ScriptedDemo, browser: Browser) -> None:
    assert browser.post("/api", {"crn": "D507116", "state": "sulky"}).status_code == 404
    assert demo.done == []


@pytest.mark.parametrize("fault", Fault)
def test_a_bad_message_is_sent(demo: ScriptedDemo, browser: Browser, fault: Fault) -> None:
    response = browser.post(f"{ROSAS}/bad-message", {"fault": fault})

    assert (response.status_code, response.headers["location"]) == (303, f"{ROSAS}?message=9#messages")
    assert demo.done == [("X418302", fault)]


def test_a_bad_message_of_no_kind_is_not(demo: ScriptedDemo, browser: Browser) -> None:
    assert browser.post(f"{ROSAS}/bad-message", {"fault": "none"}).status_code == 404
    assert browser.post("/people/A000000/bad-message", {"fault": Fault.NO_CRN}).status_code == 404
    assert demo.done == []


def test_a_worker_is_killed_at_a_referral(demo: ScriptedDemo, browser: Browser) -> None:
    answer = browser.post("/people/X418302/kill")

    action = StaffAction(crn="X418302", action=Action.SUBMIT_REFERRAL)
    assert demo.done == [(action, dict(PROPOSED), DeliveryMode.KILLED)]
    assert (answer.status_code, answer.headers["location"]) == (303, "/people/X418302#messages")


def test_starting_again_is_asked_first(demo: ScriptedDemo, browser: Browser) -> None:
    asked = browser.page("/start-again")

    assert asked.texts("button") == ["Yes, start again"]
    assert demo.done == []
    assert browser.post("/start-again").headers["location"] == "/"
    assert demo.done == ["start again"]


def test_a_record_is_locked_and_unlocked_and_that_is_said_on_every_page(
    demo: ScriptedDemo, browser: Browser
) -> None:
    browser.post(f"{ROSAS}/record", {"state": "locked"})
    page = browser.page("/people/D507116")

    assert demo.done == [("locked", "X418302")]
    assert page["to-record"].attributes["href"] == "/people/X418302#problems"
    assert page["record-locked"].attributes["aria-pressed"] == "false"
    assert browser.page(ROSAS)["record-locked"].attributes["aria-pressed"] == "true"
    browser.post(f"{ROSAS}/record", {"state": "free"})
    assert "to-record" not in browser.page(ROSAS)
    assert browser.post(f"{ROSAS}/record", {"state": "?"}).status_code == 404


def test_a_record_that_cannot_be_locked_just_now_is_said_to_be_in_use(
    demo: ScriptedDemo, browser: Browser
) -> None:
    demo.refusal = {"": BUSY}
    response = browser.post(f"{ROSAS}/record", {"state": "locked"})

    assert response.status_code == 409
    assert BUSY in response.text
    assert demo.posted == []
