import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile

from ui.uploads import DocumentField

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64


def package(*parts: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        for part in parts:
            file.writestr(part, "<xml/>")
    return held.getvalue()


def attach(name: str, content: bytes, **options):
    field = DocumentField(kinds=("docx", "xlsx", "pdf", "txt", "md", "jpg", "png"), **options)
    return field.clean(SimpleUploadedFile(name, content))


def refusal(name: str, content: bytes, **options) -> str:
    with pytest.raises(ValidationError) as caught:
        attach(name, content, **options)
    return caught.value.messages[0]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("протокол.docx", package("[Content_Types].xml", "word/document.xml")),
        ("форма.XLSX", package("xl/workbook.xml")),
        ("справка.pdf", b"%PDF-1.7\n..."),
        ("протокол.txt", "Слушали: отчёт".encode("cp1251")),
        ("протокол.txt", "Слушали: отчёт".encode("koi8-r")),
        ("протокол.txt", "Слушали: отчёт".encode("utf-16")),
        ("заметка.md", "# Отчёт".encode()),
        ("фото.jpg", b"\xff\xd8\xff\xe0" + b"\x00" * 20),
        ("фото.png", PNG),
    ],
)
def test_a_true_file_is_taken_and_stands_at_its_start(name, content):
    assert attach(name, content).read() == content


def test_empty_file_is_refused():
    assert refusal("протокол.docx", b"") == "Файл пустой. Приложите файл, в котором есть содержание."


def test_a_file_of_30_megabytes_is_refused_before_it_is_read():
    file = UploadedFile(None, "протокол.docx", size=30 * 1024 * 1024)
    with pytest.raises(ValidationError) as caught:
        DocumentField(max_megabytes=10).clean(file)
    assert caught.value.messages == ["Файл «протокол.docx» слишком большой: 30 МБ. Можно приложить до 10 МБ."]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("картинка.docx", PNG),
        ("таблица.docx", package("xl/workbook.xml")),
        ("битый.docx", package("word/document.xml")[:-30]),
        ("документ.pdf", package("word/document.xml")),
        ("картинка.txt", PNG),
        ("архив.md", package("a.txt")),
        ("страница.png", b"<html>"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(name, content):
    ending = name.rpartition(".")[2]
    assert refusal(name, content) == (
        f"Файл «{name}» назван .{ending}, но внутри у него другое. Откройте его, проверьте и сохраните заново."
    )


def test_old_word_files_and_passwords_get_their_own_advice():
    text = refusal("протокол.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100)
    assert "защищён паролем или сохранён в старом виде" in text


def test_other_kinds_are_refused_with_the_list_of_right_ones():
    assert refusal("вирус.exe", b"MZ").startswith("Такой файл не подходит: «вирус.exe». Подходит документ Word (.docx)")
    assert refusal("безымени", "текст".encode()).startswith("Такой файл не подходит: «безымени».")
