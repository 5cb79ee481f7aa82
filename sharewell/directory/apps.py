from django.apps import AppConfig


class Directory(AppConfig):
    name = "sharewell.directory"
    verbose_name = "directory"
    default_auto_field = "django.db.models.BigAutoField"
