"""Graduates, vacancies and looks for tests; the reference lists come from the demonstration region."""

from datetime import timedelta

import factory
from django.test import RequestFactory
from django.utils import timezone

from accounts.encryption import seal
from accounts.models import User
from accounts.roles import Role
from cluster.models import Membership, Municipality, Occupation, Organisation, Person
from graduates.actions.consents import record
from graduates.models import Consent, Graduate, Needs, Route, RouteStep
from tests.employers.factories import VacancyFactory

COLLEGE = "Колледж «Томский маяк»"
OTHER_COLLEGE = "Северный техникум сервиса"


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence("somebody{}@test.example".format)
    full_name = "Опытова Анна Ивановна"
    role = Role.GRADUATE


def serving(role, organisation):
    """Somebody of a role who serves in an organisation."""
    user = UserFactory(role=role)
    person = Person.objects.create(surname="Опытова", first_name="Анна", user=user)
    Membership.objects.create(person=person, organisation=organisation)
    return user


class GraduateFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Graduate
        skip_postgeneration_save = True

    class Params:
        of_other_college = factory.Trait(college=factory.LazyFunction(lambda: named(OTHER_COLLEGE)))
        with_account = factory.Trait(user=factory.SubFactory(UserFactory))

    surname = factory.Sequence("Пробный{}".format)
    first_name = "Иван"
    graduation_year = 2026
    college = factory.LazyFunction(lambda: named(COLLEGE))
    occupation = factory.LazyFunction(lambda: Occupation.objects.get(code="43.01.09"))
    municipality = factory.LazyFunction(lambda: Municipality.objects.get(oktmo="69701000"))

    @factory.post_generation
    def consents(self, create, wanted, **kwargs):
        """Consents to everything, unless the test says `consents=False`."""
        if wanted is not False:
            for purpose in Consent.Purpose:
                consent_of(self, purpose)

    @factory.post_generation
    def needs(self, create, wanted, **kwargs):
        """`needs={"wp_quiet": "required"}`"""
        if wanted is not None:
            rows = [{"code": code, "level": level, "is_usually_shown": False} for code, level in wanted.items()]
            Needs.objects.create(graduate=self, answers=seal(rows))


class RouteStepFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RouteStep

    class Params:
        graduate = factory.SubFactory(GraduateFactory)
        overdue = factory.Trait(due_on=factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=3)))

    route = factory.LazyAttribute(
        lambda o: Route.objects.get_or_create(graduate=o.graduate, defaults={"started_on": timezone.localdate()})[0]
    )
    text = "Прийти на пробный день"
    due_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=3))


def named(name):
    return Organisation.objects.get(name=name)


def consent_of(graduate, purpose=Consent.Purpose.HEALTH, *, ended=False):
    today = timezone.localdate()
    return record(
        graduate,
        purpose=purpose,
        channel=Consent.Channel.PAPER,
        given_on=today - timedelta(days=400),
        valid_until=today - timedelta(days=1) if ended else today + timedelta(days=400),
        by=None,
    )


def cook_vacancy(**fields):
    """A published vacancy that a graduate of the factory can take; `offers={"wp_quiet": "yes"}`."""
    return VacancyFactory(published=True, occupation=Occupation.objects.get(code="43.01.09"), **fields)


def look_of(user):
    """A request of this person, for what needs no page."""
    request = RequestFactory().get("/")
    request.user = user
    return request
