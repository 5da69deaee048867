"""Files that nobody can read are refused in one plain sentence; large ones take time and memory in proportion."""

from __future__ import annotations

import io
import random
import struct
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
import typst
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from events.importing import UnreadableProtocol, parse
from events.importing.reading import read
from tests.importing.building import pdf, word

TEXT = (Path(__file__).parent / "protocols" / "development" / "standard.txt").read_text(encoding="utf-8")
CYRILLIC_SENTENCE = r"^[А-ЯЁP].*[а-яё)»]\.$"


def _refusal(data: bytes, name: str) -> str:
    with pytest.raises(UnreadableProtocol, match=CYRILLIC_SENTENCE) as caught:
        parse(data, name)
    return str(caught.value)


def _picture() -> bytes:
    """A grey PNG of 8 by 8."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress((b"\x00" + b"\x80" * 8) * 8)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0))
        + chunk(b"IDAT", rows)
        + chunk(b"IEND", b"")
    )


def test_scanned_pages_are_refused(tmp_path):
    (tmp_path / "page.png").write_bytes(_picture())
    source = tmp_path / "scan.typ"
    source.write_text(
        '#image("page.png", width: 100%)\n#pagebreak()\n#image("page.png", width: 100%)', encoding="utf-8"
    )
    assert "скан" in _refusal(typst.compile(str(source), format="pdf"), "скан.pdf")


@pytest.mark.parametrize("share", [0.05, 0.5, 0.9])
def test_word_file_cut_off_is_refused(share):
    data = word(TEXT)
    assert "повреждён" in _refusal(data[: int(len(data) * share)], "a.docx")


@pytest.mark.parametrize("share", [0.05, 0.3])
def test_pdf_cut_off_is_refused(share):
    data = pdf(TEXT)
    assert "повреждён" in _refusal(data[: int(len(data) * share)], "a.pdf")


@pytest.mark.parametrize("name", ["a.docx", "a.pdf", "a.txt"])
def test_flipped_bytes_are_read_or_refused(name):
    """Nothing but the refusal may come out of a damaged file."""
    data = {"a.docx": word(TEXT), "a.pdf": pdf(TEXT), "a.txt": TEXT.encode("cp1251", "replace")}[name]
    chance = random.Random(7)
    for _ in range(25):
        broken = bytearray(data)
        for _ in range(chance.choice([1, 10, 200])):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        try:
            parse(bytes(broken), name).as_json()
        except UnreadableProtocol as error:
            assert str(error).endswith(".")


def _packed(size: int, name: str = "word/document.xml") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(name, b" " * size)
    return buffer.getvalue()


@pytest.mark.parametrize("name", ["word/document.xml", "word/media/image1.bmp"])
def test_small_archive_of_gigabytes_is_refused_before_unpacking(name):
    data = _packed((310 if "media" in name else 45) * 1024 * 1024, name)
    assert len(data) < 400_000
    told, most = _most_memory(lambda: _refusal(data, "a.docx"))
    assert "после распаковки" in str(told)
    assert most < 20_000_000


def test_protected_word_file_is_told_from_an_old_one():
    start = b"\xd0\xcf\x11\xe0" + b"\x00" * 500
    assert "паролем" in _refusal(start + "EncryptedPackage".encode("utf-16-le"), "a.docx")
    assert "старый формат" in _refusal(start + "WordDocument".encode("utf-16-le"), "a.docx")


def test_empty_word_file_is_refused():
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    assert "нет текста" in _refusal(buffer.getvalue(), "a.docx")


@pytest.mark.parametrize(("wrong", "right"), [("cp1251", "utf-8"), ("cp1251", "koi8-r"), ("koi8-r", "cp1251")])
def test_text_saved_through_a_wrong_encoding_is_refused(wrong, right):
    text = TEXT.replace("–", "-").replace("№", "N").replace("«", '"').replace("»", '"')
    garbled = text.encode(right).decode(wrong, errors="replace").replace("\ufffd", "")
    _refusal(garbled.encode("utf-8"), "a.txt")


def test_text_cut_inside_a_letter_is_read():
    assert read(TEXT.strip().encode()[:-1], "a.txt").text.startswith(TEXT[:100])


def test_text_boxes_and_notes_of_word_are_kept():
    document = docx.Document()
    paragraph = document.add_paragraph("Протокол собрания трудового коллектива учреждения")
    box = "<w:txbxContent><w:p><w:r><w:t>УТВЕРЖДАЮ</w:t></w:r></w:p></w:txbxContent>"
    paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}><w:pict>{box}</w:pict></w:r>"))
    buffer = io.BytesIO()
    document.save(buffer)
    assert read(buffer.getvalue(), "a.docx").text.split() == [
        "УТВЕРЖДАЮ", "Протокол", "собрания", "трудового", "коллектива", "учреждения",
    ]  # fmt: skip


def _most_memory(work: Callable[[], object]) -> tuple[object, int]:
    tracemalloc.start()
    try:
        return work(), tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_pages_take_little_memory():
    parse(TEXT.encode(), "a.txt")  # loads the dictionaries
    _, most = _most_memory(lambda: parse((TEXT * 10).encode(), "a.txt"))
    assert most < 10 * 1_000_000
