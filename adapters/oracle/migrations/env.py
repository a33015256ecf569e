"""Runs the migrations on the connection that `migrate` hands over."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    # Delius is shared with other services, which may use Alembic too.
    version_table="cas3_schema_version",
)
with context.begin_transaction():
    context.run_migrations()
