"""The main job as a journey: find the child, write the worry, walk, decide, pick, say what was told, check, send."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate

from sharewell.concerns import about_staff
from sharewell.concerns.access import call_of
from sharewell.concerns.actions import Verdict, Worry, raise_concern
from sharewell.concerns.finding import SLUG, ages_chosen, children_in_words, chosen_children, find_or_add
from sharewell.concerns.handing_pages import (
    about_staff_of,
    asked_first,
    asks_about_staff,
    chain_context,
    handed_before,
    handing_page,
    lead_hint,
    told_before,
)
from sharewell.concerns.naming import called
from sharewell.concerns.papering import on_paper_of, paper_page
from sharewell.concerns.rules import in_a_row, whom_words
from sharewell.concerns.sharing import (
    abouts_of,
    form_of_worry,
    sharing_of,
    sharing_pages,
    what_to_heed,
    worries_of,
    written_in,
)
from sharewell.concerns.topics import topic_pages
from sharewell.decisions.forms import decide_form, options_for, weighed_in, weighed_words
from sharewell.decisions.rules import Decided
from sharewell.decisions.walk import (
    GROUP,
    advice_of,
    advice_shown,
    answers_of,
    at_once,
    danger_first,
    drawn,
    duties_of,
    edition_of,
    walked,
)
from sharewell.disclosures.rules import SHARING
from sharewell.journeys.numbers import ring_now
from sharewell.journeys.rules import Group, Journey, Line, Many, Page
from sharewell.journeys.showing import address
from sharewell.journeys.sitting import Sitting
from sharewell.moment import now
from sharewell.web.words import day


def _today() -> Any:
    return localdate(now())


def _advice_context(sitting: Sitting) -> Mapping[str, Any]:
    return {"shown": drawn(_shown(sitting)), **chain_context(sitting)}


def _shown(sitting: Sitting) -> Mapping[str, Any]:
    return advice_shown(edition_of(sitting), advice_of(sitting), answers_of(sitting))


def _about_whom(sitting: Sitting) -> Mapping[str, Any]:
    """For the page of the worry: the children chosen, each with what tells who is meant, and the way back to them."""
    today = _today()
    names = [f"{child.display_name}, {child.age_words(today)}" for child in chosen_children(sitting)]
    children = address(sitting, sitting.page(SLUG))
    return {**at_once(sitting), "about_whom": in_a_row(names), "children_address": children}


def _outcome(sitting: Sitting) -> str:
    return str(advice_of(sitting).outcome or "")


def _worry_words(sitting: Sitting) -> Sequence[Line]:
    lines, abouts, names = [], abouts_of(sitting), called(chosen_children(sitting))
    for number, details in enumerate(worries_of(sitting), 1):
        whom = [names[child.pk] for child in abouts[number - 1]] if abouts else []
        about = f", about {whom_words(whom, details.about_words)}" if whom else ""
        known = details.kind.words if details.kind else ""
        told = f" by {details.told_by}" if details.told_by else ""
        when = day(details.happened_on) if details.happened_on else details.happened_words or "day not known"
        lines.append((f"Thing {number}{about}: {known.lower()}{told}, {when}", details.text))
    return lines


def _decide_words(sitting: Sitting) -> Sequence[Line]:
    given = sitting.clean("decide")
    # Whoever is in or not, it has the same label.
    words = {option.value: option.label for option in options_for(_outcome(sitting), (), lead="said")}
    return [
        ("The advice", _shown(sitting).get("heading", "")),
        ("You decided", words.get(given["decided"], "") + (", against the advice" if given["goes_against"] else "")),
        ("Your reason", given["because"] or "As advised"),
        *weighed_words(weighed_in(given)),
        *_about_staff_words(sitting, given),
    ]


def _about_staff_words(sitting: Sitting, given: Mapping[str, Any]) -> Sequence[Line]:
    """Whom it is kept from; where it is handed over, that page says so."""
    if given["decided"] == Decided.HAND_TO_LEAD or not asks_about_staff(sitting):
        return []
    return [("About somebody who works here", about_staff.in_words(about_staff_of(sitting)))]


def pages(sitting: Sitting) -> tuple[Page, ...]:
    """Danger first; then the child and the worry; then the rest of the walk, the decision, and what is shared, or whom
    it must go round on its way to a lead."""
    first, others = danger_first(sitting, ages_chosen)
    return (
        *first,
        paper_page(sitting),
        *_telling_pages(),
        *topic_pages(),
        *others,
        _deciding_page(),
        handing_page(),
        *sharing_pages(),
    )


def _telling_pages() -> tuple[Page, ...]:
    return (
        Page(
            slug=SLUG,
            title="Which child are you worried about?",
            short="Child",
            visit=find_or_add,
            template="concerns/children.html",
            context=at_once,
            in_words=children_in_words(_today),
        ),
        Page(
            slug="worry",
            title="What are you worried about?",
            short="The worry",
            hint="Write one thing at a time, so that you can share each by itself. Start with what happened last.",
            form=form_of_worry,
            rests_on=lambda answers: " ".join(sorted(answers.every(SLUG, "child"))),
            many=Many(
                one="thing", least=1, most=100, add="Add another thing", too_few="Write what you are worried about"
            ),
            template="concerns/worry.html",
            context=_about_whom,
            in_words=_worry_words,
        ),
    )


def _deciding_page() -> Page:
    return Page(
        slug="decide",
        title="What the guidance advises",
        short="Your decision",
        form=_form_to_decide,
        rests_on=lambda answers: repr(sorted((key, said) for key in answers if (said := answers.one(key, "answer")))),
        context=_advice_context,
        in_words=_decide_words,
        template="concerns/decide.html",
    )


def _form_to_decide(sitting: Sitting) -> Any:
    advice, duties = _outcome(sitting), frozenset(duties_of(sitting))
    if sitting.memo.get("decide", (None, None))[0] != (advice, duties):
        form = decide_form(advice, duties, partial(lead_hint, sitting, advice))
        if asks_about_staff(sitting):
            form = type(form.__name__, (form,), {about_staff.FIELD: about_staff.asked_about_staff(sitting.by)})
        sitting.memo["decide"] = (advice, duties), form
    return sitting.memo["decide"][1]


def finish(sitting: Sitting) -> str:
    """Everything becomes true at once; gives the path of the page that says so."""
    decided = sitting.clean("decide")
    worries = worries_of(sitting)
    concern = raise_concern(
        by=sitting.by,
        worry=Worry(
            chosen_children(sitting),
            written_in(sitting),
            worries[0].titled(),
            abouts_of(sitting),
            about_staff=about_staff_of(sitting),
            grew_from=handed_before(sitting),
            confirms=told_before(sitting),
            on_paper=on_paper_of(sitting),
        ),
        verdict=Verdict(replace(walked(sitting), weighed=weighed_in(decided)), decided["decided"], decided["because"]),
        sharing=sharing_of(sitting) if decided["decided"] in SHARING else None,
        once=sitting.once_key,
    )
    return reverse("concern_sent", args=[concern.pk])


def _to_heed(sitting: Sitting) -> Mapping[str, Any]:
    hands = sitting.clean("decide").get("decided") == Decided.HAND_TO_LEAD
    told = told_before(sitting)
    return {
        **what_to_heed(sitting),
        "asked_first": asked_first(sitting) if hands else None,
        "confirmed": call_of(told) if told else None,
        "on_paper": on_paper_of(sitting),
    }


def _confirm(sitting: Sitting) -> str:
    """What the last button does: it sends only where a team here is to get something."""
    if sitting.clean("decide").get("decided") == Decided.HAND_TO_LEAD:
        return "Hand it over"
    return "Send" if sitting.clean("pick").get("team") else "Record the decision"


def _label(sitting: Sitting) -> str:
    held = sitting.held.get(SLUG)
    if held and held.is_finished and held.gist:
        return held.gist[0][1]
    return ", ".join(child.display_name for child in chosen_children(sitting)) or "No child chosen yet"


RAISE_CONCERN = Journey(
    key="raise-concern",
    title="I am worried about a child",
    pages=pages,
    finish=finish,
    label=_label,
    groups=(
        Group(
            GROUP,
            "The questions",
            link="Answer all the questions on one page",
            template="decisions/together.html",
            context=at_once,
        ),
    ),
    aside=lambda sitting: {"ring": ring_now()},
    home="my_work",
    stays="A child whom you added stays in your own agency’s records.",
    start_template="concerns/start.html",
    asks_at_start=True,
    check_template="concerns/check.html",
    confirm=_confirm,
    check_context=_to_heed,
    usual=10,
    longest=15,
)
