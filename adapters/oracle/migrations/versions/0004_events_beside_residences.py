"""Keep the applied events beside what is remembered of residences, so that one statement adds both.

The table of the residences stays the one that it was, and so do the rights to it. A worker of an older
version finds the other table gone, and waits.
"""

import sqlalchemy as sa
from alembic import op

from adapters.oracle.migrations.steps import add_column, drop_table, rename_table, rows_may_wait_in

revision = "0004"
down_revision = "0003"

_EVENTS, _MOVED, _REMEMBERED = "cas3_applied_event", "cas3_moved_event", "cas3_stay"
# Whose an event was, its row did not say: person 0, who is nobody.
_MOVE = f"""
    INSERT INTO {_REMEMBERED}
        (booking_id, revision, offender_id, event_id, event_timestamp, is_update, contact_time)
    SELECT external_reference,
        row_number() OVER (PARTITION BY external_reference ORDER BY event_timestamp, event_id) - 1,
        0, event_id, event_timestamp, is_update, contact_time
    FROM {_MOVED}
    WHERE NOT EXISTS (SELECT 1 FROM {_REMEMBERED} WHERE booking_id = external_reference)
"""  # noqa: S608 - of this module's own constants


def upgrade() -> None:
    add_column(_REMEMBERED, sa.Column("event_id", sa.String(500)))
    add_column(_REMEMBERED, sa.Column("event_timestamp", sa.TIMESTAMP))
    add_column(_REMEMBERED, sa.Column("is_update", sa.Integer))
    add_column(_REMEMBERED, sa.Column("contact_time", sa.DateTime))
    # First, so that nobody adds an event between the move and the end of the table.
    rename_table(_EVENTS, _MOVED)
    if rows_may_wait_in(_MOVED):
        op.execute(_MOVE)
    drop_table(_MOVED)
