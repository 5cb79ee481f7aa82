"""Addresses of the directory."""

from django.urls import include, path

from sharewell.directory import views
from sharewell.directory.administration import invited

urlpatterns = [
    path("administration/", include("sharewell.directory.administration.urls")),
    path("contacts/", views.contacts, name="contacts"),
    path("acting-for/", views.acting_for, name="acting_for"),
    path("invitation/<slug:token>/", invited.open_invitation, name="open_invitation"),
    path("invitation/", invited.accept_invitation, name="accept_invitation"),
]
