from django.apps import AppConfig


class Oversight(AppConfig):
    name = "sharewell.oversight"
    verbose_name = "oversight"
    default_auto_field = "django.db.models.BigAutoField"
