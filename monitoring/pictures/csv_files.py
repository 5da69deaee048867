"""What every CSV file beside a picture says first, and where it is fetched."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.urls import reverse

from monitoring.models import Campaign
from ui.words import moment_in_words


def csv_url(campaign: Campaign, name: str, query: Mapping[str, object] | None = None) -> str:
    address = reverse("monitoring:picture-csv", args=[campaign.pk, name])
    return f"{address}?{urlencode(query)}" if query else address


def heading(campaign: Campaign) -> list[str]:
    """Source, campaign, and the warning that values are invented."""
    lines = [
        f"Источник: {campaign.edition}",
        f"Кампания: {campaign}; {campaign.get_status_display()}",
    ]
    if campaign.computed_at:
        lines.append(f"Рассчитано: {moment_in_words(campaign.computed_at)}")
    if campaign.is_conditional:
        lines.append("Условные данные: значения муниципальных образований составлены для показа портала")
    return lines
