from django.apps import AppConfig
from django.core import checks


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = "документы"

    def ready(self) -> None:
        from reports.checks import missing_parts  # the catalogue needs models, which are loaded only now
        from reports.duties import missing_duties

        checks.register(missing_parts)
        checks.register(missing_duties)
