"""The look at queues and outbox: what it sees, since when, and what it says where it cannot see."""

from math import isnan

from adapters.oracle.backlog import Backlog
from adapters.sqs.depth import Depth
from domain.failures import Neighbour, Outage
from entrypoints.worker.observer import Observer


class Scene:
    """The observer with its output, and the time."""

    def __init__(self) -> None:
        self.queue, self.dead, self.outbox = Depth(0, 0), Depth(0, 0), Backlog(0, None)
        self.is_away = False
        self.now = 100.0
        self.observer = Observer.of(self.see_queue, lambda: self.dead, lambda: self.outbox)
        self.observer.clock = lambda: self.now

    def see_queue(self) -> Depth:
        if self.is_away:
            raise Outage("the queue is away", Neighbour.QUEUE)
        return self.queue

    def after(self, seconds: float) -> Observer:
        self.now += seconds
        self.observer.observe()
        return self.observer


def test_nothing_is_known_before_the_first_look_and_nothing_is_wrong() -> None:
    observer = Scene().observer
    assert isnan(observer.queue.number(lambda depth: depth.visible))
    assert observer.queue.is_up


def test_a_backlog_grows_old_until_the_queue_is_empty_once() -> None:
    scene = Scene()
    scene.queue = Depth(visible=3, in_flight=0)
    scene.after(0)
    scene.queue = Depth(visible=7, in_flight=0)
    assert scene.after(50).queue.waiting_seconds == 50
    scene.queue = Depth(visible=0, in_flight=9)
    assert scene.after(10).queue.waiting_seconds == 0


def test_the_outbox_is_as_old_as_its_oldest_announcement_stays_the_same() -> None:
    scene = Scene()
    scene.outbox = Backlog(messages=2, oldest=11)
    scene.after(0)
    assert scene.after(40).outbox.waiting_seconds == 40
    scene.outbox = Backlog(messages=2, oldest=12)
    assert scene.after(5).outbox.waiting_seconds == 0


def test_it_is_told_whenever_announcements_wait() -> None:
    scene, told = Scene(), list[float]()
    scene.observer.announcements_wait = lambda: told.append(scene.now)
    scene.after(1)
    scene.outbox = Backlog(messages=2, oldest=11)
    scene.after(1)
    scene.after(1)
    scene.outbox = Backlog(messages=0, oldest=None)
    scene.after(1)

    assert told == [102, 103]


def test_a_queue_that_cannot_be_read_is_down_with_its_reason_until_it_can() -> None:
    scene = Scene()
    scene.queue, scene.is_away = Depth(3, 0), True
    assert (scene.after(1).queue.is_up, scene.observer.queue.problem) == (False, "the queue is away")
    scene.is_away = False
    assert (scene.after(1).queue.is_up, scene.observer.queue.problem) == (True, None)
    assert scene.observer.queue.number(lambda depth: depth.visible) == 3


def test_nothing_grows_older_while_it_cannot_be_seen() -> None:
    scene = Scene()
    scene.queue = Depth(3, 0)
    scene.after(0)
    scene.after(20)
    scene.is_away = True
    assert scene.after(1_000).queue.waiting_seconds == 20
