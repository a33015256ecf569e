"""Turn errors of SQS into the failures that they stand for."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from botocore.exceptions import BotoCoreError, ClientError

from adapters.network.deadline import deadline
from adapters.network.unreachable import why_unreachable
from domain.failures import Failure, Neighbour, NotConfigured, Outage

DEADLINE_SECONDS: Final = 10.0
_FORMATS: Final = ("json", "xml")
# What SQS says of a receipt handle that is outdated: another receive, or nobody, has the message now.
_HELD_NO_LONGER: Final = frozenset(
    {
        "InvalidParameterValue",
        "ReceiptHandleIsInvalid",
        "MessageNotInflight",
        "AWS.SimpleQueueService.MessageNotInflight",
    }
)
_NOT_TAKEN: Final = frozenset({"InvalidParameterValue", "InvalidMessageContents", "MessageTooLong"})


class SqsRefusal(Outage):
    """SQS answered with an error, whose code it is."""

    def __init__(self, what: str, code: str, neighbour: Neighbour) -> None:
        super().__init__(f"{what} refused ({code})", neighbour)
        self.code = code

    @property
    def is_of_receipt(self) -> bool:
        """The message is held no longer."""
        return self.code in _HELD_NO_LONGER

    @property
    def is_of_message(self) -> bool:
        """Return whether only this message is refused, as one that is too large; another may be taken."""
        return self.code in _NOT_TAKEN


@contextmanager
def sqs_errors_as_failures(
    neighbour: Neighbour = Neighbour.QUEUE, seconds: float = DEADLINE_SECONDS
) -> Iterator[None]:
    """Raise an Outage of the neighbour, with the code or the kind of the error, if SQS does not do as it is
    asked by the deadline, so many seconds from now.
    """
    what = f"the {neighbour}"
    try:
        with deadline(seconds):
            yield
    except ClientError as error:
        code = str(error.response.get("Error", {}).get("Code", "no code"))
        raise SqsRefusal(what, code, neighbour) from None
    except BotoCoreError as error:
        raise Outage(f"{what} cannot be reached ({why_unreachable(error)})", neighbour) from None
    except (Failure, NotConfigured):
        raise
    # botocore has no family for all of its errors: an answer that is no JSON or XML, or has other parts than
    # it must have, ends in a ResponseParserError, an AttributeError or a TypeError.
    except Exception as error:
        raise Outage(f"{what} gave an answer of no use ({type(error).__name__})", neighbour) from None


def check_format(answer: Mapping[str, Any]) -> None:
    """Raise ValueError for an answer in HTML or the like, which botocore takes for one that says nothing."""
    headers = answer.get("ResponseMetadata", {}).get("HTTPHeaders", {})
    kind = headers.get("content-type", "json")
    if not any(name in kind for name in _FORMATS):
        raise ValueError("neither JSON nor XML")
