"""Rule 2: the order of the events of one reference, and what counts as repetition."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.history import AppliedEvent, History
from domain.identifiers import EventId, ExternalReference
from domain.london import instant, wall_time

_NOW = datetime(2026, 6, 11, 9, tzinfo=UTC)


def _applied(microseconds: int, name: str, *, is_update: bool) -> AppliedEvent:
    timestamp = instant(_NOW + timedelta(microseconds=microseconds))
    return AppliedEvent(
        reference=ExternalReference("urn:hmpps:cas3:person-arrived:b1"),
        id=EventId(name),
        timestamp=timestamp,
        is_update=is_update,
        contact_time=wall_time(timestamp),
    )


_events = st.builds(_applied, st.integers(0, 2), st.sampled_from("ab"), is_update=st.booleans())
_different = st.lists(_events, unique_by=lambda event: (event.timestamp, event.id))


@given(_events, _events)
def test_of_two_events_one_comes_first_unless_they_are_the_same(
    one: AppliedEvent, other: AppliedEvent
) -> None:
    assert (one.sort_key < other.sort_key) + (other.sort_key < one.sort_key) + (one == other) == 1


@given(_events, _events)
def test_time_decides_before_kind_and_kind_before_id(one: AppliedEvent, other: AppliedEvent) -> None:
    if one.timestamp != other.timestamp:
        assert (one.sort_key < other.sort_key) == (one.timestamp < other.timestamp)
    elif one.is_update != other.is_update:
        assert (one.sort_key < other.sort_key) == other.is_update


@given(_different.flatmap(lambda events: st.tuples(st.just(events), st.permutations(events))))
def test_the_newest_is_the_same_however_they_came(
    events: tuple[list[AppliedEvent], list[AppliedEvent]],
) -> None:
    one, other = events
    newest = History(one).newest

    assert newest == History(other).newest
    assert (newest is None) == (not one)
    assert all(event == newest or (newest and event.sort_key < newest.sort_key) for event in one)


@given(_different, _events)
def test_repetition_is_told_by_id_and_timestamp(events: list[AppliedEvent], event: AppliedEvent) -> None:
    held = History(events).holds(event)

    assert held == ((event.id, event.timestamp) in {(known.id, known.timestamp) for known in events})
