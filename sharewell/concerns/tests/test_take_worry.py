"""A handed worry is taken, or passed on with a reason; two at once: one has it, and the other is told by whom."""

import pytest

from sharewell.clocks.models import Clock
from sharewell.concerns.access import is_open_to
from sharewell.concerns.actions import AboutStaff, pass_worry_on, take_worry
from sharewell.concerns.tests.given_handed import a_handed_concern, the_handing
from sharewell.concerns.tests.test_hand_to_lead import asked, told
from sharewell.directory.actions import go_away
from sharewell.directory.rules import Role
from sharewell.directory.tests.given import a_member
from sharewell.errors import NotPermitted, Overtaken, Refused
from sharewell.ledger.models import Entry


@pytest.fixture
def handed(cast):
    return a_handed_concern(cast.teacher)


@pytest.fixture
def senior(cast):
    return a_member(cast.school, "Sena Older", "Bursar", Role.PRACTITIONER, Role.OTHER_SENIOR)


def limits(handing) -> list[tuple[str, bool]]:
    """Every limit of this handing, and whether it runs."""
    found = Clock.objects.filter(subject=str(handing.pk)).order_by("started_at", "pk")
    return [(clock.kind, clock.met_at is None and clock.cancelled_at is None) for clock in found]


def test_it_is_theirs_the_author_is_told_and_a_limit_to_decide_runs(cast, handed):
    handing = take_worry(by=cast.lead, handing=the_handing(handed))
    assert (handing.state, handing.with_member) == ("taken", cast.lead)
    assert told(cast.teacher) == ["worry_taken"]
    assert limits(handing) == [("take_worry", False), ("decide", True)]
    assert Clock.objects.get(subject=str(handing.pk), kind="take_worry").met_at
    assert Entry.objects.get(kind="worry.taken").actor_id == str(cast.lead.pk)


def test_anybody_else_in_the_chain_takes_it_and_the_one_asked_is_nagged_no_more(cast, handed):
    take_worry(by=cast.deputy, handing=the_handing(handed))
    assert the_handing(handed).with_member == cast.deputy
    assert asked(handed) == ["Dilys Lead", "Devon Shaw"]
    assert not told_unread(cast.lead)


def told_unread(member):
    from sharewell.notices.models import Notice

    return Notice.objects.filter(member=member, read_at__isnull=True).exists()


def test_two_at_once_one_has_it_and_the_other_is_told_by_whom(cast, handed):
    seen_by_both = the_handing(handed), the_handing(handed)
    take_worry(by=cast.lead, handing=seen_by_both[0])
    with pytest.raises(Overtaken, match="Dilys Lead has taken it already"):
        take_worry(by=cast.deputy, handing=seen_by_both[1])
    assert the_handing(handed).with_member == cast.lead


@pytest.mark.parametrize("who", ["teacher", "colleague", "stranger", "receiver", "administrator", "leaver"])
def test_others_do_not_take_it(cast, handed, who):
    with pytest.raises(NotPermitted):
        take_worry(by=getattr(cast, who), handing=the_handing(handed))


def test_nor_does_the_one_whom_it_is_about(cast):
    handed = a_handed_concern(cast.teacher, AboutStaff(is_so=True, who=cast.lead))
    with pytest.raises(NotPermitted):
        take_worry(by=cast.lead, handing=the_handing(handed))


def test_it_is_passed_on_with_the_reason_to_the_next_who_can_be_asked(cast, handed, senior):
    go_away(by=cast.deputy, member=cast.deputy)
    handing = pass_worry_on(by=cast.lead, handing=the_handing(handed), because="I teach until noon.")
    assert (handing.state, handing.with_member) == ("waiting", senior)
    first, second = the_handing(handed).hops.all()
    assert (first.went_on, first.because, second.went_on) == ("cannot", "I teach until noon.", "")
    assert told(senior) == ["worry_handed"]
    assert told(cast.teacher) == ["worry_moved_on"]
    assert limits(handing) == [("take_worry", False), ("take_worry", True)]
    assert is_open_to(senior, handed)


def test_what_was_taken_can_be_passed_on_too(cast, handed):
    take_worry(by=cast.lead, handing=the_handing(handed))
    handing = pass_worry_on(by=cast.lead, handing=the_handing(handed), because="I know the family well.")
    assert (handing.state, handing.with_member) == ("waiting", cast.deputy)
    assert limits(handing)[-1] == ("take_worry", True)
    assert sum(runs for _, runs in limits(handing)) == 1


def test_nobody_left_its_author_is_told_to_refer_and_anybody_of_the_chain_may_still_take_it(cast, handed):
    pass_worry_on(by=cast.lead, handing=the_handing(handed), because="I teach until noon.")
    handing = pass_worry_on(by=cast.deputy, handing=the_handing(handed), because="I am at another school.")
    assert (handing.state, handing.with_member) == ("told_to_refer", None)
    assert told(cast.teacher)[-1] == "refer_directly"
    assert not any(runs for _, runs in limits(handing))
    assert Entry.objects.filter(kind="worry.told_to_refer").exists()
    take_worry(by=cast.lead, handing=the_handing(handed))
    assert the_handing(handed).state == "taken"
    assert asked(handed) == ["Dilys Lead", "Devon Shaw"]


@pytest.mark.parametrize("because", ["", "Busy", "   "])
def test_a_reason_is_owed(cast, handed, because):
    with pytest.raises(Refused, match="in a sentence"):
        pass_worry_on(by=cast.lead, handing=the_handing(handed), because=because)
    assert the_handing(handed).with_member == cast.lead


@pytest.mark.parametrize("who", ["teacher", "deputy", "colleague", "stranger"])
def test_only_the_one_who_has_it_passes_it_on(cast, handed, who):
    with pytest.raises(NotPermitted):
        pass_worry_on(by=getattr(cast, who), handing=the_handing(handed), because="I cannot just now.")


def test_passed_on_while_somebody_takes_it(cast, handed):
    seen = the_handing(handed)
    take_worry(by=cast.deputy, handing=the_handing(handed))
    with pytest.raises(Overtaken, match="Devon Shaw has taken it"):
        pass_worry_on(by=cast.lead, handing=seen, because="I teach until noon.")
    assert the_handing(handed).with_member == cast.deputy


def test_another_senior_member_sees_it_only_from_when_they_are_asked_and_while_it_waits(cast, handed, senior):
    assert not is_open_to(senior, handed)
    go_away(by=cast.deputy, member=cast.deputy)
    pass_worry_on(by=cast.lead, handing=the_handing(handed), because="I teach until noon.")
    assert is_open_to(senior, handed)
    take_worry(by=cast.lead, handing=the_handing(handed))
    assert not is_open_to(senior, handed)
