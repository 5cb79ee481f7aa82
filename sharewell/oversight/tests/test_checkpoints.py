"""The public page of checkpoints says what is proved and no more, and each checkpoint is a note at its own address."""

from typing import Any

import pytest
from django.db import connection

from sharewell.directory.access import THE_INSTALLATION
from sharewell.ledger.guard import guard_lowered
from sharewell.ledger.models import Checkpoint, Cosignature
from sharewell.ledger.tests.given import TEACHER, Parcel, send_parcel
from sharewell.ledger.vouching.continuing import go_on, loss_unknown
from sharewell.ledger.vouching.keys import rotate, signer
from sharewell.ledger.vouching.notes import Signer
from sharewell.oversight.access.checkpoints import PAGE
from sharewell.oversight.tests.given import cosign, sealed
from tests.pages import Browse
from tests.test_statement_counts import counted

pytestmark = pytest.mark.django_db


def a_checkpoint(*witnesses: str) -> Checkpoint:
    send_parcel(by=TEACHER, parcel=Parcel())
    return sealed(*witnesses)


def test_before_anything_is_signed_it_says_so(browse: Browse) -> None:
    page = browse("/checkpoints/")
    assert page.heading == "Checkpoints of the book" and "There is none yet." in page
    assert "This book has no witness." in page and "It has none yet." in page


def test_anybody_reads_what_is_signed_and_who_vouches(browse: Browse) -> None:
    first, second = a_checkpoint(), a_checkpoint("school.example", "clinic.example")
    page = browse("/checkpoints/")
    rows = [each.get_text(" ", strip=True) for each in page.soup.select("tbody tr")]
    assert rows[0].startswith(f"Entries: {second.size} ") and rows[1].startswith(f"Entries: {first.size} ")
    assert "Vouched for by 2 independent witnesses: clinic.example" in rows[0]
    assert "No witness vouches for this yet." in rows[1]
    assert signer().key.vkey in page and "What it cannot show" in page


def test_what_was_altered_is_not_shown_as_signed(browse: Browse) -> None:
    made = a_checkpoint("school.example")
    with guard_lowered(connection):
        Checkpoint.objects.update(note="\n".join(["x", *made.note.split("\n")[1:]]))
    page = browse("/checkpoints/")
    assert "Its signature is not right" in page and "Vouched for" not in page.text


def test_a_cosignature_of_something_else_does_not_count(browse: Browse) -> None:
    first, second = a_checkpoint(), a_checkpoint()
    cosign(first, "school.example")
    with guard_lowered(connection):
        Cosignature.objects.update(size=second.size)
    assert "Vouched for" not in browse("/checkpoints/").text


def test_each_is_a_note_with_its_cosignatures(browse: Browse) -> None:
    made = a_checkpoint("school.example")
    answer = browse(f"/checkpoints/{made.size}.txt").response
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().startswith(made.note) and "\n— school.example " in answer.content.decode()
    browse(f"/checkpoints/{made.size + 1}.txt", status=404)


@pytest.mark.parametrize("said", ["x", "-1", "9" * 30, "٣"])
def test_an_address_that_says_nothing_leads_to_the_newest(browse: Browse, said: str) -> None:
    a_checkpoint()
    assert "The newest checkpoints" in browse(f"/checkpoints/?below={said}")


def test_each_key_stands_there_with_its_statement(browse: Browse) -> None:
    a_checkpoint()
    old = signer()
    new = Signer.of(old.key.name, b"2" * 32)
    rotate(by=THE_INSTALLATION, old=old, new=new)
    page = browse("/checkpoints/")
    assert "Signs the checkpoints from the beginning, until the next key." in page
    assert new.key.vkey in page and "sharewell key rotation v1" in page


def test_it_says_where_the_book_lost_entries_and_went_on_under_another_name(browse: Browse, settings: Any) -> None:
    a_checkpoint()
    assert "were lost here" not in browse("/checkpoints/")
    loss = loss_unknown()
    settings.BOOK = f"{settings.BOOK}/2"
    go_on(by=THE_INSTALLATION, loss=loss)
    a_checkpoint()
    page = browse("/checkpoints/")
    assert "were lost here, or may have been" in page and "Its signature is not right" not in page


def test_they_are_paged_and_a_page_costs_the_same(browse: Browse) -> None:
    a_checkpoint("school.example")
    with counted() as few:
        browse("/checkpoints/")
    for _ in range(PAGE + 2):
        a_checkpoint("school.example", "clinic.example")
    with counted() as many:
        page = browse("/checkpoints/")
    assert few.number == many.number <= 6, f"{many.number}\n{many}"
    sizes = [each.get_text() for each in page.soup.select("tbody tr td:first-child")]
    onward = page.soup.select_one('a[rel="next"]')["href"]
    after = [each.get_text() for each in browse(f"/checkpoints/{onward}").soup.select("tbody tr td:first-child")]
    assert len(sizes) == PAGE and len(sizes + after) == len({*sizes, *after}) == Checkpoint.objects.count()
