"""What came of the newest action, told at the top of the page."""

from dataclasses import replace

from entrypoints.demo.page.sights import State
from tests.entrypoints.demo.page.browser import Browser
from tests.entrypoints.demo.page.sample_sights import DANIEL, DELIUS_OF_ROSA, ROSA, WAYS, way
from tests.entrypoints.demo.page.scripted_stage import ScriptedStage

ROSAS = "/people/X418302"


def test_whatever_is_marked_is_told_at_the_top(browser: Browser) -> None:
    assert browser.page(ROSAS)["happened"].texts("li") == [
        "New entry: Arrived at the accommodation",
        "Changed entry: Booking cancelled",
        "Changed address: Flat B, Pilot Building, The Old Customs Landing, 7 Quayside, Newcastle, NE1 9XY",
        "New address: Room 4, Mill House, 21 Weaver Lane, Durham, DH1 9AB",
        "Other services told: Previous address changed",
    ]


def test_it_leads_to_where_that_is(browser: Browser) -> None:
    page = browser.page(ROSAS)
    links = [each.attributes["href"] for each in page["happened"].all("li")[0].all("a")]
    everywhere = {each.attributes["href"] for item in page["happened"].all("li") for each in item.all("a")}

    assert links == ["#entry-3"]
    assert everywhere == {"#entry-3", "#entry-2", "#home-2", "#home-3", "#told-2"}
    assert "Previous address changed" in page["told-2"].text


def test_where_nothing_is_marked_nothing_is_told(stage: ScriptedStage, browser: Browser) -> None:
    stage.delius = replace(
        DELIUS_OF_ROSA,
        diary=[replace(each, mark=None) for each in DELIUS_OF_ROSA.diary],
        homes=[replace(each, mark=None) for each in DELIUS_OF_ROSA.homes],
        announced=[replace(each, mark=None) for each in DELIUS_OF_ROSA.announced],
    )

    assert browser.page(ROSAS)["happened"].texts("li") == []


def test_it_can_have_the_focus_and_has_a_name(browser: Browser) -> None:
    happened = browser.page(ROSAS)["happened"]

    assert happened.attributes["tabindex"] == "-1"
    assert happened[happened.attributes["aria-labelledby"]].text == "What happened last"


def test_what_is_held_back_is_told_with_the_way_to_it(stage: ScriptedStage, browser: Browser) -> None:
    stage.ways = [way(2, "Person arrived", ROSA, ("14:08:00", State.HELD_BACK, ""))]
    page = browser.page(ROSAS)

    assert "1 message is held back: message 2" in page["happened"].text
    assert page["held-2"].attributes["href"] == "#message-2"


def test_so_is_what_is_held_back_about_others_on_their_pages(stage: ScriptedStage, browser: Browser) -> None:
    held = way(2, "Person arrived", ROSA, ("14:08:00", State.HELD_BACK, ""))
    stage.ways = [WAYS[0], held]
    page = browser.page(ROSAS)

    assert f"2 messages are held back: message 9 ({DANIEL.name}), message 2" in page["happened"].text
    assert page["held-9"].attributes["href"] == "/people/D507116#message-9"


def test_where_nothing_is_held_back_nothing_is_said_of_it(stage: ScriptedStage, browser: Browser) -> None:
    stage.ways = WAYS[1:]

    assert "held back" not in browser.page(ROSAS)["happened"].text
