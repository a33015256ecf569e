"""The failures that statuses of the CAS3 API mean for an event (rule 6)."""

from typing import Final

from domain.failures import Neighbour, Outage, PermanentFailure, TemporaryFailure, UnclearFailure

PROBLEM: Final = "application/problem+json"
# 401 and 403: those that a new token does not mend.
_OUTAGES: Final = frozenset({401, 403, 429, 502, 503, 504})


def check_status(status: int, content_type: str = "", retry_after: float | None = None) -> None:
    """Raise the Failure that the status stands for, unless it is 200.

    | status | means |
    |---|---|
    | 401, 403, 429, 502, 503, 504 | an outage of the API, for `retry_after` seconds if it says so |
    | 404 of the API's own | the reader was faster than the writer's commit |
    | 500 and other 5xx of the API's own, 2xx without details | nobody knows whose failure it is |
    | 404 and 5xx of anybody else | an outage: a proxy in front of the API does not find it |
    | redirects, 400 and all other 4xx | the message's own fault |

    What the API itself says of an error it says as `application/problem+json`.
    """
    if status == 200:
        return
    reason = f"the CAS3 API answered {status}"
    is_its_own = content_type.partition(";")[0].strip().lower() == PROBLEM
    if status in _OUTAGES or ((status == 404 or status >= 500) and not is_its_own):
        raise Outage(reason, Neighbour.API, retry_after)
    if status == 404:
        raise TemporaryFailure(reason)
    if status < 300 or status >= 500:
        raise UnclearFailure(reason)
    raise PermanentFailure(reason)
