"""What a template of a campaign says: its questions, the passport of each municipality and the answers so far."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping

from django.utils.crypto import salted_hmac

from cluster.models import Municipality
from monitoring.actions.submissions import asked_elements
from monitoring.control_rules import Cell
from monitoring.exchange.facts import Passport, Question
from monitoring.exchange.passport import structure_of
from monitoring.exchange.plain import write_csv
from monitoring.exchange.structured import write_json
from monitoring.exchange.template import Filling, template
from monitoring.framework.vocabulary import State
from monitoring.models import Campaign, Element, Submission, Value
from monitoring.place_names import call_as_then

WRITERS = {"xlsx": lambda filling: template(filling, seal), "csv": write_csv, "json": write_json}
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}


def seal(text: str) -> str:
    """A signature with the key of the portal: a template cannot be remade into another one."""
    return salted_hmac("monitoring.template", text, algorithm="sha256").hexdigest()


def questions_of(elements: Iterable[Element]) -> list[Question]:
    return [
        Question(row.code, row.kind, row.name, row.hint, row.criterion.number, row.criterion.name) for row in elements
    ]


def passport_of(campaign: Campaign, place: Municipality, structure: str) -> Passport:
    return Passport(
        framework=campaign.edition.code,
        edition=str(campaign.edition.number),
        digest=campaign.edition.digest,
        year=str(campaign.year),
        oktmo=place.oktmo,
        structure=structure,
    )


def file_of(campaign: Campaign, place: Municipality, kind: str) -> bytes:
    """The form of one municipality with the answers so far, as XLSX, CSV or JSON."""
    return WRITERS[kind](next(fillings_of(campaign, [place])))


def archive_of(campaign: Campaign) -> bytes:
    """Templates of all expected municipalities; equal contents are equal archives."""
    places = [row.municipality for row in campaign.expectations.select_related("municipality")]
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_STORED) as archive:
        for place, filling in zip(places, fillings_of(campaign, places), strict=True):
            entry = zipfile.ZipInfo(file_name(campaign, place, "xlsx"))
            archive.writestr(entry, template(filling, seal))
    return output.getvalue()


def file_name(campaign: Campaign, place: Municipality, kind: str) -> str:
    return f"{campaign.year} {place.oktmo} {place.name}.{kind}"


def fillings_of(campaign: Campaign, places: list[Municipality]) -> Iterator[Filling]:
    questions = questions_of(asked_elements(campaign))
    structure = structure_of(questions)
    stored = _stored(campaign, places)
    call_as_then((place, campaign.year) for place in places)
    for place in places:
        yield Filling(
            passport=passport_of(campaign, place, structure),
            place=place.name[:1].upper() + place.name[1:],
            title=f"Форма мониторинга за {campaign.year} год",
            questions=questions,
            cells=stored.get(place.pk, {}),
        )


def _stored(campaign: Campaign, places: list[Municipality]) -> Mapping[int, dict[str, Cell]]:
    cells: dict[int, dict[str, Cell]] = {}
    rows = Value.objects.filter(submission__in=Submission.objects.filter(campaign=campaign, municipality__in=places))
    for place, code, state, amount in rows.values_list(
        "submission__municipality_id", "element__code", "state", "amount"
    ):
        cells.setdefault(place, {})[code] = Cell(amount, State(state).code)
    return cells
