import django_filters
from django.http import HttpRequest

from reports.models import Job


class JobFilter(django_filters.FilterSet):
    status = django_filters.ChoiceFilter(label="Состояние", choices=Job.Status.choices, empty_label="любое")
    format = django_filters.ChoiceFilter(label="Формат", choices=Job.Format.choices, empty_label="любой")

    request: HttpRequest

    class Meta:
        model = Job
        fields = ["status", "format"]
