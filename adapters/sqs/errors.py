"""Turns what goes wrong with SQS into the Failure that it stands for."""

from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import BotoCoreError, ClientError

from domain.failures import Neighbour, Outage


@contextmanager
def talking() -> Iterator[None]:
    """Outage, with the code of the error, if SQS does not do as it is asked."""
    try:
        yield
    except ClientError as error:
        raise Outage(f"the queue refused ({error.response['Error']['Code']})", Neighbour.QUEUE) from None
    except BotoCoreError as error:
        raise Outage(f"the queue cannot be reached ({type(error).__name__})", Neighbour.QUEUE) from None
