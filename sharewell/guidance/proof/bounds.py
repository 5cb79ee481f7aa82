"""How many paths an edition has, counted before any is walked: one with too many could never be proved. Pure."""

from collections import defaultdict

from sharewell.guidance.rules.shapes import Edition
from sharewell.guidance.rules.walk import NoRuleHits, Verdict, Walk, walks_of

MOST_PATHS = 200_000
# Where somebody stands, as far as it can still make a difference: the question, the facts, what is advised.
Standing = tuple[int, int, Verdict | None]


def fault_of_size(edition: Edition) -> str:
    """Why this edition has more paths than can be proved; nothing when it has not."""
    if paths_of(edition, MOST_PATHS) <= MOST_PATHS:
        return ""
    return (
        f"{edition.place('walk.toml')}: there are more than {MOST_PATHS:,} ways through the questions, too many to "
        "prove each of them safe. Ask fewer questions, or fewer of them at once: say in `asked` when each is needed."
    )


def paths_of(edition: Edition, most: int) -> int:
    """How many paths are walked to prove this edition; no further than a little beyond `most`."""
    found = 0
    try:
        for walk in walks_of(edition):
            found += _paths(walk, most - found)
            if found > most:
                break
    except NoRuleHits:
        pass  # the check of the edition says so, with the line
    return found


def _paths(walk: Walk, most: int) -> int:
    """How many paths this walk has. Those that come to stand alike are counted together, question by question."""
    waiting = defaultdict[int, dict[Standing, int]](dict)
    _arrive(waiting, walk, (walk.start.index, walk.start.state, walk.start.verdict), 1)
    for index, question in enumerate(walk.questions):
        for (_, state, verdict), paths in waiting.pop(index, {}).items():
            for number, said in enumerate(walk.says[question.key].values()):
                # Of a local question, only what can still differ is walked twice.
                further = 1 if question.local and number else paths
                _arrive(waiting, walk, walk.next_from(index + 1, state | said, verdict), further)
        if sum(sum(each.values()) for each in waiting.values()) > most:
            return most + 1
    return sum(waiting[len(walk.questions)].values())


def _arrive(waiting: dict[int, dict[Standing, int]], walk: Walk, at: Standing, paths: int) -> None:
    index, state, verdict = at
    known = (index, state & walk.live[index], verdict)
    waiting[index][known] = waiting[index].get(known, 0) + paths
