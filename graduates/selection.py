"""Feeds the matching with rows of the database and dresses its results for a page.

The needs of the person never enter a query: logs of the database server must not learn them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import CharField, Q, Value
from django.db.models.functions import Concat

from cluster.models import Accommodation
from employers.models import Vacancy
from graduates.matching import Match, Offer, Reasons, Wish, explain, rank
from graduates.models import Graduate
from graduates.protected import Need


@dataclass(frozen=True)
class FittingVacancy:
    vacancy: Vacancy
    match: Match
    reasons: Reasons

    @property
    def verdict(self) -> tuple[str, str]:
        """Kind of the tag and its words."""
        if self.match.is_full:
            return "done", "подходит"
        if self.reasons.lacks or self.reasons.differs:
            return "waiting", "подходит частично"
        return "waiting", "нужно уточнить"


def wish_of(graduate: Graduate, needs: Iterable[Need]) -> Wish:
    """Needs the graduate with `occupation` and `municipality` loaded."""
    needs = list(needs)
    return Wish(
        occupation=graduate.occupation.code if graduate.occupation else "",
        municipality=graduate.municipality_id,
        region=graduate.municipality.region_id if graduate.municipality else None,
        place=graduate.wanted_place,
        most_hours=graduate.most_hours_per_week,
        is_open_to_other_work=graduate.is_open_to_other_work,
        is_ready_to_move=graduate.is_ready_to_move,
        required=frozenset(need.code for need in needs if need.is_required),
        desired=frozenset(need.code for need in needs if not need.is_required),
    )


def open_offers(today: date) -> list[Offer]:
    """All vacancies open today with their answers, in one query."""
    answers = "offered_accommodations"
    pair = Concat(f"{answers}__accommodation__code", Value(" "), f"{answers}__answer", output_field=CharField())
    pairs = ArrayAgg(pair, filter=Q(**{f"{answers}__isnull": False}), default=Value([]))
    rows = Vacancy.objects.open_on(today).order_by().annotate(pairs=pairs)
    return [
        Offer(pk, code or "", municipality, region, place, hours, dict(pair.split(" ") for pair in pairs))
        for pk, code, municipality, region, place, hours, pairs in rows.values_list(
            "pk",
            "occupation__code",
            "municipality",
            "municipality__region",
            "place",
            "hours_per_week",
            "pairs",
        )
    ]


def matches_for(graduate: Graduate, needs: Iterable[Need], today: date) -> list[Match]:
    """Matches of a graduate with every vacancy open today, best first."""
    return rank(wish_of(graduate, needs), open_offers(today))


def condition_names() -> dict[str, str]:
    return dict(Accommodation.objects.values_list("code", "name"))


def dressed(matches: Iterable[Match], names: dict[str, str]) -> list[FittingVacancy]:
    """Matches of one page with their vacancies and reasons; one query."""
    matches = list(matches)
    rows = Vacancy.objects.select_related("partner__organisation", "municipality", "occupation")
    vacancies = rows.in_bulk([match.vacancy for match in matches])
    return [
        FittingVacancy(
            vacancies[match.vacancy],
            match,
            explain(match, names, vacancies[match.vacancy].municipality.name),
        )
        for match in matches
        if match.vacancy in vacancies
    ]
