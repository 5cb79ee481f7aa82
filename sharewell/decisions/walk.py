"""The walk as pages of a journey: any room above puts them in by name, and gets the advice and the record of it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, cast

from django.utils.timezone import localdate

from sharewell.decisions.actions import Walked
from sharewell.guidance.editions import edition_in_force
from sharewell.guidance.markdown import rendered
from sharewell.guidance.rules import Advice, Answer, Duty, Edition, Question, advise, offered, withheld
from sharewell.journeys.rules import Answers, Page
from sharewell.journeys.sitting import Sitting
from sharewell.moment import now
from sharewell.web.fields import Choice, Option
from sharewell.web.forms import Form

GROUP = "questions"
# How old each child of a sitting may be, in whole years; the room above knows which children those are.
Ages = Callable[[Sitting], Collection[range]]


@cache
def question_form(edition: Edition, key: str, ages: tuple[range, ...] = ()) -> type[Form]:
    """The form of one question: its answers as radios, *not sure* set apart. None that cannot be true at these ages."""
    question = cast(Question, edition.question(key))
    return type("QuestionForm", (Form,), {"answer": answer_to(question, offered(question, ages))})


def answer_to(question: Question, answers: Collection[Answer], *, is_named: bool = False, **look: Any) -> Choice:
    """The field in which one of these answers is given to the question; `look` is what else a field may be told.

    `is_named`: it is one of several on its page, so that what is missing is said by the question's name.
    """
    options = [Option(each.key, each.label, each.hint, each.divider_before) for each in answers]
    missing = f"“{question.title}”: choose an answer" if is_named else "Choose an answer"
    missing += ". “I am not sure” is an answer too"
    return Choice(question.title, choices=options, missing=missing, same_for_all=True, **look)


def myth_at(edition: Edition, question: Question) -> tuple[str, str] | None:
    """What people say that often stands in the way at this question, and what is true (as HTML)."""
    myth = edition.myth(question.myth)
    return (myth.title, rendered(myth.body)) if myth else None


@cache
def walk_pages(edition: Edition, kind: str, on: date) -> tuple[Page, ...]:
    """One page a question, in the edition's order, each asked only when the answers before it call for it.

    kind: the kind of the agency that decides; on: the day, which says what law is switched on.
    """
    keys = tuple(question.key for question in edition.questions)
    return tuple(
        Page(
            slug=question.key,
            title=question.title,
            short=question.short,
            hint=question.hint,
            why=question.why,
            rule=question.rule,
            myth=myth_at(edition, question),
            form=question_form(edition, question.key),
            asked=_asked(edition, keys, question.key, kind, on),
            template="decisions/question.html",
            context=at_once,
            group=GROUP,
        )
        for question in edition.questions
    )


def _asked(edition: Edition, keys: tuple[str, ...], key: str, kind: str, on: date) -> Callable[[Answers], bool]:
    def asked(answers: Answers) -> bool:
        return advise(edition, answers.chosen(keys), kind, on).next_question == key

    return asked


def edition_of(sitting: Sitting) -> Edition:
    """The edition in force today, for this sitting. Raises Refused when none is."""
    if "edition" not in sitting.memo:
        sitting.memo["edition"] = edition_in_force(localdate(now()))
    return cast(Edition, sitting.memo["edition"])


def nobody_known(sitting: Sitting) -> Collection[range]:
    """The walk is not about children who are known."""
    return ()


def pages_for(sitting: Sitting, ages: Ages = nobody_known) -> tuple[Page, ...]:
    """The walk's pages for this member's kind of agency, today, about children of these ages."""
    edition = edition_of(sitting)
    pages = walk_pages(edition, sitting.by.agency.kind, localdate(now()))
    return tuple(_heeding_age(page, edition, sitting, ages) for page in pages)


def _heeding_age(page: Page, edition: Edition, sitting: Sitting, ages: Ages) -> Page:
    """What these ages rule out is not offered; when they rule out something else, the question is put again."""
    question = cast(Question, edition.question(page.slug))
    if all(answer.youngest is None and answer.oldest is None for answer in question.answers):
        return page
    return replace(
        page,
        form=lambda sitting: question_form(edition, page.slug, tuple(ages(sitting))),
        rests_on=lambda answers: " ".join(withheld(question, ages(sitting))),
    )


def danger_first(sitting: Sitting, ages: Ages = nobody_known) -> tuple[tuple[Page, ...], tuple[Page, ...]]:
    """The walk in two: the danger question with what follows a yes, for the very beginning; and all the others."""
    danger, *others = pages_for(sitting, ages)
    call = Page(
        slug="call-999",
        title="Call 999 now",
        asked=lambda answers: answers.one(danger.slug, "answer") == "yes",
        template="decisions/call_999.html",
        button="I have rung 999: go on",
    )
    return (replace(danger, group=""), call), tuple(others)


def at_once(sitting: Sitting) -> dict[str, Any]:
    """What cannot wait for the end of the walk, for the banner above every further page."""
    advice = advice_of(sitting)
    return {"at_once": [duty for duty in advice.duties if duty.at_once], "edition": edition_of(sitting)}


def answers_of(sitting: Sitting) -> dict[str, str]:
    """The answers that count, by question."""
    return sitting.answers.chosen([question.key for question in edition_of(sitting).questions])


def advice_of(sitting: Sitting) -> Advice:
    """What the answers so far advise."""
    return advise(edition_of(sitting), answers_of(sitting), sitting.by.agency.kind, localdate(now()))


def duties_of(sitting: Sitting) -> tuple[str, ...]:
    """The keys of what the answers so far say must be done besides."""
    return tuple(duty.key for duty in advice_of(sitting).duties)


def walked(sitting: Sitting) -> Walked:
    """The walk as it was gone, to be pinned to the decision with the very words of the advice."""
    edition, advice = edition_of(sitting), advice_of(sitting)
    return Walked(
        edition=edition.key,
        digest=edition.digest,
        answers={key: answer for key, answer in answers_of(sitting).items() if key in advice.path},
        advice=str(advice.outcome or ""),
        shown=advice_shown(edition, advice, answers_of(sitting)),
        is_complete=advice.is_complete,
        duties=duties_of(sitting),
    )


def cannot_wait(answers: Mapping[str, str], kind: str) -> list[Duty]:
    """The duties that these answers make urgent, under the edition in force today; none while they say nothing.

    Where nobody was asked about danger, harm alone says what is urgent.
    """
    edition, today = edition_in_force(localdate(now())), localdate(now())
    said_so = {"danger": "no"} | dict(answers)
    known = {key: said for key, said in said_so.items() if (asked := edition.question(key)) and asked.answer(said)}
    return [duty for duty in advise(edition, known, kind, today).duties if duty.at_once]


def advice_shown(edition: Edition, advice: Advice, answers: Mapping[str, str]) -> dict[str, Any]:
    """The words of the advice as the page shows them, as plain data that can be shown again in ten years."""
    if advice.outcome is None:
        return {}
    words = edition.outcomes[advice.outcome]
    return {
        **answers_shown(edition, {key: answers[key] for key in advice.path}),
        "rule": advice.rule,
        "heading": words.heading,
        "meaning": words.meaning,
        "next_steps": words.next_steps,
        "reasons": [reason.words for reason in advice.reasons],
        "rules": [{"number": rule.number, "title": rule.title} for rule in advice.rules],
        "gateways": [
            {"title": each.title, "what_for": each.what_for, "record": each.record, "awaits": each.awaits}
            for each in advice.gateways
        ],
        "duties": [duty.words for duty in advice.duties],
    }


def answers_shown(edition: Edition, answers: Mapping[str, str]) -> dict[str, Any]:
    """The questions as they were put and the answers in words, with the edition they are from, as plain data."""
    return {
        "edition": edition.title,
        "is_draft": edition.is_draft,
        "answers": [_said(edition, key, answer) for key, answer in answers.items()],
    }


def drawn(shown: Mapping[str, Any]) -> dict[str, Any]:
    """The same words with their paragraphs and lists as HTML, for a page."""
    return {**shown, **{part: rendered(shown[part]) for part in ("meaning", "next_steps") if part in shown}}


def _said(edition: Edition, key: str, answer: str) -> dict[str, str]:
    question = cast(Question, edition.question(key))
    chosen = question.answer(answer)
    return {"question": question.title, "short": question.short, "answer": chosen.label if chosen else answer}
