"""Who has looked at a child's record: newest first, on what ground, and as far as the reader may know of it."""

import pytest

from sharewell.concerns.actions import Verdict, Worry, raise_concern
from sharewell.concerns.models import Concern
from sharewell.concerns.tests import given
from sharewell.decisions.rules import Decided
from sharewell.ledger.models import Entry
from sharewell.ledger.tests.given import many_entered
from sharewell.oversight.rules import PAGE
from sharewell.oversight.tests.given import entry_of, sealed
from sharewell.people.access import find_children
from sharewell.people.rules import SearchWords
from tests.pages import Browse, Page, words_of
from tests.test_statement_counts import counted


@pytest.fixture
def sent(cast) -> Concern:
    return given.a_sent_concern(cast.teacher, cast.referral_team)


def looks(child_id, member) -> Page:
    return Browse().as_(member.user)(f"/children/{child_id}/who-has-looked/")


def rows(page: Page) -> list[str]:
    return [words_of(each) for each in page.soup.select("tbody tr")]


def search(member, name: str = "Mia Tarrant") -> None:
    find_children(member, SearchWords(name))


def test_a_lead_sees_looks_copies_searches_and_who_read_it_newest_first(cast, sent) -> None:
    search(cast.colleague)
    search(cast.colleague, "Nobody Whatever")
    Browse().as_(cast.deputy.user)(f"/concerns/{sent.pk}/copy/")
    Browse().as_(cast.teacher.user)(f"/concerns/{sent.pk}/")
    Browse().as_(cast.receiver.user)(f"/referrals/{given.the_referral(sent).pk}/")
    found = rows(looks(sent.child_id, cast.lead))
    assert [("Looked at who has looked" in found[0]), "Read by the team for the first time" in found[1]] == [True, True]
    assert "Rowan FieldSocial workerHolmbury Council" in found[1] and "In the team that it was sent to" in found[1]
    assert "Tess Archer" in found[2] and "Looked at the record" in found[2] and "Wrote it" in found[2]
    assert "Devon Shaw" in found[3] and "full copy" in found[3] and "Leads safeguarding in the agency" in found[3]
    assert "Colin Mead" in found[4] and "was shown this child" in found[4] and len(found) == 5


def test_taking_a_receipt_has_the_ground_of_the_worry_that_it_is_of(cast, sent) -> None:
    sealed()
    for entry in Entry.objects.filter(kind__in=["decision.made", "disclosure.sent"]):
        Browse().as_(cast.teacher.user).client.get(f"/receipts/{entry.pk}/receipt.tlog-proof")
    taken = [row for row in rows(looks(sent.child_id, cast.lead)) if "Downloaded a receipt" in row]
    assert len(taken) == 2 and all(row.endswith("Wrote it") for row in taken)


def test_who_wrote_the_worry_sees_looks_at_it_and_no_search_of_others(cast, sent) -> None:
    search(cast.colleague)
    Browse().as_(cast.lead.user)(f"/concerns/{sent.pk}/")
    page = looks(sent.child_id, cast.teacher)
    assert "Dilys Lead" in page and "Colin Mead" not in page


def test_a_colleague_learns_of_no_worry(cast, sent) -> None:
    Browse().as_(cast.lead.user)(f"/concerns/{sent.pk}/")
    search(cast.teacher)
    search(cast.colleague)
    page = looks(sent.child_id, cast.colleague)
    assert len(rows(page)) == 2 and "Dilys Lead" not in page and "Tess Archer" not in page


def test_opening_the_details_of_a_child_is_a_look_by_whichever_page(cast, sent) -> None:
    there = Browse().as_(cast.colleague.user)
    for page in ("", "correct-child/", "add-household-member/"):
        there(f"/children/{sent.child_id}/{page}")
    there.post(f"/children/{sent.child_id}/add-household-member/", {})
    found = rows(looks(sent.child_id, cast.lead))
    assert ["Colin Mead" in row and "Opened the child’s details" in row for row in found[1:5]] == [True] * 4
    assert "Works with children in the agency" in found[1]
    assert "Colin Mead" not in looks(sent.child_id, cast.teacher)


def test_a_worry_about_several_children_is_a_look_at_each(cast) -> None:
    first, second = given.a_child(cast.teacher), given.a_child(cast.teacher, "Ned")
    worry = Worry([first, second], [given.BRUISE], "A bruise", [[first, second]])
    verdict = Verdict(given.walked(cast.teacher), Decided.DO_NOT_SHARE, "Nothing points to harm.")
    made = raise_concern(by=cast.teacher, worry=worry, verdict=verdict)
    Browse().as_(cast.lead.user)(f"/concerns/{made.pk}/")
    assert any("Looked at the record" in row for row in rows(looks(second.pk, cast.lead)))
    assert not any("Looked at the record" in row for row in rows(looks(given.a_child(cast.teacher).pk, cast.lead)))


@pytest.mark.parametrize("who", ["receiver", "stranger", "officer", "administrator", "council_administrator"])
def test_for_others_there_is_none(cast, sent, who) -> None:
    before = many_entered()
    Browse().as_(getattr(cast, who).user)(f"/children/{sent.child_id}/who-has-looked/", status=404)
    assert many_entered() == before


def test_the_look_is_entered(cast, sent) -> None:
    looks(sent.child_id, cast.lead)
    entered = entry_of("who_looked.opened")
    assert entered.child_id == str(sent.child_id) and entered.actor_id == str(cast.lead.pk)


def test_many_are_paged_and_a_page_costs_the_same(cast, sent) -> None:
    browse, costs = Browse().as_(cast.lead.user), []
    for times in (2, PAGE + 5):
        for _ in range(times):
            browse.client.get(f"/concerns/{sent.pk}/")
        browse(f"/children/{sent.child_id}/who-has-looked/")
        with counted() as count:
            page = browse(f"/children/{sent.child_id}/who-has-looked/")
        costs.append(count.number)
    assert costs[0] == costs[1] <= 15, costs
    onward = page.soup.select_one('a[rel="next"]')["href"]
    assert len(rows(page)) == PAGE
    assert len(rows(browse(f"/children/{sent.child_id}/who-has-looked/{onward}"))) >= 7


def test_the_way_there_stands_on_the_child_and_on_the_worry(cast, sent) -> None:
    browse = Browse().as_(cast.teacher.user)
    for page in (browse(f"/children/{sent.child_id}/"), browse(f"/concerns/{sent.pk}/")):
        assert f"/children/{sent.child_id}/who-has-looked/" in page.links.values()
