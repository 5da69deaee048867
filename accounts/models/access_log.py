import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models


class AccessEntryQuerySet(models.QuerySet["AccessEntry"]):
    def about(self, subject: models.Model) -> "AccessEntryQuerySet":
        return self.filter(subject_kind=subject._meta.label_lower, subject_pk=str(subject.pk))


class AccessEntry(models.Model):
    """One look at protected data. Never changes; outlives the record it tells about, hence no foreign key to it."""

    actor = models.ForeignKey("accounts.User", models.PROTECT, verbose_name="кто", related_name="+")
    actor_name = models.CharField("кто, словами того дня", max_length=300)
    subject_kind = models.CharField("вид записи", max_length=100)
    subject_pk = models.CharField("номер записи", max_length=40)
    fields = ArrayField(models.CharField(max_length=100), verbose_name="что видели")
    purpose = models.CharField("зачем", max_length=200)
    address = models.GenericIPAddressField("адрес", null=True, blank=True)
    at = models.DateTimeField("когда", auto_now_add=True)

    objects = AccessEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "запись журнала доступа"
        verbose_name_plural = "журнал доступа"
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["subject_kind", "subject_pk", "-at"], name="access_by_subject")]
        triggers = [
            pgtrigger.Protect(name="access_log_append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.at:%d.%m.%Y %H:%M} {self.actor_name}"
