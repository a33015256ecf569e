"""The machine and the versions of a run of the benchmark: figures say nothing without them."""

import os
import platform
import time
from collections.abc import Mapping
from importlib.metadata import version
from typing import Final

_PACKAGES: Final = ("boto3", "httpx", "psycopg", "pydantic", "sqlalchemy", "structlog")


def surroundings() -> Mapping[str, str]:
    """Return the day, the machine, how busy it is and the versions in use."""
    return {
        "day": time.strftime("%Y-%m-%d", time.gmtime()),
        "machine": f"{platform.machine()}, {os.cpu_count()} CPUs, {platform.system()} {platform.release()}",
        "load": ", ".join(f"{load:.1f}" for load in os.getloadavg()),
        "python": platform.python_version(),
        **{package: version(package) for package in _PACKAGES},
    }
