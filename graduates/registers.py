"""The register of graduates as a file: the working zone only. Needs, consents and free words stay on the portal."""

from typing import Any

from accounts.models import User
from graduates.forms.profiles import GraduateFilter
from graduates.models import Graduate
from ui.blocks import Block
from ui.registers import register

HEAD = [
    *("Фамилия", "Имя", "Отчество", "Профессия", "Год выпуска", "Где живёт", "Телефон", "Почта"),
    *("Где хочет работать", "Часов в неделю, не больше", "Этап", "Следующий шаг", "Куратор"),
]
WIDTHS = [3, 2, 3, 4, 1.5, 3, 3, 4, 3, 2, 3, 2, 3]


def graduate_register(subject: None, viewer: User, **params: Any) -> Block:
    visible = Graduate.objects.visible_to(viewer).with_next_step()
    rows = GraduateFilter(params or None, queryset=visible).qs
    lines = [
        [
            one.surname,
            one.first_name,
            one.patronymic,
            str(one.occupation or "не указана"),
            str(one.graduation_year),  # a year is no quantity: no thousands, no sums
            str(one.municipality or ""),
            one.phone,
            one.email,
            one.get_wanted_place_display(),
            one.most_hours_per_week,
            str(one.route.stage) if hasattr(one, "route") else "не выбран",
            one.next_step_on,
            one.case_worker.full_name if one.case_worker else "",
        ]
        for one in rows.select_related("occupation", "municipality", "case_worker", "route__stage")
    ]
    return register("Реестр выпускников", HEAD, lines, WIDTHS, records="человек,человека,человек")
