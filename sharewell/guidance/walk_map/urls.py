"""Addresses of the map: of the edition in force, and of an edition by its name."""

from django.urls import path

from sharewell.guidance.walk_map import views

urlpatterns = [
    path("guidance/map/", views.walk_map, name="guidance_map"),
    path("guidance/editions/<slug:key>/map/", views.walk_map, name="guidance_edition_map"),
]
