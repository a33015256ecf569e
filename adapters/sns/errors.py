"""Turn errors of SNS into the failures that they mean for announcements."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from botocore.exceptions import ClientError

from adapters.network.deadline import deadline
from adapters.network.unreachable import why_unreachable
from domain.failures import Neighbour, Outage

# Shorter than a claim of announcements lasts.
DEADLINE_SECONDS: Final = 10.0
_REFUSALS_OF_A_MESSAGE: Final = frozenset(
    {"InvalidParameter", "InvalidParameterValue", "ParameterValueInvalid", "BatchRequestTooLong"}
)


class MessageRefused(Exception):
    """SNS refuses what it was given, because of a message in it."""

    def __init__(self, code: str) -> None:
        self.reason = f"the topic refused it ({code})"
        super().__init__(self.reason)


@contextmanager
def sns_errors_as_outages() -> Iterator[None]:
    """Raise MessageRefused if a message is to blame, and otherwise an Outage of the topic, with the code or
    the kind of the error, if SNS does not do as it is asked by the deadline.
    """
    try:
        with deadline(DEADLINE_SECONDS):
            yield
    except ClientError as error:
        code = str(error.response.get("Error", {}).get("Code", "no code"))
        if code in _REFUSALS_OF_A_MESSAGE:
            raise MessageRefused(code) from None
        raise Outage(f"the topic refused ({code})", Neighbour.TOPIC) from None
    # botocore has no family for all of its errors: an answer that is no XML, or has not the parts that it
    # must have, ends in a ResponseParserError, a KeyError or a TypeError.
    except Exception as error:
        raise Outage(f"the topic cannot be reached ({why_unreachable(error)})", Neighbour.TOPIC) from None
