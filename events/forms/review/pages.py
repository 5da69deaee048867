"""One page of the review: the forms of its part, or, when everything is checked, of all parts."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.utils import ErrorDict

from accounts.models import User
from cluster.models import Organisation
from events.actions.imports import Reviewed
from events.actions.people import People
from events.forms.review.decisions import DecisionForm, Surroundings
from events.forms.review.heads import HeadForm, PersonForm
from events.forms.review.items import ItemForm, item_label
from events.forms.review.rows import RowForm
from events.forms.review.votes import ReviewVoteForm
from events.models import ProtocolImport
from events.review.marks import marks_of
from events.review.parts import Section, item_of, parts_of
from events.review.people import likenesses, names_in
from events.review.records import read_days, whole
from events.review.remarks import flags_of, typed_day

Record = dict[str, Any]
Row = dict[str, Any]
LOST_PART = "Часть решения присоединить не к чему: решения перед ней больше нет. Верните её отдельным решением"


@dataclass(frozen=True)
class SectionForms:
    """Forms of one section, in the order of the page; rows that stay out of the register have no form."""

    section: Section
    item: ItemForm | None
    decisions: list[DecisionForm]
    votes: list[ReviewVoteForm]

    @property
    def name(self) -> str:
        item = self.section.item
        return item_label(item) if item else "без вопроса повестки"

    @property
    def is_open(self) -> bool:
        """Rows are added to it; nothing is added to an item that was removed."""
        return not (self.section.item and self.section.item["removed"])


@dataclass(frozen=True)
class Problem:
    text: str
    url: str


class ReviewForm(forms.Form):
    """`record` may differ from the saved one while a page shows what was typed and could not be saved."""

    def __init__(
        self,
        protocol_import: ProtocolImport,
        *,
        user: User,
        record: Record | None = None,
        part: int = 1,
        checked: bool = False,
    ) -> None:
        super().__init__()
        self.draft, self.checked = protocol_import.draft, checked
        self.record = record or whole(protocol_import.record, self.draft)
        self.region = protocol_import.council.cluster.region
        self.held_on = typed_day(self.record["head"]["held_on"])
        self.parts = parts_of(self.record)
        self.part = self.parts[min(max(part, 1), len(self.parts)) - 1]
        self.marks = marks_of(self.record, self.draft)
        head = {"council": protocol_import.council_id} | self.record["head"]
        self.head = HeadForm(head, user=user, marks=self.marks, checked=checked)
        self.by_key: dict[str, Any] = {}
        for section in [section for part in self.parts if checked or part is self.part for section in part.sections]:
            self.by_key |= {form.key: form for form in self._forms(section)}

    def _forms(self, section: Section) -> Iterator[RowForm]:
        shared: dict[str, Any] = {"marks": self.marks, "checked": self.checked}
        if section.item and not section.is_continued:
            yield ItemForm(section.item, **shared)
        for row in section.decisions:
            here = row | {"agenda": item_of(row, self.record)}
            yield DecisionForm(here, around=self.around, flags=self.flags[row["key"]], **shared)
        for row in section.votes:
            yield ReviewVoteForm(row, subjects=self.subjects, present=self.present, **shared)

    @property
    def sections(self) -> list[SectionForms]:
        return [
            SectionForms(
                section,
                self.by_key[section.key] if section.item and not section.is_continued else None,
                [self.by_key[row["key"]] for row in section.decisions],
                [self.by_key[row["key"]] for row in section.votes],
            )
            for section in self.part.sections
        ]

    @cached_property
    def people(self) -> list[PersonForm]:
        """Questions about names, on the first page only: there stands the list of people."""
        if self.part.number > 1:
            return []
        answers = self.record["people"]
        return [
            PersonForm({"words": one.words, "answer": answers.get(one.words, "")}, key=str(number), people=one.people)
            for number, one in enumerate(likenesses(names_in(self.record), self.known_people), 1)
        ]

    @cached_property
    def known_people(self) -> People:
        return People(self.region)

    @cached_property
    def around(self) -> Surroundings:
        items = [(row["key"], item_label(row)) for row in self.record["agenda"] if not row["removed"]]
        organisations = Organisation.objects.living().filter(region=self.region).values_list("pk", "name")
        return Surroundings(items, list(organisations), self.held_on)

    @cached_property
    def subjects(self) -> list[tuple[str, str]]:
        """What one may have voted on: items and decisions."""
        items = [(key, f"Вопрос {label}") for key, label in self.around.items]
        kept = [row for row in self.record["decisions"] if row["action"] == "keep"]
        return items + [(row["key"], f"Решение {row['number']} {row['text'][:60]}") for row in kept]

    @property
    def present(self) -> int:
        return len([line for line in str(self.record["head"]["attendees"]).splitlines() if line.strip()])

    @cached_property
    def flags(self) -> dict[str, list[str]]:
        days = read_days(self.draft)
        return {
            row["key"]: flags_of(row, held_on=self.held_on, read_due=days.get(row["origin"]))
            for row in self.record["decisions"]
        }

    @property
    def kept(self) -> list[RowForm]:
        """Forms of what goes to the register."""
        rows = [form for form in self.by_key.values() if form.row.get("action", "keep") == "keep"]
        return [form for form in rows if not form.row.get("removed")]

    @property
    def errors(self) -> ErrorDict:
        if not self.checked:
            return ErrorDict()
        wrong = {form.add_prefix(name): told for form in [self.head, *self.kept] for name, told in form.errors.items()}
        return ErrorDict(wrong | {f"decisions-{row['key']}": [LOST_PART] for row in self._lost_parts()})

    def __iter__(self) -> Iterator[BoundField]:
        for form in [self.head, *self.kept]:
            yield from form

    def is_valid(self) -> bool:
        return self.checked and not self.errors

    @property
    def problems(self) -> list[Problem]:
        """What stops the acceptance, each with the way to its field, in whatever part it stands."""
        found = []
        for form in [self.head, *self.kept] if self.checked else []:
            whose = f"{form.name}. " if hasattr(form, "name") else ""
            for name, told in form.errors.items():
                found += [Problem(f"{whose}{text}", self._url(form.key, form[name].id_for_label)) for text in told]
        lost = self._lost_parts() if self.checked else []
        return found + [Problem(LOST_PART, self._url(row["key"], f"at-{row['key']}")) for row in lost]

    @property
    def part_with_problem(self) -> int:
        """Where to show the page when the acceptance did not pass."""
        wrong = [form.key for form in [self.head, *self.kept] if form.errors] + [r["key"] for r in self._lost_parts()]
        return min((self._number(key) for key in wrong), default=1)

    def _url(self, key: str, anchor: str) -> str:
        number = self._number(key)
        return f"#{anchor}" if number == self.part.number else f"?part={number}&check=1#{anchor}"

    def _number(self, key: str) -> int:
        return next((part.number for part in self.parts if key in part.keys), 1)

    def _lost_parts(self) -> list[Row]:
        """Parts whose decision was taken away after they had been joined to it."""
        lost, home = [], None
        for row in self.record["decisions"]:
            if row["action"] == "keep":
                home = item_of(row, self.record)
            elif row["action"] == "merge" and item_of(row, self.record) != home:
                lost.append(row)
        return lost

    def reviewed(self) -> Reviewed:
        """Cleaned values; what the forms do not show (flags, co-executors) comes from the record."""
        cleaned = {form.key: form.cleaned_data for form in self.kept}
        return Reviewed(
            head=self.head.cleaned_data,
            agenda=[cleaned[row["key"]] for row in self.record["agenda"] if row["key"] in cleaned],
            decisions=[
                row | {"flags": self.flags[row["key"]]} | cleaned.get(row["key"], {})
                for row in self.record["decisions"]
                if row["action"] != "skip"
            ],
            votes=[row | cleaned[row["key"]] for row in self.record["votes"] if row["key"] in cleaned],
            same_people=self._same_people(),
        )

    def _same_people(self) -> dict[str, Any]:
        """People of the register by the spelling of the protocol, where a person said it is the same one."""
        namesakes = self.known_people.by_surname.values()
        known = {str(person.pk): person for people in namesakes for person in people}
        return {words: known[answer] for words, answer in self.record["people"].items() if answer in known}
