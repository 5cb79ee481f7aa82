"""The teams that may receive a worry, and how each stands at this moment."""

from sharewell.directory.access import answering_this_minute, contacts_of, teams_with_somebody
from sharewell.directory.contacts import ContactNow
from sharewell.directory.models import Team
from sharewell.directory.rules import RECEIVING, may_receive
from sharewell.moment import now


def teams_that_receive() -> dict[str, Team]:
    """Each of them, by id: those in which somebody is who can read what comes."""
    return {
        str(team.pk): team
        for team in teams_with_somebody(*RECEIVING)
        if may_receive(team.purpose, is_public=team.is_public)
    }


def standing_now(teams: dict[str, Team]) -> list[ContactNow]:
    """How these stand now, open ones first."""
    contacts = [each for each in answering_this_minute(now()).contacts if each.team.purpose in RECEIVING]
    # The minute has the first of each purpose alone; whoever may receive beyond those is looked up.
    known = {each.team.pk for each in contacts}
    contacts += contacts_of([team for team in teams.values() if team.pk not in known], now())
    return sorted(contacts, key=lambda each: not each.is_open)
