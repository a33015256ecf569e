"""The same events in any order, as the page shows it."""

from datetime import date

import pytest

from domain.event import ContactCode, EventType
from entrypoints.demo.any_order import REPEATED, in_order, shuffled
from entrypoints.sandbox.words import event_in_words
from tests.entrypoints.demo.page.browser import Browser
from tests.entrypoints.demo.page.scripted_demo import ScriptedDemo


@pytest.mark.parametrize("seed", range(8))
def test_delius_ends_the_same(seed: int) -> None:
    ordered, other = in_order(), shuffled(seed)

    assert other.end == ordered.end
    assert [each.number for each in other.messages] != [each.number for each in ordered.messages]
    assert len(other.messages) == len(ordered.messages) + REPEATED
    assert {each.title for each in other.messages} == {each.title for each in ordered.messages}


def test_a_seed_stands_for_one_order() -> None:
    assert shuffled(4) == shuffled(4)
    assert shuffled(4).messages != shuffled(5).messages


def test_the_date_of_an_arrival_is_corrected_among_them() -> None:
    arrived, *_ = (lines for entry, lines in in_order().diary if entry.code == ContactCode.PERSON_ARRIVED)

    assert "Arrival date: 09/06/2026" in arrived
    assert in_order().person.addresses[-1].start == date(2026, 6, 8)


def test_all_nine_types_come() -> None:
    titles = " ".join(each.title.lower() for each in in_order().messages)
    said = {kind: event_in_words(kind) for kind in EventType}
    said |= {EventType.PERSON_ARRIVED: " arrived at", EventType.PERSON_DEPARTED: " left mill house"}
    assert [kind for kind in EventType if said[kind] not in titles] == []


def test_the_page_shows_both_and_says_so() -> None:
    browser = Browser(ScriptedDemo())
    page = browser.page("/any-order?seed=7")

    assert "Delius ends the same" in page["verdict"].text
    assert page["verdict"].all("a")[0].attributes["href"] == "/any-order?seed=8"
    assert page.texts("h2") == ["As they happened", "Shuffled", "What Delius holds in the end"]
    in_the_end = page["end"].texts("article")
    assert in_the_end[::2] == in_the_end[1::2] != []
