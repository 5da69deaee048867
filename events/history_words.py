"""One change of a decision, or of what belongs to it, told in Russian."""

from collections.abc import Callable
from datetime import date
from typing import Any

from events.models import Decision, ExecutionReport, ExtensionRequest, GroupMember
from events.recurrence import in_words

Row = dict[str, Any]
Told = tuple[str, list[str]] | None
LABELS = {"insert": "Решение записано", "update": "Изменено", "delete": "Удалено"}
PEOPLE = {
    "responsible": "organisation",
    "responsible_person": "person",
    "supervisor": "person",
}
LINKED = {
    "parent": "часть другого поручения",
    "road_map_item": "мероприятие дорожной карты",
    "event": "событие",
    "partnership_direction": "направление партнёрства",
}


class Names:
    """Names by kind and key; a record that is gone stays nameless."""

    def __init__(self, found: dict[tuple[str, int], str]) -> None:
        self._found = found

    def of(self, kind: str, pk: Any) -> str:
        return self._found.get((kind, pk), "") if pk else ""


def of_decision(label: str, before: Row | None, after: Row, names: Names) -> Told:
    if before is None or label == "delete":
        return LABELS.get(label, label), []
    changes = [_change(name, before[name], after[name], names) for name in after if before[name] != after[name]]
    return (LABELS["update"], changes) if changes else None


def of_co_executor(label: str, before: Row | None, after: Row, names: Names) -> Told:
    verb = "убран" if label == "delete" else "добавлен"
    return f"Соисполнитель {verb}: {names.of('organisation', after['organisation'])}", []


def of_member(label: str, before: Row | None, after: Row, names: Names) -> Told:
    parts = (names.of("organisation", after["organisation"]), names.of("person", after["person"]))
    who = ", ".join(part for part in parts if part)
    if label != "update" or before is None:
        return f"Исполнитель группы {'убран' if label == 'delete' else 'записан'}: {who}", []
    if before["state"] == after["state"]:
        return None
    reason = f" ({after['released_reason']})" if after["released_reason"] else ""
    state = dict(GroupMember.State.choices)[after["state"]]
    return f"Исполнитель группы {who}: {state}{reason}", []


def of_point(label: str, before: Row | None, after: Row, names: Names) -> Told:
    day = _day(after["due_on"])
    if label != "update" or before is None:
        return f"Контрольная точка {'убрана' if label == 'delete' else 'назначена'}: {day}", []
    if before["due_on"] != after["due_on"]:
        return f"Контрольная точка перенесена: {_day(before['due_on'])} → {day}", []
    return f"Контрольная точка {day} закрыта: исполнено {_day(after['executed_on'])}", []


def of_report(label: str, before: Row | None, after: Row, names: Names) -> Told:
    what = "Промежуточный отчёт" if after["is_partial"] else "Отчёт об исполнении"
    whose = names.of("organisation", after["organisation"])
    if label == "delete":
        return f"{what} удалён", []
    if before is None:
        return f"{what} передан{f', {whose}' if whose else ''}", []
    if before["verdict"] != after["verdict"]:
        verdict = dict(ExecutionReport.Verdict.choices)[after["verdict"]]
        return f"{what} {verdict}{_because(after['verdict_reason'])}", []
    return f"{what} изменён", []


def of_request(label: str, before: Row | None, after: Row, names: Names) -> Told:
    what = f"Просьба продлить срок до {_day(after['new_due_on'])}"
    if label != "update" or before is None:
        return (f"{what} удалена", []) if label == "delete" else (f"{what}{_because(after['reason'])}", [])
    verdict = dict(ExtensionRequest.Verdict.choices)[after["verdict"]]
    return f"{what}: {verdict}{_because(after['verdict_reason'])}", []


def of_extension(label: str, before: Row | None, after: Row, names: Names) -> Told:
    verb = {"insert": "Срок продлён", "delete": "Запись о продлении удалена"}.get(label, "Запись о продлении изменена")
    return f"{verb}: {_day(after['old_due_on'])} → {_day(after['new_due_on'])}{_because(after['reason'])}", []


def of_link(label: str, before: Row | None, after: Row, names: Names) -> Told:
    what = f"Личная ссылка, {after['executor']}"
    if label == "insert":
        return f"{what}: выдана, действует по {_day(after['expires_on'])}", []
    if label == "delete":
        return f"{what}: удалена", []
    is_revoked = after["revoked_at"] and not (before and before["revoked_at"])
    return f"{what}: {'отозвана' if is_revoked else 'изменена'}", []


def of_evidence(label: str, before: Row | None, after: Row, names: Names) -> Told:
    step = {"insert": "приложен", "delete": "удалён"}.get(label, "изменён")
    return f"Файл к отчёту {step}: {after['name']}", []


TELLERS: dict[str, Callable[[str, Row | None, Row, Names], Told]] = {
    "decision": of_decision,
    "coexecutor": of_co_executor,
    "groupmember": of_member,
    "controlpoint": of_point,
    "executionreport": of_report,
    "extensionrequest": of_request,
    "extension": of_extension,
    "personallink": of_link,
    "evidence": of_evidence,
}


def _change(name: str, old: Any, new: Any, names: Names) -> str:
    if name in LINKED:
        return f"{LINKED[name]}: {'связь снята' if new is None else 'связано' if old is None else 'заменено'}"
    field: Any = Decision._meta.get_field(name)
    return f"{field.verbose_name}: {_shown(name, old, names)} → {_shown(name, new, names)}"


def _shown(name: str, value: Any, names: Names) -> str:
    if value in (None, ""):
        return "нет"
    if name in PEOPLE:
        return names.of(PEOPLE[name], value) or str(value)
    if name == "recurrence":
        return in_words(value)
    if name.endswith("_on") or name == "recurs_until":
        return _day(value)
    choices: Any = Decision._meta.get_field(name)
    return str(dict(choices.choices or ()).get(value, value))


def _day(value: Any) -> str:
    return f"{date.fromisoformat(value):%d.%m.%Y}" if value else "нет"


def _because(reason: str) -> str:
    return f". {reason}" if reason else ""
