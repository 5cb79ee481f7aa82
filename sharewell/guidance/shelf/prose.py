"""Takes an edition's files of words apart: titled pieces, each with its name and where it comes from."""

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from sharewell.guidance.rules.pieces import OutcomeWords, Passage
from sharewell.guidance.rules.words import Outcome
from sharewell.guidance.shelf.tables import EditionError, name_of, text_of

SECTION = re.compile(r"^# (?P<title>.+?) \{#(?P<key>[a-z0-9][a-z0-9_-]{0,59})\}$", re.MULTILINE)
# The lines that may end a piece: where it comes from, what awaits checking, which older piece it took the place of.
END = re.compile(r"(?P<name>Source|Awaits|Follows): (?P<words>.+)")
HEADING = re.compile(r"^# .*$", re.MULTILINE)
NEXT_STEPS = "\n## What to do next\n"


def sourced(path: Path) -> tuple[Passage, ...]:
    """The titled pieces of a file of words, each of which says where it comes from."""
    found, where = passages(path), headings(path)
    for passage in found:
        if not passage.source:
            raise EditionError(
                f"{where[passage.key]}, “{passage.key}”: it does not say where it comes from. End it with a line that "
                "begins “Source: ”."
            )
    return found


def passages(path: Path) -> tuple[Passage, ...]:
    """The titled pieces of a file of words: `# Title {#key}`, an exact quotation if it begins with `>`, our words."""
    text, where = text_of(path), headings(path)
    heads = list(SECTION.finditer(text))
    if not heads or text[: heads[0].start()].strip():
        raise EditionError(f"{name_of(path)}, line 1: begin with a heading such as “# Share it {{#share}}”.")
    ends = [head.start() for head in heads[1:]] + [len(text)]
    return tuple(
        _passage(head, text[head.end() : end].strip(), where[head["key"]])
        for head, end in zip(heads, ends, strict=True)
    )


def headings(path: Path) -> dict[str, str]:
    """The file and line of each titled piece of a file of words, by its name. No heading without, no name twice."""
    text, found = text_of(path), dict[str, str]()
    for head in HEADING.finditer(text):
        where = f"{name_of(path)}, line {text.count(chr(10), 0, head.start()) + 1}"
        named = SECTION.fullmatch(head[0])
        if named is None:
            raise EditionError(f"{where}: every heading with one # needs its name at the end, such as “{{#share}}”.")
        if named["key"] in found:
            other = found[named["key"]]
            raise EditionError(f"{where}: there are two called “{named['key']}”, the other in {other}. Rename one.")
        found[named["key"]] = where
    return found


def _passage(head: re.Match[str], body: str, where: str) -> Passage:
    lines = body.splitlines()
    quoted = next((at for at, line in enumerate(lines) if not line.startswith(">")), len(lines))
    quote = " ".join(line.removeprefix(">").strip() for line in lines[:quoted])
    ends: dict[str, str] = {}
    while lines[quoted:] and (end := END.fullmatch(lines[-1].strip())):
        ends[end["name"].lower()] = end["words"]
        lines.pop()
        while lines and not lines[-1].strip():
            lines.pop()
    rest = "\n".join(lines[quoted:]).strip()
    if not rest:
        raise EditionError(f"{where}, “{head['key']}”: there are no words of our own. Write some.")
    said = {name: ends.get(name, "") for name in ("source", "awaits", "follows")}
    return Passage(head["key"], head["title"], quote, rest, **said)


def outcomes(path: Path) -> Mapping[Outcome, OutcomeWords]:
    """Every outcome in words, from the file at this path: what it means, and what to do next."""
    where, words = headings(path), {}
    for passage in passages(path):
        place = where[passage.key]
        if passage.key not in list(Outcome):
            raise EditionError(f"{place}: “{passage.key}” is not an outcome. They are: {', '.join(Outcome)}.")
        meaning, _, steps = passage.body.partition(NEXT_STEPS)
        if not steps.strip():
            raise EditionError(f"{place}, “{passage.key}”: say what to do next, under “## What to do next”.")
        outcome = Outcome(passage.key)
        words[outcome] = OutcomeWords(outcome, passage.title, meaning.strip(), steps.strip())
    for outcome in Outcome:
        if outcome not in words:
            raise EditionError(
                f"{name_of(path)}, line 1: the outcome “{outcome}” has no words. Add “# ... {{#{outcome}}}”."
            )
    return MappingProxyType(words)
