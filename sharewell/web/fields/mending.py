"""What is mended in typed words without asking, and what cannot be kept. Pure."""

import re
import unicodedata

from sharewell.web.words import BLANK_LETTERS

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# Control characters other than tab and line breaks; halves of a character; and the two that make text show in another
# order than it is kept, for a record must read as it was written. A pattern, for every word of every page is searched.
UNKEEPABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202d\u202e]")

# Kinds of character, by their first letter, that show nothing by themselves: control, format, space, and combining.
UNSEEN_KINDS = frozenset("CZM")
LINE_BREAKS = str.maketrans(dict.fromkeys("\r\u2028\u2029", "\n"))


def mended(typed: str) -> str:
    """The words with line endings as LF, in composed form, without space around them; none where nothing would show."""
    words = unicodedata.normalize("NFC", typed.replace("\r\n", "\n").translate(LINE_BREAKS)).strip()
    return words if words.isascii() or any(_shows(each) for each in words) else ""


def _shows(character: str) -> bool:
    return unicodedata.category(character)[0] not in UNSEEN_KINDS and character not in BLANK_LETTERS


def on_one_line(typed: str) -> str:
    """The same words with every line break, tab and run of spaces as one space."""
    spaced = typed.replace("\n", " ").replace("\t", " ")
    return " ".join(part for part in spaced.split(" ") if part)


def has_unkeepable(typed: str) -> bool:
    """Whether the words hold a control character (other than line break and tab), half a character, or a reordering."""
    return UNKEEPABLE.search(typed) is not None


def showable(typed: str) -> str:
    """The words as they may be shown again: what cannot be kept stands as a visible mark."""
    return UNKEEPABLE.sub(REPLACEMENT, typed)
