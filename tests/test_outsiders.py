"""Every address against everybody: outside, what is there and what is not are the same page, and nothing is counted.

What each person may open is written here from the policy, not read from the code. An address without a case fails.
"""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from sharewell.concerns.actions import make_sheet
from sharewell.concerns.models import Concern
from sharewell.concerns.sheets.rules import How, Line
from sharewell.concerns.tests import given
from sharewell.concerns.tests.walker import WORRY, Teacher
from sharewell.decisions.walk import GROUP
from sharewell.directory import actions as directory
from sharewell.directory.access import THE_INSTALLATION
from sharewell.directory.membership import ACTING_AS
from sharewell.directory.models import Member
from sharewell.directory.rules import Role
from sharewell.directory.tests.given import a_member, a_team, a_user
from sharewell.disagreements.actions import Objection, open_disagreement
from sharewell.disagreements.rules import Against, Safety
from sharewell.ledger.models import Entry
from sharewell.ledger.sealing import seal
from sharewell.ledger.tests.given import many_entered
from sharewell.ledger.vouching.checkpoints import sign
from sharewell.moment import now
from sharewell.notices.models import Notice
from tests.test_urls_guarded import patterns

pytestmark = pytest.mark.slow

TEACHER, LEADS, TEAM = {"teacher"}, {"teacher", "lead", "deputy"}, {"receiver", "second_receiver"}
# Whoever is in the team to which that team hands over: they see the sheet, and no referral that stays.
NIGHT = {"night_worker"}
# Whoever works with children in the agency that holds the child.
SCHOOL = LEADS | {"colleague"}
# This journey has groups, so the whole of it never stands on one page.
NEVER_ON_ONE_PAGE = {"raise_concern-all", "raise_concern-all-autosave"}
# Who may open each address that names something; for everybody else it is not there.
OPEN_TO: dict[str, set[str]] = {
    "raise_concern-draft": TEACHER,
    "raise_concern-check": TEACHER,
    "raise_concern-discard": TEACHER,
    "raise_concern-all": TEACHER,
    "raise_concern-all-autosave": TEACHER,
    "raise_concern-group": TEACHER,
    "raise_concern-group-autosave": TEACHER,
    "raise_concern-page": TEACHER,
    "raise_concern-autosave": TEACHER,
    "concern_of_disclosure": LEADS,
    "concern": LEADS,
    "concern_sent": LEADS,
    "concern_copy": LEADS,
    "concern_pdf": LEADS,
    "record_openness": LEADS,
    "send_after_all": LEADS,
    "keep_from": LEADS,
    # This one was not handed to a lead; one that was has its own cases in the concerns' test_handing_pages.
    "take_worry": LEADS,
    "refer_directly": LEADS,
    "pass_worry_on": set(),
    # Nor was it told by telephone; one that was has its own cases in the concerns' test_confirm_call.
    "confirm_call": set(),
    "confirm_call_otherwise": set(),
    "concern_timeline": LEADS,
    # The decision's: of a sending or an outcome, each end has its own (see oversight's tests).
    "receipt": LEADS,
    "receipt_record": LEADS,
    "receipt_standing": LEADS,
    "referral": TEAM,
    "acknowledge_referral": TEAM,
    "decide_referral": TEAM,
    "allocate_referral": TEAM,
    "reroute_referral": TEAM,
    "ask_for_more": TEAM,
    "say_what_is_happening": TEAM,
    "take_up_again": TEAM,
    "add_to_referral": LEADS,
    "say_nothing_more": LEADS,
    "withdraw_referral": LEADS,
    "ask_what_is_happening": LEADS,
    "referral_timeline": TEAM,
    "referral_of_disclosure": TEAM,
    "open_disagreement": LEADS | TEAM,
    "disagreement": LEADS | TEAM,
    "answer_disagreement": LEADS | TEAM,
    "say_safety_now": LEADS | TEAM,
    "move_disagreement_on": LEADS | TEAM,
    "propose_resolution": LEADS | TEAM,
    "accept_resolution": LEADS | TEAM,
    "reject_resolution": LEADS | TEAM,
    "queue_of_team": TEAM,
    # The two teams between which the sheet goes; from the team that hands over, that team alone.
    "hand_over_sheet": TEAM | NIGHT,
    "acknowledge_sheet": TEAM | NIGHT,
    "make_sheet": TEAM,
    "take_back": TEAM,
    "open_notice": {"receiver"},
    "child": SCHOOL,
    "who_has_looked": SCHOOL,
    "correct_child": SCHOOL,
    "add_household_member": SCHOOL,
}
# These name nothing of anybody's: whoever opens one sees their own.
OF_ONES_OWN = {
    "raise_concern", "record_decision", "home", "my_work", "queue", "notices", "choose_notices", "outbox",
    "record_call", "paper_form", "hand_over_sheets", "acting_for", "account_kept", "start",
    "contacts", "wall_card", "said_wrong", "open_referral", "open_referral_services",
    "open_referral_at_locations", "open_referral_taxonomies", "open_referral_terms", "hidden",
    "accessibility", "privacy", "help",
    "guidance", "guidance_questions", "guidance_rules", "guidance_myths", "guidance_outcomes", "guidance_law",
    "guidance_data_protection", "guidance_caldicott", "guidance_own_say", "guidance_glossary", "guidance_editions",
    "guidance_rules_beside", "guidance_changes", "guidance_on_a_day", "guidance_search", "guidance_links",
    "account_login", "account_logout", "account_signed_out", "account_reset_password", "account_link_sent",
    "account_choose_password", "account_still_here",
    "public_walk", "public_walk_together", "guidance_map", "checkpoints", "book", "book_export",
    "accept_invitation", "account_terms", "chain", "disagreements",
}  # fmt: skip
# For those who look after an agency or the partnership; any other member gets the same 403, whether it is there or not.
# Who does get in, and that administrators elsewhere find nothing, is in the directory's test_administration.
ADMINISTERED = {
    "administration", "describe_agency", "add_team", "administered_team", "describe_team", "check_contact",
    "close_team", "set_hours", "add_exception", "remove_exception", "members", "invite", "withdraw_invitation",
    "change_member", "open_account", "review_access", "partnership", "add_agency",
    "invite_administrator", "set_area", "set_area_again", "send_file", "import_rows", "empty_table", "record_leaver",
    "undelivered",
    "partnership_disagreements", "partnership_disagreement", "set_stages", "lengths", "set_length",
    "set_threshold",
}  # fmt: skip
# These name something that is no secret, or prove themselves: other tests stand over them.
ELSEWHERE = {
    "account_open_link",
    "open_invitation",
    "go_away",
    "come_back",
    "order_chain",
    "hand_over_work",
    "health",
    "guidance_edition",
    "guidance_edition_map",
    "guidance_gateway",
    "guidance_on",
    "checkpoint_note",
    "contact",
    "report_wrong_number",
    "wall_card_pdf",
    "paper_form_pdf",
    "begin_from_paper",
    "check_number",
    "open_referral_service",
    "open_referral_at_location",
    "open_referral_taxonomy",
    "open_referral_term",
}
EVERYBODY = (
    "teacher", "lead", "deputy", "receiver", "second_receiver", "colleague", "other_worker", "stranger", "officer",
    "administrator", "council_administrator", "night_worker", "former_receiver", "teacher_elsewhere", "police_lead",
)  # fmt: skip
GONE = ("leaver", "nobody", "signed_out")
OWN_WORDS = ("Mia T", "Tarrant", "bruise", "cross when I spill", "afraid of her partner")


