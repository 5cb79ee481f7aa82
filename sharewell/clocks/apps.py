from django.apps import AppConfig


class Clocks(AppConfig):
    name = "sharewell.clocks"
    verbose_name = "clocks"
    default_auto_field = "django.db.models.BigAutoField"
