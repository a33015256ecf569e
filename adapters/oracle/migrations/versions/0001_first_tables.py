"""The tables of what is remembered, the outbox, and the lease of the outbox."""

from datetime import UTC, datetime

import sqlalchemy as sa

from adapters.oracle.migrations.steps import add_row, create_index, create_sequence, create_table

revision = "0001"
down_revision = None

_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_LINES = ("building_name", "street_name", "district", "town_city", "county", "postcode")
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def upgrade() -> None:
    _what_is_remembered()
    _outbox()


def _what_is_remembered() -> None:
    create_table(
        "cas3_applied_event",
        sa.Column("external_reference", sa.String(500), primary_key=True),
        sa.Column("event_id", sa.String(500), primary_key=True),
        sa.Column("event_timestamp", sa.TIMESTAMP, primary_key=True),
        sa.Column("is_update", sa.Integer, nullable=False),
        sa.Column("contact_time", sa.DateTime, nullable=False),
    )
    create_table(
        "cas3_stay",
        sa.Column("booking_id", sa.String(500), primary_key=True),
        sa.Column("revision", sa.Integer, primary_key=True),
        sa.Column("offender_id", _ID, nullable=False),
        sa.Column("arrival_date", sa.DateTime),
        sa.Column("arrival_timestamp", sa.TIMESTAMP),
        sa.Column("departure_date", sa.DateTime),
        sa.Column("departure_timestamp", sa.TIMESTAMP),
        sa.Column("offender_address_id", _ID),
        *(sa.Column(name, sa.String(140)) for name in _LINES),
        sa.Column("start_date", sa.DateTime),
        sa.Column("end_date", sa.DateTime),
        sa.Column("status", sa.String(20)),
    )
    create_index("cas3_stay_offender", "cas3_stay", "offender_id")
    create_index("cas3_stay_offender_address", "cas3_stay", "offender_address_id")


def _outbox() -> None:
    create_sequence(sa.Sequence("cas3_outbox_seq", oracle_order=True))
    create_table(
        "cas3_outbox",
        sa.Column("outbox_id", _ID, primary_key=True, autoincrement=False),
        sa.Column("event_type", sa.String(100), nullable=False),
        sa.Column("crn", sa.String(20), nullable=False),
        sa.Column("occurred_at", sa.TIMESTAMP, nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("offender_address_id", _ID, nullable=False),
        sa.Column("trace_parent", sa.String(60)),
    )
    create_table(
        "cas3_lease",
        sa.Column("name", sa.String(50), primary_key=True),
        sa.Column("holder", sa.String(100)),
        sa.Column("held_until", sa.TIMESTAMP, nullable=False),
    )
    lease = sa.table("cas3_lease", sa.column("name", sa.String), sa.column("held_until", sa.TIMESTAMP))
    add_row(lease, name="outbox", held_until=_LONG_AGO)
