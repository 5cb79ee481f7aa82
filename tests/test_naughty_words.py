"""Whatever people type comes back as they typed it, is never run, and is refused only with a sentence."""

import html
import re
import unicodedata
from typing import Any

import pytest

from sharewell.concerns.models import Concern, Referral
from sharewell.concerns.tests import given
from sharewell.concerns.tests.test_record_decision import BY_PHONE
from sharewell.concerns.tests.walker import Teacher, at_the_pick, at_the_worry
from sharewell.items.models import ItemVersion
from sharewell.people.models import Child
from sharewell.web.fields.mending import REPLACEMENT
from tests.naughty import LINES, UNKEEPABLE, some, words
from tests.pages import Browse

pytestmark = pytest.mark.slow

ROWS = 100
TEXTAREA = re.compile(r'<textarea[^>]*name="row(\d+)-text"[^>]*>(.*?)</textarea>', re.DOTALL)
TYPED = words()
GIVEN = some(TYPED, every=2)
BATCHES = [GIVEN[start : start + ROWS] for start in range(0, len(GIVEN), ROWS)]


def as_kept(typed: str) -> str:
    """The same words: only how an accent is put together, and the space around them, may differ."""
    return unicodedata.normalize("NFC", typed).strip()


def in_one_line(typed: str) -> str:
    return re.sub("[ \n\t]+", " ", as_kept(typed))


def rows_of(texts: list[str]) -> dict[str, str]:
    rows = {f"row{number}-text": text for number, text in enumerate(texts)}
    kinds = {f"row{number}-kind": "fact" for number in range(len(texts))}
    return {"_rows": str(len(texts)), "_seen": "9.tab", "_do": "continue"} | rows | kinds


def shown_in(page: bytes) -> dict[int, str]:
    """What stands in each box, as a browser would read it: it drops one line break at the beginning."""
    found = TEXTAREA.findall(page.decode())
    return {int(number): html.unescape(text.removeprefix("\n")) for number, text in found}


@pytest.mark.parametrize("number", range(len(BATCHES)))
def test_a_draft_gives_every_word_back(cast, number: int) -> None:
    teacher, texts = at_the_worry(cast.teacher), BATCHES[number]
    client = teacher.browse.client
    answer = client.post(f"{teacher.at}worry/", rows_of(texts))
    assert answer.status_code == 302, shown_in(answer.content)
    shown = shown_in(client.get(f"{teacher.at}worry/").content)
    assert [shown[place] for place in range(len(texts))] == texts


def test_what_is_sent_is_what_was_typed_on_every_page_of_it(cast) -> None:
    texts = [*some(LINES[:60], every=8), *some(TYPED[-40:], every=4)]
    teacher = at_the_pick(cast.teacher, rows_of(texts))
    items = teacher.ticks(*[f"worry-{number}" for number in range(len(texts))])
    teacher.answer("pick", team=str(cast.referral_team.pk), purpose=texts[0], items=items)
    teacher.answer("openness", told="told", who=LINES[10], when_day="1", when_month="11", when_year="2026")
    teacher.answer("check")
    assert teacher.page.heading == "Sent, and it has arrived"
    kept = set(ItemVersion.objects.filter(item__from_record="").values_list("pk", flat=True))
    assert {each.text for each in ItemVersion.objects.filter(pk__in=kept)} == {as_kept(text) for text in texts}
    own, worker = f"/concerns/{Concern.objects.get().pk}/", Browse().as_(cast.receiver.user)
    pages = [teacher.browse(own), teacher.browse(f"{own}copy/"), worker(f"/referrals/{Referral.objects.get().pk}/")]
    for page in pages:
        shown = "".join(page.soup.get_text().split())
        missing = [text for text in texts if "".join(as_kept(text).split()) not in shown]
        assert not missing, missing


def test_names_are_kept_as_they_are_spelt(cast) -> None:
    names = some([line for line in LINES if len(line) <= 60][-90:], every=4)
    teacher = Teacher(cast.teacher).start()
    teacher.answer("danger", answer="no")
    for name in names:
        known = set(Child.objects.values_list("pk", flat=True))
        data = {"_do": "add", "is_born": "yes", "given_name": name, "family_name": "Tarrant", "_seen": "9.tab"}
        page = teacher.browse.client.post(f"{teacher.at}children/", data)
        added = Child.objects.exclude(pk__in=known).first()
        if added is None:
            assert page.status_code == 200 and b"govuk-error-summary" in page.content, name
        else:
            teacher.browse.client.post(f"{teacher.at}children/", {"_do": f"remove-{added.pk}", "_seen": "9.tab"})
    kept = set(Child.objects.values_list("given_name", flat=True))
    assert kept <= {in_one_line(name) for name in names}
    assert len(kept) > len(names) * 0.9, {in_one_line(name) for name in names} - kept
    teacher.browse(f"{teacher.at}children/")


