"""Name the right that is missing where a queue refuses."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from botocore.exceptions import BotoCoreError, ClientError, NoCredentialsError, NoRegionError

from adapters.network.deadline import deadline
from adapters.network.unreachable import why_unreachable
from adapters.sqs.errors import DEADLINE_SECONDS
from domain.failures import Failure, Neighbour, Outage

_DENIED: Final = frozenset({"AccessDenied", "AccessDeniedException", "AuthorizationError", "403"})
_GONE: Final = frozenset(
    {"AWS.SimpleQueueService.NonExistentQueue", "QueueDoesNotExist", "NonExistentQueue", "404"}
)


@contextmanager
def refusals_as_outages(action: str, queue_url: str) -> Iterator[None]:
    """Raise an Outage in words for an operator if the queue does not do what is asked: the right that is
    missing, a queue that does not exist, credentials or a region that are not set, else the code of the
    error.
    """
    queue = queue_url.rpartition("/")[2]
    try:
        with deadline(DEADLINE_SECONDS):
            yield
    except ClientError as error:
        raise Outage(_refused(error.response["Error"]["Code"], action, queue), Neighbour.QUEUE) from None
    except NoCredentialsError:
        raise Outage("no AWS credentials are set for this process", Neighbour.QUEUE) from None
    except NoRegionError:
        raise Outage("no AWS region is set: AWS_REGION names it", Neighbour.QUEUE) from None
    except BotoCoreError as error:
        reason = f"the queue {queue} cannot be reached ({why_unreachable(error)})"
        raise Outage(reason, Neighbour.QUEUE) from None
    except Failure:
        raise
    except Exception as error:  # noqa: BLE001 (an answer that is none of SQS')
        reason = f"the queue {queue} gave an answer of no use ({type(error).__name__})"
        raise Outage(reason, Neighbour.QUEUE) from None


def _refused(code: str, action: str, queue: str) -> str:
    if code in _DENIED:
        return f"the credentials of this process lack the right sqs:{action} on the queue {queue}"
    if code in _GONE:
        return f"there is no queue {queue}"
    return f"the queue {queue} refused {action} ({code})"
