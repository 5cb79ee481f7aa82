"""The pages of an administrator: what is done on them, for whom they are, and that what is typed stays."""

import uuid
from datetime import date

import pytest
from django.test import Client

from sharewell.accounts.tests.given import do_jobs
from sharewell.directory import access, actions
from sharewell.directory.access import THE_INSTALLATION
from sharewell.directory.administration.urls import urlpatterns
from sharewell.directory.models import Area, Invitation, Member, Team
from sharewell.directory.rules import Role
from sharewell.directory.tests.given import a_member
from sharewell.ledger.models import Entry
from tests.pages import Browse

pytestmark = pytest.mark.slow

HOME = "/administration/"
WEEK = {f"day_{day}": "8.30 am to 5 pm" for day in range(5)} | {"on_bank_holidays": "closed"}


@pytest.fixture
def admin(cast, browse: Browse) -> Browse:
    return browse.as_(cast.administrator.user)


@pytest.fixture
def lead(cast, browse: Browse) -> Browse:
    return browse.as_(a_member(cast.council, "Petra Vale", "Manager", Role.PARTNERSHIP_LEAD).user)


def addresses(cast) -> dict[str, str]:
    """Every address of administration, of the school's."""
    invitation = actions.invite(
        by=cast.administrator, agency=cast.school, email="in@example.org", name="In", roles=(Role.PRACTITIONER,)
    )
    area = actions.set_area(by=THE_INSTALLATION, name="Holmbury")
    ids = {
        "team_id": cast.lead_team.pk,
        "member_id": cast.teacher.pk,
        "invitation_id": invitation.pk,
        "agency_id": cast.school.pk,
        "area_id": area.pk,
    }
    found = {}
    for each in urlpatterns:
        route = str(each.pattern)
        for name, value in ids.items():
            route = route.replace(f"<uuid:{name}>", str(value))
        found[each.name] = HOME + route
    return found


OF_THE_PARTNERSHIP = {"partnership", "add_agency", "invite_administrator", "set_area", "set_area_again"}
FOR_BOTH = {"administration", "members", "change_member", "withdraw_invitation"}
PRESSED = {"check_contact", "remove_exception", "withdraw_invitation", "open_account"}


@pytest.mark.parametrize("who", ["teacher", "lead", "receiver", "stranger"])
def test_a_member_without_the_right_gets_403_whether_it_is_there_or_not(cast, browse: Browse, who: str) -> None:
    client = browse.as_(getattr(cast, who).user)
    for name, address in addresses(cast).items():
        missing = address.replace(str(cast.lead_team.pk), str(uuid.uuid4()))
        for each in {address, missing}:
            assert client.client.get(each).status_code in {403, 405}, name
            assert client.client.post(each).status_code == 403, name
    assert Team.objects.get(pk=cast.lead_team.pk).closed_at is None


def test_who_is_not_signed_in_is_asked_to(cast) -> None:
    for name, address in addresses(cast).items():
        assert Client().get(address).status_code == 302, name


def test_an_administrator_of_another_agency_finds_nothing(cast, browse: Browse) -> None:
    other = browse.as_(cast.council_administrator.user).client
    for name, address in addresses(cast).items():
        if ("/teams/" in address and name != "add_team") or (
            "/people/" in address and name not in {"members", "invite"}
        ):
            expected = 404
        elif name in OF_THE_PARTNERSHIP:
            expected = 403
        else:
            continue
        assert other.post(address, {"answer": "x"}).status_code in {expected, 405}, name
        assert name in PRESSED or other.get(address).status_code == expected, name
    assert Invitation.objects.get().withdrawn_at is None


def test_every_page_is_sound(cast, admin: Browse, lead: Browse) -> None:
    actions.give_role(by=THE_INSTALLATION, member=cast.council_administrator, role=Role.PARTNERSHIP_LEAD)
    for name, address in addresses(cast).items():
        if name not in PRESSED:
            (lead if name in OF_THE_PARTNERSHIP else admin)(address)


def test_at_a_glance(cast, admin: Browse) -> None:
    page = admin(HOME)
    assert page.heading == "Administration of Fernleigh Primary School"
    assert "Safeguarding leads" in page and "Nothing. Numbers to check" in page
    assert page.links["Administration"] == HOME
    assert "Administration" not in Browse().as_(cast.teacher.user)("/my-work/").links
    actions.set_contact(by=cast.administrator, team=cast.lead_team, telephone="101", what_for="", is_public=False)
    Team.objects.filter(pk=cast.lead_team.pk).update(checked_on=date(2020, 1, 1))
    assert "nobody has checked its number for too long" in admin(HOME)
    page = admin.post(f"{HOME}teams/{cast.lead_team.pk}/check-contact/", {"next": HOME})
    assert page.address == HOME and "The number of Safeguarding leads is checked." in page
    assert Team.objects.get(pk=cast.lead_team.pk).checked_by == "Ada Office"


