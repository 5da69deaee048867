from ui.forms import DocumentField, PortalForm


class AppendixForm(PortalForm):
    file = DocumentField(
        label="Файл приложения", max_megabytes=20, kinds=("docx", "xlsx", "pdf", "txt", "md", "jpg", "png")
    )
