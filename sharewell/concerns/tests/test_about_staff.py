"""However a worry about a colleague comes onto the record, that colleague finds nothing of it anywhere."""

from collections.abc import Callable

import pytest

from sharewell.concerns.access import concerns_open_to
from sharewell.concerns.actions import (
    AboutStaff,
    Addition,
    Worry,
    add_to_referral,
    hand_over_concern,
    keep_from,
    take_worry,
)
from sharewell.concerns.begun import begun_with
from sharewell.concerns.models import Concern
from sharewell.concerns.tests import given
from sharewell.concerns.tests.given_handed import a_grown_concern, a_handed_concern, the_handing
from sharewell.concerns.tests.test_handing_pages import at_the_decision, carried, seen
from sharewell.concerns.tests.test_record_decision import BY_PHONE, NOT_SHARED
from sharewell.concerns.tests.walker import PURPOSE, TOLD, WORRY, Teacher
from sharewell.decisions.access import decisions_open_to
from sharewell.decisions.rules import Decided
from sharewell.directory.tests.given import Cast
from sharewell.disclosures.access import disclosures_sent_by
from sharewell.errors import NotPermitted, Refused
from sharewell.items.models import Item
from sharewell.ledger.models import Entry
from sharewell.notices.models import Notice
from tests.pages import Browse

Way = Callable[[Cast], None]
CHILD = "Mia Tarrant"


def to_the_end(teacher, cast, **decided):
    teacher.answer("decide", decided="share", **decided)
    teacher.answer("pick", team=str(cast.referral_team.pk), purpose=PURPOSE, items=teacher.ticks("worry-0"))
    teacher.answer("openness", **TOLD)
    teacher.page = teacher.browse.post(f"{teacher.at}check/", {"_seen": seen(teacher.page)}, follow=True)
    return teacher


def shared_directly(cast: Cast) -> None:
    to_the_end(at_the_decision(cast.teacher), cast, about_staff=str(cast.lead.pk))


def not_shared(cast: Cast) -> None:
    teacher = at_the_decision(cast.teacher)
    teacher.answer("decide", decided="do_not_share", because="She asked us not to.", about_staff=str(cast.lead.pk))
    teacher.browse.post(f"{teacher.at}check/", {"_seen": seen(teacher.page)}, follow=True)


def handed_over(cast: Cast) -> None:
    teacher = at_the_decision(cast.teacher).answer("decide", decided="hand_to_lead", about_staff=str(cast.lead.pk))
    chosen = teacher.page.soup.select_one("input[name=about][checked]")
    assert chosen["value"] == str(cast.lead.pk)
    teacher.answer("handing", about=chosen["value"])
    teacher.browse.post(f"{teacher.at}check/", {"_seen": seen(teacher.page)}, follow=True)


def on_one_page(cast: Cast) -> None:
    said = NOT_SHARED | {"about_staff": str(cast.lead.pk)}
    Browse().as_(cast.teacher.user).post("/record-decision/", said)


def by_telephone(cast: Cast) -> None:
    said = BY_PHONE | {"about_staff": str(cast.lead.pk), "team": str(cast.referral_team.pk), "taken_by": "Olu, worker"}
    Browse().as_(cast.teacher.user).post("/record-call/", said)


WAYS = [shared_directly, not_shared, handed_over, on_one_page, by_telephone]


def ids_of(concern: Concern) -> set[str]:
    found = {concern.reference, str(concern.pk), str(concern.decision_id), concern.decision.reference}
    found |= {str(each.version.item_id) for each in concern.items.all() if not each.version.item.from_record}
    return found | ({str(concern.disclosure_id), concern.disclosure.reference} if concern.disclosure else set())


@pytest.mark.parametrize("way", WAYS)
def test_it_is_kept_from_them_on_every_page(cast, way: Way) -> None:
    way(cast)
    concern = Concern.objects.get()
    assert (concern.is_about_staff, concern.kept_from, concern.decision.kept_from) == (True, cast.lead, cast.lead)
    assert {each.kept_from for each in Item.objects.filter(from_record="")} == {cast.lead}
    lead = Browse().as_(cast.lead.user)
    for verb in ("", "sent/", "copy/", "copy.pdf", "timeline/"):
        lead(f"/concerns/{concern.pk}/{verb}", status=404)
    child = concern.child_id
    for page in ("/home/", "/my-work/", "/notices/", f"/children/{child}/", f"/children/{child}/who-has-looked/"):
        shown = str(lead(page, follow=True))
        assert not {each for each in ids_of(concern) if each in shown}, page
        assert "bruise" not in shown.lower()
    book = lead.client.get("/book/").content.decode() + lead.client.get("/book/export.csv").content.decode()
    assert not {each for each in ids_of(concern) if each in book}
    assert not decisions_open_to(cast.lead)
    assert not disclosures_sent_by(cast.lead)
    Browse().as_(cast.deputy.user)(f"/concerns/{concern.pk}/")


