"""The tables that belong to this service: what it remembers, and the announcements it has stored.

What is remembered of events is only ever added to. Of a residence each change is a new revision in place of
the one before, or beside it where others are added with it; the highest counts, and no two writers write the
same one.
"""

from sqlalchemy import TIMESTAMP, Column, DateTime, Integer, MetaData, Sequence, String, Table

from adapters.oracle.delius_tables import ID, LINE_COLUMNS

own = MetaData()

# Ids are opaque and no length is agreed for them: as much as fits into the keys of all three databases.
_ID_WIDTH = 500

applied_event = Table(
    "cas3_applied_event",
    own,
    Column("external_reference", String(_ID_WIDTH), primary_key=True),
    Column("event_id", String(_ID_WIDTH), primary_key=True),
    # UTC, to the microsecond: DATE, Oracle's usual type for a time, has whole seconds only.
    Column("event_timestamp", TIMESTAMP, primary_key=True),
    Column("is_update", Integer, nullable=False),
    Column("contact_time", DateTime, nullable=False),
)

LONGEST_LINE = 140
"""The number of characters of a line of an address that are remembered."""

residence = Table(
    "cas3_stay",
    own,
    Column("booking_id", String(_ID_WIDTH), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("offender_id", ID, nullable=False),
    Column("arrival_date", DateTime),
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
)
"""The memory of residences and, so that one statement adds both, of other homes: a row that has a
`first_seen_number`, with words in place of a booking.
"""

LONGEST_BODY = 4000
"""As much as every database takes without a large object: ten times what an announcement has."""

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
