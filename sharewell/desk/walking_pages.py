"""The pages of the walk for anybody: a question, all questions together, and what the answers advise."""

from functools import cache
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from sharewell.decisions.walk import advice_shown, answer_to, myth_at
from sharewell.desk.walking import AGENCY, Walking, address
from sharewell.directory.access import answering_this_minute
from sharewell.directory.rules import TeamPurpose
from sharewell.guidance.library.terms import terms_of
from sharewell.guidance.rules import Edition, Outcome, Question
from sharewell.guidance.wording import KINDS
from sharewell.journeys.showing import why_box
from sharewell.moment import now
from sharewell.web.fields import Choice, Pick
from sharewell.web.forms import Form
from sharewell.web.pages import page
from sharewell.web.words import lower_first

LARGE, MIDDLING = "govuk-fieldset__legend--l", "govuk-fieldset__legend--m"

# The ends after which something is shared.
SHARING = frozenset({Outcome.CALL_999, Outcome.FOLLOW_PROCEDURES, Outcome.SHARE, Outcome.SHARE_ANONYMISED})

# For which kind of agency somebody works, so that the law fits. Nobody must say.
WORK = Pick("Where do you work?", choices=list(KINDS.items()), required=False, empty="I would rather not say")
AgencyForm = type("AgencyForm", (Form,), {"marks_optional": False, AGENCY: WORK})


@cache
def question_asked(edition: Edition, key: str) -> tuple[type[Form], tuple[str, str] | None]:
    """The form of one question, whose title is the heading of the page, and the myth; terms lead to what they mean."""
    question, linked = cast(Question, edition.question(key)), terms_of(edition)
    field = _field(question, why_box(linked.words(question.why), linked.words(question.rule)), LARGE, is_heading=True)
    myth = edition.myth(question.myth)
    return type("QuestionForm", (Form,), {key: field}), (myth.title, linked.prose(myth.body)) if myth else None


@cache
def questions_form(edition: Edition) -> type[Form]:
    """One form with every question of the edition. No term leads away: the answers would be lost."""
    fields = {
        each.key: _field(each, why_box(each.why, each.rule), MIDDLING, is_heading=False) for each in edition.questions
    }
    return type("QuestionsForm", (Form,), fields)


def _field(question: Question, why: str, legend: str, *, is_heading: bool) -> Choice:
    look = {"label_classes": legend}
    told = {"hint": question.hint, "why": why, "is_heading": is_heading, "look": look}
    return answer_to(question, question.answers, is_named=not is_heading, **told)


def next_page(request: HttpRequest, walking: Walking) -> HttpResponse:
    """The question to be answered, or the advice. What does not count any more is taken out of the address first."""
    if walking.pairs() != [(name, value) for name, values in request.GET.lists() for value in values]:
        return redirect(address(walking.pairs()))
    question = walking.question
    return _question(request, walking, question) if question else _advice(request, walking)


def _question(request: HttpRequest, walking: Walking, question: Question) -> HttpResponse:
    form, myth = question_asked(walking.edition, question.key)
    said = walking.said.get(question.key)
    context = _around(walking) | {
        "question": question,
        "form": form({}) if walking.is_passed_over else form(initial={question.key: said}),
        "carried": walking.carried(without=question.key),
        "back": address(walking.carried(), at=walking.before) if walking.before else address([], name="guidance"),
        "myth": myth,
        "together": address(walking.carried(), name="public_walk_together"),
    }
    return page(request, "desk/walk.html", context)


def _advice(request: HttpRequest, walking: Walking) -> HttpResponse:
    advice, answering = walking.advice, answering_this_minute(now())
    is_for_advice = advice.outcome == Outcome.SEEK_ADVICE
    context = _around(walking) | {
        "shown": _linked(walking.edition, advice_shown(walking.edition, advice, walking.answers)),
        "answered": [_row(*each) for each in walking.so_far()],
        "so_far": (),
        "is_danger": advice.outcome == Outcome.CALL_999,
        "is_sharing": advice.outcome in SHARING,
        "back": address(walking.carried(), at=advice.path[-1]),
        "answering": answering,
        "advice_line": answering.open_for(TeamPurpose.ADVICE) if is_for_advice else None,
        "carried": list(walking.answers.items()),
        "agency_form": AgencyForm(initial={AGENCY: walking.agency}),
    }
    return page(request, "desk/walk_advice.html", context)


def _linked(edition: Edition, shown: dict[str, Any]) -> dict[str, Any]:
    """The words of the advice, in the order of the page, where the first use of each term leads to what it means."""
    linked = terms_of(edition)
    return {
        **shown,
        **{part: linked.prose(shown[part]) for part in ("meaning", "next_steps")},
        **{part: [linked.words(each) for each in shown[part]] for part in ("reasons", "duties")},
        "gateways": [
            each | {part: linked.words(each[part]) for part in ("what_for", "record")} for each in shown["gateways"]
        ],
    }


def _row(short: str, answer: str, change: str) -> dict[str, Any]:
    link = {"href": change, "text": "Change", "hidden_text": lower_first(short)}
    return {"key": short, "value": answer, "actions": [link]}


def together(request: HttpRequest, walking: Walking) -> HttpResponse:
    """Every question at once; those that the answers have made needless stand apart. Complete, it gives the advice."""
    is_pressed = bool(walking.asked)
    if is_pressed and walking.advice.is_complete:
        return redirect(address(walking.carried()))
    form = questions_form(walking.edition)(dict(walking.said) if is_pressed else None, initial=walking.said)
    for key in [key for key in form.errors if key != walking.advice.next_question]:
        del form.errors[key]
    needed = {*walking.advice.path, *walking.advice.open}
    parts = [
        (each, form[each.key], myth_at(walking.edition, each), walking.brought_at(each))
        for each in walking.edition.questions
    ]
    context = _around(walking) | {
        "is_danger": walking.advice.outcome == Outcome.CALL_999,
        "check_after": next((each.key for each, *_, notices in reversed(parts) if notices), ""),
        "form": form,
        "needed": [part for part in parts if part[0].key in needed],
        "needless": [part for part in parts if part[0].key not in needed],
        "carried": [(AGENCY, walking.agency)] if walking.agency else [],
        "one_at_a_time": address(walking.carried()),
    }
    return page(request, "desk/walk_together.html", context)


def _around(walking: Walking) -> dict[str, Any]:
    return {
        "walking": walking,
        "edition": walking.edition,
        "at_once": [duty for duty in walking.advice.duties if duty.at_once],
        "so_far": walking.so_far(),
        "afresh": address([]),
        "together": "",
        "answering": None,
    }
