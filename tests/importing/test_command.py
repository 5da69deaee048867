import json
from pathlib import Path

import pytest
from django.core.management import call_command

STANDARD = Path(__file__).parent / "protocols" / "development" / "standard.txt"


def test_command_prints_only_json(capsys):
    call_command("parse_protocol", str(STANDARD))
    record = json.loads(capsys.readouterr().out)
    assert record["date"] == "2023-10-12"
    assert len(record["decisions"]) == 6


TOP = {
    "title", "date", "time", "place", "protocol_number", "chair", "secretary", "attendees", "absent", "agenda",
    "decisions", "implied_decisions", "votes", "appendices", "warnings", "unparsed",
}  # fmt: skip
DECISION = {
    "agenda_number", "number", "text", "responsible", "controller", "deadline", "deadline_kind", "deadline_text",
    "deadlines", "flags", "confidence",
}  # fmt: skip


def test_record_has_the_agreed_keys(capsys):
    call_command("parse_protocol", str(STANDARD))
    record = json.loads(capsys.readouterr().out)
    assert set(record) == TOP
    assert all(set(one) - {"deadline_resolved"} == DECISION for one in record["decisions"])
    assert all(set(one["confidence"]) == {"text", "responsible", "deadline"} for one in record["decisions"])
    assert all(set(one) == {"number", "title", "speakers"} for one in record["agenda"])
    counts = {"agenda_number", "decision_number", "for", "against", "abstained", "unanimous", "text"}
    assert all(set(one) == counts for one in record["votes"])


def test_unreadable_file_is_one_plain_line(tmp_path, capsys):
    path = tmp_path / "a.docx"
    path.write_bytes(b"")
    with pytest.raises(SystemExit) as caught:
        call_command("parse_protocol", str(path))
    assert caught.value.code == 1
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", "Файл пуст.\n")
