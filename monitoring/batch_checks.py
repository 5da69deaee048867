"""Files of a batch against the campaign: rows with what each line would change, or what is wrong with it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from accounts.models import User
from accounts.roles import Permission
from cluster.models import Municipality
from cluster.models.scope import regions_of
from monitoring.actions.submissions import Answer, asked_elements
from monitoring.control_rules import Cell
from monitoring.doubts import doubts_in
from monitoring.exchange.checking import check
from monitoring.exchange.facts import Checked, Fault, Filled, Placed, UnreadableFile
from monitoring.exchange.passport import differences, structure_of
from monitoring.exchange.reading import Sent, read
from monitoring.form_files import passport_of, questions_of, seal
from monitoring.framework.vocabulary import State
from monitoring.models import BatchRow, Campaign, Element, Submission, SubsetRule, Value, municipalities_of

STATES = {state.code: state for state in State}
TYPED = (State.REPORTED, State.NOT_APPLICABLE, State.REFUSED)
Outcome = BatchRow.Outcome


@dataclass
class Ground:
    """What a batch is checked against, read once: questions, municipalities, forms and their answers."""

    campaign: Campaign
    elements: list[Element]
    places: dict[str, Municipality]
    own: set[int]
    forms: dict[int, Submission]
    values: dict[int, dict[str, Value]]
    subsets: list[tuple[str, str]]
    seen: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.questions = questions_of(self.elements)
        self.structure = structure_of(self.questions)
        self.by_code = {element.code: element for element in self.elements}


def ground_of(campaign: Campaign, by: User) -> Ground:
    """Six queries, however many municipalities there are."""
    elements = asked_elements(campaign)
    codes = [element.code for element in elements]
    expected = {
        row.municipality.oktmo: row.municipality for row in campaign.expectations.select_related("municipality")
    }
    forms = {form.municipality_id: form for form in campaign.submissions.all()}
    values: dict[int, dict[str, Value]] = {}
    for value in Value.objects.filter(submission__campaign=campaign).select_related("element", "submission"):
        values.setdefault(value.submission.municipality_id, {})[value.element.code] = value
    for form in forms.values():
        form.campaign = campaign
    pairs = SubsetRule.objects.filter(
        edition=campaign.edition_id, part__code__in=codes, whole__code__in=codes
    ).values_list("part__code", "whole__code")
    return Ground(
        campaign=campaign,
        elements=elements,
        places=expected,
        own=own_places(campaign, by, expected.values()),
        forms=forms,
        values=values,
        subsets=list(pairs),
    )


def own_places(campaign: Campaign, by: User, expected: Iterable[Municipality]) -> set[int]:
    """Municipalities whose forms this person may load: all of them for a methodologist of the region."""
    asked = {place.pk for place in expected}
    if by.can(Permission.MONITORING_MANAGE):
        return asked if regions_of(by).filter(region=campaign.region_id).exists() else set()
    if not by.can(Permission.SUBMISSION_FILL):
        return set()
    return asked & set(municipalities_of(by).values_list("pk", flat=True))


def rows_of(files: Iterable[Sent], ground: Ground) -> list[list[BatchRow]]:
    """Unsaved rows of every file, in their order; doubts of the control rules stand in them as warnings."""
    made = [list(_rows_of_file(sent, ground)) for sent in files]
    _warn(made, ground)
    for position, row in enumerate((row for rows in made for row in rows), 1):
        row.position = position
    return made


def counts_of(rows: Iterable[BatchRow]) -> dict[str, int]:
    rows = list(rows)
    warnings = sum(bool(row.message) for row in rows if row.outcome != Outcome.ERROR)
    return dict(Counter(row.outcome for row in rows)) | {
        "warnings": warnings,
        "municipalities": len({row.municipality_id for row in rows if row.municipality_id}),
    }


def answer_of(row: BatchRow) -> Answer | None:
    return None if row.state is None else (State(row.state), row.amount)


def old_answer_of(row: BatchRow) -> Answer | None:
    return None if row.old_state is None else (State(row.old_state), row.old_amount)


def _rows_of_file(sent: Sent, ground: Ground) -> Iterator[BatchRow]:
    try:
        forms = read(sent, seal)
    except UnreadableFile as error:
        yield _refused(Placed("файл", error.fault))
        return
    for filled in forms:
        yield from _rows_of_form(filled, ground, sent.name)


def _rows_of_form(filled: Filled, ground: Ground, name: str) -> Iterator[BatchRow]:
    place = ground.places.get(filled.claims.oktmo)
    faults = [*filled.faults, *(Placed(filled.place, fault) for fault in _wrong_form(filled, place, ground, name))]
    if faults or place is None:
        yield from (_refused(fault, place) for fault in faults)
        return
    ground.seen[place.pk] = name
    stored = ground.values.get(place.pk, {})
    for checked in check(filled, ground.questions, ground.subsets):
        yield _row(checked, place, ground.by_code.get(checked.code), stored.get(checked.code))


def _wrong_form(filled: Filled, place: Municipality | None, ground: Ground, name: str) -> Iterator[Fault]:
    """Why the form as a whole is refused."""
    oktmo = filled.claims.oktmo
    if place is None:
        words = f"Код ОКТМО «{oktmo[:20]}» не из этой кампании." if oktmo else "Не указан код ОКТМО муниципалитета."
        yield Fault(words, "Скачайте шаблон своего муниципалитета на странице загрузки.")
        return
    if place.pk not in ground.own:
        yield Fault(
            f"Это форма другого муниципалитета: {place}.", "Загрузите файл того муниципалитета, за который отвечаете."
        )
        return
    yield from differences(filled.claims, passport_of(ground.campaign, place, ground.structure))
    if place.pk in ground.seen:
        yield Fault(f"Форма «{place}» есть ещё и в файле «{ground.seen[place.pk]}».", "Оставьте один файл.")
    form = ground.forms.get(place.pk)
    if ground.campaign.takes_submissions if form is None else form.is_editable:
        return
    if form is None or form.status in Submission.EDITABLE:
        yield Fault("Сбор по этой кампании не идёт.", "Попросите методиста открыть правку этой формы.")
    else:
        words = f"Форма «{place}» {form.get_status_display()}: править её нельзя."
        yield Fault(words, "Попросите методиста вернуть форму на доработку.")


def _row(checked: Checked, place: Municipality, element: Element | None, stored: Value | None) -> BatchRow:
    row = BatchRow(
        municipality=place,
        element=element,
        place=checked.place[:120],
        code=checked.code[:60],
        typed=checked.typed[:60],
        message=checked.note,
        outcome=Outcome.ERROR,
    )
    if stored is not None:
        row.old_state, row.old_amount, row.old_comment = stored.state, stored.amount, stored.comment
    if checked.fault is not None:
        row.message, row.advice = checked.fault.words, checked.fault.advice
        return row
    if checked.cell is not None:
        row.state, row.amount = STATES[checked.cell.state], checked.cell.amount
    row.outcome = _outcome(row, stored)
    return row


def _outcome(row: BatchRow, stored: Value | None) -> BatchRow.Outcome:
    """A blank leaves alone a state that only the portal can give: nobody can type it into a template."""
    if row.state is None:
        if stored is None:
            return Outcome.BLANK
        return Outcome.EMPTIED if stored.state in TYPED else Outcome.SAME
    if stored is None:
        return Outcome.NEW
    return Outcome.SAME if (row.state, row.amount) == (stored.state, stored.amount) else Outcome.CHANGED


def _refused(placed: Placed, place: Municipality | None = None) -> BatchRow:
    return BatchRow(
        municipality=place,
        place=placed.place[:120],
        code=placed.code[:60],
        typed=placed.typed[:60],
        outcome=Outcome.ERROR,
        message=placed.fault.words,
        advice=placed.fault.advice,
    )


def _warn(files: list[list[BatchRow]], ground: Ground) -> None:
    """Doubts about forms without errors, written into the rows they are about."""
    told: dict[int, dict[str, BatchRow]] = {}
    spoilt = {row.municipality_id for rows in files for row in rows if row.outcome == Outcome.ERROR}
    for row in (row for rows in files for row in rows):
        if row.municipality_id and row.municipality_id not in spoilt:
            told.setdefault(row.municipality_id, {})[row.code] = row
    if not told:
        return
    for place, doubts in doubts_in(ground.campaign, ground.elements, _cells(told)).items():
        for doubt in doubts:
            for code in doubt.elements:
                if code in told[place]:
                    doubted = told[place][code]
                    doubted.message = f"{doubted.message} {doubt.words}".strip()
                    doubted.advice = f"{doubted.advice} {doubt.advice}".strip()


def _cells(told: Mapping[int, Mapping[str, BatchRow]]) -> dict[int, dict[str, Cell]]:
    return {
        place: {
            code: Cell(row.amount, State(row.state).code) for code, row in rows.items() if row.state is not None
        }
        for place, rows in told.items()
    }  # fmt: skip


def is_same(row: BatchRow, stored: Value | None) -> bool:
    """The stored answer is the one the batch put there."""
    return _pair(stored) == (row.state, row.amount)


def is_as_before(row: BatchRow, stored: Value | None) -> bool:
    """The stored answer is the one the batch was checked against."""
    return _pair(stored) == (row.old_state, row.old_amount)


def _pair(stored: Value | None) -> tuple[int | None, Decimal | None]:
    return (None, None) if stored is None else (stored.state, stored.amount)
