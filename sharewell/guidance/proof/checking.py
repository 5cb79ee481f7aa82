"""What must be true of a whole edition before it may be used: nothing named in vain, nothing out of reach."""

from collections.abc import Iterator

from sharewell.guidance.proof.beginning import faults_of_beginning
from sharewell.guidance.proof.own_questions import faults_of_own_questions
from sharewell.guidance.proof.vocabulary import faults_of_vocabulary
from sharewell.guidance.rules.conditions import When
from sharewell.guidance.rules.shapes import Edition, Lift, Rule
from sharewell.guidance.rules.walk import NoRuleHits, Walk, walks_of
from sharewell.guidance.rules.words import ADVISED_BITS, SAID, SWITCHED, bits, facts_in
from sharewell.guidance.shelf.tables import EditionError, called


def check_edition(edition: Edition) -> None:
    """The edition can be walked to the end, and everything in it is used. Raises EditionError with the first fault."""
    for fault in faults(edition):
        raise EditionError(fault)


def faults(edition: Edition) -> Iterator[str]:
    """What is wrong with this edition, each a sentence that says in which file and line, and how to mend it."""
    yield from _faults_of_dates(edition)
    yield from _faults_of_names(edition)
    yield from faults_of_beginning(edition)
    yield from faults_of_vocabulary(edition)
    yield from _faults_of_facts(edition)
    yield from _faults_of_likeness(edition)
    yield from _faults_of_order(edition)
    yield from faults_of_own_questions(edition)
    yield from _faults_of_advice(edition)
    yield from _faults_of_reach(edition)


def _faults_of_dates(edition: Edition) -> Iterator[str]:
    if edition.in_force_until is not None and edition.in_force_until <= edition.in_force_from:
        yield (
            f"{edition.place('edition.toml', 'in_force_until')}: it ends before it begins. "
            "Put right `in_force_from` or `in_force_until`."
        )


def _faults_of_names(edition: Edition) -> Iterator[str]:
    golden, rules = {rule.key for rule in edition.golden_rules}, {rule.name for rule in edition.rules}
    if not edition.questions or not edition.rules:
        yield f"{edition.place('walk.toml')}: it has no questions, or no rules. Add them."
    for each in edition.weighed:
        where = _at(edition, _kind(each), each.name, "rests_on")
        if not each.rests_on:
            yield f"{where}: it rests on no golden rule. Name one in `rests_on`."
        for key in each.rests_on:
            if key not in golden:
                yield f"{where}: it rests on “{key}”, which is not in words/rules.md. Add it there, or name another."
    yield from _faults_of_what_is_named(edition, rules)


def _faults_of_what_is_named(edition: Edition, rules: set[str]) -> Iterator[str]:
    for question in edition.questions:
        if edition.myth(question.myth) is None:
            where = _at(edition, "question", question.key, "myth")
            yield f"{where}: it names the myth “{question.myth}”, which is not in words/myths.md."
    for lift in edition.lifts:
        for name in sorted(lift.not_on - rules):
            where = _at(edition, "lift", lift.name, "not_on")
            yield f"{where}: it makes an exception of “{name}”, which is not a rule. Take it out."


def rules_at(edition: Edition, *names: str) -> str:
    """These rules and lifts, each with the file and line where it stands."""
    lifts = {lift.name for lift in edition.lifts}
    places = {name: edition.place("lift" if name in lifts else "rule", name) for name in names if name}
    return " and ".join(f"{name} ({place})" for name, place in places.items())


def _kind(each: Rule | Lift) -> str:
    """What an edition calls this."""
    return "rule" if isinstance(each, Rule) else "lift"


def _at(edition: Edition, kind: str, name: str, *keys: str) -> str:
    """Where this stands, and what it is: file, line, kind and name."""
    return f"{edition.place(kind, name, *keys)}, {called(kind, name)}"


def _whens(edition: Edition) -> Iterator[tuple[str, When]]:
    """Every condition, with its file and line and what it belongs to."""
    named: list[tuple[str, str, str, When]] = [
        *(("question", question.key, "asked", question.asked) for question in edition.questions),
        *(("rule", rule.name, "when", rule.when) for rule in edition.rules),
        *(("lift", lift.name, "when", lift.when) for lift in edition.lifts),
        *(("duty", duty.key, "when", duty.when) for duty in edition.duties),
        *(("gateway", gateway.key, "when", gateway.when) for gateway in edition.gateways),
    ]
    for kind, name, key, when in named:
        yield _at(edition, kind, name, key), when


