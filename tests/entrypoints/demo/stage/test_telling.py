"""Telling the story on the stage, with the service at work in memory."""

from collections.abc import Iterator, Sequence
from itertools import count

import pytest

from adapters.system.clock import SystemClock
from domain.failures import TemporaryFailure
from entrypoints.demo.page.doings import Mood
from entrypoints.demo.stage.in_memory import InMemorySurroundings, in_memory
from entrypoints.demo.stage.performance import PACE
from entrypoints.demo.stage.stage import LiveStage
from entrypoints.demo.stage.telling import Pace, Telling
from entrypoints.sandbox.person_view import PersonView
from entrypoints.sandbox.story import story
from entrypoints.stop import Stop
from entrypoints.usage import Unsuccessful

FIRST = story()[:1]


@pytest.fixture
def surroundings() -> Iterator[InMemorySurroundings]:
    with in_memory(SystemClock()) as surroundings:
        yield surroundings


def telling(surroundings: InMemorySurroundings, stage: LiveStage, pace: Pace) -> Telling:
    return Telling(stage, surroundings, Stop(), pace)


def test_what_cannot_be_seen_just_now_is_seen_the_next_time(
    surroundings: InMemorySurroundings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stage = LiveStage(surroundings, SystemClock())
    tale = telling(surroundings, stage, Pace())
    troubles = [TemporaryFailure("somebody else is writing to the database")] * 3
    seen = surroundings.people

    def people() -> Sequence[PersonView]:
        if troubles:
            raise troubles.pop()
        return seen()

    monkeypatch.setattr(surroundings, "people", people)
    tale.tell(FIRST)

    assert troubles == []
    assert "diary entry added: Referral submitted" in capsys.readouterr().out
    assert [event.outcome for event in tale.events()] == ["Recorded"]


def test_who_has_no_patience_gives_up_a_scene_that_is_not_settled(surroundings: InMemorySurroundings) -> None:
    stage = LiveStage(surroundings, SystemClock())
    stage.set_mood(Mood.UNAVAILABLE)

    with pytest.raises(Unsuccessful, match=r"'Rosa is referred' is not settled after 0\.3 s"):
        telling(surroundings, stage, Pace(patience=0.3)).tell(FIRST)


def test_on_the_page_an_outage_may_last_in_the_middle_of_the_story(
    surroundings: InMemorySurroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = LiveStage(surroundings, SystemClock())
    stage.set_mood(Mood.UNAVAILABLE)
    hours = count()

    def an_hour_later() -> float:
        hour = next(hours)
        if hour == 5:
            stage.set_mood(Mood.WELL)
        return 3600.0 * hour

    monkeypatch.setattr("entrypoints.demo.stage.telling.monotonic", an_hour_later)
    tale = telling(surroundings, stage, PACE)
    tale.tell(FIRST)

    assert [event.outcome for event in tale.events()] == ["Recorded"]


def test_a_story_of_late_has_all_its_days_moved(
    surroundings: InMemorySurroundings, capsys: pytest.CaptureFixture[str]
) -> None:
    stage = LiveStage(surroundings, SystemClock())
    telling(surroundings, stage, Pace()).tell([scene for scene in story() if scene.answered], days_later=100)

    shown = capsys.readouterr().out
    assert "Referral submitted (EARS), 12/08/2026 10:12:30" in shown
    assert "01/02/2024 to 09/09/2026, previous" in shown
    assert "/2026 to open, main" in shown
    assert "01/06/2026" not in shown
