from django.apps import AppConfig


class People(AppConfig):
    name = "sharewell.people"
    verbose_name = "people"
    default_auto_field = "django.db.models.BigAutoField"
