from django.apps import AppConfig


class Journeys(AppConfig):
    name = "sharewell.journeys"
    verbose_name = "journeys"
    default_auto_field = "django.db.models.BigAutoField"
