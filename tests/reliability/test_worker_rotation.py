"""A secret in a file may be changed under a running worker, which needs no restart and heals by itself."""

from pathlib import Path
from typing import Any, Final

import psycopg
import pytest

from tests.reliability.conftest import connected
from tests.reliability.worker_events import Teller, crn_of
from tests.reliability.worker_scene import WorkerScene
from tests.support.databases import PostgreSqlDatabases
from tests.support.waiting import wait_until

OLD, NEW = "MARKER-old-secret", "MARKER-new-secret"
ROLE: Final = "rotated"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file with the old secret, as a platform mounts it."""
    path = tmp_path / "secret"
    path.write_text(f"{OLD}\n")
    return path


def test_a_client_secret_is_rotated_under_a_running_worker(
    worker_scene: WorkerScene, teller: Teller, secret: Path
) -> None:
    scene = worker_scene
    scene.register(map(crn_of, range(2)))
    scene.api.client_secret = OLD
    scene.settings["CAS3_CLIENT_SECRET"] = ""
    worker = scene.worker(CAS3_CLIENT_SECRET_FILE=str(secret))
    scene.happens(teller.confirmed(0))
    scene.until_recorded(1)

    scene.api.client_secret = NEW
    scene.api.revoke_tokens()
    scene.happens(teller.confirmed(1))
    worker.until_ready(503)
    assert "the token endpoint answered 401" in worker.get("/health").text
    secret.write_text("")
    secret.write_text(f"{NEW}\n")

    scene.until_recorded(2)
    worker.until_ready()
    assert "MARKER" not in worker.output


class Role:
    """A user of the database who has to give a password."""

    def __init__(self, databases: PostgreSqlDatabases, outsider: psycopg.Connection[tuple[Any, ...]]) -> None:
        self._outsider = outsider
        outsider.execute(f"CREATE ROLE {ROLE} LOGIN SUPERUSER".encode())
        databases.server.demand_password(ROLE)

    def set_password(self, password: str) -> None:
        """From now on only this one is taken; whoever is there has to log on anew."""
        self._outsider.execute(f"ALTER ROLE {ROLE} PASSWORD '{password}'".encode())
        self._outsider.execute(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE usename = %s", [ROLE]
        )

    def drop(self) -> None:
        """Leave nothing of it."""
        self.set_password(OLD)
        self._outsider.execute(f"DROP ROLE {ROLE}".encode())


def test_a_password_of_the_database_is_rotated_under_a_running_worker(
    worker_scene: WorkerScene, teller: Teller, secret: Path, postgresql_databases: PostgreSqlDatabases
) -> None:
    scene = worker_scene
    scene.register(map(crn_of, range(3)))
    with connected(scene.database) as outsider:
        role = Role(postgresql_databases, outsider)
        role.set_password(OLD)
        worker = scene.worker(CAS3_DELIUS_DB_USERNAME=ROLE, CAS3_DELIUS_DB_PASSWORD_FILE=str(secret))
        scene.happens(teller.confirmed(0))
        scene.until_recorded(1)

        role.set_password(NEW)
        scene.happens(teller.confirmed(1))
        wait_until(lambda: "user name or password is wrong" in worker.get("/health").text)
        secret.write_text(f"{NEW}\n")

        scene.until_recorded(2)
        worker.until_ready()
        assert "MARKER" not in worker.output
        worker.stop()
        role.drop()
