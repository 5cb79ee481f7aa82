"""What must be true of a whole edition before it may be used: nothing named in vain, nothing out of reach."""

from collections.abc import Iterator

from sharewell.guidance.rules.shapes import Edition, When
from sharewell.guidance.rules.walk import NoRuleHits, Walk, walks_of
from sharewell.guidance.rules.words import ADVISED_BITS, SAID, SWITCHED, bits, facts_in
from sharewell.guidance.tables import EditionError


def check_edition(edition: Edition) -> None:
    """The edition can be walked to the end, and everything in it is used. Raises EditionError with the first fault."""
    for fault in faults(edition):
        raise EditionError(f"{edition.key}: {fault}")


def faults(edition: Edition) -> Iterator[str]:
    """What is wrong with this edition, each a sentence that says how to mend it."""
    yield from _faults_of_dates(edition)
    yield from _faults_of_names(edition)
    yield from _faults_of_facts(edition)
    yield from _faults_of_order(edition)
    yield from _faults_of_reach(edition)


def _faults_of_dates(edition: Edition) -> Iterator[str]:
    if edition.in_force_until is not None and edition.in_force_until <= edition.in_force_from:
        yield "it ends before it begins. Put right `in_force_from` or `in_force_until`."


def _faults_of_names(edition: Edition) -> Iterator[str]:
    golden, rules = {rule.key for rule in edition.golden_rules}, {rule.name for rule in edition.rules}
    if not edition.questions or not edition.rules:
        yield "it has no questions, or no rules. Add them to walk.toml."
    for each in edition.weighed:
        if not each.rests_on:
            yield f"{each.name} rests on no golden rule. Name one in `rests_on`."
        for key in each.rests_on:
            if key not in golden:
                yield f"{each.name} rests on “{key}”, which is not in words/rules.md. Add it there, or name another."
    yield from _faults_of_what_is_named(edition, rules)


def _faults_of_what_is_named(edition: Edition, rules: set[str]) -> Iterator[str]:
    for question in edition.questions:
        if edition.myth(question.myth) is None:
            yield f"question “{question.key}” names the myth “{question.myth}”, which is not in words/myths.md."
    for lift in edition.lifts:
        for name in sorted(lift.not_on - rules):
            yield f"{lift.name} makes an exception of “{name}”, which is not a rule. Take it out."


def _whens(edition: Edition) -> Iterator[tuple[str, When]]:
    yield from ((f"question “{question.key}”", question.asked) for question in edition.questions)
    yield from ((f"rule {rule.name}", rule.when) for rule in edition.rules)
    yield from ((f"lift {lift.name}", lift.when) for lift in edition.lifts)
    yield from ((f"duty “{duty.key}”", duty.when) for duty in edition.duties)
    yield from ((f"gateway “{gateway.key}”", gateway.when) for gateway in edition.gateways)


def _faults_of_facts(edition: Edition) -> Iterator[str]:
    """Every fact named can be said by some answer, and no two answers to one question come to the same."""
    can_be_said = bits(fact for question in edition.questions for a in question.answers for fact in a.says)
    switched = bits(switch.fact for switch in edition.switches)
    named = 0
    for where, when in _whens(edition):
        named |= when.reads
        for fact in sorted(facts_in(when.reads & bits(SAID) & ~can_be_said)):
            yield f"{where} turns on “{fact}”, which no answer says. Let an answer say it, or take it out."
        for fact in sorted(facts_in(when.reads & bits(SWITCHED) & ~switched)):
            yield f"{where} turns on “{fact}”, for which edition.toml has no switch. Add one, or take it out."
    for question in edition.questions:
        alike: dict[int, str] = {}
        for answer in question.answers:
            other = alike.setdefault(bits(answer.says) & named, answer.key)
            if other != answer.key:
                yield (
                    f"the answers “{other}” and “{answer.key}” to “{question.key}” come to the same: no condition "
                    "tells apart what they say. Name it in a condition, or take one of them out."
                )


def _faults_of_order(edition: Edition) -> Iterator[str]:
    """A question turns only on what was asked before it; one that turns on the advice comes after all that do not."""
    said, after_advice = bits(SWITCHED), False
    for question in edition.questions:
        reads = question.asked.reads
        turns_on_advice = bool(reads & ADVISED_BITS)
        for fact in sorted(facts_in(reads & ~said & ~ADVISED_BITS)):
            yield f"the question “{question.key}” turns on “{fact}”, which is not asked before it. Change the order."
        if after_advice and not turns_on_advice:
            yield f"the question “{question.key}” stands after one that turns on the advice. Move it up."
        after_advice = after_advice or turns_on_advice
        said |= bits(fact for answer in question.answers for fact in answer.says)
    for what, when in _whens(edition):
        if what.startswith(("rule", "lift")) and when.reads & ADVISED_BITS:
            yield f"{what} turns on the advice, which it gives itself. Take that out."
    for duty in edition.duties:
        if duty.at_once and (duty.when.reads & ADVISED_BITS or not duty.when.conditions):
            yield f"duty “{duty.key}” is due at once, so it cannot wait for the advice. Name what makes it due."


def _faults_of_reach(edition: Edition) -> Iterator[str]:
    """Every path ends in a rule; every question, rule and lift is met on some path, with the law on or off."""
    try:
        reached = Reach(edition)
    except NoRuleHits as gap:
        yield f"no rule covers a path that can be walked: {', '.join(sorted(gap.facts))}. Add a rule for it."
        return
    for question in edition.questions:
        if question.key not in reached.questions:
            yield f"the question “{question.key}” is never asked. Put right when it is asked, or take it out."
    for rule in edition.rules:
        if rule.name not in reached.rules:
            yield f"rule {rule.name} is never met: rules above it take every case. Move it up, or take it out."
    for lift in edition.lifts:
        if lift.name not in reached.rules:
            yield f"lift {lift.name} never lifts anything. Put it right, or take it out."


class Reach:
    """Which questions, rules and lifts can be met. Branches that can no longer differ are looked at once."""

    def __init__(self, edition: Edition) -> None:
        self.questions: set[str] = set()
        self.rules: set[str] = set()
        for walk in walks_of(edition):
            self.look(walk)

    def look(self, walk: Walk) -> None:
        """Add all that this walk can meet."""
        for place in walk.places():
            if place.question is not None:
                self.questions.add(place.question.key)
            if place.verdict is not None:
                self.rules.add(place.verdict.rule.name)
                self.rules.update([place.verdict.lift.name] if place.verdict.lift else [])
