"""What a person sent from a page of the review, row by row: raw words, right or wrong."""

from collections.abc import Mapping
from itertools import count
from typing import Any

from accounts.models import User
from events.forms.review.decisions import DecisionForm
from events.forms.review.heads import HeadForm, PersonForm
from events.forms.review.items import ItemForm
from events.forms.review.rows import RowForm, typed_values
from events.forms.review.votes import ReviewVoteForm

Record = dict[str, Any]
FORMS: dict[str, type[RowForm]] = {"agenda": ItemForm, "decisions": DecisionForm, "votes": ReviewVoteForm}


def typed_record(record: Record, data: Mapping[str, Any], *, user: User) -> Record:
    """Values by kind and key of the row; rows of other parts of the review are not among them."""
    typed: Record = {"head": {}, "people": _people(data)}
    if "head-title" in data:
        typed["head"] = typed_values(HeadForm(record["head"], user=user), data)
    for kind, form_class in FORMS.items():
        sent = [row for row in record[kind] if f"{kind}-{row['key']}-key" in data]
        typed[kind] = {row["key"]: typed_values(form_class(row), data) for row in sent}
    return typed


def _people(data: Mapping[str, Any]) -> Record:
    """Answers about names, by the spelling of the protocol."""
    answers: dict[str, Any] = {}
    for number in count(1):
        row = typed_values(PersonForm({"key": str(number)}), data)
        if not row.get("words"):
            return answers
        if row.get("answer"):
            answers[row["words"]] = row["answer"]
    return answers
