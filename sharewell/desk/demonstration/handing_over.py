"""The evening and the morning of the teams that receive: one hands over to the other by a sheet."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sharewell.concerns.actions import acknowledge_sheet, make_sheet
from sharewell.concerns.models import HandOverSheet
from sharewell.concerns.sheets.access import open_sheet, open_with
from sharewell.concerns.sheets.rules import How, Line
from sharewell.desk.demonstration.past import Past
from sharewell.desk.demonstration.settling import Town
from sharewell.notices.actions import mark_path_read


def handing_over(
    town: Town, past: Past, at: datetime, says: Mapping[str, Any]
) -> Iterator[tuple[datetime, Callable[[], object]]]:
    """The sheet, and that the other team acknowledged it where the story says so; each with its moment."""
    made: list[HandOverSheet] = []
    yield at, partial(_make, town, says, made)
    if acknowledged := says.get("acknowledged"):
        after = at + timedelta(minutes=acknowledged["after"])
        yield min(after, past.loaded_at), partial(_acknowledge, town, acknowledged["by"], made)


def _make(town: Town, says: Mapping[str, Any], made: list[HandOverSheet]) -> None:
    """What is open then, as on the screen. Loaded at an hour when none of it has come, there is no sheet."""
    by, team, to = town.members[says["by"]], town.teams[says["from"]], town.teams[says["to"]]
    said = {line["headline"]: Line(How(line["how"]), line["words"]) for line in says["lines"]}
    there = open_with(by, team)
    lines = {each.pk: said[each.disclosure.headline] for each in there if each.disclosure.headline in said}
    if lines:
        made.append(make_sheet(by=by, team=team, to=to, lines=lines))


def _acknowledge(town: Town, word: str, made: list[HandOverSheet]) -> None:
    by = town.members[word]
    for sheet in made:
        acknowledge_sheet(by=by, sheet=open_sheet(by, sheet.pk))
        mark_path_read(by, f"/hand-overs/{sheet.pk}/")
        mark_path_read(sheet.made_by, f"/hand-overs/{sheet.pk}/")
