"""The work on an event with libraries that block: GET by urllib3, INSERT by psycopg."""

import json
import threading

import psycopg
import urllib3

from tests.benchmarks.peers.program import AT_ONCE, DATABASE, HEADERS, row_of, say, url_of

_INSERT = "INSERT INTO peer_event VALUES (%s, %s, %s, %s)"
_http = urllib3.PoolManager(maxsize=AT_ONCE)
_of_thread = threading.local()


def handle(body: str) -> None:
    """Fetch the details, and store a row."""
    answer = _http.request("GET", url_of(body), headers=HEADERS)
    row = row_of(json.loads(answer.data))
    _connection().execute(_INSERT, row)
    say("Recorded", eventId=row[0])


def _connection() -> "psycopg.Connection[tuple[object, ...]]":
    """Return the connection of this thread, which commits each statement."""
    if not hasattr(_of_thread, "connection"):
        _of_thread.connection = psycopg.connect(DATABASE, autocommit=True)
    connection: psycopg.Connection[tuple[object, ...]] = _of_thread.connection
    return connection
