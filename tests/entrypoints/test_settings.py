"""Settings: all that is missing or wrong is named at once, in plain words, and no value is repeated."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import pytest
from pydantic import BaseModel

from entrypoints.environment import read_settings
from entrypoints.settings import DatabaseSettings, QueueSettings
from entrypoints.usage import UnusableInput
from entrypoints.worker.settings import WorkerSettings

HIDDEN = "hidden-from-all"
Environment = Callable[..., None]

_NEEDED: Final[Mapping[str, str]] = {
    "CAS3_QUEUE_URL": "https://sqs.example/1/queue",
    "CAS3_TOPIC_ARN": "arn:aws:sns:eu-west-2:000000000000:topic",
    "CAS3_API_URL": "https://cas3.example",
    "CAS3_TOKEN_URL": "https://auth.example/token",
    "CAS3_CLIENT_ID": "client",
    "CAS3_CLIENT_SECRET": "secret",
    "CAS3_DELIUS_URL": "sqlite:///delius.db",
}


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> Environment:
    """Sets these variables, and no others of the service's."""
    for name in WorkerSettings.model_fields:
        for variable in (f"CAS3_{name.upper()}", f"CAS3_{name.upper()}_FILE"):
            monkeypatch.delenv(variable, raising=False)
    for variable in ("AWS_REGION", "AWS_DEFAULT_REGION"):
        monkeypatch.delenv(variable, raising=False)

    def set_all(**variables: str) -> None:
        for name, value in variables.items():
            monkeypatch.setenv(name, value)

    return set_all


def problem_of(kind: type[BaseModel]) -> str:
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


def test_everything_is_named_at_once_and_in_order(environment: Environment) -> None:
    environment(CAS3_DELIUS_USERNAME=" ", CAS3_HTTP_PORT=HIDDEN, CAS3_LOG_FORMAT=HIDDEN, CAS3_API_URL=HIDDEN)
    told = problem_of(WorkerSettings)
    assert sorted(told.split("; ")) == [
        "CAS3_API_URL must be a URL that begins with https:// or http://",
        "CAS3_CLIENT_ID is not set",
        "CAS3_CLIENT_SECRET is not set",
        "CAS3_DELIUS_URL is not set",
        "CAS3_DELIUS_USERNAME is blank",
        "CAS3_HTTP_PORT must be the number of a port, from 0 to 65535",
        "CAS3_LOG_FORMAT must be json or console",
        "CAS3_QUEUE_URL is not set, and neither is CAS3_QUEUE_NAME",
        "CAS3_TOKEN_URL is not set",
        "CAS3_TOPIC_ARN is not set",
    ]


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("CAS3_TOPIC_ARN", HIDDEN, "must be the ARN of an SNS topic, arn:aws:sns:REGION:ACCOUNT:NAME"),
        ("CAS3_TOKEN_URL", f"ftp://{HIDDEN}", "must be a URL that begins with https:// or http://"),
        ("CAS3_CONCURRENCY", "0", "must be a whole number from 1 to 100"),
        ("CAS3_CONCURRENCY", "2.5", "must be a whole number from 1 to 100"),
        ("CAS3_HTTP_PORT", "70000", "must be the number of a port, from 0 to 65535"),
        ("CAS3_LOG_LEVEL", HIDDEN, "must be DEBUG, INFO, WARNING or ERROR"),
        ("CAS3_RETRY_PAUSES", "a,b", "must be seconds with commas between them, none above 32400"),
        ("CAS3_RETRY_PAUSES", "nan", "must be seconds with commas between them, none above 32400"),
        ("CAS3_RETRY_PAUSES", "-1", "must be seconds with commas between them, none above 32400"),
        ("CAS3_CLIENT_SECRET", " \n", "is blank"),
        ("CAS3_CLIENT_ID", "\t", "is blank"),
    ],
)
def test_a_mistake_is_named_once_in_plain_words(
    name: str, value: str, problem: str, environment: Environment
) -> None:
    environment(**{**_NEEDED, name: value})
    assert problem_of(WorkerSettings) == f"{name} {problem}"


def test_a_pause_that_a_queue_cannot_keep_is_refused(environment: Environment) -> None:
    """SQS hides a message for twelve hours from its receive; a pause of twelve would cost a receive."""
    environment(**_NEEDED, CAS3_RETRY_PAUSES="43200,43200")
    assert problem_of(WorkerSettings).startswith("CAS3_RETRY_PAUSES must be seconds")


