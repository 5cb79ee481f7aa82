from django.apps import AppConfig


class Vault(AppConfig):
    name = "sharewell.vault"
    verbose_name = "vault"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from sharewell.vault import checks  # noqa: F401 - registers them
