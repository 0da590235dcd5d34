from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "dog_site.operations"

    def ready(self):
        from . import checks, development_logins  # noqa: F401
