"""What each kind of piece says, label by label, in plain words: to compare it and to find it."""

from typing import NamedTuple

from sharewell.guidance.markdown import plain
from sharewell.guidance.rules import Clock, Gateway, GoldenRule, OutcomeWords, Passage, Question, Switch, Term
from sharewell.guidance.wording import KINDS, length_in_words, mark_in_words, switch_in_words
from sharewell.web.words import day


class Told(NamedTuple):
    """One piece of an edition: its name, its title, and what it says, each thing under its label."""

    key: str
    title: str
    says: tuple[tuple[str, str], ...]


def rule(rule: GoldenRule) -> Told:
    """A golden rule."""
    title = f"{rule.number}. {rule.title}"
    return Told(
        rule.key, title, (("Title", title), ("The exact words", rule.quote), ("In our words", plain(rule.body)))
    )


def passage(piece: Passage) -> Told:
    """A titled passage."""
    return Told(
        piece.key,
        piece.title,
        (("Title", piece.title), ("The exact words", piece.quote), ("In our words", plain(piece.body))),
    )


def question(question: Question) -> Told:
    """A question with its answers."""
    answers = "; ".join(f"{each.label} ({each.hint})" if each.hint else each.label for each in question.answers)
    says = (
        ("The question", question.title),
        ("Hint", question.hint),
        ("Why we ask", question.why),
        ("The rule", question.rule),
        ("When we ask it", question.asked_when),
        ("The answers", answers),
    )
    return Told(question.key, question.title, says)


def outcome(words: OutcomeWords) -> Told:
    """An outcome in words."""
    says = (
        ("Title", words.heading),
        ("What it means", plain(words.meaning)),
        ("What to do next", plain(words.next_steps)),
    )
    return Told(str(words.outcome), words.heading, says)


def gateway(gateway: Gateway) -> Told:
    """A gateway in law."""
    says = (
        ("Title", gateway.title),
        ("Who may use it", gateway.who),
        ("What for", gateway.what_for),
        ("What to write down", gateway.record),
        ("Where we show it", "; ".join(words for kind, words in KINDS.items() if kind in gateway.kinds)),
        ("How certain", f"{mark_in_words(gateway.mark)}. {gateway.awaits}".strip()),
        ("From", gateway.source),
    )
    return Told(gateway.key, gateway.title, says)


def clock(clock: Clock) -> Told:
    """How long something may take."""
    says = (
        ("What", clock.title),
        ("How long", f"{length_in_words(clock)}, {clock.starts}"),
        ("Who must do it", clock.owner),
        ("How certain", mark_in_words(clock.mark)),
        ("From", clock.source),
    )
    return Told(clock.key, clock.title, says)


def switch(switch: Switch) -> Told:
    """A part of the law that a day switches on."""
    begins = f"from {day(switch.effective_from)}" if switch.effective_from else "no day set"
    ends = f" until {day(switch.effective_until)}" if switch.effective_until else ""
    title = switch_in_words(switch.fact)
    says = (("Holds", begins + ends), ("How certain", mark_in_words(switch.mark)), ("From", switch.source))
    return Told(str(switch.fact), title, says)


def term(term: Term) -> Told:
    """A word of the field."""
    says = (("The word", term.word), ("Also", "; ".join(term.other_names)), ("What it means", term.means))
    return Told(term.key, term.word, says)
