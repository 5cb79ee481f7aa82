"""The demonstration: plainly invented, in every state, and made of acts alone."""

from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from stdnum.gb import nhs

from sharewell.accounts.models import User
from sharewell.clocks.models import Clock
from sharewell.concerns.models import Concern, HandOverSheet, Referral
from sharewell.concerns.rules import Raised, ReferralOutcome, ReferralState
from sharewell.decisions.models import Decision, Telling
from sharewell.decisions.rules import Told
from sharewell.desk.access import anybody_is_there, anybody_real
from sharewell.desk.demonstration.loading import load
from sharewell.desk.demonstration.people import PASSWORD, PEOPLE
from sharewell.directory.membership import ACTING_AS
from sharewell.directory.models import Agency, Member, Team
from sharewell.directory.rules import Role
from sharewell.directory.tests.given import a_user
from sharewell.disclosures.models import DisclosureStep
from sharewell.disclosures.rules import ONWARD, Step
from sharewell.items.rules import Known
from sharewell.journeys.access import drafts_of
from sharewell.ledger.models import Entry
from sharewell.moment import now, pretend
from sharewell.people.models import Child

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TUESDAY_NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture
def holidays() -> None:
    with pretend(TUESDAY_NOON):
        call_command("load_bank_holidays", verbosity=0)


@pytest.fixture
def town(holidays: None):
    with pretend(TUESDAY_NOON):
        yield load()


def test_one_hand_over_sheet_is_acknowledged_and_another_waits(town) -> None:
    last_evening, this_morning = HandOverSheet.objects.order_by("made_at")
    assert last_evening.acknowledged_by == town.members["yates"]
    assert [line.how for line in last_evening.lines.all()] == ["to_know"]
    assert this_morning.acknowledged_at is None and this_morning.to_team == town.teams["referral"]
    assert [line.how for line in this_morning.lines.all()] == ["goes_over"]


def test_everything_is_marked_as_invented(town) -> None:
    assert anybody_is_there()
    assert not anybody_real()
    assert User.objects.count() == len(PEOPLE)
    assert all(user.email.endswith("@example.org") for user in User.objects.all())
    assert all(user.check_password(PASSWORD) for user in User.objects.all()[:2])
    assert all(team.telephone.startswith("01632 960") for team in Team.objects.all())
    numbers = [child.nhs_number for child in Child.objects.exclude(nhs_number="")]
    assert len(numbers) == len(set(numbers)) > 15
    assert all(number.startswith("999") and nhs.is_valid(number) for number in numbers)
    assert all(child.postcode.startswith("ZZ") for child in Child.objects.exclude(postcode=""))


def test_there_is_one_of_each_state(town) -> None:
    assert {referral.state for referral in Referral.objects.all()} == set(ReferralState)
    assert {"", *ReferralOutcome} == {referral.outcome for referral in Referral.objects.all()}
    assert {concern.raised for concern in Concern.objects.all()} == set(Raised)
    sent = [concern.disclosure.step for concern in Concern.objects.filter(raised=Raised.SENT)]
    assert set(sent) == set(ONWARD)
    assert {Step.ASKED, Step.WITHDRAWN} <= {each.step for each in DisclosureStep.objects.all()}
    assert Decision.objects.filter(goes_against_advice=True).count() >= 2
    assert {Told.TOLD, Told.WILL_TELL, Told.UNSAFE, Told.NOT_SURE} <= {one.told for one in Telling.objects.all()}
    assert {version.kind for version in _versions()} == set(Known)
    assert Clock.objects.filter(met_at__isnull=True, due_at__lte=now()).count() >= 2
    assert Member.objects.values("user").distinct().count() < Member.objects.count()


def test_some_have_not_finished(town, browse) -> None:
    teacher = town.members["alder"]
    (draft,) = drafts_of(teacher)
    assert draft.label.startswith("Oscar Lindqvist, ")
    page = browse.as_(teacher.user)(draft.path)
    assert "asks each day who will fetch him" in page.html


def test_everybody_has_a_desk(town, browse) -> None:
    for word in PEOPLE:
        member = town.members[word]
        signed_in = browse.as_(member.user)
        act_as(signed_in.client, member)
        assert signed_in("/my-work/").heading == "My work"
        if member.has_role(Role.RECEIVING_WORKER):
            assert signed_in("/queue/").soup.select("tbody tr"), word


def act_as(client: Client, member: Member) -> None:
    session = client.session
    session[ACTING_AS] = str(member.pk)
    session.save()


def _versions():
    from sharewell.items.models import ItemVersion

    return ItemVersion.objects.all()


def test_it_is_made_of_acts_at_their_own_times(town) -> None:
    entries = Entry.objects.filter(kind="concern.raised")
    assert entries.count() == Concern.objects.count() >= 30
    assert not Entry.objects.filter(written_at__gt=now()).exists()
    assert len({entry.written_at for entry in entries}) > 25
    assert not Entry.objects.filter(kind__endswith=".refused").exists()
    for referral in Referral.objects.exclude(state=ReferralState.NEW):
        assert referral.received_at < referral.acknowledged_at
        assert referral.decided_at is None or referral.acknowledged_at < referral.decided_at


@pytest.mark.parametrize(
    "loaded_at",
    [
        datetime(2026, 11, 29, 3, 0, tzinfo=UTC),  # a Sunday night
        datetime(2026, 12, 28, 10, 0, tzinfo=UTC),  # a bank holiday
        datetime(2027, 3, 29, 7, 45, tzinfo=UTC),  # the Monday after the clocks went forward, Easter
    ],
    ids=str,
)
def test_it_loads_at_any_hour(holidays: None, loaded_at: datetime) -> None:
    with pretend(loaded_at):
        load()
    assert Concern.objects.count() >= 30
    assert not Concern.objects.filter(written_at__gt=loaded_at).exists()


def test_what_fails_half_way_leaves_nothing(holidays: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def cannot(**_: object) -> None:
        raise RuntimeError("the machine stopped")

    monkeypatch.setattr("sharewell.desk.demonstration.loading.decide_referral", cannot)
    with pytest.raises(RuntimeError, match="the machine stopped"):
        load()
    assert not anybody_is_there()


def test_it_is_not_loaded_where_anybody_is(db: None) -> None:
    a_user("Real Person")
    with pytest.raises(CommandError, match="people here already"):
        call_command("load_demonstration")
    assert not Agency.objects.exists()


def test_it_is_not_loaded_into_a_real_place(db: None, settings) -> None:
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError, match="not a demonstration"):
        call_command("load_demonstration")
