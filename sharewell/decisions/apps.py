from django.apps import AppConfig


class Decisions(AppConfig):
    name = "sharewell.decisions"
    verbose_name = "decisions"
    default_auto_field = "django.db.models.BigAutoField"
