"""Rules 1 and 2: notes are appended to, and what stands there is recognised however its lines were broken."""

from hypothesis import given
from hypothesis import strategies as st

from domain.notes import appended, joined, not_blank, not_held
from domain.text import is_blank

# Blanks and line breaks of all sorts, as notes are free text and people edit them.
_text = st.text(st.sampled_from("ab \t\n\r\x0b\x85\u00a0\u2028"), max_size=12) | st.text(max_size=12)
_parts = st.lists(_text, max_size=4).map(lambda texts: not_blank(*texts))


@given(_text, _parts)
def test_nothing_that_stood_there_is_lost(notes: str, parts: tuple[str, ...]) -> None:
    after = appended(notes, parts)

    assert after.startswith(notes)
    assert after.endswith(joined(parts))


@given(_text, _parts, _parts)
def test_what_was_appended_is_held(notes: str, parts: tuple[str, ...], more: tuple[str, ...]) -> None:
    assert list(not_held(appended(appended(notes, parts), more), parts)) == []


@given(_text, _parts)
def test_appending_what_is_missing_leaves_nothing_missing(notes: str, parts: tuple[str, ...]) -> None:
    after = appended(notes, not_held(notes, parts))

    assert list(not_held(after, parts)) == []


@given(_parts, _parts)
def test_line_breaks_and_blanks_at_the_end_of_a_line_make_no_difference(
    parts: tuple[str, ...], others: tuple[str, ...]
) -> None:
    notes = joined(parts)
    edited = "\r\n".join(f"{line}  " for line in notes.split("\n"))

    assert list(not_held(edited, parts)) == []
    assert list(not_held(edited, others)) == list(not_held(notes, others))


@given(st.text("abc", min_size=1), st.text("abc", min_size=1))
def test_only_whole_lines_count_as_held(line: str, more: str) -> None:
    assert list(not_held(line + more, [line])) == ([line] if line + more != line else [])


@given(st.lists(st.none() | _text))
def test_only_what_says_nothing_is_left_out(texts: list[str | None]) -> None:
    assert list(not_blank(*texts)) == [text for text in texts if text is not None and not is_blank(text)]


@given(st.text(" \n\u00a0\u2028\u200b\ufeff"))
def test_a_text_in_which_nobody_sees_anything_is_left_out(text: str) -> None:
    assert not_blank(text, "Two bags") == ("Two bags",)
