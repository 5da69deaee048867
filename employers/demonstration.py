"""Partners and vacancies of the demonstration. Employers, people and places of work are invented."""

from datetime import date, timedelta

from django.utils import timezone

from cluster.models import Accommodation, Cluster, Municipality, Occupation, Organisation, Region
from employers.demonstration_employers import COMMENTS, LISTED_EMPLOYERS, NEW_EMPLOYERS, PROFILES, WORKPLACES
from employers.demonstration_vacancies import SAMPLES, Sample
from employers.models import OfferedAccommodation, Partner, Vacancy

A = OfferedAccommodation.Answer
NEVER_PUBLISHED = (Vacancy.Status.DRAFT, Vacancy.Status.MODERATION)


def load() -> None:
    """Put the demonstration data of this app into the database; a second call changes nothing."""
    if Partner.objects.exists():
        return
    partners = _load_partners()
    vacancies = _load_vacancies(partners)
    _load_conditions(vacancies)


def _load_partners() -> dict[str, Partner]:
    regions = {region.oktmo_prefix: region for region in Region.objects.all()}
    municipalities = {municipality.oktmo: municipality for municipality in Municipality.objects.all()}
    Organisation.objects.bulk_create(
        Organisation(
            region=regions[prefix],
            name=name,
            kind=Organisation.Kind.EMPLOYER,
            municipality=municipalities[oktmo],
            inn=inn,
        )
        for prefix, name, oktmo, inn in NEW_EMPLOYERS.values()
    )
    inns = LISTED_EMPLOYERS | {key: row[3] for key, row in NEW_EMPLOYERS.items()}
    by_inn = {organisation.inn: organisation for organisation in Organisation.objects.exclude(inn="")}
    for cluster in Cluster.objects.filter(region=regions["69"]):
        cluster.members.add(*(by_inn[row[3]] for row in NEW_EMPLOYERS.values() if row[0] == "69"))
    partners = {
        key: Partner(
            organisation=by_inn[inns[key]],
            promise=promise,
            about=about,
            contact_name=contact,
            contact_phone=phone,
            contact_email=f"{key}@work.example",
            is_public=True,
            joined_on=date(2022, 2, 1) if key in LISTED_EMPLOYERS else date(2023, 9, 4),
        )
        for key, (promise, about, contact, phone) in PROFILES.items()
    }
    Partner.objects.bulk_create(partners.values())
    for partner in partners.values():
        partner.organisation.phone, partner.organisation.email = partner.contact_phone, partner.contact_email
    Organisation.objects.bulk_update([partner.organisation for partner in partners.values()], ["phone", "email"])
    return partners


def _load_vacancies(partners: dict[str, Partner]) -> dict[Sample, Vacancy]:
    municipalities = {municipality.oktmo: municipality for municipality in Municipality.objects.all()}
    occupations = {occupation.code: occupation for occupation in Occupation.objects.all()}
    vacancies = {
        sample: _vacancy(sample, partners[sample.employer], municipalities[sample.oktmo], occupations)
        for sample in SAMPLES
    }
    Vacancy.objects.bulk_create(vacancies.values())
    return vacancies


def _vacancy(
    sample: Sample, partner: Partner, municipality: Municipality, occupations: dict[str, Occupation]
) -> Vacancy:
    confirmed_on = timezone.localdate() - timedelta(days=sample.age)
    was_published = sample.status not in NEVER_PUBLISHED
    return Vacancy(
        partner=partner,
        title=sample.title,
        occupation=occupations.get(sample.occupation),
        municipality=municipality,
        address="" if sample.place == Vacancy.Place.REMOTE else "улица Рабочая, дом 5",
        duties=sample.duties,
        requirements=sample.requirements,
        employment=sample.employment,
        schedule=sample.schedule,
        place=sample.place,
        hours_per_week=sample.hours,
        salary_from=sample.pay[0],
        salary_to=sample.pay[1],
        is_quota_place=sample.quota,
        is_special_workplace=sample.special,
        how_to_apply=f"Позвоните {partner.contact_phone} или напишите {partner.contact_email}. "
        "Можно прийти с наставником.",
        status=sample.status,
        return_reason=sample.reason,
        published_on=confirmed_on - timedelta(days=sample.age % 20) if was_published else None,
        confirmed_on=confirmed_on if was_published else None,
    )


def _load_conditions(vacancies: dict[Sample, Vacancy]) -> None:
    accommodations = {row.code: row for row in Accommodation.objects.all()}
    OfferedAccommodation.objects.bulk_create(
        OfferedAccommodation(
            vacancy=vacancy,
            accommodation=accommodations[code],
            answer=answer,
            comment=COMMENTS.get((sample.employer, code), ""),
        )
        for sample, vacancy in vacancies.items()
        for code, answer in _answers(sample).items()
    )


def _answers(sample: Sample) -> dict[str, str]:
    """What the workplace offers to everybody, what this vacancy adds, and remote work where it is the job itself."""
    if sample.status == Vacancy.Status.DRAFT and not sample.reason:
        return {}
    there, arranged, absent = (codes.split() for codes in WORKPLACES[sample.employer])
    answers = dict.fromkeys(absent, A.NO) | dict.fromkeys(arranged, A.CAN_ARRANGE) | dict.fromkeys(there, A.YES)
    answers |= dict.fromkeys(sample.there.split(), A.YES)
    if sample.place != Vacancy.Place.SITE:
        answers["format_remote"] = A.YES
    if sample.employment == Vacancy.Employment.PART:
        answers["sched_part_time"] = A.YES
    return {code: str(answer) for code, answer in answers.items()}
