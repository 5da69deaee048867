from collections.abc import Iterable
from datetime import date

from django.db import models
from django.urls import reverse

from cluster.models.ordering import sort_key


class Region(models.Model):
    name = models.CharField("название", max_length=100, unique=True)
    name_genitive = models.CharField("название в родительном падеже", max_length=100)
    oktmo_prefix = models.CharField("первые две цифры ОКТМО", max_length=2, unique=True)
    sort_key = sort_key("name")

    class Meta:
        verbose_name = "регион"
        verbose_name_plural = "регионы"
        ordering = ["sort_key"]

    def __str__(self) -> str:
        return self.name


class MunicipalityKind(models.TextChoices):
    CITY_OKRUG = "city_okrug", "городской округ"
    OKRUG = "okrug", "муниципальный округ"
    DISTRICT = "district", "муниципальный район"


class MunicipalityQuerySet(models.QuerySet["Municipality"]):
    def of_region(self, region: Region) -> "MunicipalityQuerySet":
        return self.filter(region=region)

    def existing_on(self, day: date) -> "MunicipalityQuerySet":
        """Neither abolished by that day nor formed after it."""
        formed_later = MunicipalChange.objects.filter(
            successor=models.OuterRef("pk"), successor_is_new=True, happened_on__gt=day
        )
        living = self.filter(models.Q(closed_on=None) | models.Q(closed_on__gt=day))
        return living.exclude(models.Exists(formed_later))

    def with_organisation_count(self) -> "MunicipalityQuerySet":
        """Annotates `organisation_count`; a record joined to another one is no organisation any more."""
        living = models.Q(organisations__merged_into=None)
        rows = self.select_related("region").annotate(organisation_count=models.Count("organisations", filter=living))
        return rows.order_by("region__sort_key", "sort_key", "pk")


class Municipality(models.Model):
    """A municipality keeps its identity while name, kind and code change; the former ones stand in its periods."""

    region = models.ForeignKey(Region, models.PROTECT, verbose_name="регион", related_name="municipalities")
    name = models.CharField("название", max_length=200)
    kind = models.CharField("вид", max_length=20, choices=MunicipalityKind.choices)
    oktmo = models.CharField(
        "код ОКТМО",
        max_length=8,
        unique=True,
        error_messages={"unique": "Муниципальное образование с таким кодом ОКТМО уже есть в справочнике."},
    )
    source = models.CharField("источник сведений", max_length=500, blank=True)
    closed_on = models.DateField("упразднено", null=True, blank=True)
    sort_key = sort_key("name")

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = "муниципальное образование"
        verbose_name_plural = "муниципальные образования"
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "name"],
                name="municipality_once_in_region",
                violation_error_message="Такое муниципальное образование уже есть в этом регионе.",
            ),
            models.CheckConstraint(
                condition=models.Q(oktmo__regex=r"^\d{8}$"),
                name="oktmo_eight_digits",
                violation_error_message="Код ОКТМО состоит из восьми цифр.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("cluster:municipality-detail", args=[self.pk])


class MunicipalityPeriod(models.Model):
    """Name, kind and code that a municipality had in a period."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="periods")
    name = models.CharField("название", max_length=200)
    kind = models.CharField("вид", max_length=20, choices=MunicipalityKind.choices)
    oktmo = models.CharField("код ОКТМО", max_length=8)
    from_on = models.DateField("с", null=True, blank=True)
    to_on = models.DateField("по", null=True, blank=True)
    source = models.CharField("основание", max_length=500, blank=True)

    class Meta:
        verbose_name = "прежнее название"
        verbose_name_plural = "прежние названия"
        ordering = ["municipality", "from_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to_on=None) | models.Q(from_on=None) | models.Q(to_on__gt=models.F("from_on")),
                name="municipality_period_in_order",
                violation_error_message="Конец периода не может быть раньше начала.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MunicipalChange(models.Model):
    """One municipality went into another, wholly or in part: a merger or a split is some rows of one day."""

    predecessor = models.ForeignKey(
        Municipality, models.PROTECT, verbose_name="что преобразовано", related_name="successions"
    )
    successor = models.ForeignKey(Municipality, models.PROTECT, verbose_name="во что вошло", related_name="origins")
    happened_on = models.DateField("с какого дня")
    successor_is_new = models.BooleanField("образовано этим преобразованием", default=False)
    basis = models.CharField("основание", max_length=500)

    class Meta:
        verbose_name = "преобразование муниципального образования"
        verbose_name_plural = "преобразования муниципальных образований"
        ordering = ["happened_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor"],
                name="municipal_change_once",
                violation_error_message="Такое преобразование уже записано.",
            ),
            models.CheckConstraint(
                condition=~models.Q(predecessor=models.F("successor")),
                name="municipal_change_of_two",
                violation_error_message="Муниципальное образование не может войти само в себя.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


def named_on(places: Iterable[Municipality], day: date) -> list[Municipality]:
    """The same municipalities bearing the names and kinds of that day, for reading only; one query."""
    rows = list(places)
    periods = MunicipalityPeriod.objects.filter(municipality__in=rows, to_on__gt=day)
    former = {
        period.municipality_id: period
        for period in periods.filter(models.Q(from_on=None) | models.Q(from_on__lte=day)).order_by("to_on")
    }
    for place in rows:
        if period := former.get(place.pk):
            place.name, place.kind, place.oktmo = period.name, period.kind, period.oktmo
    return rows


class AccommodationGroup(models.TextChoices):
    SCHEDULE = "schedule", "График"
    FORMAT = "format", "Где работать"
    TRANSPORT = "transport", "Дорога"
    BUILDING = "building", "Здание"
    WORKPLACE = "workplace", "Рабочее место"
    DIGITAL = "digital", "Компьютер и программы"
    COMMUNICATION = "communication", "Общение"
    ORGANISATION = "organisation", "Порядок работы"
    SUPPORT = "support", "Поддержка"
    SAFETY = "safety", "Безопасность"


class Accommodation(models.Model):
    """A workplace condition of the controlled list: what a vacancy offers and a graduate may need."""

    code = models.SlugField("код", max_length=40, unique=True)
    name = models.CharField("условие", max_length=120)
    explanation = models.CharField("что это значит", max_length=300)
    group = models.CharField("группа", max_length=20, choices=AccommodationGroup.choices)
    position = models.PositiveSmallIntegerField("порядок", default=0)

    class Meta:
        verbose_name = "условие труда"
        verbose_name_plural = "условия труда"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class Occupation(models.Model):
    """A profession or speciality that colleges teach and vacancies ask for."""

    code = models.CharField("код", max_length=8, unique=True)
    name = models.CharField("название", max_length=200)
    sort_key = sort_key("name")

    class Meta:
        verbose_name = "профессия"
        verbose_name_plural = "профессии"
        ordering = ["sort_key", "pk"]

    def __str__(self) -> str:
        return self.name
