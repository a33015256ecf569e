"""The outcome of the newest action, told at the top of the page."""

from dataclasses import replace

from adapters.in_memory.telemetry import Report
from entrypoints.demo.messages import Progress
from tests.entrypoints.demo.page.browser import Browser
from tests.entrypoints.demo.page.samples import ADDRESSES, ANNOUNCED, DANIEL, DIARY, MESSAGES, ROSA, message
from tests.entrypoints.demo.page.scripted_demo import ScriptedDemo

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
    assert everywhere == {"#entry-3", "#entry-2", "#address-2", "#address-3", "#told-2"}
    assert "Previous address changed" in page["told-2"].text


def test_where_nothing_is_marked_nothing_is_told(demo: ScriptedDemo, browser: Browser) -> None:
    demo.diary = [replace(each, mark=None) for each in DIARY]
    demo.addresses = [replace(each, mark=None) for each in ADDRESSES]
    demo.announced = [replace(each, mark=None) for each in ANNOUNCED]

    assert browser.page(ROSAS)["happened"].texts("li") == []


def test_the_newest_message_leads_from_cas3_to_delius(browser: Browser) -> None:
    happened = browser.page(ROSAS)["happened"]

    assert happened.texts("h3") == ["At CAS3", "Message 8", "In Delius"]
    assert "Departure changed" in happened.text


def test_what_practitioners_do_comes_from_no_message(demo: ScriptedDemo, browser: Browser) -> None:
    demo.is_edited = True
    happened = browser.page(ROSAS)["happened"]

    assert happened.texts("h3") == ["In Delius", "What changed"]
    assert "Departure changed" not in happened.text


def test_a_message_that_told_nothing_new_says_so(demo: ScriptedDemo, browser: Browser) -> None:
    late = message(10, "Person arrived", ROSA, ("14:08:00", Progress.RECEIVED_LATE, ""))
    unchanged = Report("OutOfSequence", {"contact": "unchanged"})
    demo.messages = [replace(late, settled_by=unchanged)]
    demo.diary, demo.addresses, demo.announced = (), (), ()

    assert "Delius already said all that it says" in browser.page(ROSAS)["happened"].text


def test_it_can_have_the_focus_and_has_a_name(browser: Browser) -> None:
    happened = browser.page(ROSAS)["happened"]

    assert happened.attributes["tabindex"] == "-1"
    assert happened[happened.attributes["aria-labelledby"]].text == "What happened last"


def test_what_is_held_back_is_told_with_the_way_to_it(demo: ScriptedDemo, browser: Browser) -> None:
    demo.messages = [message(2, "Person arrived", ROSA, ("14:08:00", Progress.HELD_BACK, ""))]
    page = browser.page(ROSAS)

    assert "1 message held back: message 2" in page["happened"].text
    assert page["h-2"].attributes["href"] == f"{ROSAS}?message=2#messages"


def test_so_is_what_is_held_back_about_others_on_their_pages(demo: ScriptedDemo, browser: Browser) -> None:
    held = message(2, "Person arrived", ROSA, ("14:08:00", Progress.HELD_BACK, ""))
    demo.messages = [MESSAGES[0], held]
    page = browser.page(ROSAS)

    assert f"2 messages held back: message 9 ({DANIEL.name}), message 2" in page["happened"].text
    assert page["h-9"].attributes["href"] == "/people/D507116?message=9#messages"


def test_where_nothing_is_held_back_nothing_is_said_of_it(demo: ScriptedDemo, browser: Browser) -> None:
    demo.messages = MESSAGES[1:]

    assert "held back" not in browser.page(ROSAS)["happened"].text


def test_what_was_set_aside_is_counted_on_every_page(demo: ScriptedDemo, browser: Browser) -> None:
    lost = [
        message(number, "Person arrived", ROSA, ("14:08:00", Progress.SET_ASIDE, "x")) for number in (11, 10)
    ]
    demo.messages = [*lost, *MESSAGES]

    for person in (ROSA, DANIEL):
        told = browser.page(f"/people/{person.crn}")["set-aside"].text
        assert told.startswith("3 messages set aside: message 11")
    demo.messages = [replace(each, is_sent_again=True) for each in lost]
    assert "set-aside" not in browser.page(ROSAS)
