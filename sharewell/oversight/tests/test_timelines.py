"""The timeline of a decision: everything the book has, from the reader's own end, with no more proof than there is."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection

from sharewell.concerns.models import Concern
from sharewell.concerns.tests import given
from sharewell.ledger.guard import guard_lowered
from sharewell.ledger.models import Checkpoint, Cosignature, Entry, Node, Place
from sharewell.ledger.tests.given import many_entered
from sharewell.ledger.vouching.standing import standings_of
from sharewell.moment import now
from sharewell.oversight.rules import PAGE
from sharewell.oversight.tests.given import cosign, entry_of, sealed
from tests.pages import Browse, Page, words_of
from tests.test_statement_counts import counted


@pytest.fixture
def sent(cast) -> Concern:
    return given.a_sent_concern(cast.teacher, cast.referral_team)


def timeline_of(concern: Concern, member) -> Page:
    return Browse().as_(member.user)(f"/concerns/{concern.pk}/timeline/")


def titles(page: Page) -> list[str]:
    return [words_of(each) for each in page.soup.select(".moj-timeline__title")]


def test_everything_stands_there_oldest_first(cast, sent) -> None:
    Browse().as_(cast.lead.user)(f"/concerns/{sent.pk}/")
    given.a_decided_referral(cast.receiver, sent)
    page = timeline_of(sent, cast.teacher)
    beside = {"Both ends shown how it stands", "Clock stopped: it was met"}
    found = [each for each in titles(page) if each not in beside]
    assert page.heading == f"Timeline of {sent.reference}"
    assert found[-4:] == [
        "Looked at the record",
        "Acknowledged, and taken",
        "Decided the outcome",
        "Looked at the timeline",
    ]
    assert set(found[:-4]) == {
        "Decided", "Shared what was picked", "Clock begun", "Written down what the family was told",
        "The worry and its decision put on the record",
    }  # fmt: skip
    assert "Rowan Field, Social worker, Holmbury Council" in page
    assert f"To whom{cast.referral_team.name}, Holmbury Council" in page
    assert "We see Mia at school on Thursday." in page and "Mother, by telephone" in page


def test_before_it_is_sealed_it_says_so_and_nothing_more(cast, sent) -> None:
    page = timeline_of(sent, cast.teacher)
    assert "Being sealed. That takes a few seconds." in page and "look again" in page
    assert "In the book at place" not in page and "under a signed checkpoint" not in page
    assert not page.soup.select('main a[href^="/receipts/"]')


def test_sealed_it_says_the_place_and_that_no_witness_vouches(cast, sent) -> None:
    size = sealed().size
    page = timeline_of(sent, cast.teacher)
    position = Place.objects.get(entry_id=entry_of("decision.made").pk).position
    assert f"In the book at place {position} of {size}, signed on" in page
    assert "No witness vouches for this yet." in page and "independent" not in page.text


def test_it_says_who_vouches_and_counts_only_cosignatures_that_are_right(cast, sent) -> None:
    made = sealed("school.example", "clinic.example")
    cosign(made, "forged.example")
    with guard_lowered(connection):
        Cosignature.objects.filter(witness__startswith="forged").update(line="— forged.example AAAAAAAA\n")
    page = timeline_of(sent, cast.teacher)
    assert "Vouched for by 2 independent witnesses." in page and "Witnesses: clinic.example, school.example." in page
    assert "forged" not in page


def test_it_is_of_the_first_checkpoint_that_was_cosigned(sent) -> None:
    entry = entry_of("decision.made")
    sealed()
    given_later = entry_of("concern.raised")
    assert standings_of([entry])[entry.pk].signed.vouches == ()
    with time_machine.travel(now() + timedelta(minutes=2)):
        given.a_child(sent.author)
        second = sealed("school.example")
    assert {each.signed.size for each in standings_of([entry, given_later]).values()} == {second.size}


@pytest.mark.parametrize("what", ["entry", "node", "checkpoint"])
def test_what_was_altered_is_said_and_gives_no_receipt(cast, sent, what) -> None:
    for _ in range(3):
        given.a_child(cast.teacher)
    sealed("school.example")
    entry = entry_of("decision.made")
    with guard_lowered(connection):
        if what == "entry":
            Entry.objects.filter(pk=entry.pk).update(actor_name="Somebody else")
        elif what == "node":
            Node.objects.update(hash=b"x" * 32)
        else:
            Checkpoint.objects.update(note="Something else\n\n— x AAAAAAAA\n")
    page = timeline_of(sent, cast.teacher)
    assert "This entry is not what was signed" in page and "fit what was signed" in page.text
    assert f"/receipts/{entry.pk}/receipt.tlog-proof" not in page.links.values()


def test_the_team_sees_its_own_end(cast, sent) -> None:
    referral = given.the_referral(sent)
    Browse().as_(cast.lead.user)(f"/concerns/{sent.pk}/")
    browse = Browse().as_(cast.receiver.user)
    browse(f"/referrals/{referral.pk}/")
    page = browse(f"/referrals/{referral.pk}/timeline/")
    seen = {"Shared what was picked", "Read by the team for the first time", "Looked at the referral"}
    assert seen <= set(titles(page))
    assert not {"Decided", "Looked at the record", "Written down what the family was told"} & set(titles(page))
    assert sent.decision.reference not in page.html and "Dilys Lead" not in page


def test_the_sender_sees_of_the_team_only_what_both_ends_are_shown(cast, sent) -> None:
    referral = given.the_referral(sent)
    for _ in range(2):
        Browse().as_(cast.receiver.user)(f"/referrals/{referral.pk}/")
    page = timeline_of(sent, cast.teacher)
    assert "Read by the team for the first time" in titles(page) and "Looked at the referral" not in titles(page)


@pytest.mark.parametrize("who", ["colleague", "stranger", "receiver", "officer", "administrator"])
def test_for_others_there_is_none(cast, sent, who) -> None:
    before = many_entered()
    Browse().as_(getattr(cast, who).user)(f"/concerns/{sent.pk}/timeline/", status=404)
    if who != "receiver":
        Browse().as_(getattr(cast, who).user)(f"/referrals/{given.the_referral(sent).pk}/timeline/", status=404)
    assert many_entered() == before


def test_the_look_is_entered(cast, sent) -> None:
    timeline_of(sent, cast.lead)
    entered = entry_of("timeline.opened")
    assert (entered.subject_id, entered.actor_id) == (str(sent.pk), str(cast.lead.pk))
    assert entered.child_id == str(sent.child_id)


def test_a_long_one_goes_on_and_each_page_costs_the_same(cast, sent) -> None:
    browse, costs = Browse().as_(cast.teacher.user), []
    for looks in (1, 2 * PAGE):
        for _ in range(looks):
            browse.client.get(f"/concerns/{sent.pk}/")
        sealed("school.example")
        browse(f"/concerns/{sent.pk}/timeline/")
        with counted() as count:
            page = browse(f"/concerns/{sent.pk}/timeline/")
        costs.append(count.number)
    assert costs[0] == costs[1] <= 22, costs
    seen = titles(page)
    while onward := page.soup.select_one('a[rel="next"]'):
        page = browse(f"/concerns/{sent.pk}/timeline/{onward['href']}")
        seen += titles(page)
    assert seen.count("Looked at the record") == 1 + 2 * PAGE
    assert len(seen) > 2 * PAGE and re.search("Looked at the timeline", seen[-1])


def test_a_mark_that_says_nothing_begins_anew(cast, sent) -> None:
    browse = Browse().as_(cast.teacher.user)
    assert "Decided" in titles(browse(f"/concerns/{sent.pk}/timeline/?after=nonsense"))
