"""Rule 6: what a status of the CAS3 API means."""

import pytest

from adapters.wire.status import check_status
from domain.failures import Failure, Outage, PermanentFailure, TemporaryFailure

MEANINGS: list[tuple[type[Failure], tuple[int, ...]]] = [
    (Outage, (401, 403, 502, 503, 504)),
    (TemporaryFailure, (201, 204, 404, 408, 429, 500, 501, 507, 520)),
    (PermanentFailure, (301, 302, 307, 400, 405, 410, 418, 422)),
]


@pytest.mark.parametrize(
    ("status", "kind"), [(status, kind) for kind, statuses in MEANINGS for status in statuses]
)
def test_a_status_says_whether_to_try_again(status: int, kind: type[Failure]) -> None:
    with pytest.raises(kind, match=str(status)) as failure:
        check_status(status)

    assert type(failure.value) is kind


def test_success_is_no_failure() -> None:
    check_status(200)
