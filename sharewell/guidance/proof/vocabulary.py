"""What a question may say: one thing an answer, one topic a question, each fact in one question, and a topic whole.

The claims of the proof turn on facts. So a fact is said only where it is asked about, and where a question offers what
opens a sharing it offers what closes it as well: no claim holds because nobody could say what it turns on.
"""

from collections import defaultdict
from collections.abc import Iterator

from sharewell.guidance.proof.beginning import OF_AGE
from sharewell.guidance.rules.offering import offered
from sharewell.guidance.rules.shapes import Answer, Edition, Question
from sharewell.guidance.rules.words import Fact

Facts = frozenset[Fact]


def _facts(names: str) -> Facts:
    return frozenset(Fact(name) for name in names.split())


RECIPIENT = _facts("to_risk to_unverified to_protector to_helper to_family to_public to_no_part to_unsure")
DUTY = _facts("duty_holds duty_absent duty_unsure")
WORSE = _facts("worse not_worse worse_unsure")
WHO = _facts("young_able young_not_able sixteen adult who_unsure")
SECRET = _facts("private not_private private_unsure")
CONSENT = _facts("agreed refused withdrawn not_asked unsafe_to_ask consent_unsure")
BALANCE = _facts("outweighs outweighs_not balance_unsure")
TELLING = _facts("tell_safe tell_unsafe tell_unsure")
ORDER = _facts("ordered ordered_not order_unsure")
CLEAR = _facts("purpose_clear no_need purpose_unsure")
NEED = _facts("for_help ordered forbidden no_need purpose_unsure")
NAMES = _facts("names_nobody names_somebody names_unsure")
BUNDLE = _facts("only_needed more_than_needed others_shown contents_unsure")
FURTHER_NEEDS, NOBODY_TO_ASK = _facts("for_other for_enquiry for_advice"), _facts("cannot_say better_not_asked")

# What a question may be about, each with every fact that an answer to such a question may say.
TOPICS: dict[str, Facts] = {
    "danger": _facts("danger_now danger_none danger_unsure harm_new"),
    "harm": _facts("harm_always harm_new harm_known harm_none harm_unsure"),
    "who would get it": RECIPIENT,
    "what it is for": ORDER | CLEAR | NEED | FURTHER_NEEDS,
    "what is in it": NAMES | BUNDLE,
    "the duty to share": DUTY,
    "whether sharing is worse for the child": WORSE,
    "who has the say": WHO,
    "what that person says": SECRET | CONSENT | NOBODY_TO_ASK,
    "the balance": BALANCE,
    "telling the family": TELLING,
    "how it is done": _facts("rightly rightly_not_yet rightly_unsure"),
    "the record": _facts("recorded recorded_not_yet"),
}
# Where any of the first is offered, all of the second are, in the same question.
WHOLE: tuple[tuple[Facts, Facts], ...] = (
    *((each, each) for each in (RECIPIENT, DUTY, WORSE, WHO, BALANCE, TELLING, BUNDLE)),
    (CONSENT | NOBODY_TO_ASK, CONSENT),
    (FURTHER_NEEDS | _facts("for_help forbidden"), NEED),
    # What these have in common with another question says nothing of which of the two it is.
    (SECRET - _facts("not_private"), SECRET),
    (ORDER - _facts("ordered"), ORDER),
    (_facts("purpose_clear"), CLEAR),
    (NAMES - _facts("names_nobody"), NAMES),
)
# What one answer may say together. Anything else it says alone.
TOGETHER = {
    _facts("danger_unsure harm_new"),
    _facts("harm_new harm_always"),
    _facts("more_than_needed others_shown"),
}
# Whose say it may be at each age: the years at which an answer that says so must be offered.
AGES = {
    Fact.YOUNG_NOT_ABLE: range(16),
    Fact.YOUNG_ABLE: range(12, 16),
    Fact.SIXTEEN: range(16, 18),
}


def faults_of_vocabulary(edition: Edition) -> Iterator[str]:
    """Where an answer says more than one thing, a question is about two, or something is said twice or left out."""
    for question in edition.questions:
        for answer in question.answers:
            yield from _faults_of_answer(edition, question, answer)
        yield from _faults_of_topic(edition, question)
        yield from _faults_of_what_is_left_out(edition, question)
        yield from _faults_of_ages(edition, question)
    yield from _faults_of_saying_twice(edition)


def said_by(question: Question) -> Facts:
    """Every fact that some answer to this question says."""
    return frozenset(fact for answer in question.answers for fact in answer.says)


def _faults_of_answer(edition: Edition, question: Question, answer: Answer) -> Iterator[str]:
    if len(answer.says) > 1 and answer.says not in TOGETHER:
        where = edition.place("question", question.key, "answer", answer.key)
        said = " and ".join(f"“{fact}”" for fact in sorted(answer.says))
        yield f"{where}, answer “{answer.key}”: it says {said}. An answer says one thing: take the other out."


def _faults_of_topic(edition: Edition, question: Question) -> Iterator[str]:
    said = said_by(question)
    topic = max(TOPICS, key=lambda each: len(TOPICS[each] & said))
    for fact in sorted(said - TOPICS[topic]):
        yield (
            f"{_at(edition, question)}: it is about {topic}, and “{fact}” is not. "
            "A question is about one thing: let the question about that say it."
        )


def _faults_of_what_is_left_out(edition: Edition, question: Question) -> Iterator[str]:
    said = said_by(question)
    for some, needed in WHOLE:
        for fact in sorted(needed - said) if said & some else ():
            yield f"{_at(edition, question)}: no answer says “{fact}”, and somebody may have to. Add one that does."


def _faults_of_ages(edition: Edition, question: Question) -> Iterator[str]:
    if not said_by(question) & OF_AGE:
        return
    for fact, ages in AGES.items():
        for age in ages:
            if not any(fact in answer.says for answer in offered(question, [range(age, age + 1)])):
                yield (
                    f"{_at(edition, question)}: at the age of {age} no answer that says “{fact}” is offered. "
                    "Widen its `youngest` or `oldest`."
                )
                break


def _faults_of_saying_twice(edition: Edition) -> Iterator[str]:
    asked = defaultdict[Fact, list[Question]](list)
    for question in edition.questions:
        for fact in said_by(question) - {Fact.HARM_NEW}:
            asked[fact].append(question)
    for fact, (first, *others) in sorted(asked.items()):
        for other in others:
            yield f"{_at(edition, other)}: it says “{fact}”, and so does “{first.key}”. Let one of them say it."


def _at(edition: Edition, question: Question) -> str:
    return f"{edition.place('question', question.key, 'answers')}, question “{question.key}”"
