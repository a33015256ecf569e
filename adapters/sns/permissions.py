"""Find out whether a process may publish to a topic, without publishing."""

from typing import TYPE_CHECKING, Final

from botocore.exceptions import ClientError, NoCredentialsError

from adapters.sns.errors import sns_errors_as_outages
from domain.failures import Neighbour, Outage

if TYPE_CHECKING:
    from types_boto3_sns import SNSClient

_EMPTY: Final = frozenset(
    {"EmptyBatchRequest", "InvalidParameter", "InvalidParameterException", "ValidationError"}
)
_GONE: Final = frozenset({"NotFound", "NotFoundException"})
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
            refusal = _refusal(code, topic_arn)
            if refusal is None:
                raise
        except NoCredentialsError:
            refusal = "no AWS credentials are set for this process"
        else:
            return
    raise Outage(refusal, Neighbour.TOPIC)


def _refusal(code: str, topic_arn: str) -> str | None:
    if code in _DENIED:
        return "the credentials of this process lack the right sns:Publish"
    if code in _GONE:
        return f"there is no topic {topic_arn.rpartition(':')[2]}"
    return None
