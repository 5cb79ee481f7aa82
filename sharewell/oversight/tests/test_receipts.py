"""Receipts: for whoever did it or may see it, with the words that they may read, and none before there is a proof."""

import json
from io import BytesIO

import pytest
from django.conf import settings
from django.db import connection

from sharewell.concerns.models import Concern
from sharewell.concerns.tests import given
from sharewell.directory import actions as directory
from sharewell.directory.access import THE_INSTALLATION
from sharewell.ledger.guard import guard_lowered
from sharewell.ledger.models import Entry, Node
from sharewell.ledger.rules import word_digest
from sharewell.ledger.tests.given import many_entered
from sharewell.oversight.tests.given import entry_of, sealed
from sharewell.web.pdf import is_available
from tests.pages import Browse


@pytest.fixture
def sent(cast) -> Concern:
    found = given.a_sent_concern(cast.teacher, cast.referral_team)
    given.a_decided_referral(cast.receiver, found)
    return found


def words_for(member, kind: str, status: int = 200) -> set[str]:
    """The names of the words in the record that this member downloads."""
    answer = Browse().as_(member.user)(f"/receipts/{entry_of(kind).pk}/record.json", status=status).response
    return set(json.loads(answer.content)["words"]) if status == 200 else set()


@pytest.mark.parametrize(
    ("kind", "who", "words"),
    [
        ("decision.made", "teacher", {"purpose"}),
        ("decision.made", "lead", {"purpose"}),
        ("disclosure.sent", "teacher", {"about", "headline", "items", "purpose"}),
        ("disclosure.sent", "receiver", {"about", "headline", "items", "purpose"}),
        ("referral.acknowledged", "receiver", set()),
        ("referral.decided", "receiver", {"because"}),
        ("referral.decided", "teacher", {"because"}),
        ("referral.decided", "deputy", {"because"}),
    ],
)
def test_who_may_see_it_gets_it_with_what_they_may_read(cast, sent, kind, who, words) -> None:
    sealed()
    member = getattr(cast, who)
    assert words_for(member, kind) == words
    entry, name = entry_of(kind), {"decision.made": "decision", "disclosure.sent": "sending"}.get(kind)
    name = f"{name or kind.replace('.', '-')}-{str(entry.pk)[-8:]}"
    for file, begins in (("receipt.tlog-proof", b"c2sp.org/tlog-proof@v1\nindex "), ("record.json", b"{")):
        answer = Browse().as_(member.user)(f"/receipts/{entry.pk}/{file}").response
        assert answer.content.startswith(begins)
        assert answer["Content-Disposition"] == f'attachment; filename="{name}.{file}"'


@pytest.mark.parametrize("kind", ["decision.made", "disclosure.sent", "referral.acknowledged", "referral.decided"])
@pytest.mark.parametrize("who", ["colleague", "stranger", "officer", "other_worker", "administrator"])
def test_for_others_there_is_none(cast, sent, kind, who) -> None:
    sealed()
    before, browse = many_entered(), Browse().as_(getattr(cast, who).user)
    for file in ("receipt.tlog-proof", "record.json", "standing/"):
        browse(f"/receipts/{entry_of(kind).pk}/{file}", status=404)
    assert many_entered() == before


def test_the_team_gets_none_for_the_decision_and_nobody_for_what_gives_none(cast, sent) -> None:
    words_for(cast.receiver, "decision.made", status=404)
    words_for(cast.teacher, "concern.raised", status=404)


def test_who_has_left_the_team_keeps_the_receipt_without_its_words(cast, sent) -> None:
    directory.leave_team(by=THE_INSTALLATION, team=cast.referral_team, member=cast.receiver)
    assert words_for(cast.receiver, "referral.decided") == set()
    words_for(cast.receiver, "disclosure.sent", status=404)


def test_what_was_taken_is_entered(cast, sent) -> None:
    entry = entry_of("decision.made")
    words_for(cast.teacher, "decision.made")
    taken = entry_of("receipt.taken")
    assert taken.facts == {"entry": str(entry.pk), "what": "record"} and taken.nature == "look"
    assert (taken.subject_kind, taken.subject_id, taken.child_id) == ("decision", entry.subject_id, entry.child_id)


def test_there_is_none_while_it_is_being_sealed_and_none_that_proves_nothing(cast, sent) -> None:
    browse, entry = Browse().as_(cast.teacher.user), entry_of("decision.made")
    assert "It is being sealed" in browse(f"/receipts/{entry.pk}/receipt.tlog-proof", status=409)
    sealed()
    with guard_lowered(connection):
        Node.objects.update(hash=b"x" * 32)
    assert "cannot prove this entry" in browse(f"/receipts/{entry.pk}/receipt.tlog-proof", status=409)
    assert not Entry.objects.filter(kind="receipt.taken").exists()


def test_the_page_after_sending_says_how_it_stands_and_looks_again_without_a_script(cast, sent) -> None:
    browse, entry = Browse().as_(cast.teacher.user), entry_of("decision.made")
    page = browse(f"/concerns/{sent.pk}/sent/")
    assert "The decision. Being sealed." in page and "What was sent. Being sealed." in page
    assert '<noscript><meta http-equiv="refresh" content="5; url=?looked=1"></noscript>' in page.html
    assert page.soup.select("p[hidden][data-when-sealed]")
    assert "?looked=13" not in browse(f"/concerns/{sent.pk}/sent/?looked=12").html
    standing = browse.client.get(f"/receipts/{entry.pk}/standing/").json()
    assert standing == {"words": "Being sealed. That takes a few seconds.", "isDone": False, "isProved": False}
    sealed("school.example")
    page = browse(f"/concerns/{sent.pk}/sent/")
    assert "http-equiv" not in page.html and not page.soup.select("p[hidden]")
    assert "Vouched for by 1 independent witness: school.example" in page
    standing = browse.client.get(f"/receipts/{entry.pk}/standing/").json()
    assert standing["isDone"] and standing["isProved"] and "In the book at place" in standing["words"]


def test_the_copy_has_square_codes_and_how_to_check_them(cast, sent) -> None:
    browse = Browse().as_(cast.teacher.user)
    assert not browse(f"/concerns/{sent.pk}/copy/").soup.select(".sw-code")
    sealed("school.example")
    page = browse(f"/concerns/{sent.pk}/copy/")
    first, _ = page.soup.select(".paper-proof svg.sw-code")
    assert first["aria-label"] == "Square code: the receipt of the decision"
    assert "How to check this" in page and "verify.py says without a network" in page
    assert f"the keys stand at {settings.PUBLIC_ADDRESS}/checkpoints/." in page


@pytest.mark.skipif(not is_available(), reason="no PDF can be made here")
def test_the_pdf_has_both_files_attached(cast, sent) -> None:
    from pypdf import PdfReader

    sealed()
    answer = Browse().as_(cast.teacher.user)(f"/concerns/{sent.pk}/copy.pdf").response
    beside = PdfReader(BytesIO(answer.content)).attachments
    assert set(beside) == {
        f"{name}.{file}" for name in ("decision", "sending") for file in ("receipt.tlog-proof", "record.json")
    }
    record = json.loads(beside["decision.record.json"][0])
    word = record["words"]["purpose"]
    assert word_digest(bytes.fromhex(word["salt"]), word["text"]) == record["entry"]["word_digests"]["purpose"]
