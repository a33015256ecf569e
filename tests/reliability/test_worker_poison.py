"""Rule 6: what cannot be recorded is set aside with its reason, and stops nobody else."""

import json
from collections.abc import Callable, Mapping

from tests.reliability.worker_events import Teller, at_another_url, crn_of
from tests.reliability.worker_scene import WorkerScene
from tests.support.http_server import Answer, HttpServer, Request
from tests.support.waiting import wait_until

GOOD = 12
TEN = {f"name-{number}": f"value {number}" for number in range(10)}
# A name comes first in a message, and none of what it says may come back in a reason.
RUBBISH = "MARKER-body " * 10


def _envelope(message: Mapping[str, object]) -> str:
    return json.dumps({"Type": "Notification", "Message": json.dumps(message)})


def test_poison_is_set_aside_unchanged_and_with_its_reason(worker_scene: WorkerScene, teller: Teller) -> None:
    worker_scene.register(map(crn_of, range(GOOD)))
    good = [teller.confirmed(number) for number in range(GOOD)]
    unknown, refused, moved = teller.confirmed(99), teller.confirmed(1, "x"), teller.confirmed(2, "x")
    message = json.loads(teller.confirmed(3, "x").message)
    bodies = {
        "the message is not JSON": RUBBISH,
        "the message has no CRN": _envelope({**message, "personReference": None}),
        "the message has no detailUrl": _envelope({**message, "detailUrl": None}),
        "the message has an eventType that is none of the nine": _envelope({**message, "eventType": "other"}),
        "the detailUrl of the message is not a URL": _envelope({**message, "detailUrl": "http://xn--/x"}),
        "the detailUrl of the message is not at the CAS3 API": _envelope(
            {**message, "detailUrl": "http://cas3-api.example/events/cas3/booking-confirmed/1"}
        ),
    }
    worker_scene.happens(*good[:6])
    for number, body in enumerate(bodies.values()):
        worker_scene.queues.send(body, dict(list(TEN.items())[: number * 2]))
    worker_scene.happens(unknown, refused, moved, *good[6:])
    worker_scene.api.put(refused.detail_path, Answer(400))
    worker_scene.api.put(moved.detail_path, Answer(302, headers={"Location": good[0].detail_path}))
    worker = worker_scene.worker()

    reasons = worker_scene.until_set_aside(len(bodies) + 3)

    assert worker_scene.recorded == GOOD
    assert reasons == sorted(
        [
            *bodies,
            "Delius has no person with the CRN A000099",
            "the CAS3 API answered 302",
            "the CAS3 API answered 400",
        ]
    )
    letters = {letter["Body"]: letter["MessageAttributes"] for letter in worker_scene.queues.dead_letters()}
    assert set(bodies.values()) <= set(letters)
    for number, body in enumerate(bodies.values()):
        attributes = {name: value.get("StringValue", "") for name, value in letters[body].items()}
        own = dict(list(TEN.items())[: number * 2])
        assert {name: attributes[name] for name in attributes if name in own} == dict(
            list(own.items())[: 10 if len(own) < 10 else 8]
        )
        assert len(attributes) <= 10
    packed = json.loads(letters[list(bodies.values())[5]]["OriginalMessageAttributes"]["StringValue"])
    assert packed == {f"name-{each}": {"DataType": "String", "Value": f"value {each}"} for each in (8, 9)}
    assert worker.readiness == 200


def test_what_always_fails_is_tried_as_often_as_the_queue_permits_and_others_go_on(
    new_worker_scene: Callable[[], WorkerScene],
) -> None:
    answers = {"500": Answer(500), "404": Answer(404), "not JSON": Answer(body="MARKER-body")}
    scenes = {name: new_worker_scene() for name in answers}
    asked = {}
    for name, scene in scenes.items():
        teller = Teller(scene.api)
        scene.register(map(crn_of, range(GOOD)))
        bad = teller.confirmed(0)
        scene.happens(bad, *(teller.confirmed(number) for number in range(1, GOOD)))
        scene.api.put(bad.detail_path, answers[name])
        asked[name] = bad.detail_path
        scene.worker(CAS3_RETRY_PAUSES="1,1")
    wait_until(lambda: all(scene.recorded == GOOD - 1 for scene in scenes.values()))

    reasons = {name: scene.until_set_aside(1) for name, scene in scenes.items()}

    assert reasons == {
        "500": ["the CAS3 API answered 500"],
        "404": ["the CAS3 API answered 404"],
        "not JSON": ["the answer of the CAS3 API is not JSON"],
    }
    for name, scene in scenes.items():
        assert len(scene.api.asked(asked[name])) == 9


def test_nothing_is_asked_of_another_place_and_no_redirect_is_followed(
    worker_scene: WorkerScene, teller: Teller
) -> None:
    heard: list[Request] = []

    def listen(request: Request) -> Answer:
        heard.append(request)
        return Answer(body="{}")

    elsewhere = HttpServer(listen)
    host, port = "127.0.0.1", worker_scene.api.port
    urls = [
        f"http://{host}:{elsewhere.port}",
        f"http://localhost:{elsewhere.port}",
        f"http://localhost:{port}",
        f"https://{host}:{port}",
        f"http://somebody@{host}:{port}",
        f"http://somebody:secret@{host}:{elsewhere.port}",
        f"http://{host}:{port}@{host}:{elsewhere.port}",
        f"http://{host}:{elsewhere.port}#@{host}:{port}",
        f"//{host}:{elsewhere.port}",
        f"file://{host}",
    ]
    worker_scene.register(map(crn_of, range(len(urls) + 2)))
    for number, url in enumerate(urls):
        worker_scene.happens(at_another_url(teller.confirmed(number), url))
    redirected = teller.confirmed(len(urls))
    worker_scene.happens(redirected)
    target = f"http://{host}:{elsewhere.port}/elsewhere"
    worker_scene.api.put(redirected.detail_path, Answer(307, headers={"Location": target}))
    worker_scene.worker()

    reasons = worker_scene.until_set_aside(len(urls) + 1)
    elsewhere.stop()

    assert heard == []
    assert [request.path for request in worker_scene.api.requests if request.method == "GET"] == [
        redirected.detail_path
    ]
    assert set(reasons) == {
        "the detailUrl of the message is not at the CAS3 API",
        "the CAS3 API answered 307",
    }


def test_a_401_is_answered_once_by_a_new_token(worker_scene: WorkerScene, teller: Teller) -> None:
    worker_scene.register(map(crn_of, range(21)))
    worker = worker_scene.worker()
    worker_scene.happens(teller.confirmed(0))
    worker_scene.until_recorded(1)
    worker_scene.api.revoke_tokens()
    worker_scene.happens(*(teller.confirmed(number) for number in range(1, 21)))

    worker_scene.until_recorded(21)

    assert worker_scene.api.tokens_given == 2
    assert worker.reports("Outage") == worker.reports("HandedBack") == []
