"""Handing a worry to the agency's own lead, as a way out of the journey: who answers now, and whom it must go round."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any, cast

from sharewell.clocks.rules import ClockKind
from sharewell.concerns import about_staff
from sharewell.concerns.access import concern_for
from sharewell.concerns.access import handing as access
from sharewell.concerns.actions import AboutStaff
from sharewell.concerns.models import Concern
from sharewell.concerns.rules import Raised
from sharewell.decisions.rules import Decided
from sharewell.directory.models import Member
from sharewell.journeys.rules import Answers, Line, Page
from sharewell.journeys.sitting import Sitting
from sharewell.moment import now
from sharewell.web.fields import Choice, Option, Pick
from sharewell.web.forms import Form

SLUG = "handing"
NOBODY = "no"
# Advice on which a worry must not lie: the page says so where it is handed to a lead.
URGENT = {"call_999", "follow_procedures", "share"}
MUST_NOT_WAIT = " The advice is that this must not wait, so ring them as well."
AT_ANY_TIME = "You may refer directly yourself at any time"


def _begun_from(sitting: Sitting) -> Concern | None:
    """The worry that this draft began from, for a member who may see it. Looked up once a request."""
    if not sitting.subject:
        return None
    if "begun_from" not in sitting.memo:
        sitting.memo["begun_from"] = concern_for(sitting.by, uuid.UUID(sitting.subject))
    return cast(Concern, sitting.memo["begun_from"])


def handed_before(sitting: Sitting) -> Concern | None:
    """The handed worry that this draft carries further."""
    found = _begun_from(sitting)
    return found if found and found.raised == Raised.HANDED else None


def told_before(sitting: Sitting) -> Concern | None:
    """The worry told by telephone that this draft confirms in writing."""
    found = _begun_from(sitting)
    return found if found and found.raised == Raised.CARRIED_OUTSIDE else None


def takers(sitting: Sitting) -> list[Member]:
    """Whoever can be asked now, in order. Looked up once a request."""
    if "takers" not in sitting.memo:
        sitting.memo["takers"] = access.asked_in(sitting.by.agency, without=sitting.by)
    return cast(list[Member], sitting.memo["takers"])


def chain(sitting: Sitting) -> list[Member]:
    """Everybody in the chain but the member, away or not. Looked up once a request."""
    if "chain" not in sitting.memo:
        sitting.memo["chain"] = access.everybody_in_chain(sitting.by.agency, without=sitting.by)
    return cast(list[Member], sitting.memo["chain"])


def lead_hint(sitting: Sitting, advice: str) -> str:
    """What stands under the choice to hand it to the lead; empty where that is not offered: nobody is in, or it was
    handed already."""
    if sitting.subject or not takers(sitting):
        return ""
    first = takers(sitting)[0]
    return f"{first.name} answers now.{MUST_NOT_WAIT if advice in URGENT else ''} {AT_ANY_TIME}"


def chain_context(sitting: Sitting) -> Mapping[str, Any]:
    """For the page of the decision: whether handing it over is offered, and if it is not, whether nobody is in."""
    is_offered = not sitting.subject and bool(takers(sitting))
    return {
        "is_handing_offered": is_offered,
        "is_nobody_in": not sitting.subject and not is_offered and bool(chain(sitting)),
        "carries_on": handed_before(sitting),
    }


def about_staff_of(sitting: Sitting) -> AboutStaff:
    """What was said of whom it is about: on the page on which it is handed over, else where it was decided."""
    given = sitting.clean(SLUG)
    if not given:
        return about_staff.about_staff_said(sitting.by, sitting.clean("decide").get(about_staff.FIELD))
    said = given["about"]
    said = "" if said == NOBODY else given.get("who") or said if said == about_staff.SOMEBODY_ELSE else said
    return about_staff.about_staff_said(sitting.by, said)


def asks_about_staff(sitting: Sitting) -> bool:
    """Whether it is to be said where it is decided: not where it was said before, of what this draft began from."""
    before = _begun_from(sitting)
    return before is None or before.kept_from_id is None


def asked_first(sitting: Sitting) -> Member | None:
    """Who is asked when it is handed over now, given whom it is about."""
    about = about_staff_of(sitting).who
    return next((each for each in takers(sitting) if about is None or each.user_id != about.user_id), None)


def _hands(answers: Answers) -> bool:
    return answers.one("decide", "decided") == Decided.HAND_TO_LEAD


def _form(sitting: Sitting) -> Any:
    if "handing_form" not in sitting.memo:
        named = [Option(str(each.pk), f"Yes: {each.name}", each.job_title) for each in chain(sitting)]
        options = [
            Option(NOBODY, "No"),
            *named,
            Option(about_staff.SOMEBODY_ELSE, "Yes: somebody else who works here", divider_before="or", reveals="who"),
        ]
        about = Choice(
            "Is the worry about somebody who works here?",
            hint="If it is about one of these, it goes round that person, who cannot see it",
            choices=options,
            missing="Choose whether it is about somebody who works here",
        )
        who = Pick(
            "Who is it?",
            hint="They see nothing of it either, whatever they may come to lead here",
            choices=lambda: [about_staff.option_of(each) for each in _others(sitting)],
            required=False,
            empty="Somebody who is not in this list",
        )
        sitting.memo["handing_form"] = type("HandToLead", (Form,), {"about": about, "who": who})
    return sitting.memo["handing_form"]


def _context(sitting: Sitting) -> Mapping[str, Any]:
    return {"takers": takers(sitting), "by_when": access.limit_of(ClockKind.TAKE_WORRY, now())}


def _others(sitting: Sitting) -> list[Member]:
    """Whoever may be named, and is not in the chain."""
    known = {each.pk for each in chain(sitting)}
    return [each for each in about_staff.colleagues_to_name(sitting.by) if each.pk not in known]


def _said_before(sitting: Sitting) -> Mapping[str, Any]:
    """What was said where it was decided, where that was more than no."""
    said = sitting.clean("decide").get(about_staff.FIELD)
    if not said:
        return {}
    is_in_chain = said in {str(each.pk) for each in chain(sitting)}
    return {"about": said} if is_in_chain else {"about": about_staff.SOMEBODY_ELSE, "who": said}


def _in_words(sitting: Sitting) -> Sequence[Line]:
    to = asked_first(sitting)
    return [
        ("About somebody who works here", about_staff.in_words(about_staff_of(sitting))),
        ("Asked first", to.name if to else "Nobody is in: you are asked to refer it directly"),
    ]


def handing_page() -> Page:
    """Whom it is about, so that it goes round them. Asked only of those who hand it over."""
    return Page(
        slug=SLUG,
        title="Hand it to our designated lead",
        short="Handed over",
        form=_form,
        asked=_hands,
        initial=_said_before,
        context=_context,
        in_words=_in_words,
        template="concerns/handing.html",
    )
