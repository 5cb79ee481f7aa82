"""Names found again in what somebody wrote, in every way in which people ordinarily write them.

A name is found without its accents or with them spelt out (Søren, Soren, Soeren), in one word or in several (Mary-Ann,
Maryann), in the plural or with a lost apostrophe (the Tarrants, Mias), by a short form of a given name (Lizzie), and
with characters in it that nobody sees. What is no name (a number, an address) is not looked for.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, pairwise

from sharewell.people.rules.nicknames import roots_of
from sharewell.web.folding import LETTERS

LEAST_LETTERS, LEAST_FOR_PLURAL, MOST_JOINED = 2, 3, 3
APOSTROPHES = str.maketrans(dict.fromkeys("’‘`´ʼ＇", "'"))
SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"} | {
    "Ø": "Oe", "Å": "Aa"
})  # fmt: skip
# Letters and marks that are drawn as nothing, though their kind does not say so.
UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u2800\u3164\uffa0")
# Each of these is a word: a family name and the given name after it stand in one row.
IDEOGRAPH = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
# Short forms that are words of their own: these stand for a name only with a capital letter.
ORDINARY_WORDS = """
al ally ant art ash barb bee bell bella belle bill billy bob cam carol cat char chuck dick dolly don dot drew ed em eve
fan fanny fin flo frank grace gray hal harry jack jay jo jude ken kit lee len lex lily lou mark mat max maxim mel mike
missy mo molly nan nat nick olive pat peg penny pip polly rich rob robin roger rose rosie ruby sally sandy scarlet shell
si stew sue tab tabby tan ted teddy terry trace val vi vic von wend will wills win
"""
ORDINARY = frozenset(ORDINARY_WORDS.split())
# And these with a capital letter too: months and a part of the world.
NEVER_SHORT = frozenset({"jan", "may", "asia"})


@dataclass(frozen=True)
class Word:
    """A run of letters in plain small ones, whether it began with a capital, and which stretch without space it is
    of."""

    plain: str
    is_capital: bool
    stretch: int


@dataclass(frozen=True)
class Sought:
    """Names to be found again: each way to write one with the parts of names it says, and the same of the names that
    a given name is short for. `unspaced` are parts in scripts that set words together or put others before them."""

    ways: Mapping[str, frozenset[str]]
    roots: Mapping[str, frozenset[str]]
    unspaced: frozenset[str]

    @classmethod
    def of(cls, names: Iterable[str]) -> "Sought":
        """From whole names: 'Mia Tarrant', 'Jane Holt'. All words but the last may have a short form."""
        ways: dict[str, frozenset[str]] = {}
        roots: dict[str, frozenset[str]] = {}
        for name in {name for name in names if name}:
            words = _words(name)
            for spelling in {name, _composed(name).translate(SPELT_OUT)}:
                _add(ways, _ways_to_write(words, _words(spelling)))
            _add(roots, ((root, {word}) for word in _given(words) for root in roots_of(word)))
        return cls(ways, roots, frozenset(part for part in ways if _is_unspaced(part)))

    def found_in(self, *said: str) -> set[str]:
        """The parts of these names that stand in what was said."""
        found: set[str] = set()
        for each in said:
            for spelling in {each, _composed(each).translate(SPELT_OUT)}:
                for plain, is_capital in _as_read(_words(spelling)):
                    found |= self._said_by(plain, is_capital)
        return found

    def _said_by(self, plain: str, is_capital: bool) -> set[str]:
        parts = {part for part in self.unspaced if part in plain}
        for way in _without_plural(plain):
            parts |= self.ways.get(way, frozenset())
            if way not in NEVER_SHORT and (is_capital or way not in ORDINARY):
                for root in roots_of(way):
                    parts |= self.roots.get(root, frozenset())
        return parts


def _composed(said: str) -> str:
    return unicodedata.normalize("NFC", said)


def _words(said: str) -> list[Word]:
    """The words of it, letters only; nothing that is not seen parts one."""
    seen = "".join(each for each in said.translate(APOSTROPHES) if _is_seen(each))
    words = []
    for stretch, apart in enumerate(unicodedata.normalize("NFKD", seen).split()):
        kept = "".join(each for each in apart if not unicodedata.combining(each))
        for is_word, letters in groupby(IDEOGRAPH.sub(r"\g<0>-", kept), key=_is_of_a_word):
            run = "".join(letters)
            if is_word:
                words.append(Word(run.casefold().translate(LETTERS), run[0].isupper(), stretch))
    return words


def _is_seen(character: str) -> bool:
    return character.isascii() or not (character in UNSEEN or unicodedata.category(character) == "Cf")


def _is_of_a_word(character: str) -> bool:
    return character.isalpha() or unicodedata.category(character)[0] == "M"


def _as_read(words: list[Word]) -> set[tuple[str, bool]]:
    """Each word, and those that may be one name in several words: without space between them, or all with capitals."""
    read = {(word.plain, word.is_capital) for word in words}
    for run in _runs(words):
        if all(one.stretch == other.stretch or (one.is_capital and other.is_capital) for one, other in pairwise(run)):
            read.add(("".join(word.plain for word in run), run[0].is_capital))
    for _, stretch in groupby(words, key=lambda word: word.stretch):
        whole = list(stretch)
        read.add(("".join(word.plain for word in whole), whole[0].is_capital))
    return read


def _runs(words: list[Word]) -> Iterator[list[Word]]:
    """Every two and every three words that follow one another."""
    for many in range(2, MOST_JOINED + 1):
        for start in range(len(words) - many + 1):
            yield words[start : start + many]


def _ways_to_write(words: list[Word], spelt: list[Word]) -> Iterator[tuple[str, set[str]]]:
    """Each part of a name as it is spelt here, and parts in a row as one word; with the parts that this says."""
    for word, way in zip(words, spelt, strict=True):
        yield way.plain, _parts([word])
    for run, ways in zip(_runs(words), _runs(spelt), strict=True):
        yield "".join(way.plain for way in ways), _parts(run)


def _parts(words: Iterable[Word]) -> set[str]:
    return {word.plain for word in words if len(word.plain) >= LEAST_LETTERS or _is_unspaced(word.plain)}


def _given(words: list[Word]) -> set[str]:
    return _parts(words[:-1] or words)


def _is_unspaced(plain: str) -> bool:
    return any(unicodedata.category(letter) == "Lo" for letter in plain)


def _without_plural(plain: str) -> Iterator[str]:
    yield plain
    for ending in ("s", "es"):
        if plain.endswith(ending) and len(plain) - len(ending) >= LEAST_FOR_PLURAL:
            yield plain.removesuffix(ending)


def _add(known: dict[str, frozenset[str]], more: Iterable[tuple[str, set[str]]]) -> None:
    for key, parts in more:
        if parts:
            known[key] = known.get(key, frozenset()) | parts
