"""A logon at several addresses: the first answer counts, whichever was asked first."""

from threading import Event

import oracledb
import pytest

from adapters.oracle.logon import BoundedLogon
from tests.adapters.logons import Session, Times


def test_a_server_that_is_slow_may_answer_after_the_next_address_was_tried() -> None:
    slow, late, another_was_tried, may_answer = Session(), Session(), Event(), Event()

    def first() -> Session:
        assert another_was_tried.wait(60)
        return slow

    def second() -> Session:
        another_was_tried.set()
        assert may_answer.wait(60)
        return late

    assert BoundedLogon(60).log_on(first, second, seconds=1) is slow
    may_answer.set()
    assert late.closed.wait(10)
    assert not slow.closed.is_set()


def test_an_error_counts_once_nobody_else_may_still_answer() -> None:
    session, has_failed = Session(), Event()

    def first() -> Session:
        assert has_failed.wait(60)
        return session

    def second() -> Session:
        has_failed.set()
        raise ZeroDivisionError

    assert BoundedLogon(60).log_on(first, second, seconds=1) is session


def test_a_refused_password_counts_at_once() -> None:
    refused, session, may_answer = Times(1017), Session(), Event()

    def silent() -> Session:
        assert may_answer.wait(60)
        return session

    with pytest.raises(oracledb.DatabaseError, match="1017"):
        BoundedLogon(60).log_on(silent, refused.connect, refused.connect, seconds=1)

    may_answer.set()
    assert refused.tries == 1
    assert session.closed.wait(10)
