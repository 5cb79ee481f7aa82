"""The addresses of children, each within the agency that holds them."""

from django.urls import path

from sharewell.people import views

urlpatterns = [
    path("children/<uuid:child_id>/", views.child, name="child"),
    path("children/<uuid:child_id>/correct-child/", views.correct_child, name="correct_child"),
    path("children/<uuid:child_id>/add-household-member/", views.add_household_member, name="add_household_member"),
]
