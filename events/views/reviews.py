"""The page of the review: the draft beside its source, changed step by step."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from accounts.access import requires
from accounts.roles import Permission
from events.actions.imports import accept_import
from events.actions.reviews import ChangedElsewhere, Saved, save_review
from events.forms.review import ReviewForm, typed_record
from events.models import Meeting, ProtocolImport, StateError
from events.review import review_warnings, source_html, whole, windows
from events.review.parts import part_of
from events.review.shares import shares_of
from events.review.steps import GONE, TROUBLES, Request

DONE = {
    "split": "Решение разделено, это его вторая часть. Срок и ответственный у обеих частей одинаковые, проверьте их.",
    "merge": "Эта часть присоединится к решению перед ней.",
    "skip": "Это не решение: в реестр оно не попадёт.",
    "carry": "Вопрос перенесён: он появится в списке незавершённого для следующего заседания.",
    "keep": "Решение возвращено.",
    "move": "Решение стоит в выбранном вопросе.",
    "take": "Слова протокола стали решением. Укажите вид, ответственного и срок.",
    "add": "Решение добавлено. Напишите его текст.",
    "add-item": "Вопрос добавлен. Напишите его название.",
    "remove-item": "Вопрос убран, его решения стоят в конце, без вопроса повестки.",
    "restore-item": "Вопрос возвращён.",
    "carry-item": "Вопрос перенесён на следующее заседание.",
    "add-vote": "Голосование добавлено. Напишите числа.",
    "skip-vote": "Голосование убрано.",
    "keep-vote": "Голосование возвращено.",
}
TOLD = DONE | TROUBLES


@requires(Permission.PROTOCOL_IMPORT)
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Nothing enters the register before the person presses «Принять»; each press keeps what was typed."""
    rows = ProtocolImport.objects.visible_to(request.user).select_related("council__cluster__region", "meeting")
    protocol_import = get_object_or_404(rows, pk=pk)
    part = _number(request.GET.get("part")) or 1
    if request.method != "POST":
        checked = "check" in request.GET and not protocol_import.is_accepted
        form = ReviewForm(protocol_import, user=request.user, part=part, checked=checked)
        return _page(request, protocol_import, form)
    record = whole(protocol_import.record, protocol_import.draft)
    typed = typed_record(record, request.POST, user=request.user)
    step = _step(request, record)
    try:
        saved = save_review(protocol_import, typed, revision=_number(request.POST.get("revision")), request=step)
    except ChangedElsewhere as error:
        form = ReviewForm(protocol_import, user=request.user, record=error.record, part=part)
        return _page(request, protocol_import, form, conflict=str(error))
    except StateError as error:
        messages.error(request, str(error))
        return redirect(protocol_import)
    if "accept" in request.POST:
        return _accept(request, protocol_import)
    return _back(request, protocol_import, saved, part)


def _step(request: HttpRequest, record: dict[str, Any]) -> Request | None:
    """The pressed button; for a cut also the place and the text that place was chosen in."""
    value = request.POST.get("step")
    if not value:
        return None
    key = _key(request)
    shown = next((row["text"] for row in record["decisions"] if row["key"] == key), "")
    return Request.read(value, offset=_number(request.POST.get(f"cut-{key}")), shown_text=shown)


def _accept(request: HttpRequest, protocol_import: ProtocolImport) -> HttpResponse:
    form = ReviewForm(protocol_import, user=request.user, checked=True)
    if not form.is_valid():
        number = form.part_with_problem
        if number > 1:
            form = ReviewForm(protocol_import, user=request.user, checked=True, part=number)
        return _page(request, protocol_import, form)
    try:
        meeting = accept_import(protocol_import, form.reviewed(), by=request.user)
    except StateError as error:
        messages.error(request, str(error))
        return redirect(protocol_import)
    messages.success(request, "Протокол принят. Решения стоят в реестре.")
    return redirect(meeting)


def _back(request: HttpRequest, protocol_import: ProtocolImport, saved: Saved, part: int) -> HttpResponse:
    """To the same place of the page, or to where the person asked to go."""
    if "later" in request.POST:
        messages.success(request, f"Черновик «{protocol_import}» сохранён. Продолжить можно в любой день.")
        return redirect("events:import-list")
    name, key = (saved.done.name, saved.done.key) if saved.done else (saved.trouble, _key(request))
    number = _number(request.POST.get("go")) or (part_of(saved.record, key) if saved.done else part)
    query: dict[str, Any] = {"part": number} if number > 1 else {}
    if saved.trouble == GONE:
        messages.error(request, f"{TROUBLES[GONE]} Остальное сохранено.")
    elif name:
        query |= {"done": name, "at": key}
    else:
        messages.success(request, "Черновик сохранён.")
    url = reverse("events:import-review", args=[protocol_import.pk])
    anchor = f"#at-{key}" if "at" in query else ""
    return redirect(f"{url}?{urlencode(query)}{anchor}" if query else url)


def _key(request: HttpRequest) -> str:
    return request.POST.get("step", "").partition(":")[2]


def _page(
    request: HttpRequest, protocol_import: ProtocolImport, form: ReviewForm, *, conflict: str = ""
) -> HttpResponse:
    draft, part = protocol_import.draft, form.part
    taken = {f"u{span['start']}" for span in draft["unparsed"]} & {row["key"] for row in form.record["decisions"]}
    window = windows(form.parts, form.marks, draft["source_text"])[part.number - 1]
    spare = [one for one in draft["unparsed"] if f"u{one['start']}" not in taken and window.holds(one["start"])]
    marks = [mark for mark in form.marks.values() if _is_shown(mark.control, part)]
    anchors = {mark.anchor for mark in marks}
    context: dict[str, Any] = {
        "protocol_import": protocol_import,
        "form": form,
        "part": part,
        "next_part": part.number + 1,
        "may_change": not protocol_import.is_accepted,
        "conflict": conflict,
        "same_day": _same_day(protocol_import, form),
        "source": source_html(draft["source_text"], marks, spare, window),
        "warnings": review_warnings(draft, form.record, form.parts, anchors, part),
        "unparsed": spare,
        "unparsed_count": len(draft["unparsed"]) - len(taken),
        "shares": shares_of(draft),
        "appendices": draft["appendices"] if part.number == 1 else [],
        "attendee_count": len(draft["attendees"]),
        "done": {"key": request.GET.get("at", ""), "text": TOLD.get(request.GET.get("done", ""), "")},
    }
    return render(request, "events/imports/review.html", context)


def _is_shown(control: str, part: Any) -> bool:
    kind, _, rest = control.partition("-")
    return part.number == 1 if kind == "head" else rest.rpartition("-")[0] in part.keys


def _same_day(protocol_import: ProtocolImport, form: ReviewForm) -> Meeting | None:
    """A meeting of the same council on the same day, entered in another way."""
    if protocol_import.is_accepted or form.held_on is None:
        return None
    return Meeting.objects.filter(council=protocol_import.council, held_on=form.held_on).first()


def _number(value: Any) -> int | None:
    return int(value) if value and str(value).isdecimal() and len(str(value)) < 9 else None