def test_a_check_leads_nowhere_else(cast, admin: Browse) -> None:
    for onward in ("https://evil.example/", "//evil.example/", "javascript:x"):
        answer = admin.client.post(f"{HOME}teams/{cast.lead_team.pk}/check-contact/", {"next": onward})
        assert answer.headers["Location"].startswith("/administration/teams/")


def test_a_team_is_added_with_its_hours(cast, admin: Browse) -> None:
    area = actions.set_area(by=THE_INSTALLATION, name="Holmbury")
    typed = {
        "name": "First aid",
        "purpose": "other",
        "telephone": "01632 960 001",
        "is_public": "on",
        "areas": [area.pk],
    }
    typed |= {"postcode": "rg401aa", "minimum_age": "5", "maximum_age": "11", "website": "https://example.org/"}
    page = admin.post(f"{HOME}teams/add-team/", typed)
    team = Team.objects.get(name="First aid")
    assert page.heading == "Hours of First aid"
    assert (team.is_public, team.postcode, team.maximum_age, team.checked_by) == (True, "RG40 1AA", 11, "Ada Office")
    assert [each.name for each in team.areas.all()] == ["Holmbury"]
    page = admin.post(page.address, WEEK | {"day_4": "9 am to midday, 5 pm to 8.30 am", "day_5": "all day"})
    assert "Friday 9 am to midday and 5 pm to 8.30 am the next day" in page
    assert "Saturday all day" in page
    assert team.hours.count() == 7
    page = admin(f"{HOME}teams/{team.pk}/set-hours/")
    assert page.soup.find("input", {"name": "day_4"})["value"] == "9 am to midday, 5 pm to 8.30 am"
    assert page.soup.find("input", {"name": "day_5"})["value"] == "all day"


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"day_0": "in the morning"}, "Monday: write hours like"),
        ({"day_0": "8 to 5"}, "Monday: say whether 8 is am or pm"),
        ({"day_1": "8 am to 5 pm, 4 pm to 6 pm"}, "Tuesday: two of these hours overlap"),
        ({"day_1": "8 am to 5 pm, 8 am to 9 am"}, "Tuesday: two of these hours overlap"),
        ({"day_1": "5 pm to 8 am, 6 pm to 7 pm"}, "Tuesday: two of these hours overlap"),
        ({"day_2": "25:00 to 26:00"}, "Wednesday must be a real time"),
        ({"on_bank_holidays": "own_hours"}, "Enter the hours on bank holidays"),
        ({"on_bank_holidays": ""}, "Select what happens on bank holidays"),
    ],
)
def test_hours_that_are_none_say_why_and_keep_all(cast, admin: Browse, typed: dict[str, str], why: str) -> None:
    page = admin.post(f"{HOME}teams/{cast.lead_team.pk}/set-hours/", WEEK | {"day_6": "10 am to 11 am"} | typed)
    assert why in " ".join(page.errors)
    assert page.soup.find("input", {"name": "day_6"})["value"] == "10 am to 11 am"
    for name, words in typed.items():
        if name.startswith("day"):
            assert page.soup.find("input", {"name": name})["value"] == words
    assert not cast.lead_team.hours.exists()


def test_dates_that_differ(cast, admin: Browse) -> None:
    at = f"{HOME}teams/{cast.lead_team.pk}/"
    typed = {"on_day": "5", "on_month": "1", "on_year": "2099", "hours": ""}
    assert "Monday 5 January 2099: closed" in admin.post(f"{at}add-exception/", typed)
    assert "5 January 2099: 9 am to 10 am" in admin.post(f"{at}add-exception/", typed | {"hours": "9 am-10 am"})
    page = admin.post(f"{at}add-exception/", typed | {"on_year": "2001"})
    assert page.errors == ["The date must be today or in the future"]
    assert "None to come." in admin.post(f"{at}remove-exception/", typed)
    assert admin.client.post(f"{at}remove-exception/", typed).status_code == 409


