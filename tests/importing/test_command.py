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


def test_unreadable_file_is_one_plain_line(tmp_path, capsys):
    path = tmp_path / "a.docx"
    path.write_bytes(b"")
    with pytest.raises(SystemExit) as caught:
        call_command("parse_protocol", str(path))
    assert caught.value.code == 1
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", "Файл пуст.\n")
