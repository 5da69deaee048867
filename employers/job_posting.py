"""A vacancy as schema.org JobPosting data, for search engines and job boards."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from employers.models import OfferedAccommodation, Vacancy

EMPLOYMENT: dict[str, str] = {
    Vacancy.Employment.FULL: "FULL_TIME",
    Vacancy.Employment.PART: "PART_TIME",
    Vacancy.Employment.TEMPORARY: "TEMPORARY",
    Vacancy.Employment.INTERNSHIP: "INTERN",
}
# Data inside a script element must not be able to close it.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def job_posting(vacancy: Vacancy, url: str) -> dict[str, Any]:
    """The open facts of a published vacancy; conditions that are there go to `jobBenefits`."""
    organisation = vacancy.partner.organisation
    posting: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": vacancy.title,
        "description": "\n".join(part for part in (vacancy.duties, vacancy.requirements) if part),
        "datePosted": vacancy.published_on and vacancy.published_on.isoformat(),
        "validThrough": vacancy.fresh_until and vacancy.fresh_until.isoformat(),
        "employmentType": EMPLOYMENT[vacancy.employment],
        "hiringOrganization": {"@type": "Organization", "name": organisation.name},
        "jobLocation": {"@type": "Place", "address": _address(vacancy)},
        "totalJobOpenings": vacancy.places_count,
        "url": url,
    }
    if vacancy.place == Vacancy.Place.REMOTE:
        posting["jobLocationType"] = "TELECOMMUTE"
        posting["applicantLocationRequirements"] = {"@type": "Country", "name": "Россия"}
    if vacancy.occupation:
        posting["occupationalCategory"] = f"{vacancy.occupation.code} {vacancy.occupation.name}"
    if vacancy.hours_per_week:
        posting["workHours"] = f"{vacancy.hours_per_week} ч в неделю"
    if pay := _pay(vacancy):
        posting["baseSalary"] = pay
    offered = vacancy.offered_accommodations.all()
    if there := [row.accommodation.name for row in offered if row.answer == OfferedAccommodation.Answer.YES]:
        posting["jobBenefits"] = "; ".join(there)
    return posting


def as_script(data: dict[str, Any]) -> SafeString:
    """JSON that may stand inside `<script type="application/ld+json">`."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(ESCAPES))


def _address(vacancy: Vacancy) -> dict[str, str]:
    address = {
        "@type": "PostalAddress",
        "addressCountry": "RU",
        "addressRegion": vacancy.municipality.region.name,
        "addressLocality": vacancy.municipality.name,
    }
    return address | ({"streetAddress": vacancy.address} if vacancy.address else {})


def _pay(vacancy: Vacancy) -> dict[str, Any] | None:
    bounds = {"minValue": vacancy.salary_from, "maxValue": vacancy.salary_to}
    known = {name: value for name, value in bounds.items() if value is not None}
    if not known:
        return None
    value = {"@type": "QuantitativeValue", "unitText": "MONTH", **known}
    return {"@type": "MonetaryAmount", "currency": "RUB", "value": value}
