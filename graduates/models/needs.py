"""The protected zone: own tables, encrypted columns, no search. Opened only by `graduates/protected.py`."""

from django.conf import settings
from django.db import models

from accounts.encryption import EncryptedField
from graduates.models.profiles import Graduate


class NeedLevel(models.TextChoices):
    REQUIRED = "required", "обязательно"
    DESIRED = "desired", "желательно"


class OvzStatus(models.TextChoices):
    """«ОВЗ» is a status of education; it says nothing about disability."""

    YES = "yes", "есть заключение ПМПК"
    NO = "no", "нет"


class DisabilityStatus(models.TextChoices):
    NONE = "none", "нет"
    FIRST = "first", "I группа"
    SECOND = "second", "II группа"
    THIRD = "third", "III группа"
    CHILD = "child", "ребёнок-инвалид"


class NosologyGroup(models.TextChoices):
    """Groups of the college monitoring form («Форма 2»)."""

    VISION = "vision", "нарушения зрения"
    HEARING = "hearing", "нарушения слуха"
    MOBILITY = "mobility", "нарушения опорно-двигательного аппарата"
    SPEECH = "speech", "тяжёлые нарушения речи"
    DEVELOPMENT = "development", "задержка психического развития"
    AUTISM = "autism", "расстройства аутистического спектра"
    OTHER = "other", "другие причины"


class ProtectedProfile(models.Model):
    """Health data of a graduate. It serves the statistics and the route, never the matching."""

    graduate = models.OneToOneField(Graduate, models.CASCADE, related_name="protected_profile", primary_key=True)
    ovz = EncryptedField("статус ОВЗ", null=True, editable=False)
    disability = EncryptedField("инвалидность", null=True, editable=False)
    nosology = EncryptedField("нозологическая группа", null=True, editable=False)
    ipra_notes = EncryptedField("рекомендации ИПРА", null=True, editable=False)
    changed_at = models.DateTimeField("изменены", auto_now=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True)

    class Meta:
        verbose_name = "защищённые сведения"
        verbose_name_plural = "защищённые сведения"

    def __str__(self) -> str:
        return f"Защищённые сведения, карточка № {self.graduate_id}"


class Needs(models.Model):
    """Workplace conditions a graduate needs. The set as a whole hints at health, so it is one encrypted list."""

    graduate = models.OneToOneField(Graduate, models.CASCADE, related_name="needs", primary_key=True)
    answers = EncryptedField("условия", editable=False)
    changed_at = models.DateTimeField("изменены", auto_now=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True)

    class Meta:
        verbose_name = "потребности"
        verbose_name_plural = "потребности"

    def __str__(self) -> str:
        return f"Потребности, карточка № {self.graduate_id}"
