"""Settings that more than one command needs: the database of Delius, and the queue."""

from typing import Annotated, Final

from pydantic import (
    AliasChoices,
    BaseModel,
    ConfigDict,
    Field,
    PlainValidator,
    SecretStr,
    StringConstraints,
    ValidationInfo,
    field_validator,
)
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from adapters.oracle.url_options import check_options

_DATABASES: Final = ("oracle+oracledb", "postgresql+psycopg", "sqlite")
_KINDS: Final = "oracle+oracledb://…, postgresql+psycopg://… or sqlite:///…"


def database_url(value: object) -> URL:
    """Return the URL. ValueError without the value, which may hold a password."""
    try:
        url = make_url(str(value).strip())
    except (ArgumentError, ValueError):
        raise ValueError(f"is no SQLAlchemy URL: it must be {_KINDS}") from None
    if url.drivername not in _DATABASES:
        raise ValueError(f"is of no kind that Delius can be in: it must be {_KINDS}")
    if url.drivername == "sqlite" and url.database in {None, "", ":memory:"}:
        raise ValueError("names no file")
    check_options(url)
    return url


DatabaseUrl = Annotated[URL, PlainValidator(database_url)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Secret = Annotated[SecretStr, Field(min_length=1)]


class DatabaseSettings(BaseModel):
    """The database of Delius, and the service's user there."""

    model_config = ConfigDict(frozen=True)

    delius_db_username: Name | None = None
    delius_db_password: Secret | None = None
    delius_url: DatabaseUrl
    delius_username: Name = "Cas3AndDelius"

    @field_validator("delius_url")
    @classmethod
    def _with_credentials(cls, url: URL, info: ValidationInfo) -> URL:
        """Return the URL with the user and the password that are set apart from it, if any are."""
        if url.drivername == "sqlite":
            return url
        password: SecretStr | None = info.data.get("delius_db_password")
        return url.set(
            username=info.data.get("delius_db_username"),
            password=password.get_secret_value() if password else None,
        )


class QueueSettings(BaseModel):
    """The queue of domain events, by its URL or by its name, and the dead-letter queue beside it."""

    model_config = ConfigDict(frozen=True)

    queue_name: Name | None = None
    queue_url: Name | None = Field(default=None, validate_default=True)
    dead_letter_queue_url: Name | None = None
    aws_region: str | None = Field(
        default=None, validation_alias=AliasChoices("AWS_REGION", "AWS_DEFAULT_REGION")
    )

    @field_validator("queue_url")
    @classmethod
    def _named_somehow(cls, url: str | None, info: ValidationInfo) -> str | None:
        if url is None and info.data.get("queue_name") is None:
            raise ValueError("is not set, and neither is CAS3_QUEUE_NAME")
        return url
