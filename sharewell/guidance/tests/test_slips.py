"""Slips of the pen and of the hand in a partnership's own draft: each is named, and none stops the service."""

import io
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from sharewell.guidance import editions as shelves
from sharewell.guidance.editions import edition_in_force, library, load_own
from sharewell.guidance.proof import proven
from sharewell.guidance.shelf.copying import _not_plain
from sharewell.guidance.shelf.lock import LOCK, lock_if_any
from sharewell.guidance.shelf.reading import read_edition
from sharewell.guidance.shelf.tables import MOST_BYTES, EditionError, Table, read, text_of
from sharewell.guidance.tests.given import KEY, shipped
from sharewell.guidance.tests.test_shelves import put_own

pytestmark = pytest.mark.slow

Settings = pytest.FixtureRequest
DAY = shipped().in_force_from


def on_top(line: str, file: str = "walk.toml") -> Callable[[Path], object]:
    def change(folder: Path) -> None:
        path = folder / file
        path.write_text(f"{line}\n{path.read_text(encoding='utf-8')}", encoding="utf-8")

    return change


def instead(what: Callable[[Path], object], file: str = "walk.toml") -> Callable[[Path], object]:
    def change(folder: Path) -> None:
        (folder / file).unlink()
        what(folder / file)

    return change


def a_file(text: str) -> Callable[[Path], object]:
    return lambda path: path.write_text(text, encoding="utf-8")


SLIPS: dict[str, tuple[Callable[[Path], object], str]] = {
    "no TOML": (on_top("a = ["), r"ours/walk\.toml, line \d+: this is not TOML"),
    "a time": (on_top("at = 07:32:00"), r"ours/walk\.toml, line 1: a time of the day means nothing"),
    "a time further in": (on_top("a = [{ at = 07:32:00 }]"), r"ours/walk\.toml, line 1: a time of the day"),
    "no number": (on_top("a = nan"), r"ours/walk\.toml, line 1: nan is no number"),
    "no end of a number": (on_top("a = -inf"), r"ours/walk\.toml, line 1: -inf is no number"),
    "a large number": (on_top(f"a = {2**53}"), r"ours/walk\.toml, line 1: this number is too large"),
    "a number of many digits": (on_top(f"a = {'9' * 5000}"), r"ours/walk\.toml: this cannot be read as TOML"),
    "a day that is none": (on_top("a = 2026-02-30"), r"ours/walk\.toml, line 1: this is not TOML"),
    "many brackets": (on_top(f"a = {'[' * 5000}{']' * 5000}"), r"ours/walk\.toml: something stands in more than 20"),
    "some brackets": (on_top(f"a = {'[' * 90}{']' * 90}"), r"ours/walk\.toml: something stands in more than 20"),
    "many dots": (on_top(f"{'.'.join('a' * 5000)} = 1"), r"ours/walk\.toml: something stands in more than 20"),
    "a folder for a file": (instead(Path.mkdir), r"ours/walk\.toml: this file cannot be read: it is no plain file"),
    "a folder for words": (lambda folder: (folder / "old.md").mkdir(), r"ours/old\.md: this file cannot be read"),
    "a pipe that nobody fills": (
        instead(os.mkfifo),
        r"ours/walk\.toml: this file cannot be read: it is no plain file\. Put a plain file there",
    ),
    "a pipe for words": (lambda folder: os.mkfifo(folder / "words" / "x.md"), r"ours/words/x\.md: this file cannot be"),
    "a file without an end": (
        instead(lambda path: path.symlink_to("/dev/zero")),
        r"ours/walk\.toml: this file cannot be read: it is no plain file",
    ),
    "a file that is too large": (
        instead(lambda path: path.write_bytes(b"#" * (MOST_BYTES + 1)), "words/law.md"),
        r"ours/words/law\.md: this file cannot be read: it is larger than 2 MB",
    ),
    "a link to itself": (
        instead(lambda path: path.symlink_to(path.name)),
        r"ours/walk\.toml: this file cannot be read: Too many",
    ),
    "a head that is a link to itself": (
        instead(lambda path: path.symlink_to(path.name), "edition.toml"),
        r"ours/edition\.toml: this file cannot be read: Too many",
    ),
    "a file too many": (lambda folder: a_file("")(folder / "old.toml"), r"ours/old\.toml: nobody reads this file"),
    "one further in": (lambda folder: a_file("")(folder / "words" / "x.toml"), r"ours/words/x\.toml: nobody reads"),
    "bytes of no text": (
        instead(lambda path: path.write_bytes(b"a = 1\n\xff")),
        r"ours/walk\.toml, line 2: this file is",
    ),
}


