"""How every walk begins, so that no claim holds for want of anything to hold against: danger first, then harm."""

from collections.abc import Iterator

from sharewell.guidance.rules.shapes import Answer, Edition, Question
from sharewell.guidance.rules.words import BIT, Fact

DANGER = frozenset({Fact.DANGER_NOW, Fact.DANGER_NONE, Fact.DANGER_UNSURE})
HARM = frozenset({Fact.HARM_NEW, Fact.HARM_NONE, Fact.HARM_UNSURE})
OF_RISK = DANGER | HARM | {Fact.HARM_KNOWN, Fact.HARM_ALWAYS}
# What a child's age can rule out. Nothing else may be hidden from anybody because of a child's age.
OF_AGE = frozenset({Fact.YOUNG_ABLE, Fact.YOUNG_NOT_ABLE, Fact.SIXTEEN})
AT_ONCE = ("ring_999", "refer_now", "always_refer")


def faults_of_beginning(edition: Edition) -> Iterator[str]:
    """Danger is asked first and of everybody, then harm of all who are not in danger; nothing hides either."""
    if len(edition.questions) < 2:
        yield f"{edition.place('walk.toml', 'questions')}: it must ask about danger now, and about harm. Add both."
        return
    yield from _faults_of_first_two(edition)
    for question in edition.questions:
        for answer in question.answers:
            yield from _faults_of_answer(edition, question, answer)
    for duty in edition.duties:
        if duty.key in AT_ONCE and not duty.at_once:
            yield f"{edition.place('duty', duty.key)}, duty “{duty.key}”: it cannot wait. Write `at_once = true`."


def _faults_of_first_two(edition: Edition) -> Iterator[str]:
    first, second = edition.questions[:2]
    if first.asked.conditions or not _said(first) >= DANGER:
        yield f"{_at(edition, first)}: the first question is about danger now. Ask everybody: yes, no, or not sure."
    if not second.asked.holds(BIT[Fact.DANGER_NONE]) or not _said(second) >= HARM:
        yield f"{_at(edition, second)}: the second is about harm. Ask all who are not in danger; offer *not sure*."
    for question in edition.questions[2:]:
        if risk := sorted(_said(question) & OF_RISK):
            yield f"{_at(edition, question)}: it says “{risk[0]}”, which only the first two questions may. Take it out."


def _faults_of_answer(edition: Edition, question: Question, answer: Answer) -> Iterator[str]:
    where = f"{edition.place('question', question.key, 'answer', answer.key)}, answer “{answer.key}”"
    if (answer.youngest is not None or answer.oldest is not None) and not answer.says <= OF_AGE:
        yield f"{where}: an age may rule out whose say it is, and nothing else. Take `youngest` and `oldest` out."


def _said(question: Question) -> frozenset[Fact]:
    return frozenset(fact for answer in question.answers for fact in answer.says)


def _at(edition: Edition, question: Question) -> str:
    return f"{edition.place('question', question.key)}, question “{question.key}”"
