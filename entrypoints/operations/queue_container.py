"""The queues, for the commands that work with what was set aside."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from dependency_injector import containers, providers

from adapters.network.aws import sqs_client
from adapters.sqs.dead_letters import SqsDeadLetters
from adapters.sqs.depth import Depth, read_depth
from adapters.sqs.queues import find_dead_letter_queue, find_queue
from domain.dead_letter import DeadLetter
from domain.failures import Failure, NotConfigured
from domain.ports.dead_letters import DeadLetters
from entrypoints.environment import read_settings
from entrypoints.settings import QueueSettings
from entrypoints.stop import listening
from entrypoints.usage import Unsuccessful, UnusableInput


class QueueContainer(containers.DeclarativeContainer):
    """The wiring of the queue and its dead-letter queue."""

    settings = providers.Dependency(instance_of=QueueSettings)

    sqs_client = providers.Singleton(sqs_client, region=settings.provided.aws_region, handlers=1)
    queue_url = providers.Singleton(
        find_queue, client=sqs_client, url=settings.provided.queue_url, name=settings.provided.queue_name
    )
    dead_letter_url = providers.Singleton(
        find_dead_letter_queue,
        client=sqs_client,
        queue_url=queue_url,
        url=settings.provided.dead_letter_queue_url,
    )
    depth: providers.Provider[Depth] = providers.Callable(read_depth, client=sqs_client, queue_url=queue_url)
    dead_letters: providers.Provider[DeadLetters] = providers.Singleton(
        SqsDeadLetters, client=sqs_client, queue_url=queue_url, dead_letter_url=dead_letter_url
    )


@contextmanager
def opened_dead_letters() -> Iterator[DeadLetters]:
    """Yield the dead-letter queue that the environment names.

    UnusableInput if a setting is missing or wrong; Unsuccessful, with the right that is missing if one is, if
    a queue refuses.
    """
    with opened_queues() as container:
        yield container.dead_letters()


@contextmanager
def opened_queues() -> Iterator[QueueContainer]:
    """Yield both queues, with the errors of `opened_dead_letters`."""
    try:
        yield QueueContainer(settings=read_settings(QueueSettings))
    except Failure as failure:
        raise Unsuccessful(failure.reason) from None
    except NotConfigured as problem:
        raise UnusableInput(str(problem)) from None


def collected(
    letters: Iterator[DeadLetter], is_enough: Callable[[DeadLetter], bool] = lambda _: False
) -> Sequence[DeadLetter]:
    """Return the messages, up to one that is enough. KeyboardInterrupt after a Ctrl-C, between two receives:
    what a receive brings that was broken off would stay hidden for minutes.
    """
    seen = []
    with listening() as stop:
        for letter in letters:
            seen.append(letter)
            if stop.is_asked_for:
                raise KeyboardInterrupt
            if is_enough(letter):
                break
    return seen
