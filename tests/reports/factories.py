import itertools

import factory
from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from reports.models import Job

numbers = itertools.count(1)


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    full_name = "Образцова Анна Петровна"
    role = Role.COORDINATOR


class JobFactory(factory.django.DjangoModelFactory):
    """A queued sample; traits bring it into the other states the way workers do."""

    class Meta:
        model = Job

    kind = "sample"
    subject_pk = "all"
    title = "Образец документа"
    format = "pdf"
    key = factory.LazyFunction(lambda: f"key-{next(numbers)}")
    ordered_by = factory.SubFactory(UserFactory)

    class Params:
        running = factory.Trait(
            status=Job.Status.RUNNING, started_at=factory.LazyFunction(timezone.now), progress=40, step="Верстаем"
        )
        ready = factory.Trait(
            status=Job.Status.READY,
            started_at=factory.LazyFunction(timezone.now),
            finished_at=factory.LazyFunction(timezone.now),
            progress=100,
            file=factory.LazyFunction(lambda: ContentFile(b"%PDF-1.7 sample", name="sample.pdf")),
            file_hash="0" * 64,
        )
        failed = factory.Trait(
            status=Job.Status.FAILED, finished_at=factory.LazyFunction(timezone.now), error="Не получилось."
        )
        cancelled = factory.Trait(status=Job.Status.CANCELLED, finished_at=factory.LazyFunction(timezone.now))
