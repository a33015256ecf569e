"""Find out whether a process may publish to a topic, without publishing."""

from typing import TYPE_CHECKING, Final

from botocore.exceptions import ClientError

from adapters.sns.errors import sns_errors_as_outages
from domain.failures import Neighbour, Outage

if TYPE_CHECKING:
    from types_boto3_sns import SNSClient

_EMPTY: Final = frozenset(
    {"EmptyBatchRequest", "InvalidParameter", "InvalidParameterException", "ValidationError"}
)
_DENIED: Final = frozenset({"AuthorizationError", "AccessDenied", "AccessDeniedException"})


def require_publishing(client: "SNSClient", topic_arn: str) -> None:
    """Publish nothing, which SNS refuses as empty where it would publish something. Outage, naming the right
    if that is missing, where it would not.
    """
    with sns_errors_as_outages():
        try:
            client.publish_batch(TopicArn=topic_arn, PublishBatchRequestEntries=[])
        except ClientError as error:
            code = error.response["Error"]["Code"]
            if code in _EMPTY:
                return
            if code not in _DENIED:
                raise
            refusal = Outage("the credentials of this process lack the right sns:Publish", Neighbour.TOPIC)
        else:
            return
    raise refusal
