"""What can be read, in which forms, and what is refused with which words."""

import io
import zipfile
from pathlib import Path

import docx
import pytest

from events.importing import UnreadableProtocol, parse
from events.importing.reading import read
from tests.importing.building import pdf, word

TEXT = (Path(__file__).parent / "protocols" / "development" / "standard.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251", "koi8-r", "cp866", "mac-cyrillic"])
def test_russian_encodings_are_told_apart(encoding):
    text = TEXT.replace("–", "-").replace("№", "N").replace("«", '"').replace("»", '"').strip()
    assert read(text.encode(encoding), "протокол.txt").text.removeprefix("\ufeff").strip() == text


def test_short_text_in_an_old_encoding_is_read():
    text = "Протокол собрания от 5 мая 2023 года. Решили: утвердить план работы."
    assert read(text.encode("koi8-r"), "a.txt").text.strip() == text


def test_automatic_numbers_of_word_are_in_the_text():
    data = word(
        "Протокол совещания от 5 мая 2023 года\nРЕШИЛИ:\n#a1 Утвердить план\n#a2 первую часть\n#a2 вторую\n#a1 Принять"
    )
    lines = read(data, "a.docx").text.split("\n")
    assert lines[2:6] == ["1. Утвердить план", "1.1. первую часть", "1.2. вторую", "2. Принять"]


def test_table_typed_with_tabs_in_word_is_a_table():
    rows = "№\tРешение\tСрок\n1\tОткрыть зал\tдо 5 мая\n2\tЗакрыть зал\tдо 6 мая"
    source = read(word(f"Протокол собрания от 1 апреля 2024 года\n{rows}\nПодпись\tИванов И.И."), "a.docx")
    cells = [(block.row, block.column) for block in source.blocks if block.kind == "cell"]
    assert cells == [(row, column) for row in range(3) for column in range(3)]
    assert source.text.strip().endswith("Подпись\tИванов И.И.")


def test_votes_set_off_by_tabs_are_no_table():
    source = read(word("Протокол собрания от 1 апреля 2024 года\n«за»\t–\t5\n«против»\t–\t1"), "a.docx")
    assert not [block for block in source.blocks if block.kind == "cell"]


def test_bold_lines_of_a_pdf_are_known_by_their_font():
    source = read(pdf("Протокол собрания жителей\n!bold 1. Ремонт входа\nСлушали председателя"), "a.pdf")
    bold = [source.text[block.start : block.end] for block in source.blocks if block.bold]
    assert bold == ["1. Ремонт входа"]


def test_word_headers_and_tables_are_read_in_order():
    data = word("!header Колонтитул\nПротокол собрания жителей\n|Первая|Вторая|\n|Третья|Четвёртая|\nПосле таблицы")
    expected = "Колонтитул Протокол собрания жителей Первая Вторая Третья Четвёртая После таблицы"
    assert " ".join(read(data, "a.docx").text.split()) == expected


def test_merged_cells_are_read_once():
    document = docx.Document()
    document.add_paragraph("Протокол собрания трудового коллектива")
    table = document.add_table(rows=2, cols=3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "Решения собрания"
    table.cell(1, 1).text = "Утвердить"
    buffer = io.BytesIO()
    document.save(buffer)
    assert read(buffer.getvalue(), "a.docx").text.count("Решения собрания") == 1


def test_running_headers_of_a_pdf_are_set_apart():
    source = read(pdf(TEXT * 3), "a.pdf")
    headers = [source.text[b.start : b.end] for b in source.blocks if b.kind in {"header", "footer"}]
    assert sum("Департамент социальной защиты" in text for text in headers) >= 3


def _archive(name: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, "x")
    return buffer.getvalue()


LATIN = "nPOTOKOJ1 3aceqaHun KOMNCCNN npncyTcTBoBaJIN peLLINJIN yTBepqNTb nJ1aH pa6oTbI Ha roq " * 5
SHIFTED = " ".join(["щкеыьн", "дюжнцк", "вяъыщз", "ъфзжщ", "ыбцджю"] * 10)
BROKEN = "Прот\ufffdкол засе\ufffdания ком\ufffdссии от пя\ufffdого мая, ре\ufffdили утвер\ufffdить план"


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "a.txt", "пуст"),
        (b"  \n ", "a.txt", "пуст"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 200, "a.docx", "изображение"),
        (b"PK\x03\x04" + b"0" * 200, "a.docx", "повреждён"),
        (_archive("picture.png"), "a.docx", "не документ Word"),
        (b"\xd0\xcf\x11\xe0" + b"0" * 200, "a.docx", "старый формат"),
        (b"%PDF-1.4\n" + b"0" * 200, "a.pdf", "повреждён"),
        (TEXT.encode(), "a.pdf", "не PDF"),
        (TEXT.encode(), "a.exe", "Неизвестный вид"),
        (LATIN.encode(), "a.txt", "не похож на русский"),
        (SHIFTED.encode(), "a.txt", "перепутаны"),
        (BROKEN.encode(), "a.txt", "потеряна"),
        (_archive("a.txt"), "a.txt", "не простой текст"),
        (b"x" * (51 * 1024 * 1024), "a.txt", "больше 50"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 30 else "",
)
def test_unreadable_files_are_refused_in_plain_words(data, name, words):
    with pytest.raises(UnreadableProtocol, match=words):
        parse(data, name)


def test_scan_without_text_is_refused():
    with pytest.raises(UnreadableProtocol, match="нет текста"):
        parse(pdf("", header=""), "скан.pdf")
