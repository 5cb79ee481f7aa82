"""What the record, its copy, the receipt and the referral say: which child, when, what was written, who looked."""

import pytest
from django.utils.timezone import localdate

from sharewell.concerns.actions import Sharing, Verdict, Worry, raise_concern
from sharewell.concerns.models import Concern, Referral
from sharewell.concerns.showing import sentences
from sharewell.concerns.tests import given
from sharewell.decisions.rules import Decided, Openness, Told
from sharewell.disclosures.actions import Route
from sharewell.moment import now
from tests.pages import Browse

RISK = "could this put someone at risk?"


@pytest.fixture
def siblings(cast) -> Concern:
    """A worry about three children, two of whom are named to the team, and the address of the third."""
    mia, ned, sam = (given.a_child(cast.teacher, name, address="1 Mill Lane") for name in ("Mia", "Ned", "Sam"))
    sharing = Sharing(
        route=Route(team=cast.referral_team),
        purpose="To keep a child safe",
        picked=frozenset({f"name@{mia.pk}", f"name@{ned.pk}", f"address@{sam.pk}", "worry-0"}),
        about="Mia Tarrant, 8 years\nNed Tarrant, 8 years",
        headline="A bruise",
        openness=Openness(Told.UNSAFE, why_not="He hurt him.", look_again_on=localdate(now())),
    )
    worry = Worry([mia, ned, sam], [given.BRUISE, given.GUESS], "A bruise", about=[[mia], [mia, sam]])
    return raise_concern(
        by=cast.teacher, worry=worry, verdict=Verdict(given.walked(cast.teacher), Decided.SHARE), sharing=sharing
    )


@pytest.fixture
def browse(cast) -> Browse:
    return Browse().as_(cast.teacher.user)


@pytest.mark.parametrize(
    ("address", "third"),
    [("", "Sam Tarrant"), ("copy/", "a child who is not named"), ("sent/", "a child who is not named")],
)
def test_children_are_told_apart_and_what_went_is_called_as_they_read_it(browse, siblings, address, third) -> None:
    page = browse(f"/concerns/{siblings.pk}/{address}")
    assert "Name and date of birth (Mia Tarrant)" in page
    assert "Name and date of birth (Ned Tarrant)" in page
    assert f"Address ({third})" in page


def test_a_receiver_is_told_no_name_that_was_not_sent(cast, siblings) -> None:
    page = Browse().as_(cast.receiver.user)(f"/referrals/{Referral.objects.get().pk}/")
    assert "Name and date of birth (Mia Tarrant)" in page
    assert "Address (a child who is not named)" in page
    assert "Sam" not in page


def test_a_heading_is_short_and_every_child_stands_below_it(browse, siblings) -> None:
    page = browse(f"/concerns/{siblings.pk}/")
    assert page.heading == "Mia Tarrant and 2 others"
    assert "Sam Tarrant, " in page.soup.select_one("main h1 + ul").text
    assert f"Reference {siblings.reference} · Answer owed:" in page


def test_only_what_was_written_stands_open_and_the_file_is_folded_and_not_printed(browse, siblings) -> None:
    page = browse(f"/concerns/{siblings.pk}/")
    (folded,) = [each for each in page.soup.select("main details.sw-no-print") if "record as it stood" in each.text]
    assert not folded.has_attr("open")
    assert "Address (Mia Tarrant)" in folded.text
    copy = browse(f"/concerns/{siblings.pk}/copy/")
    items = [each.h3.get_text() for each in copy.soup.select(".paper-item")]
    assert len(items) == 5 and not [words for words in items if "Address (Mia" in words]


@pytest.mark.parametrize("address", ["", "copy/"])
def test_an_address_never_stands_without_its_warning(browse, siblings, address) -> None:
    page = browse(f"/concerns/{siblings.pk}/{address}")
    for item in page.soup.select(".sw-item"):
        assert (RISK in item.text) == ("1 Mill Lane" in item.text)


@pytest.mark.parametrize("address", ["", "copy/"])
def test_it_says_when_it_was_decided_and_nothing_of_when_it_happened(browse, siblings, address) -> None:
    page = browse(f"/concerns/{siblings.pk}/{address}")
    assert not page.soup.find("dt", string="Happened")
    assert "He hurt him. Look again by" in page and ".." not in page.text


def test_a_reason_is_as_large_as_its_neighbours(cast, browse) -> None:
    concern = given.an_unshared_concern(cast.teacher)
    page = browse(f"/concerns/{concern.pk}/")
    assert not page.soup.select(".govuk-summary-list p")
    assert "The decision’s own number" in page and "The fingerprint is worked out from" in page


def test_who_looks_again_stands_there_once(browse, siblings) -> None:
    for _ in range(3):
        browse(f"/concerns/{siblings.pk}/copy/")
    page = browse(f"/concerns/{siblings.pk}/")
    lines = [each.get_text() for each in page.soup.select("aside li") if "the copy" in each.get_text()]
    assert len(lines) == 1 and "3 times, last" in lines[0]


def test_still_to_do_has_only_what_is_to_be_done(cast, browse, siblings) -> None:
    cards = {
        each.h2.string: each.get_text()
        for each in browse(f"/concerns/{siblings.pk}/sent/").soup.select("aside section")
    }
    assert "Look again" in cards["Still to do"] and "See the whole record" not in cards["Still to do"]
    done = given.a_sent_concern(cast.teacher, cast.referral_team)
    assert "Still to do" not in browse(f"/concerns/{done.pk}/sent/")


def test_sentences_have_one_full_stop() -> None:
    assert sentences("He hurt him.", "", "Look again by Monday") == "He hurt him. Look again by Monday."
