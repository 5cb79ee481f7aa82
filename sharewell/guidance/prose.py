"""Takes an edition's files of words apart: titled pieces, each with its name and where it comes from."""

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from sharewell.guidance.rules.pieces import OutcomeWords, Passage
from sharewell.guidance.rules.words import Outcome
from sharewell.guidance.tables import EditionError, each_once, text_of

SECTION = re.compile(r"^# (?P<title>.+?) \{#(?P<key>[a-z0-9_-]+)\}$", re.MULTILINE)
# The lines that may end a piece: where it comes from, what awaits checking, which older piece it took the place of.
END = re.compile(r"(?P<name>Source|Awaits|Follows): (?P<words>.+)")
NEXT_STEPS = "\n## What to do next\n"


def sourced(path: Path) -> tuple[Passage, ...]:
    """The titled pieces of a file of words, each of which says where it comes from."""
    passages = _passages(path)
    for passage in passages:
        if not passage.source:
            raise EditionError(
                f"{path.parent.name}/{path.name}, “{passage.key}”: it does not say where it comes from. End it with a "
                "line that begins “Source: ”."
            )
    return passages


def _passages(path: Path) -> tuple[Passage, ...]:
    """The titled pieces of a file of words: `# Title {#key}`, an exact quotation if it begins with `>`, our words."""
    text, where = text_of(path), f"{path.parent.name}/{path.name}"
    heads = list(SECTION.finditer(text))
    if not heads or text[: heads[0].start()].strip():
        raise EditionError(f"{where}: begin with a heading such as “# Share it {{#share}}”.")
    if len(heads) != len(re.findall(r"^# ", text, re.MULTILINE)):
        raise EditionError(f"{where}: every heading with one # needs its name at the end, such as “{{#share}}”.")
    ends = [head.start() for head in heads[1:]] + [len(text)]
    made = [_passage(head, text[head.end() : end].strip(), where) for head, end in zip(heads, ends, strict=True)]
    return each_once(made, lambda passage: passage.key, where)


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
    where, words = f"{path.parent.name}/{path.name}", {}
    for passage in _passages(path):
        if passage.key not in list(Outcome):
            raise EditionError(f"{where}: “{passage.key}” is not an outcome. They are: {', '.join(Outcome)}.")
        meaning, _, steps = passage.body.partition(NEXT_STEPS)
        if not steps.strip():
            raise EditionError(f"{where}, “{passage.key}”: say what to do next, under “## What to do next”.")
        outcome = Outcome(passage.key)
        words[outcome] = OutcomeWords(outcome, passage.title, meaning.strip(), steps.strip())
    for outcome in Outcome:
        if outcome not in words:
            raise EditionError(f"{where}: the outcome “{outcome}” has no words. Add “# ... {{#{outcome}}}”.")
    return MappingProxyType(words)
