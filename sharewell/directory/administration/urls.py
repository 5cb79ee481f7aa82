"""Addresses of administration."""

from django.urls import path

from sharewell.directory.administration import glance, partnership, people, reviews, teams

TEAM, MEMBER = "teams/<uuid:team_id>/", "people/<uuid:member_id>/"
urlpatterns = [
    path("", glance.administration, name="administration"),
    path("describe-agency/", glance.describe_agency, name="describe_agency"),
    path("teams/add-team/", teams.add_team, name="add_team"),
    path(TEAM, teams.administered_team, name="administered_team"),
    path(f"{TEAM}describe-team/", teams.describe_team, name="describe_team"),
    path(f"{TEAM}check-contact/", teams.check_contact, name="check_contact"),
    path(f"{TEAM}close-team/", teams.close_team, name="close_team"),
    path(f"{TEAM}set-hours/", teams.set_hours, name="set_hours"),
    path(f"{TEAM}add-exception/", teams.add_exception, name="add_exception"),
    path(f"{TEAM}remove-exception/", teams.remove_exception, name="remove_exception"),
    path("people/", people.members, name="members"),
    path("people/invite/", people.invite, name="invite"),
    path("people/withdraw-invitation/<uuid:invitation_id>/", people.withdraw_invitation, name="withdraw_invitation"),
    path(f"{MEMBER}change-member/", people.change_member, name="change_member"),
    path(f"{MEMBER}open-account/", people.open_account, name="open_account"),
    path("review-access/", reviews.review_access, name="review_access"),
    path("partnership/", partnership.partnership, name="partnership"),
    path("partnership/add-agency/", partnership.add_agency, name="add_agency"),
    path(
        "partnership/agencies/<uuid:agency_id>/invite-administrator/",
        partnership.invite_administrator,
        name="invite_administrator",
    ),
    path("partnership/set-area/", partnership.set_area, name="set_area"),
    path("partnership/set-area/<uuid:area_id>/", partnership.set_area, name="set_area_again"),
]
