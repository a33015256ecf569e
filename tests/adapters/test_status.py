"""Rule 6: what a status of the CAS3 API means."""

import pytest

from adapters.wire.status import check_status
from domain.failures import Failure, Neighbour, Outage, PermanentFailure, TemporaryFailure, UnclearFailure

Meanings = list[tuple[type[Failure], tuple[int, ...]]]

OF_THE_API: Meanings = [
    (Outage, (401, 403, 429, 502, 503, 504)),
    (TemporaryFailure, (404,)),
    (UnclearFailure, (201, 204, 500, 501, 507, 520)),
    (PermanentFailure, (301, 302, 307, 400, 405, 408, 409, 410, 418, 422)),
]
OF_A_PROXY: Meanings = [
    (Outage, (401, 403, 404, 429, 500, 501, 502, 503, 504)),
    (UnclearFailure, (201, 204)),
    (PermanentFailure, (301, 302, 400, 405, 410)),
]


def each(meanings: Meanings) -> list[tuple[int, type[Failure]]]:
    return [(status, kind) for kind, statuses in meanings for status in statuses]


@pytest.mark.parametrize(("status", "kind"), each(OF_THE_API))
def test_a_status_of_the_api_says_whose_failure_it_is(status: int, kind: type[Failure]) -> None:
    with pytest.raises(kind, match=str(status)) as failure:
        check_status(status, "Application/problem+json; charset=utf-8")

    assert type(failure.value) is kind


@pytest.mark.parametrize("content_type", ["", "text/html", "application/json"])
@pytest.mark.parametrize(("status", "kind"), each(OF_A_PROXY))
def test_a_status_of_somebody_on_the_way_says_nothing_of_the_event(
    status: int, kind: type[Failure], content_type: str
) -> None:
    with pytest.raises(kind, match=str(status)) as failure:
        check_status(status, content_type)

    assert type(failure.value) is kind


def test_an_outage_says_for_how_long_it_asks_to_be_left_alone() -> None:
    with pytest.raises(Outage) as raised:
        check_status(429, retry_after=17.0)

    assert (raised.value.neighbour, raised.value.retry_after) == (Neighbour.API, 17.0)


def test_success_is_no_failure() -> None:
    check_status(200)
