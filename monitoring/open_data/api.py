"""The read API of open data. Public, read only, the same hidden figures as on the pages."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import RedirectView
from ninja import NinjaAPI

from monitoring.open_data.answers import campaign_out, indicator_out, region_out
from monitoring.open_data.editions import find_published, published
from monitoring.open_data.figures import open_figures
from monitoring.open_data.schemas import CampaignFiguresOut, CampaignOut, IndicatorOut

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
    return [campaign_out(row) for row in published()]


@api.get("/campaigns/{int:pk}", response=CampaignFiguresOut, url_name="campaign", summary="Показатели региона")
def campaign(request: HttpRequest, pk: int) -> CampaignFiguresOut:
    row = find_published(pk)
    return region_out(row, open_figures(row.campaign))


@api.get(
    "/campaigns/{int:pk}/indicators/{code}",
    response=IndicatorOut,
    url_name="indicator",
    summary="Показатель по муниципальным образованиям",
)
def indicator(request: HttpRequest, pk: int, code: str) -> IndicatorOut:
    row = find_published(pk)
    answer = indicator_out(row, open_figures(row.campaign, code), code)
    if answer is None:
        raise Http404
    return answer


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
