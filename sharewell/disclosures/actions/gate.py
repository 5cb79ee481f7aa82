"""The gate: what was picked passes on a decision to share, and what the family was told of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from typing import Any

from django.db import IntegrityError, transaction

from sharewell.decisions.actions import record_openness
from sharewell.decisions.models import Decision, Telling
from sharewell.decisions.rules import Decided, Openness, new_reference
from sharewell.directory.access import staffed, team_as_it_stands
from sharewell.directory.models import Member, Team
from sharewell.directory.rules import may_receive
from sharewell.disclosures import access
from sharewell.disclosures.access import crossed_before
from sharewell.disclosures.actions.steps import add_step
from sharewell.disclosures.models import DisclosedItem, DisclosedTelling, Disclosure
from sharewell.disclosures.naming import Cover, is_named_in, names_somebody
from sharewell.disclosures.rules import (
    Carried,
    Step,
    as_sent,
    goes_elsewhere,
    reasons_beyond_decision,
    reasons_not_to_disclose,
    reasons_not_to_pick,
)
from sharewell.errors import NotPermitted, Overtaken, Refused
from sharewell.items.access import children_about, standing_of
from sharewell.items.models import ItemVersion
from sharewell.ledger.book import act
from sharewell.moment import now


@dataclass(frozen=True)
class Route:
    """To a team of the directory, carried here; or outside, to somebody in words.

    `follows` is what was sent first, where this is added to it between the same two ends.
    """

    team: Team | None = None
    spoken_to: str = ""
    carried: Carried = Carried.HERE
    follows: Disclosure | None = None


def _disclosure_facts(disclosure: Disclosure, said: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "reference": disclosure.reference,
        "decision": disclosure.decision.reference,
        "to_agency": str(disclosure.to_agency_id or ""),
        "to_team": str(disclosure.to_team_id or ""),
        "carried": disclosure.carried,
        "items": [str(version.pk) for version in said["versions"]],
        "told": said["telling"].told if said.get("telling") else "",
        "follows": disclosure.follows.reference if disclosure.follows else "",
        "child": str(disclosure.decision.child_id or ""),
    }


@act(
    "disclosure.sent",
    may=access.may_disclose,
    on="disclosure",
    words=("cover.about", "cover.headline", "cover.purpose", "route.spoken_to"),
    worded={"items": lambda said: as_sent(version.details for version in said["versions"])},
    also=_disclosure_facts,
    gives_receipt=True,
)
def disclose(
    *,
    by: Member,
    decision: Decision,
    route: Route,
    cover: Cover,
    versions: Sequence[ItemVersion],
    telling: Telling | None = None,
    happened_at: datetime | None = None,
) -> Disclosure:
    """These versions of these items, and nothing else, are known to that team from now on.

    The account of openness under the same decision (`telling`) crosses with them, so that nobody there tells the family
    what it is unsafe to tell.

    Refused without a decision to share, with nothing picked, to one's own team, to one whose work is not to take it or
    in which nobody is to read it, or beyond what was decided: about another child, to others, for another purpose, or,
    where nobody is to be named, from a child's record, with a name, with who told it or with what the family was told;
    or with a cover that says who the child is where nothing picked does. An item that is not open to `by` cannot be
    picked, nor sent here once it has been corrected. What is added to something sent before goes to the team that has
    it now, by whoever may add to it.
    Overtaken when the decision was carried out already. Source: principles 3 and 4; golden rules 6, 7.
    """
    route = _as_it_stands(route)
    _may_pass(by, decision, route, cover, versions, telling)
    disclosure = _carry_out(decision, _disclosure(by, route, cover, happened_at))
    _add_items(disclosure, versions)
    if telling:
        _add_telling(disclosure, telling)
    add_step(disclosure, by, Step.DELIVERED, at=disclosure.sent_at)
    return disclosure


def _as_it_stands(route: Route) -> Route:
    """The same, with the team as the directory has it now, and what was sent first as it stands: whoever chose either
    may have read it a while ago."""
    team = team_as_it_stands(route.team) if route.team else None
    follows = Disclosure.objects.get(pk=route.follows.pk) if route.follows else None
    return replace(route, team=team, follows=follows)


def _disclosure(by: Member, route: Route, cover: Cover, happened_at: datetime | None) -> Disclosure:
    return Disclosure(
        reference=new_reference("SW"),
        agency=by.agency,
        sender=by,
        with_member=by,
        to_agency_id=route.team.agency_id if route.team else None,
        to_team=route.team,
        with_team=route.team,
        follows=route.follows,
        spoken_to=route.spoken_to,
        carried=route.carried,
        about=cover.about,
        headline=cover.headline,
        purpose=cover.purpose,
        sent_at=happened_at or now(),
        written_at=now(),
    )


def _carry_out(decision: Decision, disclosure: Disclosure) -> Disclosure:
    """The decision is carried out by this; the database lets one through, and whoever comes after it is told."""
    disclosure.decision, disclosure.is_nameless = decision, decision.decided == Decided.SHARE_ANONYMISED
    try:
        with transaction.atomic():
            disclosure.save(force_insert=True)
    except IntegrityError as clash:
        if Disclosure.objects.filter(decision=decision).exists():
            raise Overtaken("This decision has been carried out already. To share again, decide again.") from clash
        raise
    return disclosure


def _add_items(disclosure: Disclosure, versions: Sequence[ItemVersion]) -> None:
    DisclosedItem.objects.bulk_create(
        DisclosedItem(agency_id=disclosure.agency_id, disclosure=disclosure, version=version, position=position)
        for position, version in enumerate(versions, 1)
    )


def _may_pass(
    by: Member,
    decision: Decision,
    route: Route,
    cover: Cover,
    versions: Sequence[ItemVersion],
    telling: Telling | None,
) -> None:
    if telling and telling.decision_id != decision.pk:
        raise NotPermitted("That account of openness belongs to another decision.")
    _may_follow(by, route)
    if reasons := reasons_not_to_disclose(
        decided=decision.decided,
        items=len(versions),
        to_own_team=route.team is not None and _is_own(by, route.team),
        carried=route.carried,
        has_team=route.team is not None,
        has_words=bool(route.spoken_to.strip()),
        may_receive=route.team is not None and may_receive(route.team.purpose, is_public=route.team.is_public),
    ):
        raise Refused(*reasons)
    _will_be_read(route, decision)
    _may_be_picked(by, route, versions)
    children = [each.child for each in decision.children.select_related("child")]
    about = {child.pk for child in children}
    is_nameless = decision.decided == Decided.SHARE_ANONYMISED
    # What they were sent before, they know: a heading may say it again.
    known = [*crossed_before(route.follows), *versions] if route.follows else versions
    in_cover = is_named_in(cover, known, children, is_nameless=is_nameless)
    if reasons := reasons_beyond_decision(
        is_about_others=not about.issuperset(chain.from_iterable(children_about(versions).values())),
        is_to_others=_goes_elsewhere(route, decision),
        is_for_other_ends=cover.purpose != decision.purpose,
        names=is_nameless and (telling is not None or in_cover or names_somebody(versions, children)),
        is_named_in_cover=in_cover,
    ):
        raise Refused(*reasons)


def _will_be_read(route: Route, decision: Decision) -> None:
    """Nothing is sent to nobody. What is added to something goes wherever that is."""
    team = route.team
    if team and not route.follows and not staffed([team], without=decision.kept_from):
        raise Refused(f"Nobody is in {team.name} here who could read it. Ring them, or choose another team.")


def _may_follow(by: Member, route: Route) -> None:
    """What is added goes after what was sent first, to whoever has that now."""
    first = route.follows
    if first is None:
        return
    if first.follows_id is not None or not access.may_say_more(by, first):
        raise NotPermitted("You can only add to what your own agency sent first, and you sent or carry on.")
    if route.team is None or route.team.pk != first.with_team_id:
        raise Overtaken("Another team has it by now. Look again, and send this to the team that has it.")


def _is_own(by: Member, team: Team) -> bool:
    return team.agency_id == by.agency_id and team.pk in by.team_ids


def _may_be_picked(by: Member, route: Route, versions: Sequence[ItemVersion]) -> None:
    stands = standing_of(by, [version.pk for version in versions])
    if any(version.pk not in stands for version in versions):
        raise NotPermitted("You can only share what your own agency holds and you may see yourself.")
    if reasons := reasons_not_to_pick(
        is_twice=len(stands) < len(versions), is_outdated=not all(stands.values()), carried=route.carried
    ):
        raise Refused(*reasons)


def _goes_elsewhere(route: Route, decision: Decision) -> bool:
    return goes_elsewhere(
        team=route.team.pk if route.team else None,
        spoken_to=route.spoken_to,
        decided_team=decision.recipient_team_id,
        decided_words=decision.recipient_words,
    )


@act("disclosure.openness_given", may=access.may_say_more, on="disclosure")
def give_openness(*, by: Member, disclosure: Disclosure, openness: Openness) -> Telling:
    """It is on the record who was told what, or why not; the team that has the disclosure sees it from now on.

    It is the openness of that same sharing, under the decision that permitted it: nothing else about the child crosses.
    Where nobody was to be named it stays with the sender. Refused while the account is unfinished.
    Source: golden rule 2.
    """
    telling = record_openness(by=by, decision=disclosure.decision, openness=openness)
    if disclosure.decision.decided != Decided.SHARE_ANONYMISED:
        _add_telling(disclosure, telling)
    return telling


def _add_telling(disclosure: Disclosure, telling: Telling) -> None:
    DisclosedTelling.objects.create(
        agency_id=disclosure.agency_id, disclosure=disclosure, telling=telling, given_at=telling.written_at
    )
