"""What the pages about a worry and a referral are given to show, to somebody who may see it already."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.timezone import localdate

from sharewell.clocks.access import clocks_for_subjects
from sharewell.clocks.models import Clock
from sharewell.clocks.rules import ClockKind
from sharewell.concerns import access
from sharewell.concerns.earlier_rules import when_words
from sharewell.concerns.earlier_showing import before_of
from sharewell.concerns.handing_showing import handing_context
from sharewell.concerns.models import Concern, Referral
from sharewell.concerns.naming import called_in, heading, titles_of, whom_of
from sharewell.concerns.proofs import Proof, book_name, paper_proofs_of
from sharewell.concerns.rules import OUTCOME_WORDS, RAISED_WORDS, STATE_WORDS, ReferralOutcome
from sharewell.concerns.sheets.access import came_over
from sharewell.concerns.stepping import clock_of, following
from sharewell.decisions.access import tellings_of
from sharewell.decisions.forms import weighed_words
from sharewell.decisions.models import Decision, Telling
from sharewell.decisions.rules import DECIDED_WORDS, TOLD_WORDS, Decided, Manner, Told
from sharewell.decisions.walk import cannot_wait, drawn
from sharewell.directory.access import answering_this_minute, contacts_of, telephones_of
from sharewell.directory.contacts import ContactNow
from sharewell.directory.models import Member
from sharewell.disagreements.access import disagreements_about
from sharewell.disclosures import access as disclosures
from sharewell.disclosures.models import Disclosure, DisclosureStep
from sharewell.disclosures.rules import CARRIED_WORDS, STEP_WORDS, Carried, Step
from sharewell.guidance.editions import edition as edition_called
from sharewell.guidance.rules import Duty
from sharewell.items.access import children_about
from sharewell.moment import now
from sharewell.web.addresses import address_of
from sharewell.web.words import day

Context = dict[str, Any]
# Without a script the page looks by itself, every so many seconds and so many times, whether the receipt is there.
LOOK_EVERY_SECONDS, MOST_LOOKS = 5, 12

WORDS: Mapping[str, Any] = {
    "decided_words": DECIDED_WORDS,
    "told_words": TOLD_WORDS,
    "carried_words": CARRIED_WORDS,
    "raised_words": RAISED_WORDS,
    "step_words": STEP_WORDS,
    "outcome_words": OUTCOME_WORDS,
    "state_words": STATE_WORDS,
    "weighed_words": weighed_words,
}


def concern(member: Member, found: Concern) -> Context:
    """A worry, whole, for its own agency: in a fixed number of queries however many items."""
    decision, disclosure = found.decision, found.disclosure
    tellings = tellings_of(decision)
    children, handed = access.children_of(found), handing_context(member, found)
    return {
        **WORDS,
        "concern": found,
        "decision": decision,
        "shown": drawn(decision.advice_shown) if decision.advice else {},
        "asked": decision.advice_shown.get("answers", ()),
        "made_under": made_under(decision.edition, decision.advice_shown),
        "disclosure": disclosure,
        "when": when_words(decision.happened_at),
        "shared_when": _shared_when(decision, disclosure),
        "children": children,
        "who": heading([child.display_name for child in children]),
        **_what(found),
        "looks": access.latest_looks_at(found),
        "tellings": [(each, telling_words(each)) for each in tellings],
        "telling": tellings[0] if tellings else None,
        **_progress(member, disclosure),
        "disagreements": disagreements_about(member, disclosure),
        **handed,
        **before_of(found),
        "team_now": team_now(disclosure),
        "ring_now": rings(disclosure),
        "at_once": _at_once(member, found, handed),
        "today": localdate(now()),
        "no_printer": "",
    }


def _at_once(member: Member, found: Concern, handed: Context) -> list[Duty]:
    """What cannot wait, while nothing of it is shared: by whoever has it, or by whom it was handed to."""
    is_shared = found.disclosure_id or (handed["handed"] and not handed["handed"].may_refer)
    return [] if is_shared else cannot_wait(found.decision.answers, member.agency.kind)


def team_now(disclosure: Disclosure | None) -> ContactNow | None:
    """How the team that has it stands at this moment; None for a team whose number is not public."""
    if disclosure is None or disclosure.with_team is None:
        return None
    at, team = now(), disclosure.with_team
    known = (each for each in answering_this_minute(at).contacts if each.team.pk == team.pk)
    return next(known, None) or next(iter(contacts_of([team], at)), None)


def rings(disclosure: Disclosure | None) -> ContactNow | None:
    """Whom to ring at this moment: the team that has it while it is open, else whoever answers about a child."""
    team = team_now(disclosure)
    return team if team and team.is_open else answering_this_minute(now()).lead


def _what(found: Concern) -> Context:
    """What was written and what crossed, each by a title that tells children apart. What is recorded on one page was
    said in words, so nothing of the child's record is set beside it."""
    decision, disclosure = found.decision, found.disclosure
    items = [each.version for each in access.items_of(found)]
    sent = {each.version_id for each in disclosures.items_of(disclosure)} if disclosure else set()
    later = {each.pk for each in disclosures.crossed_before(disclosure)} if disclosure else set()
    kept = [version for version in items if version.pk not in sent | later]
    is_one_page = decision.manner == Manner.ONE_PAGE
    about = children_about(items)
    is_nameless = decision.decided == Decided.SHARE_ANONYMISED
    kept_record = [] if is_one_page else [version for version in kept if version.item.from_record]
    sent_items = [version for version in items if version.pk in sent]
    titles = titles_of(items, about, is_nameless=is_nameless)
    whom = whom_of(items, about)
    return {
        "titles": titles,
        "told_titles": titles | titles_of(sent_items, about, is_nameless=is_nameless),
        "whom": whom,
        "told": whom | whom_of(sent_items, about, among=whom),
        "sent_items": sent_items,
        "kept_written": [version for version in kept if not version.item.from_record],
        "kept_record": kept_record,
        "not_sent": [] if is_one_page else list(dict.fromkeys(titles[version.pk].rstrip(".") for version in kept)),
        "is_one_page": is_one_page,
    }


