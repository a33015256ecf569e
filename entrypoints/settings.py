"""Settings from the environment, all of them checked before anything is built."""

from collections.abc import Iterator
from typing import Annotated, Final, TypeVar

from pydantic import PlainValidator, StringConstraints, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from entrypoints.usage import UnusableInput

_PREFIX: Final = "CAS3_"
_DATABASES: Final = ("oracle+oracledb", "postgresql+psycopg", "sqlite")
_KINDS: Final = "oracle+oracledb://…, postgresql+psycopg://… or sqlite:///…"


def _database_url(value: object) -> URL:
    """What is wrong is said without the value, which may hold a password."""
    try:
        url = make_url(str(value).strip())
    except (ArgumentError, ValueError):
        raise ValueError(f"is no SQLAlchemy URL: it must be {_KINDS}") from None
    if url.drivername not in _DATABASES:
        raise ValueError(f"is of no kind that Delius can be in: it must be {_KINDS}")
    if url.drivername == "sqlite" and url.database in {None, "", ":memory:"}:
        raise ValueError("names no file")
    return url


DatabaseUrl = Annotated[URL, NoDecode, PlainValidator(_database_url)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class DatabaseSettings(BaseSettings):
    """The database of Delius, and the service's user there."""

    # Whoever sets a variable to nothing most likely means not to set it.
    model_config = SettingsConfigDict(env_prefix=_PREFIX, env_ignore_empty=True)

    delius_url: DatabaseUrl
    delius_username: Name = "Cas3AndDelius"


Settings = TypeVar("Settings", bound=BaseSettings)


def read_settings(kind: type[Settings]) -> Settings:
    """The settings of that kind. UnusableInput that names every one that is missing or wrong."""
    try:
        return kind()
    except ValidationError as error:
        raise UnusableInput("; ".join(_problems(kind, error))) from None


def _problems(kind: type[BaseSettings], error: ValidationError) -> Iterator[str]:
    for detail in error.errors(include_url=False, include_input=False):
        name = str(detail["loc"][0])
        prefix = _PREFIX if name in kind.model_fields else ""
        yield f"{prefix}{name.upper()} {_problem(detail)}"


def _problem(detail: ErrorDetails) -> str:
    match detail["type"]:
        case "missing":
            return "is not set"
        case "string_too_short":
            return "is blank"
        case "value_error":
            return str(detail["ctx"]["error"])
        case _:
            return f"is wrong: {detail['msg']}"
