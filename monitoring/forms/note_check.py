"""Upload of a published note for its check."""

from ui.forms import DocumentField, PortalForm


class NoteCheckForm(PortalForm):
    file = DocumentField(label="Файл справки", max_megabytes=10, kinds=("docx", "pdf", "txt", "md"))
