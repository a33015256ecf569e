"""The threads of a worker: what they do with each message, and that they end when they are told to."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from time import monotonic

import pytest

from adapters.in_memory.telemetry import InMemoryTelemetry
from application.worker import Worker
from domain.event import Event as Happening
from domain.failures import Neighbour, Outage, PermanentFailure, TemporaryFailure
from domain.notification import Notification
from domain.ports.inbound_events import Delivery
from tests.application.queued import delivery, ends, happens, on_a_thread
from tests.application.scripted import Scene, ScriptedQueue, failing, recordable
from tests.domain.desk import CRN


@pytest.fixture
def scene() -> Scene:
    return Scene()


def about_her(name: str, *, is_last: bool = False) -> Delivery:
    return delivery(name, CRN, is_last=is_last)


def test_what_is_received_is_handled_and_announced_until_it_is_stopped(scene: Scene) -> None:
    scene.queue.deliveries.append(about_her("a"))
    works = (scene.worker.receiving, scene.worker.handling, scene.worker.handling, scene.worker.announcing)
    threads = [on_a_thread(work) for work in works]
    assert happens(scene.queue.changed)
    scene.worker.stop()

    assert all(map(ends, threads))
    assert scene.queue.done == [("a", "acknowledged")]


def test_an_outage_leaves_the_message_in_hand_and_tries_it_again(scene: Scene) -> None:
    failures = [Outage("away", Neighbour.QUEUE)] * 2

    def comes_back(notification: Notification) -> Happening:
        if failures:
            raise failures.pop()
        return recordable(notification)

    scene.details.answers["a"] = comes_back

    assert scene.works_off(about_her("a"), until=1) == [("a", "acknowledged")]
    assert scene.reported == ["InWork", "Outage", "InWork", "Outage", "InWork", "Recorded"]


def test_what_met_an_outage_while_it_was_stopped_is_given_back(scene: Scene) -> None:
    def is_stopped_meanwhile(_: Notification) -> Happening:
        scene.worker.stop()
        raise Outage("away", Neighbour.QUEUE)

    scene.details.answers["a"] = is_stopped_meanwhile

    assert scene.works_off(about_her("a"), until=1) == [("a", "handed back for 0")]


def test_what_waits_when_it_is_stopped_is_given_back(scene: Scene) -> None:
    scene.lanes.add([about_her("a"), about_her("b")])
    scene.worker.stop()

    assert scene.queue.done == [("a", "handed back for 0"), ("b", "handed back for 0")]


def test_what_comes_after_the_stop_is_given_back(scene: Scene) -> None:
    queue = scene.queue

    class ReceivesLate(ScriptedQueue):
        def receive(self, limit: int) -> Sequence[Delivery]:
            scene.worker.stop()
            return [about_her("a")][:limit]

    late = ReceivesLate()
    worker = Worker(late, scene.lanes, scene.worker.handle, scene.worker.send_announcements, scene.telemetry)
    worker.receiving()

    assert late.done == [("a", "handed back for 0")]
    assert queue.done == []


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
        except Outage:
            self.failed.append(message)
            raise


def test_an_outage_ends_the_trace_of_its_message_as_a_failure() -> None:
    telemetry = NotingTelemetry()
    scene = Scene(telemetry=telemetry)
    scene.details.answers["a"] = failing(Outage("away", Neighbour.QUEUE))
    scene.details.answers["b"] = failing(PermanentFailure("no use"))

    scene.works_off(about_her("a"), delivery("b", "B2"), until=1)

    assert set(telemetry.failed) == {"a"}


def test_whatever_is_reported_of_a_message_names_it(scene: Scene) -> None:
    scene.details.answers["a"] = failing(TemporaryFailure("not yet"))
    scene.details.answers["b"] = failing(PermanentFailure("no use"))

    scene.works_off(about_her("a"), about_her("b"), about_her("c"), until=3)

    of = {
        name: [each.name for each in scene.telemetry.reports if each.facts["messageId"] == name]
        for name in "abc"
    }
    assert of == {"a": ["InWork", "HandedBack"], "b": ["InWork", "SetAside"], "c": ["InWork", "Recorded"]}


def test_no_work_is_started_on_what_is_held_no_longer(scene: Scene) -> None:
    scene.queue.not_held.add("a")

    assert scene.works_off(about_her("a"), about_her("b"), until=1) == [("b", "acknowledged")]
    assert scene.details.asked == ["b"]


def test_what_cannot_be_set_aside_is_kept_and_neither_dropped_nor_tried_without_a_pause(scene: Scene) -> None:
    scene.details.answers["a"] = failing(PermanentFailure("no use"))
    scene.queue.unreachable = 1

    began = monotonic()

    assert scene.works_off(about_her("a"), delivery("b", "B2"), until=2)[-1] == ("a", "set aside: no use")
    assert monotonic() - began > 0.4


def test_an_unexpected_error_of_one_event_is_a_temporary_failure(scene: Scene) -> None:
    scene.details.answers["a"] = failing(KeyError("MARKER"))

    assert scene.works_off(about_her("a"), about_her("b"), until=2) == [
        ("a", "handed back for 300"),
        ("b", "acknowledged"),
    ]
    assert "MARKER" not in str(scene.telemetry.reports)


def test_an_unexpected_error_that_many_have_is_an_outage_and_costs_the_others_no_receive(
    scene: Scene,
) -> None:
    names = ("a", "b", "c", "d")
    scene.details.answers.update({name: failing(KeyError("x")) for name in names})

    done = scene.works_off(*(about_her(name, is_last=name == "d") for name in names), until=2)

    assert done[:2] == [("a", "handed back for 300"), ("b", "handed back for 300")]
    assert not any(what.startswith("set aside") for _, what in done)


def test_many_temporary_failures_in_a_row_are_an_outage(scene: Scene) -> None:
    names = ("a", "b", "c")
    scene.details.answers.update({name: failing(TemporaryFailure("not yet")) for name in names})

    done = scene.works_off(*map(about_her, names), until=2)

    assert done[:2] == [("a", "handed back for 300"), ("b", "handed back for 300")]
    assert done[2:] in ([], [("c", "handed back for 0")])


def test_a_queue_out_of_reach_is_reported_and_asked_again_after_a_pause(scene: Scene) -> None:
    class Away(ScriptedQueue):
        def receive(self, limit: int) -> Sequence[Delivery]:
            raise Outage(f"away {limit}", Neighbour.QUEUE)

    worker = Worker(
        Away(), scene.lanes, scene.worker.handle, scene.worker.send_announcements, scene.telemetry
    )
    thread = on_a_thread(worker.receiving)
    while not scene.telemetry.reports:
        scene.queue.changed.wait(0.001)
    worker.stop()

    assert ends(thread)
    assert set(scene.reported) == {"QueueUnreachable"}
