"""Rule 2, "After the predecessor": whatever it wrote of an update, in its own way, is recognised."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain import predecessor_notes
from domain.london import Instant, as_date, as_date_and_time
from domain.premises import Premises
from tests.domain.builders import arrived, at, cancelled
from tests.domain.desk import day

_word = st.text("abc", min_size=1, max_size=5)
_part = st.sampled_from(["", " ", " Mill", "Mill  Lane ", "\u200b", "ZZ1\u00a01AA"]) | _word
_free_text = st.sampled_from([None, "", "Two bags\nand a cat", "By\tbus "]) | _word
_days = st.integers(1, 28).map(day)
_parts = st.tuples(_part, _part, _part, _part, _part)


def _premises_of(parts: tuple[str, str, str, str, str]) -> Premises:
    line1, line2, postcode, town, region = parts
    return Premises(line1=line1, line2=line2, postcode=postcode, town=town, region=region)


def _text(*lines: str | None) -> str:
    return "\n".join(line for line in lines if line is not None)


@given(_parts, _days, st.none() | _days, _free_text, _free_text)
def test_an_arrival_update_that_it_wrote_is_recognised(
    parts: tuple[str, str, str, str, str],
    arrival: date,
    departure: date | None,
    notes: str | None,
    others: str | None,
) -> None:
    event = arrived(
        arrival, premises=_premises_of(parts), expected_departure=departure, notes=notes, update=True
    )
    address = f"Arrival address: {' '.join(parts)}"
    written = _text(others, f"Arrival date: {as_date(arrival)}", address, notes, others)

    assert predecessor_notes.tell_of(event, written)
    assert not predecessor_notes.tell_of(replace(event, notes="Some words of its own"), written)


@given(_free_text, _free_text, _free_text, st.none() | _days)
def test_a_cancellation_update_that_it_wrote_is_recognised(
    reason: str | None, context: str | None, notes: str | None, on_day: date | None
) -> None:
    event = cancelled(reason=reason or "", context=context, notes=notes, on_day=on_day, update=True)

    assert predecessor_notes.tell_of(event, _text("Some reason before", reason, context, notes))
    assert not predecessor_notes.tell_of(replace(event, notes="Some words of its own"), _text(reason, notes))


@given(st.integers(-3, 3), st.lists(st.integers(-3, 3), min_size=1))
def test_an_arrival_update_is_proved_by_one_that_was_recorded_in_its_second_or_later(
    second: int, proofs: list[int]
) -> None:
    event = replace(arrived(day(2), update=True), timestamp=_after(second))
    written = [f"Address details were updated: {as_date_and_time(_after(proof))}" for proof in proofs]

    assert predecessor_notes.tell_of(event, _text(*written)) is (max(proofs) >= second)


def _after(seconds: int) -> Instant:
    return Instant(at(0) + timedelta(seconds=seconds))
