from django.apps import AppConfig


class Desk(AppConfig):
    name = "sharewell.desk"
    verbose_name = "desk"
    default_auto_field = "django.db.models.BigAutoField"
