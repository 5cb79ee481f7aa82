"""One page: a decision not to share, or one carried out by telephone, gets the same record."""

import uuid
from datetime import UTC, datetime

import pytest

from sharewell.concerns.models import Concern
from sharewell.concerns.tests import given
from sharewell.decisions.models import Telling
from sharewell.ledger.models import Entry
from sharewell.people.models import Child
from tests.pages import Browse

pytestmark = pytest.mark.slow

ADDRESS = "/record-decision/"
BY_PHONE = {
    "harm": "no",
    "child_name": "Mia Tarrant",
    "what": "The family would like help with sleep.",
    "kind": "opinion",
    "decided": "telephone",
    "with_whom": "The health visitor, Holmbury Trust",
    "because": "Her mother asked for help and agreed.",
    "told": "told",
    "told_words": "Mother, at the gate",
}
NOT_SHARED = BY_PHONE | {
    "decided": "do_not_share",
    "with_whom": "A neighbour who asked",
    "because": "The neighbour has no part in it.",
    "told": "not_shared",
    "told_words": "",
}

DATED = {"on_day": "20", "on_month": "11", "on_year": "2025"}


@pytest.fixture
def browse(cast) -> Browse:
    return Browse().as_(cast.teacher.user)


def test_by_telephone(cast, browse) -> None:
    done = browse.post(ADDRESS, BY_PHONE)
    assert done.heading == "It is on the record"
    concern = Concern.objects.get()
    assert concern.disclosure.spoken_to == BY_PHONE["with_whom"]
    assert concern.disclosure.to_team is None
    assert concern.reference in done
    assert browse(f"/concerns/{concern.pk}/copy/").status == 200
    assert Entry.objects.filter(kind="concern.raised").count() == 1


def test_not_shared(browse) -> None:
    browse.post(ADDRESS, NOT_SHARED)
    concern = Concern.objects.get()
    assert concern.disclosure is None
    assert concern.decision.because == NOT_SHARED["because"]
    assert concern.decision.recipient_words == NOT_SHARED["with_whom"]
    assert concern.decision.edition_digest


def test_with_nothing_shared_nobody_is_asked_what_the_family_was_told(browse) -> None:
    browse.post(ADDRESS, NOT_SHARED | {"told": ""})
    assert Concern.objects.get().disclosure is None


OTHERWISE = {
    "harm": "new",
    "child_name": "Oona Tarrant",
    "what": "He hit her.",
    "kind": "fact",
    "decided": "in_person",
    "with_whom": "The school nurse",
    "because": "The nurse has to know.",
    "told": "will_tell",
    "told_words": "Father",
}


@pytest.mark.parametrize("typed", [{name: said} for name, said in OTHERWISE.items()] + [DATED, {"because": "No"}])
def test_a_page_sent_again_with_other_words_keeps_them_and_says_which_record_it_made(browse, typed) -> None:
    once = browse(ADDRESS).soup.select_one("input[name=_once]")["value"]
    sent = BY_PHONE | {"_once": once}
    first = browse.post(ADDRESS, sent)
    assert browse.post(ADDRESS, sent).address == first.address
    page = browse.post(ADDRESS, sent | typed, status=409)
    concern = Concern.objects.get()
    assert f"This page was recorded already, as {concern.reference}" in page
    assert page.links["See what is on the record"] == f"/concerns/{concern.pk}/"
    (name, said), *_ = typed.items()
    shown = page.soup.select_one(f"main [name={name}][checked]") or page.soup.select_one(f"main [name={name}]")
    assert said in (shown.get("value"), shown.text.strip())
    assert page.soup.select_one("input[name=_once]")["value"] != once


@pytest.mark.parametrize(
    "name", ["Mia", "  Mia   Tarrant ", "Mia  Rose Tarrant", "Zo\u0065\u0308 Tarrant", "Baby\u00a0Tarrant"]
)
def test_a_page_sent_again_as_it_was_is_the_same_record_however_it_was_typed(browse, name) -> None:
    sent = BY_PHONE | {"_once": str(uuid.uuid4()), "child_name": name, "kind": "told", "told_by": " A  parent "}
    sent |= {
        "what": " One.\r\n\r\n  Two \r",
        "because": "One\r\ntwo  three. ",
        "at": "00.00",
        "with_whom": " Dr  Brook\t",
    }
    first = browse.post(ADDRESS, sent)
    assert first.heading == "It is on the record"
    assert browse.post(ADDRESS, sent).address == first.address


def test_a_page_sent_again_about_the_child_chosen_is_the_same_record(cast, browse) -> None:
    child, other = given.a_child(cast.teacher), given.a_child(cast.teacher, "Miah")
    sent = NOT_SHARED | {"_once": str(uuid.uuid4()), "child": str(child.pk), "child_name": "Miah Tarant"} | DATED
    first = browse.post(ADDRESS, sent)
    assert browse.post(ADDRESS, sent).address == first.address
    browse.post(ADDRESS, sent | {"child": str(other.pk)}, status=409)