def test_a_team_is_changed_where_it_was_changed(cast, admin: Browse) -> None:
    at = f"{HOME}teams/{cast.lead_team.pk}/"
    page = admin.post(f"{at}describe-team/", {"address": "1 High Street", "postcode": "RG40 1AA"})
    assert "1 High Street, RG40 1AA" in page
    kinds = set(
        Entry.objects.filter(subject_id=str(cast.lead_team.pk), actor_name="Ada Office").values_list("kind", flat=True)
    )
    assert kinds == {"team.whereabouts_set"}, "who changes the address has not checked the number"
    for typed, why in [
        ({"telephone": "ring me"}, "Enter a telephone number"),
        ({"is_public": "on"}, "anybody is to see it"),
        ({"postcode": "nowhere"}, "whole postcode"),
        ({"website": "javascript:alert(1)"}, "whole web address"),
        ({"minimum_age": "12", "maximum_age": "5"}, "youngest age is above"),
        ({"minimum_age": "99"}, "between 0 and 25"),
    ]:
        page = admin.post(f"{at}describe-team/", typed | {"what_for": "Kept"})
        assert why in " ".join(page.errors)
        assert page.soup.find("input", {"name": "what_for"})["value"] == "Kept"


def test_a_team_is_closed_once_everybody_is_out(cast, admin: Browse) -> None:
    at = f"{HOME}teams/{cast.lead_team.pk}/close-team/"
    assert "2 people are still in it" in admin(at)
    assert "Somebody is still in Safeguarding leads" in " ".join(admin.post(at).errors)
    for one in (cast.lead, cast.deputy):
        actions.leave_team(by=cast.administrator, team=cast.lead_team, member=one)
    assert "Safeguarding leads is closed." in admin.post(at)
    assert admin(at, status=404)


def test_the_agency_is_described(cast, admin: Browse) -> None:
    at = f"{HOME}describe-agency/"
    page = admin.post(at, {"what_it_does": "Teaches", "urn": "12", "website": "https://example.org"})
    assert "six figures" in " ".join(page.errors)
    assert page.soup.find("input", {"name": "urn"})["value"] == "12"
    assert "Teaches" in admin.post(at, {"what_it_does": "Teaches", "urn": "999001"})
    assert admin(at).soup.find("input", {"name": "urn"})["value"] == "999001"


def test_people_are_invited_changed_and_let_go(cast, admin: Browse, mailoutbox) -> None:
    page = admin.post(
        f"{HOME}people/invite/",
        {"name": "Nia Newly", "email": "nia@example.org", "roles": ["practitioner"], "teams": [cast.lead_team.pk]},
    )
    assert page.heading == "People at Fernleigh Primary School" and "Nia Newly" in page
    do_jobs()
    assert mailoutbox[-1].to == ["nia@example.org"]
    link = mailoutbox[-1].body.split("/invitation/")[1].split("/")[0]
    assert link not in admin(f"{HOME}people/").html
    page = admin.post(f"{HOME}people/withdraw-invitation/{Invitation.objects.get().pk}/")
    assert "None. Whoever you invite" in page
    at = f"{HOME}people/{cast.teacher.pk}/"
    typed = {"roles": ["practitioner", "deputy"], "teams": [cast.lead_team.pk]}
    assert "is changed" in admin.post(f"{at}change-member/", typed)
    changed = Member.objects.get(pk=cast.teacher.pk)
    assert (changed.roles, changed.team_ids) == ({Role.PRACTITIONER, Role.DEPUTY}, {cast.lead_team.pk})
    page = admin.post(f"{at}change-member/", {"roles": []})
    assert page.errors == ["Select at least one role, or record that they leave"]
    page = admin.post(f"{at}change-member/", {"roles": ["administrator"], "teams": [cast.lead_team.pk]})
    assert not page.errors and not Member.objects.get(pk=cast.teacher.pk).team_ids
    leaving = f"/leaving/{cast.teacher.pk}/"
    assert admin(leaving).heading == "Record that Tess Archer leaves"
    assert "Tess Archer leaves. Their access ends now, everywhere." in admin.post(leaving)
    assert admin(leaving, status=404)


def test_a_right_of_ones_own_is_refused_on_the_page_too(cast, admin: Browse) -> None:
    at = f"{HOME}people/{cast.administrator.pk}/"
    page = admin.post(f"{at}change-member/", {"roles": ["administrator", "designated_lead"]})
    assert page.errors == ["Ask another administrator: nobody gives rights to themselves."]
    page = admin.post(f"{at}change-member/", {"roles": ["administrator", "partnership_lead"]})
    assert page.errors == ["Select one of the answers listed"]
    page = admin.post(f"/leaving/{cast.administrator.pk}/")
    assert "only administrator" in " ".join(page.errors)


