"""A review page as a browser sees it: upload a protocol, read its fields, press its buttons."""

from django.core.files.uploadedfile import SimpleUploadedFile

from events.models import ProtocolImport

NEW = "/protocols/imports/new/"
SHORT = """ПРОТОКОЛ № 5
заседания Экспертного совета

12 марта 2026 года

Председатель: Волкова Д.Ю.

Присутствовали: Волкова Д.Ю., Лугова А.Р., Незнакомцева Т.Т.

Повестка дня:

1. О пробах для школьников (Лугова А.Р.).

1. О пробах для школьников.

РЕШИЛИ:

1.1. Школе «Ступени» согласовать календарь проб.
Срок – до 01.04.2026.

Голосовали: за – 3, против – нет, воздержались – нет.
"""


def upload(client, council, data, name="Протокол.txt"):
    return client.post(NEW, {"council": council.pk, "file": SimpleUploadedFile(name, data), "text": ""})


def typed(page):
    """What a browser would send back from the shown part of the review."""
    sent = {"revision": page.context["form"].record["revision"]}
    for field in page.context["form"]:
        value = field.value()
        if value is not False:
            sent[field.html_name] = "" if value is None else getattr(value, "pk", value)
    return sent


def decisions(page):
    """Forms of the decisions that go to the register, in the order of the page."""
    return [
        form for section in page.context["form"].sections for form in section.decisions if form.row["action"] == "keep"
    ]


class Review:
    """One person at one review."""

    def __init__(self, client, council, text):
        self.client = client
        self.url = upload(client, council, text if isinstance(text, bytes) else text.encode()).headers["Location"]
        self.page = client.get(self.url)

    def press(self, changes=None, **button):
        """Press a button with what stands on the page and the changes typed before; go where it leads."""
        answer = self.client.post(f"{self.url}?part={self.part}", typed(self.page) | (changes or {}) | button)
        self.answer = answer
        if answer.status_code == 302 and "imports/" in answer.headers["Location"]:
            self.page = self.client.get(answer.headers["Location"].partition("#")[0])
        elif answer.status_code == 200:
            self.page = answer
        return self.page

    @property
    def part(self):
        return self.page.context["part"].number

    @property
    def text(self):
        return self.page.content.decode()

    @property
    def saved(self):
        return ProtocolImport.objects.get(pk=self.url.split("/")[-2])

    @property
    def record(self):
        return self.saved.record

    def rows(self, kind="decisions"):
        return {row["key"]: row for row in self.record[kind]}
