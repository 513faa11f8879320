"""The command line, as people and scripts call it."""

import json
from pathlib import Path
import zipfile

import pytest

from tools.cli.commands import main

COOK = """---
title: "Toast\\e[31m of Doom"
servings: 2
---

Toast @bread{2%slices} and spread @butter{20%g}.
"""


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "poem.txt").write_text("The sea was calm that night.\nNobody was hungry.\n")


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["recipe", *words])
    told = capsys.readouterr()
    return code, told.out, told.err


def test_a_book_from_import_to_export(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "toast.cook"
    file.write_text(COOK)
    book = str(tmp_path / "b.db")
    code, out, _ = run(capsys, "import", "--book", book, str(file))
    assert code == 0
    assert "\x1b" not in out
    recipe_id = out.split()[0]
    code, out, _ = run(capsys, "import", "--book", book, "--json", str(file))
    assert json.loads(out)["recipeIngredient"] == ["2 slices bread", "20 g butter"]
    _, out, _ = run(capsys, "search", "--book", book, "tost", "of")
    assert recipe_id in out
    _, out, _ = run(capsys, "search", "--book", book, "--json", "chicken")
    assert json.loads(out)[0]["id"] == "grandmas-chicken-soup"
    _, out, _ = run(capsys, "search", "--book", book, "--without", "chicken", "--minutes", "30")
    assert "papas-semolina-pudding" in out
    assert "grandmas-chicken-soup" not in out
    _, out, _ = run(capsys, "show", "--book", book, recipe_id, "--servings", "4")
    assert "- 4 slices bread" in out
    assert "\x1b" not in out
    _, out, _ = run(capsys, "show", "--book", book, "grandmas chicken soup", "--json")
    assert json.loads(out)["name"] == "Grandma's Chicken Soup"
    code, out, _ = run(capsys, "export", "--book", book, str(tmp_path / "out.zip"))
    assert (code, "5 recipes" in out) == (0, True)
    code, out, _ = run(capsys, "import", "--dry-run", "--json", str(tmp_path / "out.zip"))
    assert (code, len(out.splitlines())) == (0, 5)
    code, out, _ = run(capsys, "import", "--book", str(tmp_path / "other.db"), str(tmp_path / "out.zip"))
    assert (code, recipe_id in out) == (0, True)


def test_tree_and_diff(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "tree", "grandmas-chicken-soup")
    assert out == "Grandma's Chicken Soup\n"
    _, out, _ = run(capsys, "tree", "--json", "grandmas-chicken-soup")
    assert json.loads(out)["children"] == []
    _, out, _ = run(capsys, "diff", "chicken soup", "white bean stew")
    assert "- 2 liters water" in out
    assert "+ 3 tablespoons olive oil" in out
    _, out, _ = run(capsys, "diff", "--json", "chicken soup@1", "chicken soup")
    assert json.loads(out)["same"] is True


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("show", "beef wellington"), "there is no recipe “beef wellington”"),
        (("show", "chicken soup", "--version", "7"), "version 7"),
        (("import", "/nowhere/x.html"), "No such file"),
        (("import", "poem.txt"), "no recipe"),
        (("show", "--book", "nonsense://x", "soup"), "the book can't be opened"),
    ],
)
def test_what_goes_wrong_is_one_sentence(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], told: str
) -> None:
    code, out, err = run(capsys, *words)
    assert (code, out) == (1, "")
    assert told in err
    assert err.count("\n") == 1


def test_unknown_commands_show_the_usage(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "fry")
    assert code == 2
    assert "usage:" in err


def test_an_archive_of_another_program_is_imported_and_pieces_scale(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    book = str(tmp_path / "book.db")
    node = {
        "@type": "Recipe",
        "name": "Nut Bars",
        "recipeYield": "12 bars",
        "recipeIngredient": ["200 g nuts", "salt"],
    }
    node["recipeInstructions"] = ["Press it.", "Bake it."]
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as packed:
        packed.writestr("Nut Bars/recipe.json", json.dumps(node))
        packed.writestr("Nut Bars/full.jpg", b"\xff\xd8\xff\xe0 picture")
    code, out, _ = run(capsys, "import", "--book", book, str(tmp_path / "x.zip"))
    assert code == 0
    assert "1 recipes, 1 pictures; 0 could not be read" in out
    code, out, err = run(capsys, "show", "--book", book, "--servings", "24", "Nut Bars")
    assert code == 0
    assert "makes 24 bars" in out
    assert "400 g nuts" in out
    assert "not scaled: salt" in err
    (tmp_path / "y.zip").write_bytes(b"nothing")
    code, out, err = run(capsys, "import", "--book", book, str(tmp_path / "y.zip"))
    assert code == 1
    assert not out
    assert "0 recipes, 0 pictures; 1 could not be read" in err
