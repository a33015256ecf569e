"""Turn errors of connecting to the database and of its use into the failures that they stand for (rule 6).

A reason tells codes and the names of columns and constraints, never a statement or a value.
"""

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from adapters.oracle.driver_errors import DriverError, read
from adapters.oracle.error_meanings import WORDS, meaning
from adapters.oracle.refusals import KeyColumns, refusal
from domain.failures import DeadlineMissed, Failure, Neighbour, Outage, TemporaryFailure, UnclearFailure

_AWAY = "the database cannot be reached"
_LOST = "the connection to the database was lost"
_SILENT = "the database has not answered in time"
_CHANGES_ROWS = re.compile(r"\s*(?:UPDATE|DELETE|INSERT)\b", re.IGNORECASE)


def _no_columns(_constraint: str) -> tuple[str, ...]:
    return ()


@contextmanager
def connecting() -> Iterator[None]:
    """Raise an Outage for what goes wrong on the way to the database, a TemporaryFailure for a busy pool."""
    try:
        yield
    except PoolTimeoutError:
        raise TemporaryFailure("no connection to the database is free") from None
    except DBAPIError as error:
        raise Outage(_on_the_way(error), Neighbour.DATABASE) from None
    except OSError as error:
        # Drivers resolve names, and some connect, outside of their own errors.
        raise Outage(f"{_AWAY}: {_in_words(error)}", Neighbour.DATABASE) from None
    except Failure:
        raise
    except Exception as error:
        # Whoever listens there may be no database at all, and drivers trust what they read.
        reason = f"{_AWAY}: what answers there cannot be understood ({type(error).__name__})"
        raise Outage(reason, Neighbour.DATABASE) from None


@contextmanager
def working(key_columns: KeyColumns = _no_columns) -> Iterator[None]:
    """Raise the failure that stands for what goes wrong at work; `key_columns` are asked for those of a
    violated foreign key.
    """
    try:
        yield
    except DBAPIError as error:
        found = read(error)
        if found.is_silence:
            raise _silence(error, found) from None
        if error.connection_invalidated:
            raise TemporaryFailure(f"{_LOST} ({found.label})") from None
        raise refusal(found, key_columns) or _failure(found) from None
    except SQLAlchemyError as error:
        raise UnclearFailure(f"the work with the database failed ({type(error).__name__})") from None


def _silence(error: DBAPIError, found: DriverError) -> Failure:
    """Return the failure of no answer by the deadline: an outage, unless the database still answers and the
    statement may have waited for somebody who changes the same row, or one that a new row refers to.
    """
    reason = f"{_SILENT} ({found.label})"
    may_wait = _CHANGES_ROWS.match(error.statement or "") is not None
    if may_wait and not error.connection_invalidated:
        return DeadlineMissed(reason)
    return Outage(reason, Neighbour.DATABASE)


def _failure(found: DriverError) -> Failure:
    known = meaning(found.codes)
    if known is None:
        return UnclearFailure(f"the work with the database failed ({found.label})")
    failure, words = known
    text = f"{words} ({found.label})"
    return Outage(text, Neighbour.DATABASE) if failure is Outage else failure(text)


def _on_the_way(error: DBAPIError) -> str:
    found = read(error)
    if found.is_silence:
        return f"{_AWAY}: it does not answer in time ({found.label})"
    known = meaning(found.codes)
    words = known[1] if known and known[0] is Outage else _words_of(str(error.orig)) or _AWAY
    return f"{words} ({found.label})"


def _words_of(text: str) -> str | None:
    return next((words for pattern, words in WORDS if re.search(pattern, text)), None)


def _in_words(error: OSError) -> str:
    match error:
        case socket.gaierror():
            return "its name cannot be resolved"
        case TimeoutError():
            return str(error) or "it does not answer in time"
        case ConnectionRefusedError():
            return "nothing listens there"
        case _:
            return type(error).__name__
