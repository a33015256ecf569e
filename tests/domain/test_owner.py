"""Rule 1, "Owner": to whom a new contact belongs."""

from dataclasses import replace

import pytest

from domain.failures import PermanentFailure
from domain.identifiers import Code
from domain.owner import CodeHolder, Manager, Owner, Staffing, StaffMember, choose_owner
from domain.remarks import Remark
from tests.domain.builders import arrived, referral
from tests.domain.desk import Desk, day

MEMBER = StaffMember(Code("N03A001"), Code("N03"))
MANAGER = Manager(1, provider=10, team=20, staff=30)
STAFFING = Staffing(
    providers=[CodeHolder(11)],
    teams=[CodeHolder(21)],
    staff=[CodeHolder(31)],
    members=frozenset({(31, 21)}),
    managers=[MANAGER],
)


@pytest.mark.parametrize(
    ("region", "team"), [("N03", "N03HPT"), ("N58", "N58XXX"), ("N59", "N59N59"), ("N03 ", "N03HPT")]
)
def test_the_team_is_the_homelessness_prevention_team_of_the_region(region: str, team: str) -> None:
    assert StaffMember(Code("N03A001"), Code(region)).team == Code(team)


def test_the_staff_member_of_the_event_owns_the_contact() -> None:
    assert choose_owner(MEMBER, STAFFING) == (Owner(11, 21, 31), ())


def test_staff_who_are_not_in_the_team_own_it_all_the_same() -> None:
    owner, remarks = choose_owner(MEMBER, replace(STAFFING, members=frozenset({(31, 99)})))

    assert (owner, remarks) == (Owner(11, 21, 31), (Remark.STAFF_NOT_IN_TEAM,))


def test_without_staff_the_active_manager_owns_it() -> None:
    assert choose_owner(None, STAFFING) == (Owner(10, 20, 30), ())


@pytest.mark.parametrize("missing", ["providers", "teams", "staff"])
def test_where_delius_lacks_a_code_the_active_manager_owns_it(missing: str) -> None:
    staffing = Staffing(
        providers=() if missing == "providers" else STAFFING.providers,
        teams=() if missing == "teams" else STAFFING.teams,
        staff=() if missing == "staff" else STAFFING.staff,
        managers=STAFFING.managers,
    )

    assert choose_owner(MEMBER, staffing) == (Owner(10, 20, 30), (Remark.STAFF_NOT_FOUND,))


@pytest.mark.parametrize(
    "rows",
    [
        [CodeHolder(31), CodeHolder(40, ended=True)],
        [CodeHolder(29), CodeHolder(31), CodeHolder(40, ended=True)],
        [CodeHolder(31, ended=True), CodeHolder(29, ended=True)],
    ],
)
def test_of_several_with_one_code_the_one_without_end_date_then_the_newest_owns_it(
    rows: list[CodeHolder],
) -> None:
    owner, _ = choose_owner(MEMBER, replace(STAFFING, staff=rows))

    assert owner.staff == 31


def test_the_newest_active_manager_with_team_and_staff_counts() -> None:
    newer = Manager(2, provider=12, team=22, staff=32)
    without_staff, without_team = replace(newer, id=3, staff=None), replace(newer, id=4, team=None)
    managers = [MANAGER, newer, without_staff, without_team]

    assert choose_owner(None, Staffing(managers=managers)) == (Owner(12, 22, 32), ())


def test_without_any_manager_nothing_can_be_recorded() -> None:
    with pytest.raises(PermanentFailure, match="no active manager"):
        choose_owner(None, Staffing(managers=[replace(MANAGER, staff=None)]))


def test_the_owner_never_changes_afterwards() -> None:
    desk = Desk()
    original = arrived(day(2), staff=None)

    desk.happens(original, arrived(day(3), minute=1, update=True))

    assert desk.diary(original).staff == "N03A099"


def test_a_referral_belongs_to_the_manager() -> None:
    desk = Desk()
    event = referral()

    desk.happens(event)

    entry = desk.diary(event)
    assert (entry.provider, entry.team, entry.staff) == ("N03", "N03HPT", "N03A099")
