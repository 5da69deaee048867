"""Checks of the draft against itself and the calendar. They warn and flag; nothing is corrected in silence."""

from __future__ import annotations

import re
from datetime import date, timedelta
from statistics import median

from events.importing.draft import Decision, Draft
from events.importing.markers import roman_value
from events.importing.roster import Roster
from events.importing.values import Field, Warning_
from events.importing.workdays import is_working_day

_FAR = 3  # times the median term of the other decisions


def check(draft: Draft, base: date | None, roster: Roster, signatory: str | None) -> None:
    _check_date(draft, base)
    for decision in draft.decisions:
        _check_decision(draft, decision, base)
    _check_siblings(draft, base)
    _check_people(draft, roster, signatory)
    _check_votes(draft)
    _check_numbers(draft)
    _check_agenda(draft)
    for appendix in draft.appendices:
        if not appendix.more["attached"]:
            name = f"Приложение {appendix.more['number']}".strip()
            _warn(draft, "appendix_not_attached", f"{name} упомянуто в протоколе, но не приложено.", appendix)


def _warn(draft: Draft, code: str, text: str, field: Field | None = None, decision: Decision | None = None) -> None:
    start, end = (field.start, field.end) if field else (-1, -1)
    draft.warnings.append(Warning_(code, text, start, end, decision.key if decision else None))


def name_of(decision: Decision) -> str:
    parts = [part for part in (decision.agenda_number, decision.number) if part]
    if len(parts) == 2 and parts[1].startswith(f"{parts[0]}."):
        parts = parts[1:]
    return f"Решение {'.'.join(parts)}" if parts else f"Решение «{decision.text.value[:40]}…»"


def _check_date(draft: Draft, base: date | None) -> None:
    if base is None:
        _warn(draft, "no_date", "Дата заседания не найдена. Сроки без года не вычислены.")
    elif base.year < 2000 or base.year > date.today().year + 1:
        _warn(draft, "strange_date", f"Необычная дата заседания: {base:%d.%m.%Y}.", draft.fields["date"])
    if draft.fields.get("chair") is None:
        _warn(draft, "no_chair", "Председатель не найден.")


def _check_decision(draft: Draft, decision: Decision, base: date | None) -> None:
    for deadline in decision.deadlines:
        _check_deadline(draft, decision, deadline, base)
    name = name_of(decision)
    if len({(d.value, d.more["kind"], d.more["rule"]) for d in decision.deadlines}) > 1:
        decision.flags.append("two_deadlines")
        _warn(draft, "two_deadlines", f"{name}: указано несколько сроков.", decision.deadlines[1], decision)
    if not decision.responsible:
        decision.flags.append("no_responsible")
        if decision.kind != "control":
            _warn(draft, "no_responsible", f"{name}: ответственный не назван.", decision.text, decision)
    if decision.on_control and not decision.deadlines:
        _warn(draft, "no_deadline", f"{name}: срок не назван.", decision.text, decision)
    decision.flags = list(dict.fromkeys(decision.flags))


def _check_deadline(draft: Draft, decision: Decision, deadline: Field, base: date | None) -> None:
    flags, name = decision.flags, name_of(decision)
    flags += deadline.more["flags"]
    if "impossible_date" in deadline.more["flags"]:
        _warn(draft, "impossible_date", f"{name}: такого дня нет в календаре.", deadline, decision)
    if not deadline.value:
        return
    day = date.fromisoformat(deadline.value)
    if base and day < base:
        flags.append("deadline_before_meeting")
        deadline.score = min(deadline.score, 0.75)
        text = f"{name}: срок {day:%d.%m.%Y} раньше даты заседания."
        _warn(draft, "deadline_before_meeting", text, deadline, decision)
    if day.year < 2100 and not is_working_day(day):
        flags.append("non_working_day")
        _warn(draft, "non_working_day", f"{name}: {day:%d.%m.%Y} – нерабочий день.", deadline, decision)
    if "year_inferred" in deadline.more["flags"]:
        text = f"{name}: год срока не указан, предположен {day.year}."
        _warn(draft, "year_inferred", text, deadline, decision)


def _check_siblings(draft: Draft, base: date | None) -> None:
    """A term over three times the median of the others looks like a slip of the pen."""
    if base is None:
        return
    terms = [
        (d, f, (date.fromisoformat(f.value) - base).days) for d in draft.decisions for f in d.deadlines[:1] if f.value
    ]
    for decision, deadline, days in terms:
        others = [other for d, _, other in terms if d is not decision and other > 0]
        if len(others) >= 2 and days > 90 and days > _FAR * median(others) and days > 2 * max(others):
            decision.flags.append("far_from_siblings")
            deadline.score = min(deadline.score, 0.85)
            near = base + timedelta(days=int(median(others)))
            _warn(
                draft, "far_from_siblings",
                f"{name_of(decision)}: срок {date.fromisoformat(deadline.value):%d.%m.%Y} намного позже "
                    f"сроков других решений"
                f" (обычно около {near:%d.%m.%Y}). Проверьте, нет ли описки.",
                deadline, decision,
            )  # fmt: skip


