"""What waits for a person in meetings and decisions."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q
from django.urls import reverse

from accounts.roles import Permission
from events.models import Decision, ExtensionRequest, Meeting, PostRelease, ProtocolImport
from ui.words import day_in_words

if TYPE_CHECKING:
    from accounts.models import User

Matter = dict[str, Any]
SHOWN = 5


def waiting_for(user: "User", today: date) -> list[Matter]:
    """Matters as `{"label", "count", "url", "is_urgent", "rows": [{"text", "url", "meta"}]}`, at most five queries."""
    releases = _releases(user) if user.can(Permission.POST_RELEASE_REVIEW) else []
    if user.can(Permission.DECISION_ACCEPT):
        return [*_under_control(user, today), *_meetings(user, today), *_imports(user), *releases]
    if user.can(Permission.DECISION_REPORT):
        return [*_to_carry_out(user, today), *releases]
    return releases


def _releases(user: "User") -> list[Matter]:
    """Post-releases somebody else wrote: who wrote one does not review it."""
    rows = PostRelease.objects.visible_to(user).filter(state=PostRelease.State.ON_REVIEW).exclude(author=user)
    waiting = [
        {"text": one.title, "url": reverse("events:post-release-review", args=[one.pk]), "meta": str(one.event)}
        for one in rows.select_related("event")
    ]
    if not waiting:
        return []
    return [_matter("Пост-релизы ждут проверки", len(waiting), waiting[0]["url"], waiting[:SHOWN])]


def _under_control(user: "User", today: date) -> list[Matter]:
    visible = Decision.objects.visible_to(user)
    counts = visible.aggregate(
        overdue=Count("pk", Q(control_rank=0, due_on__lt=today)),
        reported=Count("pk", Q(control_rank=1)),
        asked=Count("pk", Q(pk__in=ExtensionRequest.objects.filter(verdict="").values("decision"))),
        supervised=Count("pk", Q(control_rank__lte=1, supervisor__user=user)),
    )
    register, supervised = reverse("events:decision-list"), counts["supervised"]
    oldest = _with_people(visible.overdue(today)).order_by("due_on", "pk")[:SHOWN] if counts["overdue"] else []
    return [
        _matter("Просроченные решения", counts["overdue"], f"{register}?term=overdue", map(_row, oldest), urgent=True),
        _matter("Отчёты ждут приёмки", counts["reported"], f"{register}?state=reported"),
        _matter("Просят продлить срок", counts["asked"], f"{register}?term=asked"),
        *([_matter("Под моим контролем", supervised, f"{register}?supervised=on")] if supervised else []),
    ]


def _meetings(user: "User", today: date) -> list[Matter]:
    """The nearest meeting ahead: one is enough to get ready for."""
    ahead = Meeting.objects.visible_to(user).filter(held_on__gte=today).select_related("council")
    following = list(ahead.order_by("held_on", "pk")[:SHOWN])
    if not following:
        return []
    rows = [{"text": one.title, "url": one.get_absolute_url(), "meta": day_in_words(one.held_on)} for one in following]
    return [_matter("Заседания впереди", len(rows), following[0].get_absolute_url(), rows)]


def _imports(user: "User") -> list[Matter]:
    waiting = ProtocolImport.objects.visible_to(user).waiting().only("filename", "uploaded_at")
    rows = [
        {"text": one.filename, "url": one.get_absolute_url(), "meta": f"загружен {day_in_words(one.uploaded_at)}"}
        for one in waiting
    ]
    return [_matter("Протоколы ждут проверки", len(rows), reverse("events:import-list"), rows[:SHOWN])]


def _to_carry_out(user: "User", today: date) -> list[Matter]:
    mine = Decision.objects.executed_by(user).open()
    counts = mine.aggregate(open=Count("pk"), late=Count("pk", Q(due_on__lt=today)))
    supervised = Decision.objects.supervised_by(user).on_control().count()
    handed = Decision.objects.visible_to(user).handed_on_by(user).awaiting_acceptance().count()
    nearest = _with_people(mine.overdue_first(today))[:SHOWN] if counts["open"] else []
    register = reverse("events:decision-list")
    mine_url = f"{register}?mine=on"
    return [
        _matter("Решения для исполнения", counts["open"], f"{mine_url}&state=open", map(_row, nearest)),
        _matter("Из них просрочено", counts["late"], f"{mine_url}&term=overdue", urgent=True),
        *([_matter("Под моим контролем", supervised, f"{register}?supervised=on")] if supervised else []),
        *([_matter("Поручено мной и ждёт приёмки", handed, f"{register}?handed=on&state=reported")] if handed else []),
    ]


def _with_people(decisions: Any) -> Any:
    return decisions.select_related("agenda_item", "responsible", "responsible_person")


def _row(decision: Decision) -> dict[str, str]:
    who = decision.responsible_display or "ответственный не назван"
    term = f"срок {day_in_words(decision.due_on)}" if decision.due_on else "без срока"
    return {"text": str(decision)[:160], "url": decision.get_absolute_url(), "meta": f"{who}, {term}"}


def _matter(label: str, count: int, url: str, rows: Any = (), *, urgent: bool = False) -> Matter:
    return {"label": label, "count": count, "url": url, "rows": list(rows), "is_urgent": urgent and count > 0}
