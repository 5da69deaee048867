"""The register of organisations as a file: the same rows as the page, filtered the same way."""

from typing import Any

from django.utils import timezone

from accounts.models import User
from cluster.filters import OrganisationFilter
from cluster.models import Organisation
from ui import blocks
from ui.words import count, day_in_words

HEAD = ["Организация", "Краткое название", "Вид", "Муниципальное образование", "ИНН"]


def organisation_register(subject: None, viewer: User, **params: Any) -> dict[str, Any]:
    visible = Organisation.objects.visible_to(viewer).living().select_related("municipality", "region")
    rows = OrganisationFilter(params or None, queryset=visible).qs
    lines = [[one.name, one.short_name, one.get_kind_display(), str(one.municipality or ""), one.inn] for one in rows]
    title = "Реестр организаций"
    if not lines:
        return blocks.document(title, [blocks.paragraph("Под эти условия не подходит ни одна организация.")])
    day, found = day_in_words(timezone.localdate()), count(len(lines), "организация,организации,организаций")
    table = blocks.table(title, HEAD, lines, widths=[6, 3, 3, 3, 2])
    return blocks.document(title, [blocks.paragraph(f"На {day}: {found}."), table])
