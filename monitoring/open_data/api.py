"""The read API of open data. Public, read only, the same hidden figures as on the pages."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import RedirectView
from ninja import NinjaAPI

from monitoring.framework.vocabulary import State
from monitoring.models import RegionResult
from monitoring.open_data.editions import Published, find_published, licence, published
from monitoring.open_data.figures import OpenFigures, OpenRow
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

KEPT_SECONDS = 300
api = NinjaAPI(
    title="Открытые показатели мониторинга",
    version="1.0.0",
    description=(
        "Опубликованные результаты мониторинга. Числа людей от 1 до 4 и доли от малого числа людей скрыты вместе с "
        "теми, по которым их можно вычислить."
    ),
    urls_namespace="open-api",
    docs_url=None,  # its page would load scripts from another host; ours is a page of the portal
)


@api.exception_handler(Http404)
def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return api.create_response(request, {"detail": "Такой опубликованной кампании или показателя нет."}, status=404)


@api.get("/campaigns", response=list[CampaignOut], url_name="campaigns", summary="Опубликованные кампании")
def campaigns(request: HttpRequest) -> list[CampaignOut]:
    return [_campaign(row) for row in published()]


@api.get("/campaigns/{int:pk}", response=CampaignFiguresOut, url_name="campaign", summary="Показатели региона")
def campaign(request: HttpRequest, pk: int) -> CampaignFiguresOut:
    row = find_published(pk)
    return CampaignFiguresOut(
        **_campaign(row).model_dump(),
        indicators=[_regional(result, shown) for result, shown in OpenFigures(row.campaign).region()],
    )


@api.get(
    "/campaigns/{int:pk}/indicators/{code}",
    response=IndicatorOut,
    url_name="indicator",
    summary="Показатель по муниципальным образованиям",
)
def indicator(request: HttpRequest, pk: int, code: str) -> IndicatorOut:
    row = find_published(pk)
    figures = OpenFigures(row.campaign, code)
    for result, shown in figures.region():
        if result.indicator.code == code:
            return IndicatorOut(
                campaign=_campaign(row),
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
    raise Http404


def _campaign(row: Published) -> CampaignOut:
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


def _open(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Anybody may read, from any site, and keep an answer for some minutes."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        response["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
        return response

    return csrf_exempt(login_not_required(answer))


def open_urls() -> tuple[list[URLPattern], str, str]:
    """Addresses of the API for `path`, without the sign-in that the portal asks for elsewhere."""
    patterns, app_name, namespace = api.urls
    made = [
        path(str(row.pattern), _open(row.callback), name=row.name)
        for row in patterns
        if isinstance(row, URLPattern) and row.name != "api-root"
    ]
    guide = login_not_required(RedirectView.as_view(pattern_name="monitoring:open-developers"))
    return [path("", guide, name="api-root"), *made], app_name, namespace
