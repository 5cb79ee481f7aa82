"""Public pages of the guidance. Their names begin with `guidance`: anybody may read them."""

from django.urls import path

from sharewell.guidance import views
from sharewell.guidance.walk_map.urls import urlpatterns as walk_map

urlpatterns = [
    *walk_map,
    path("guidance/", views.guidance, name="guidance"),
    path("guidance/rules/", views.rules, name="guidance_rules"),
    path("guidance/law/", views.law, name="guidance_law"),
    path("guidance/editions/<slug:key>/", views.edition, name="guidance_edition"),
]