def _faults_of_facts(edition: Edition) -> Iterator[str]:
    """Every fact named can be said by some answer, or by the date."""
    can_be_said = bits(fact for question in edition.questions for a in question.answers for fact in a.says)
    switched = bits(switch.fact for switch in edition.switches)
    for where, when in _whens(edition):
        for fact in sorted(facts_in(when.reads & bits(SAID) & ~can_be_said)):
            yield f"{where}: it turns on “{fact}”, which no answer says. Let an answer say it, or take it out."
        for fact in sorted(facts_in(when.reads & bits(SWITCHED) & ~switched)):
            yield f"{where}: it turns on “{fact}”, for which edition.toml has no switch. Add one, or take it out."


def _faults_of_likeness(edition: Edition) -> Iterator[str]:
    """No two answers to one question come to the same."""
    named = 0
    for _, when in _whens(edition):
        named |= when.reads
    for question in (each for each in edition.questions if not each.local):
        alike: dict[int, str] = {}
        for answer in question.answers:
            other = alike.setdefault(bits(answer.says) & named, answer.key)
            if other != answer.key:
                where = edition.place("question", question.key, "answer", answer.key)
                yield (
                    f"{where}, question “{question.key}”: the answers “{other}” and “{answer.key}” come to the same: "
                    "no condition tells apart what they say. Name it in a condition, or take one of them out."
                )


def _faults_of_order(edition: Edition) -> Iterator[str]:
    """A question turns only on what was asked before it; one that turns on the advice comes after all that do not."""
    said, after_advice = bits(SWITCHED), False
    for question in edition.questions:
        reads = question.asked.reads
        turns_on_advice = bool(reads & ADVISED_BITS)
        for fact in sorted(facts_in(reads & ~said & ~ADVISED_BITS)):
            where = _at(edition, "question", question.key, "asked")
            yield f"{where}: it turns on “{fact}”, which is not asked before it. Change the order."
        if after_advice and not turns_on_advice and not question.local:
            where = _at(edition, "question", question.key)
            yield f"{where}: it stands after one that turns on the advice. Move it up."
        after_advice = after_advice or turns_on_advice
        said |= bits(fact for answer in question.answers for fact in answer.says)


def _faults_of_advice(edition: Edition) -> Iterator[str]:
    """What gives the advice cannot turn on it, and what is due at once cannot wait for it."""
    for each in edition.weighed:
        if each.when.reads & ADVISED_BITS:
            where = _at(edition, _kind(each), each.name, "when")
            yield f"{where}: it turns on the advice, which it gives itself. Take that out."
    for duty in edition.duties:
        if duty.at_once and (duty.when.reads & ADVISED_BITS or not duty.when.conditions):
            where = _at(edition, "duty", duty.key, "when")
            yield f"{where}: it is due at once, so it cannot wait for the advice. Name what makes it due."


def _faults_of_reach(edition: Edition) -> Iterator[str]:
    """Every path ends in a rule; every question, rule and lift is met on some path, with the law on or off."""
    try:
        reached = Reach(edition)
    except NoRuleHits as gap:
        facts = ", ".join(sorted(gap.facts))
        yield f"{edition.place('walk.toml', 'rules')}: no rule covers a path that can be walked: {facts}. Add a rule."
        return
    for question in edition.questions:
        if question.key not in reached.questions:
            where = _at(edition, "question", question.key, "asked")
            yield f"{where}: it is never asked. Put right when it is asked, or take it out."
    for rule in edition.rules:
        if rule.name not in reached.rules:
            where = _at(edition, "rule", rule.name)
            yield f"{where}: it is never met: rules above it take every case. Move it up, or take it out."
    for lift in edition.lifts:
        if lift.name not in reached.rules:
            where = _at(edition, "lift", lift.name)
            yield f"{where}: it never lifts anything. Put it right, or take it out."


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
