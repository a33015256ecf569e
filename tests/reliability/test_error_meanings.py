"""Rule 6: what each error of a database means for the event that met it."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

import oracledb
import psycopg
import pytest
from sqlalchemy.exc import DBAPIError, InvalidRequestError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from adapters.oracle.errors import connecting, working
from domain.failures import (
    Failure,
    Outage,
    PermanentFailure,
    TemporaryFailure,
    UnclearFailure,
)

PRIVATE = "12 Church Street"


@dataclass(frozen=True, slots=True)
class OracleDetail:
    """The error as Oracle's driver tells it."""

    full_code: str

    @property
    def code(self) -> int:
        """Its number; 0 if it is the driver's own error."""
        return int(self.full_code.removeprefix("ORA-")) if self.full_code.startswith("ORA-") else 0


def oracle(code: str) -> Exception:
    return oracledb.DatabaseError(OracleDetail(code))


def postgresql(code: str) -> Exception:
    return psycopg.errors.lookup(code)(f"it is about {PRIVATE}")


def sqlite(name: str) -> Exception:
    error = sqlite3.OperationalError(f"it is about {PRIVATE}")
    error.sqlite_errorname = name
    return error


ORACLE: dict[str, type[Failure]] = {
    "ORA-00001": TemporaryFailure,  # unique constraint
    "ORA-00054": TemporaryFailure,  # resource busy
    "ORA-00060": TemporaryFailure,  # deadlock
    "ORA-00257": Outage,  # archiver error
    "ORA-00376": Outage,  # a file cannot be read
    "ORA-00904": Outage,  # no such column
    "ORA-00942": Outage,  # no such table
    "ORA-01000": Outage,  # too few open statements
    "ORA-01013": TemporaryFailure,  # broken off
    "ORA-01031": Outage,  # insufficient privileges
    "ORA-01034": Outage,  # not open
    "ORA-01109": Outage,  # not open yet
    "ORA-01400": Outage,  # NULL where none may be
    "ORA-01407": Outage,  # the same, in an update
    "ORA-01438": Outage,  # number too large for the column
    "ORA-01461": PermanentFailure,  # text too long to bind
    "ORA-01502": Outage,  # an index is unusable
    "ORA-01536": Outage,  # quota exceeded
    "ORA-01555": TemporaryFailure,  # snapshot too old
    "ORA-01631": Outage,  # a table may not grow
    "ORA-01632": Outage,  # nor an index
    "ORA-01652": Outage,  # no space to sort
    "ORA-01653": Outage,  # no space for rows
    "ORA-01654": Outage,  # no space for an index
    "ORA-01683": Outage,  # nor for a partition of one
    "ORA-01688": Outage,  # no space for a partition
    "ORA-01691": Outage,  # no space for a LOB
    "ORA-01692": Outage,  # nor for a partition of one
    "ORA-01722": UnclearFailure,  # anything else
    "ORA-01950": Outage,  # no quota
    "ORA-02049": TemporaryFailure,  # a lock of a distributed transaction
    "ORA-02289": Outage,  # no such sequence
    "ORA-02290": UnclearFailure,  # check constraint
    "ORA-02291": Outage,  # foreign key
    "ORA-02292": TemporaryFailure,  # somebody refers to it
    "ORA-04063": Outage,  # a view does not compile
    "ORA-04068": TemporaryFailure,  # a package was compiled anew
    "ORA-04088": Outage,  # a trigger fails
    "ORA-04098": Outage,  # a trigger is invalid
    "ORA-06508": Outage,  # a package does not compile
    "ORA-06550": Outage,  # no such procedure
    "ORA-08177": TemporaryFailure,  # cannot serialize
    "ORA-12592": Outage,  # a bad packet
    "ORA-12899": Outage,  # text too long
    "ORA-14400": Outage,  # no partition for the row
    "ORA-16000": Outage,  # open for reading only
    "ORA-28112": Outage,  # a policy fails
    "ORA-28115": Outage,  # a policy refuses
    "ORA-30006": TemporaryFailure,  # FOR UPDATE WAIT has waited long enough
    "ORA-30036": Outage,  # no space to roll back
    "ORA-65114": Outage,  # no space in the container
    "DPY-4024": Outage,  # the call took too long
    "DPY-5004": Outage,  # nothing that Oracle would send
}

POSTGRESQL: dict[str, type[Failure]] = {
    "08006": Outage,  # connection failure
    "0A000": UnclearFailure,  # anything else
    "22001": Outage,  # text too long
    "22003": Outage,  # number out of range
    "22021": UnclearFailure,  # bytes of another statement, by way of a pooler
    "08P01": Outage,  # values that another statement has
    "23502": Outage,  # NULL where none may be
    "23503": Outage,  # foreign key
    "23505": TemporaryFailure,  # unique constraint
    "23514": UnclearFailure,  # check constraint
    "25006": Outage,  # open for reading only
    "40001": TemporaryFailure,  # cannot serialize
    "40P01": TemporaryFailure,  # deadlock
    "26000": Outage,  # no such prepared statement
    "42501": Outage,  # insufficient privileges
    "42P05": Outage,  # a prepared statement of that name is there already
    "42703": Outage,  # no such column
    "42P01": Outage,  # no such table
    "53100": Outage,  # disk full
    "53300": Outage,  # too many connections
    "55P03": TemporaryFailure,  # lock not available
    "57014": TemporaryFailure,  # somebody broke it off
    "57P01": Outage,  # shutting down
    "58030": Outage,  # disk failure
}

