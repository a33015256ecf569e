"""The tables that belong to this service: what it remembers, and the announcements it has stored.

All that is remembered stands in one table, so that one statement adds it. The row of an applied event stays
as it is. Of a residence or an other home each change is a new revision in place of the one before, or beside
it where others are added with it; the highest counts, and no two writers write the same one.
"""

from typing import Final

from sqlalchemy import TIMESTAMP, Column, DateTime, Integer, MetaData, Sequence, String, Table, and_

from adapters.oracle.delius_tables import ID, LINE_COLUMNS

own = MetaData()

# Ids are opaque and no length is agreed for them: as much as fits into the keys of all three databases.
_ID_WIDTH = 500

LONGEST_LINE = 140
"""The number of characters of a line of an address that are remembered."""

remembered = Table(
    "cas3_stay",
    own,
    # Of an applied event its external reference, of an other home words that name its row.
    Column("booking_id", String(_ID_WIDTH), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("offender_id", ID, nullable=False),
    Column("arrival_date", DateTime),
    # UTC, to the microsecond: DATE, Oracle's usual type for a time, has whole seconds only.
    Column("arrival_timestamp", TIMESTAMP),
    Column("departure_date", DateTime),
    Column("departure_timestamp", TIMESTAMP),
    Column("offender_address_id", ID),
    *(Column(name, String(LONGEST_LINE)) for name in LINE_COLUMNS.values()),
    Column("start_date", DateTime),
    Column("end_date", DateTime),
    Column("status", String(20)),
    Column("arrival_number", Integer),
    Column("first_seen_number", Integer),
    Column("event_id", String(_ID_WIDTH)),
    Column("event_timestamp", TIMESTAMP),
    Column("is_update", Integer),
    Column("contact_time", DateTime),
)
"""The memory of residences, of other homes, whose rows have a `first_seen_number`, and of applied events,
whose rows have an `event_id`.
"""

EVENT_COLUMNS: Final = frozenset({"event_id", "event_timestamp", "is_update", "contact_time"})
is_event: Final = remembered.c.event_id.is_not(None)
is_residence: Final = and_(remembered.c.event_id.is_(None), remembered.c.first_seen_number.is_(None))

LONGEST_BODY = 4000
"""The characters that every database takes without a large object: ten times what an announcement has."""

outbox = Table(
    "cas3_outbox",
    own,
    Column(
        "outbox_id",
        ID,
        Sequence("cas3_outbox_seq", oracle_order=True),
        primary_key=True,
    ),
    Column("event_type", String(100), nullable=False),
    Column("body", String(LONGEST_BODY), nullable=False),
    Column("person", String(20), nullable=False),
    Column("trace_parent", String(60)),
)

lease = Table(
    "cas3_lease",
    own,
    Column("name", String(50), primary_key=True),
    Column("holder", String(100)),
    Column("held_until", TIMESTAMP, nullable=False),
)
