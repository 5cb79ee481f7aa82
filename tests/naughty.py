"""Words that break careless programs: hundreds of them, made from those in naughty.txt. People could type every one."""

import itertools
import os
import random
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
IS_FULL = os.environ.get("SHAREWELL_TEST_SIZE") == "full"

LINES = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").split("\n")[:-1]
# Marks that pile up, join, hide, or change the direction of what stands beside them.
MARKS = ["\u0300", "\u0489", "\u20dd", "\u0e31", "\u200d", "\u200b", "\u2060", "\ufeff", "\u00ad", "\u200f", "\u061c"]
# What is refused with a sentence: characters that a record cannot hold, or that show a text in another order.
UNKEEPABLE = [chr(number) for number in range(32) if chr(number) not in "\t\n\r"] + ["\x7f", "\x85", "\u202d", "\u202e"]


def some(things: Sequence[T], every: int) -> list[T]:
    """All of them in a full run; in the usual one, one in so many, the last among them."""
    return list(things) if IS_FULL else list(things[::-every])


def words() -> list[str]:
    """A few hundred texts, each of which must come back exactly as it was typed."""
    chance = random.Random(5)
    zalgo = ["".join(letter + "".join(chance.choices(MARKS[:4], k=6)) for letter in "child") for _ in range(10)]
    mixed = ["".join(chance.choices(LINES, k=4)) for _ in range(120)]
    wrapped = [f"{before}{each}" for each, before in itertools.product(LINES[:30], ("Seen: ", "x "))]
    hidden = [f"a{mark}b" for mark in MARKS]
    long = ["x" * 3_000, "é" * 2_000, "😀" * 1_500, "word " * 600 + "end", "\n".join("line" for _ in range(300))]
    spaced = ["a\tb", "a  b", "a\n\n\nb"]
    return list(dict.fromkeys([*LINES, *spaced, *zalgo, *mixed, *wrapped, *hidden, *long]))
