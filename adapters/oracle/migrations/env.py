"""Runs the migrations on the connection that `migrate` hands over."""

from alembic import context

from adapters.oracle.schema_version import schema_version

context.configure(
    connection=context.config.attributes["connection"],
    # Delius is shared with other services, which may use Alembic too.
    version_table=schema_version.name,
)
with context.begin_transaction():
    context.run_migrations()
