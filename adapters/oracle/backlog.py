"""The announcements that are stored and not published yet."""

from dataclasses import dataclass

from sqlalchemy import func, select

from adapters.oracle.database import Database
from adapters.oracle.own_tables import outbox


@dataclass(frozen=True, slots=True)
class Backlog:
    """The number of announcements, and the id of the oldest; None without one."""

    messages: int
    oldest: int | None


_BACKLOG = select(func.count(), func.min(outbox.c.outbox_id)).select_from(outbox)


def read_backlog(database: Database) -> Backlog:
    """Return what is stored. Outage if the database does not say."""
    with database.transaction() as connection:
        messages, oldest = connection.execute_and_commit(_BACKLOG).one()
    return Backlog(messages, oldest)