def test_every_value_is_read_without_blanks_and_line_breaks_at_its_ends(environment: Environment) -> None:
    environment(
        **{
            **{name: f" {value}\r\n" for name, value in _NEEDED.items()},
            "CAS3_CONCURRENCY": " 3\n",
            "CAS3_LOG_LEVEL": "debug\n",
            "CAS3_LOG_FORMAT": " Console",
            "CAS3_RETRY_PAUSES": " 1, 2 \n",
        }
    )
    settings = read_settings(WorkerSettings)
    assert (settings.client_id, settings.client_secret.get_secret_value()) == ("client", "secret")
    assert (settings.concurrency, settings.retry_pauses) == (3, (1.0, 2.0))
    assert (settings.log_level, settings.log_format) == ("DEBUG", "console")
    assert settings.queue_url == _NEEDED["CAS3_QUEUE_URL"]


def test_the_queue_may_be_named_instead_of_located(environment: Environment) -> None:
    environment(CAS3_QUEUE_NAME="the-queue")
    settings = read_settings(QueueSettings)
    assert (settings.queue_name, settings.queue_url) == ("the-queue", None)


@pytest.mark.parametrize("variable", sorted(_NEEDED))
def test_any_setting_may_stand_in_a_file(variable: str, environment: Environment, tmp_path: Path) -> None:
    file = tmp_path / "value"
    file.write_text(f"{_NEEDED[variable]}\n")
    others = {name: value for name, value in _NEEDED.items() if name != variable}
    environment(**others, **{f"{variable}_FILE": str(file)})
    from_files = read_settings(WorkerSettings)
    environment(**_NEEDED, **{f"{variable}_FILE": ""})
    assert from_files == read_settings(WorkerSettings)


def test_a_file_that_cannot_be_read_is_named_by_its_variable(
    environment: Environment, tmp_path: Path
) -> None:
    binary = tmp_path / "binary"
    binary.write_bytes(b"\xff\xfe")
    needed = {name: value for name, value in _NEEDED.items() if not name.startswith("CAS3_CLIENT")}
    environment(**needed, CAS3_CLIENT_ID_FILE=str(binary), CAS3_CLIENT_SECRET_FILE=str(tmp_path / HIDDEN))
    told = problem_of(WorkerSettings)
    assert told == (
        "CAS3_CLIENT_ID cannot be read from the file of CAS3_CLIENT_ID_FILE: it is no text; "
        "CAS3_CLIENT_SECRET cannot be read from the file of CAS3_CLIENT_SECRET_FILE "
        "(No such file or directory)"
    )


def test_a_setting_and_its_file_together_are_refused(environment: Environment, tmp_path: Path) -> None:
    environment(**_NEEDED, CAS3_CLIENT_SECRET_FILE=str(tmp_path))
    assert problem_of(WorkerSettings) == (
        "CAS3_CLIENT_SECRET is set twice, there and in CAS3_CLIENT_SECRET_FILE"
    )


def test_user_and_password_of_the_database_may_stand_apart(environment: Environment) -> None:
    environment(
        CAS3_DELIUS_URL="oracle+oracledb://other:old@host:1521?service_name=delius",
        CAS3_DELIUS_DB_USERNAME="user",
        CAS3_DELIUS_DB_PASSWORD="p@ss/wörd:%",
    )
    url = read_settings(DatabaseSettings).delius_url
    assert (url.username, url.password, url.host) == ("user", "p@ss/wörd:%", "host")


def test_a_user_alone_leaves_the_password_of_the_url(environment: Environment) -> None:
    environment(CAS3_DELIUS_URL="postgresql+psycopg://a:b@host/name", CAS3_DELIUS_DB_USERNAME="user")
    url = read_settings(DatabaseSettings).delius_url
    assert (url.username, url.password) == ("user", "b")


def test_a_file_as_database_has_no_user(environment: Environment) -> None:
    environment(CAS3_DELIUS_URL="sqlite:///delius.db", CAS3_DELIUS_DB_USERNAME="user")
    assert str(read_settings(DatabaseSettings).delius_url) == "sqlite:///delius.db"


def test_no_secret_is_shown_with_the_settings(environment: Environment) -> None:
    environment(
        **{
            **_NEEDED,
            "CAS3_DELIUS_URL": f"postgresql+psycopg://user:{HIDDEN}@host/name",
            "CAS3_DELIUS_DB_PASSWORD": HIDDEN,
            "CAS3_CLIENT_SECRET": HIDDEN,
        }
    )
    assert HIDDEN not in repr(read_settings(WorkerSettings))
