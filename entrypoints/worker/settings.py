"""The settings of the worker, read from the environment."""

from typing import Annotated, Literal

from pydantic import AliasChoices, BeforeValidator, Field, HttpUrl, SecretStr
from pydantic_settings import NoDecode

from entrypoints.settings import DatabaseSettings, Name


def _listed(value: object) -> object:
    return [part.strip() for part in value.split(",")] if isinstance(value, str) else value


Pauses = Annotated[
    tuple[Annotated[float, Field(ge=0, le=43_200)], ...],
    NoDecode,
    BeforeValidator(_listed),
    Field(min_length=1),
]


class WorkerSettings(DatabaseSettings):
    """Each is the variable of the same name in upper case with `CAS3_` before it. Pauses are in seconds."""

    queue_url: Name
    dead_letter_queue_url: Name | None = None
    topic_arn: str = Field(pattern=r"^arn:[^:]+:sns:[^:]*:[^:]*:.+$")
    api_url: HttpUrl
    token_url: HttpUrl
    client_id: Name
    client_secret: SecretStr = Field(min_length=1)
    concurrency: int = Field(default=10, ge=1, le=100)
    # Every interface, as a platform asks from outside.
    http_host: Name = "0.0.0.0"  # noqa: S104
    http_port: int = Field(default=8080, ge=0, le=65_535)
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["json", "console"] = "json"
    retry_pauses: Pauses = (300.0, 1500.0)
    aws_region: str | None = Field(
        default=None, validation_alias=AliasChoices("AWS_REGION", "AWS_DEFAULT_REGION")
    )
