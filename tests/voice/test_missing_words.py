"""The five languages are complete, and `script/hearth voice missing` says what another one lacks."""

import json

import pytest

from custom_components.hearthtech.voice.data_files import FOLDER, LANGUAGES
from tools.cli import voice_missing
from tools.cli.language_parts import missing


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_complete_language_lacks_nothing(code: str) -> None:
    assert list(missing(code)) == []


def test_what_a_part_of_a_language_lacks() -> None:
    found = set(missing("nl"))
    assert found >= {
        ("file", "changes.yaml"),
        ("kind", "ask_amount"),
        ("list", "nutrient"),
        ("follow_up", "nutrient"),
        ("reply", "plan_none"),
        ("panel", "frontend/src/localize/nl.json"),
    }
    there = {
        ("kind", "timer"),
        ("kind", "set_heat"),
        ("reply", "ask_set"),
        ("list", "level"),
        ("numbers", "all"),
    }
    assert not found & there


def test_a_language_without_a_folder_lacks_every_file() -> None:
    names = [name for part, name in missing("xx") if part == "file"]
    assert {"sentences.yaml", "off.yaml", "replies.yaml"} <= set(names)
    assert len(names) == len([path for path in (FOLDER / "de").iterdir() if path.is_file()])


def test_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert voice_missing.main(["voice", "missing", "de", "fr"]) == 0
    assert capsys.readouterr().out == "de: nothing is missing\nfr: nothing is missing\n"

    assert voice_missing.main(["voice", "missing", "--summary", "nl"]) == 1
    assert "  reply: " in capsys.readouterr().out

    assert voice_missing.main(["voice", "missing", "nl"]) == 1
    assert "  kind: ask_amount\n" in capsys.readouterr().out

    assert voice_missing.main(["voice", "missing", "--json", "nl"]) == 1
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {"language": "nl", "part": "kind", "name": "ask_amount"} in rows

    assert voice_missing.main(["voice", "missing", "xx"]) == 1
    assert "  file: sentences.yaml\n" in capsys.readouterr().out
