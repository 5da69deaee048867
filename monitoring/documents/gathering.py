"""Everything that is known of a campaign as one plain dictionary: the content of a snapshot and of a draft alike.

Numbers are strings of exact decimals, states are codes, municipalities are keyed by the identity that outlives names.
Builders read this dictionary and nothing else, so a document is a pure function of it.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Exists, OuterRef, Q

from cluster.models.reference import MunicipalityPeriod
from monitoring.comparison import broken_series
from monitoring.computation.sums import ENGINE
from monitoring.documents.definitions import Content, by_number, edition_of, exact, framework_of, indicators_of
from monitoring.documents.look import look
from monitoring.framework.vocabulary import State
from monitoring.models import (
    Campaign,
    CriterionScore,
    ElementTotal,
    Measure,
    NoteText,
    Recommendation,
    ReferencePopulation,
    RegionResult,
    Result,
    Snapshot,
    Submission,
    Value,
)
from monitoring.successions import Group, groups_between

SCHEMA = 1  # shape of this dictionary


def gather(campaign: Campaign) -> Content:
    """About twenty queries, however many municipalities."""
    return {
        "schema": SCHEMA,
        "engine": ENGINE,
        "campaign": _campaign(campaign),
        "framework": framework_of(campaign.edition),
        "skipped": sorted(campaign.not_assessed.values_list("code", flat=True)),
        "places": _places(campaign),
        "heads": _heads(campaign),
        "results": results_of(campaign),
        "before": _before(campaign),
        "texts": {row.key: row.text for row in NoteText.objects.current(campaign) if row.text},
        "recommendations": _recommendations(campaign),
        "measures": _measures(campaign),
        "look": look(),
    }


def gather_inputs(campaign: Campaign, former: Content) -> Content:
    """Today's inputs and texts over a former content: what cannot change between two revisions is not asked again.

    Results are still the former ones; the caller works them out anew.
    """
    names = {row["key"]: (row["name"], row["oktmo"]) for row in former["places"]}
    return former | {
        "places": _places(campaign, names),
        "heads": _heads(campaign),
        "texts": {row.key: row.text for row in NoteText.objects.current(campaign) if row.text},
        "recommendations": _recommendations(campaign),
        "measures": _measures(campaign),
    }


def gather_prose(campaign: Campaign, texts: dict[str, str]) -> Content:
    """The little that prose needs: figures of the region and both years, without the inputs of municipalities."""
    rows = campaign.edition.indicators.select_related("criterion").order_by("position")
    totals = ElementTotal.objects.filter(campaign=campaign).select_related("element").order_by("element__position")
    municipal: dict[str, dict[str, Any]] = defaultdict(dict)
    told = Result.objects.filter(campaign=campaign).order_by()
    for place, code, state, *pair in told.values_list(
        "municipality", "indicator__code", "state", "numerator", "denominator"
    ):
        municipal[str(place)][code] = [State(state).code, *map(exact, pair), None]
    found, criteria = list(totals), sorted({row.criterion for row in rows}, key=lambda row: row.number)
    forms = campaign.submissions.counted().filter(municipality=OuterRef("municipality"))
    expected = campaign.expectations.order_by().values_list("municipality", Exists(forms))
    return {
        "campaign": _campaign(campaign),
        "framework": {
            **edition_of(campaign.edition),
            "criteria": [{"number": row.number, "name": row.name, "short": row.short} for row in criteria],
            "elements": [
                {"code": row.element.code, "kind": row.element.kind, "name": row.element.name} for row in found
            ],
            "indicators": indicators_of(campaign.edition, rows),
        },
        "places": [
            {"key": str(place), "oktmo": "", "name": "", "form": {} if is_accepted else None}
            for place, is_accepted in expected
        ],
        "results": {
            "municipal": dict(municipal),
            "scores": {},
            "region": _region(campaign),
            "totals": _totals(found),
        },
        "before": _before(campaign),
        "texts": texts,
        "recommendations": [],
        "measures": [],
    }


def results_of(campaign: Campaign) -> Content:
    """Stored results: of municipalities by place and code, of the region, scores of criteria, sums of elements."""
    municipal: dict[str, dict[str, Any]] = defaultdict(dict)
    figures = Result.objects.filter(campaign=campaign).order_by()
    for place, code, state, *numbers in figures.values_list(
        "municipality", "indicator__code", "state", "numerator", "denominator", "score"
    ):
        municipal[str(place)][code] = [State(state).code, *map(exact, numbers)]
    scores: dict[str, dict[str, Any]] = defaultdict(dict)
    rows = CriterionScore.objects.filter(campaign=campaign).order_by()
    for place, number, score, assessed, scorable in rows.values_list(
        "municipality", "criterion__number", "score", "assessed", "scorable"
    ):
        scores[str(place)][str(number)] = [exact(score), assessed, scorable]
    totals = ElementTotal.objects.filter(campaign=campaign).select_related("element")
    return {
        "municipal": dict(municipal),
        "scores": dict(scores),
        "region": _region(campaign),
        "totals": _totals(totals),
    }


def _region(campaign: Campaign) -> Content:
    return {
        row.indicator.code: [
            State(row.state).code, exact(row.numerator), exact(row.denominator), row.reported, row.expected, row.digest,
        ]
        for row in RegionResult.objects.filter(campaign=campaign).select_related("indicator")
    }  # fmt: skip


def _totals(rows: Iterable[ElementTotal]) -> Content:
    return {row.element.code: [exact(row.amount), row.reported, row.expected] for row in rows}


def _campaign(campaign: Campaign) -> Content:
    return {
        "year": campaign.year,
        "region": {
            "name": campaign.region.name,
            "genitive": campaign.region.name_genitive,
            "oktmo": campaign.region.oktmo_prefix,
        },
        "opens_on": campaign.opens_on.isoformat(),
        "closes_on": campaign.closes_on.isoformat(),
        "basis": campaign.basis,
        "operator": campaign.operator,
        "is_conditional": campaign.is_conditional,
    }


def _recommendations(campaign: Campaign) -> list[Content]:
    """Issued ones, with the municipalities they went to."""
    rows = Recommendation.objects.filter(campaign=campaign).issued().order_by("level", "position", "pk")
    rows = rows.annotate(
        codes=ArrayAgg("indicators__code", distinct=True, default=[]),
        places=ArrayAgg("addresses__municipality", distinct=True, default=[]),
    )
    return [
        {
            "level": row.level,
            "text": row.text,
            "indicators": sorted(filter(None, row.codes), key=by_number),
            "addresses": sorted(str(place) for place in row.places if place),
        }
        for row in rows
    ]


def _measures(campaign: Campaign) -> list[Content]:
    """What was done before this campaign, by the region (no place) and by municipalities."""
    rows = Measure.objects.filter(campaign=campaign).exclude(status=Measure.Status.DROPPED)
    told = rows.order_by("indicator__position", "pk").values_list("indicator__code", "text", "municipality")
    return [{"indicator": code, "text": text, "place": place and str(place)} for code, text, place in told]


def _places(campaign: Campaign, known: dict[str, tuple[str, str]] | None = None) -> list[Content]:
    """Names and codes are those of the campaign's own time; `known` spares asking for them."""
    former = known or _former_names(campaign)
    forms = {form.municipality_id: form for form in _forms(campaign)}
    values: dict[int, Content] = defaultdict(dict)
    rows = Value.objects.filter(submission__campaign=campaign, submission__status__in=Submission.COUNTED)
    for key, code, state, amount, comment in rows.order_by().values_list(
        "submission", "element__code", "state", "amount", "comment"
    ):
        values[key][code] = [State(state).code, exact(amount), comment]
    expected = campaign.expectations.select_related("municipality").order_by("municipality__sort_key", "municipality")
    places = []
    for place in (row.municipality for row in expected):
        form = forms.get(place.pk)
        name, oktmo = former.get(str(place.pk), (place.name, place.oktmo))
        told = form and {
            "status": form.status,
            "filled_by": _name(form.filled_by),
            "accepted_by": _name(form.accepted_by),
            "submitted_at": _moment(form.submitted_at),
            "accepted_at": _moment(form.accepted_at),
            "values": values.get(form.pk, {}),
        }
        places.append({"key": str(place.pk), "oktmo": oktmo, "name": name, "form": told})
    return places