@dataclass
class World:
    """A draft, a worry sent to a team, and a notice of it; and everybody who may come by."""

    people: dict[str, Any]
    ids: dict[str, Any]
    words: tuple[str, ...]

    def client(self, who: str) -> Client:
        client, person = Client(), self.people[who]
        if person is None:
            return client
        is_member = isinstance(person, Member)
        client.force_login(person.user if is_member else person)
        if is_member and who != "leaver":
            session = client.session
            session[ACTING_AS] = str(person.pk)
            session.save()
        return client

    def address(self, name: str, *, real: bool) -> str:
        """The address of the real thing, or one like it of something that never was."""
        wanted = next(pattern.pattern.converters for _, pattern in patterns() if pattern.name == name)
        ids = {each: self.ids[each] for each in wanted}
        if not real:
            ids |= {each: uuid.uuid4() for each, value in ids.items() if isinstance(value, uuid.UUID)}
        return reverse(name, kwargs=ids)


@pytest.fixture(autouse=True)
def _time_stands_still() -> Iterator[None]:
    """So that pages differ by what they tell alone, not by the seconds left of a session."""
    with time_machine.travel(now(), tick=False):
        yield


@pytest.fixture
def world(cast) -> World:
    concern = given.a_sent_concern(cast.teacher, cast.referral_team)
    teacher = Teacher(cast.teacher).start()
    for slug, typed in (
        ("danger", {"answer": "no"}),
        ("children", {"_do": f"choose-{concern.child_id}"}),
        ("children", {"_do": "continue"}),
        ("worry", WORRY),
    ):
        teacher.answer(slug, **typed)
    to_know = {given.the_referral(concern).pk: Line(How.TO_KNOW, "Her mother may ring tonight.")}
    sheet = make_sheet(by=cast.receiver, team=cast.referral_team, to=cast.duty_team, lines=to_know)
    ids = {
        "draft": uuid.UUID(teacher.at.rstrip("/").rpartition("/")[2]),
        "page": "worry",
        "group": GROUP,
        "concern_id": concern.pk,
        "child_id": concern.child_id,
        "disclosure_id": concern.disclosure_id,
        "referral_id": given.the_referral(concern).pk,
        "team_id": cast.referral_team.pk,
        "sheet_id": sheet.pk,
        "entry_id": Entry.objects.get(kind="decision.made").pk,
        "notice_id": Notice.objects.get(member=cast.receiver).pk,
    }
    assert concern.disclosure
    objection = Objection(Against.SILENCE, "Nobody has rung us back.", "That somebody does so today.", Safety.NOT_SURE)
    disagreement = open_disagreement(by=cast.teacher, disclosure=concern.disclosure, objection=objection)
    ids["disagreement_id"] = disagreement.pk
    seal()
    sign()
    known = (concern.reference, disagreement.reference, concern.decision.reference)
    return World(_people(cast), ids, (*OWN_WORDS, *known))


