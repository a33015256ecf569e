"""The outbox stores the message that will be sent, in place of the parts that it is made of.

The table stays the one that it was, so that the rights to it stay too.
"""

import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

from adapters.oracle.migrations.steps import (
    add_column,
    columns_of,
    drop_columns,
    rename_column,
)

revision = "0002"
down_revision = "0001"

_OUTBOX = "cas3_outbox"
# Only by a default can a column be added that is never null. It cannot be read, and so is never sent.
_NOTHING = "-"
_LONDON = ZoneInfo("Europe/London")
_DESCRIPTIONS = {
    "probation-case.address.created": "A new address has been created on the probation case",
    "probation-case.address.updated": "An address has been updated on the probation case",
}
_STATUSES = {"M": "Main Address"}
_before = sa.table(
    _OUTBOX,
    sa.column("outbox_id", sa.BigInteger),
    sa.column("event_type", sa.String),
    sa.column("crn", sa.String),
    sa.column("occurred_at", sa.TIMESTAMP),
    sa.column("status", sa.String),
    sa.column("offender_address_id", sa.BigInteger),
    sa.column("body", sa.String),
)


def upgrade() -> None:
    add_column(_OUTBOX, sa.Column("body", sa.String(4000), server_default=_NOTHING, nullable=False))
    # The first column to go: as long as it is there, all are, and nothing is lost by an interruption.
    if "occurred_at" in columns_of(_OUTBOX):
        _write_bodies()
    drop_columns(_OUTBOX, "occurred_at", "status", "offender_address_id")
    rename_column(_OUTBOX, "crn", "person")


def _write_bodies() -> None:
    connection = op.get_bind()
    written = (
        sa.update(_before).where(_before.c.outbox_id == sa.bindparam("id")).values(body=sa.bindparam("text"))
    )
    stored = connection.execute(sa.select(_before)).all()
    if stored:
        connection.execute(written, [{"id": row.outbox_id, "text": _message(row)} for row in stored])


def _message(row: sa.Row[tuple[object, ...]]) -> str:
    """Return the message as the version wrote it that stored the row."""
    kind: str = row.event_type
    moment: datetime = row.occurred_at
    return json.dumps(
        {
            "eventType": kind,
            "version": 1,
            # A kind that is not one of the two was never sent, and never will be: its row is only kept.
            "description": _DESCRIPTIONS.get(kind, ""),
            "occurredAt": moment.replace(tzinfo=UTC).astimezone(_LONDON).isoformat(timespec="seconds"),
            "additionalInformation": {
                "addressStatus": _STATUSES.get(row.status, "Previous Address"),
                "addressId": row.offender_address_id,
            },
            "personReference": {"identifiers": [{"type": "CRN", "value": row.crn}]},
        }
    )
