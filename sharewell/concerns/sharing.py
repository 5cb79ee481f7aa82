"""What is shared, with whom and for what, as pages of the journey: from nothing ticked, item by item."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any, cast

from django.utils.html import format_html, format_html_join
from django.utils.timezone import localdate

from sharewell.concerns.actions import Sharing
from sharewell.concerns.finding import SLUG, chosen_children, taken_out
from sharewell.concerns.forms import CarryOutside, WriteWorry, pick_form, worry_form
from sharewell.concerns.naming import called
from sharewell.concerns.picking import (
    AsTold,
    Pickable,
    about_words,
    as_told,
    headline_words,
    named_all_the_same,
    nameless,
    names_held_back,
    pickables,
    shelves,
)
from sharewell.concerns.receivers import standing_now, teams_that_receive
from sharewell.concerns.topics import how_many, topics_of
from sharewell.decisions.forms import openness_form
from sharewell.decisions.rules import Decided, Told
from sharewell.directory.access import answering_this_minute
from sharewell.directory.contacts import ContactNow
from sharewell.directory.models import Team
from sharewell.disclosures.actions import Route
from sharewell.disclosures.rules import SHARING, TO_HELP, TO_KEEP_SAFE, Carried
from sharewell.items.rules import ItemDetails
from sharewell.journeys.checking import offered
from sharewell.journeys.rules import Answers, Line, Page
from sharewell.journeys.sitting import Sitting
from sharewell.moment import now
from sharewell.people.models import Child

# The answers to these two questions by which it is to keep a child safe.
URGENT = {"danger": {"yes", "not_sure"}, "harm": {"always", "new"}}
PURPOSES = {True: TO_KEEP_SAFE, False: TO_HELP}


def _shares(answers: Answers) -> bool:
    return answers.one("decide", "decided") in SHARING


def _goes_here(answers: Answers) -> bool:
    """To somebody whose work is to protect children, or nobody was asked for because there is danger."""
    return _shares(answers) and answers.one("recipient", "answer") in {"protector", ""}


def _goes_outside(answers: Answers) -> bool:
    return _shares(answers) and not _goes_here(answers)


def _what_can_be_picked(answers: Answers) -> str:
    """What the picking takes for granted: for whom, which children, how many things."""
    decided, children = answers.one("decide", "decided"), answers.every(SLUG, "child")
    return f"{decided} {_goes_outside(answers)} {children} {len(answers.rows('worry')) + how_many(answers)}"


def form_of_worry(sitting: Sitting) -> Any:
    """The form for one thing known, for the children chosen so far. Made once a request for these very children."""
    names = {str(child): name for child, name in called(chosen_children(sitting)).items()}
    made_for = names, [child.display_name for child in taken_out(sitting)]
    if sitting.memo.get("worry", (None, None))[0] != made_for:
        sitting.memo["worry"] = made_for, worry_form(*made_for)
    return sitting.memo["worry"][1]


def worries_of(sitting: Sitting) -> list[ItemDetails]:
    """The worry as it was written down, as items."""
    form = WriteWorry()
    return [form.details(cleaned) for cleaned in sitting.clean("worry")]


def written_in(sitting: Sitting) -> list[ItemDetails]:
    """All that was written down, as items: the worry, and whatever else could be said."""
    return worries_of(sitting) + [details for details, _ in topics_of(sitting)]


def abouts_of(sitting: Sitting) -> list[Sequence[Child]]:
    """Which of several children each of them is about; empty where one child alone was chosen."""
    chosen = {str(child.pk): child for child in chosen_children(sitting)}
    of_worry = [[chosen[each] for each in cleaned["about"]] for cleaned in sitting.clean("worry") if "about" in cleaned]
    return [*of_worry, *(about for _, about in topics_of(sitting))] if of_worry else []


def _all_things(sitting: Sitting) -> list[Pickable]:
    """All that may be picked, whoever it is for. Worked out once a request."""
    if "things" not in sitting.memo:
        sitting.memo["things"] = pickables(sitting, written_in(sitting), abouts_of(sitting))
    return cast(list[Pickable], sitting.memo["things"])


def _is_nameless(sitting: Sitting) -> bool:
    return sitting.answers.one("decide", "decided") == Decided.SHARE_ANONYMISED


def _things(sitting: Sitting) -> list[Pickable]:
    """What may be picked, under the decision as it stands. Names are looked for once a request."""
    if not _is_nameless(sitting):
        return _all_things(sitting)
    if "nameless" not in sitting.memo:
        sitting.memo["nameless"] = nameless(_all_things(sitting))
    return cast(list[Pickable], sitting.memo["nameless"])


def receiving_teams(sitting: Sitting) -> dict[str, Team]:
    """The teams that may receive, by id. Looked up once a request."""
    if "teams" not in sitting.memo:
        sitting.memo["teams"] = teams_that_receive()
    return cast(dict[str, Team], sitting.memo["teams"])


def receiving_contacts(sitting: Sitting) -> list[ContactNow]:
    """The teams that may receive, open ones first. Looked up once a request."""
    if "contacts" not in sitting.memo:
        sitting.memo["contacts"] = standing_now(receiving_teams(sitting))
    return cast(list[ContactNow], sitting.memo["contacts"])


def purpose_after(**answers: str) -> str:
    """What it is most likely for, after these answers of the walk."""
    return PURPOSES[any(answers.get(question) in said for question, said in URGENT.items())]


def _pick_form(sitting: Sitting) -> Any:
    if "pick" not in sitting.memo:
        answers = {question: sitting.answers.one(question, "answer") for question in URGENT}
        sitting.memo["pick"] = pick_form(
            _things(sitting),
            names_held_back(chosen_children(sitting), is_nameless=_is_nameless(sitting)),
            partial(receiving_contacts, sitting),
            receiving_teams(sitting),
            purpose_after(**answers),
        )
    return sitting.memo["pick"]


def _outside_form(sitting: Sitting) -> Any:
    """The same picking, for somebody to whom it is carried by hand."""
    base = _pick_form(sitting)
    return type("PickForOutside", (CarryOutside, base), {"team": None})


def _pick_context(sitting: Sitting) -> Mapping[str, Any]:
    things = _things(sitting)
    ticked = set(sitting.held["pick"].typed.get("items", ())) if "pick" in sitting.held else set()
    return {
        "shelves": shelves(things),
        "ticked": ticked,
        "picked": as_told([thing for thing in things if thing.tick in ticked], chosen_children(sitting)),
        "is_nameless": _is_nameless(sitting),
        "offered": offered(sitting),
        "purpose": _typed_purpose(sitting),
        "left_out": sum(not thing.from_record for thing in _all_things(sitting))
        - sum(not thing.from_record for thing in things),
    }


def _typed_purpose(sitting: Sitting) -> str:
    held = sitting.held.get("pick")
    return (held.typed.get("purpose", ("",)) if held else ("",))[-1]


def _pick_words(sitting: Sitting) -> Sequence[Line]:
    given = sitting.clean("pick")
    things = _things(sitting)
    picked = [thing for thing in things if thing.tick in given["items"]]
    left = [thing for thing in _all_things(sitting) if thing.tick not in given["items"]]
    to = _team_words(sitting, given) if given.get("team") else given.get("spoken_to", "")
    return [
        ("Goes to", to),
        ("For", given["purpose"]),
        (f"They get ({len(picked)})", _listed(map(_whole, as_told(picked, chosen_children(sitting))))),
        (
            f"They do not get ({len(left)})",
            _listed(map(_held_back, left)) if left else "Nothing is held back",
        ),
    ]


def _listed(words: Iterable[str]) -> str:
    """One under another."""
    items = format_html_join("", "<li>{}</li>", ((each,) for each in words))
    return format_html('<ul class="govuk-list govuk-list--bullet">{}</ul>', items)


def _whole(told: AsTold) -> str:
    """A thing in its own words, after whom they read that it is about; of the child's record, by what it is."""
    said = told.thing.details.text
    if told.thing.from_record:
        return f"{told.title}: {', '.join(said.splitlines())}"
    return f"About {told.whom}: {said}" if told.whom else said