def test_what_was_changed_after_sending_can_be_recorded_as_another_decision(browse) -> None:
    once = {"_once": str(uuid.uuid4())}
    browse.post(ADDRESS, BY_PHONE | once)
    other = NOT_SHARED | {"child_name": "Oona Quill"}
    page = browse.post(ADDRESS, other | once, status=409)
    browse.post(ADDRESS, other | {"_once": page.soup.select_one("input[name=_once]")["value"]})
    assert Concern.objects.count() == 2


def test_harm_stands_first_and_says_refer_today(browse) -> None:
    page = browse.post(ADDRESS, NOT_SHARED | {"harm": "new"})
    assert "Tell children’s social care or the police today" in page


def test_a_child_who_may_be_held_already_is_asked_about_first(cast, browse) -> None:
    child = given.a_child(cast.teacher)
    page = browse.post(ADDRESS, NOT_SHARED | {"child_name": "Miah Tarant"})
    assert "Is it one of these" in page
    assert not Concern.objects.exists()
    browse.post(ADDRESS, NOT_SHARED | {"child_name": "Miah Tarant", "child": str(child.pk)})
    assert Concern.objects.get().child == child
    assert Child.objects.count() == 1


@pytest.mark.parametrize(
    "field", ["harm", "child_name", "what", "kind", "decided", "with_whom", "because", "told", "told_words"]
)
def test_what_is_missing_is_asked_for_and_the_rest_is_kept(browse, field) -> None:
    page = browse.post(ADDRESS, BY_PHONE | {field: ""})
    assert page.errors
    assert not Concern.objects.exists()
    if field != "what":
        assert BY_PHONE["what"] in page.html


@pytest.fixture
def strange(cast) -> dict[str, str]:
    """Ids that no child of this school has: another agency's, nobody's, and no id at all."""
    theirs = given.a_child(cast.stranger)
    return {"another agency’s": str(theirs.pk), "nobody’s": str(uuid.uuid4()), "no id": "junk"}


@pytest.mark.parametrize("whose", ["another agency’s", "nobody’s", "no id"])
@pytest.mark.parametrize("is_like_one_held", [True, False])
def test_a_child_who_is_not_held_here_is_asked_about_and_no_word_is_lost(
    cast, browse, strange, whose, is_like_one_held
) -> None:
    """The page says the same whether the child is held elsewhere or nowhere."""
    if is_like_one_held:
        given.a_child(cast.teacher)
    page = browse.post(ADDRESS, NOT_SHARED | {"child": strange[whose]} | DATED)
    (error,) = page.errors
    assert "not in your own records" in error
    assert not Concern.objects.exists()
    for name in ("child_name", "with_whom"):
        assert page.soup.select_one(f"input[name={name}]")["value"] == NOT_SHARED[name]
    for name in ("what", "because"):
        assert NOT_SHARED[name] in page.soup.select_one(f"textarea[name={name}]").text
    assert page.soup.select_one("input[name=decided][value=do_not_share][checked]")
    assert page.soup.select_one("input[name=on_day]")["value"] == "20"
    asked = page.soup.select("input[name=child]")
    assert bool(asked) == is_like_one_held and strange[whose] not in {each["value"] for each in asked}


def test_the_words_of_a_page_with_a_child_who_is_not_held_can_be_sent_again(cast, browse, strange) -> None:
    page = browse.post(ADDRESS, NOT_SHARED | {"child": strange["nobody’s"], "because": "No"})
    assert len(page.errors) == 2
    browse.post(ADDRESS, NOT_SHARED)
    assert Concern.objects.get().child.display_name == "Mia Tarrant"


@pytest.mark.parametrize(
    "where", ["disclosures.actions.gate.reasons_not_to_disclose", "concerns.actions.raising.reasons_not_to_raise"]
)
def test_what_is_refused_adds_no_child_and_the_refusal_is_entered(cast, browse, monkeypatch, where) -> None:
    monkeypatch.setattr(f"sharewell.{where}", lambda *_, **__: ["Not today."])
    page = browse.post(ADDRESS, BY_PHONE)
    assert page.errors == ["Not today."]
    assert BY_PHONE["what"] in page.html
    assert not (Concern.objects.exists() or Child.objects.exists() or Telling.objects.exists())
    kinds = list(Entry.objects.exclude(nature="look").values_list("kind", flat=True))
    assert "concern.raised.refused" in kinds
    assert not {"child.added", "concern.raised", "decision.made"} & set(kinds)


