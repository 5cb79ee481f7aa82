"""What the things of an edition may be called, so that every name fits an address, a form and a file."""

import re
from pathlib import Path

LONGEST_NAME = 60
# An edition, which is a folder and a part of an address.
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
# A question or an answer, which programs name too. What the pages add to an address begins with a low line.
WORD = re.compile(r"[a-z][a-z0-9_]{0,59}", re.ASCII)
# What has a place of its own on a page.
SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}", re.ASCII)
# A row of the table, such as R5b.
ROW = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}", re.ASCII)

IN_WORDS = {
    WORD: "small letters, numbers and low lines, a letter first, such as not_sure",
    SLUG: "small letters, numbers, hyphens and low lines, a letter or a number first, such as ca-2004-10",
    ROW: "letters, numbers, hyphens and low lines, a letter or a number first, such as R5b",
}


def is_name(name: str) -> bool:
    """Whether an edition may be so called."""
    return len(name) <= LONGEST_NAME and NAME.fullmatch(name) is not None


def fault_of_name(folder: Path) -> str:
    """What is wrong with the name of this edition's folder; nothing when it may be so called."""
    if is_name(folder.name):
        return ""
    return f"{folder.name[:80]}: {no_name(folder.name)} Give the folder another."


def no_name(name: str) -> str:
    """Why an edition cannot be so called, and how it could be."""
    return (
        f"“{name[:80]}” cannot be the name of an edition. Use small letters and numbers with hyphens between, "
        f"{LONGEST_NAME} at most, such as fernleigh-2027."
    )
