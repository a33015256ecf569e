"""The queues, for the commands that work with what was set aside."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import boto3
from botocore.config import Config
from dependency_injector import containers, providers

from adapters.sqs.dead_letters import SqsDeadLetters
from adapters.sqs.queues import find_dead_letter_queue, find_queue
from adapters.sqs.rights import needing
from domain.failures import Failure
from domain.ports.dead_letters import DeadLetters
from entrypoints.environment import read_settings
from entrypoints.settings import QueueSettings
from entrypoints.usage import Unsuccessful, UnusableInput

if TYPE_CHECKING:
    from types_boto3_sqs import SQSClient


def _sqs(settings: QueueSettings) -> "SQSClient":
    config = Config(connect_timeout=5, read_timeout=30, retries={"mode": "standard", "max_attempts": 5})
    with needing("GetQueueAttributes", settings.queue_url or str(settings.queue_name)):
        try:
            return boto3.client("sqs", region_name=settings.aws_region, config=config)
        except ValueError:
            raise UnusableInput("AWS_ENDPOINT_URL is no URL") from None


def _queue_url(client: "SQSClient", settings: QueueSettings) -> str:
    return settings.queue_url or find_queue(client, str(settings.queue_name))


def _dead_letters(client: "SQSClient", queue_url: str, settings: QueueSettings) -> SqsDeadLetters:
    url = settings.dead_letter_queue_url or find_dead_letter_queue(client, queue_url)
    return SqsDeadLetters(client, queue_url, url)


class QueueContainer(containers.DeclarativeContainer):
    """The wiring of the queue and its dead-letter queue."""

    settings = providers.Dependency(instance_of=QueueSettings)

    sqs_client = providers.Singleton(_sqs, settings=settings)
    queue_url = providers.Singleton(_queue_url, client=sqs_client, settings=settings)
    dead_letters: providers.Provider[DeadLetters] = providers.Singleton(
        _dead_letters, client=sqs_client, queue_url=queue_url, settings=settings
    )


@contextmanager
def opened_dead_letters() -> Iterator[DeadLetters]:
    """Yield the dead-letter queue that the environment names.

    UnusableInput if a setting is missing or wrong; Unsuccessful, with the right that is missing if one is, if
    a queue refuses.
    """
    try:
        yield QueueContainer(settings=read_settings(QueueSettings)).dead_letters()
    except Failure as failure:
        raise Unsuccessful(failure.reason) from None
