"""Questions of a partnership's own: asked last, kept, and never able to change what is advised.

A local question's answers say nothing that a condition could name, so by construction they reach no rule, no lift, no
gateway and no other question. They may bring duties of the partnership's own. The proof says so again, path by path.
"""

from collections.abc import Iterator
from dataclasses import replace

from sharewell.guidance.proof.cases import Case
from sharewell.guidance.rules.shapes import Edition
from sharewell.guidance.rules.walk import Walk
from sharewell.guidance.rules.words import ADVISED, BIT, Outcome, bits


def faults_of_own_questions(edition: Edition) -> Iterator[str]:
    """Local questions come last, and not while 999 is rung; local duties and the answers that bring them fit."""
    after = False
    for question in edition.questions:
        if after and not question.local:
            where = edition.place("question", question.key)
            yield f"{where}, question “{question.key}”: it stands after a question of your own. Move it up."
        after = after or question.local
        if question.local and _may_be_asked_during_999(edition, question.key):
            where = edition.place("question", question.key, "asked")
            yield (
                f"{where}, question “{question.key}”: it would be asked while 999 is rung. Put "
                '`none = ["advised_call_999"]` into each condition of `asked`.'
            )
    yield from _faults_of_own_duties(edition)


def _may_be_asked_during_999(edition: Edition, key: str) -> bool:
    """Whether a condition lets the question be asked once the advice is to ring 999; none at all always does."""
    question, ring = edition.question(key), BIT[ADVISED[Outcome.CALL_999]]
    assert question is not None
    conditions = question.asked.conditions
    shut = [each for each in conditions if each.never & ring or each.must & (bits(ADVISED.values()) & ~ring)]
    return len(shut) < max(len(conditions), 1)


def _faults_of_own_duties(edition: Edition) -> Iterator[str]:
    own = {duty.key for duty in edition.duties if duty.local}
    named: set[str] = set()
    for question in edition.questions:
        for answer in question.answers:
            named |= set(answer.duties)
            for duty in sorted(set(answer.duties) - own):
                where = edition.place("question", question.key, "answer", answer.key, "duties")
                yield f"{where}: “{duty}” is no duty of your own. Add one so called, with `local = true`."
    for duty in sorted(own - named):
        where = edition.place("duty", duty)
        yield f"{where}, duty “{duty}”: no answer names it in its `duties`. Name it, or take it out."


def without_own_questions(walk: Walk) -> Walk:
    """The same walk with what is local left out; itself when nothing is."""
    edition = walk.edition
    if not any(each.local for each in edition.questions) and not any(each.local for each in edition.duties):
        return walk
    questions = tuple(each for each in edition.questions if not each.local)
    duties = tuple(each for each in edition.duties if not each.local)
    return Walk(replace(edition, questions=questions, duties=duties), bits(walk.switched))


def says_the_same(bare: Walk, case: Case) -> bool:
    """Without the partnership's own questions the same answers are advised the same, to the end."""
    step, advice = bare.step_for(case.answers), case.advice
    ours = bare.advice(step, "")
    kept = tuple(duty for duty in advice.duties if not duty.local)
    return step.verdict == case.step.verdict and ours.duties == kept and ours.gateways == advice.gateways
