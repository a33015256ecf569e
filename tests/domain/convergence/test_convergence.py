"""Rule 2, "Convergence": whatever the order and the repetition of a person's events, they end in the same."""

from hypothesis import given

from tests.domain.convergence import properties
from tests.domain.convergence.edits import Edited, edited
from tests.domain.convergence.stories import SEVERAL_HOMES, TwiceTold, twice_told


@given(twice_told())
def test_any_order_and_any_repetition_end_in_the_same(twice: TwiceTold) -> None:
    properties.converges(twice)


@given(twice_told())
def test_the_end_is_the_one_that_the_rules_demand(twice: TwiceTold) -> None:
    properties.ends_as_expected(twice)


@given(twice_told())
def test_the_lines_of_each_event_stand_in_the_notes_once(twice: TwiceTold) -> None:
    properties.tells_everything_once(twice)


@given(twice_told())
def test_what_must_hold_at_every_moment_holds_after_every_event(twice: TwiceTold) -> None:
    properties.holds_at_every_step(twice)


@given(twice_told(SEVERAL_HOMES))
def test_it_holds_as_well_where_people_have_several_homes(twice: TwiceTold) -> None:
    properties.holds_at_every_step(twice)


@given(edited())
def test_people_keep_what_they_set(story: Edited) -> None:
    properties.people_keep_what_they_set(story)


@given(twice_told())
def test_telling_it_all_again_changes_nothing(twice: TwiceTold) -> None:
    properties.repetition_changes_nothing(twice)
