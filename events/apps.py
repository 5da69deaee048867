from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = "События и решения"

    def ready(self) -> None:
        import events.panels  # noqa: F401  the models must be there first
