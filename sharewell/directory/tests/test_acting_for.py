"""A person acts for one agency at a time."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from sharewell import urls
from sharewell.accounts.models import KeptPost
from sharewell.directory import actions
from sharewell.directory.access import THE_INSTALLATION
from sharewell.directory.membership import ACTING_AS, for_members
from sharewell.ledger.models import Entry
from tests.pages import Page


@for_members
def whoami(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.member.agency.name, content_type="text/plain")


urlpatterns = [*urls.urlpatterns, path("whoami/", whoami)]


@pytest.fixture(autouse=True)
def _with_a_page_for_members(settings):
    settings.ROOT_URLCONF = __name__


@pytest.fixture
def both(cast):
    """The teacher is also a member of the council."""
    return actions.add_member(by=THE_INSTALLATION, user=cast.teacher.user, agency=cast.council, job_title="Governor")


def test_who_has_one_membership_acts_for_it_without_being_asked(cast, browse):
    there = browse.as_(cast.teacher.user)
    assert there.client.get("/whoami/").content == b"Fernleigh Primary School"
    assert "Fernleigh Primary School" in there("/contacts/")
    (entry,) = Entry.objects.filter(kind="member.signed_in")
    said = (entry.actor_id, entry.actor_role, entry.agency, entry.subject_id)
    assert said == (str(cast.teacher.pk), cast.teacher.actor.role, str(cast.school.pk), str(cast.teacher.pk))


def test_who_has_several_is_asked_and_goes_on_to_the_page_they_wanted(cast, both, browse):
    there = browse.as_(cast.teacher.user)
    page = there("/whoami/")
    assert "Which agency are you acting for?" in page.text
    before = there.client.session.session_key
    assert there.post("/acting-for/?next=/whoami/", {"member": str(both.pk)}).response.content == b"Holmbury Council"
    assert there.client.session.session_key != before
    (entry,) = Entry.objects.filter(kind="member.acted_for")
    assert entry.subject_id == str(both.pk)
    page = there.post("/acting-for/", {"member": str(cast.teacher.pk), "next": "/contacts/"})
    assert "You now act for Fernleigh Primary School." in page


def test_nothing_chosen_and_somebody_elses_membership_are_errors_on_the_page(cast, both, browse):
    there = browse.as_(cast.teacher.user)
    assert "Select the agency you are acting for" in there.post("/acting-for/").text
    assert "Select one of the answers" in there.post("/acting-for/", {"member": str(cast.stranger.pk)}).text
    assert ACTING_AS not in there.client.session


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "\\\\evil"])
def test_the_page_to_go_on_to_is_one_of_ours(cast, both, browse, elsewhere):
    there = browse.as_(cast.teacher.user)
    response = there.client.post("/acting-for/", {"member": str(both.pk), "next": elsewhere})
    assert response.headers["Location"] == "/home/"


def test_who_leaves_the_agency_they_act_for_is_asked_and_never_moved_silently(cast, both, browse):
    there = browse.as_(cast.teacher.user)
    there.post("/acting-for/", {"member": str(both.pk), "next": "/whoami/"})
    actions.end_membership(by=THE_INSTALLATION, member=both)
    response = there.client.post("/whoami/")
    assert response.headers["Location"] == "/acting-for/", "a POST meant for the one is not done for the other"


@pytest.mark.parametrize("address", ["/whoami/", "/acting-for/", "/notices/"])
def test_a_leaver_gets_a_clear_page(cast, browse, address):
    page = browse.as_(cast.leaver.user)(address, status=403)
    assert "You are not a member of any agency here" in page.text


def test_a_switch_needs_a_sign_in(client, db):
    assert client.get("/acting-for/").status_code == 302


def test_what_was_written_for_one_agency_is_not_carried_out_for_another(cast, both):
    """Two tabs: the form was shown while acting for the school, and is sent after changing to the council."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.teacher.user)
    _choose(client, cast.teacher)
    old = _token(client, "/record-decision/")
    _choose(client, both)
    sent = {"csrfmiddlewaretoken": old, "child_name": "Mia Tarrant", "what": "Written for the school"}
    answer = client.post("/record-decision/", sent)
    assert answer.status_code == 403
    (kept,) = KeptPost.objects.filter(user=cast.teacher.user)
    assert ["what", "Written for the school"] in [list(each) for each in kept.typed["fields"]]


def test_words_written_for_one_agency_are_given_back_once_one_acts_for_it_again(cast, both):
    """The same two tabs: the page says for whom it was written, leads back there, and the words stand in the form."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.teacher.user)
    _choose(client, cast.teacher)
    at = Page(client.post("/concerns/new/", {"csrfmiddlewaretoken": _token(client, "/concerns/new/")}, follow=True))
    draft = at.address.removesuffix("danger/")
    seen = at.soup.select_one("input[name=_seen]")["value"]
    token = _token(client, at.address)
    client.post(at.address, {"csrfmiddlewaretoken": token, "_seen": seen, "answer": "no"})
    _choose(client, both)
    old = {"csrfmiddlewaretoken": token, "_do": "find", "name": "Written for the school"}
    said = Page(client.post(f"{draft}children/", old))
    assert (said.status, said.heading) == (403, "You now act for Holmbury Council")
    assert "Switch back to Fernleigh Primary School to go on with this form" in said
    form = said.soup.select_one("main form")
    typed = {each["name"]: each["value"] for each in form.select("input")}
    back = Page(client.post(form["action"], typed, follow=True))
    assert (back.status, back.address) == (200, f"{draft}children/")
    assert back.soup.find("input", {"name": "name"})["value"] == "Written for the school"


def test_a_page_of_the_same_agency_has_only_been_open_too_long(cast, both):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.teacher.user)
    _choose(client, cast.teacher)
    old = {"csrfmiddlewaretoken": _token(client, "/record-decision/"), "what": "Written for the school"}
    _choose(client, both)
    _choose(client, cast.teacher)
    assert Page(client.post("/record-decision/", old)).heading == "We kept what you typed"


def test_who_has_several_agencies_can_change_from_every_page(cast, both, browse):
    there = browse.as_(cast.teacher.user)
    there.post("/acting-for/", {"member": str(both.pk)})
    assert there("/help/").links["Change the agency you act for"] == "/acting-for/"
    actions.end_membership(by=THE_INSTALLATION, member=cast.teacher)
    assert "Change the agency you act for" not in there("/help/").links
    assert "Change the agency you act for" not in browse.as_(cast.stranger.user)("/my-work/").links


def _choose(client, member):
    token = _token(client, "/acting-for/")
    assert client.post("/acting-for/", {"member": str(member.pk), "csrfmiddlewaretoken": token}).status_code == 302


def _token(client, address):
    return str(Page(client.get(address)).soup.select_one("input[name=csrfmiddlewaretoken]")["value"])
