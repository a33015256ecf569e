"""The database of Delius, for the commands that look after it."""

from collections.abc import Iterator
from contextlib import contextmanager

from dependency_injector import containers, providers

from adapters.oracle.database import Database
from domain.failures import Failure, NotConfigured
from entrypoints.environment import read_settings
from entrypoints.settings import DatabaseSettings
from entrypoints.usage import Unsuccessful


class DatabaseContainer(containers.DeclarativeContainer):
    """The wiring of the database that the settings name. It is connected to when first used."""

    settings = providers.Dependency(instance_of=DatabaseSettings)

    database = providers.Singleton(
        Database.at,
        url=settings.provided.delius_url,
        username=settings.provided.delius_username,
        connections=1,
    )


@contextmanager
def opened_database() -> Iterator[Database]:
    """Yield the database that the environment names, and close it at the end.

    UnusableInput if a setting is missing or wrong; Unsuccessful, with what to do, if the database fails or
    lacks what a person has to set right.
    """
    container = DatabaseContainer(settings=read_settings(DatabaseSettings))
    try:
        with container.database() as database:
            yield database
    except Failure as failure:
        raise Unsuccessful(failure.reason) from None
    except NotConfigured as problem:
        raise Unsuccessful(str(problem)) from None
