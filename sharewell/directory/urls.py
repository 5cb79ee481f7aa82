"""Addresses of the directory."""

from django.urls import include, path

from sharewell.directory import api, chain_pages, file_pages, views
from sharewell.directory.administration import invited

# The standard's own addresses, which end without a slash.
open_referral = [
    path("", api.about, name="open_referral"),
    path("services", api.service_list, name="open_referral_services"),
    path("services/<str:wanted>", api.service, name="open_referral_service"),
    path("service_at_locations", api.at_location_list, name="open_referral_at_locations"),
    path("service_at_locations/<str:wanted>", api.at_location, name="open_referral_at_location"),
    path("taxonomies", api.taxonomies, name="open_referral_taxonomies"),
    path("taxonomies/<str:wanted>", api.taxonomy, name="open_referral_taxonomy"),
    path("taxonomy_terms", api.taxonomy_terms, name="open_referral_terms"),
    path("taxonomy_terms/<str:wanted>", api.taxonomy_term, name="open_referral_term"),
]
urlpatterns = [
    path("administration/", include("sharewell.directory.administration.urls")),
    path("chain/", chain_pages.chain, name="chain"),
    path("chain/<slug:role>/order/", chain_pages.order_chain, name="order_chain"),
    path("away/<uuid:member_id>/", chain_pages.go_away, name="go_away"),
    path("away/<uuid:member_id>/come-back/", chain_pages.come_back, name="come_back"),
    path("administration/import/", file_pages.send_file, name="send_file"),
    path("administration/import/<uuid:file_id>/", file_pages.import_rows, name="import_rows"),
    path("administration/import/<slug:kind>.csv", file_pages.empty_table, name="empty_table"),
    path("open-referral/", include(open_referral)),
    path("contacts/", views.contacts, name="contacts"),
    path("contacts/card/", views.wall_card, name="wall_card"),
    path("contacts/card/pdf/", views.wall_card_pdf, name="wall_card_pdf"),
    path("contacts/said-wrong/", views.said_wrong, name="said_wrong"),
    path("contacts/<uuid:team_id>/", views.contact, name="contact"),
    path("contacts/<uuid:team_id>/report-wrong-number/", views.report_wrong_number, name="report_wrong_number"),
    path("contacts/<uuid:team_id>/check-number/", views.check_number, name="check_number"),
    path("acting-for/", views.acting_for, name="acting_for"),
    path("invitation/<slug:token>/", invited.open_invitation, name="open_invitation"),
    path("invitation/", invited.accept_invitation, name="accept_invitation"),
]
