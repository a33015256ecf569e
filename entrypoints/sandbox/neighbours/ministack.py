"""A server that stands in for SQS and SNS: ministack, out of an environment of its own."""

import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic
from typing import Final

import httpx

from entrypoints.sandbox.neighbours.child import running
from entrypoints.usage import Unsuccessful, UnusableInput

LOCALHOST: Final = "127.0.0.1"
REGION: Final = "eu-west-2"
_INSTALLED: Final = Path(__file__).parents[3] / ".neighbours" / "bin" / "ministack"
_STARTS_WITHIN_SECONDS: Final = 120.0
_POLL_SECONDS: Final = 0.05


@contextmanager
def ministack(folder: Path, program: Path = _INSTALLED) -> Iterator[str]:
    """Yield the endpoint URL, as long as the context lasts; its output goes into a file in the folder.
    UnusableInput if it is not installed.
    """
    if not program.exists():
        raise UnusableInput(f"there is no SQS and SNS in {program.parents[1].name}: `make run` installs it")
    port = free_port()
    environment = {
        "BIND_HOST": LOCALHOST,
        "GATEWAY_PORT": str(port),
        "MINISTACK_HOST": LOCALHOST,
        "MINISTACK_REGION": REGION,
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "PATH": "/usr/bin:/bin",
    }
    endpoint = f"http://{LOCALHOST}:{port}"
    with running([program], environment, folder / "ministack.log") as server:
        _wait(endpoint, server)
        yield endpoint


def free_port() -> int:
    """A port of 127.0.0.1 that nobody uses now."""
    with socket.socket() as probe:
        probe.bind((LOCALHOST, 0))
        return int(probe.getsockname()[1])


def _wait(endpoint: str, server: "subprocess.Popen[bytes]") -> None:
    latest = monotonic() + _STARTS_WITHIN_SECONDS
    while monotonic() < latest and server.poll() is None:
        if _answers(endpoint):
            return
        with suppress(subprocess.TimeoutExpired):
            server.wait(_POLL_SECONDS)
    raise Unsuccessful("the stand-in for SQS and SNS does not start")


def _answers(endpoint: str) -> bool:
    try:
        return httpx.get(f"{endpoint}/_ministack/health", trust_env=False).is_success
    except httpx.HTTPError:
        return False
