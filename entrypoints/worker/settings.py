"""The settings of the worker, read from the environment."""

from typing import Annotated, Final, Literal

from pydantic import BeforeValidator, Field, HttpUrl

from entrypoints.settings import DatabaseSettings, Name, QueueSettings, Secret

# Nine hours. SQS hides a message for twelve at most, counted from its receive, and jitter may add a fifth.
LONGEST_PAUSE_SECONDS: Final = 32_400


def _listed(value: object) -> object:
    return [part.strip() for part in value.split(",")] if isinstance(value, str) else value


def _in_upper_case(value: object) -> object:
    return value.upper() if isinstance(value, str) else value


def _in_lower_case(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


Pauses = Annotated[
    tuple[Annotated[float, Field(ge=0, le=LONGEST_PAUSE_SECONDS, allow_inf_nan=False)], ...],
    BeforeValidator(_listed),
    Field(
        min_length=1,
        description=f"must be seconds with commas between them, none above {LONGEST_PAUSE_SECONDS}",
    ),
]
Url = Annotated[HttpUrl, Field(description="must be a URL that begins with https:// or http://")]


class WorkerSettings(DatabaseSettings, QueueSettings):
    """The settings of the worker: each is the variable of the same name in upper case with `CAS3_` before it.
    Pauses are in seconds.

    A description says what a value must be, for the message about a wrong one.
    """

    topic_arn: str = Field(
        pattern=r"^arn:[^:]+:sns:[^:]*:[^:]*:.+$",
        description="must be the ARN of an SNS topic, arn:aws:sns:REGION:ACCOUNT:NAME",
    )
    api_url: Url
    details_path: Annotated[Name, Field(pattern="^/", description="must be a path that begins with /")] = (
        "/events/cas3/"
    )
    token_url: Url
    client_id: Name
    client_secret: Secret
    concurrency: int = Field(default=10, ge=1, le=100, description="must be a whole number from 1 to 100")
    # Every interface, as a platform asks from outside.
    http_host: Name = "0.0.0.0"  # noqa: S104 - see above
    http_port: int = Field(
        default=8080, ge=0, le=65_535, description="must be the number of a port, from 0 to 65535"
    )
    log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(_in_upper_case)] = (
        Field(default="INFO", description="must be DEBUG, INFO, WARNING or ERROR")
    )
    log_format: Annotated[Literal["json", "console"], BeforeValidator(_in_lower_case)] = Field(
        default="json", description="must be json or console"
    )
    retry_pauses: Pauses = (300.0, 1500.0)

    @property
    def database_connections(self) -> int:
        """Return two more than there are events in work: for the outbox, and for the look at it."""
        return self.concurrency + 2
