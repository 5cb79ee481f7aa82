"""Every word of an export is the one that its entry commits to, and none is missing unless an entry says why."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from elsewhere.tests.given import Book, a_book, entry, erase, salt_of, verdict

Words = list[dict[str, Any]]


def with_words(book: Book, words: Words) -> dict[str, bytes]:
    return {**book.files(), "words.jsonl": "".join(json.dumps(word) + "\n" for word in words).encode()}


def words_of(book: Book) -> Words:
    return [json.loads(line) for line in book.word_lines().splitlines()]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda words: words[1:], "Entry 1: its word what is missing, and no entry says it was erased."),
        (lambda words: words[:-1], "is missing, and no entry says it was erased."),
        (lambda words: [], "is missing, and no entry says it was erased."),
        (lambda words: [*words, words[0]], "stands there twice"),
        (lambda words: [{**words[0], "text": words[0]["text"] + " "}, *words[1:]], "its text or its salt was altered"),
        (lambda words: [{**words[0], "salt": "0" * 64}, *words[1:]], "its text or its salt was altered"),
        (lambda words: [{**words[0], "salt": "0" * 62}, *words[1:]], "Line 1 of words.jsonl: it has not the salt"),
        (lambda words: [{**words[0], "salt": words[0]["salt"].upper()}, *words[1:]], "it has not the salt"),
        (lambda words: [{**words[0], "text": None}, *words[1:]], "it has not the salt and the text"),
        (lambda words: [{**words[0], "text": "\ud800"}, *words[1:]], "half a letter"),
        (lambda words: [{**words[0], "name": "\udfff"}, *words[1:]], "half a letter"),
        (lambda words: [{**words[0], "name": "whо"}, *words[1:]], "no entry commits to"),
        (lambda words: [{**words[0], "name": 5}, *words[1:]], "not written as a word"),
        (lambda words: [{**words[0], "more": 5}, *words[1:]], "not written as a word"),
        (lambda words: [{**words[0], "entry": entry(2)["id"]}, *words[1:]], "no entry commits to"),
        (lambda words: [{**words[0], "entry": words[0]["entry"].upper() + "!"}, *words[1:]], "what is no id"),
        (lambda words: [[], *words], "not written as a word"),
    ],
)
def test_a_word_that_is_altered_missing_or_too_many_is_named(
    change: Callable[[Words], Words], told: str, tmp_path: Path
) -> None:
    book = a_book(8, words=True)
    ended, said = verdict(with_words(book, change(words_of(book))), tmp_path)
    assert ended == 1 and told in said, said


def test_words_may_stand_in_any_order(tmp_path: Path) -> None:
    book = a_book(8, words=True)
    assert verdict(with_words(book, words_of(book)[::-1]), tmp_path)[0] == 0


def test_two_words_that_change_places_are_both_named(tmp_path: Path) -> None:
    book = a_book(8, words=True)
    words = words_of(book)
    words[0]["text"], words[1]["text"] = words[1]["text"], words[0]["text"]
    _, said = verdict(with_words(book, words), tmp_path)
    assert "Line 1 of" in said and "Line 2 of" in said


@pytest.mark.parametrize(
    "facts",
    [
        {"erased": [{"entry": entry(3)["id"], "names": ["what"]}]},
        {"erased": [{"entry": entry(5)["id"], "names": ["who"]}]},
        {"erased": []},
        {"erased": "all"},
        {"erased": [{"entry": entry(3)["id"], "names": "who"}]},
        {"erased": [{"entry": None, "names": ["who"]}]},
        {"erased": [["who"]]},
        {},
    ],
)
def test_an_erasure_excuses_only_the_words_it_names(facts: dict[str, Any], tmp_path: Path) -> None:
    book = a_book(8, words=True)
    erase(book, 3, "who")
    book.entries[-1]["facts"] = facts
    ended, said = verdict(book.files(), tmp_path)
    assert ended == 1 and "Entry 3: its word who is missing, and no entry says it was erased." in said


def test_an_erasure_that_came_before_its_entry_excuses_nothing(tmp_path: Path) -> None:
    book = a_book(8, words=True)
    erase(book, 3, "who")
    book.entries.insert(0, book.entries.pop())
    ended, said = verdict(book.files(), tmp_path)
    assert ended == 1 and "Entry 4: its word who is missing" in said


def test_another_kind_of_entry_erases_nothing(tmp_path: Path) -> None:
    book = a_book(8, words=True)
    erase(book, 3, "who")
    book.entries[-1]["kind"] = "words.erased.refused"
    assert verdict(book.files(), tmp_path)[0] == 1


def test_whether_there_are_words_must_be_as_the_book_says(tmp_path: Path) -> None:
    book = a_book(8, words=True)
    files = book.files()
    without = {name: data for name, data in files.items() if name != "words.jsonl"}
    assert "words.jsonl is missing." in verdict(without, tmp_path)[1]
    book.with_words = False
    ended, said = verdict({**book.files(), "words.jsonl": files["words.jsonl"]}, tmp_path)
    assert ended == 1 and "words.jsonl is there" in said


def test_a_line_of_words_is_strict_json(tmp_path: Path) -> None:
    book = a_book(1, words=True)
    word = {"entry": entry(1)["id"], "name": "what", "salt": salt_of(1, "what").hex()}
    line = json.dumps(word)[:-1] + ', "text": "x", "text": "what 1 – “quoted”\\n"}\n'
    for lines in (line, line[:-1], "{}\n", "\n", "NaN\n", "[" * 100_000 + "\n"):
        assert verdict({**book.files(), "words.jsonl": lines.encode()}, tmp_path)[0] == 1, lines


def test_the_last_line_of_words_ends_as_a_line(tmp_path: Path) -> None:
    book = a_book(8, words=True)
    lines = book.files()["words.jsonl"].removesuffix(b"\n")
    ended, said = verdict({**book.files(), "words.jsonl": lines}, tmp_path)
    assert ended == 1 and "Line 8 of words.jsonl: it does not end as a line." in said
