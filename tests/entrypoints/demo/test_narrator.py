"""Telling the story on the demo, with the service at work in memory."""

from collections.abc import Iterator, Sequence
from itertools import count

import pytest

from adapters.system.clock import SystemClock
from domain.failures import TemporaryFailure
from entrypoints.demo.in_memory import InMemoryStack, in_memory
from entrypoints.demo.live_demo import LiveDemo
from entrypoints.demo.narrator import Narrator, StoryPace
from entrypoints.demo.page_state import ApiState
from entrypoints.demo.stay import PACE
from entrypoints.sandbox.person_view import PersonView
from entrypoints.sandbox.story import story
from entrypoints.stop import Stop
from entrypoints.usage import Unsuccessful

FIRST = story()[:1]


@pytest.fixture
def stack() -> Iterator[InMemoryStack]:
    with in_memory(SystemClock()) as stack:
        yield stack


def narrator(stack: InMemoryStack, demo: LiveDemo, pace: StoryPace) -> Narrator:
    return Narrator(demo, stack, Stop(), pace)


def test_what_cannot_be_seen_just_now_is_seen_the_next_time(
    stack: InMemoryStack, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    demo = LiveDemo(stack, SystemClock())
    told = narrator(stack, demo, StoryPace())
    troubles = [TemporaryFailure("somebody else is writing to the database")] * 3
    seen = stack.people

    def people() -> Sequence[PersonView]:
        if troubles:
            raise troubles.pop()
        return seen()

    monkeypatch.setattr(stack, "people", people)
    told.tell(FIRST)

    assert troubles == []
    assert "diary entry added: Referral submitted" in capsys.readouterr().out
    assert [event.outcome for event in told.events()] == ["Recorded"]


def test_who_has_no_patience_gives_up_a_scene_that_is_not_settled(stack: InMemoryStack) -> None:
    demo = LiveDemo(stack, SystemClock())
    demo.set_api_state(ApiState.UNAVAILABLE)

    with pytest.raises(Unsuccessful, match=r"'Rosa is referred' is not settled after 0\.3 s"):
        narrator(stack, demo, StoryPace(patience=0.3)).tell(FIRST)


def test_on_the_page_an_outage_may_last_in_the_middle_of_the_story(
    stack: InMemoryStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    demo = LiveDemo(stack, SystemClock())
    demo.set_api_state(ApiState.UNAVAILABLE)
    hours = count()

    def an_hour_later() -> float:
        hour = next(hours)
        if hour == 5:
            demo.set_api_state(ApiState.WORKING)
        return 3600.0 * hour

    monkeypatch.setattr("entrypoints.demo.narrator.monotonic", an_hour_later)
    told = narrator(stack, demo, PACE)
    told.tell(FIRST)

    assert [event.outcome for event in told.events()] == ["Recorded"]


def test_a_story_of_late_has_all_its_days_moved(
    stack: InMemoryStack, capsys: pytest.CaptureFixture[str]
) -> None:
    demo = LiveDemo(stack, SystemClock())
    narrator(stack, demo, StoryPace()).tell([scene for scene in story() if scene.answered], days_later=100)

    shown = capsys.readouterr().out
    assert "Referral submitted (EARS), 12/08/2026 10:12:30" in shown
    assert "01/02/2024 to 09/09/2026, previous" in shown
    assert "/2026 to open, main" in shown
    assert "01/06/2026" not in shown
