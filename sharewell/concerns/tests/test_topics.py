"""What else a referral may say: nothing of it is needed, and what is written is an item to be picked or left."""

import pytest

from sharewell.concerns.access import items_of
from sharewell.concerns.begun import begun_with
from sharewell.concerns.models import Concern
from sharewell.concerns.tests import given
from sharewell.concerns.tests.walker import TOLD, at_the_end, at_the_pick, at_the_worry
from sharewell.concerns.topics import SLUGS, TOPICS
from sharewell.disclosures.access import items_of as crossed
from sharewell.items.rules import ItemCategory

IMPACT = {"_rows": "1", "row0-text": "He falls asleep by ten.", "row0-kind": "fact"}
NEED = {"text": "It is every day.", "level": "2"}
pytestmark = pytest.mark.slow


def offered(page) -> list[str]:
    return [link.text for link in page.soup.select(".sw-offered a")]


def test_without_any_of_it_a_referral_is_sent(cast):
    teacher = at_the_end(cast.teacher, cast.referral_team)
    assert len(offered(teacher.browse(f"{teacher.at}check/"))) == len(TOPICS) + 1  # and whether it was on paper first
    teacher.page = teacher.browse.post(f"{teacher.at}check/", {"_seen": seen(teacher)}, follow=True)
    assert Concern.objects.get().disclosure


def seen(teacher) -> str:
    return str(teacher.browse(f"{teacher.at}check/").soup.select_one("input[name=_seen]")["value"])


def test_what_is_added_is_offered_to_be_picked_and_not_ticked(cast):
    teacher = at_the_pick(cast.teacher)
    assert "What it does to the child" in offered(teacher.browse(f"{teacher.at}pick/"))
    teacher.answer("impact", **IMPACT)
    page = teacher.browse(f"{teacher.at}pick/")
    box = page.soup.select_one('input[data-thing="worry-2"]')
    assert box and not box.has_attr("checked") and "He falls asleep by ten." in page
    assert "What it does to the child" not in offered(page)


def test_only_what_is_picked_of_it_crosses(cast):
    teacher = at_the_pick(cast.teacher)
    teacher.answer("impact", **IMPACT).answer("well", **IMPACT | {"row0-text": "Gran feeds him."})
    items = teacher.ticks("worry-2")
    teacher.answer("pick", team=str(cast.referral_team.pk), purpose="Safety", items=items, _do="continue")
    teacher.answer("openness", **TOLD)
    teacher.browse.post(f"{teacher.at}check/", {"_seen": seen(teacher)})
    concern = Concern.objects.get()
    assert [each.version.text for each in crossed(concern.disclosure)] == ["He falls asleep by ten."]
    kept = {each.version.text: each.version.about for each in items_of(concern) if not each.version.item.from_record}
    assert kept["Gran feeds him."] is ItemCategory.STRENGTHS
    assert kept["He falls asleep by ten."] is ItemCategory.IMPACT


def test_begun_and_not_finished_it_holds_nothing_up_and_is_not_lost(cast):
    teacher = at_the_end(cast.teacher, cast.referral_team)
    refused = teacher.answer("impact", **IMPACT | {"row0-kind": ""}).page
    assert refused.errors
    check = teacher.browse(f"{teacher.at}check/")
    assert "Begun, not finished" in check
    assert "He falls asleep by ten." in str(teacher.browse(f"{teacher.at}impact/").soup)


def test_a_level_of_need_is_kept_in_its_words(cast):
    teacher = at_the_pick(cast.teacher)
    assert "Level 4, social care" in teacher.browse(f"{teacher.at}need/")
    assert teacher.answer("need", **NEED | {"level": ""}).page.errors
    teacher.answer("need", **NEED)
    assert "Level 3, targeted help: Several needs" in teacher.browse(f"{teacher.at}pick/")


def test_none_can_be_opened_before_its_turn(cast):
    teacher = at_the_worry(cast.teacher)
    for slug in SLUGS:
        assert teacher.browse(f"{teacher.at}{slug}/").address.endswith("/worry/")


def test_begun_again_each_stands_on_its_own_page(cast):
    teacher = at_the_pick(cast.teacher)
    teacher.answer("impact", **IMPACT).answer("need", **NEED)
    items = teacher.ticks("worry-2")
    teacher.answer("pick", team=str(cast.referral_team.pk), purpose="Safety", items=items, _do="continue")
    teacher.answer("openness", **TOLD)
    teacher.browse.post(f"{teacher.at}check/", {"_seen": seen(teacher)})
    held = begun_with(Concern.objects.get(), cast.teacher)
    assert held["impact"].rows[0]["text"] == ["He falls asleep by ten."]
    assert (held["need"].typed["level"], held["need"].typed["text"]) == (["2"], ["It is every day."])
    assert len(held["worry"].rows) == 2 and not held["impact"].is_finished


def test_of_several_children_each_thing_says_whom_it_is_about(cast):
    mia, sam = given.a_child(cast.teacher, "Mia"), given.a_child(cast.teacher, "Sam")
    both = {f"row{number}-about": [str(mia.pk), str(sam.pk)] for number in range(2)}
    from sharewell.concerns.tests.walker import WORRY

    teacher = at_the_pick(cast.teacher, WORRY | both, [mia, sam])
    assert teacher.answer("impact", **IMPACT).page.errors
    teacher.answer("impact", **IMPACT, **{"row0-about": [str(sam.pk)]})
    assert "He falls asleep by ten." in teacher.browse(f"{teacher.at}pick/")
