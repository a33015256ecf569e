"""What an error of the database means for the event that met it (rule 6).

Told by Oracle's number, PostgreSQL's SQLSTATE or SQLite's name of the error; what is told by none is
temporary. No statement and no value goes into a reason.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from domain.failures import Failure, Neighbour, Outage, PermanentFailure, TemporaryFailure

_REFUSED = "the database refused a value"
_TAKEN = "somebody else was writing at the same time"
_UNUSABLE = "the database cannot be used as it is set up"
_AWAY = "the database cannot be reached"
_LOST = "the connection to the database was lost"

_MEANINGS: tuple[tuple[type[Failure], str, tuple[str, ...]], ...] = (
    (TemporaryFailure, _TAKEN, ("ORA-00001", "ORA-00054", "ORA-00060", "ORA-08177", "ORA-30006")),
    (
        TemporaryFailure,
        _TAKEN,
        ("23503", "23505", "ORA-02291", "40", "55P03", "57014", "SQLITE_BUSY", "SQLITE_LOCKED"),
    ),
    (TemporaryFailure, _TAKEN, ("SQLITE_CONSTRAINT_PRIMARYKEY", "SQLITE_CONSTRAINT_UNIQUE")),
    (PermanentFailure, _REFUSED, ("ORA-01400", "ORA-01407", "ORA-01438", "ORA-01461", "ORA-12899")),
    (PermanentFailure, _REFUSED, ("ORA-02290", "22", "23", "SQLITE_CONSTRAINT")),
    # Without a number where the driver itself refuses: a NUL in a text.
    (PermanentFailure, _REFUSED, ("SQLITE_TOOBIG", "SQLITE_MISMATCH", "DataError")),
    (Outage, _UNUSABLE, ("ORA-00904", "ORA-00942", "ORA-01017", "ORA-01031", "ORA-02289")),
    (Outage, _UNUSABLE, ("ORA-06550", "ORA-28000", "28", "42")),
    # Another server has taken over, and this one may only be read.
    (Outage, _UNUSABLE, ("ORA-16000", "25006", "SQLITE_READONLY")),
    (Outage, _UNUSABLE, ("SQLITE_ERROR", "SQLITE_NOTADB", "SQLITE_CORRUPT")),
    (Outage, _AWAY, ("53", "57P", "58", "08", "SQLITE_CANTOPEN", "SQLITE_FULL", "SQLITE_IOERR")),
    # No space is left for rows, indexes, CLOBs, what can be rolled back, or the archive.
    (Outage, _AWAY, ("ORA-01653", "ORA-01654", "ORA-01691", "ORA-30036", "ORA-00257")),
)
"""What codes that begin so stand for; the first that fits counts, as 23505 is no refused value."""


@contextmanager
def connecting() -> Iterator[None]:
    """What goes wrong on the way to the database is an Outage; a busy pool is a TemporaryFailure."""
    try:
        yield
    except PoolTimeoutError:
        raise TemporaryFailure("no connection to the database is free") from None
    except DBAPIError as error:
        meaning = _meaning(error)
        raise (
            meaning
            if isinstance(meaning, Outage)
            else Outage(f"{_AWAY} ({_code(error)})", Neighbour.DATABASE)
        ) from None


@contextmanager
def working() -> Iterator[None]:
    """Turns what goes wrong at work with the database into the Failure that it stands for."""
    try:
        yield
    except DBAPIError as error:
        if error.connection_invalidated:
            raise TemporaryFailure(f"{_LOST} ({_code(error)})") from None
        raise _meaning(error) from None
    except SQLAlchemyError as error:
        raise TemporaryFailure(f"the work with the database failed ({type(error).__name__})") from None


def _meaning(error: DBAPIError) -> Failure:
    code = _code(error)
    for failure, reason, prefixes in _MEANINGS:
        if code.startswith(prefixes):
            text = f"{reason} ({code})"
            return Outage(text, Neighbour.DATABASE) if failure is Outage else failure(text)
    return TemporaryFailure(f"the work with the database failed ({code})")


def _code(error: DBAPIError) -> str:
    driver = error.orig
    if driver is None:
        return type(error).__name__
    known = getattr(driver, "sqlstate", None) or getattr(driver, "sqlite_errorname", None)
    if known:
        return str(known)
    number = getattr(driver.args[0], "code", None) if driver.args else None
    full_code = getattr(driver.args[0], "full_code", None) if driver.args else None
    return str(full_code or (f"ORA-{number:05}" if number else type(driver).__name__))