def _people(cast) -> dict[str, Any]:
    known = {name: getattr(cast, name) for name in (*EVERYBODY, "leaver") if hasattr(cast, name)}
    worker = (cast.council, "Social worker", Role.RECEIVING_WORKER)
    former = _member("Fay Former", *worker, teams=(cast.referral_team,))
    directory.leave_team(by=THE_INSTALLATION, team=cast.referral_team, member=former)
    desk = a_team(cast.force, "Front desk", "other")
    night_worker = _member("Nat Night", *worker, teams=(cast.duty_team,))
    return known | {
        "second_receiver": _member("Sid Second", *worker, teams=(cast.referral_team,)),
        "former_receiver": former,
        "night_worker": night_worker,
        "teacher_elsewhere": directory.add_member(
            by=THE_INSTALLATION, user=cast.teacher.user, agency=cast.surgery, roles=(Role.DESIGNATED_LEAD,)
        ),
        "police_lead": _member("Pia Lead", cast.force, "Inspector", Role.DESIGNATED_LEAD, teams=(desk,)),
        "nobody": a_user("Nils Nobody"),
        "signed_out": None,
    }


def _member(name: str, agency: Any, title: str, *roles: Role, teams: Any) -> Member:
    return a_member(agency, name, title, *roles, teams=teams)


