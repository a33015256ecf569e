"""The database of Delius, for the commands that look after it."""

from dependency_injector import containers, providers

from adapters.oracle.database import Database
from adapters.oracle.installation import read_installation
from entrypoints.sandbox.cast import Users
from entrypoints.sandbox.sql_delius_users import SqlDeliusUsers
from entrypoints.sandbox.sql_delius_view import SqlDeliusView
from entrypoints.settings import DatabaseSettings


class DatabaseContainer(containers.DeclarativeContainer):
    """Wires the parts that work with the database which the settings name. It is reached when first used."""

    settings = providers.Dependency(instance_of=DatabaseSettings)

    database = providers.Singleton(
        Database.at,
        url=settings.provided.delius_url,
        username=settings.provided.delius_username,
        connections=1,
    )
    installation = providers.Singleton(read_installation, database=database)
    delius_users: providers.Provider[Users] = providers.Singleton(
        SqlDeliusUsers, database=database, installation=installation
    )
    delius_view = providers.Singleton(SqlDeliusView, database=database, installation=installation)
