from django.apps import AppConfig


class Disagreements(AppConfig):
    name = "sharewell.disagreements"
    verbose_name = "disagreements"
    default_auto_field = "django.db.models.BigAutoField"
