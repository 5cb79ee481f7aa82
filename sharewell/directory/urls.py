"""Addresses of the directory."""

from django.urls import path

from sharewell.directory import views

urlpatterns = [
    path("contacts/", views.contacts, name="contacts"),
    path("acting-for/", views.acting_for, name="acting_for"),
]
