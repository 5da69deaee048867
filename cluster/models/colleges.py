"""What a college has for its graduates: programmes, centres, resources in figures of a day."""

from django.db import models

from cluster.models.organisations import Organisation
from cluster.models.reference import Occupation


class CollegeProfile(models.Model):
    organisation = models.OneToOneField(
        Organisation, models.CASCADE, verbose_name="колледж", related_name="college_profile"
    )
    summary = models.TextField("о колледже", blank=True)
    inclusive_centre = models.CharField("инклюзивный центр", max_length=300, blank=True)
    abilympics_centre = models.CharField("центр «Абилимпикс»", max_length=300, blank=True)
    is_bpoo = models.BooleanField("базовая профессиональная образовательная организация", default=False)
    site = models.URLField("сайт", max_length=300, blank=True)

    class Meta:
        verbose_name = "профиль колледжа"
        verbose_name_plural = "профили колледжей"

    def __str__(self) -> str:
        return str(self.organisation)


class Programme(models.Model):
    """A programme the college teaches; adapted ones are made for students with disabilities."""

    class Level(models.TextChoices):
        WORKER = "worker", "профессиональное обучение"
        QUALIFIED = "qualified", "квалифицированные рабочие и служащие"
        SPECIALIST = "specialist", "специалисты среднего звена"
        EXTRA = "extra", "дополнительная программа"

    organisation = models.ForeignKey(Organisation, models.CASCADE, verbose_name="колледж", related_name="programmes")
    occupation = models.ForeignKey(
        Occupation, models.PROTECT, verbose_name="профессия", related_name="programmes", null=True, blank=True
    )
    name = models.CharField("название", max_length=300)
    level = models.CharField("уровень", max_length=20, choices=Level.choices, default=Level.QUALIFIED)
    is_adapted = models.BooleanField("адаптированная", default=False)

    class Meta:
        verbose_name = "образовательная программа"
        verbose_name_plural = "образовательные программы"
        ordering = ["organisation", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="programme_once_in_college",
                violation_error_message="Такая программа у колледжа уже записана.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class OrganisationFact(models.Model):
    """A figure about an organisation on a day, with its source. A newer figure is a new row: the old one stays."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, verbose_name="организация", related_name="facts")
    name = models.CharField("что посчитано", max_length=200, help_text="Например, мастерских")
    amount = models.PositiveIntegerField("сколько")
    as_of = models.DateField("на какой день")
    source = models.CharField("источник", max_length=300)

    class Meta:
        verbose_name = "сведение об организации"
        verbose_name_plural = "сведения об организациях"
        ordering = ["organisation", "name", "-as_of", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name", "as_of"],
                name="fact_once_a_day",
                violation_error_message="На этот день такое сведение уже записано.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.amount}"