SQLITE: dict[str, type[Failure]] = {
    "SQLITE_BUSY": TemporaryFailure,
    "SQLITE_BUSY_SNAPSHOT": TemporaryFailure,
    "SQLITE_CANTOPEN": Outage,
    "SQLITE_CONSTRAINT_CHECK": UnclearFailure,
    "SQLITE_CONSTRAINT_FOREIGNKEY": Outage,
    "SQLITE_CONSTRAINT_NOTNULL": Outage,
    "SQLITE_CONSTRAINT_PRIMARYKEY": TemporaryFailure,
    "SQLITE_CONSTRAINT_UNIQUE": TemporaryFailure,
    "SQLITE_CORRUPT": Outage,
    "SQLITE_ERROR": Outage,
    "SQLITE_FULL": Outage,
    "SQLITE_IOERR_WRITE": Outage,
    "SQLITE_LOCKED": TemporaryFailure,
    "SQLITE_MISMATCH": PermanentFailure,
    "SQLITE_NOMEM": UnclearFailure,
    "SQLITE_READONLY": Outage,
    "SQLITE_TOOBIG": PermanentFailure,
}

CASES = [
    pytest.param(make, code, meant, id=f"{code} {meant.__name__}")
    for make, meanings in ((oracle, ORACLE), (postgresql, POSTGRESQL), (sqlite, SQLITE))
    for code, meant in meanings.items()
]


def wrapped(driver: Exception, *, invalidated: bool = False) -> DBAPIError:
    """The error as SQLAlchemy raises it, with statement and values."""
    return DBAPIError(f"SELECT ... {PRIVATE}", {"line": PRIVATE}, driver, connection_invalidated=invalidated)


def at_work(error: Exception) -> Failure:
    with pytest.raises(Failure) as raised, working():
        raise error
    return raised.value


def on_the_way(error: Exception) -> Failure:
    with pytest.raises(Failure) as raised, connecting():
        raise error
    return raised.value


@pytest.mark.parametrize(("make", "code", "meant"), CASES)
def test_an_error_at_work_means(make: Callable[[str], Exception], code: str, meant: type[Failure]) -> None:
    failure = at_work(wrapped(make(code)))

    assert type(failure) is meant
    assert code in failure.reason


@pytest.mark.parametrize(("make", "code", "meant"), CASES)
def test_nothing_of_the_statement_the_values_or_the_drivers_words_is_told(
    make: Callable[[str], Exception], code: str, meant: type[Failure]
) -> None:
    failure = at_work(wrapped(make(code)))

    assert PRIVATE not in failure.reason
    assert failure.__suppress_context__


@pytest.mark.parametrize(("make", "code", "meant"), CASES)
def test_whatever_goes_wrong_on_the_way_is_an_outage(
    make: Callable[[str], Exception], code: str, meant: type[Failure]
) -> None:
    failure = on_the_way(wrapped(make(code)))

    assert type(failure) is Outage
    assert PRIVATE not in failure.reason


@pytest.mark.parametrize(
    "driver", [oracle("DPY-4011"), postgresql("57P01"), psycopg.OperationalError("gone")], ids=repr
)
def test_a_connection_that_is_lost_at_work_is_temporary_whatever_its_code(driver: Exception) -> None:
    failure = at_work(wrapped(driver, invalidated=True))

    assert type(failure) is TemporaryFailure
    assert "was lost" in failure.reason


def test_an_error_without_any_code_is_unclear_at_work_and_an_outage_on_the_way() -> None:
    error = wrapped(psycopg.OperationalError("connection refused"))

    assert type(at_work(error)) is UnclearFailure
    assert type(on_the_way(error)) is Outage


def test_a_note_about_a_time_out_in_a_refused_row_is_no_silence_of_the_database() -> None:
    text = "a row violates a check\nDETAIL:  Failing row contains (7, The placement timed out)."
    error = wrapped(psycopg.errors.CheckViolation(text))

    assert type(at_work(error)) is UnclearFailure


def test_a_pool_without_a_free_connection_is_temporary() -> None:
    assert type(on_the_way(PoolTimeoutError("none is free"))) is TemporaryFailure


def test_a_failure_of_the_toolkit_itself_is_unclear() -> None:
    assert type(at_work(InvalidRequestError(PRIVATE))) is UnclearFailure


def test_failures_and_other_errors_pass_as_they_are() -> None:
    with pytest.raises(ZeroDivisionError), working():
        raise ZeroDivisionError
    assert type(at_work(PermanentFailure("no type"))) is PermanentFailure