def _former_names(campaign: Campaign) -> dict[str, tuple[str, str]]:
    day: date = campaign.year_end
    then = MunicipalityPeriod.objects.filter(
        Q(from_on=None) | Q(from_on__lte=day), Q(to_on=None) | Q(to_on__gt=day), municipality__campaigns=campaign
    )
    return {str(row.municipality_id): (row.name, row.oktmo) for row in then.order_by("from_on")}


def _forms(campaign: Campaign) -> list[Submission]:
    return list(campaign.submissions.counted().select_related("filled_by", "accepted_by"))


def _heads(campaign: Campaign) -> Content:
    heads: dict[str, Content] = defaultdict(dict)
    rows = ReferencePopulation.objects.filter(campaign=campaign).order_by("population", "municipality")
    for code, place, amount in rows.values_list("population__code", "municipality", "amount"):
        heads[code][str(place)] = amount
    return dict(heads)


def _before(campaign: Campaign) -> Content | None:
    """What the comparison takes from the year before: from its last published revision, if it has one."""
    earlier = Campaign.objects.published().filter(region=campaign.region_id, year__lt=campaign.year)
    snapshots = Snapshot.objects.filter(campaign__in=earlier).select_related("campaign__edition")
    snapshot = snapshots.order_by("-campaign__year", "-number").first()
    if snapshot is not None:
        known = snapshot.content
        return _year_before(
            snapshot.campaign.year,
            known["results"],
            groups=groups_between(snapshot.campaign, campaign),
            breaks=broken_series(snapshot.campaign, campaign),
            accepted=sum(row["form"] is not None for row in known["places"]),
            expected=len(known["places"]),
            snapshot=snapshot.digest,
        )
    before = earlier.select_related("edition").order_by("-year").first()
    if before is None:
        return None
    counted, expected = before.submissions.counted().count(), before.expectations.count()
    breaks = broken_series(before, campaign)
    groups = groups_between(before, campaign)
    return _year_before(
        before.year,
        results_of(before),
        groups=groups,
        breaks=breaks,
        accepted=counted,
        expected=expected,
        snapshot=None,
    )


def _year_before(
    year: int,
    results: Content,
    *,
    groups: list[Group],
    breaks: dict[str, str] | None,
    accepted: int,
    expected: int,
    snapshot: str | None,
) -> Content:
    return {
        "year": year,
        "snapshot": snapshot,
        "groups": sorted([sorted(map(str, group.before)), sorted(map(str, group.after))] for group in groups),
        "breaks": breaks,
        "accepted": accepted,
        "expected": expected,
        "results": {name: results[name] for name in ("municipal", "region", "scores")},
    }


def _name(user: Any) -> str:
    return user.full_name if user else ""


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
