"""Rule 3, "Lines": how an address is laid out in columns, whatever it looks like."""

from dataclasses import astuple
from itertools import pairwise
from unicodedata import category

from hypothesis import assume, given
from hypothesis import strategies as st

from domain.address import AddressLines
from domain.premises import AddressColumns, Column, Premises

_NARROW_AND_WIDE = "aé–🏠"
_words = st.text(_NARROW_AND_WIDE, min_size=1, max_size=40)
_blanks = st.text(" \t\n\r\u00a0\u2028\u200b\ufeff", max_size=3)
_free_text = st.lists(_words | _blanks, max_size=10).map(" ".join) | st.text(max_size=60)
_premises = st.builds(
    Premises, line1=_free_text, line2=_free_text, postcode=_free_text, town=_free_text, region=_free_text
)
_columns = st.builds(Column, size=st.integers(1, 40), in_bytes=st.booleans())
_all_columns = st.builds(
    AddressColumns,
    building=_columns,
    street=_columns,
    district=_columns,
    town=_columns,
    county=_columns,
    postcode=_columns,
)


def _of_columns(lines: AddressLines, columns: AddressColumns) -> list[tuple[str, Column]]:
    pairs = [
        (lines.building, columns.building),
        (lines.street, columns.street),
        (lines.district, columns.district),
        (lines.town, columns.town),
        (lines.county, columns.county),
        (lines.postcode, columns.postcode),
    ]
    return [(text, column) for text, column in pairs if text is not None]


@given(_premises, _all_columns)
def test_what_is_laid_out_fits_its_column(premises: Premises, columns: AddressColumns) -> None:
    for text, column in _of_columns(premises.laid_out(columns), columns):
        assert text == text.strip() != ""
        assert len(text.encode() if column.in_bytes else text) <= column.size


@given(_free_text, _columns)
def test_what_fits_is_the_beginning_of_the_text_and_no_character_is_torn(text: str, column: Column) -> None:
    fitting = column.fit(text) or ""

    assert text.lstrip().startswith(fitting)


@given(_words, _columns)
def test_no_more_is_cut_than_must_be(word: str, column: Column) -> None:
    fitting = column.fit(word) or ""
    one_more = word[: len(fitting) + 1]

    assert fitting == word or len(one_more.encode() if column.in_bytes else one_more) > column.size


@given(_premises)
def test_the_lines_of_an_address_are_its_beginning_in_order(premises: Premises) -> None:
    laid_out = premises.laid_out(AddressColumns())
    lines = [line for line in (laid_out.building, laid_out.street, laid_out.district) if line]
    whole = "".join([*premises.line1.split(), *premises.line2.split()])

    assert whole.startswith("".join("".join(lines).split()))
    assert laid_out.building is None or len(lines) == 3


@given(st.lists(st.text("ab", min_size=1, max_size=35), max_size=6))
def test_lines_are_broken_between_words_and_filled(words: list[str]) -> None:
    laid_out = Premises(line1=" ".join(words)).laid_out(AddressColumns())
    lines = [line for line in (laid_out.building, laid_out.street, laid_out.district) if line]
    stand = [word for line in lines for word in line.split()]

    assert stand == words[: len(stand)]
    for line, following in pairwise(lines):
        assert len(f"{line} {following.split()[0]}") > 35


@given(_premises)
def test_one_or_two_lines_are_street_and_district_and_nothing_is_lost(premises: Premises) -> None:
    laid_out = premises.laid_out(AddressColumns())
    assume(len(premises.line1) <= 35 and len(premises.line2) <= 35)
    street, district = (*[line for line in (premises.line1, premises.line2) if line.strip()], "", "")[:2]

    assert laid_out.building is None
    assert (laid_out.street or "").split() == street.split()
    assert (laid_out.district or "").split() == district.split()


@given(_premises)
def test_nothing_of_an_address_is_invisible_or_breaks_a_line(premises: Premises) -> None:
    laid_out = premises.laid_out(AddressColumns())
    texts = [premises.on_one_line, *(text for text in astuple(laid_out) if text)]

    assert not [each for text in texts for each in text if category(each) == "Cf"]
    assert not [each for text in texts for each in text if each.isspace() and each != " "]


@given(_premises)
def test_the_notes_tell_the_whole_address(premises: Premises) -> None:
    parts = (premises.line1, premises.line2, premises.postcode, premises.town, premises.region)

    assert premises.on_one_line.split() == [word for part in parts for word in part.split()]