def test_anything_may_be_looked_for(cast) -> None:
    given.a_child(cast.teacher)
    teacher = Teacher(cast.teacher).start()
    teacher.answer("danger", answer="no")
    worker = Browse().as_(cast.receiver.user).client
    for text in some(TYPED, every=10):
        found = teacher.browse.client.post(f"{teacher.at}children/", {"_do": "find", "name": text, "_seen": "9.tab"})
        assert found.status_code == 200, text
        assert worker.post("/queue/", {"words": text}).status_code == 200, text


def test_one_page_keeps_every_field(cast) -> None:
    page = Browse().as_(cast.teacher.user)
    for text in some(LINES, every=12):
        because = f"{text} and two more"
        typed = {"child_name": text, "what": text, "with_whom": text, "because": because, "told_words": text}
        page.client.post("/record-decision/", BY_PHONE | typed | {"child": "new"})
        concern = Concern.objects.select_related("decision", "disclosure").latest("written_at")
        assert concern.decision.because == as_kept(because)
        assert concern.disclosure.spoken_to == in_one_line(text)
        assert " ".join(as_kept(because).split()) in page(f"/concerns/{concern.pk}/")


def test_the_reason_of_an_outcome_arrives_as_it_was_written(cast) -> None:
    teacher, worker = Browse().as_(cast.teacher.user), Browse().as_(cast.receiver.user)
    for text in some(LINES, every=25):
        concern = given.a_sent_concern(cast.teacher, cast.referral_team)
        because = f"We looked: {text} and will see Mia."
        decided = {"outcome": "assessment", "because": because}
        worker.post(f"/referrals/{given.the_referral(concern).pk}/decide-referral/", decided)
        assert " ".join(as_kept(because).split()) in teacher(f"/concerns/{concern.pk}/")


def test_what_cannot_be_kept_is_refused_with_a_sentence_and_shown(cast) -> None:
    browse = Browse().as_(cast.teacher.user)
    for character in some(UNKEEPABLE, every=8):
        text = f"seen at{character} register today"
        page = browse.post("/record-decision/", BY_PHONE | {"what": text, "because": text})
        assert not Concern.objects.exists(), repr(character)
        assert len(page.errors) == 2 and all("hidden character" in error for error in page.errors), repr(character)
        assert page.html.count(f"seen at{REPLACEMENT} register today") == 2, repr(character)


def test_what_cannot_be_kept_waits_in_the_draft(cast) -> None:
    teacher = at_the_worry(cast.teacher)
    texts = [f"seen{character} it" for character in UNKEEPABLE]
    answer = teacher.browse.client.post(f"{teacher.at}worry/", rows_of(texts))
    assert answer.status_code == 200
    shown: dict[int, Any] = shown_in(answer.content)
    assert set(shown.values()) == {f"seen{REPLACEMENT} it"}
    assert teacher.browse.client.get(f"{teacher.at}check/")["Location"] == f"{teacher.at}worry/?change"


def test_too_long_is_said_with_the_number_and_kept_whole(cast) -> None:
    names = ["child_name", "what", "with_whom", "because", "told_words"]
    typed = {name: f"{name} " * 2_000 + "end" for name in names}
    page = Browse().as_(cast.teacher.user).post("/record-decision/", BY_PHONE | typed)
    assert not Concern.objects.exists()
    assert sum("too long" in error and any(map(str.isdigit, error)) for error in page.errors) == len(names), page.errors
    assert [name for name in names if typed[name] not in page.html] == []


DATES = (
    ("31", "2", "2026"), ("0", "1", "2026"), ("1", "13", "2026"), ("1", "1", "0"), ("1", "1", "99999999"),
    ("-1", "1", "2026"), ("1.5", "1", "2026"), ("1", "", ""), ("x" * 30, "y", "z"), ("²", "1", "2026"),
    ("29", "2", "2025"), ("1", "1", "9999"), ("1", "1", "0001"), ("١", "1", "2026"), ("1e1", "1", "2026"),
)  # fmt: skip


def test_impossible_dates_are_refused_and_kept(cast) -> None:
    browse = Browse().as_(cast.teacher.user)
    for date in DATES:
        typed = dict(zip(("on_day", "on_month", "on_year"), date, strict=True))
        page = browse.post("/record-decision/", BY_PHONE | typed)
        assert not Concern.objects.exists(), date
        assert len(page.errors) == 1, (date, page.errors)
        assert {name: page.soup.select_one(f"input[name={name}]").get("value", "") for name in typed} == typed