@pytest.mark.parametrize("way", WAYS)
def test_whoever_may_see_it_reads_that_it_is_kept_from_somebody(cast, way: Way) -> None:
    way(cast)
    concern = Concern.objects.get()
    for address in (f"/concerns/{concern.pk}/", f"/concerns/{concern.pk}/copy/"):
        assert "Dilys Lead, who cannot see it" in Browse().as_(cast.deputy.user)(address)


def test_nothing_said_means_no_and_nothing_more_is_asked(cast) -> None:
    to_the_end(at_the_decision(cast.teacher), cast)
    concern = Concern.objects.get()
    assert (concern.is_about_staff, concern.kept_from) == (False, None)
    Browse().as_(cast.lead.user)(f"/concerns/{concern.pk}/")


def test_what_is_checked_before_sending_says_it(cast) -> None:
    teacher = at_the_decision(cast.teacher)
    teacher.answer("decide", decided="do_not_share", because="She asked us not to.", about_staff=str(cast.lead.pk))
    assert "Yes: Dilys Lead, who cannot see it" in teacher.page


def test_anybody_who_works_here_can_be_named_and_nobody_else(cast) -> None:
    teacher = at_the_decision(cast.teacher)
    offered = [str(each["value"]) for each in teacher.page.soup.select("select[name=about_staff] option")]
    assert offered[0] == ""
    assert {str(one.pk) for one in (cast.lead, cast.deputy, cast.colleague)} <= {*offered}
    assert not {str(one.pk) for one in (cast.teacher, cast.stranger, cast.receiver)} & {*offered}
    for wrong in (cast.stranger.pk, cast.teacher.pk, "no", "\x00", "1" * 5000):
        page = at_the_decision(cast.teacher).answer("decide", decided="share", about_staff=str(wrong)).page
        assert page.heading == "What the guidance advises"


def test_handed_over_it_can_be_about_somebody_who_takes_no_worries(cast) -> None:
    teacher = at_the_decision(cast.teacher).answer("decide", decided="hand_to_lead")
    teacher.answer("handing", about="other", who=str(cast.colleague.pk))
    assert f"Yes: {cast.colleague.name}, who cannot see it" in teacher.page
    teacher.browse.post(f"{teacher.at}check/", {"_seen": seen(teacher.page)}, follow=True)
    assert Concern.objects.get().kept_from == cast.colleague


def test_sent_after_all_it_stays_kept_from_them(cast) -> None:
    not_shared(cast)
    begun = begun_with(Concern.objects.get(), cast.teacher)
    assert begun["decide"].typed == {"about_staff": [str(cast.lead.pk)]}
    teacher = Teacher(cast.teacher)
    page = teacher.browse.post(f"/concerns/{Concern.objects.get().pk}/send-after-all/")
    teacher.at = page.address.removesuffix("danger/")
    teacher.answer("danger", answer="no").answer("children", _do="continue").answer("worry", **WORRY)
    for slug, answer in given.URGENT.items():
        if slug != "danger":
            teacher.answer(slug, answer=answer)
    chosen = teacher.page.soup.select_one("select[name=about_staff] option[selected]")
    assert chosen["value"] == str(cast.lead.pk)


def test_said_only_when_it_is_referred_directly_it_is_kept_from_them(cast) -> None:
    handed = a_handed_concern(cast.teacher)
    to_the_end(carried(cast.teacher, handed), cast, about_staff=str(cast.lead.pk))
    assert Concern.objects.get(grew_from=handed).kept_from == cast.lead
    Browse().as_(cast.lead.user)(f"/concerns/{handed.pk}/", status=404)
    assert not concerns_open_to(cast.lead)
    assert not Notice.objects.filter(member=cast.lead)


def test_what_was_said_when_it_was_handed_need_not_be_said_again(cast) -> None:
    handed = a_handed_concern(cast.teacher, AboutStaff(is_so=True, who=cast.lead))
    teacher = carried(cast.teacher, handed)
    assert not teacher.page.soup.select("select[name=about_staff]")
    to_the_end(teacher, cast)
    grown = Concern.objects.get(grew_from=handed)
    assert (grown.kept_from, grown.is_about_staff) == (cast.lead, True)


