"""The one source of numbers for a document: every printed figure is taken from stored results and written down."""

from dataclasses import dataclass, field

from monitoring import printing
from monitoring.framework.vocabulary import IndicatorKind, Polarity, State
from monitoring.models import Campaign, Criterion, Element, ElementTotal, Indicator, RegionResult, Term
from monitoring.problems import Gap, typical


@dataclass
class Figures:
    """Region figures of a campaign; `used` lists what was printed, so that a test can find it in the finished file."""

    campaign: Campaign
    results: dict[str, RegionResult]
    totals: dict[str, ElementTotal]
    slices: dict[int, list[Element]]
    expected: int
    accepted: int
    used: list[dict[str, str]] = field(default_factory=list)

    @classmethod
    def of(cls, campaign: Campaign) -> "Figures":
        results = RegionResult.objects.filter(campaign=campaign).select_related("indicator__criterion")
        totals = ElementTotal.objects.filter(campaign=campaign).select_related("element")
        slices: dict[int, list[Element]] = {}
        terms = Term.objects.filter(edition=campaign.edition_id, part=Term.Part.SLICE).select_related("element")
        for term in terms.order_by("indicator", "position"):
            if term.element is not None:
                slices.setdefault(term.indicator_id, []).append(term.element)
        return cls(
            campaign=campaign,
            results={row.indicator.code: row for row in results.order_by("indicator__position")},
            totals={row.element.code: row for row in totals},
            slices=slices,
            expected=campaign.expectations.count(),
            accepted=campaign.submissions.counted().count(),
        )

    def note(self, code: str, printed: str) -> str:
        self.used.append({"code": code, "printed": printed})
        return printed

    def of_criterion(self, criterion: Criterion) -> list[RegionResult]:
        return [row for row in self.results.values() if row.indicator.criterion_id == criterion.pk]

    def printed(self, result: RegionResult) -> str:
        return self.note(result.indicator.code, result.printed)

    def pair(self, result: RegionResult) -> str:
        return self.note(result.indicator.code, result.pair)

    def problems(self) -> list[Gap]:
        return typical(self.results.values())


def sentences(figures: Figures, result: RegionResult) -> list[str]:
    """What the note says about one indicator: the figure, what lacks, what is counted beside it."""
    indicator = result.indicator
    if not result.is_reported:
        return [f"Показатель {indicator.code} ({_lower(indicator.statement)}): {State(result.state).label}."]
    said = [_flag(figures, result) if indicator.is_flag else _number(figures, result)]
    beside = [
        f"{element.name} — {figures.note(element.code, total.printed)}"
        for element in figures.slices.get(indicator.pk, [])
        if (total := figures.totals.get(element.code)) is not None and total.amount is not None
    ]
    if beside:
        said.append(f"Отдельно учтены: {'; '.join(_lower(text) for text in beside)}.")
    if result.reported < result.expected:
        said.append(f"Показатель рассчитан {result.coverage} муниципальных образований.")
    return said


def _flag(figures: Figures, result: RegionResult) -> str:
    indicator = result.indicator
    places = figures.note(indicator.code, printing.places_locative(result.told))
    whole = printing.amount(result.base)
    text = f"В {places} из {whole} ({figures.printed(result)}) {indicator.statement}"
    left = result.base - result.told
    if not left or indicator.polarity == Polarity.LOW:
        return f"{text}."
    share = printing.percent(left, result.base, indicator.decimals)
    return f"{text}; в {printing.places_locative(left)} ({figures.note(indicator.code, share)}) {indicator.gap}."


def _number(figures: Figures, result: RegionResult) -> str:
    indicator = result.indicator
    value = figures.note(indicator.code, printing.count(result.told, indicator.unit))
    clause = "," if "," in indicator.statement else ""  # a participle clause closes before the dash
    text = f"{_upper(indicator.statement)}{clause} — {value}"
    if indicator.kind == IndicatorKind.SHARE and result.denominator:
        text += f" из {printing.amount(result.denominator)} ({figures.printed(result)})"
    period = {"two_years": "за два календарных года", "school_year": "за учебный год"}.get(indicator.period)
    return f"{text} ({period})." if period else f"{text}."


def title_of(indicator: Indicator) -> str:
    return f"{indicator.code}. {indicator.name}"


def _lower(text: str) -> str:
    """Lower the first letter, but keep abbreviations and proper names."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
