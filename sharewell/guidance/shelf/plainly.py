"""Slips in a TOML file, in plain words: what is probably missing, and what should stand there instead."""

from datetime import date
from typing import Any

from sharewell.errors import short

# How the library that reads TOML begins its complaint, and what most often lies behind it.
BEHIND = {
    "Illegal character '\\n'": "A quotation mark is probably missing on this line",
    'Expected "\'"': "A quotation mark is probably missing, on this line or above",
    "Unterminated string": "Quotation marks are probably missing, on this line or above",
    "Invalid value": "After the equals sign something is missing, or it is text without quotation marks",
    "Expected newline": "Something stands after what ends here. Perhaps a quotation mark is one too many, or a date is "
    "not written as 2027-01-01",
    "Unclosed array": "A closing ] is probably missing, or a comma",
    "Unclosed inline table": "A closing } is probably missing, or a comma",
    "Expected '='": "An equals sign is probably missing",
}
WANTED: dict[Any, str] = {
    str: "text, in quotation marks",
    date: "a date, without quotation marks, such as 2027-01-01",
    int: "a whole number, without quotation marks, such as 3",
    bool: "true or false, without quotation marks",
    list: 'a list, in square brackets, such as ["one", "two"]',
    dict: "a table, such as { all = [] }",
}


def not_toml(complaint: str) -> str:
    """Why this cannot be read as TOML, in plain words where we have some."""
    behind = next((words for begins, words in BEHIND.items() if complaint.startswith(begins)), short(complaint))
    return f"this is not TOML. {behind}."


def wrong_kind(key: str, said: Any, kind: Any) -> str:
    """What stands under this key is not of the kind that is wanted, and what is."""
    wanted = WANTED.get(kind, WANTED[list])
    return f"`{key}` is {short(_as_written(said))}, which is the wrong kind of thing. Write {wanted}."


def _as_written(said: Any) -> str:
    """A value much as it stands in the file."""
    if isinstance(said, bool):
        return str(said).lower()
    return f'"{said}"' if isinstance(said, str) else str(said)
