"""Recipes and archives from outside: whatever they hold, it is refused in words or can be exported again."""

from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
import json
import os
from pathlib import Path
import shutil
import signal
import stat
import subprocess
import sys
import time
from typing import Any
import zipfile

import pytest
from sqlalchemy import text

from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.people.model import Person
from custom_components.hearthtech.kitchen.recipes import isolated
from custom_components.hearthtech.kitchen.recipes.file_formats import File
from custom_components.hearthtech.kitchen.recipes.files_service import Form
from custom_components.hearthtech.kitchen.recipes.importers import read_file
from custom_components.hearthtech.kitchen.recipes.model import (
    DurationGoal,
    Heat,
    HelpLevel,
    HumanGate,
    Ingredient,
    Recipe,
    Step,
    Yield,
)
from custom_components.hearthtech.kitchen.recipes.notes import Note
from custom_components.hearthtech.kitchen.recipes.schema_org import recipe_to_schema_org
from custom_components.hearthtech.kitchen.recipes.validation import validated

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
SOUP = Recipe(
    id="x",
    name="Soup",
    yields=Yield(amount=4.0, maximum=6.0),
    prep_time_s=300.0,
    cook_time_s=600.0,
    total_time_s=900.0,
    ingredients=(Ingredient(text="1 egg"),),
    steps=(
        Step(
            text="Stir gently until it smells right.",
            heat=Heat(power=0.5),
            goal=DurationGoal(seconds=60.0, maximum_s=90.0),
            timer_s=60.0,
            oven_c=180.0,
            help=HelpLevel.AUTOPILOT,
            needs_hands=False,
        ),
    ),
)


