"""The main job as a journey: find the child, write the worry, walk, decide, pick, say what was told, check, send."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django.urls import reverse
from django.utils.timezone import localdate

from sharewell.concerns.actions import Sharing, Verdict, Worry, raise_concern
from sharewell.concerns.finding import SLUG, children_in_words, chosen_children, find_or_add
from sharewell.concerns.forms import CarryOutside, WriteWorry, pick_form
from sharewell.concerns.picking import about_words, headline_words, pickables, shelves
from sharewell.decisions.forms import decide_form, openness_form, options_for
from sharewell.decisions.walk import (
    GROUP,
    advice_of,
    advice_shown,
    answers_of,
    at_once,
    danger_first,
    drawn,
    edition_of,
    walked,
)
from sharewell.directory.access import contacts_now, team_for
from sharewell.directory.contacts import ContactNow
from sharewell.directory.rules import TeamPurpose
from sharewell.disclosures.actions import Route
from sharewell.disclosures.rules import SHARING, Carried
from sharewell.items.rules import ItemDetails
from sharewell.journeys.numbers import ring_now
from sharewell.journeys.rules import Answers, Group, Journey, Line, Many, Page
from sharewell.journeys.sitting import Sitting
from sharewell.moment import now
from sharewell.web.words import day

RECEIVING = (TeamPurpose.REFERRAL, TeamPurpose.EMERGENCY_DUTY, TeamPurpose.POLICE, TeamPurpose.EARLY_HELP)
URGENT = {"always", "new"}
PURPOSES = {True: "To keep a child safe", False: "To help a child or family"}


def _today() -> Any:
    return localdate(now())


def _shares(answers: Answers) -> bool:
    return answers.one("decide", "decided") in SHARING


def _goes_here(answers: Answers) -> bool:
    """To somebody whose work is to protect children, or nobody was asked for because there is danger."""
    return _shares(answers) and answers.one("recipient", "answer") in {"protector", ""}


def _goes_outside(answers: Answers) -> bool:
    return _shares(answers) and not _goes_here(answers)


def _what_can_be_picked(answers: Answers) -> str:
    """What the picking takes for granted: for whom, which children, how many things."""
    return f"{_goes_outside(answers)} {answers.every(SLUG, 'child')} {len(answers.rows('worry'))}"


def worries_of(sitting: Sitting) -> list[ItemDetails]:
    """What was written down, as items."""
    form = WriteWorry()
    return [form.details(cleaned) for cleaned in sitting.clean("worry")]


def receiving_contacts(sitting: Sitting) -> list[ContactNow]:
    """The teams that may receive, open ones first. Looked up once a request."""
    if "contacts" not in sitting.memo:
        contacts = [each for each in contacts_now(now()) if each.team.purpose in RECEIVING]
        sitting.memo["contacts"] = sorted(contacts, key=lambda each: not each.is_open)
    return cast(list[ContactNow], sitting.memo["contacts"])


def _pick_form(sitting: Sitting) -> Any:
    if "pick" not in sitting.memo:
        urgent = sitting.answers.one("harm", "answer") in URGENT
        contacts = receiving_contacts(sitting)
        offered = next((each for each in contacts if each.is_open), None)
        sitting.memo["pick"] = pick_form(
            pickables(sitting, worries_of(sitting)), contacts, str(offered.team.pk) if offered else "", PURPOSES[urgent]
        )
    return sitting.memo["pick"]


def _outside_form(sitting: Sitting) -> Any:
    """The same picking, for somebody to whom it is carried by hand."""
    base = _pick_form(sitting)
    return type("PickForOutside", (CarryOutside, base), {"team": None})


def _pick_context(sitting: Sitting) -> Mapping[str, Any]:
    things = pickables(sitting, worries_of(sitting))
    ticked = set(sitting.held["pick"].typed.get("items", ())) if "pick" in sitting.held else set()
    return {
        "shelves": shelves(things),
        "ticked": ticked,
        "picked": [thing for thing in things if thing.key in ticked],
        "many": len(things),
    }


def _advice_context(sitting: Sitting) -> Mapping[str, Any]:
    return {"shown": drawn(_shown(sitting))}


def _shown(sitting: Sitting) -> Mapping[str, Any]:
    return advice_shown(edition_of(sitting), advice_of(sitting), answers_of(sitting))


def _worry_words(sitting: Sitting) -> Sequence[Line]:
    lines = []
    for number, details in enumerate(worries_of(sitting), 1):
        known = details.kind.words if details.kind else ""
        told = f" by {details.told_by}" if details.told_by else ""
        when = day(details.happened_on) if details.happened_on else details.happened_words or "day not known"
        lines.append((f"Thing {number}: {known.lower()}{told}, {when}", details.text))
    return lines


def _decide_words(sitting: Sitting) -> Sequence[Line]:
    given = sitting.clean("decide")
    words = {option.value: option.label for option in options_for(str(advice_of(sitting).outcome or ""))}
    return [
        ("The advice", _shown(sitting).get("heading", "")),
        ("You decided", words.get(given["decided"], "") + (", against the advice" if given["goes_against"] else "")),
        ("Your reason", given["because"] or "As advised"),
    ]


def _pick_words(sitting: Sitting) -> Sequence[Line]:
    given = sitting.clean("pick")
    things = pickables(sitting, worries_of(sitting))
    picked = [thing.details.titled() for thing in things if thing.key in given["items"]]
    left = [thing.details.titled() for thing in things if thing.key not in given["items"]]
    to = _team_words(sitting, given) if given.get("team") else given.get("spoken_to", "")
    return [
        ("Goes to", to),
        ("For", given["purpose"]),
        (f"They get ({len(picked)})", "; ".join(picked)),
        (f"They do not get ({len(left)})", "; ".join(left) or "Nothing is held back"),
    ]


def _team_words(sitting: Sitting, given: Mapping[str, Any]) -> str:
    team = next((each.team for each in receiving_contacts(sitting) if str(each.team.pk) == given["team"]), None)
    return f"{team.name}, {team.agency.name}" if team else ""


def pages(sitting: Sitting) -> tuple[Page, ...]:
    """Danger first; then the child and the worry; then the rest of the walk, the decision, and what is shared."""
    first, others = danger_first(sitting)
    return (*first, *_telling_pages(), *others, *_sharing_pages())


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
            form=WriteWorry,
            many=Many(
                one="thing", least=1, most=100, add="Add another thing", too_few="Write what you are worried about"
            ),
            template="concerns/worry.html",
            context=at_once,
            in_words=_worry_words,
        ),
    )


def _sharing_pages() -> tuple[Page, ...]:
    return (
        Page(
            slug="decide",
            title="What the guidance advises",
            short="Your decision",
            form=lambda sitting: decide_form(str(advice_of(sitting).outcome or "")),
            rests_on=lambda answers: repr(sorted((key, answers.one(key, "answer")) for key in answers)),
            context=_advice_context,
            in_words=_decide_words,
            template="concerns/decide.html",
        ),
        Page(
            slug="pick",
            title="Pick what they need",
            short="What is shared",
            form=lambda sitting: _outside_form(sitting) if _goes_outside(sitting.answers) else _pick_form(sitting),
            asked=_shares,
            rests_on=_what_can_be_picked,
            context=_pick_context,
            in_words=_pick_words,
            template="concerns/pick.html",
        ),
        Page(
            slug="openness",
            title="Does the family know?",
            short="Told",
            hint="Families should hear it from you, unless hearing it makes a child less safe.",
            form=lambda sitting: openness_form(sitting.answers.one("tell", "answer")),
            asked=_shares,
        ),
    )


def finish(sitting: Sitting) -> str:
    """Everything becomes true at once; gives the path of the page that says so."""
    decided = sitting.clean("decide")
    worries = worries_of(sitting)
    concern = raise_concern(
        by=sitting.by,
        worry=Worry(children=chosen_children(sitting), items=worries, headline=worries[0].titled()),
        verdict=Verdict(walked(sitting), decided["decided"], decided["because"]),
        sharing=_sharing(sitting, worries) if decided["decided"] in SHARING else None,
        once=sitting.once_key,
    )
    return reverse("concern_sent", args=[concern.pk])


def _sharing(sitting: Sitting, worries: Sequence[ItemDetails]) -> Sharing:
    given, told = sitting.clean("pick"), sitting.clean("openness")
    picked = [thing for thing in pickables(sitting, worries) if thing.key in given["items"]]
    return Sharing(
        route=_route(sitting, given),
        purpose=given["purpose"],
        picked=frozenset(thing.key for thing in picked),
        about=about_words(picked, _today()),
        headline=headline_words(picked),
        openness=openness_form("").openness(told),
    )


def _route(sitting: Sitting, given: Mapping[str, Any]) -> Route:
    if given.get("team"):
        return Route(team=team_for(sitting.by, given["team"]))
    return Route(spoken_to=given["spoken_to"], carried=Carried.OTHER)


def _label(sitting: Sitting) -> str:
    return ", ".join(child.display_name for child in chosen_children(sitting)) or "No child chosen yet"


RAISE_CONCERN = Journey(
    key="raise-concern",
    title="I am worried about a child",
    pages=pages,
    finish=finish,
    label=_label,
    groups=(Group(GROUP, "The questions", link="Answer all the questions on one page"),),
    aside=lambda sitting: {"ring": ring_now()},
    home="my_work",
    start_template="concerns/start.html",
    check_template="concerns/check.html",
    confirm="Send",
)