def _held_back(thing: Pickable) -> str:
    return f"{thing.title.rstrip('.')} (about {thing.whom})" if thing.whom else thing.title.rstrip(".")


def what_to_heed(sitting: Sitting) -> Mapping[str, Any]:
    """What the sender ought to know before the last button: that no name goes, or that one which was not picked stands
    in the words; that the team is closed, and who answers now."""
    given, told = sitting.clean("pick"), sitting.clean("openness")
    if not given:
        return {"sends_no_name": False, "named_all_the_same": [], "team_now": None}
    picked = [thing for thing in _things(sitting) if thing.tick in given["items"]]
    is_named = any(thing.from_record == "name" for thing in picked)
    crosses = () if _is_nameless(sitting) else (told.get("who", ""), told.get("why_not", ""))
    now_there = next((each for each in receiving_contacts(sitting) if str(each.team.pk) == given.get("team")), None)
    return {
        "sends_no_name": not is_named,
        "named_all_the_same": named_all_the_same(picked, chosen_children(sitting), crosses),
        "team_now": now_there,
        "ring_now": answering_this_minute(now()).lead,
    }


def _team_words(sitting: Sitting, given: Mapping[str, Any]) -> str:
    team = receiving_teams(sitting)[given["team"]]
    return f"{team.name}, {team.agency.name}"


def sharing_pages() -> tuple[Page, ...]:
    """Pick, then say whether the family knows. Asked only of those who decided to share."""
    return (
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
            initial=_told_before,
            context=lambda sitting: {"goes_to_team": _goes_here(sitting.answers), "is_nameless": _is_nameless(sitting)},
            template="concerns/openness.html",
        ),
    )


def _told_before(sitting: Sitting) -> Mapping[str, Any]:
    """What the walk heard about telling them already, where it names one of the answers here."""
    tell = sitting.answers.one("tell", "answer")
    return {"told": tell} if tell in {Told.UNSAFE, Told.NOT_SURE} else {}


def sharing_of(sitting: Sitting) -> Sharing:
    """What `raise_concern` takes, from the pages above."""
    given, told = sitting.clean("pick"), sitting.clean("openness")
    picked = [thing for thing in _things(sitting) if thing.tick in given["items"]]
    return Sharing(
        route=_route(sitting, given),
        purpose=given["purpose"],
        picked=frozenset(thing.key for thing in picked),
        about=about_words(picked, localdate(now())),
        headline=headline_words(picked),
        openness=openness_form("").openness(told),
    )


def _route(sitting: Sitting, given: Mapping[str, Any]) -> Route:
    if given.get("team"):
        return Route(team=receiving_teams(sitting)[given["team"]])
    return Route(spoken_to=given["spoken_to"], carried=Carried.OTHER)
