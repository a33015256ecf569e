"""Common to the programs of the peers, which run in an environment of their own: standard library only, and
botocore where there is one.
"""

import json
import os
import signal
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any, Final

from botocore.endpoint import Endpoint

QUEUE_URL: Final = os.environ["CAS3_QUEUE_URL"]
QUEUE: Final = QUEUE_URL.rpartition("/")[2]
ENDPOINT: Final = os.environ["AWS_ENDPOINT_URL"]
REGION: Final = os.environ["AWS_REGION"]
DATABASE: Final = os.environ["CAS3_DELIUS_URL"].partition("?")[0].replace("+psycopg", "")
HEADERS: Final = {"Authorization": os.environ["PEER_AUTHORIZATION"]}
AT_ONCE: Final = 10
LONG_POLL_SECONDS: Final = 2

_STDOUT: Final = 1
_requests: Final = count()


def url_of(body: str) -> str:
    """Return the URL of the details, from the body of a message."""
    message = json.loads(json.loads(body)["Message"])
    return str(message["detailUrl"])


def row_of(details: Mapping[str, Any]) -> tuple[str, str, str, str]:
    """Return the row that is stored for an event: id, CRN, type and what happened."""
    happened = details["eventDetails"]
    return details["id"], happened["personReference"]["crn"], details["eventType"], json.dumps(happened)


def say(event: str, **facts: str) -> None:
    """Log a line, at once and whole whatever the other threads do."""
    line = {"event": event, **facts, "timestamp": datetime.now(UTC).isoformat()}
    os.write(_STDOUT, f"{json.dumps(line)}\n".encode())


def count_calls(of: type, method: str) -> None:
    """Count each call of that method as a request to SQS."""
    original = getattr(of, method)

    def counted(*arguments: Any, **named: Any) -> Any:
        next(_requests)
        return original(*arguments, **named)

    setattr(of, method, counted)


def end_when_told() -> None:
    """Write the number of requests into the file of the last argument on SIGTERM, and end."""

    def end(*_: object) -> None:
        Path(sys.argv[-1]).write_text(json.dumps({"all": next(_requests)}))
        os._exit(0)

    signal.signal(signal.SIGTERM, end)


def run(work: Callable[[], object]) -> None:
    """Do the work until told to end; all calls of botocore, or what is built on it, are counted."""
    count_calls(Endpoint, "make_request")
    end_when_told()
    work()
