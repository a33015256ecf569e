"""What a status of the CAS3 API means for an event (rule 6)."""

from domain.failures import Neighbour, Outage, PermanentFailure, TemporaryFailure

_OUTAGES = frozenset({401, 403, 502, 503, 504})
_TEMPORARY = frozenset({404, 408, 429})


def check_status(status: int) -> None:
    """Raises the Failure that the status stands for, unless it is 200.

    A 401 is one that a new token does not mend; a 404 may be a reader that was faster than the writer's
    commit; success without details, or an error of some proxy's own, says nothing about the event.
    """
    if status == 200:
        return
    reason = f"the CAS3 API answered {status}"
    if status in _OUTAGES:
        raise Outage(reason, Neighbour.API)
    is_temporary = status in _TEMPORARY or status < 300 or status >= 500
    raise TemporaryFailure(reason) if is_temporary else PermanentFailure(reason)