def test_a_child_who_is_refused_leaves_that_refusal_alone(browse, monkeypatch) -> None:
    monkeypatch.setattr("sharewell.people.actions.reasons_not_to_keep", lambda *_: ["That is nobody."])
    assert browse.post(ADDRESS, BY_PHONE).errors == ["That is nobody."]
    assert Entry.objects.filter(kind__endswith=".refused").get().kind == "child.added.refused"


def test_the_record_says_only_what_was_said(cast, browse) -> None:
    browse.post(ADDRESS, BY_PHONE)
    concern = Concern.objects.get()
    assert concern.decision.answers == {"harm": "no"}
    assert concern.disclosure.purpose == ""
    assert Telling.objects.get().told_on is None
    for address in ("", "copy/"):
        page = browse(f"/concerns/{concern.pk}/{address}")
        assert "Is a child being badly hurt or neglected, or likely to be?" in page
        assert "No, I do not think that anybody is being badly hurt" in page
        assert "The family has been told: Mother, at the gate." in page
        assert "Opinion" in page.text and "Fact" not in page.text
        assert not page.soup.find("dt", string="For")
        assert "Happened" not in page


def test_of_what_was_said_nothing_is_called_not_sent(browse) -> None:
    done = browse.post(ADDRESS, BY_PHONE)
    assert "Not sent" not in done
    assert "Nobody asked whether you named the child" in done
    assert Concern.objects.get().disclosure.about == ""
    assert "Name and date of birth" not in browse(f"/concerns/{Concern.objects.get().pk}/copy/")


@pytest.mark.parametrize("typed", [{"told": "told"}, {"told": "will_tell"}, {"told_words": "Mother, at the gate"}])
def test_what_a_family_was_told_is_never_left_out_in_silence(browse, typed) -> None:
    page = browse.post(ADDRESS, NOT_SHARED | typed)
    assert any("You decided not to share" in error for error in page.errors)
    assert not Concern.objects.exists()


def test_what_is_written_about_telling_later_is_kept(browse) -> None:
    browse.post(ADDRESS, BY_PHONE | {"told": "will_tell", "told_words": "When she is back on Monday"})
    assert "The family will be told. When she is back on Monday. Look again by" in browse(
        f"/concerns/{Concern.objects.get().pk}/"
    )


@pytest.mark.parametrize(
    ("kind", "told_by", "words"), [("told", "", "who told you"), ("fact", "Mia", "choose “Told”"), ("told", "Mia", "")]
)
def test_who_told_goes_with_what_was_told(browse, kind, told_by, words) -> None:
    page = browse.post(ADDRESS, BY_PHONE | {"kind": kind, "told_by": told_by})
    assert any(words in error for error in page.errors) if words else not page.errors


def test_a_day_without_a_time_is_shown_without_one(browse) -> None:
    browse.post(ADDRESS, BY_PHONE | DATED)
    record = browse(f"/concerns/{Concern.objects.get().pk}/")
    said = {str(key.string): key.find_next("dd").get_text(strip=True) for key in record.soup.select("main dt")}
    assert said["Shared"] == "Thursday 20 November 2025"
    assert said["Decided"] == "Share. Thursday 20 November 2025"


def test_a_time_that_has_not_come_is_refused(browse, monkeypatch) -> None:
    noon = datetime(2026, 11, 24, 12, tzinfo=UTC)
    monkeypatch.setattr("sharewell.concerns.forms.now", lambda: noon)
    assert "The time must be in the past" in browse.post(ADDRESS, BY_PHONE | {"at": "12.01 pm"}).errors


def test_which_child_is_an_ordinary_question(cast, browse) -> None:
    given.a_child(cast.teacher)
    again = NOT_SHARED | {"_asked": "which"}
    first = browse.post(ADDRESS, NOT_SHARED)
    assert first.soup.select_one("input[name=_asked]") and not first.errors
    page = browse.post(ADDRESS, again)
    assert page.errors == ["Choose which child it is, or “None of these”"]
    assert page.soup.title.string.startswith("Error:")
    kept = browse.post(ADDRESS, again | {"child": "new", "because": ""})
    assert kept.soup.select_one("input[name=child][value=new][checked]")


def test_why_says_how_many_words(browse) -> None:
    assert "A sentence of three words or more" in browse(ADDRESS)


def test_there_is_nothing_to_say_of_telling_where_nothing_was_shared(browse) -> None:
    browse.post(ADDRESS, NOT_SHARED)
    page = browse(f"/concerns/{Concern.objects.get().pk}/record-openness/", status=403)
    assert "Nothing was shared on this decision" in page
    assert "somebody else to do" not in page


def test_a_date_or_time_that_is_none_is_named(browse) -> None:
    page = browse.post(ADDRESS, BY_PHONE | {"on_day": "31", "on_month": "2", "on_year": "2026", "at": "half past"})
    assert any(error.startswith("The day it was") for error in page.errors), page.errors
    assert any(error.startswith("The time it was") for error in page.errors), page.errors