@pytest.fixture(autouse=True)
def _taken_to_be_safe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proven, "each_violation", lambda edition: ())
    monkeypatch.setattr(proven, "remember", lambda edition: None)


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_named_and_the_draft_set_aside(slip: str, tmp_path: Path, settings: Settings) -> None:
    settings.EDITIONS = tmp_path
    change, said = SLIPS[slip]
    folder = put_own(tmp_path, "ours")
    change(folder)
    with pytest.raises(EditionError, match=said):
        read_edition(folder, {})
    assert edition_in_force(DAY).key == KEY
    assert list(library().broken) == ["ours"]
    with pytest.raises(CommandError, match="1 edition does not keep every promise"):
        call_command("check_guidance", "ours")


PLAIN = {
    'a = "x\nb = 1': "line 1: this is not TOML. A quotation mark is probably missing on this line.",
    "a = 'x\nb = 1": "this is not TOML. A quotation mark is probably missing, on this line or above.",
    'a = """x': "this is not TOML. Quotation marks are probably missing, on this line or above.",
    "a = Fernleigh": "text without quotation marks.",
    "a = 2027-1-1": "a date is not written as 2027-01-01.",
    "a = [1": "A closing ] is probably missing",
    "a = {b = 1\nc = 2": "A closing } is probably missing",
    "a": "An equals sign is probably missing.",
}


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_no_toml_is_said_in_plain_words(text: str, tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text(text, encoding="utf-8")
    with pytest.raises(EditionError) as refused:
        read(tmp_path / "x.toml")
    assert PLAIN[text] in str(refused.value)
    assert "Illegal" not in str(refused.value) and "x.toml, line " in str(refused.value)


KINDS: dict[str, tuple[Callable[[Table], object], str]] = {
    'a = "2027-01-01"': (lambda table: table.day("a"), "Write a date, without quotation marks, such as 2027-01-01."),
    "a = 2027-01-01": (lambda table: table.text("a"), "Write text, in quotation marks."),
    'a = "16"': (lambda table: table.number("a"), "Write a whole number, without quotation marks, such as 3."),
    'a = "true"': (lambda table: table.flag("a"), "Write true or false, without quotation marks."),
    "a = true": (lambda table: table.texts("a"), "`a` is true, which is the wrong kind of thing. Write a list"),
    "a = 1": (lambda table: table.table("a"), "Write a table, such as"),
    "a = 2": (lambda table: table.tables("a"), "Write a list, in square brackets"),
}


@pytest.mark.parametrize("text", KINDS)
def test_the_wrong_kind_of_thing_is_told_the_right_one(text: str, tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text(text, encoding="utf-8")
    take, said = KINDS[text]
    with pytest.raises(EditionError) as refused:
        take(read(tmp_path / "x.toml"))
    assert said in str(refused.value) and "x.toml, line 1: `a` is" in str(refused.value)


def checked(*names: str) -> str:
    """What the check says of these editions, whether they keep every promise or not."""
    printed = io.StringIO()
    with suppress(CommandError):
        call_command("check_guidance", *names, stdout=printed)
    return printed.getvalue()


def test_no_claim_is_listed_as_held_when_something_could_not_be_read(tmp_path: Path, settings: Settings) -> None:
    settings.EDITIONS = tmp_path
    put_own(tmp_path, "ours", lambda text: text.replace('title = "', "title = ", 1))
    assert "danger_gives_999" not in checked("ours")
    whole = checked("wokingham-2011")
    assert "claims, each found true on every path:" in whole and "danger_gives_999" in whole
    assert "a referral at most 4, the answer to an enquiry on none of them" in whole


def test_whatever_else_goes_wrong_sets_the_draft_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_own(tmp_path, "ours")
    shipped_ones = library().shipped

    def unforeseen(*arguments: object) -> None:
        raise ZeroDivisionError("of\nno number")

    monkeypatch.setattr(shelves, "read_edition", unforeseen)
    assert load_own(tmp_path, shipped_ones).broken == {
        "ours": "ours: it cannot be read: ZeroDivisionError: of no number"
    }


def test_a_file_is_read_through_links_and_as_large_as_it_may_be(tmp_path: Path) -> None:
    (tmp_path / "large").write_bytes(b"#" * MOST_BYTES)
    (tmp_path / "link.md").symlink_to("large")
    assert len(text_of(tmp_path / "link.md")) == MOST_BYTES


def test_what_is_no_plain_file_is_not_copied(tmp_path: Path) -> None:
    (tmp_path / "endless").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "plain").touch()
    assert _not_plain(str(tmp_path), ["endless", "pipe", "plain"]) == ["endless", "pipe"]


def test_a_lock_that_cannot_be_read_is_no_lock_that_is_missing(tmp_path: Path) -> None:
    (tmp_path / LOCK).symlink_to(LOCK)
    with pytest.raises(EditionError, match=r"released\.toml: this file cannot be read"):
        lock_if_any(tmp_path)


@pytest.mark.parametrize("name", ["Fernleigh 2027", "fernleigh_2027", "o" * 61, "é"])
def test_a_folder_whose_name_fits_no_address_is_set_aside(name: str, tmp_path: Path) -> None:
    put_own(tmp_path, name)
    found = load_own(tmp_path, library().shipped)
    assert found.own == ()
    assert "cannot be the name of an edition" in found.broken[name]
    with pytest.raises(EditionError, match="cannot be the name of an edition"):
        shelves.load(tmp_path, shelves.Lock(""))


NAMES = {
    "a question": ("walk.toml", 'key = "danger"', 'key = "_agency"', r"`key` is “_agency”\. Use small letters"),
    "a question with spaces around": ("walk.toml", 'key = "danger"', 'key = " danger "', "`key` is “ danger ”"),
    "an answer": ("walk.toml", 'key = "yes"', 'key = "Yes"', "`key` is “Yes”"),
    "a rule": ("walk.toml", 'name = "R1"', 'name = "R 1"', "`name` is “R 1”"),
    "a lift": ("walk.toml", 'name = "L1"', 'name = "-L1"', "`name` is “-L1”"),
    "a duty": ("walk.toml", 'key = "ring_999"', 'key = "Ring 999"', "`key` is “Ring 999”"),
    "a gateway": ("gateways.toml", 'key = "', 'key = "Section 47 (CA)', r"`key` is “Section 47 \(CA\)"),
    "a clock": ("clocks.toml", 'key = "', 'key = "/', "`key` is “/"),
    "a term": ("glossary.toml", 'key = "', 'key = "#', "`key` is “#"),
    "a passage": ("words/law.md", "{#", "{#-", "every heading with one # needs its name"),
    "a long one": ("walk.toml", 'key = "danger"', f'key = "{"d" * 61}"', "`key` is “d"),
}


@pytest.mark.parametrize("what", NAMES)
def test_what_does_not_fit_an_address_or_a_form_is_no_name(what: str, tmp_path: Path) -> None:
    file, old, new, said = NAMES[what]
    folder = put_own(tmp_path, "ours", lambda text: text.replace(old, new, 1), file)
    with pytest.raises(EditionError, match=said) as refused:
        read_edition(folder, {})
    assert str(refused.value).startswith(f"ours/{file}, line ")


def test_what_is_repeated_in_an_error_is_cut(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text(f"{'k' * 100_000} = 1\n", encoding="utf-8")
    with pytest.raises(EditionError, match="k…` means nothing here") as refused:
        read(path).done()
    assert len(str(refused.value)) < 300
