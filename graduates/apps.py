from importlib import import_module

from django.apps import AppConfig


class GraduatesConfig(AppConfig):
    name = "graduates"
    verbose_name = "Выпускники"

    def ready(self) -> None:
        import_module("graduates.checks")
