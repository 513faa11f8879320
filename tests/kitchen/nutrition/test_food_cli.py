"""The commands about food, as somebody types them."""

import io
import json
from pathlib import Path

import pytest

from tools.cli.commands import main

LINES = ["100 g grated cheese", "2 slices bread", "1 cup blorptang"]


@pytest.fixture
def toast(tmp_path: Path) -> Path:
    path = tmp_path / "toast.json"
    path.write_text(json.dumps([{"servings": 2, "name": "Toast", "ingredients": LINES}]))
    return path


def test_foods_are_found_corrected_and_forgotten(
    tmp_path: Path, toast: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = ["--book", str(tmp_path / "book.db")]
    assert main(["food", "search", *book, "--json", "parmesan"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found[0]["food"] == 1033
    assert found[0]["contains"] == ["milk"]
    assert main(["food", "correct", *book, "2 cups grated cheese", "1033"]) == 0
    assert capsys.readouterr().out == "grated cheese: 1033\n"
    assert main(["nutrition", str(toast), "--json", *book]) == 0
    assert json.loads(capsys.readouterr().out)[0]["lines"][0]["food"] == "Cheese, parmesan, hard"
    assert main(["food", "corrections", *book, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == [
        {"name": "grated cheese", "food": 1033, "called": "Cheese, parmesan, hard"}
    ]
    assert main(["food", "forget", *book, "grated cheese"]) == 0
    assert main(["food", "forget", *book, "grated cheese"]) == 1
    assert "was not corrected" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words", [["search", "xqzvw"], ["correct", "cheese", "blorptang"], ["correct", "!!", "1033"]]
)
def test_what_can_not_be_done_is_said_in_one_sentence(
    tmp_path: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["food", words[0], "--book", str(tmp_path / "book.db"), *words[1:]]) == 1
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("form", ["fda", "eu"])
def test_a_label_says_how_much_is_counted(toast: Path, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nutrition", str(toast), "--label", form]) == 0
    assert "2 of 3 ingredients counted" in capsys.readouterr().out
    assert main(["nutrition", str(toast), "--label", form, "--svg"]) == 0
    assert capsys.readouterr().out.startswith("<svg")


def test_steps_in_the_file_count(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    raw = {"servings": 1, "ingredients": ["500 g broccoli"]}
    path = tmp_path / "both.json"
    path.write_text(
        json.dumps([raw, raw | {"steps": ["Boil the broccoli.", "Drain."]}, raw | {"steps": [1, None]}])
    )
    assert main(["nutrition", str(path), "--json"]) == 0
    first, second, third = (one["total"]["VITC"]["amount"] for one in json.loads(capsys.readouterr().out))
    assert second < first == third


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    class Input:
        buffer = io.BytesIO(json.dumps([{"servings": 1, "ingredients": ["2 eggs"]}]).encode())

    monkeypatch.setattr("sys.stdin", Input())
    assert main(["nutrition", "-", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["counted"] == 1
