"""The page as it is served."""

import socket
from ipaddress import IPv4Address
from typing import Any

import httpx
import pytest

from entrypoints.demo.page.server import listener, serving
from tests.entrypoints.demo.page.scripted_demo import ScriptedDemo
from tests.support.waiting import wait_until

DEADLINE_SECONDS = 120.0
LOCAL = "127.0.0.1"
EVERYWHERE = str(IPv4Address(0))


def got(url: str, **options: Any) -> httpx.Response:
    """Return the answer, through no proxy, however busy the machine is."""
    return httpx.get(url, trust_env=False, timeout=DEADLINE_SECONDS, **options)


def test_it_is_served_on_a_free_port(demo: ScriptedDemo) -> None:
    with serving(demo, listener(LOCAL, 0), LOCAL) as url:
        assert url.startswith("http://127.0.0.1:")
        assert "Rosa Marlowe" in got(url, follow_redirects=True).text


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_it_answers_to_the_names_of_this_machine_only(demo: ScriptedDemo, host: str) -> None:
    with serving(demo, listener(LOCAL, 0), LOCAL) as url:
        assert got(url, headers={"host": host}).status_code == 303
        assert got(url, headers={"host": "elsewhere.test"}).status_code == 400


def test_it_is_reached_from_here_where_it_listens_everywhere(demo: ScriptedDemo) -> None:
    with serving(demo, listener(EVERYWHERE, 0), EVERYWHERE) as url:
        assert url.startswith("http://127.0.0.1:")
        assert got(url).status_code == 303


def test_a_port_that_is_taken_is_told() -> None:
    with socket.create_server((LOCAL, 0)) as taken, pytest.raises(OSError, match="in use"):
        listener(LOCAL, taken.getsockname()[1])


def test_nobody_listens_any_more_at_the_end(demo: ScriptedDemo) -> None:
    with serving(demo, listener(LOCAL, 0), LOCAL) as url:
        pass

    with pytest.raises(httpx.ConnectError):
        got(url)


def test_a_change_reaches_the_browser(demo: ScriptedDemo) -> None:
    with (
        serving(demo, listener(LOCAL, 0), LOCAL) as url,
        httpx.stream("GET", f"{url}/changes", trust_env=False, timeout=DEADLINE_SECONDS) as stream,
    ):
        assert stream.headers["content-type"].startswith("text/event-stream")
        lines = stream.iter_lines()
        assert next(lines) == "retry: 1000"
        demo.change()
        assert next(line for line in lines if line.startswith("event")) == "event: change"


def test_a_browser_that_leaves_is_told_no_longer(demo: ScriptedDemo) -> None:
    with serving(demo, listener(LOCAL, 0), LOCAL) as url:
        with httpx.stream("GET", f"{url}/changes", trust_env=False, timeout=DEADLINE_SECONDS) as stream:
            lines = stream.iter_lines()
            next(lines)
            assert len(demo.listeners) == 1
        wait_until(lambda: len(demo.listeners) == 0)


def test_it_ends_quickly_and_in_silence_while_streams_are_open(
    demo: ScriptedDemo, capfd: pytest.CaptureFixture[str]
) -> None:
    served = serving(demo, listener(LOCAL, 0), LOCAL)
    with httpx.stream(
        "GET", f"{served.__enter__()}/changes", trust_env=False, timeout=DEADLINE_SECONDS
    ) as stream:
        lines = stream.iter_lines()
        next(lines)
        served.__exit__(None, None, None)
        # Where the server has to cut a stream off, reading it to its end fails.
        assert list(lines) == [""]

    assert capfd.readouterr() == ("", "")
