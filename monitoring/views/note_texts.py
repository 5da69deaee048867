"""Words of the note on pages: the list of paragraphs and the page of one, where figures are marks."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.access import SignedInRequest, requires
from accounts.roles import Permission
from cluster.models.scope import regions_of
from monitoring.actions.note_texts import save_note_text
from monitoring.documents.gathering import gather_prose
from monitoring.documents.marks import Marks, UnknownMark
from monitoring.documents.prose import Paragraph, paragraphs
from monitoring.documents.record import Record
from monitoring.documents.wording import doubts
from monitoring.forms.note_texts import NoteTextForm
from monitoring.models import Campaign, NoteText
from monitoring.views.campaigns import crumbs

LOST = "В абзаце есть обозначение, которого больше нет: {name}. Исправьте текст, иначе справка не соберётся."


@dataclass(frozen=True)
class Line:
    """One paragraph as it will be printed."""

    paragraph: Paragraph
    printed: str
    version: NoteText | None
    doubts: list[str]


class Desk:
    """All paragraphs of one campaign with their versions and figures."""

    def __init__(self, campaign: Campaign) -> None:
        self.campaign = campaign
        self.versions: dict[str, list[NoteText]] = {}
        for row in NoteText.objects.filter(campaign=campaign).select_related("made_by").order_by("key", "-number"):
            self.versions.setdefault(row.key, []).append(row)
        edited = {key: rows[0].text for key, rows in self.versions.items() if rows[0].text}
        self.record = Record(gather_prose(campaign, edited))
        self.marks = Marks(self.record)
        self.paragraphs = paragraphs(self.record)

    def line(self, key: str) -> Line:
        paragraph, version = self.paragraphs[key], self.latest(key)
        text = version.text if version and version.text else paragraph.text
        edited = version if version and version.text else None
        return Line(paragraph, self.filled(text), edited, self.doubts(text) if edited else [])

    def latest(self, key: str) -> NoteText | None:
        return self.versions.get(key, [None])[0]

    def doubts(self, text: str) -> list[str]:
        lost = [name for name in self.marks.names(text) if name not in self.marks.known]
        return [LOST.format(name=f"{{{name}}}") for name in lost] or doubts(text, self.marks)

    def filled(self, text: str) -> str:
        try:
            return self.marks.fill(text)
        except UnknownMark:
            return text


@requires(Permission.MONITORING_MANAGE)
def note_text_list(request: SignedInRequest, pk: int) -> HttpResponse:
    campaign = _find(request, pk)
    desk = Desk(campaign)
    lines = [desk.line(key) for key in desk.paragraphs]
    context = {
        "campaign": campaign,
        "lines": lines,
        "edited": sum(line.version is not None for line in lines),
        "doubtful": sum(bool(line.doubts) for line in lines),
        "breadcrumbs": crumbs(campaign, "Тексты справки"),
    }
    return render(request, "monitoring/note_texts/list.html", context)


@requires(Permission.MONITORING_MANAGE)
def edit_note_text(request: SignedInRequest, pk: int, key: str) -> HttpResponse:
    """GET shows, POST previews, saves or gives back to the portal by the button pressed."""
    campaign = _find(request, pk)
    desk = Desk(campaign)
    if key not in desk.paragraphs:
        raise Http404
    latest = desk.latest(key)
    paragraph = desk.paragraphs[key]
    text = latest.text if latest and latest.text else paragraph.text
    form = NoteTextForm(
        request.POST if request.method == "POST" else None,
        marks=desk.marks,
        code=paragraph.code,
        initial={"text": text, "number": latest.number if latest else 0},
    )
    preview = ""
    if "reset" in request.POST and _save(request, desk, key, "", _number(request)):
        return redirect("monitoring:note-text-list", pk)
    if request.method == "POST" and "reset" not in request.POST and form.is_valid():
        typed = form.cleaned_data["text"]
        if "preview" in request.POST:
            preview = desk.filled(typed)
        elif _save(request, desk, key, typed, form.cleaned_data["number"], form):
            return redirect("monitoring:note-text-list", pk)
    context = {
        "campaign": campaign, "paragraph": paragraph, "form": form, "line": desk.line(key), "preview": preview,
        "preview_doubts": desk.doubts(form.cleaned_data["text"]) if preview else [],
        "marks": desk.marks.of_paragraph(paragraph.code),
        "general": desk.marks.of_paragraph("") if paragraph.code else [],
        "generated": desk.filled(paragraph.text), "versions": desk.versions.get(key, []),
        "breadcrumbs": [*crumbs(campaign, "")[:-1],
                        (reverse("monitoring:note-text-list", args=[pk]), "Тексты справки"), ("", paragraph.title)],
    }  # fmt: skip
    return render(request, "monitoring/note_texts/edit.html", context)


def _save(
    request: SignedInRequest, desk: Desk, key: str, text: str, number: int, form: NoteTextForm | None = None
) -> bool:
    try:
        save_note_text(desk.campaign, key=key, text=text, number=number, by=request.user)
    except ValidationError as error:
        if form is None:
            messages.error(request, error.messages[0])
        else:
            form.add_error("text", error.messages[0])
            latest = desk.latest(key)  # the next press of the button is over what is shown now
            form.data = {**form.data.dict(), "number": str(latest.number if latest else 0)}
        return False
    messages.success(request, "Абзац сохранён." if text else "Абзац снова пишет портал.")
    return True


def _number(request: SignedInRequest) -> int:
    given = request.POST.get("number", "")
    return int(given) if given.isdigit() else 0


def _find(request: SignedInRequest, pk: int) -> Campaign:
    """Words are written for one's own region; a campaign of another one is not to be found here."""
    own = Campaign.objects.visible_to(request.user).filter(region__in=regions_of(request.user))
    return get_object_or_404(own.select_related("region", "edition"), pk=pk)
