"""The editable record of an import: strings as a person would type them, so that a half-done draft can be saved."""

from datetime import date
from typing import Any

from events.models import AgendaItem, Decision, Meeting
from events.review.organisations import KnownOrganisations, Suggestion
from events.review.source import anchor_of

Draft = dict[str, Any]
Row = dict[str, Any]


def first_record(draft: Draft, known: KnownOrganisations) -> dict[str, Any]:
    """What the forms show before anybody has corrected anything."""
    return {
        "head": _head(draft),
        "agenda": [_agenda_row(item, draft) for item in draft["agenda"]],
        "decisions": [
            *(_decision_row(one, draft, known) for one in draft["decisions"]),
            *(_implied_row(number, one, draft) for number, one in enumerate(draft["implied_decisions"], 1)),
        ],
    }


def _head(draft: Draft) -> Row:
    fields = draft["fields"]
    title = value_of(fields.get("title"))
    chair = fields.get("chair")
    return {
        "kind": Meeting.Kind.WORKING if "рабоч" in title.lower() else Meeting.Kind.SITTING,
        "title": " ".join(title.split())[:500],
        "held_on": day_as_typed(value_of(fields.get("date"))),
        "held_at": value_of(fields.get("time")),
        "place": value_of(fields.get("place")),
        "number": value_of(fields.get("protocol_number")),
        "chair": value_of(chair),
        "chair_post": post_of(chair, draft["source_text"]),
        "secretary": value_of(fields.get("secretary")),
        "attendees": "\n".join(_person_line(one) for one in draft["attendees"] if one.get("group") != "guest"),
        "guests": "\n".join(_person_line(one) for one in draft["attendees"] if one.get("group") == "guest"),
        "absent": "\n".join(_person_line(one) for one in draft["absent"]),
    }


def _agenda_row(item: Row, draft: Draft) -> Row:
    return {
        "key": item["key"],
        "number": item["number"] or "",
        "title": value_of(item["title"]),
        "speakers": "; ".join(value_of(one) for one in item["speakers"]),
        "state": AgendaItem.State.POSTPONED if item["state"] == "postponed" else AgendaItem.State.CONSIDERED,
        "postponed_words": "выборы, до следующего заседания" if _is_election_postponed(item, draft) else "",
        "heard": "\n".join(one["text"] for one in item["heard"]),
    }


def _is_election_postponed(item: Row, draft: Draft) -> bool:
    """A remark belongs to the last item that begins before it."""
    starts = [one["title"]["start"] for one in draft["agenda"]]
    own = item["title"]["start"]
    return any(
        max((start for start in starts if start <= warning["start"]), default=-1) == own
        for warning in draft["warnings"]
        if warning["code"] == "election_postponed"
    )


def _decision_row(one: Row, draft: Draft, known: KnownOrganisations) -> Row:
    deadline = one["deadline"]
    organisations = [each for each in one["responsible"] if each["what"] == "organisation"]
    groups = [value_of(each) for each in one["responsible"] if each["what"] == "group"]
    main = next((each for each in organisations if each["role"] == "responsible"), None)
    closest = known.closest(value_of(main)) if main else None
    return {
        "key": one["key"],
        "anchor": anchor_of(draft, one["text"]["start"]),
        "action": "keep",
        "agenda": _agenda_key(draft, one["agenda_number"]),
        "number": one["number"] or "",
        "text": value_of(one["text"]),
        "kind": one["kind"],
        "responsible": str(closest.organisation_pk) if closest and closest.is_sure else "",
        "suggestion": _suggestion_words(main, closest),
        "responsible_words": "; ".join(each["words"] or value_of(each) for each in one["responsible"]),
        "responsible_person": "; ".join(value_of(each) for each in one["responsible"] if each["what"] == "person"),
        "group_words": "; ".join(groups),
        "due_on": day_as_typed(deadline["value"] or deadline.get("resolved") or "") if deadline else "",
        "deadline_kind": deadline["kind"] if deadline else Decision.DeadlineKind.NONE,
        "deadline_words": deadline["words"] if deadline else "",
        "deadline_rule": (deadline.get("rule") or "") if deadline else "",
        "deadline_confidence": deadline["confidence"] if deadline else "sure",
        "flags": one["flags"],
        "co_executors": [
            found.organisation_pk
            for each in organisations
            if each is not main and (found := known.closest(value_of(each))) and found.is_sure
        ],
    }


def _suggestion_words(main: Row | None, closest: Suggestion | None) -> str:
    """What the portal thinks of the words; it never makes an organisation by itself."""
    if main is None:
        return ""
    if closest is None:
        return "Такой организации на портале нет: выберите другую или оставьте слова протокола."
    sure = "Выбрана" if closest.is_sure else "Похоже на"
    return f"{sure} «{closest.name}», сходство {closest.score} %."


def _implied_row(number: int, one: Row, draft: Draft) -> Row:
    row = blank_decision(f"i{number}")
    return row | {
        "agenda": _agenda_key(draft, one["agenda_number"]),
        "text": value_of(one),
        "anchor": anchor_of(draft, one["start"]),
        "kind": Decision.Kind.INFORMATION,
        "flags": ["implied"],
    }


def blank_decision(key: str) -> Row:
    """A decision a person adds by hand."""
    texts = ("agenda", "number", "text", "responsible", "responsible_words", "responsible_person", "group_words")
    return {
        "key": key,
        "action": "keep",
        **dict.fromkeys((*texts, "due_on", "deadline_words", "deadline_rule"), ""),
        "kind": Decision.Kind.ASSIGNMENT,
        "deadline_kind": Decision.DeadlineKind.NONE,
        "deadline_confidence": "sure",
        "flags": [],
        "co_executors": [],
    }


def value_of(field: Row | None) -> str:
    return "" if field is None or field.get("value") is None else str(field["value"])


def day_as_typed(value: str) -> str:
    """An ISO day as a Russian form shows it; anything else stays as it is."""
    try:
        return f"{date.fromisoformat(value):%d.%m.%Y}"
    except ValueError:
        return value


def post_of(field: Row | None, source: str) -> str:
    """The post stands before the name: «Председатель: начальник отдела Иванова И.И.»."""
    if field is None:
        return ""
    if field.get("post"):
        return str(field["post"])
    before = source[: max(field["start"], 0)].rpartition("\n\n")[2]
    label, colon, post = before.rpartition(":")
    post = " ".join(post.split()).strip(" ,–—-")
    return post[:300] if colon and "редседател" in label and len(post) > 3 else ""


def _person_line(person: Row) -> str:
    details = person.get("post") or ""
    return f"{value_of(person)}, {details}" if details else value_of(person)


def _agenda_key(draft: Draft, number: str | None) -> str:
    return next((item["key"] for item in draft["agenda"] if number and item["number"] == number), "")