def _figures(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield from _figures(item, (*path, key))
    if isinstance(value, int | float) and not isinstance(value, bool):
        yield path


def _with(document: dict[str, Any], path: tuple[Any, ...], value: str) -> bytes:
    changed = json.loads(json.dumps(document))
    at = changed["hearth:recipe"]
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = "@@"
    # The digest of the fields beside it still agrees: the document is believed.
    return json.dumps(changed).replace('"@@"', value).encode()


@pytest.fixture
async def kitchen(tmp_path: Path) -> AsyncIterator[Kitchen]:
    kitchen = await Kitchen.open(tmp_path / "book.db")
    yield kitchen
    await kitchen.close()


@pytest.mark.parametrize("value", ["1e400", "-1e400", "NaN", "1e300", "-5", "0", "9" * 400])
@pytest.mark.parametrize("url", [None, "https://evil.example/soup"])
async def test_odd_figures_never_break_an_export(
    kitchen: Kitchen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str, url: str | None
) -> None:
    """Every figure of a document, one after the other, is replaced by an odd one; then all is exported.

    Only one value goes through a process of its own, for all of them would take minutes to start.
    """
    document = recipe_to_schema_org(SOUP)
    if value != "1e400":
        monkeypatch.setattr(isolated, "needs_process", lambda _: False)
    figures = tuple(_figures(document["hearth:recipe"]))
    for path in figures if value != "1e400" or url is None else figures[::5]:
        try:
            await kitchen.files.import_file(
                File(content=_with(document, path, value), charset="utf-8", url=url)
            )
        except KitchenError as error:
            assert error.code in {ErrorCode.NOT_A_RECIPE, ErrorCode.INVALID}  # noqa: PT017
    # A recipe that can't be written would be named here.
    exported = await kitchen.files.export_book(tmp_path / "out")
    assert exported.skipped == ()
    json.dumps(
        [await kitchen.files.recipe_as(one, Form.JSON_LD) for one in await kitchen.recipes.names()],
        allow_nan=False,
    )


@pytest.mark.parametrize("value", ["1e400"])
async def test_odd_figures_of_a_link_in_the_reader(kitchen: Kitchen, tmp_path: Path, value: str) -> None:
    """The figures that the test above leaves out, read here."""
    document = recipe_to_schema_org(SOUP)
    for path in _figures(document["hearth:recipe"]):
        file = File(content=_with(document, path, value), charset="utf-8", url="https://evil.example/soup")
        (found,) = read_file(file)
        await kitchen.recipes.add(replace(found.recipe, id=""))
    assert (await kitchen.files.export_book(tmp_path / "out")).skipped == ()


@pytest.mark.parametrize("field", ["prepTime", "cookTime", "totalTime", "recipeYield"])
@pytest.mark.parametrize(
    "value",
    [
        "1e400",
        "[NaN]",
        "-3",
        "9" * 5000,
        '"PT1e400H"',
        '"P9999999999Y"',
        '"²"',
        '"①"',
        '"٣ hours"',
        "{}",
        "[[]]",
        "true",
    ],
)
def test_odd_schema_org_figures(field: str, value: str) -> None:
    body = f'{{"@type":"Recipe","name":"A","{field}":{value},"recipeIngredient":["1 egg"],"recipeInstructions":["Boil it."]}}'
    (found,) = read_file(File(content=body.encode(), charset="utf-8"))
    recipe = found.recipe
    for figure in (recipe.prep_time_s, recipe.cook_time_s, recipe.total_time_s, recipe.servings):
        assert figure is None or 0 < figure < 1e8
    json.dumps(recipe_to_schema_org(recipe), allow_nan=False)


@pytest.mark.parametrize("power", [1.0, 0.3, 7.0])
def test_a_link_never_brings_heat(power: float) -> None:
    """JSON with our own document: from a link its goals, timers and heat are not believed."""
    evil = replace(
        SOUP, steps=(replace(SOUP.steps[0], heat=Heat(power=power), goal=DurationGoal(seconds=36_000.0)),)
    )
    body = json.dumps(recipe_to_schema_org(evil)).encode()
    for address in ("https://evil.example/soup", "http://192.168.1.2/x"):
        (found,) = read_file(File(content=body, url=address, charset="utf-8"))
        (step,) = found.recipe.steps
        assert step.heat is None or step.guesses
        assert step.needs_hands
        assert step.help is None
        assert isinstance(step.goal, HumanGate)
    page = f'<html><script type="application/ld+json">{body.decode()}</script></html>'.encode()
    (found,) = read_file(File(content=page, url="https://evil.example/soup"))
    assert found.recipe.steps[0].heat is None


def test_a_file_of_ones_own_keeps_its_heat_within_ranges() -> None:
    body = json.dumps(recipe_to_schema_org(SOUP)).encode()
    (found,) = read_file(File(content=body, charset="utf-8"))
    assert found.recipe.steps[0].heat == Heat(power=0.5)
    wild = replace(SOUP, steps=(replace(SOUP.steps[0], heat=Heat(power=9.0), oven_c=1e9, timer_s=-1.0),))
    step = validated(wild).steps[0]
    assert (step.heat, step.oven_c, step.timer_s) == (None, None, None)
    assert any("heat" in words for words in validated(wild).unparsed)


@pytest.mark.parametrize(
    "text",
    [
        "---\na: !!bool foo\n---\n@egg{1} fry well", "---\na: !!timestamp foo\n---\n@egg{1}", "---\na: !!int ''\n---\n@egg{1}",
        "---\na: !!float x\n---\n@egg{1}", "---\na: !!binary '*'\n---\n@egg{1}", "---\na: !!python/object:os.system x\n---\n@egg{1}",
        "---\n!!set {a, b}\n---\n@egg{1}", "---\n? [a]\n: b\n---\n@egg{1}", "---\na: !!omap [1]\n---\n@egg{1}", "---\na: !!pairs 1\n---\n@egg{1}",
        "---\n!!map [1]\n---\n@egg{1}", "---\nservings: .inf\n---\n@egg{1}", "---\ntime: 9e999\n---\n@egg{1}", "---\na: &a [*a]\n---\n@egg{1}",
        "---\n<<: 5\n---\n@egg{1}", "---\n<<: [1]\na: b\n---\n@egg{1}", "---\na: !!null x\n---\n@egg{1}", "@egg{²} and @salt{①%g}", "@egg{٣} ~{²%min} ~{9999999999999999999%hours}",
        "@egg{1/0} @a{0/0} ~{1/0%min}", "---\nservings: ²\n---\n@egg{1}", "%YAML 9.9\n---\na: b\n---\n@egg{1}", "---\n\x00\n---\n@egg{1}", "---\n\ud800: a\n---\n@egg{1}",
    ],
)  # fmt: skip
async def test_odd_cooklang(kitchen: Kitchen, tmp_path: Path, text: str) -> None:
    try:
        await kitchen.files.import_file(File(content=text.encode("utf-8", "surrogatepass"), name="a.cook"))
    except KitchenError:
        return
    assert (await kitchen.files.export_book(tmp_path / "out")).skipped == ()


@pytest.fixture
async def exported(kitchen: Kitchen, tmp_path: Path) -> Path:
    """The folder of one recipe with a note, a picture and two versions."""
    text = b"Soup\nIngredients\n1 egg\n2 carrots\nMethod\nBoil it well now.\n"
    (found,) = await kitchen.files.import_file(File(content=text, charset="utf-8"))
    await kitchen.recipes.edit(replace(found.recipe, story="s"))
    await kitchen.notes.add_note(Note(recipe_id=found.recipe.id, version=1, words="w"))
    await kitchen.notes.add_picture(found.recipe.id, PNG)
    await kitchen.files.export(tmp_path / "out")
    return tmp_path / "out" / "Soup"


def _of(name: str, **changes: Any) -> Callable[[dict[str, Any]], None]:
    return lambda book: book[name][0].update(changes)


@pytest.mark.parametrize(
    "change",
    [
        lambda book: book.clear(), lambda book: book.pop("original"), lambda book: book.update(form="x"), lambda book: book.update(form=9),
        lambda book: book.update(versions=5), lambda book: book.update(versions=[5]), lambda book: book.update(notes=5), lambda book: book.update(notes=[5]),
        lambda book: book["pictures"].append(dict(book["pictures"][0])), lambda book: book["versions"].append(dict(book["versions"][0])),
        lambda book: book["versions"][0]["document"].update(id="another"), lambda book: book["versions"][0]["document"].update(ingredients=["x"]),
        lambda book: book["versions"][0]["document"].update(prep_time_s=1e400), lambda book: book["versions"][0]["document"].update(created_at="never"),
        lambda book: book.update(descent={"parent": "x", "year": "old"}), lambda book: book.update(descent=5),
        lambda book: book.update(original=5), lambda book: book["original"].update(kind="x"), lambda book: book["original"].update(media="a" * 64),
        lambda book: book.update(ratings=[{"id": "r", "version": 1, "person": "A", "dimension": "overall", "stars": 1e400, "words": "", "created_at": "2026-01-01T00:00:00+00:00"}]),
        lambda book: book.update(diary=[{"id": "d", "version": 1, "cooked_at": "0001-01-01T00:00:00+00:00", "session": None, "cook": "", "words": ""}]),
        _of("versions", created_at="yesterday"), _of("versions", created_at=5), _of("versions", version="first"), _of("versions", version=99), _of("versions", author=None),
        _of("notes", created_at="2026-13-01"), _of("notes", part="front"), _of("notes", words=["a"]), _of("notes", words=None), _of("notes", version=99), _of("notes", line=1e400),
        _of("notes", media="a" * 64), _of("notes", id=""), _of("notes", id="a\x00"), _of("notes", version=2**70), _of("pictures", role="front"), _of("pictures", media=None),
        _of("pictures", media="b" * 64), _of("pictures", caption=True),
    ],
)  # fmt: skip
async def test_a_changed_book_file_is_refused_or_can_be_exported(
    exported: Path, tmp_path: Path, change: Callable[[dict[str, Any]], None]
) -> None:
    book = json.loads((exported / "book.json").read_text())
    change(book)
    (exported / "book.json").write_text(json.dumps(book))
    other = await Kitchen.open(tmp_path / "other.db")
    try:
        before = set(await other.recipes.names())
        try:
            restored = await other.files.import_archive(exported.parent)
        except KitchenError as error:
            assert error.code is ErrorCode.INVALID  # noqa: PT017
            assert set(await other.recipes.names()) == before
        else:
            for recipe in restored.recipes:
                await other.recipes.versions(recipe.id)
                await other.notes.notes(recipe.id)
                await other.notes.pictures(recipe.id)
                if (await other.recipes.get(recipe.id)).original_id is not None:
                    await other.recipes.original(recipe.id)
        assert (await other.files.export_book(tmp_path / "again")).skipped == ()
    finally:
        await other.close()


def _zip(path: Path, entries: dict[str, bytes], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    with zipfile.ZipFile(path, "w", compression) as packed:
        for name, content in entries.items():
            packed.writestr(name, content)
    return path.read_bytes()


async def test_damaged_archives_are_refused(kitchen: Kitchen, tmp_path: Path) -> None:
    source = tmp_path / "a.zip"
    good = _zip(source, {"Soup/recipe.cook": b"Boil @egg{1}.", "Soup/recipe.json": b"{}"})
    cases = [good[:cut] for cut in range(0, len(good), 7)]
    cases += [bytes((*good[:at], good[at] ^ 0xFF, *good[at + 1 :])) for at in range(0, len(good), 3)]
    cases += [
        _zip(source, {"../../evil/recipe.cook": b"Boil @egg{1}.", "/etc/recipe.cook": b"x"}),
        _zip(source, {"a/recipe.cook": b"\xff\xfe\xff"}),
        _zip(source, {"a/recipe.json": b"[" * 100_000, "a/recipe.cook": b"x"}),
        _zip(source, {"_household/people.json": b"null", "_sessions/x.jsonl": b"null\n"}),
        _zip(source, {"a/" * 2000 + "recipe.cook": b"x"}),
        _zip(source, {"a/recipe.cook": b"@egg{1}"}, compression=zipfile.ZIP_LZMA),
        b"", b"PK", b"PK\x05\x06" + b"\xff" * 18,
    ]  # fmt: skip
    for content in cases:
        source.write_bytes(content)
        try:
            await kitchen.files.import_archive(source)
        except KitchenError as error:
            assert error.code in {ErrorCode.INVALID, ErrorCode.NOT_A_RECIPE}  # noqa: PT017
    assert not (tmp_path.parent / "evil").exists()


async def test_a_zip_bomb_is_refused_before_it_is_unpacked(kitchen: Kitchen, tmp_path: Path) -> None:
    source = tmp_path / "bomb.zip"
    with zipfile.ZipFile(source, "w", zipfile.ZIP_DEFLATED) as packed, packed.open("a/files/x", "w") as entry:
        for _ in range(110):
            entry.write(bytes(1_000_000))
    with pytest.raises(KitchenError) as raised:
        await kitchen.files.import_archive(source)
    assert raised.value.data["reason"] == "too large"


async def test_one_damaged_recipe_is_named_and_keeps_no_other(kitchen: Kitchen, tmp_path: Path) -> None:
    good = await kitchen.recipes.add(replace(SOUP, id="", name="Good"))
    bad = await kitchen.recipes.add(replace(SOUP, id="", name="Bad"))
    await kitchen.files.export(tmp_path / "out")

    def damage(book: Any) -> None:
        book.execute(
            text(
                "update versions set document = '{' where recipe = (select number from recipes where id = :id)"
            ),
            {"id": bad.id},
        )

    await kitchen.context.store.write(damage)
    for target in ("out", "a.zip"):
        exported = await kitchen.files.export_book(tmp_path / target)
        assert [(one.id, one.name) for one in exported.skipped] == [(bad.id, "Bad")]
        assert exported.recipes == len(await kitchen.recipes.names()) - 1
    # What an earlier export wrote of it is still there.
    assert (tmp_path / "out" / "Bad" / "recipe.json").is_file()
    assert good.id in await kitchen.recipes.names()


@pytest.mark.parametrize(
    "place",
    [
        "Good/files",
        "Good",
        "_household",
        "_sessions",
        "Good/recipe.cook",
        "_household/pantry.json",
        "Good/book.json",
        "a.zip",
    ],
)
async def test_an_export_never_writes_through_a_link(kitchen: Kitchen, tmp_path: Path, place: str) -> None:
    recipe = await kitchen.recipes.add(replace(SOUP, id="", name="Good"))
    await kitchen.notes.add_picture(recipe.id, PNG)
    out, victim = tmp_path / "out", tmp_path / "victim"
    await kitchen.files.export(out)
    shutil.copytree(out / "Good", victim)
    (victim / "secrets.yaml").write_text("precious")
    before = {path: path.read_bytes() for path in victim.rglob("*") if path.is_file()}
    spot = out / place
    target = victim if "." not in Path(place).name else victim / "secrets.yaml"
    if spot.is_dir():
        shutil.rmtree(spot)
    else:
        spot.unlink(missing_ok=True)
    spot.symlink_to(target)
    await kitchen.recipes.edit(replace(recipe, story="changed"))
    await kitchen.files.export(out / "a.zip" if place == "a.zip" else out)
    assert {path: path.read_bytes() for path in victim.rglob("*") if path.is_file()} == before


async def test_an_archive_is_private(
    kitchen: Kitchen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await kitchen.people.add(Person(name="Anna", weight_kg=81.5))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "missing"))
    target = tmp_path / "nightly.zip"
    await kitchen.files.export(target, people=True)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert zipfile.is_zipfile(target)
    assert [path.name for path in tmp_path.glob(".hearthtech-*")] == []


_EXPORT = """
import asyncio, sys
sys.path[:0] = [{root!r}, {root!r} + "/script"]
from standalone_import import prepare_standalone_import
prepare_standalone_import()
from pathlib import Path
from custom_components.hearthtech.kitchen.kitchen import Kitchen
async def main():
    kitchen = await Kitchen.open(Path({book!r}))
    print("open", flush=True)
    while True:
        await kitchen.files.export(Path({target!r}))
asyncio.run(main())
"""


async def test_a_killed_export_leaves_an_archive(tmp_path: Path) -> None:
    """Killed at any moment, the archive at the target is a whole one: the old or the new."""
    book, target = tmp_path / "book.db", tmp_path / "n.zip"
    kitchen = await Kitchen.open(book)
    recipe = await kitchen.recipes.add(replace(SOUP, id="", name="Good"))
    await kitchen.notes.add_picture(recipe.id, PNG + os.urandom(400_000))
    await kitchen.files.export(target)
    await kitchen.close()
    root = str(Path(__file__).parents[2])
    program = _EXPORT.format(root=root, book=str(book), target=str(target))
    for pause in (0.0, 0.03, 0.1):
        child = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE)
        assert child.stdout is not None
        assert child.stdout.readline() == b"open\n"
        time.sleep(pause)  # noqa: ASYNC251
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
        with zipfile.ZipFile(target) as packed:
            assert packed.testzip() is None
