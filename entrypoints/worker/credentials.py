"""The secrets that the worker logs on with, as they are when it does."""

from collections.abc import Mapping
from contextlib import suppress

from entrypoints.environment import read_settings
from entrypoints.usage import UnusableInput
from entrypoints.worker.settings import WorkerSettings


class CurrentCredentials:
    """Credentials, read anew each time: a platform changes the file of a secret under a running worker.

    Where the settings cannot be read whole, as while a file is being written, the last ones count.
    """

    def __init__(self, settings: WorkerSettings) -> None:
        self._settings = settings

    def of_client(self) -> tuple[str, str]:
        """Return the client's id and secret."""
        settings = self._read()
        return settings.client_id, settings.client_secret.get_secret_value()

    def of_database(self) -> Mapping[str, str]:
        """Return the driver's options `user` and `password`, of which each may be missing."""
        url = self._read().delius_url
        options = {"user": url.username, "password": url.password}
        return {name: value for name, value in options.items() if value is not None}

    def _read(self) -> WorkerSettings:
        with suppress(UnusableInput):
            self._settings = read_settings(WorkerSettings)
        return self._settings
