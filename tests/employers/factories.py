from datetime import timedelta

import factory
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from cluster.models import Accommodation, Municipality, Organisation, Region
from employers.models import OfferedAccommodation, Partner, Vacancy


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"ООО «Проба {n}»")
    kind = Organisation.Kind.EMPLOYER
    region = factory.LazyFunction(lambda: Region.objects.get(oktmo_prefix="69"))


class PartnerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Partner

    organisation = factory.SubFactory(OrganisationFactory)
    promise = "Даём наставника."
    contact_phone = "000-00-00"
    is_public = True

    class Params:
        hidden = factory.Trait(is_public=False)


class VacancyFactory(factory.django.DjangoModelFactory):
    """A draft; `published=True`, `waiting=True`, `stale=True` and so on put it into another state."""

    class Meta:
        model = Vacancy
        skip_postgeneration_save = True

    partner = factory.SubFactory(PartnerFactory)
    title = factory.Sequence(lambda n: f"Проба {n}")
    municipality = factory.LazyFunction(lambda: Municipality.objects.get(oktmo="69701000"))
    address = "улица Пробная, 1"
    duties = "Делать дело."
    how_to_apply = "Позвоните."

    class Params:
        waiting = factory.Trait(status=Vacancy.Status.MODERATION)
        published = factory.Trait(
            status=Vacancy.Status.PUBLISHED,
            published_on=factory.LazyFunction(timezone.localdate),
            confirmed_on=factory.LazyFunction(timezone.localdate),
        )
        stale = factory.Trait(
            status=Vacancy.Status.PUBLISHED,
            published_on=factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=70)),
            confirmed_on=factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=60)),
        )
        returned = factory.Trait(return_reason="Назовите часы работы.")

    @factory.post_generation
    def offers(self, create, answers, **kwargs):
        """`offers={"wp_quiet": "yes"}`."""
        for code, answer in (answers or {}).items():
            OfferedAccommodation.objects.create(
                vacancy=self, accommodation=Accommodation.objects.get(code=code), answer=answer
            )


def own_partner(user: User) -> Partner:
    return Partner.objects.of_user(user).get()


def employer_without_organisation() -> User:
    return User.objects.create_user("lone@work.example", None, full_name="Одинцов Лев", role=Role.EMPLOYER)
