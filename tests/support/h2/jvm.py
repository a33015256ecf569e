"""The Java virtual machine that H2 runs in: one for all tests, as it cannot be started twice."""

from functools import cache
from pathlib import Path
from typing import Any

import jpype

_H2 = Path("/usr/share/java/h2.jar")
_OPTIONS = (
    # Signals stay Python's: Java's own handling of them crashes a test run that is told to stop.
    "-Xrs",
    # So does the stack: from version 3.12 on Python uses more of it than Java's guard pages leave, and what
    # is nested deeply ends the process.
    "-XX:+UnlockExperimentalVMOptions",
    "-XX:+DisablePrimordialThreadGuardPages",
)


@cache
def java(name: str) -> Any:
    """The Java class of that name. RuntimeError if H2 is not installed."""
    if not jpype.isJVMStarted():
        if not _H2.exists():
            raise RuntimeError(
                "these tests need H2 and Java: apt-get install libh2-java default-jre-headless"
            )
        jpype.startJVM(*_OPTIONS, classpath=[str(_H2)], interrupt=False, convertStrings=False)
    return jpype.JClass(name)
