"""Settings: everything that is missing or wrong is named at once, and no value is repeated."""

from collections.abc import Callable
from typing import Literal

import pytest
from pydantic import Field

from entrypoints.settings import DatabaseSettings, read_settings
from entrypoints.usage import UnusableInput

HIDDEN = "hidden-from-all"
Environment = Callable[..., None]


class MoreSettings(DatabaseSettings):
    """As another command might need them."""

    http_port: int = Field(ge=1)
    log_format: Literal["json", "console"] = "json"
    aws_region: str = Field(validation_alias="AWS_REGION")


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> Environment:
    """Sets these variables, and no others of the service's."""
    for name in ("CAS3_DELIUS_URL", "CAS3_DELIUS_USERNAME", "CAS3_HTTP_PORT", "CAS3_LOG_FORMAT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv("AWS_REGION", raising=False)

    def set_all(**variables: str) -> None:
        for name, value in variables.items():
            monkeypatch.setenv(name, value)

    return set_all


def problem_of(kind: type[DatabaseSettings]) -> str:
    with pytest.raises(UnusableInput) as refused:
        read_settings(kind)
    return str(refused.value)


@pytest.mark.parametrize(
    "url",
    [
        "oracle+oracledb://user:pass@host:1521?service_name=delius",
        "postgresql+psycopg://user@host/delius",
        "sqlite:////tmp/delius.db",
    ],
)
def test_the_three_kinds_of_database_are_taken(url: str, environment: Environment) -> None:
    environment(CAS3_DELIUS_URL=f" {url}\n")
    settings = read_settings(DatabaseSettings)
    assert settings.delius_url.render_as_string(hide_password=False) == url
    assert settings.delius_username == "Cas3AndDelius"


def test_the_user_may_be_another(environment: Environment) -> None:
    environment(CAS3_DELIUS_URL="sqlite:///delius.db", CAS3_DELIUS_USERNAME="SomebodyElse")
    assert read_settings(DatabaseSettings).delius_username == "SomebodyElse"


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("", "CAS3_DELIUS_URL is not set"),
        (HIDDEN, "CAS3_DELIUS_URL is no SQLAlchemy URL"),
        (f"postgresql+psycopg://user:{HIDDEN}@host:port/name", "CAS3_DELIUS_URL is no SQLAlchemy URL"),
        (f"mysql://user:{HIDDEN}@host/name", "CAS3_DELIUS_URL is of no kind that Delius can be in"),
        (f"postgresql://user:{HIDDEN}@host/name", "CAS3_DELIUS_URL is of no kind that Delius can be in"),
        (f"oracle://user:{HIDDEN}@host/name", "CAS3_DELIUS_URL is of no kind that Delius can be in"),
        ("sqlite://", "CAS3_DELIUS_URL names no file"),
        ("sqlite:///:memory:", "CAS3_DELIUS_URL names no file"),
    ],
)
def test_what_is_wrong_with_the_url_is_said_without_it(
    url: str, problem: str, environment: Environment
) -> None:
    environment(CAS3_DELIUS_URL=url)
    told = problem_of(DatabaseSettings)
    assert told.startswith(problem)
    assert HIDDEN not in told
    assert "\n" not in told


def test_everything_is_named_at_once(environment: Environment) -> None:
    environment(CAS3_DELIUS_USERNAME=" ", CAS3_HTTP_PORT="x", CAS3_LOG_FORMAT=HIDDEN)
    told = problem_of(MoreSettings)
    assert [problem.split(" is ")[0] for problem in told.split("; ")] == [
        "CAS3_DELIUS_URL",
        "CAS3_DELIUS_USERNAME",
        "CAS3_HTTP_PORT",
        "CAS3_LOG_FORMAT",
        "AWS_REGION",
    ]
    assert HIDDEN not in told


def test_a_password_is_not_shown_with_the_settings(environment: Environment) -> None:
    environment(CAS3_DELIUS_URL=f"postgresql+psycopg://user:{HIDDEN}@host/name")
    assert HIDDEN not in repr(read_settings(DatabaseSettings))
