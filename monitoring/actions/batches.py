"""The way of a batch: files are checked, the person loads them or not, and what was loaded can be withdrawn."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence

import pghistory
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from monitoring.actions.submissions import Answer, save_answers, start_submission
from monitoring.batch_checks import (
    Outcome,
    answer_of,
    counts_of,
    ground_of,
    is_as_before,
    is_same,
    old_answer_of,
    own_places,
    rows_of,
)
from monitoring.exchange.reading import Sent, opened
from monitoring.models import Batch, BatchFile, BatchRow, Campaign, Element, Submission, Value

Stored = Mapping[tuple[int, int], Value]


class OutdatedCheck(ValidationError):
    """Answers or rights have changed since the files were checked."""


@transaction.atomic
def check_files(campaign: Campaign, files: Iterable[Sent], *, by: User) -> Batch:
    """A dry run: the batch keeps its files and tells row by row what loading would do. No answer is touched."""
    _forget_expired()
    sent = [one for given in files for one in opened(given)]
    if not sent:
        raise ValidationError("В архиве нет ни одного файла.")
    batch = Batch.objects.create(campaign=campaign, uploaded_by=by)
    _write_report(batch, sent, _keep(batch, sent), by=by)
    return batch


@transaction.atomic
def check_again(batch: Batch, *, by: User) -> Batch:
    """The same files against the answers of this moment."""
    locked = Batch.objects.select_for_update().select_related("campaign__edition").get(pk=batch.pk)
    if locked.status != Batch.Status.CHECKED:
        raise ValidationError("Эти файлы уже загружены.")
    kept = list(locked.files.all())
    locked.rows.all().delete()
    _write_report(locked, [Sent(one.name, _content(one)) for one in kept], kept, by=by)
    return locked


@transaction.atomic
def apply_batch(batch: Batch, *, by: User) -> Batch:
    """Save all answers of a clean batch, or none."""
    locked = Batch.objects.select_for_update().select_related("campaign__edition").get(pk=batch.pk)
    locked.apply(by=by)
    rows = list(locked.rows.filter(outcome__in=BatchRow.CHANGING).select_related("element", "municipality"))
    forms = _forms(locked.campaign, by)
    places = {row.municipality.pk: row.municipality for row in rows if row.municipality}
    allowed = own_places(locked.campaign, by, places.values())
    stored = _stored(forms.values())
    if any(row.municipality_id not in allowed or not is_as_before(row, _find(row, forms, stored)) for row in rows):
        raise OutdatedCheck("Пока вы смотрели отчёт, ответы изменились. Файлы проверены заново: посмотрите отчёт.")
    with pghistory.context(batch=locked.pk, source="import"):
        for place, answers in sorted(_answers(rows).items()):
            form = forms.get(place) or start_submission(locked.campaign, municipality=places[place])
            save_answers(form, answers, by=by, source="import")
    return locked


@transaction.atomic
def withdraw_batch(batch: Batch, *, reason: str, by: User) -> Batch:
    """Bring back the answers that stood before; what was changed since, or is closed by now, stays and says why."""
    locked = Batch.objects.select_for_update().select_related("campaign").get(pk=batch.pk)
    locked.withdraw(reason=reason, by=by)
    rows = list(locked.rows.filter(outcome__in=BatchRow.CHANGING).select_related("element", "municipality"))
    forms = _forms(locked.campaign, by)
    stored = _stored(forms.values())
    for row in rows:
        row.kept_reason = _why_kept(row, forms, stored)
    returned = [row for row in rows if not row.kept_reason]
    if not returned:
        raise ValidationError("Отзывать нечего: все формы сданы или все ответы с тех пор изменены.")
    with pghistory.context(batch=locked.pk, source="withdrawal", reason=locked.withdrawal_reason):
        for place, answers in sorted(_answers(returned, back=True).items()):
            save_answers(forms[place], answers, by=by, source="withdrawal")
        _return_comments(returned, forms)
    BatchRow.objects.bulk_update(rows, ["kept_reason"])
    return locked


def _write_report(batch: Batch, sent: Sequence[Sent], kept: Sequence[BatchFile], *, by: User) -> None:
    made = rows_of(sent, ground_of(batch.campaign, by))
    for file, rows in zip(kept, made, strict=True):
        for row in rows:
            row.batch, row.file = batch, file
    told = [row for rows in made for row in rows]
    BatchRow.objects.bulk_create(told)
    batch.counts = counts_of(told)
    batch.save(update_fields=["counts"])


def _keep(batch: Batch, files: Sequence[Sent]) -> list[BatchFile]:
    """Equal files are kept once; a file of a kind that cannot be read is not kept at all."""
    hashes = [hashlib.sha256(sent.data).hexdigest() for sent in files]
    twins = BatchFile.objects.filter(sha256__in=hashes).exclude(file="").values_list("sha256", "file")
    kept = {sha256: name for sha256, name in twins if _storage().exists(name)}
    rows = []
    for sent, sha256 in zip(files, hashes, strict=True):
        if sha256 not in kept and sent.is_of_known_kind:
            name = f"form-files/{batch.uploaded_at:%Y}/{sha256[:32]}.{sent.kind}"
            kept[sha256] = _storage().save(name, ContentFile(sent.data))
        name = kept.get(sha256, "")
        rows.append(BatchFile(batch=batch, name=sent.name[-300:], sha256=sha256, size=len(sent.data), file=name))
    return BatchFile.objects.bulk_create(rows)


def _storage() -> Storage:
    return BatchFile._meta.get_field("file").storage


def _content(kept: BatchFile) -> bytes:
    if not kept.file:
        return b""
    with kept.file.open("rb") as file:
        return file.read()


def _forget_expired() -> None:
    """Drafts nobody loaded in a week go away with the files that no other batch holds."""
    expired = Batch.objects.expired(timezone.now())
    names = set(BatchFile.objects.filter(batch__in=expired).exclude(file="").values_list("file", flat=True))
    expired.delete()
    names -= set(BatchFile.objects.filter(file__in=names).values_list("file", flat=True))
    transaction.on_commit(lambda: _remove(names))


def _remove(names: Iterable[str]) -> None:
    for name in names:
        _storage().delete(name)


def _forms(campaign: Campaign, by: User) -> dict[int, Submission]:
    forms = Submission.objects.visible_to(by).filter(campaign=campaign).select_related("campaign")
    return {form.municipality_id: form for form in forms}


def _stored(forms: Iterable[Submission]) -> Stored:
    values = Value.objects.filter(submission__in=[form.pk for form in forms]).select_related("element")
    return {(value.submission_id, value.element_id): value for value in values}


def _find(row: BatchRow, forms: Mapping[int, Submission], stored: Stored) -> Value | None:
    form = forms.get(row.municipality_id or 0)
    return stored.get((form.pk, row.element_id or 0)) if form else None


def _answers(rows: Iterable[BatchRow], *, back: bool = False) -> dict[int, dict[Element, Answer | None]]:
    """Answers by municipality: those of the batch, or those that stood before it."""
    answers: dict[int, dict[Element, Answer | None]] = {}
    for row in rows:
        if row.municipality_id is not None and row.element is not None:
            answers.setdefault(row.municipality_id, {})[row.element] = old_answer_of(row) if back else answer_of(row)
    return answers


def _why_kept(row: BatchRow, forms: Mapping[int, Submission], stored: Stored) -> str:
    form = forms.get(row.municipality_id or 0)
    if form is None:
        return "Форма вам больше не доступна."
    if not form.is_editable:
        return f"Форма {form.get_status_display()}: править её нельзя."
    now = _find(row, forms, stored)
    if not is_same(row, now):
        return f"После загрузки ответ изменили, сейчас: {now.printed if now else 'нет ответа'}."
    return ""


def _return_comments(rows: Iterable[BatchRow], forms: Mapping[int, Submission]) -> None:
    """An emptied answer comes back together with the words that stood beside it."""
    for row in rows:
        if row.outcome == Outcome.EMPTIED and row.old_comment and row.municipality_id:
            values = Value.objects.filter(submission=forms[row.municipality_id], element=row.element)
            values.update(comment=row.old_comment)
