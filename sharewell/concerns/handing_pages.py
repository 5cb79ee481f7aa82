"""Handing a worry to the agency's own lead, as a way out of the journey: who answers now, and whom it must go round."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any, cast

from sharewell.clocks.rules import ClockKind
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
from sharewell.web.fields import Choice, Option
from sharewell.web.forms import Form

SLUG = "handing"
NOBODY, SOMEBODY_ELSE = "no", "other"
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
    """What was said of whom it is about."""
    said = sitting.clean(SLUG).get("about", NOBODY)
    if said == NOBODY:
        return AboutStaff()
    who = next((each for each in chain(sitting) if str(each.pk) == said), None)
    return AboutStaff(is_so=True, who=who)


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
            Option(SOMEBODY_ELSE, "Yes: somebody else who works here", divider_before="or"),
        ]
        about = Choice(
            "Is the worry about somebody who works here?",
            hint="If it is about one of these, it goes round that person, who cannot see it",
            choices=options,
            missing="Choose whether it is about somebody who works here",
        )
        sitting.memo["handing_form"] = type("HandToLead", (Form,), {"about": about})
    return sitting.memo["handing_form"]


def _context(sitting: Sitting) -> Mapping[str, Any]:
    return {"takers": takers(sitting), "by_when": access.limit_of(ClockKind.TAKE_WORRY, now())}


def _in_words(sitting: Sitting) -> Sequence[Line]:
    about, to = about_staff_of(sitting), asked_first(sitting)
    who = about.who.name if about.who else "Yes: somebody else who works here" if about.is_so else "No"
    return [
        ("About somebody who works here", who),
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
        context=_context,
        in_words=_in_words,
        template="concerns/handing.html",
    )