def test_whose_membership_ends_is_out_everywhere_on_the_very_next_request(cast, admin: Browse) -> None:
    desk, phone = (Browse().as_(cast.lead.user) for _ in range(2))
    actions.add_member(by=THE_INSTALLATION, user=cast.lead.user, agency=cast.surgery)
    for browser in (desk, phone):
        browser.client.post("/acting-for/", {"member": cast.lead.pk})
        assert "Fernleigh Primary School" in browser("/my-work/").html
    admin.post(f"/leaving/{cast.lead.pk}/")
    for browser in (desk, phone):
        page = browser("/my-work/")
        assert "Fernleigh Primary School" not in page.html and "Brook Lane Surgery" in page.html
    assert browser.client.post("/acting-for/", {"member": cast.lead.pk}).status_code == 200
    assert [one.agency for one in access.members_of(cast.lead.user)] == [cast.surgery]


def test_a_partnership_lead_adds_an_agency_and_invites_its_administrator(cast, lead: Browse, mailoutbox) -> None:
    assert lead(HOME).heading == "The partnership"
    page = lead.post(f"{HOME}partnership/add-agency/", {"name": "Lantern Youth", "kind": "charity"})
    assert page.heading == "Invite an administrator for Lantern Youth"
    assert "is already in the directory" in " ".join(
        lead.post(f"{HOME}partnership/add-agency/", {"name": "lantern youth", "kind": "charity"}).errors
    )
    page = lead.post(page.address, {"name": "Nia", "email": "nia@example.org"})
    assert page.heading == "The partnership" and "nia@example.org" in page
    do_jobs()
    assert "Lantern Youth invites you" in mailoutbox[-1].body
    school = f"{HOME}partnership/agencies/{cast.school.pk}/invite-administrator/"
    assert "has an administrator" in " ".join(lead.post(school, {"name": "X", "email": "x@example.org"}).errors)
    assert lead(f"{HOME}partnership/agencies/{uuid.uuid4()}/invite-administrator/", status=404)
    page = lead.post(f"{HOME}partnership/set-area/", {"name": "Holmbury", "districts": "RG40, x"})
    assert page.errors and page.soup.find("input", {"name": "districts"})["value"] == "RG40, x"
    lead.post(f"{HOME}partnership/set-area/", {"name": "Holmbury", "districts": "RG40"})
    area = Area.objects.get()
    lead.post(f"{HOME}partnership/set-area/{area.pk}/", {"name": "Another", "districts": "RG41"})
    assert [(each.name, each.districts) for each in Area.objects.all()] == [("Holmbury", "RG41")]


def test_a_new_area_never_writes_over_another_and_an_area_keeps_its_name(lead: Browse) -> None:
    lead.post(f"{HOME}partnership/set-area/", {"name": "Holmbury North", "districts": "rg40, RG41"})
    page = lead.post(f"{HOME}partnership/set-area/", {"name": "holmbury north", "districts": ""})
    assert "There is an area holmbury north already" in " ".join(page.errors)
    area = Area.objects.get()
    assert area.districts == "RG40 RG41"
    page = lead(f"{HOME}partnership/set-area/{area.pk}/")
    assert page.heading == "Change Holmbury North"
    assert page.soup.find("input", {"name": "name"}) is None


def test_a_partnership_lead_makes_another(cast, lead: Browse) -> None:
    at = f"{HOME}people/{cast.council_administrator.pk}/change-member/"
    page = lead(at)
    assert [box["value"] for box in page.soup.select("input[type=checkbox]")] == ["partnership_lead"]
    lead.post(at, {"roles": ["partnership_lead"]})
    found = Member.objects.get(pk=cast.council_administrator.pk)
    assert found.roles == {Role.ADMINISTRATOR, Role.PARTNERSHIP_LEAD}


@pytest.mark.parametrize("name", ["\0", "x" * 200, "<script>"])
def test_nothing_typed_breaks_a_page(cast, admin: Browse, name: str) -> None:
    admin.post(f"{HOME}teams/add-team/", {"name": name, "purpose": "other", "address": name, "email": name})
    admin.post(f"{HOME}people/invite/", {"name": name, "email": name, "roles": [name], "teams": [name]})
    admin.post(f"{HOME}people/{cast.teacher.pk}/change-member/", {"roles": [name], "teams": [name]})


def test_who_looks_after_alone_goes_home_to_administration(cast, admin: Browse) -> None:
    assert admin("/home/").address == HOME
