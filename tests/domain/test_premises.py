"""Rule 3, "Lines": how free text is laid out in the columns of an address."""

import pytest

from domain.address import AddressLines
from domain.premises import AddressColumns, Column, Premises

COLUMNS = AddressColumns()


def laid_out(line1: str, line2: str = "") -> tuple[str | None, str | None, str | None]:
    lines = Premises(line1=line1, line2=line2).laid_out(COLUMNS)
    return lines.building, lines.street, lines.district


@pytest.mark.parametrize(
    ("line1", "line2", "expected"),
    [
        (" 12 Church Street ", "", (None, "12 Church Street", None)),
        ("The Old Mill", "3 Mill Lane", (None, "The Old Mill", "3 Mill Lane")),
        ("", "3 Mill Lane", (None, "3 Mill Lane", None)),
        ("12  Church Street", "", (None, "12  Church Street", None)),
        ("12\nChurch\tStreet", "", (None, "12 Church Street", None)),
        ("12\r\nChurch\u00a0Street", "\u200b", (None, "12 Church Street", None)),
        ("\u200b", "3\u200b Mill Lane\ufeff", (None, "3 Mill Lane", None)),
        ("", "", (None, None, None)),
        (
            "Flat 3, Saint Augustine of Canterbury House",
            "3 Mill Lane",
            ("Flat 3, Saint Augustine of", "Canterbury House", "3 Mill Lane"),
        ),
        (
            "Flat 3, Saint Augustine of Canterbury House",
            "",
            (None, "Flat 3, Saint Augustine of", "Canterbury House"),
        ),
        ("x" * 35, "", (None, "x" * 35, None)),
        ("x" * 36, "", (None, "x" * 35, "x")),
        ("No. " + "x" * 40, "y", ("No.", "x" * 35, "x" * 5 + "")),
        ("one " * 50, "", ("one one one one one one one one one",) * 3),
    ],
)
def test_lines_are_wrapped_at_blanks_and_placed_by_their_number(
    line1: str, line2: str, expected: tuple[str | None, str | None, str | None]
) -> None:
    assert laid_out(line1, line2) == expected


def test_town_region_and_postcode_have_columns_of_their_own() -> None:
    premises = Premises(line1="1", postcode=" bb1 1bb ", town=" Bimbly ", region="Yorkshire & the Humber")

    assert premises.laid_out(COLUMNS) == AddressLines(
        street="1", town="Bimbly", county="Yorkshire & the Humber", postcode="BB1 1BB"
    )


def test_line_breaks_and_invisible_characters_reach_no_column() -> None:
    premises = Premises(postcode="\u200bzz1\u00a01aa\ufeff", town="Bim\nbly\u200b", region="North\r\nWest")

    assert premises.laid_out(COLUMNS) == AddressLines(town="Bim bly", county="North West", postcode="ZZ1 1AA")
    assert premises.on_one_line == "zz1 1aa Bim bly North West"


def test_what_does_not_fit_is_cut_in_characters() -> None:
    assert Premises(town="–" * 40).laid_out(COLUMNS).town == "–" * 35


def test_what_does_not_fit_is_cut_in_bytes_without_tearing_a_character() -> None:
    columns = AddressColumns(town=Column(35, in_bytes=True))

    assert Premises(town="–" * 40).laid_out(columns).town == "–" * 11


def test_a_cut_leaves_no_blank_at_the_end() -> None:
    assert Premises(town="x" * 34 + " y").laid_out(COLUMNS).town == "x" * 34


def test_the_whole_address_on_one_line_leaves_out_what_is_blank() -> None:
    premises = Premises(line1=" 1 Mill Lane", line2=" ", postcode="CC2 2CC ", region="North West")

    assert premises.on_one_line == "1 Mill Lane CC2 2CC North West"