def test_a_call_that_is_confirmed_stays_kept_from_them(cast) -> None:
    by_telephone(cast)
    told = Concern.objects.get()
    worry = Worry([told.child], [given.BRUISE], given.BRUISE.titled(), confirms=told)
    sent = given.a_sent_concern(cast.teacher, cast.referral_team, child=told.child, worry=worry)
    assert (sent.kept_from, sent.is_about_staff) == (cast.lead, True)


def test_said_later_everything_of_it_is_kept_from_them(cast) -> None:
    sent = given.a_sent_concern(cast.teacher, cast.referral_team)
    add_to_referral(by=cast.teacher, concern=sent, addition=Addition("They asked for it.", [given.GUESS]))
    deputy, address = Browse().as_(cast.deputy.user), f"/concerns/{sent.pk}/keep-from/"
    assert "It is about somebody who works with you" in deputy(f"/concerns/{sent.pk}/")
    assert "Choose who it is about" in deputy.post(address, {"who": ""})
    for _ in range(2):
        assert "Dilys Lead, who cannot see it" in deputy.post(address, {"who": str(cast.lead.pk)}, follow=True)
    assert not concerns_open_to(cast.lead)
    assert not decisions_open_to(cast.lead)
    assert not disclosures_sent_by(cast.lead)
    assert {each.kept_from for each in Item.objects.filter(from_record="")} == {cast.lead}
    assert Entry.objects.filter(kind="concern.kept_from").count() == 1


def test_said_with_what_is_added_it_is_kept_from_them(cast) -> None:
    sent = given.a_sent_concern(cast.teacher, cast.referral_team)
    said = {"because": "She named him today.", "text": "She says that it was him.", "kind": "fact"}
    address = f"/concerns/{sent.pk}/add-to-referral/"
    Browse().as_(cast.teacher.user).post(address, said | {"about_staff": str(cast.lead.pk)}, follow=True)
    assert not concerns_open_to(cast.lead)
    assert {each.kept_from for each in Item.objects.filter(from_record="")} == {cast.lead}


def test_said_of_the_one_who_has_it_it_goes_on_to_the_next(cast) -> None:
    handed = a_handed_concern(cast.teacher)
    take_worry(by=cast.lead, handing=the_handing(handed))
    keep_from(by=cast.teacher, concern=handed, who=cast.lead)
    assert the_handing(handed).with_member == cast.deputy
    assert not Notice.objects.filter(member=cast.lead)
    assert "It is about them" in Browse().as_(cast.teacher.user)(f"/concerns/{handed.pk}/")


def test_said_of_the_one_who_has_it_and_nobody_is_left_its_author_is_told_to_refer(cast) -> None:
    handed = a_handed_concern(cast.teacher)
    take_worry(by=cast.deputy, handing=the_handing(handed))
    keep_from(by=cast.lead, concern=handed, who=cast.deputy)
    assert the_handing(handed).state == "told_to_refer"


def test_what_they_wrote_or_carry_themselves(cast) -> None:
    handed = a_handed_concern(cast.teacher)
    grown = a_grown_concern(cast.lead, handed, Decided.SHARE, cast.referral_team)
    with pytest.raises(Refused, match="wrote this"):
        keep_from(by=cast.deputy, concern=grown, who=cast.lead)
    keep_from(by=cast.teacher, concern=handed, who=cast.lead)
    assert [*concerns_open_to(cast.lead)] == [grown]
    carried_on = given.a_sent_concern(cast.teacher, cast.referral_team)
    hand_over_concern(by=cast.deputy, concern=carried_on, to=cast.lead)
    keep_from(by=cast.deputy, concern=carried_on, who=cast.lead)
    now_there = Concern.objects.select_related("decision", "disclosure").get(pk=carried_on.pk)
    whose = {now_there.with_member, now_there.decision.with_member, now_there.disclosure.with_member}
    assert whose == {cast.deputy}


def test_whom_it_cannot_be_kept_from(cast) -> None:
    sent = given.a_sent_concern(cast.teacher, cast.referral_team)
    for who in (cast.teacher, cast.receiver):
        with pytest.raises(Refused):
            keep_from(by=cast.teacher, concern=sent, who=who)
    keep_from(by=cast.teacher, concern=sent, who=cast.lead)
    with pytest.raises(Refused, match="already"):
        keep_from(by=cast.teacher, concern=sent, who=cast.deputy)
    for by in (cast.lead, cast.colleague, cast.receiver, cast.stranger):
        with pytest.raises(NotPermitted):
            keep_from(by=by, concern=sent, who=cast.deputy)
        Browse().as_(by.user)(f"/concerns/{sent.pk}/keep-from/", status=404)
