"""Demonstration of the cycle: recommendations after 2021 on their way, measures of both years, one tie to a council."""

from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from accounts.models import User
from cluster.models import Municipality, Organisation
from events.models import Decision
from monitoring.actions import recommendations as actions
from monitoring.actions.drafting import draft_from_catalogue
from monitoring.actions.sending import send_waiting
from monitoring.deficits import places_with
from monitoring.demonstration_texts import ANSWERS, MEASURES, RECOMMENDATIONS
from monitoring.models import Campaign, Indicator, Measure, Recommendation, RecommendationAddress, municipalities_of

Indicators = dict[str, Indicator]
UNREAD = 4  # every fourth municipality has not answered yet
COLLEAGUE = "operator@municipality.example"
EVIDENCE = "https://example.ru/prikaz"


def load_cycle(earlier: Campaign, later: Campaign) -> None:
    """Needs computed results: recommendations go to those who have the deficit."""
    methodologist = User.objects.get_by_natural_key("methodologist@demo.example")
    operator = User.objects.get_by_natural_key("operator@demo.example")
    indicators = {indicator.code: indicator for indicator in later.edition.indicators.all()}
    _load_measures_of_region(earlier, later, indicators, methodologist)
    advised = _load_recommendations(later, indicators, methodologist)
    _acknowledge(advised, operator)
    for campaign in (earlier, later):
        _answer_the_rest(campaign, methodologist, operator)
        _date_back(campaign)
    _load_answers(later, advised, indicators, operator)
    _tie_decision(advised[0])


def _load_measures_of_region(earlier: Campaign, later: Campaign, indicators: Indicators, by: User) -> None:
    """What the note of 2021 tells of: done between the two campaigns."""
    owner = Organisation.objects.of_user(by).first()
    Measure.objects.bulk_create(
        Measure(
            campaign=later,
            shown_by=earlier,
            indicator=indicators[code],
            text=text,
            owner=owner,
            due_on=date(2021, 10, 29),
            started_on=date(2021, 2, 15),
            done_on=date(2021, 10, 4) + timedelta(days=2 * number),
            status=Measure.Status.DONE,
            result="Выполнено по плану оператора мониторинга.",
            evidence_url=EVIDENCE,
            created_by=by,
        )
        for number, (code, text) in enumerate(MEASURES.items())
    )


def _load_recommendations(campaign: Campaign, indicators: Indicators, by: User) -> list[Recommendation]:
    found = []
    for position, (level, text, codes) in enumerate(RECOMMENDATIONS, start=1):
        row = Recommendation.objects.create(campaign=campaign, level=level, position=position, text=text)
        row.indicators.set(indicators[code] for code in codes)
        row = actions.issue(row, by=by)
        if row.is_municipal:
            actions.address(row, to=places_with(campaign, row.indicators.all()), by=by)
        found.append(row)
    return found


def _answer_the_rest(campaign: Campaign, by: User, operator: User) -> None:
    """What a methodologist does with two buttons: drafts from the catalogue, issued and sent to all who lack advice."""
    draft_from_catalogue(campaign)
    drafts = list(campaign.recommendations.drafts())
    send_waiting(campaign, only=drafts, by=by)
    sent = RecommendationAddress.objects.filter(recommendation__in=drafts)
    sent.update(acknowledged_at=timezone.now(), acknowledged_by=User.objects.get_by_natural_key(COLLEAGUE))
    sent.filter(municipality__in=municipalities_of(operator)).update(acknowledged_by=operator)


def _date_back(campaign: Campaign) -> None:
    """The advice was given when the campaign was published, not on the day the demonstration was loaded."""
    own = Recommendation.objects.filter(campaign=campaign)
    own.update(issued_on=date(campaign.year + 1, 2, 4))
    moment = datetime(campaign.year + 1, 2, 4, 3, tzinfo=UTC)
    addresses = RecommendationAddress.objects.filter(recommendation__in=own)
    addresses.update(addressed_at=moment)
    addresses.exclude(acknowledged_at=None).update(acknowledged_at=moment + timedelta(days=6))


def _acknowledge(advised: list[Recommendation], operator: User) -> None:
    """Most municipalities have read; one of the operator's own still waits."""
    own = set(Organisation.objects.of_user(operator).values_list("municipality_id", flat=True))
    colleague = User.objects.create_user(COLLEAGUE, None, full_name="Сосновская Алла Викторовна", role=operator.role)
    for number, row in enumerate(advised):
        for place, address in enumerate(row.addresses.all()):
            is_own = address.municipality_id in own
            if number != 1 if is_own else (place + number) % UNREAD:
                comment = "Обсудили на совещании директоров школ." if place % 5 == 0 else ""
                actions.acknowledge(address, by=operator if is_own else colleague, comment=comment)


def _load_answers(campaign: Campaign, advised: list[Recommendation], indicators: Indicators, by: User) -> None:
    start = date(campaign.year + 1, 2, 14)
    places = {place.oktmo: place for place in Municipality.objects.filter(oktmo__in={row[1] for row in ANSWERS})}
    own = Organisation.objects.of_user(by).first()
    operator = Organisation.objects.of_user(User.objects.get_by_natural_key("methodologist@demo.example")).first()
    for number, oktmo, text, code, days, status in ANSWERS:
        is_done, is_planned = status == "done", status == "planned"
        due_on = timezone.localdate() + timedelta(days=days) if is_planned else start + timedelta(days=days)
        Measure.objects.create(
            shown_by=campaign,
            recommendation=advised[number - 1],
            indicator=indicators[code],
            municipality=places[oktmo],
            text=text,
            owner=own if own and own.municipality_id == places[oktmo].pk else operator,
            due_on=due_on,
            started_on=None if is_planned else start + timedelta(days=14),
            done_on=due_on - timedelta(days=3) if is_done else None,
            status=status,
            result="Приказ подписан, обязанности закреплены." if is_done else "",
            evidence_url=EVIDENCE if is_done else "",
            dropped_reason="Конкурс в этом году отменили." if status == "dropped" else "",
            created_by=by,
        )


def _tie_decision(recommendation: Recommendation) -> None:
    """A council has already answered the first advice: the link can be walked both ways."""
    answered = Decision.objects.filter(text__startswith="Назначить наставника").order_by("pk")[:1]
    recommendation.decisions.set(answered)
