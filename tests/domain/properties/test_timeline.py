"""Rule 3, "Timeline", as a function of all residences and other homes at once."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.identifiers import AddressId, BookingId
from domain.london import instant
from domain.timeline import Cause, Key, OtherHome, Residence, timeline

_days = st.integers(1, 6).map(lambda number: date(2026, 6, number))
_postcodes = st.sampled_from(["BB1 1BB", "CC2 2CC"])
_RECORDED = instant(datetime(2026, 6, 11, 9, tzinfo=UTC))


@st.composite
def _residences(draw: st.DrawFn) -> Sequence[Residence]:
    """Up to five, no departure before its arrival, many of one day and recorded in one minute."""
    nights = st.none() | st.integers(0, 5)
    stays = draw(st.lists(st.tuples(_days, nights, st.integers(0, 1), _postcodes), max_size=5))
    return [
        Residence(
            booking=BookingId(f"b{number}"),
            arrival=arrival,
            arrival_recorded=instant(_RECORDED + timedelta(minutes=minute)),
            arrival_number=number,
            postcode=postcode,
            departure=None if nights is None else arrival + timedelta(days=nights),
        )
        for number, (arrival, nights, minute, postcode) in enumerate(stays)
    ]


@st.composite
def _homes(draw: st.DrawFn) -> Sequence[OtherHome]:
    starts = draw(st.lists(st.tuples(st.none() | _days, st.integers(0, 4), _postcodes), max_size=3))
    return [
        OtherHome(address=AddressId(key), start=start, first_seen_number=number, postcode=postcode)
        for key, (start, number, postcode) in enumerate(starts)
    ]


_homes_strategy = _homes()


def _ends(residences: Sequence[Residence], homes: Sequence[OtherHome]) -> Mapping[Key, date | None]:
    return {key: ending.day for key, ending in timeline(residences, homes).endings.items()}


@given(_residences().flatmap(lambda them: st.tuples(st.just(them), st.permutations(them))), _homes_strategy)
def test_the_order_in_which_they_are_known_does_not_matter(
    residences: tuple[Sequence[Residence], Sequence[Residence]], homes: Sequence[OtherHome]
) -> None:
    one, other = residences

    assert timeline(one, homes) == timeline(other, homes[::-1])


@given(_residences(), _homes_strategy)
def test_no_end_comes_before_the_start(residences: Sequence[Residence], homes: Sequence[OtherHome]) -> None:
    ends = _ends(residences, homes)

    for residence in residences:
        assert (ends[residence.booking] or residence.arrival) >= residence.arrival
    for home in homes:
        assert (ends[home.address] or home.began) >= home.began


@given(_residences(), _homes_strategy)
def test_a_departure_stands(residences: Sequence[Residence], homes: Sequence[OtherHome]) -> None:
    ends = _ends(residences, homes)

    assert all(ends[each.booking] == each.departure for each in residences if each.departure is not None)


@given(_residences())
def test_at_most_one_residence_is_open(residences: Sequence[Residence]) -> None:
    assert [*_ends(residences, ()).values()].count(None) <= 1


@given(_residences(), _homes_strategy)
def test_a_stay_of_no_length_might_as_well_not_have_been(
    residences: Sequence[Residence], homes: Sequence[OtherHome]
) -> None:
    lasting = [residence for residence in residences if residence.departure != residence.arrival]
    without, ends = _ends(lasting, homes), _ends(residences, homes)

    assert without == {key: ends[key] for key in without}


@given(_residences(), _homes_strategy)
def test_a_home_that_is_seen_first_ends_with_the_next_arrival_or_on_its_own_start(
    residences: Sequence[Residence], homes: Sequence[OtherHome]
) -> None:
    seen_first = [replace(home, first_seen_number=0) for home in homes]
    ends = _ends(residences, seen_first)

    for home in seen_first:
        begun_after = [each for each in residences if each.arrival >= home.began]
        assert ends[home.address] in {None, home.began, *(each.arrival for each in begun_after)}


@given(_residences(), _homes_strategy)
def test_what_is_said_to_have_ended_a_home_began_on_that_day(
    residences: Sequence[Residence], homes: Sequence[OtherHome]
) -> None:
    began: Mapping[Key | None, date] = {
        **{each.booking: each.arrival for each in residences},
        **{each.address: each.began for each in homes},
    }
    endings = timeline(residences, homes).endings

    for ending in endings.values():
        assert (ending.day is None) == (ending.cause is Cause.OPEN)
        if ending.cause in {Cause.NEXT_ARRIVAL, Cause.NEXT_HOME}:
            assert ending.day == began[ending.by]
