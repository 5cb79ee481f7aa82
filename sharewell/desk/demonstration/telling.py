"""One worry of the tables becomes the acts that a person would have done."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sharewell.concerns.actions import Sharing, Verdict, Worry, raise_concern
from sharewell.concerns.models import Concern
from sharewell.concerns.picking import Pickable, about_words
from sharewell.decisions.actions import Walked
from sharewell.decisions.rules import Decided, Manner, Openness, Told
from sharewell.decisions.walk import advice_shown
from sharewell.desk.demonstration.past import Past
from sharewell.desk.demonstration.settling import Town
from sharewell.directory.access import who_answers_now
from sharewell.directory.models import Member, Team
from sharewell.directory.rules import TeamPurpose
from sharewell.disclosures.actions import Route
from sharewell.disclosures.rules import Carried
from sharewell.guidance.editions import edition_in_force
from sharewell.guidance.rules import advise
from sharewell.items.rules import ItemCategory, ItemDetails, Known
from sharewell.moment import now
from sharewell.people.models import Child
from sharewell.web.words import local

PURPOSE = "To keep a child safe"


@dataclass(frozen=True)
class Teller:
    """Tells the worries of one table, in one town."""

    town: Town
    past: Past
    walks: Mapping[str, str]

    def send(self, told: Mapping[str, Any]) -> Concern:
        """The worry is sent to the team named, or else to the one that answers at this pretended moment."""
        _, children = self._who(told)
        return self._raise(told, Decided.SHARE, Route(team=self._team(told)), picked=self._picked(told, children))

    def keep(self, told: Mapping[str, Any]) -> Concern:
        """The worry is kept: not shared, or shared already outside."""
        _, children = self._who(told)
        carried = told.get("carried")
        if not carried:
            return self._raise(told, Decided(told["verdict"]))
        route = Route(spoken_to=carried["to"], carried=Carried(carried["how"]))
        return self._raise(told, Decided(told["verdict"]), route, picked=self._picked(told, children))

    def _raise(
        self,
        told: Mapping[str, Any],
        decided: Decided,
        route: Route | None = None,
        picked: frozenset[str] = frozenset(),
    ) -> Concern:
        by, children = self._who(told)
        carried = told.get("carried", {})
        return raise_concern(
            by=by,
            worry=Worry(
                children, [self._item(item) for item in told["items"]], told["headline"], self._abouts(told, children)
            ),
            verdict=Verdict(self._walked(by, told.get("walk")), decided, told.get("because", "")),
            sharing=None
            if route is None
            else Sharing(
                route=route,
                purpose=carried.get("purpose", PURPOSE),
                picked=picked,
                about=_about(children),
                headline=told["headline"],
                openness=self._openness(told.get("told")),
            ),
            happened_at=now() - timedelta(minutes=carried["before"]) if carried else None,
        )

    def _who(self, told: Mapping[str, Any]) -> tuple[Member, list[Child]]:
        return self.town.members[told["by"]], [self.town.children[word] for word in told["children"]]

    def _team(self, told: Mapping[str, Any]) -> Team:
        if "to" in told:
            return self.town.teams[told["to"]]
        team = who_answers_now(TeamPurpose.REFERRAL, now())
        return self.town.teams["referral"] if team is None else team

    def _walked(self, by: Member, walk: str | None) -> Walked:
        """The walk as this person went it on this day; without one, the record is made on one page."""
        today = local(now()).date()
        edition = edition_in_force(today)
        if walk is None:
            return Walked(edition=edition.key, digest=edition.digest, answers={}, manner=Manner.ONE_PAGE)
        answers = dict(pair.split("=") for pair in self.walks[walk].split())
        advice = advise(edition, answers, by.agency.kind, today)
        return Walked(
            edition=edition.key,
            digest=edition.digest,
            answers={key: answer for key, answer in answers.items() if key in advice.path},
            advice=str(advice.outcome or ""),
            shown=advice_shown(edition, advice, answers),
            is_complete=advice.is_complete,
        )

    def _abouts(self, told: Mapping[str, Any], children: list[Child]) -> list[list[Child]]:
        """Which of the children each thing is about, where the table tells of several."""
        if len(children) == 1:
            return []
        return [[self.town.children[word] for word in item["about"]] for item in told["items"]]

    def _item(self, item: Mapping[str, Any]) -> ItemDetails:
        is_exact = item.get("exact", False)
        kind = Known(item["kind"])
        usual = ItemCategory.OPINION if kind is Known.OPINION else ItemCategory.HAPPENED
        return ItemDetails(
            text=item["text"],
            kind=kind,
            told_by=item.get("told_by", ""),
            exact_words=is_exact,
            about_words=item.get("about_words", ""),
            mentions_others="about_words" in item,
            category=ItemCategory.CHILDS_WORDS if is_exact else usual,
            happened_on=min(self._days_before(item["days_ago"]), local(now()).date()),
        )

    def _openness(self, told: Mapping[str, Any] | None) -> Openness | None:
        if told is None:
            return None
        look_again = told.get("look_again")
        return Openness(
            told=Told(told["told"]),
            who=told.get("who", ""),
            when=local(now()).date() if told["told"] == Told.TOLD else None,
            why_not=told.get("why_not", ""),
            look_again_on=None if look_again is None else self._days_before(-look_again),
        )

    def _days_before(self, days: int) -> date:
        return self.past.day(days)

    def _picked(self, told: Mapping[str, Any], children: list[Child]) -> frozenset[str]:
        """The keys of what crosses: the name, what was written, and the parts of the record that the table gives."""
        return frozenset(
            {f"worry-{number}" for number in range(len(told["items"]))}
            | {f"{part}@{child.pk}" for child in children for part in self._parts(told, child)}
        )

    def _parts(self, told: Mapping[str, Any], child: Child) -> Iterator[str]:
        yield "name"
        for part in told.get("give", ()):
            if part != "household":
                yield part
                continue
            word = next(word for word, known in self.town.children.items() if known.pk == child.pk)
            yield from (f"household:{each.pk}" for each in self.town.households[word])


def _about(children: list[Child]) -> str:
    named = [Pickable(f"name@{child.pk}", ItemDetails(), child, "name") for child in children]
    return about_words(named, local(now()).date())
