"""Stored announcements are sent soon, together, and again after a failure."""

from collections.abc import Mapping, Sequence
from math import inf

import pytest

from adapters.in_memory.delius.outbox import InMemoryOutbox
from application.announcing import PAUSE_AFTER_SENDING_SECONDS
from application.steps import StepKind
from domain.ports.outbox import StoredAnnouncement
from tests.application.queued import about_her
from tests.application.scripted import Scene
from tests.domain.builders import arrived, departed, referral
from tests.domain.desk import day


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_the_outbox_is_looked_into_at_once_only_when_something_was_stored(scene: Scene) -> None:
    scene.details.answers["a"] = lambda _: referral()
    scene.worker.announce()
    scene.clock.wait(PAUSE_AFTER_SENDING_SECONDS)
    scene.receives(about_her("a"), about_her("b", 1))

    scene.worker.handle_next()
    assert scene.worker.announce() > 1
    scene.worker.handle_next()
    assert scene.worker.announce() == 0
    assert len(scene.topic.messages) == 1


def test_who_is_told_of_a_change_finds_what_was_stored(scene: Scene) -> None:
    scene.worker.announce()
    scene.clock.wait(PAUSE_AFTER_SENDING_SECONDS)
    scene.receives(about_her("a"))
    scene.worker.changed = lambda kind: (
        pauses.append(scene.worker.announce()) if kind is StepKind.ANNOUNCE else None
    )
    pauses: list[float] = []

    scene.worker.handle_next()

    assert pauses == [0.0]


def test_what_is_stored_soon_after_a_sending_goes_out_together(scene: Scene) -> None:
    scene.worker.announce()
    for event in (arrived(day(2)), departed(day(5))):
        scene.desk.happens(event)
        scene.worker.notice_announcements()
        assert scene.worker.announce() == PAUSE_AFTER_SENDING_SECONDS
    assert not scene.topic.messages

    scene.clock.wait(PAUSE_AFTER_SENDING_SECONDS)
    assert scene.worker.announce() == 0
    assert len(scene.topic.messages) == 2


def test_what_is_looked_for_before_long_is_not_told_of_again(scene: Scene) -> None:
    scene.worker.announce()
    changes: list[StepKind] = []
    scene.worker.changed = changes.append

    scene.worker.notice_announcements()
    scene.worker.notice_announcements()

    assert changes == [StepKind.ANNOUNCE]


def test_stored_announcements_are_looked_for_at_the_start_and_when_something_was_recorded(
    scene: Scene,
) -> None:
    assert scene.worker.announce() == 0
    assert scene.worker.announce() == inf
    scene.works_off(about_her("a"))
    scene.clock.wait(PAUSE_AFTER_SENDING_SECONDS)

    assert scene.worker.announce() == 0
    assert len(scene.topic.messages) == 1
    assert scene.worker.announce() == inf


def test_announcements_that_another_worker_left_are_sent_when_somebody_sees_them(scene: Scene) -> None:
    scene.worker.announce()
    scene.desk.happens(arrived(day(2)))
    assert scene.worker.announce() == inf
    changes: list[float] = []
    scene.clock.wait(PAUSE_AFTER_SENDING_SECONDS)
    scene.worker.changed = lambda _: changes.append(scene.worker.announce())

    scene.worker.notice_announcements()

    assert changes == [0.0]
    assert len(scene.topic.messages) == 1


def test_announcements_that_met_a_fault_of_our_own_are_sent_after_a_pause(scene: Scene) -> None:
    scene.works_off(about_her("a"))
    scene.worker.send_announcements.announcements = Faulty()
    with pytest.raises(ZeroDivisionError):
        scene.worker.announce()
    scene.worker.send_announcements.announcements = scene.topic

    scene.clock.wait(scene.worker.announce())
    assert scene.worker.announce() == 0
    assert len(scene.topic.messages) == 1


class Faulty:
    """A topic's adapter with a fault."""

    def publish(self, announcements: Sequence[StoredAnnouncement]) -> Mapping[int, str]:
        raise ZeroDivisionError


def test_while_another_worker_has_announcements_in_hand_it_looks_again_each_second(scene: Scene) -> None:
    other = InMemoryOutbox(scene.desk.tables, scene.clock)
    scene.works_off(about_her("a"))
    in_hand = other.claim(10)
    pauses = []
    for _ in range(4):
        pauses.append(scene.worker.announce())
        scene.clock.wait(pauses[-1])
    other.finish(in_hand[1:])

    assert pauses == [1] * 4
    assert scene.worker.announce() == 0
    assert len(scene.topic.messages) == 1


def test_a_topic_that_is_away_is_tried_again_with_growing_pauses(scene: Scene) -> None:
    scene.topic.is_down = True
    scene.works_off(about_her("a"))
    pauses = []
    for _ in range(6):
        pauses.append(scene.worker.announce())
        scene.clock.wait(pauses[-1])
    scene.topic.is_down = False

    assert pauses == [1, 2, 4, 8, 10, 10]
    assert scene.worker.announce() == 0
    assert len(scene.topic.messages) == 1
