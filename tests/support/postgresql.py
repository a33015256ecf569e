"""A PostgreSQL server of the test run's own, on a free port of 127.0.0.1."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.support.ports import reserved_port

_VERSIONS = Path("/usr/lib/postgresql")
_USER = "postgres"


@dataclass(frozen=True, slots=True)
class PostgreSql:
    """A running server, and how to make it stop and start again."""

    programs: Path
    folder: Path
    port: int

    def url(self, database: str) -> str:
        """The SQLAlchemy URL of one of its databases. It is there: on a busy machine it only needs time."""
        return f"postgresql+psycopg://{_USER}@127.0.0.1:{self.port}/{database}?connect_timeout=60"

    def create(self, database: str) -> str:
        """Create a database; its URL."""
        with psycopg.connect(f"host=127.0.0.1 port={self.port} user={_USER}", autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{database}"'.encode())
        return self.url(database)

    def start(self) -> None:
        """Starts it and waits until it answers."""
        options = f"-c listen_addresses=127.0.0.1 -c port={self.port} -c fsync=off -k {self.folder}"
        self._control("start", "-w", "-o", options, "-l", str(self.folder / "log"))

    def demand_password(self, role: str) -> None:
        """Let nobody log on as that role any more without its password."""
        rules = self.folder / "data" / "pg_hba.conf"
        rules.write_text(f"host all {role} 127.0.0.1/32 scram-sha-256\n{rules.read_text()}")
        self._control("reload")

    def stop(self) -> None:
        """Stops it at once: whoever is connected loses the connection."""
        self._control("stop", "-w", "-m", "fast")

    def _control(self, *arguments: str) -> None:
        _run([str(self.programs / "pg_ctl"), "-D", str(self.folder / "data"), *arguments])


@contextmanager
def postgresql() -> Iterator[PostgreSql]:
    """A server with nothing in it, for as long as the context lasts. RuntimeError if none is installed."""
    folder = Path(tempfile.mkdtemp(prefix="cas3-pg-", dir="/tmp"))
    try:
        with reserved_port() as port:
            server = PostgreSql(_programs(), folder, port)
            _initialise(server)
            server.start()
            try:
                yield server
            finally:
                server.stop()
    finally:
        shutil.rmtree(folder)


def _initialise(server: PostgreSql) -> None:
    if os.geteuid() == 0:
        shutil.chown(server.folder, _USER)
    data = str(server.folder / "data")
    initdb = [str(server.programs / "initdb"), "-D", data, "-U", _USER, "-A", "trust", "-E", "UTF8"]
    _run([*initdb, "--no-sync", "--locale=C.UTF-8"])


def _programs() -> Path:
    installed = sorted(_VERSIONS.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not installed:
        raise RuntimeError("these tests need PostgreSQL: apt-get install postgresql")
    return installed[-1].parent


def _run(command: Sequence[str]) -> None:
    """Run the command; PostgreSQL refuses to run as root."""
    as_user = _USER if os.geteuid() == 0 else None
    home = pwd.getpwnam(_USER).pw_dir if as_user else None
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, user=as_user, cwd=home)