def _check_people(draft: Draft, roster: Roster, signatory: str | None) -> None:
    for field in [*draft.attendees, *draft.absent]:
        known = roster.likely_spelling(field.value)
        if known:
            field.more["known_as"] = known
            field.score = min(field.score, 0.88)
            _warn(
                draft, "likely_misspelling", f"«{field.value}»: возможно, опечатка. Известен человек «{known}».", field
            )
    _check_head_count(draft)
    chair = draft.fields.get("chair")
    if chair and signatory and chair.value != signatory:
        _warn(draft, "chair_signature", f"Председатель {chair.value}, а подписал протокол {signatory}.", chair)


def _check_head_count(draft: Draft) -> None:
    """The stated number may leave out guests and the officers named apart."""
    stated = draft.stated_count
    if stated is None or not draft.attendees:
        return
    listed = {field.value for field in draft.attendees}
    guests = {field.value for field in draft.attendees if field.more.get("group") == "guest"}
    officers = {field.value for field in (draft.fields.get("chair"), draft.fields.get("secretary")) if field}
    if stated.value not in range(len(listed - guests), len(listed | officers) + 1):
        text = f"В протоколе указано человек: {stated.value}, а названо имён: {len(listed)}."
        _warn(draft, "head_count", text, stated)


def _check_votes(draft: Draft) -> None:
    present = max(len(draft.attendees), draft.stated_count.value if draft.stated_count else 0)
    for vote in draft.votes:
        counts = [vote.more[key] for key in ("for", "against", "abstained")]
        total = sum(count or 0 for count in counts)
        if present and total > present:
            _warn(draft, "votes_over_attendance", f"Голосов {total}, а присутствовало {present}.", vote)


def _check_numbers(draft: Draft) -> None:
    """Gaps and repetitions in the numbers of one list of decisions."""
    before: dict[tuple, int] = {}
    for decision in draft.decisions:
        number = decision.number or ""
        if not re.fullmatch(r"\d+(?:\.\d+)*", number):
            continue
        stem, _, last = number.rpartition(".")
        key = (decision.point.block, id(decision.point.entry), stem)
        again = before.get(key) == int(last) and bool(decision.point.columns)  # a number cell for several rows
        if key in before and int(last) != before[key] + 1 and not again:
            _warn(
                draft,
                "numbering_gap",
                f"{name_of(decision)}: нумерация решений идёт не подряд.",
                decision.text,
                decision,
            )
        before[key] = int(last)


def _check_agenda(draft: Draft) -> None:
    orders = [item.entry.order or roman_value(item.number) for item in draft.agenda]
    if orders and sorted(orders) != list(range(1, len(orders) + 1)):
        _warn(draft, "agenda_numbering", "Номера вопросов повестки идут не подряд.", draft.agenda[0].title)
    with_decisions = {decision.agenda_number for decision in draft.decisions}
    for item in draft.agenda:
        heard = " ".join(text.s for text in item.entry.heard)
        elects = re.search(
            r"(?:выбор|избрани|назначени)\w*\s+(?P<who>председател\w*[^.,;()]{0,80})", item.title.value, re.I
        )
        moved = re.search(r"(?:отлож\w+|перенес\w+|перенести)[^.]{0,200}", heard, re.I)
        own = [d for d in draft.decisions if d.agenda_number == item.number]
        if moved:
            item.state = "postponed" if not own else item.state
            what = (
                "election_postponed" if elects or re.search(r"кандидатур|выбор|избран", moved[0]) else "item_postponed"
            )
            text = (
                "выборы отложены до следующего заседания" if what == "election_postponed" else "рассмотрение отложено"
            )
            _warn(draft, what, f"Вопрос {item.number}: {text}.", item.title)
        elif elects and not any(re.search(r"избра|назнач|избир", d.text.value, re.I) for d in own):
            _warn(
                draft,
                "election_missing",
                f"Вопрос {item.number}: объявлены выборы ({elects['who'].strip()}), но решения о них нет.",
                item.title,
            )
        if with_decisions - {None} and item.number not in with_decisions and not moved:
            _warn(draft, "item_without_decision", f"Вопрос {item.number}: решений не найдено.", item.title)
