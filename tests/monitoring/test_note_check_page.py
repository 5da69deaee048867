"""The page that checks an uploaded note: it keeps nothing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

pytestmark = pytest.mark.django_db
URL = "monitoring:note-check"


def uploaded(text: str, name: str = "note.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def test_findings_are_listed_with_their_quotes(client_of, people):
    text = "Сведения дали 40 школ. Кружки есть в 10 (26 %) школах из сорока школ города."
    response = client_of(people.methodologist).post(reverse(URL), {"file": uploaded(text)})
    html = response.content.decode()
    assert response.status_code == 200
    assert "Процент не сходится со своим количеством: 10, 26 %, 40" in html
    assert "<blockquote><p>Кружки есть в 10 (26 %) школах из сорока школ города.</p></blockquote>" in html


def test_clean_note_is_called_clean(client_of, people):
    text = "Сведения дали 40 школ. Кружки есть в 10 (25 %) школах из сорока школ города."
    response = client_of(people.methodologist).post(reverse(URL), {"file": uploaded(text)})
    assert "Противоречий в файле «note.txt» не найдено" in response.content.decode()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ({}, "Файл"),
        ({"file": uploaded("12 34 56 78")}, "В файле нет текста"),
        ({"file": uploaded("", "n.txt")}, "пуст"),
    ],
)
def test_bad_file_is_explained_beside_the_field(client_of, people, data, reason):
    response = client_of(people.methodologist).post(reverse(URL), data)
    form = response.context["form"]
    assert response.status_code == 200
    assert form.errors["file"]
    assert reason in str(form.errors["file"]) or not data
    assert "Ошибка:" in response.content.decode()


def test_municipal_operator_may_not_check_notes(client_of, people):
    assert client_of(people.municipal_operator).get(reverse(URL)).status_code == 403


def test_methodologist_finds_the_page_from_the_campaigns(client_of, people):
    html = client_of(people.methodologist).get(reverse("monitoring:campaign-list")).content.decode()
    assert reverse(URL) in html
    html = client_of(people.municipal_operator).get(reverse("monitoring:campaign-list")).content.decode()
    assert reverse(URL) not in html
