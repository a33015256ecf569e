"""Run the migrations on the connection that `migrate` hands over, or write them as SQL for a driver."""

from alembic import context

from adapters.oracle.schema_version import schema_version

# Delius is shared with other services, which may use Alembic too.
_VERSIONS = schema_version.name

if context.is_offline_mode():
    driver = context.config.attributes["driver"]
    context.configure(url=f"{driver}://", literal_binds=True, version_table=_VERSIONS)
    # Nobody is there to take what an INSERT would return.
    context.get_context().dialect.insert_returning = False
else:
    context.configure(connection=context.config.attributes["connection"], version_table=_VERSIONS)
with context.begin_transaction():
    context.run_migrations()
