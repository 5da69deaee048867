from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class UiConfig(AppConfig):
    name = "ui"
    verbose_name = "вид страниц"

    def ready(self) -> None:
        autodiscover_modules("panels")
