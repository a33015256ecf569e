"""Rule 6: what a database refuses for ever, what makes it unusable, and what a failed commit leaves."""

import sqlite3
from collections.abc import Iterator
from typing import Any, ClassVar

import pytest
from sqlalchemy import event, text

from domain.failures import Outage, PermanentFailure, TemporaryFailure
from domain.outcome import Outcome
from tests.domain.builders import arrived, confirmed, referral
from tests.domain.desk import day
from tests.reliability.conftest import AFTER_AN_ARRIVAL, Scene


@pytest.mark.parametrize("booking", ["b" * 300, "b\0"], ids=["too long", "with NUL"])
def test_a_value_that_no_column_takes_is_a_permanent_failure_which_does_not_tell_the_value(
    scene: Scene, booking: str
) -> None:
    with pytest.raises(PermanentFailure, match="the database refused a value") as raised:
        scene.happens(confirmed(day(2), booking))

    assert "bb" not in raised.value.reason
    assert set(scene.rows().values()) == {0}


@pytest.fixture(params=["scene", "sqlite_scene"], ids=["postgresql", "sqlite"])
def any_scene(request: pytest.FixtureRequest) -> Scene:
    scene = request.getfixturevalue(request.param)
    assert isinstance(scene, Scene)
    return scene


@pytest.mark.parametrize("table", ["offender", "contact", "cas3_stay", "cas3_outbox"])
def test_a_database_without_a_table_is_an_outage_as_no_message_is_to_blame(
    any_scene: Scene, table: str
) -> None:
    with any_scene.database.transaction() as connection:
        connection.execute(text(f"ALTER TABLE {table} RENAME TO elsewhere"))
        connection.commit()

    with pytest.raises(Outage, match="cannot be used as it is set up"):
        any_scene.happens(arrived(day(2)))


def test_a_database_that_only_lets_itself_be_read_is_an_outage(scene: Scene) -> None:
    """The state of a server after a change of roles between two."""
    name = scene.database.engine.url.database
    with scene.database.transaction() as connection:
        connection.execute(text(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on'))
        connection.commit()
    scene.database.close()

    with pytest.raises(Outage, match="cannot be used as it is set up"):
        scene.happens(referral())


class _Stubborn(sqlite3.Connection):
    """Once it is told to, it refuses the next commit or rollback and leaves the transaction open."""

    refuses: ClassVar[set[str]] = set()

    def commit(self) -> None:
        self._refuse("commit")
        super().commit()

    def rollback(self) -> None:
        self._refuse("rollback")
        super().rollback()

    def _refuse(self, what: str) -> None:
        if what in self.refuses:
            self.refuses.remove(what)
            raise sqlite3.OperationalError("disk I/O error")


@pytest.fixture
def stubborn(sqlite_scene: Scene) -> Iterator[Scene]:
    def connect(_dialect: object, _record: object, _args: object, parameters: dict[str, Any]) -> None:
        parameters["factory"] = _Stubborn

    sqlite_scene.database.close()
    event.listen(sqlite_scene.database.engine, "do_connect", connect)
    yield sqlite_scene
    _Stubborn.refuses.clear()


def test_after_a_failed_commit_nobody_gets_the_open_transaction(stubborn: Scene) -> None:
    _Stubborn.refuses.add("commit")

    recording = stubborn.happens(arrived(day(2)))

    assert recording.outcome is Outcome.RECORDED
    assert stubborn.delius.failures == ["the work with the database failed (OperationalError)"]
    assert stubborn.rows() == AFTER_AN_ARRIVAL


def test_after_a_failed_rollback_nobody_gets_the_open_transaction(stubborn: Scene) -> None:
    def something_fails() -> None:
        _Stubborn.refuses.add("rollback")
        raise TemporaryFailure("not now")

    assert stubborn.interrupted_by(something_fails, arrived(day(2))).outcome is Outcome.RECORDED

    assert stubborn.delius.failures == ["the work with the database failed (OperationalError)"]
    assert stubborn.rows() == AFTER_AN_ARRIVAL
