"""The machine and the versions of a run of the benchmark: figures say nothing without them."""

import json
import os
import platform
import time
from collections.abc import Mapping
from importlib.metadata import version
from typing import Final

_PACKAGES: Final = ("boto3", "httpx", "psycopg", "pydantic", "sqlalchemy", "structlog")


# Some 25 ms of CPU, and never changed: it tells runs at a machine's fast and slow hours apart.
_YARDSTICK_ROUNDS: Final = 5_000
_YARDSTICK_ROUND: Final = {"name": "yardstick", "numbers": list(range(20))}


def yardstick() -> str:
    """Return the CPU that a fixed piece of Python takes now, the least of five: a machine that shares its
    processors with others is faster at some times than at others.
    """
    return f"{1e3 * min(_yardstick_seconds() for _ in range(5)):.0f} ms"


def _yardstick_seconds() -> float:
    began = time.process_time()
    for _ in range(_YARDSTICK_ROUNDS):
        json.loads(json.dumps(_YARDSTICK_ROUND))
    return time.process_time() - began


def surroundings() -> Mapping[str, str]:
    """Return the day, the machine, how fast and how busy it is, and the versions in use."""
    return {
        "day": time.strftime("%Y-%m-%d", time.gmtime()),
        "machine": f"{platform.machine()}, {os.cpu_count()} CPUs, {platform.system()} {platform.release()}",
        "yardstick": yardstick(),
        "load": ", ".join(f"{load:.1f}" for load in os.getloadavg()),
        "python": platform.python_version(),
        **{package: version(package) for package in _PACKAGES},
    }
