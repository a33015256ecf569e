"""Rules and application are given the time, chance and waiting; they do not reach for them."""

from pathlib import Path

import pytest

from tests.architecture.hidden_sources import hidden_sources
from tests.architecture.test_layout import ROOT, modules


@pytest.mark.parametrize("path", modules("domain", "application"), ids=str)
def test_nothing_is_hidden(path: Path) -> None:
    assert hidden_sources((ROOT / path).read_text()) == set()


@pytest.mark.parametrize(
    ("source", "hidden"),
    [
        ("datetime.now()", set()),
        ("self.clock.now()", set()),
        ("from datetime import datetime\ndatetime.now()", {"datetime.datetime.now"}),
        ("from datetime import datetime as d\nd.now()", {"datetime.datetime.now"}),
        ("import datetime\ndef f(now=datetime.datetime.now): ...", {"datetime.datetime.now"}),
        ("import datetime as d\nread = d.date.today", {"datetime.date.today"}),
        ("from datetime import date\nday = date\nday.today()", {"datetime.date.today"}),
        ("from datetime import datetime\ngetattr(datetime, 'utcnow')()", {"datetime.datetime.utcnow"}),
        ("from domain.london import WallTime\nWallTime.now()", {"domain.london.WallTime.now"}),
        ("from time import monotonic", {"time.monotonic"}),
        ("from time import monotonic as since\nf(clock=since)", {"time.monotonic"}),
        ("import time as t\nt.sleep(1)", {"time", "time.sleep"}),
        ("from time import *", {"time.*"}),
        ("from uuid import uuid4\nnew_id = field(default_factory=uuid4)", {"uuid.uuid4"}),
        ("from uuid import UUID, uuid5", set()),
        ("import os\nos.urandom(8)", {"os.urandom"}),
        ("from random import Random", {"random.Random"}),
        ("import threading\nthreading.Event().wait(1)", {"threading.Event"}),
        ("from threading import Lock", set()),
        ("from importlib import import_module", {"importlib.import_module"}),
        ("__import__('time').monotonic()", {"__import__"}),
        ("from datetime import time\ntime.min", set()),
    ],
)
def test_they_are_found_by_whatever_name(source: str, hidden: set[str]) -> None:
    assert hidden_sources(source) == hidden