def body(answer: HttpResponse, world: World) -> str:
    """What was answered, without what differs from one showing to the next."""
    text = answer.content.decode(errors="replace") + str(sorted(answer.headers.items()))
    text = re.sub(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", "ID", text)
    text = re.sub(r'(name="csrfmiddlewaretoken" value|data-token)="[^"]*"', "TOKEN", text)
    return re.sub(r"'Content-Length', '\d+'", "LENGTH", text)


def ask(client: Client, method: str, address: str) -> Any:
    typed = {"outcome": "assessment", "because": "Because they asked for it.", "told": "told", "_seen": "0.x"}
    return client.get(address) if method == "GET" else client.post(address, typed)


def named(route_names: set[str] | dict[str, set[str]]) -> Iterator[str]:
    yield from sorted(route_names)


def test_every_address_has_a_case() -> None:
    known = {pattern.name for _, pattern in patterns()}
    assert known == set(OPEN_TO) | OF_ONES_OWN | ELSEWHERE | ADMINISTERED, (
        "Say here who may open each new address: OPEN_TO when it names something of somebody's, else OF_ONES_OWN."
    )
    # A part of the library stands under two addresses: today's, and one that names an edition, which is no secret.
    naming = {pattern.name for _, pattern in patterns() if set(pattern.pattern.converters) - {"key"}} - ELSEWHERE
    naming -= ADMINISTERED
    assert naming == set(OPEN_TO), "What names something stands in OPEN_TO."


@pytest.mark.parametrize("who", EVERYBODY)
def test_for_everybody_else_it_is_not_there(world: World, who: str) -> None:
    client = world.client(who)
    client.get("/help/")
    for name in named(OPEN_TO):
        if who in OPEN_TO[name]:
            continue
        for method in ("GET", "POST"):
            before = many_entered()
            there = ask(client, method, world.address(name, real=True))
            missing = ask(client, method, world.address(name, real=False))
            assert there.status_code in {404, 405}, f"{who} {method} {name}: {there.status_code}"
            assert body(there, world) == body(missing, world), f"{who} {method} {name}: differs from a missing one"
            assert many_entered() == before, f"{who} {method} {name}: something was entered"


@pytest.mark.parametrize("who", GONE)
def test_who_is_no_member_of_anything_learns_nothing(world: World, who: str) -> None:
    client = world.client(who)
    client.get("/help/")
    for name in named(OPEN_TO):
        for method in ("GET", "POST"):
            there = ask(client, method, world.address(name, real=True))
            missing = ask(client, method, world.address(name, real=False))
            assert there.status_code in {302, 403, 405}, f"{who} {method} {name}: {there.status_code}"
            assert body(there, world) == body(missing, world), f"{who} {method} {name}: differs from a missing one"


@pytest.mark.parametrize("who", sorted(set().union(*OPEN_TO.values())))
def test_for_those_it_is_for_it_is_there(world: World, who: str) -> None:
    client = world.client(who)
    for name in named(OPEN_TO):
        if who in OPEN_TO[name] and name not in NEVER_ON_ONE_PAGE:
            assert client.get(world.address(name, real=True)).status_code in {200, 302, 405}, f"{who} {name}"


@pytest.mark.parametrize("who", [who for who in (*EVERYBODY, *GONE) if who not in TEACHER | LEADS | TEAM | NIGHT])
def test_ones_own_pages_show_nothing_of_it(world: World, who: str) -> None:
    client = world.client(who)
    for name in named(OF_ONES_OWN - {"account_logout"}):
        answer = client.get(reverse(name), follow=True)
        said = answer.content.decode() + str(answer.headers)
        found = [word for word in world.words if word in said]
        assert not found, f"{who} sees {found} at {name}"
        # The team’s number is public, so its page has an address, which has its id.
        secret = {key: each for key, each in world.ids.items() if isinstance(each, uuid.UUID) and key != "team_id"}
        ids = [key for key, each in secret.items() if str(each) in said]
        assert not ids, f"{who} sees {ids} at {name}"


def test_the_receiver_sees_what_was_picked_and_nothing_else(world: World) -> None:
    client = world.client("receiver")
    pages = [world.address(name, real=True) for name in ("referral", "decide_referral", "queue_of_team")]
    said = "".join(client.get(each).content.decode() for each in (*pages, "/notices/", "/my-work/", "/"))
    assert "cross when I spill" in said
    hidden = ("afraid of her partner", str(world.ids["concern_id"]), world.words[-1])
    assert not [word for word in hidden if word in said]


@pytest.mark.parametrize("who", ["stranger", "officer", "receiver", "administrator", "teacher_elsewhere"])
def test_a_child_of_another_agency_cannot_be_taken_by_its_id(world: World, cast, who: str) -> None:
    """The id may be known from an old link; typed into one’s own forms it says no more than an id that is nobody’s."""
    child = Concern.objects.get(pk=world.ids["concern_id"]).child_id
    client = world.client(who)
    typed = {
        "harm": "no", "child_name": "Somebody", "what": "It was about this", "kind": "fact", "decided": "do_not_share",
        "with_whom": "Nobody at all", "because": "There was no need", "told": "not_shared",
    }  # fmt: skip
    once = {"_once": str(uuid.uuid4())}
    there, nowhere = (
        client.post("/record-decision/", typed | once | {"child": each}) for each in (child, uuid.uuid4())
    )
    assert (there.status_code, body(there, world)) == (nowhere.status_code, body(nowhere, world))
    assert there.status_code == 403 or "is not in your own records" in body(there, world)
    assert Concern.objects.count() == 1
    begun = client.post("/concerns/new/")
    if begun.status_code == 302:
        at = begun.headers["Location"]
        client.post(f"{at}danger/", {"answer": "no"})
        shown = client.post(f"{at}children/", {"_do": f"choose-{child}"}, follow=True)
        assert "Tarrant" not in shown.content.decode()
