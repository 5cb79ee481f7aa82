"""The partnership's stages: in force from a day, the past stays; and what the partnership sees of what is open."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.http import Http404
from django.utils.timezone import localdate

from sharewell.disagreements import access
from sharewell.disagreements.actions import move_disagreement_on, set_stages
from sharewell.disagreements.rules import USUAL_STAGES, StageRule, Stands
from sharewell.disagreements.tests import given
from sharewell.errors import NotPermitted, Refused
from sharewell.ledger.models import Entry
from sharewell.moment import now, pretend
from tests.pages import Browse

TWO = (
    StageRule(1, "Speak", "The two of you", (Stands.HAS_IT,), (Stands.HAS_IT,)),
    StageRule(2, "The panel", "The escalation panel", (Stands.LEADS, Stands.MANAGERS), (Stands.MANAGERS,)),
)
OPEN, SET = "/administration/partnership/disagreements/", "/administration/partnership/disagreements/set-stages/"


def test_the_usual_stages_hold_until_others_are_set_and_what_is_open_keeps_its_own(cast, partnership_lead) -> None:
    before, today = given.a_disagreement(cast), localdate(now())
    assert access.stages_of(before.stage_list) == USUAL_STAGES
    set_stages(by=partnership_lead, stages=TWO, in_force_from=today + timedelta(days=1))
    assert access.stages_in_force(today) is None
    with pretend(now() + timedelta(days=1)):
        after = given.a_disagreement(cast)
        assert access.stages_of(after.stage_list) == TWO
        assert access.stages_of(before.stage_list) == USUAL_STAGES
        given.moved_on(after, cast.teacher, to=2)
        with pytest.raises(Refused, match="last stage"):
            move_disagreement_on(by=cast.teacher, disagreement=after, from_stage=2, because="It takes too long.")
    assert Entry.objects.get(kind="stages.set").facts["stages"] == ["1. Speak", "2. The panel"]


def test_a_later_list_for_the_same_day_takes_the_place_and_the_first_stays(cast, partnership_lead) -> None:
    today = localdate(now())
    set_stages(by=partnership_lead, stages=TWO, in_force_from=today)
    with pretend(now() + timedelta(minutes=1)):
        set_stages(by=partnership_lead, stages=[replace(TWO[0], title="Ring each other"), TWO[1]], in_force_from=today)
    assert access.stages_of(access.stages_in_force(today))[0].title == "Ring each other"
    assert len(access.stage_lists()) == 2


def test_refused(cast, partnership_lead) -> None:
    with pytest.raises(Refused, match="at least one"):
        set_stages(by=partnership_lead, stages=[], in_force_from=localdate(now()))
    with pytest.raises(Refused, match="later day"):
        set_stages(by=partnership_lead, stages=TWO, in_force_from=localdate(now()) - timedelta(days=1))


@pytest.mark.parametrize("who", ["teacher", "lead", "receiver", "administrator", "council_administrator", "stranger"])
def test_nobody_else_sets_them_or_sees_what_is_open_between_others(cast, who) -> None:
    member, found = getattr(cast, who), given.moved_on(given.a_disagreement(cast), cast.teacher, to=4)
    with pytest.raises(NotPermitted):
        set_stages(by=member, stages=TWO, in_force_from=localdate(now()))
    with pytest.raises(Http404):
        access.disagreements_at_a_glance(member)
    with pytest.raises(Http404):
        access.disagreement_at_last_stage(member, found.pk)
    browse = Browse().as_(member.user)
    for address in (OPEN, SET, f"{OPEN}{found.pk}/"):
        assert browse.client.get(address).status_code == 403


def test_the_partnership_sees_that_it_is_open_and_at_the_last_stage_the_words(cast, partnership_lead) -> None:
    found, browse = given.a_disagreement(cast), Browse().as_(partnership_lead.user)
    for stage in (1, 2, 3):
        given.moved_on(found, cast.teacher, to=stage)
        page = browse(OPEN)
        assert found.reference in page.text and f"{stage} of 4" in page.text
        assert given.BECAUSE not in page.html and str(found.pk) not in page.html
        browse(f"{OPEN}{found.pk}/", status=404)
    given.moved_on(found, cast.teacher, to=4)
    page = browse(OPEN)
    assert page.links[found.reference] == f"{OPEN}{found.pk}/" and given.BECAUSE not in page.html
    shown = browse(f"{OPEN}{found.pk}/")
    assert given.BECAUSE in shown.text and given.DESIRED in shown.text
    hidden = ("Tarrant", "bruise on her arm", "does not meet the threshold", str(found.disclosure_id))
    assert not [word for word in hidden if word in shown.html]
    assert Entry.objects.filter(kind="disagreement.looked_at", actor_id=str(partnership_lead.pk)).count() == 1
    browse(f"/disagreements/{found.pk}/", status=404)
    assert found.reference not in browse("/disagreements/").text


def test_the_page_that_sets_them(cast, partnership_lead) -> None:
    browse, day = Browse().as_(partnership_lead.user), localdate(now()) + timedelta(days=3)
    page = browse(SET)
    assert page.soup.select_one("input[name=stage-1-title]")["value"] == USUAL_STAGES[0].title
    typed = {"in_force_from_day": day.day, "in_force_from_month": day.month, "in_force_from_year": day.year}
    half = {"stage-1-title": "Speak", "stage-3-who": "The panel"}
    wrong = browse.post(SET, typed | half)
    assert wrong.errors == [
        "Enter who meets at stage 1",
        "Choose who stands for the sender at stage 1",
        "Choose who stands for the receiver at stage 1",
        "Enter a title for stage 3, or leave all of it empty",
    ]
    assert "The panel" in wrong.html
    whole = {"stage-1-who": "The two", "stage-1-sender": ["has_it"], "stage-1-receiver": ["has_it", "managers"]}
    whole |= {"stage-3-title": "Panel", "stage-3-sender": ["leads"], "stage-3-receiver": ["managers"]}
    shown = browse.post(SET, typed | half | whole, follow=True)
    assert shown.heading == "Disagreements in the partnership" and "2. Panel" in shown.text
    assert access.stages_of(access.stages_in_force(day)) == (
        StageRule(1, "Speak", "The two", (Stands.HAS_IT,), (Stands.HAS_IT, Stands.MANAGERS)),
        StageRule(2, "Panel", "The panel", (Stands.LEADS,), (Stands.MANAGERS,)),
    )