def _shared_when(decision: Decision, disclosure: Disclosure | None) -> str:
    """When it crossed; nothing where it was recorded first and is still to be given by hand."""
    is_past = disclosure and (disclosure.carried == Carried.HERE or decision.manner == Manner.ONE_PAGE)
    return when_words(disclosure.sent_at) if disclosure and is_past else ""


def telling_words(each: Telling) -> str:
    """What was done about openness, in sentences, with what was said and nothing else."""
    told = ", ".join(part for part in (each.who, day(each.told_on) if each.told_on else "") if part)
    return sentences(
        f"{TOLD_WORDS[Told(each.told)]}{': ' if told else ''}{told}",
        each.why_not,
        f"Look again by {day(each.look_again_on)}" if each.look_again_on else "",
    )


def sentences(*parts: str) -> str:
    """These in a row, each with one full stop."""
    said = [part.strip() for part in parts if part.strip()]
    return " ".join(part if part[-1] in ".!?…" else f"{part}." for part in said)


def made_under(edition: str, shown: Mapping[str, Any]) -> str:
    """The edition by the title it then had, or by the one it has where no advice was given."""
    title, is_draft = shown.get("edition"), shown.get("is_draft")
    if not title:
        kept = edition_called(edition)
        title, is_draft = kept.title, not kept.released
    return f"{title}{', draft edition' if is_draft else ''}"


def _progress(member: Member, disclosure: Disclosure | None) -> Context:
    """What became of it, as both ends see it: the steps, the clock, the outcome."""
    if disclosure is None:
        return {"steps": [], "taken": {}, "clock": None, "clock_now": None, "outcome": None, "every_step": []}
    steps = disclosures.steps_of(disclosure)
    taken: dict[str, DisclosureStep | None] = dict.fromkeys(Step) | {step.step: step for step in steps}
    # The team that takes it up again has it from then on, as by an acknowledgement.
    taken[Step.ACKNOWLEDGED] = taken[Step.ACKNOWLEDGED] or taken[Step.TAKEN_UP]
    clock = _clock(member, disclosure)
    return {
        **following(member, disclosure, steps),
        "steps": steps,
        "taken": taken,
        "clock": clock,
        "clock_now": clock.words(now()) if clock else None,
        "outcome": taken[Step.DECIDED],
    }


def _clock(member: Member, disclosure: Disclosure) -> Clock | None:
    return clock_of(clocks_for_subjects(member, [disclosure.pk]).get(str(disclosure.pk), []), ClockKind.DECIDE)


def outcome_in_words(step: DisclosureStep | None) -> str:
    """The outcome as a practitioner would say it; nothing when there is none."""
    return OUTCOME_WORDS[ReferralOutcome(step.outcome)] if step and step.outcome else ""


def referral(member: Member, found: Referral) -> Context:
    """A referral, whole, for the team that has it: only what crossed, never the sender's own rows."""
    disclosure = found.disclosure
    items = [each.version for each in disclosures.items_of(disclosure)]
    about = children_about(items)
    return {
        **WORDS,
        "referral": found,
        "disclosure": disclosure,
        "openness": disclosures.openness_of(disclosure),
        "sender_numbers": telephones_of(disclosure.agency_id),
        "who": heading(disclosure.named, len(called_in(items, about)) - len(disclosure.named)),
        "named": disclosure.named,
        "items": items,
        "titles": titles_of(items, about),
        "whom": whom_of(items, about),
        **_progress(member, disclosure),
        "disagreements": disagreements_about(member, disclosure),
        "came_over": came_over(member, found),
        "is_open": access.is_open(found),
        "may_act": access.may_acknowledge(member, found),
    }


def receipts(proofs: Sequence[Proof], looked: str) -> Context:
    """The receipts on the page after sending. While one is being sealed it looks again; `looked`: how often so far."""
    times = int(looked) if looked.isdecimal() and len(looked) < 4 else 0
    waits = any(each.standing.is_waiting for each in proofs)
    return {
        "proofs": proofs,
        "look_again": times + 1 if waits and times < MOST_LOOKS else 0,
        "every": LOOK_EVERY_SECONDS,
    }


def copy(member: Member, found: Concern) -> Context:
    """The full copy: the record, and the receipts that prove it."""
    return concern(member, found) | {
        "proofs": paper_proofs_of(found),
        "book": book_name(),
        "keys_at": f"{settings.PUBLIC_ADDRESS}{address_of('checkpoints')}",
    }


def paper(request: HttpRequest, context: Context) -> str:
    """The copy as HTML for the printer."""
    return render_to_string("concerns/copy.html", {**context, "is_paper": True}, request=request)
