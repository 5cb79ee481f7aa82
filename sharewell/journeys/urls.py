"""A journey's addresses, for the room that it belongs to."""

from typing import Any

from django.urls import URLPattern, path

from sharewell.journeys import together, views
from sharewell.journeys.mounts import mount
from sharewell.journeys.rules import Journey


def journey_urls(journey: Journey, prefix: str, name: str) -> list[URLPattern]:
    """The addresses of a journey under `prefix` ("new/"). `name` is that of its start as `reverse` wants it
    ("concerns:record-concern", or "record-concern" where the room has no namespace); the others add -draft, -page,
    -autosave, -check, -discard, -all, -all-autosave, -group and -group-autosave to it.
    """
    stands = mount(journey, name)
    own = name.rpartition(":")[2]
    at = f"{prefix}<uuid:draft>/"
    steps: list[tuple[str, str, Any]] = [
        (at, "draft", views.go_on),
        (f"{at}check/", "check", views.check),
        (f"{at}discard/", "discard", views.discard),
        (f"{at}all/", "all", together.together),
        (f"{at}all/autosave/", "all-autosave", together.autosave_together),
        (f"{at}all/<slug:group>/", "group", together.together),
        (f"{at}all/<slug:group>/autosave/", "group-autosave", together.autosave_together),
        (f"{at}<slug:page>/", "page", views.answer),
        (f"{at}<slug:page>/autosave/", "autosave", views.autosave),
    ]
    begun = [path(prefix, views.start(stands), name=own)]
    return begun + [
        path(route, views.for_author(stands, view, quietly=step.endswith("autosave")), name=f"{own}-{step}")
        for route, step, view in steps
    ]
