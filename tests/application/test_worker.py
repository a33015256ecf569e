"""The steps of a worker: what each does, when it is worth calling again, and that none stops for good."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from math import inf

import pytest

from adapters.in_memory.telemetry import InMemoryTelemetry
from application.steps import StepKind
from domain.event import Event
from domain.failures import DeadlineMissed, Neighbour, Outage, PermanentFailure, TemporaryFailure
from domain.notification import Notification
from domain.ports.inbound_events import Delivery
from tests.application.queued import about_her, delivery
from tests.application.scripted import Scene, ScriptedQueue, failing

NOT_YET = TemporaryFailure("not yet")
AWAY = Outage("away", Neighbour.API)


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_what_is_received_is_handled_and_announced(scene: Scene) -> None:
    scene.receives(about_her("a"))

    assert scene.worker.handle_next() == 0
    assert scene.worker.announce() == 0
    assert scene.queue.done == [("a", "acknowledged")]
    assert len(scene.topic.messages) == 1
    assert scene.worker.handle_next() == inf


def test_a_change_is_told_when_something_comes_in_and_when_it_is_settled() -> None:
    changes: list[StepKind] = []
    scene = Scene()
    scene.worker.changed = changes.append
    scene.worker.receive(), scene.worker.announce()
    scene.clock.wait(1)
    assert changes == []

    scene.receives(about_her("a"))
    assert changes == [StepKind.HANDLE]
    scene.worker.handle_next()

    assert changes == [StepKind.HANDLE, StepKind.ANNOUNCE, StepKind.RECEIVE]


def test_who_handles_a_message_calls_for_another_thread_while_more_wait() -> None:
    calls: list[StepKind] = []
    scene = Scene()
    scene.receives(about_her("a"), about_her("b", 1))
    scene.worker.changed = calls.append

    scene.worker.handle_next()
    assert calls.count(StepKind.HANDLE) == 1
    scene.worker.handle_next()

    assert calls.count(StepKind.HANDLE) == 1


def test_whoever_receives_is_woken_once_there_is_room_and_not_for_each_message_that_is_settled() -> None:
    calls: list[StepKind] = []
    scene = Scene()
    # It works on two at once, and has room while no more different people are in hand.
    scene.receives(*map(delivery, "abcde"))
    scene.worker.changed = calls.append
    woken = []
    for _ in range(5):
        scene.worker.handle_next()
        woken.append(StepKind.RECEIVE in calls)
        calls.clear()

    assert woken == [False, False, True, True, True]


def test_a_message_that_is_kept_is_looked_for_by_another_thread(scene: Scene) -> None:
    calls: list[StepKind] = []
    scene.details.answers["a"] = failing(AWAY)
    scene.receives(about_her("a"))
    scene.worker.changed = calls.append

    scene.worker.handle_next()

    assert calls == [StepKind.HANDLE, StepKind.RECEIVE]


def test_an_outage_leaves_the_message_in_hand_and_tries_it_again(scene: Scene) -> None:
    scene.details.answers["a"] = failing(AWAY, AWAY, NOT_YET, AWAY)
    scene.works_off(about_her("a"), seconds=2)

    assert scene.queue.done == []
    assert scene.worker.in_hand() == 1
    del scene.details.answers["a"]
    scene.works_off(seconds=60)
    assert scene.queue.done == [("a", "acknowledged")]


def test_during_an_outage_nothing_is_received(scene: Scene) -> None:
    for name in ("a", "b", "c"):
        scene.details.answers[name] = failing(AWAY)
    scene.works_off(*map(delivery, ("a", "b", "c")), seconds=10)
    before = scene.queue.receives

    scene.worker.receive()

    assert scene.queue.receives == before
    assert [report.name for report in scene.telemetry.reports].count("OutageBegan") == 1


def test_a_try_that_failed_gives_its_thread_to_others_until_its_pause_is_over(scene: Scene) -> None:
    scene.details.answers["sick"] = failing(NOT_YET)
    scene.works_off(delivery("sick", "S1"), about_her("a", 1), about_her("b", 2))

    assert scene.details.asked == ["sick", "a", "b", "sick", "sick"]
    assert scene.queue.done[-1] == ("sick", "handed back for 300")


def test_what_met_an_outage_while_it_was_stopped_is_given_back(scene: Scene) -> None:
    def is_stopped_meanwhile(_: Notification) -> Event:
        scene.worker.stop()
        raise AWAY

    scene.details.answers["a"] = is_stopped_meanwhile

    assert scene.works_off(about_her("a")) == [("a", "handed back for 0")]


def test_what_waits_when_it_is_stopped_is_given_back_and_no_step_does_anything_more(scene: Scene) -> None:
    scene.receives(about_her("a", 1), about_her("b", 2))
    scene.worker.stop()
    receives = scene.queue.receives

    assert scene.queue.done == [("a", "handed back for 0"), ("b", "handed back for 0")]
    assert [scene.worker.receive(), scene.worker.handle_next(), scene.worker.announce()] == [inf] * 3
    assert scene.queue.receives == receives


def test_what_comes_after_the_stop_is_given_back() -> None:
    class ReceivesLate(ScriptedQueue):
        def receive(self, limit: int) -> Sequence[Delivery]:
            late.worker.stop()
            return [about_her("a")][:limit]

    late = Scene(queue=ReceivesLate())
    late.worker.receive()

    assert late.queue.done == [("a", "handed back for 0")]


def test_what_is_given_back_does_not_come_again_to_the_receive_under_way() -> None:
    given_back: list[tuple[str, str]] = []

    class IsStoppedMeanwhile(ScriptedQueue):
        def receive(self, limit: int) -> Sequence[Delivery]:
            if self.receives:
                stopped.worker.stop()
                given_back.extend(self.done)
            return super().receive(limit)

    stopped = Scene(queue=IsStoppedMeanwhile())
    stopped.receives(about_her("a"))
    stopped.worker.receive()

    assert given_back == []
    assert stopped.queue.done == [("a", "handed back for 0")]


def test_what_got_no_answer_while_it_was_stopped_is_given_back(scene: Scene) -> None:
    def is_stopped_meanwhile(_: Notification) -> Event:
        scene.worker.stop()
        raise DeadlineMissed("no whole answer in time")

    scene.details.answers["a"] = is_stopped_meanwhile

    assert scene.works_off(about_her("a")) == [("a", "handed back for 0")]


class NotingTelemetry(InMemoryTelemetry):
    """Notes which messages were followed into an outage."""

    def __init__(self) -> None:
        super().__init__()
        self.failed: list[str] = []

    @contextmanager
    def following(self, message: str, trace_parent: str | None) -> Iterator[None]:
        try:
            with super().following(message, trace_parent):
                yield
        except Exception:
            self.failed.append(message)
            raise


def test_an_outage_ends_the_trace_of_its_message_as_a_failure() -> None:
    telemetry = NotingTelemetry()
    scene = Scene(telemetry=telemetry)
    scene.details.answers["a"] = failing(AWAY)
    scene.details.answers["b"] = failing(PermanentFailure("no use"))

    scene.works_off(about_her("a"), delivery("b", "B2"))

    assert set(telemetry.failed) == {"a"}


def test_whatever_is_reported_of_a_message_names_it(scene: Scene) -> None:
    scene.details.answers["a"] = failing(NOT_YET)
    scene.details.answers["b"] = failing(PermanentFailure("no use"))

    scene.works_off(about_her("a", 1), about_her("b", 2), about_her("c", 3))

    of = {
        name: [each.name for each in scene.telemetry.reports if each.facts["messageId"] == name]
        for name in "abc"
    }
    assert of == {"a": ["InWork", "HandedBack"], "b": ["InWork", "SetAside"], "c": ["InWork", "Recorded"]}


def test_no_work_is_started_on_what_is_held_no_longer(scene: Scene) -> None:
    scene.queue.not_held.add("a")

    assert scene.works_off(about_her("a", 1), about_her("b", 2)) == [("b", "acknowledged")]
    assert scene.details.asked == ["b"]
