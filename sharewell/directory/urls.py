"""Addresses of the directory."""

from django.urls import include, path

from sharewell.directory import chain_pages, file_pages, views
from sharewell.directory.administration import invited

urlpatterns = [
    path("administration/", include("sharewell.directory.administration.urls")),
    path("contacts/", views.contacts, name="contacts"),
    path("chain/", chain_pages.chain, name="chain"),
    path("chain/<slug:role>/order/", chain_pages.order_chain, name="order_chain"),
    path("away/<uuid:member_id>/", chain_pages.go_away, name="go_away"),
    path("away/<uuid:member_id>/come-back/", chain_pages.come_back, name="come_back"),
    path("administration/import/", file_pages.send_file, name="send_file"),
    path("administration/import/<uuid:file_id>/", file_pages.import_rows, name="import_rows"),
    path("administration/import/<slug:kind>.csv", file_pages.empty_table, name="empty_table"),
    path("acting-for/", views.acting_for, name="acting_for"),
    path("invitation/<slug:token>/", invited.open_invitation, name="open_invitation"),
    path("invitation/", invited.accept_invitation, name="accept_invitation"),
]
