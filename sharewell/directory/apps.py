from django.apps import AppConfig


class Directory(AppConfig):
    name = "sharewell.directory"
    verbose_name = "directory"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from sharewell.directory import checks  # noqa: F401 - registers the check
