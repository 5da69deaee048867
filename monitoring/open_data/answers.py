"""Open figures in the two shapes that programs read: the answers of the API and the lines of a CSV file."""

from collections.abc import Iterable
from typing import Any

from monitoring.framework.vocabulary import State
from monitoring.models import Indicator, RegionResult
from monitoring.open_data.editions import Published, licence
from monitoring.open_data.figures import ALL, SIGN, OpenFigures, OpenRow
from monitoring.open_data.schemas import (
    CampaignFiguresOut,
    CampaignOut,
    FigureOut,
    IndicatorFigureOut,
    IndicatorOut,
    LicenceOut,
    MunicipalFigureOut,
    SnapshotOut,
    exact,
)

HEAD = ("Показатель", "Название", "Территория", "ОКТМО", "Числитель", "Знаменатель", "Значение")


def campaign_out(row: Published) -> CampaignOut:
    own, terms, snapshot = row.campaign, licence(), None
    if (kept := row.snapshot) is not None:
        snapshot = SnapshotOut(number=kept.number, digest=kept.digest, made_at=kept.made_at)
    return CampaignOut(
        id=own.pk,
        region=own.region.name,
        oktmo_prefix=own.region.oktmo_prefix,
        year=own.year,
        framework=str(own.edition),
        expected=row.expected,
        accepted=row.accepted,
        is_conditional=own.is_conditional,
        snapshot=snapshot,
        licence=LicenceOut(name=terms.name, url=terms.url),
        citation=row.citation,
    )


def region_out(row: Published, figures: OpenFigures) -> CampaignFiguresOut:
    return CampaignFiguresOut(
        **campaign_out(row).model_dump(),
        indicators=[_regional(result, shown) for result, shown in figures.region],
    )


def indicator_out(row: Published, figures: OpenFigures, code: str) -> IndicatorOut | None:
    """One indicator of the region and of municipalities; nothing where the region has no such figure."""
    for result, shown in figures.region:
        if result.indicator.code == code:
            return IndicatorOut(
                campaign=campaign_out(row),
                region=_regional(result, shown),
                source=result.indicator.source,
                polarity=result.indicator.polarity,
                municipalities=[
                    MunicipalFigureOut(
                        municipality=own.name, oktmo=told.municipality.oktmo, **_figure(told.state, own).model_dump()
                    )
                    for told, own in figures.municipal_rows(result.indicator)
                ],
            )
    return None


def _figure(state: int, shown: OpenRow) -> FigureOut:
    return FigureOut(
        state=State.SUPPRESSED.code if shown.is_hidden else State(state).code,
        numerator=exact(shown.numerator),
        denominator=exact(shown.denominator),
        printed=shown.printed,
        is_hidden=shown.is_hidden,
    )


def _regional(result: RegionResult, shown: OpenRow) -> IndicatorFigureOut:
    own = result.indicator
    return IndicatorFigureOut(
        code=own.code,
        criterion=own.criterion.number,
        name=own.name,
        kind=own.kind,
        unit=own.unit,
        reported=result.reported,
        expected=result.expected,
        **_figure(result.state, shown).model_dump(),
    )


def csv_lines(row: Published, figures: OpenFigures, code: str) -> Iterable[list[Any] | tuple[str, ...]]:
    """The region's figures, or with a code those of municipalities too: of one indicator or of `ALL`."""
    region = row.campaign.region
    yield from ([row.citation], [f"Лицензия: {licence().name}"], [f"Знак «{SIGN}» — число скрыто"], HEAD)
    for own, shown in figures.region:
        if code in ("", ALL, own.indicator.code):
            yield _line(own.indicator, shown, region.name, region.oktmo_prefix)
    for told, shown in figures.everything if code else ():
        if code in (ALL, told.indicator.code):
            yield _line(told.indicator, shown, shown.name, told.municipality.oktmo)


def _line(indicator: Indicator, shown: OpenRow, *place: str) -> list[Any]:
    return [indicator.code, indicator.name, *place, shown.numerator, shown.denominator, shown.printed]
