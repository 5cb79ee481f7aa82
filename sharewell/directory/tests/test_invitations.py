"""An invitation works once, for the one it was sent to, while whoever made it may still make it."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.core.mail import EmailMessage
from django.test import Client
from django_tasks_db.models import DBTaskResult

from sharewell.accounts.models import User
from sharewell.accounts.tests.given import do_jobs, signed_in, who
from sharewell.accounts.tests.given import person as a_person
from sharewell.directory import access, actions
from sharewell.directory.access import THE_INSTALLATION
from sharewell.directory.models import Invitation, Member
from sharewell.directory.rules import AgencyKind, Role
from sharewell.directory.tests.given import a_member, an_agency
from sharewell.errors import NotPermitted, Overtaken, Refused
from sharewell.ledger.models import Entry
from sharewell.moment import now
from tests.pages import Browse

pytestmark = pytest.mark.django_db
NEW = "seven purple kettles"
TYPED = {"name": "Nia Newly", "password": NEW}


def link_in(letter: EmailMessage) -> str:
    """The path of the link in this e-mail."""
    found = re.search(r"http://localhost:\d+(/invitation/\S+)", str(letter.body))
    assert found, letter.body
    return found[1]


def an_invitation(cast, email: str = "nia.newly@example.org", **more) -> Invitation:
    given = {"name": "Nia Newly", "roles": (Role.PRACTITIONER, Role.DEPUTY), "teams": [cast.lead_team]} | more
    return actions.invite(by=cast.administrator, agency=cast.school, email=email, **given)


@pytest.fixture
def link(cast, mailoutbox) -> str:
    """The link of an invitation for somebody who has no account."""
    an_invitation(cast)
    do_jobs()
    return link_in(mailoutbox[-1])


def test_somebody_new_gets_an_account_and_the_membership_in_one_whole(cast, link: str, browse: Browse) -> None:
    page = browse(link)
    assert (page.address, page.heading) == ("/invitation/", "Join Fernleigh Primary School")
    assert "Ada Office invites you" in page and "Stands in for the designated lead" not in page
    assert "stands in for the designated lead" in page and "the team Safeguarding leads" in page
    browse.client.post("/invitation/", TYPED)
    user = User.objects.get(email="nia.newly@example.org")
    assert who(browse.client) == str(user.pk)
    (member,) = access.members_of(user)
    assert (member.agency, member.roles) == (cast.school, {Role.PRACTITIONER, Role.DEPUTY})
    assert member.team_ids == {cast.lead_team.pk}
    entered = list(Entry.objects.order_by("written_at").values_list("kind", flat=True))[-5:]
    assert {"account.added", "account.password_chosen", "invitation.accepted", "account.signed_in"} <= set(entered)


def test_it_works_once(link: str, browse: Browse) -> None:
    browse(link)
    browse.client.post("/invitation/", TYPED)
    for other in (Browse(), browse):
        assert other(link, status=410).heading == "This invitation has been accepted"
    assert Member.objects.filter(user__email="nia.newly@example.org").count() == 1


def test_looking_changes_nothing_and_the_token_is_nowhere(link: str, browse: Browse) -> None:
    token = link.rstrip("/").rsplit("/", 1)[1]
    before = list(Invitation.objects.values())
    for _ in range(3):
        assert browse(link).address == "/invitation/"
    assert list(Invitation.objects.values()) == before
    assert token not in str(before) and token not in str(list(DBTaskResult.objects.values()))
    assert token not in str(list(Entry.objects.values_list("facts_text", flat=True)))
    cookie = browse.client.cookies["sharewell-invitation"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"


def test_the_letter_says_the_agency_and_the_link_and_nothing_else(cast, mailoutbox) -> None:
    an_invitation(cast)
    job = str(DBTaskResult.objects.values_list("args_kwargs", flat=True).get())
    assert "nia" not in job.lower()
    do_jobs()
    (letter,) = mailoutbox
    assert letter.to == ["nia.newly@example.org"]
    assert "Fernleigh Primary School invites you" in letter.body and "Nia" not in letter.body
    assert "&#" not in letter.body


def test_a_letter_sent_again_ends_the_link_before(cast, mailoutbox, browse: Browse) -> None:
    from sharewell.directory.letters import send_invitation

    invitation = an_invitation(cast)
    do_jobs()
    send_invitation.call(str(invitation.pk))
    assert browse(link_in(mailoutbox[0]), status=410).heading == "This invitation does not work any more"
    assert browse(link_in(mailoutbox[1])).heading == "Join Fernleigh Primary School"


def test_too_late(link: str, browse: Browse) -> None:
    with time_machine.travel(now() + timedelta(days=settings.INVITATION_DAYS, minutes=1)):
        assert browse(link, status=410).heading in {"This invitation has run out"}
    with time_machine.travel(now() + timedelta(days=settings.INVITATION_DAYS - 1)):
        assert browse(link).heading == "Join Fernleigh Primary School"


def test_withdrawn(cast, link: str, browse: Browse) -> None:
    browse(link)
    invitation = Invitation.objects.get()
    actions.withdraw_invitation(by=cast.administrator, invitation=invitation)
    assert browse("/invitation/", status=410).heading == "This invitation was withdrawn"
    assert browse.post("/invitation/", TYPED, status=410).heading == "This invitation was withdrawn"
    assert not User.objects.filter(email="nia.newly@example.org").exists()
    with pytest.raises(Overtaken):
        actions.withdraw_invitation(by=cast.administrator, invitation=invitation)


def test_whoever_invited_has_lost_the_right(cast, link: str, browse: Browse) -> None:
    actions.take_role(by=THE_INSTALLATION, member=cast.administrator, role=Role.ADMINISTRATOR)
    page = browse(link, status=410)
    assert "Whoever invited you may not do so any more" in page


def test_no_link_at_all(browse: Browse) -> None:
    assert browse("/invitation/", status=410).heading == "This invitation does not work any more"
    assert browse("/invitation/nonsense/", status=410).heading == "This invitation does not work any more"


def test_who_has_an_account_signs_in_as_that_and_says_yes(cast, mailoutbox, browse: Browse) -> None:
    grace = a_person("Grace Lee")
    an_invitation(cast, email="Grace.Lee@example.org")
    do_jobs()
    page = browse(link_in(mailoutbox[-1]))
    assert page.links["Sign in"] == "/sign-in/" or "Sign in with it" in page
    assert browse.post("/invitation/", TYPED).heading == "Join Fernleigh Primary School"
    assert not access.members_of(grace), "nothing happens before they sign in"
    signed_in(grace, browse.client)
    assert "Accept and join" in browse("/invitation/")
    browse.client.post("/invitation/")
    assert [one.agency for one in access.members_of(grace)] == [cast.school]


def test_somebody_else_is_signed_in(cast, link: str, browse: Browse) -> None:
    other = a_person("Olga Other")
    signed_in(other, browse.client)
    assert browse(link, status=403).heading == "This invitation is for somebody else"
    assert browse.post("/invitation/", status=403).heading == "This invitation is for somebody else"
    assert not access.members_of(other)
    with pytest.raises(NotPermitted):
        actions.accept_invitation(by=other, invitation=Invitation.objects.get(), agency=cast.school)


def test_a_weak_password_is_refused_and_the_name_is_kept(link: str, browse: Browse) -> None:
    browse(link)
    page = browse.post("/invitation/", {"name": "Nia Newly-Wed", "password": "short"})
    assert "at least 12 characters" in " ".join(page.errors)
    assert page.soup.find("input", {"name": "name"})["value"] == "Nia Newly-Wed"
    page = browse.post("/invitation/", {"name": "", "password": NEW})
    assert page.errors == ["Enter your full name"]


def test_addresses_are_not_guessed(link: str) -> None:
    client = Client()
    for number in range(30):
        client.get(f"/invitation/guess-{number}/")
    assert client.get(link).status_code == 429


def test_what_is_refused(cast) -> None:
    by, school = cast.administrator, cast.school
    an_invitation(cast)
    for more, why in [
        ({}, "invited already"),
        ({"email": cast.teacher.user.email}, "is a member of the agency already"),
        ({"email": by.user.email}, "nobody gives rights to themselves"),
        ({"email": "b@example.org", "teams": [cast.referral_team]}, "not one of the agency’s"),
        ({"email": "b@example.org", "roles": (Role.ADMINISTRATOR,)}, "Only somebody who works with children"),
        ({"email": "b@example.org", "roles": ()}, "at least one role"),
    ]:
        with pytest.raises(Refused, match=why):
            an_invitation(cast, **more)
    assert Entry.objects.filter(kind="invitation.made.refused").count() == 6
    assert [each.email for each in access.open_invitations(school)] == ["nia.newly@example.org"]


def test_a_partnership_lead_brings_an_agency_its_first_administrator(cast, mailoutbox, browse: Browse) -> None:
    lead = a_member(cast.council, "Petra Vale", "Partnership manager", Role.PARTNERSHIP_LEAD)
    empty = an_agency("Lantern Youth", AgencyKind.CHARITY)
    given = {"email": "nia.newly@example.org", "name": "Nia", "roles": (Role.ADMINISTRATOR,)}
    with pytest.raises(Refused, match="has an administrator"):
        actions.invite(by=lead, agency=cast.school, **given)
    actions.invite(by=lead, agency=empty, **given)
    do_jobs()
    a_member(empty, "First Comer", "Manager", Role.ADMINISTRATOR)
    assert browse(link_in(mailoutbox[-1]), status=410), "somebody else was the first meanwhile"


def test_an_invitation_made_before_somebody_left_brings_nobody_back(cast, mailoutbox, browse: Browse) -> None:
    grace = a_person("Grace Lee")
    invitation = an_invitation(cast, email=grace.email)
    do_jobs()
    member = actions.add_member(by=THE_INSTALLATION, user=grace, agency=cast.school)
    actions.end_membership(by=cast.administrator, member=member)
    with pytest.raises(Refused, match="may not do so any more"):
        actions.accept_invitation(by=grace, invitation=invitation, agency=cast.school)
    assert browse(link_in(mailoutbox[-1]), status=410)
    actions.withdraw_invitation(by=cast.administrator, invitation=invitation)
    again = an_invitation(cast, email=grace.email)
    assert actions.accept_invitation(by=grace, invitation=again, agency=cast.school).agency == cast.school


def test_it_is_for_the_agency_that_made_it(cast) -> None:
    grace = a_person("Grace Lee")
    invitation = an_invitation(cast, email=grace.email)
    with pytest.raises(Refused, match="another agency"):
        actions.accept_invitation(by=grace, invitation=invitation, agency=cast.council)
    assert not access.members_of(grace)


def test_what_is_said_of_somebody_invited_can_be_erased_from_the_book(cast) -> None:
    said = {"email": "nia@example.org", "name": "Nia Newly", "job_title": "Aunt of Kim"}
    an_invitation(cast, **said)
    with pytest.raises(Refused):
        an_invitation(cast, **said)
    entries = Entry.objects.filter(kind__startswith="invitation.made")
    assert len(entries) == 2
    assert not any(words in entry.facts_text for entry in entries for words in said.values())


def test_nobody_is_sent_letters_without_end(cast) -> None:
    for _ in range(5):
        actions.withdraw_invitation(by=cast.administrator, invitation=an_invitation(cast))
    with pytest.raises(Refused, match="several invitations today"):
        an_invitation(cast)
    an_invitation(cast, email="somebody.else@example.org")
    with time_machine.travel(now() + timedelta(days=1, minutes=1)):
        an_invitation(cast)
