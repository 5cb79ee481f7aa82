"""A worry that was not shared begins again: every word of it as it stands now, and nothing typed twice."""

from dataclasses import replace
from typing import Any

import pytest

from sharewell.concerns.access import items_of
from sharewell.concerns.begun import begun_with
from sharewell.concerns.models import Concern
from sharewell.concerns.tests import given
from sharewell.concerns.tests.walker import WORRY, Teacher, at_the_worry
from sharewell.items.actions import correct_item
from sharewell.items.models import ItemVersion

pytestmark = pytest.mark.slow

FULL: dict[str, Any] = WORRY | {
    "row0-mentions_others": "on",
    "row0-ask_first": "on",
    "row1-happened_words": "several times since September",
}


def things(concern: Concern) -> list[ItemVersion]:
    return [each.version for each in items_of(concern) if not each.version.item.from_record]


@pytest.fixture
def teacher(cast) -> Teacher:
    """A teacher who wrote down two things, with all that can be said of each, and decided to wait."""
    teacher = at_the_worry(cast.teacher).answer("worry", **FULL)
    for slug, answer in given.URGENT.items():
        if slug != "danger":
            teacher.answer(slug, answer=answer)
    teacher.answer("decide", decided="do_not_share", because="I want to wait and see first.")
    return teacher.answer("check")


def begin_again(teacher: Teacher) -> None:
    page = teacher.browse.post(f"/concerns/{Concern.objects.get().pk}/send-after-all/")
    teacher.at = page.address.removesuffix("danger/")
    teacher.answer("danger", answer="no").answer("children", _do="continue")


def typed_on_the_page(teacher: Teacher) -> dict[str, str]:
    """What the page of the worry would send, as it stands."""
    fields = teacher.browse(f"{teacher.at}worry/").soup.select("main input[name^=row], main textarea[name^=row]")
    is_on = {"radio": "checked", "checkbox": "checked"}
    return {
        str(each["name"]): each.text.lstrip("\n") if each.name == "textarea" else str(each["value"])
        for each in fields
        if each.has_attr(is_on.get(str(each.get("type")), "name")) and (each.name == "textarea" or each.get("value"))
    }


def test_everything_that_was_said_of_each_thing_is_there_again(teacher: Teacher) -> None:
    begin_again(teacher)
    assert typed_on_the_page(teacher) == {name: said for name, said in FULL.items() if name != "_rows"}


def test_a_thing_that_was_corrected_begins_as_it_stands_now(cast, teacher: Teacher) -> None:
    concern = Concern.objects.get()
    was = things(concern)[0]
    details = replace(was.details, text="No bruise: it was paint.", heading="", happened_on=None, ask_first=False)
    correct_item(by=cast.teacher, item=was.item, was=was, details=details, because="I looked again")
    begin_again(teacher)
    typed = typed_on_the_page(teacher)
    assert (typed["row0-text"], typed["row1-text"]) == ("No bruise: it was paint.", FULL["row1-text"])
    assert not {"row0-ask_first", "row0-happened_on_day"} & set(typed)


def test_what_one_who_leads_begins_again_is_the_same(cast, teacher: Teacher) -> None:
    concern = Concern.objects.get()
    assert begun_with(concern, cast.lead) == begun_with(concern, cast.teacher)
    assert len(begun_with(concern, cast.lead)["worry"].rows) == len(things(concern))
