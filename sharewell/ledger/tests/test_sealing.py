"""Each entry gets one place, in the order of writing as far as it is known, however many seal at once."""

import threading
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, connection, transaction

from sharewell.ledger import sealing, tree
from sharewell.ledger.guard import guard_lowered
from sharewell.ledger.models import Entry, Node, Place, Waiting
from sharewell.ledger.sealing import names_of_unsealed, seal, unsealed
from sharewell.ledger.tests.given import TEACHER, Parcel, send_parcel
from sharewell.ledger.tree import TreeBrokenError
from sharewell.ledger.verifying import Tally, faults
from sharewell.moment import pretend

THEN = datetime(2026, 10, 6, 9, tzinfo=UTC)


def write(number: int) -> None:
    for _ in range(number):
        send_parcel(by=TEACHER, parcel=Parcel())


@pytest.mark.django_db
def test_places_go_on_from_the_last() -> None:
    assert seal() == 0
    write(7)
    assert seal(batch=3) == 7 and not Waiting.objects.exists()
    write(2)
    assert seal() == 2
    assert [place.position for place in Place.objects.order_by("position")] == list(range(1, 10))
    assert list(faults(Tally())) == []


@pytest.mark.django_db
def test_a_clock_that_goes_backwards_changes_no_order() -> None:
    for day in (3, 1, 2):
        with pretend(THEN + timedelta(days=day)):
            write(1)
    seal()
    entries = [Entry.objects.get(pk=place.entry_id) for place in Place.objects.order_by("position")]
    assert [entry.written_at.day for entry in entries] == [9, 7, 8]


@pytest.mark.django_db
def test_one_committed_late_comes_later_and_all_is_well() -> None:
    with pretend(THEN + timedelta(days=3)):
        write(1)
    seal()
    with pretend(THEN):
        write(1)
    seal()
    assert list(faults(Tally())) == []


@pytest.mark.django_db
def test_what_waits_is_counted_with_the_age_of_the_oldest() -> None:
    assert unsealed() == sealing.Unsealed(0, timedelta())
    with pretend(THEN):
        write(1)
    with pretend(THEN + timedelta(minutes=5)):
        write(2)
        assert unsealed() == sealing.Unsealed(3, timedelta(minutes=5))


@pytest.mark.django_db
def test_who_loses_the_race_begins_again(monkeypatch: pytest.MonkeyPatch) -> None:
    write(4)
    take, tries = sealing._seal_some, []

    def take_after_another(batch: int) -> int:
        tries.append(batch)
        if len(tries) == 1:
            last = Place.objects.order_by("-position").first()
            assert last is None
            take(2)
            with transaction.atomic():
                Place.objects.create(position=1, entry_id=Waiting.objects.first().entry_id, leaf=b"x" * 32)
        return take(batch)

    monkeypatch.setattr(sealing, "_seal_some", take_after_another)
    assert seal() == 4 and len(tries) == 3
    assert list(faults(Tally())) == []


@pytest.mark.django_db
def test_a_false_note_of_waiting_does_not_stand_in_the_way(caplog: pytest.LogCaptureFixture) -> None:
    write(2)
    seal()
    sealed = Place.objects.get(position=1).entry_id
    Waiting.objects.create(entry_id=sealed)
    write(3)
    assert seal() == 3 and not Waiting.objects.exists()
    assert f"Entry {sealed} has its place" in caplog.text
    assert list(faults(Tally())) == []


@pytest.mark.django_db
def test_a_waiting_that_lasts_is_a_fault() -> None:
    with pretend(THEN):
        write(1)
    with pretend(THEN + sealing.LONGEST_WAIT):
        assert list(faults(Tally())) == []
    with pretend(THEN + sealing.LONGEST_WAIT + timedelta(minutes=1)):
        assert list(faults(Tally())) == [
            "An entry has waited for its place for 1:01:00: nobody seals the book (manage.py work)."
        ]
    seal()
    assert list(faults(Tally())) == []


@pytest.mark.django_db
def test_a_fault_that_stays_comes_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(batch: int) -> int:
        raise IntegrityError("broken")

    monkeypatch.setattr(sealing, "_seal_some", never)
    with pytest.raises(IntegrityError, match="broken"):
        seal()


@pytest.mark.django_db
def test_whoever_loses_to_other_sealers_again_and_again_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """As long as the book grows meanwhile: however often one loses, what waited is sealed."""
    real, lost = sealing._seal_some, []

    def overtaken(batch: int) -> int:
        if len(lost) < 3 * sealing.TRIES:
            lost.append(real(1))
            raise IntegrityError("somebody else was first")
        return real(batch)

    for _ in range(3 * sealing.TRIES + 1):
        send_parcel(by=TEACHER, parcel=Parcel())
    monkeypatch.setattr(sealing, "_seal_some", overtaken)
    # What the other one sealed stays, though this one loses.
    monkeypatch.setattr(sealing, "transaction", SimpleNamespace(atomic=nullcontext))
    assert seal() == 1 and unsealed().count == 0


@pytest.mark.django_db(transaction=True)
def test_several_may_write_and_seal_at_once() -> None:
    """On PostgreSQL truly at once; a database in memory has one connection a thread, so there they take turns."""
    if connection.vendor == "sqlite":
        write(40)
        assert seal(batch=7) == 40
    else:
        work = [lambda: write(20)] * 4 + [lambda: [seal(batch=5) for _ in range(15)]] * 3
        wrong: list[BaseException] = []
        threads = [threading.Thread(target=carefully, args=(each, wrong)) for each in work]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert wrong == []
        seal()
        assert Place.objects.count() == 80
    assert list(faults(Tally())) == [] and not Waiting.objects.exists()


@pytest.mark.django_db
def test_the_entries_that_wait_are_named() -> None:
    with pretend(THEN):
        write(1)
    (name,) = names_of_unsealed()
    assert name == f"entry {Entry.objects.get().pk} (parcel.sent), written 2026-10-06T09:00:00.000000Z"


@pytest.mark.django_db
def test_nothing_is_sealed_onto_a_tree_that_lacks_a_node() -> None:
    write(4)
    seal()
    with guard_lowered(connection):
        Node.objects.filter(number=tree.number_of((2, 0))).delete()
    write(1)
    with pytest.raises(TreeBrokenError, match="lacks its node 0 on level 2"):
        seal()
    assert Place.objects.count() == 4 and Waiting.objects.count() == 1


def carefully(work: object, wrong: list[BaseException]) -> None:
    try:
        work()
    except BaseException as fault:
        wrong.append(fault)
    finally:
        connection.close()
