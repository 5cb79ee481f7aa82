"""What is mended in typed words without asking, and what cannot be kept. Pure."""

import unicodedata

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
KEPT_CONTROLS = {"\n", "\t"}
# Two characters that make text show in another order than it is kept: a record must read as it was written.
REORDERING = {"\u202d", "\u202e"}


def mended(typed: str) -> str:
    """The words with line endings as LF, in composed form, without space around them."""
    return unicodedata.normalize("NFC", typed.replace("\r\n", "\n").replace("\r", "\n")).strip()


def on_one_line(typed: str) -> str:
    """The same words with every line break, tab and run of spaces as one space."""
    spaced = typed.replace("\n", " ").replace("\t", " ")
    return " ".join(part for part in spaced.split(" ") if part)


def has_unkeepable(typed: str) -> bool:
    """Whether the words hold a control character (other than line break and tab), half a character, or a reordering."""
    return any(_is_unkeepable(character) for character in typed)


def showable(typed: str) -> str:
    """The words as they may be shown again: what cannot be kept stands as a visible mark."""
    if not has_unkeepable(typed):
        return typed
    return "".join(REPLACEMENT if _is_unkeepable(character) else character for character in typed)


def _is_unkeepable(character: str) -> bool:
    if character in KEPT_CONTROLS or character == "\r":
        return False
    return character in REORDERING or unicodedata.category(character) in {"Cc", "Cs"}
