"""Keep what is remembered of other homes beside what is remembered of residences.

The table stays the one that it was, so that the rights to it stay too, and so does what stands in it.
"""

import sqlalchemy as sa

from adapters.oracle.migrations.steps import add_column

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    add_column("cas3_stay", sa.Column("arrival_number", sa.Integer))
    add_column("cas3_stay", sa.Column("first_seen_number", sa.Integer))
