"""The front door's addresses."""

from django.urls import path

from sharewell.desk import leaver_pages, views

urlpatterns = [
    path("", views.start, name="start"),
    path("guidance/walk/", views.public_walk, name="public_walk"),
    path("guidance/walk/all/", views.public_walk_together, name="public_walk_together"),
    path("health", views.health, name="health"),
    path("hand-over/<uuid:member_id>/", leaver_pages.hand_over_work, name="hand_over_work"),
    path("leaving/<uuid:member_id>/", leaver_pages.record_leaver, name="record_leaver"),
    path("home/", views.home, name="home"),
    path("my-work/", views.my_work, name="my_work"),
    path("queue/", views.queue, name="queue"),
    path("queue/<uuid:team_id>/", views.queue, name="queue_of_team"),
]
