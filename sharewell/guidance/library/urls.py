"""Addresses of the library. Each part has two: of the edition in force, and of an edition by its name."""

from django.urls import URLPattern, path

from sharewell.guidance.library import views

PARTS = {
    "questions": (views.questions, "guidance_questions"),
    "rules": (views.rules, "guidance_rules"),
    "myths": (views.myths, "guidance_myths"),
    "outcomes": (views.outcomes, "guidance_outcomes"),
    "law": (views.law, "guidance_law"),
    "law/<slug:gateway>": (views.gateway, "guidance_gateway"),
    "data-protection": (views.data_protection, "guidance_data_protection"),
    "caldicott": (views.caldicott, "guidance_caldicott"),
    "own-say": (views.own_say, "guidance_own_say"),
    "words": (views.glossary, "guidance_glossary"),
}

urlpatterns: list[URLPattern] = [
    path("guidance/", views.front, name="guidance"),
    path("guidance/rules/side-by-side/", views.rules_beside, name="guidance_rules_beside"),
    path("guidance/search/", views.search, name="guidance_search"),
    path("guidance/links/", views.links, name="guidance_links"),
    path("guidance/on/", views.on_a_day, name="guidance_on_a_day"),
    path("guidance/on/<str:day>/", views.on, name="guidance_on"),
    path("guidance/changes/", views.what_changed, name="guidance_changes"),
    path("guidance/editions/", views.all_editions, name="guidance_editions"),
    path("guidance/editions/<slug:key>/", views.edition, name="guidance_edition"),
    *(path(f"guidance/{where}/", view, name=name) for where, (view, name) in PARTS.items()),
    *(path(f"guidance/editions/<slug:key>/{where}/", view, name=name) for where, (view, name) in PARTS.items()),
]
