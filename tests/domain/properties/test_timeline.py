"""Rule 3, "Timeline", as a function of all residences at once."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.identifiers import BookingId
from domain.london import instant
from domain.timeline import Residence, ends

_days = st.integers(1, 6).map(lambda number: date(2026, 6, number))
_RECORDED = instant(datetime(2026, 6, 11, 9, tzinfo=UTC))


@st.composite
def _residences(draw: st.DrawFn) -> Sequence[Residence]:
    """Up to five, no end before its arrival, many of one day and recorded in one minute."""
    stays = draw(st.lists(st.tuples(_days, st.none() | st.integers(0, 5), st.integers(0, 1)), max_size=5))
    return [
        Residence(
            booking=BookingId(f"b{number}"),
            arrival=arrival,
            arrival_recorded=instant(_RECORDED + timedelta(minutes=minute)),
            end=None if nights is None else arrival + timedelta(days=nights),
        )
        for number, (arrival, nights, minute) in enumerate(stays)
    ]


_homes = st.lists(_days, max_size=3)


@given(_residences().flatmap(lambda them: st.tuples(st.just(them), st.permutations(them))), _homes)
def test_the_order_in_which_residences_are_known_does_not_matter(
    residences: tuple[Sequence[Residence], Sequence[Residence]], homes: list[date]
) -> None:
    one, other = residences

    assert ends(one, homes) == ends(other, homes[::-1])


@given(_residences(), _homes)
def test_no_end_comes_before_the_arrival(residences: Sequence[Residence], homes: list[date]) -> None:
    found = ends(residences, homes)

    for residence in residences:
        end = found[residence.booking]
        assert end is None or end >= residence.arrival


@given(_residences(), _homes)
def test_an_end_of_its_own_stands(residences: Sequence[Residence], homes: list[date]) -> None:
    found = ends(residences, homes)

    assert all(found[each.booking] == each.end for each in residences if each.end is not None)


@given(_residences(), _homes)
def test_at_most_one_residence_is_open_and_none_before_a_later_home(
    residences: Sequence[Residence], homes: list[date]
) -> None:
    found = ends(residences, homes)
    still_open = [residence for residence in residences if found[residence.booking] is None]

    assert len(still_open) <= 1
    assert all(home <= residence.arrival for residence in still_open for home in homes)


@given(_residences(), _homes)
def test_a_stay_of_no_length_might_as_well_not_have_been(
    residences: Sequence[Residence], homes: list[date]
) -> None:
    lasting = [residence for residence in residences if residence.end != residence.arrival]
    found = ends(residences, homes)

    assert ends(lasting, homes) == {each.booking: found[each.booking] for each in lasting}
