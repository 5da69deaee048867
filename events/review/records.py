"""The editable record of an import: strings as a person would type them, so that a half-done draft can be saved."""

from datetime import date
from typing import Any

from cluster.names import read_name
from events.models import AgendaItem, Decision, Meeting
from events.review.organisations import KnownOrganisations, Suggestion
from events.review.parts import sort_decisions
from events.review.votes import vote_rows

Draft = dict[str, Any]
Row = dict[str, Any]
_NO_DEADLINE = {
    **dict.fromkeys(("due_on", "deadline_words", "deadline_rule"), ""),
    "deadline_kind": Decision.DeadlineKind.NONE,
    "deadline_confidence": "sure",
}


def first_record(draft: Draft, known: KnownOrganisations) -> dict[str, Any]:
    """What the forms show before anybody has corrected anything."""
    record = {
        "head": _head(draft),
        "agenda": [_agenda_row(item, draft) for item in draft["agenda"]],
        "decisions": [
            *(_decision_row(one, draft, known) for one in draft["decisions"]),
            *(_implied_row(number, one, draft) for number, one in enumerate(draft["implied_decisions"], 1)),
        ],
        "votes": vote_rows(draft),
        "people": {},
        "revision": 0,
    }
    sort_decisions(record)
    return record


def whole(record: dict[str, Any], draft: Draft) -> dict[str, Any]:
    """The record with every part; one saved by an earlier version of the portal may lack some."""
    record = {"votes": vote_rows(draft), "people": {}, "revision": 0, **record}
    record["agenda"] = [{"removed": False} | row for row in record["agenda"]]
    added = {"similar": [], "supervisor": "", "supervisor_words": ""}
    record["decisions"] = [{"origin": row["key"]} | added | row for row in record["decisions"]]
    return record


def read_days(draft: Draft) -> dict[str, str]:
    """The day of each decision as the parser read it, written as a form shows it."""
    return {one["key"]: _deadline(one["deadline"])["due_on"] for one in draft["decisions"]}


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
        "removed": False,
        "number": (item["number"] or "")[:20],
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
    organisations = [each for each in one["responsible"] if each["what"] == "organisation"]
    main = next((each for each in organisations if each["role"] == "responsible"), None)
    closest = known.closest(value_of(main)) if main else None
    words = "; ".join(each["words"] or value_of(each) for each in one["responsible"])
    return {
        "key": one["key"],
        "origin": one["key"],
        "action": "keep",
        "agenda": _agenda_key(draft, one["agenda_number"]),
        "number": (one["number"] or "")[:20],
        "text": value_of(one["text"]),
        "kind": one["kind"],
        "responsible": str(closest.organisation_pk) if closest and closest.is_sure else "",
        "suggestion": _suggestion_words(main, closest),
        "similar": [each.organisation_pk for each in known.nearest(value_of(main))] if main else [],
        "responsible_words": words[:500],
        "flags": one["flags"],
        "co_executors": [
            found.organisation_pk
            for each in organisations
            if each is not main and (found := known.closest(value_of(each))) and found.is_sure
        ],
        **_executors(one["responsible"]),
        **_supervisor(one["controller"]),
        **_deadline(one["deadline"]),
    }


def _executors(responsible: list[Row]) -> Row:
    """One person answers; further people and what is no name stand among the words of the group, nothing is lost."""
    people = [value_of(each) for each in responsible if each["what"] == "person"]
    person = next((name for name in people if read_name(name)), "")
    groups = [value_of(each) for each in responsible if each["what"] == "group"]
    others = [name for name in people if name != person]
    return {"responsible_person": person, "group_words": "; ".join([*groups, *others])[:300]}


def _supervisor(controller: Row | None) -> Row:
    """A person keeps an eye on the decision; a body named instead of one stays as the words of the protocol."""
    name = value_of(controller)
    words = (controller and controller.get("words")) or name
    return {"supervisor": name if read_name(name) else "", "supervisor_words": words[:300]}


def _deadline(deadline: Row | None) -> Row:
    """A day that does not exist stays as words: the decision is written down, the remark says why."""
    if deadline is None:
        return _NO_DEADLINE
    due_on = day_as_typed(deadline["value"] or deadline.get("resolved") or "")
    is_lost = deadline["kind"] == Decision.DeadlineKind.DATE and not due_on
    return {
        "due_on": due_on,
        "deadline_kind": Decision.DeadlineKind.NONE if is_lost else deadline["kind"],
        "deadline_words": (deadline["words"] or "")[:300],
        "deadline_rule": (deadline.get("rule") or "")[:200],
        "deadline_confidence": deadline["confidence"],
    }


def _suggestion_words(main: Row | None, closest: Suggestion | None) -> str:
    """What the portal thinks of the words; it never makes an organisation by itself."""
    if main is None:
        return ""
    if closest is None:
        return "Такой организации на портале нет: выберите другую или оставьте слова протокола."
    alike = "" if closest.score == 100 else f", сходство {closest.score} %"
    return f"{'Выбрано' if closest.is_sure else 'Похоже'}: {closest.name}{alike}."


def _implied_row(number: int, one: Row, draft: Draft) -> Row:
    """Words that look like a decision. They enter the register only when a person takes them in."""
    row = blank_decision(f"i{number}")
    return row | {
        "action": "skip",
        "agenda": _agenda_key(draft, one["agenda_number"]),
        "text": value_of(one),
        "kind": Decision.Kind.INFORMATION,
        "flags": ["implied"],
    }


def blank_decision(key: str) -> Row:
    """A decision a person adds by hand."""
    texts = ("agenda", "number", "text", "responsible", "responsible_words", "responsible_person", "group_words")
    return {
        "key": key,
        "origin": key,
        "action": "keep",
        **dict.fromkeys((*texts, "suggestion", "supervisor", "supervisor_words"), ""),
        **_NO_DEADLINE,
        "kind": Decision.Kind.ASSIGNMENT,
        "flags": [],
        "similar": [],
        "co_executors": [],
    }


def blank_item(key: str) -> Row:
    """An agenda item a person adds by hand."""
    texts = ("number", "title", "speakers", "postponed_words", "heard")
    return {"key": key, "removed": False, "state": AgendaItem.State.CONSIDERED, **dict.fromkeys(texts, "")}


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
