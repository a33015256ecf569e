"""The notes of contacts, read without the cost of a large object where they are short, as most are."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import BigInteger, Connection, String, bindparam, cast, func, literal_column, select

from adapters.oracle.delius_tables import contact
from adapters.oracle.query_union import Values

# Of four bytes at most, so that VARCHAR2 holds them. A CLOB among its columns costs a query a trip.
_START_CHARACTERS: Final = 1_000

NOTES_START: Final = cast(
    func.substr(contact.c.notes, literal_column("1"), literal_column(str(_START_CHARACTERS))),
    String(4 * _START_CHARACTERS),
).label("notes")
NOTES_LENGTH: Final = func.length(contact.c.notes, type_=BigInteger()).label("notes_length")
READ_NOTES: Final = select(contact.c.contact_id, contact.c.notes).where(
    contact.c.contact_id.in_(bindparam("ids", expanding=True))
)


def with_whole_notes(rows: Sequence[Values], connection: Connection) -> Sequence[Values]:
    """Return the rows of contacts with all of their notes; the long ones take a query of their own."""
    long = [row.contact_id for row in rows if (row.notes_length or 0) > _START_CHARACTERS]
    if not long:
        return rows
    whole = {row.contact_id: row.notes for row in connection.execute(READ_NOTES, {"ids": long})}
    return [row._replace(notes=whole.get(row.contact_id, row.notes)) for row in rows]
