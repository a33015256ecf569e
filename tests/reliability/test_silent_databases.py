"""Rule 6: a database that does not answer by its deadline, or not as a database does."""

import oracledb
import psycopg
import pytest
from oracledb.errors import _Error
from sqlalchemy.exc import DBAPIError

from domain.failures import DeadlineMissed, Outage
from tests.reliability.test_error_meanings import PRIVATE, at_work, on_the_way, oracle, wrapped

_NOT_BROKEN_OFF = oracledb.OperationalError(_Error("DPY-4011: closed\nsocket timed out while recovering"))
SILENCE = [
    pytest.param(oracle("DPY-4024"), False, id="of a call"),
    pytest.param(_NOT_BROKEN_OFF, True, id="to a break"),
    pytest.param(psycopg.OperationalError("could not receive data: Connection timed out"), True, id="of TCP"),
    pytest.param(psycopg.errors.QueryCanceled("canceled due to statement timeout"), False, id="PostgreSQL"),
]


@pytest.mark.parametrize(("driver", "invalidated"), SILENCE)
def test_no_answer_by_the_deadline_is_an_outage(driver: Exception, invalidated: bool) -> None:
    failure = at_work(wrapped(driver, invalidated=invalidated))

    assert type(failure) is Outage
    assert "has not answered in time" in failure.reason


@pytest.mark.parametrize("statement", ["UPDATE contact SET ...", "INSERT INTO contact ..."])
@pytest.mark.parametrize(("driver", "invalidated"), SILENCE)
def test_a_change_that_may_have_waited_for_a_row_is_the_events_own_while_the_database_answers(
    driver: Exception, invalidated: bool, statement: str
) -> None:
    error = DBAPIError(statement, {}, driver, connection_invalidated=invalidated)

    assert type(at_work(error)) is (Outage if invalidated else DeadlineMissed)


def test_what_the_driver_cannot_understand_is_an_outage_on_the_way() -> None:
    failure = on_the_way(IndexError(PRIVATE))

    assert type(failure) is Outage
    assert failure.reason.endswith("cannot be understood (IndexError)")


@pytest.mark.parametrize(
    ("tls", "words"),
    [
        ("[SSL: WRONG_VERSION_NUMBER] wrong version number", "it does not speak TLS there"),
        ("[SSL: UNEXPECTED_EOF_WHILE_READING] EOF occurred", "it does not speak TLS there"),
        ("[SSL: CERTIFICATE_VERIFY_FAILED] self-signed", "the server's certificate is not trusted"),
    ],
)
def test_what_goes_wrong_with_tls_is_told(tls: str, words: str) -> None:
    failure = on_the_way(wrapped(oracledb.OperationalError(_Error(f"DPY-6005: cannot connect\n{tls}"))))

    assert type(failure) is Outage
    assert f"{words} (DPY-6005)" in failure.reason
