"""A journey of every kind of page, at whose end a team is added to the directory; and the addresses it stands at."""

from typing import Any

from django.http import HttpRequest
from django.urls import include, path

from sharewell.directory.actions import add_team
from sharewell.directory.rules import TeamPurpose
from sharewell.journeys.rules import Answers, Group, Journey, Many, Page, Settled
from sharewell.journeys.sitting import Sitting
from sharewell.journeys.urls import journey_urls
from sharewell.web.fields import Choice, Choices, DateParts, LongText, Option, ShortText
from sharewell.web.forms import Form
from sharewell.web.pages import page as shown_page

YES_NO = [Option("yes", "Yes"), Option("no", "No"), Option("not_sure", "I am not sure", divider_before="or")]


class YesNo(Form):
    answer = Choice(choices=YES_NO)


class Worry(Form):
    name = ShortText("Name of the team")
    text = LongText("What is it for?", max_length=5000)
    on = DateParts("Since when?", past=True)


class Item(Form):
    heading = ShortText("What do you know?")
    kind = Choice("How do you know?", choices=[("fact", "I saw it"), ("told", "Somebody told me")])


class Someone(Form):
    answer = ShortText("Who is it?")


def recipients(sitting: Sitting) -> type[Form]:
    """Choices that depend on the member and on what was answered before."""
    own = (str(sitting.by.agency_id), sitting.by.agency.name)
    others = [("police", "The police")] if sitting.answers.one("harm", "answer") == "yes" else []

    class Recipient(Form):
        to = Choices("Who gets it?", choices=[own, *others])

    return Recipient


def look_for(request: HttpRequest, sitting: Sitting, page: Page) -> Any:
    """Look, then choose: a page of its own making."""
    if request.POST.get("choose"):
        return Settled({"chosen": [request.POST["choose"]]})
    if request.POST.get("pause"):
        return Settled({"chosen": [request.POST["pause"]]}, is_finished=False)
    if request.GET.get("plain"):
        return shown_page(request, "web/help.html")
    form = Someone(request.POST if request.method == "POST" else None)
    return {"form": form}


def is_in_danger(answers: Answers) -> bool:
    return answers.one("danger", "answer") == "yes"


def harm_is_possible(answers: Answers) -> bool:
    return answers.one("harm", "answer") in {"yes", "not_sure"}


def finish(sitting: Sitting) -> str:
    team = add_team(
        by=sitting.by,
        agency=sitting.by.agency,
        name=sitting.clean("worry")["name"],
        purpose=TeamPurpose.OTHER,
        what_for=sitting.clean("worry")["text"][:200],
    )
    return f"/help/?team={team.pk}"


TOY = Journey(
    key="toy",
    title="Add a team",
    pages=(
        Page("danger", "Is anyone in danger?", YesNo, short="Danger", why="It comes first.", rule="Ring 999."),
        Page("ring-999", "Ring 999 now", asked=is_in_danger, context=lambda sitting: {"why": "Ring first."}),
        Page("worry", "The team", Worry),
        Page("items", "What do you know?", Item, short="Known", many=Many(one="item", most=3)),
        Page(
            "child",
            "Look for the child",
            visit=look_for,
            template="journeys/question.html",
            in_words=lambda sitting: [("Child", sitting.clean("child").get("chosen", ""))],
        ),
        Page("harm", "Is a child being hurt?", YesNo, short="Harm", group="walk"),
        Page("known", "Does social care know?", YesNo, short="Known to them", group="walk", asked=harm_is_possible),
        Page("tell", "Can you tell the family?", YesNo, short="Telling", group="walk"),
        Page(
            "advice",
            "What we advise",
            rests_on=lambda answers: answers.one("harm", "answer") + answers.one("known", "answer"),
            in_words=lambda sitting: (),
        ),
        Page("recipient", "Who gets it?", recipients, initial=lambda sitting: {"to": [str(sitting.by.agency_id)]}),
    ),
    groups=(Group("walk", "The questions"),),
    finish=finish,
    label=lambda sitting: sitting.answers.one("worry", "name"),
    home="help",
    confirm="Add it",
)

OTHER = Journey(key="other-toy", title="Another", pages=(Page("only", "Only?", YesNo),), finish=finish)
PLAIN = Journey(
    key="plain-toy",
    title="Plain",
    pages=(Page("first", "First?", YesNo), Page("things", "Things", Item, many=Many())),
    finish=finish,
)
CLOSED = Journey(
    key="closed-toy",
    title="Not for you",
    pages=(Page("only", "Only?", YesNo),),
    finish=finish,
    may_begin=lambda by, subject: False,
)

urlpatterns = [
    path("", include("sharewell.urls")),
    *journey_urls(TOY, "toy/", "toy"),
    path("others/", include((journey_urls(OTHER, "", "others:other"), "others"))),
    *journey_urls(PLAIN, "plain/", "plain"),
    *journey_urls(CLOSED, "closed/", "closed"),
]
