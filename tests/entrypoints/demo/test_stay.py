"""The address at which the page is served, and all that it needs for that."""

import socket
import sys
from collections.abc import Iterator

import httpx
import pytest

from adapters.system.clock import SystemClock
from entrypoints.demo import stay
from entrypoints.demo.in_memory import in_memory
from entrypoints.demo.live_demo import LiveDemo
from entrypoints.demo.stay import PageAddress, page
from entrypoints.sandbox.neighbours.ministack import LOCALHOST
from entrypoints.usage import UnusableInput
from tests.entrypoints.conftest import Command


@pytest.fixture
def demo() -> Iterator[LiveDemo]:
    clock = SystemClock()
    with in_memory(clock) as stack:
        yield LiveDemo(stack, clock)


@pytest.fixture
def taken() -> Iterator[int]:
    """A port at which somebody else listens."""
    with socket.create_server((LOCALHOST, 0)) as listener:
        yield listener.getsockname()[1]


def test_it_is_served_at_a_free_port_if_the_usual_one_is_taken(
    demo: LiveDemo, taken: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stay, "_USUAL_PORT", taken)

    with page(demo, PageAddress(LOCALHOST)) as url:
        assert httpx.URL(url).port != taken
        assert httpx.get(url, follow_redirects=True, trust_env=False, timeout=60).status_code == 200


def test_it_is_served_at_no_other_port_than_the_one_that_was_asked_for(demo: LiveDemo, taken: int) -> None:
    with (
        pytest.raises(UnusableInput, match=rf"cannot be served at 127\.0\.0\.1, port {taken}: .+ in use"),
        page(demo, PageAddress(LOCALHOST, taken)),
    ):
        pass


@pytest.mark.parametrize("name", ["demo", "run"])
def test_the_command_says_so_in_a_line_before_anything_starts(
    name: str, command: Command, taken: int
) -> None:
    ended = command(name, "--port", str(taken))

    assert (ended.status, ended.out) == (2, "")
    assert ended.err.startswith("cas3-and-delius: the page cannot be served at 127.0.0.1, port")
    assert ended.err.count("\n") == 1


def test_a_host_that_is_not_of_this_machine_is_refused_in_a_line(demo: LiveDemo) -> None:
    with (
        pytest.raises(UnusableInput, match=r"cannot be served at 192\.0\.2\.1"),
        page(demo, PageAddress("192.0.2.1", 0)),
    ):
        pass


@pytest.mark.parametrize("name", ["demo", "run"])
def test_without_a_web_framework_it_says_what_is_missing(
    name: str, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in [each for each in sys.modules if each.startswith("entrypoints.demo")]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    ended = command(name)

    assert (ended.status, ended.out) == (2, "")
    assert ended.err == "cas3-and-delius: the page needs uvicorn: install the extra `page`\n"


@pytest.mark.parametrize("port", ["-1", "65536", "x"])
def test_a_port_that_is_none_is_refused(command: Command, port: str) -> None:
    with pytest.raises(SystemExit):
        command("demo", "--port", port)
