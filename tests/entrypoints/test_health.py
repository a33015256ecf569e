"""Health, info and metrics over HTTP, whatever clients do."""

import json
import socket
import struct
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from threading import Thread

import httpx
import pytest

from adapters.telemetry.metrics import Metrics
from entrypoints.worker.health import Component, Health
from entrypoints.worker.http_server import CLIENT_SECONDS, CLIENTS_LIMIT, HttpServer

LOCALHOST = "127.0.0.1"


@dataclass(slots=True)
class Service:
    """The state of the service, and the server that tells it."""

    is_alive: bool = True
    is_ready: bool = True
    components: dict[str, Component] = field(default_factory=dict)
    port: int = 0

    def get(self, path: str, method: str = "GET") -> httpx.Response:
        return httpx.request(method, f"http://{LOCALHOST}:{self.port}{path}", trust_env=False, timeout=30)

    @contextmanager
    def connection(self) -> Iterator[socket.socket]:
        with socket.create_connection((LOCALHOST, self.port)) as client:
            yield client


@pytest.fixture
def service(request: pytest.FixtureRequest) -> Iterator[Service]:
    service = Service()
    health = Health(
        is_alive=lambda: service.is_alive,
        is_ready=lambda: service.is_ready,
        components=lambda: service.components,
        metrics=Metrics(),
        info={"build": {"version": "1.2.3"}},
    )
    seconds = getattr(request, "param", CLIENT_SECONDS)
    with HttpServer(LOCALHOST, 0, health.answer, seconds) as server:
        service.port = server.server_address[1]
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield service
        server.shutdown()
        thread.join(30)


@pytest.mark.parametrize(
    ("is_alive", "is_ready", "statuses"),
    [
        (True, True, {"liveness": 200, "readiness": 200, "ping": 200, "": 200}),
        (True, False, {"liveness": 200, "readiness": 503, "ping": 200, "": 503}),
        (False, True, {"liveness": 503, "readiness": 503, "ping": 200, "": 503}),
    ],
)
def test_each_question_has_its_answer(
    is_alive: bool, is_ready: bool, statuses: Mapping[str, int], service: Service
) -> None:
    service.is_alive, service.is_ready = is_alive, is_ready
    paths = {name: f"/health/{name}".rstrip("/") for name in statuses}
    assert {name: service.get(path).status_code for name, path in paths.items()} == statuses
    assert {name: service.get(path, "HEAD").status_code for name, path in paths.items()} == statuses


def test_health_has_a_component_for_each_neighbour(service: Service) -> None:
    service.components = {
        "queue": Component(is_up=True, details={"messages": 3}),
        "topic": Component(is_up=False, details={"reason": "the topic refused"}),
        "database": Component(is_up=True),
    }
    assert service.get("/health").json() == {
        "status": "UP",
        "components": {
            "queue": {"status": "UP", "details": {"messages": 3}},
            "topic": {"status": "DOWN", "details": {"reason": "the topic refused"}},
            "database": {"status": "UP"},
        },
    }


def test_info_and_metrics_are_there_and_nothing_else_is(service: Service) -> None:
    assert service.get("/info").json() == {"build": {"version": "1.2.3"}}
    assert "cas3_events_total" in service.get("/metrics").text
    assert service.get("/nothing").status_code == 404
    assert service.get("/health?of=anything").status_code == 200


def test_a_head_has_the_length_and_no_body(service: Service) -> None:
    answer = service.get("/health/ping", "HEAD")
    assert (answer.content, int(answer.headers["Content-Length"])) == (b"", len(json.dumps({"status": "UP"})))


def test_no_answer_tells_what_it_is_built_on(service: Service) -> None:
    headers = service.get("/health/ping").headers
    assert headers["Server"] == "cas3-and-delius"
    assert "Python" not in str(headers)


@pytest.mark.parametrize(
    "said", [b"", b"GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n", b"rubbish\r\n\r\n", b"\x16\x03\x01"]
)
def test_a_client_that_resets_the_connection_leaves_no_trace(
    said: bytes, service: Service, capfd: pytest.CaptureFixture[str]
) -> None:
    for _ in range(5):
        with service.connection() as client:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            client.sendall(said)
    assert service.get("/health/ping").status_code == 200
    assert capfd.readouterr() == ("", "")


def test_clients_that_say_nothing_hold_up_nobody(service: Service) -> None:
    with ExitStack() as silent:
        for _ in range(3 * CLIENTS_LIMIT):
            silent.enter_context(service.connection()).sendall(b"GET /health HTTP/1.1\r\nX: ")
        assert [service.get("/health/liveness").status_code for _ in range(5)] == [200] * 5


@pytest.mark.parametrize("service", [0.2], indirect=True)
def test_a_client_that_drips_is_cut_off(service: Service) -> None:
    with service.connection() as client:
        client.sendall(b"GET /health HTTP/1.1\r\n")
        client.settimeout(30)
        assert client.recv(1) == b""
