"""Sent twice, from two tabs, from a page gone back to, by a hundred at once: one record, and nothing typed is lost."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from sharewell.concerns.models import Concern, Referral
from sharewell.concerns.tests import given
from sharewell.concerns.tests.test_record_decision import BY_PHONE
from sharewell.concerns.tests.walker import TOLD, WORRY, Teacher, at_the_end
from sharewell.decisions.models import Decision, Telling
from sharewell.directory.tests.given import the_cast
from sharewell.disclosures.models import Disclosure
from sharewell.journeys.models import Draft
from sharewell.journeys.tests.crowd import all_at_once, on_file
from sharewell.ledger.models import Entry
from sharewell.notices.models import Notice
from sharewell.people.models import Child
from tests.pages import Browse, Page

pytestmark = pytest.mark.slow

CROWD = 100


def at_the_end_of(cast: Any) -> Teacher:
    return at_the_end(cast.teacher, cast.referral_team)


def seen_on(page: Page) -> str:
    return str(page.soup.select_one("input[name=_seen]")["value"])


def counts() -> dict[str, int]:
    """How many of each thing that one sending makes."""
    acts = Entry.objects.filter(nature="act")
    return {
        "concerns": Concern.objects.count(),
        "decisions": Decision.objects.count(),
        "disclosures": Disclosure.objects.count(),
        "referrals": Referral.objects.count(),
        "notices": Notice.objects.count(),
        "emails": Notice.objects.filter(next_try_at__isnull=False).count(),
        "entered": acts.filter(kind="concern.raised").count(),
        "sent": acts.filter(kind="disclosure.sent").count(),
    }


def at_once(do: Callable[[Client], Any], browse: Browse) -> list[Any]:
    """What a hundred browsers with the same cookies were told, all at the same moment."""

    def press(_: int) -> Any:
        client = Client()
        client.cookies = browse.client.cookies
        return do(client)

    return all_at_once(CROWD, press)


@pytest.mark.django_db(transaction=True)
def test_a_hundred_sendings_at_once_are_one(tmp_path: Path) -> None:
    with on_file(tmp_path):
        teacher = at_the_end_of(the_cast())
        seen = seen_on(teacher.browse(f"{teacher.at}check/"))

        def send(client: Client) -> tuple[int, str]:
            answer = client.post(f"{teacher.at}check/", {"_seen": seen})
            return answer.status_code, answer.get("Location", "")

        gave = at_once(send, teacher.browse)
        concern = Concern.objects.get()
        assert gave == [(302, f"/concerns/{concern.pk}/sent/")] * CROWD
        assert counts() == dict.fromkeys(counts(), 1)


@pytest.mark.django_db(transaction=True)
def test_a_hundred_records_of_one_page_at_once_are_one(tmp_path: Path) -> None:
    with on_file(tmp_path):
        browse = Browse().as_(the_cast().teacher.user)
        once = browse("/record-decision/").soup.select_one("input[name=_once]")["value"]

        def record(client: Client) -> tuple[int, str]:
            answer = client.post("/record-decision/", BY_PHONE | {"_once": once})
            return answer.status_code, answer.get("Location", "")

        gave = at_once(record, browse)
        concern = Concern.objects.get()
        assert gave == [(302, f"/concerns/{concern.pk}/sent/")] * CROWD
        assert counts() == {name: 0 if name in {"referrals", "notices", "emails"} else 1 for name in counts()}
        assert Child.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_hundred_forms_at_once_add_one_child(tmp_path: Path) -> None:
    with on_file(tmp_path):
        teacher = Teacher(the_cast().teacher).start().answer("danger", answer="no")
        address = f"{teacher.at}children/"
        form = teacher.browse.post(address, {"_do": "new", "name": "Oona Tarrant"})
        typed = {each: str(form.soup.select_one(f"input[name={each}]")["value"]) for each in ("_seen", "_once")}
        typed |= {"_do": "add", "given_name": "Oona", "family_name": "Tarrant"}
        gave = at_once(lambda client: client.post(address, typed).status_code, teacher.browse)
        assert gave == [302] * CROWD
        assert Child.objects.count() == Entry.objects.filter(kind="child.added").count() == 1
        assert len(teacher.browse(address).soup.select(".sw-chosen > li")) == 1


@pytest.mark.django_db(transaction=True)
def test_a_hundred_forms_at_once_add_one_person_at_home(tmp_path: Path) -> None:
    with on_file(tmp_path):
        teacher = the_cast().teacher
        address = f"/children/{given.a_child(teacher).pk}/add-household-member/"
        typed = {"name": "Florian Bexley", "relation": "father", "age_estimate": "34"}
        browse = Browse().as_(teacher.user)
        gave = at_once(lambda client: client.post(address, typed).status_code, browse)
        assert gave == [302] * CROWD
        assert Entry.objects.filter(kind="household_member.added").count() == 1
        assert browse(address).text.count("Florian Bexley") == 1


@pytest.mark.django_db(transaction=True)
def test_a_hundred_forms_at_once_correct_a_child_once(tmp_path: Path) -> None:
    with on_file(tmp_path):
        teacher = the_cast().teacher
        child = given.a_child(teacher)
        typed = {"version": "1", "given_name": "Mina", "family_name": "Tarrant", "because": "The family told us"}
        address = f"/children/{child.pk}/correct-child/"
        gave = at_once(lambda client: client.post(address, typed).status_code, Browse().as_(teacher.user))
        assert gave == [302] * CROWD
        assert Entry.objects.filter(kind="child.corrected").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_hundred_presses_at_once_acknowledge_once(tmp_path: Path) -> None:
    with on_file(tmp_path):
        cast = the_cast()
        given.a_sent_concern(cast.teacher, cast.referral_team)
        browse, referral = Browse().as_(cast.receiver.user), Referral.objects.get()

        def acknowledge(client: Client) -> int:
            return client.post(f"/referrals/{referral.pk}/acknowledge-referral/").status_code

        gave = at_once(acknowledge, browse)
        assert set(gave) <= {302, 409} and 302 in gave
        assert Entry.objects.filter(kind="referral.acknowledged").count() == 1
        assert Notice.objects.filter(member=cast.teacher).count() == 1


def test_sent_twice_leads_to_the_same_record(cast) -> None:
    teacher = at_the_end_of(cast)
    seen = seen_on(teacher.browse(f"{teacher.at}check/"))
    first = teacher.browse.post(f"{teacher.at}check/", {"_seen": seen})
    second = teacher.browse.post(f"{teacher.at}check/", {"_seen": seen})
    assert first.address == second.address
    assert counts() == dict.fromkeys(counts(), 1)


def test_every_page_gone_back_to_after_sending_leads_to_the_record(cast) -> None:
    teacher = at_the_end_of(cast)
    seen = seen_on(teacher.browse(f"{teacher.at}check/"))
    sent = teacher.browse.post(f"{teacher.at}check/", {"_seen": seen}).address
    for slug in ("danger", "children", "worry", "harm", "decide", "pick", "openness", "check", "discard"):
        assert teacher.browse(f"{teacher.at}{slug}/").address == sent, slug
        assert teacher.browse.post(f"{teacher.at}{slug}/", {"_seen": seen, "answer": "no"}).address == sent, slug
    assert counts() == dict.fromkeys(counts(), 1)


@pytest.mark.parametrize("slug", ["worry", "pick", "children"])
def test_what_was_typed_in_another_tab_after_sending_is_shown_and_said_to_be_no_part_of_it(cast, slug: str) -> None:
    teacher = at_the_end_of(cast)
    typed = {"text": "Not a bruise.", "row0-told_by": "Mia", "items": "worry-0.1a", "_seen": "9.Ab", "purpose": "محمد"}
    teacher.answer("check")
    page = teacher.browse.post(f"{teacher.at}{slug}/", typed, status=409)
    assert "Nothing on this page has been added to it" in page
    assert [each.text.strip() for each in page.soup.select("textarea")] == ["Not a bruise.", "Mia", "محمد"]
    assert page.links["See what came of it"] == f"/concerns/{Concern.objects.get().pk}/sent/"
    assert counts() == dict.fromkeys(counts(), 1)


def test_what_was_checked_is_what_is_sent(cast) -> None:
    """The check page of one tab is stale once another tab has changed an answer: it is shown anew, and not sent."""
    teacher = at_the_end_of(cast)
    seen = seen_on(teacher.browse(f"{teacher.at}check/"))
    teacher.answer("openness", **TOLD | {"who": "Father, at the gate"})
    page = teacher.browse.post(f"{teacher.at}check/", {"_seen": seen}, status=409)
    assert "Father, at the gate" in page
    assert not Concern.objects.exists()
    teacher.browse.post(f"{teacher.at}check/", {"_seen": seen_on(page)})
    assert Telling.objects.get().who == "Father, at the gate"


def test_two_tabs_at_one_page_show_both_and_lose_neither(cast) -> None:
    teacher = at_the_end_of(cast)
    here, there = (seen_on(teacher.browse(f"{teacher.at}worry/")) for _ in range(2))
    teacher.browse.post(f"{teacher.at}worry/", WORRY | {"_seen": there, "row0-text": "Written in the other tab."})
    typed = WORRY | {"_seen": here, "row0-text": "Written in this tab."}
    page = teacher.browse.post(f"{teacher.at}worry/", typed, status=409)
    assert "Written in the other tab." in page
    assert "Written in this tab." in page.html


@pytest.mark.parametrize("harm", ["", "no"])
@pytest.mark.parametrize("slug", ["decide", "pick", "openness"])
def test_two_tabs_at_a_page_that_is_not_asked_any_more_lose_neither(cast, slug: str, harm: str) -> None:
    """The other tab has saved the page and then gone back to the question on which it rests."""
    teacher = at_the_end_of(cast)
    there = {
        "decide": {"decided": "share", "because": "Written in the other tab."},
        "pick": {"team": str(cast.referral_team.pk), "purpose": "In the other tab", "items": teacher.ticks("worry-0")},
        "openness": TOLD | {"who": "In the other tab"},
    }
    here = {"because": "Written in this tab.", "purpose": "Written in this tab.", "who": "Written in this tab."}
    teacher.answer(slug, **there[slug]).answer("harm", answer=harm)
    page = teacher.browse.post(f"{teacher.at}{slug}/", there[slug] | here | {"_seen": "1.a"}, status=409)
    assert "n the other tab" in page
    assert "Written in this tab." in page.soup.main.form.prettify()


def test_back_and_another_answer_asks_again_what_rests_on_it(cast) -> None:
    teacher = at_the_end_of(cast)
    teacher.answer("harm", answer="no")
    assert teacher.browse(f"{teacher.at}check/").address != f"{teacher.at}check/"
    page = teacher.browse.post(f"{teacher.at}check/", {"_seen": "99.x"})
    assert page.heading != "Sent, and it has arrived"
    assert not Concern.objects.exists()
    assert re.search("A bruise the size of a coin", teacher.browse(f"{teacher.at}worry/").html)


def test_a_draft_thrown_away_is_gone_for_every_tab(cast) -> None:
    teacher = at_the_end_of(cast)
    teacher.browse.post(f"{teacher.at}discard/")
    assert not Draft.objects.exists()
    teacher.browse(f"{teacher.at}pick/", status=404)
    page = teacher.browse.post(f"{teacher.at}worry/", WORRY, status=404)
    assert page.heading
    teacher.browse.post(f"{teacher.at}check/", {"_seen": "1.a"}, status=404)
    assert not Concern.objects.exists()


def test_one_page_sent_twice_is_one_record(cast) -> None:
    browse = Browse().as_(cast.teacher.user)
    once = browse("/record-decision/").soup.select_one("input[name=_once]")["value"]
    asked = browse.post("/record-decision/", BY_PHONE | {"_once": once, "because": "No"})
    assert asked.errors and asked.soup.select_one("input[name=_once]")["value"] == once
    first = browse.post("/record-decision/", BY_PHONE | {"_once": once})
    second = browse.post("/record-decision/", BY_PHONE | {"_once": once})
    assert first.address == second.address
    assert (Concern.objects.count(), Child.objects.count()) == (1, 1)


def test_the_key_of_somebody_elses_page_is_no_way_to_their_record(cast) -> None:
    browse, other = (Browse().as_(who.user) for who in (cast.teacher, cast.stranger))
    once = browse("/record-decision/").soup.select_one("input[name=_once]")["value"]
    browse.post("/record-decision/", BY_PHONE | {"_once": once})
    other.post("/record-decision/", BY_PHONE | {"_once": once})
    assert {concern.author for concern in Concern.objects.all()} == {cast.teacher, cast.stranger}
    assert Child.objects.count() == 2


def test_an_outcome_sent_twice_is_one_and_anothers_keeps_its_words(cast) -> None:
    given.a_sent_concern(cast.teacher, cast.referral_team)
    address = f"/referrals/{Referral.objects.get().pk}/"
    decided = {"outcome": "assessment", "because": "We see Mia at school on Thursday."}
    browse = Browse().as_(cast.receiver.user)
    assert browse.post(f"{address}decide-referral/", decided).address == address
    assert browse.post(f"{address}decide-referral/", decided).address == address
    assert browse.post(f"{address}acknowledge-referral/").address == address
    assert Entry.objects.filter(kind="referral.decided").count() == 1


def test_a_page_that_carries_the_key_of_a_draft_takes_nothing_from_it(cast) -> None:
    """Whoever has seen somebody's address bar knows the draft's id: it buys nothing, also not from oneself."""
    teacher = at_the_end_of(cast)
    draft = str(Draft.objects.get().pk)
    for member in (cast.stranger, cast.teacher):
        Browse().as_(member.user).post("/record-decision/", BY_PHONE | {"_once": draft, "child": "new"})
    teacher.answer("check")
    assert teacher.page.heading == "Sent, and it has arrived"
    assert Concern.objects.count() == 3
