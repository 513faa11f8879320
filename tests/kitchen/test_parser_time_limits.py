"""Each public parser takes time in proportion to its input, and none holds up the event loop."""

import asyncio
from collections.abc import Awaitable, Sequence
from contextlib import suppress
from hashlib import sha256
import json
import os
from pathlib import Path
from shutil import make_archive
import subprocess
import sys
import time
from typing import Any
import zipfile

from bs4 import Tag
import pytest

from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.recipes import import_process, import_worker, isolated
from custom_components.hearthtech.kitchen.recipes.archive_reader import is_small
from custom_components.hearthtech.kitchen.recipes.file_formats import File
from custom_components.hearthtech.kitchen.recipes.folder import Bundle, write_folder
from custom_components.hearthtech.kitchen.recipes.importers import read_file
from custom_components.hearthtech.kitchen.recipes.isolated import needs_process, read_isolated
from custom_components.hearthtech.kitchen.recipes.model import Ingredient, Recipe, Step
from custom_components.hearthtech.kitchen.recipes.page import markup
from custom_components.hearthtech.kitchen.recipes.page.reader import recipes_of_page
from custom_components.hearthtech.language.units import System

SIZE = 65_536
MOST_S = 1.0
"""Processor time of one input."""
MOST_GAP_S = 0.05
LARGE_BOOK = tuple(map(int, os.environ.get("HEARTH_LARGE_BOOK", "200,100000,3000,3000").split(",")))
"""Recipes, bytes of the picture of each, lines of the shopping list, records of a session."""
_PROGRAM = Path(__file__).with_name("worst_inputs.py")
_ROOT = _PROGRAM.parents[2]
_LD = '<html><script type="application/ld+json">%s</script></html>'


def _measured(size: int, only: Sequence[str] = ()) -> dict[str, dict[str, Any]]:
    ended = subprocess.run(
        [sys.executable, str(_PROGRAM), str(_ROOT), str(size), str(20 * MOST_S), *only],
        capture_output=True,
        check=False,
        text=True,
    )
    assert ended.returncode == 0, ended.stderr[-2000:]
    return {one["case"]: one for one in map(json.loads, ended.stdout.splitlines())}


def test_readers_take_linear_time_for_their_worst_inputs() -> None:
    """About 500 inputs of 64 kB: each under a second of processor time, or, on a slow machine, in proportion."""
    large = {name: one["s"] for name, one in _sound(_measured(SIZE)).items()}
    assert len(large) > 400
    slow = [name for name, seconds in large.items() if seconds > MOST_S]
    small: dict[str, float] = {}
    # What else the machine does can only add to the time, so the least of several runs counts.
    for _ in range(3):
        if not slow:
            break
        for times, size in ((small, SIZE // 8), (large, SIZE)):
            for name, one in _sound(_measured(size, slow)).items():
                times[name] = min(one["s"], times.get(name, one["s"]))
        # Eight times the input costs eight times the time; by the square it would cost 64 times as much.
        slow = [name for name in slow if large[name] > 24.0 * small[name]]
    assert slow == []


def _sound(measured: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    assert [one for one in measured.values() if one["error"]] == []
    return measured


def _ld(**more: Any) -> bytes:
    base = {
        "@type": "Recipe",
        "name": "A",
        "recipeIngredient": ["1 egg"],
        "recipeInstructions": ["Boil it well."],
    }
    return (_LD % json.dumps({**base, **more})).encode()


@pytest.mark.parametrize(
    "file",
    [
        File(content=b"@egg{1}\n\n= a" + b" " * 3000 + b"b", charset="utf-8", name="a.cook"),
        File(content=b"@egg{1}\n\n= a" + b" " * 64_000 + b"b", charset="utf-8", name="a.cook"),
        File(content=b"@egg{1}\n>>" + b" " * 64_000 + b"x\n", charset="utf-8"),
        File(content=b"Soup\nIngredients\n" + b"1" * 64_000 + b"\nMethod\nBoil it well now.\n", charset="utf-8"),
        File(content=_ld(description="<!--" * 16_000), url="https://a.example/"),
        File(content=b"<html><body><h1>Soup</h1><p>" + b"<b>x</b>" * 8_000 + b"</p></body></html>", url="https://a.example/"),
    ],
    ids=range(6),
)  # fmt: skip
async def test_the_event_loop_goes_on_while_a_file_is_read(tmp_path: Path, file: File) -> None:
    """The loop must turn again and again while the import runs.

    Counted in turns, not in seconds: a reading that held the interpreter would let none through.
    """
    kitchen = await Kitchen.open(tmp_path / "book.db")
    try:
        await _with_turns(kitchen.files.import_file(file))
    finally:
        await kitchen.close()


async def _with_turns(work: Awaitable[object], *, is_sound: bool = False) -> float:
    """Do the work, and check that the event loop turned on average every 50 ms at least, whatever the machine.

    Returns the most processor time (s) that this process used between two turns.
    """
    turns, longest, last = 0, 0.0, time.process_time()

    async def beat() -> None:
        nonlocal turns, longest, last
        while True:
            await asyncio.sleep(0.001)
            now = time.process_time()
            turns, longest, last = turns + 1, max(longest, now - last), now

    beating = asyncio.create_task(beat())
    began = asyncio.get_running_loop().time()
    try:
        await work
    except KitchenError as error:
        if is_sound or error.code not in {ErrorCode.NOT_A_RECIPE, ErrorCode.INVALID}:
            raise
    finally:
        took = asyncio.get_running_loop().time() - began
        beating.cancel()
    assert turns >= took / MOST_GAP_S, f"{turns} turns in {took} s"
    return longest


async def _leaves_turns(kitchen: Kitchen, source: Path) -> None:
    """Import an archive that is read in a process of its own, so that this process has little to do at any time.

    The processor time of this process is measured: other programs on a loaded machine do not count.
    """
    assert not is_small(source)
    gaps: list[float] = []
    # The best of three: other threads of this process, of which the measure knows nothing, count too.
    while len(gaps) < 3 and min(gaps, default=1.0) > MOST_GAP_S:
        gaps.append(await _with_turns(kitchen.files.import_archive(source)))
    assert min(gaps) <= MOST_GAP_S, gaps


@pytest.mark.parametrize("unit", ["[1,2.5],", '"abc",', '{"a":{}},'], ids=["numbers", "words", "objects"])
async def test_a_large_archive_leaves_the_event_loop_its_turns(tmp_path: Path, unit: str) -> None:
    """A `book.json` of 12 MB; the scanner in C would hold the interpreter for all of it, and so would its release."""
    kitchen = await Kitchen.open(tmp_path / "book.db")
    folder = tmp_path / "in" / "Soup"
    folder.mkdir(parents=True)
    (folder / "recipe.cook").write_text("Boil @egg{1}.")
    (folder / "book.json").write_text('{"form":1,"odd":[' + unit * (12_000_000 // len(unit)) + "0]}")
    try:
        await _leaves_turns(kitchen, folder.parent)
        assert "Soup" in (await kitchen.recipes.names()).values()
    finally:
        await kitchen.close()


@pytest.mark.parametrize("packed", [False, True], ids=["folder", "zip"])
@pytest.mark.parametrize("name", ["_household/shopping.json", "_household/people.json", "_sessions/a1.jsonl"])
async def test_large_household_and_session_files_leave_the_event_loop_its_turns(
    tmp_path: Path, name: str, packed: bool
) -> None:
    """Files of 6 MB in one line."""
    kitchen = await Kitchen.open(tmp_path / "book.db")
    row = '{"id":"a","odd":[1,2.5,"x"]},'
    content = f'{{"form":1,"{Path(name).stem}":[' + row * (6_000_000 // len(row)) + '{"id":"b"}]}'
    source = tmp_path / "in"
    (source / name).parent.mkdir(parents=True)
    (source / name).write_text(content)
    if packed:
        with zipfile.ZipFile(tmp_path / "in.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("_household/", "")
            archive.write(source / name, name)
        source = tmp_path / "in.zip"
    try:
        await _leaves_turns(kitchen, source)
    finally:
        await kitchen.close()


def _large_book(folder: Path, recipes: int, picture_bytes: int, rows: int, records: int) -> None:
    """An export as a large household would write it: every recipe with a note and a picture, long lists, a long session."""
    at = "2026-01-01T12:00:00+00:00"
    for number in range(recipes):
        recipe = Recipe(
            id=f"soup-{number}",
            name=f"Soup {number}",
            ingredients=tuple(Ingredient(text=f"{amount} carrots of {number}") for amount in range(1, 16)),
            steps=tuple(Step(text=f"Boil the soup {number} for {minute} minutes.") for minute in range(1, 9)),
        )
        picture = b"\x89PNG\r\n\x1a\n" + number.to_bytes(4) * (picture_bytes // 4)
        name = sha256(picture).hexdigest()
        version = {"version": 1, "author": "", "reason": "", "created_at": at}
        shown = {"id": f"p{number}", "media": name, "role": "cover", "caption": "", "created_at": at}
        beyond = {"form": 1, "versions": [version], "pictures": [shown]}
        bundle = Bundle(recipe=recipe, beyond=beyond, files={f"{name}.bin": picture})
        write_folder(folder / str(number), [bundle])
        (folder / str(number) / f"Soup {number}").rename(folder / f"Soup {number}")
        (folder / str(number)).rmdir()
    bought = {
        "name": "milk", "food": "", "amounts": [[1.0, "l", None]], "aisle": "", "note": "", "bought": False, "sources": [], "changed_at": at
    }  # fmt: skip
    lines = [{**bought, "id": f"s{number}", "position": float(number)} for number in range(rows)]
    (folder / "_household").mkdir()
    (folder / "_household" / "shopping.json").write_text(json.dumps({"form": 1, "shopping": lines}))
    (folder / "_sessions").mkdir()
    record = {"wall": at, "event": {"is": "Ticked", "at": 1.0}}
    (folder / "_sessions" / "a1.jsonl").write_text((json.dumps(record) + "\n") * records)


@pytest.mark.parametrize("packed", [False, True], ids=["folder", "zip"])
async def test_a_sound_large_archive_leaves_the_event_loop_its_turns(tmp_path: Path, packed: bool) -> None:
    source = tmp_path / "in"
    source.mkdir()
    _large_book(source, *LARGE_BOOK)
    if packed:
        make_archive(str(source), "zip", source)
        source = tmp_path / "in.zip"
    assert not is_small(source)
    kitchen = await Kitchen.open(tmp_path / "book.db", media=tmp_path / "media")
    try:
        before = await kitchen.recipes.count()
        await _with_turns(kitchen.files.import_archive(source), is_sound=True)
        assert await kitchen.recipes.count() == before + LARGE_BOOK[0]
        (picture,) = await kitchen.notes.pictures("soup-7")
        assert len((await kitchen.notes.media_content(picture.medium.hash))[1]) > LARGE_BOOK[1] - 4
        assert len(await kitchen.shopping.items()) == LARGE_BOOK[2]
        assert len(await kitchen.sessions.events("a1")) == LARGE_BOOK[3]
    finally:
        await kitchen.close()


def _nested(units: Sequence[tuple[str, str]], depth: int, times: int, inner: str) -> str:
    opening = "".join(before for before, _ in units)
    closing = "".join(after for _, after in reversed(units))
    return f"<html><body>{(opening * depth + inner + closing * depth) * times}</body></html>"


_SCOPE = ('<div itemscope itemtype="http://schema.org/Recipe">', "</div>")


@pytest.mark.parametrize(
    ("unit", "inner"),
    [
        (_SCOPE, "a"),
        (_SCOPE, '<i itemprop="name">a</i>'),
        (('<div itemprop="description">', "</div>"), "a"),
        (('<div itemprop="recipeInstructions">', "</div>"), "<li>Boil it well.</li>"),
        (('<div class="wprm-recipe">', "</div>"), '<li class="wprm-recipe-ingredient">a</li>'),
        (('<div class="hrecipe">', "</div>"), '<b class="fn">a</b>'),
        (("<aside>", "</aside>"), "<p>a</p>"),
    ],
    ids=["scopes", "names", "properties", "steps", "plugin", "microformat", "asides"],
)
@pytest.mark.parametrize(("depth", "times"), [(1, 2000), (50, 40), (100, 200), (5000, 1)])
def test_a_page_is_searched_in_bounded_steps(
    monkeypatch: pytest.MonkeyPatch, unit: tuple[str, str], inner: str, depth: int, times: int
) -> None:
    """However elements are nested, few of them are turned into text, and the result is declared."""
    characters = 0
    lines = markup.element_lines

    def counted(tag: Tag) -> list[str]:
        nonlocal characters
        characters += sum(1 for _ in tag.descendants) + 1
        return lines(tag)

    monkeypatch.setattr(markup, "element_lines", counted)
    html = _nested([unit], depth, times, inner)
    with suppress(KitchenError):
        recipes_of_page(_nested([_SCOPE], 1, 1, html), "https://a.example/")
    # Elements and texts in all elements that were made into lines; by the square it would be millions.
    assert characters < 12 * html.count("<")


def test_a_page_of_too_many_elements_is_read_as_plain_text() -> None:
    html = "<html><body>" + "<b></b>" * 60_000 + "<h1>Soup</h1><h2>Ingredients</h2><ul><li>1 egg</li><li>2 carrots</li></ul><h2>Method</h2><ol><li>Boil the carrots well.</li></ol></body></html>"  # fmt: skip
    (recipe,) = recipes_of_page(html, "https://a.example/")
    assert [line.text for line in recipe.ingredients] == ["1 egg", "2 carrots"]


async def test_a_long_stored_line_is_converted_beside_the_loop(tmp_path: Path) -> None:
    kitchen = await Kitchen.open(tmp_path / "book.db")
    try:
        line = "½ ½ ½ ½ ½ nocchi" * 250
        recipe = await kitchen.recipes.add(
            Recipe(id="", name="A", ingredients=(Ingredient(text=line), Ingredient(text="1 cup milk")))
        )
        found = await kitchen.recipes.scaled(recipe.id, units=System.METRIC)
        assert found.ingredients[1].text == "235 ml milk"
        with pytest.raises(KitchenError) as raised:
            await kitchen.recipes.scaled(recipe.id, servings=3.0)
        assert raised.value.code is ErrorCode.INVALID
    finally:
        await kitchen.close()


def test_what_is_read_in_a_process_of_its_own() -> None:
    assert needs_process(File(content=b"Soup", url="https://a.example/"))
    assert needs_process(File(content=b"a" * 20_000))
    assert needs_process(File(content=b"PK\x03\x04\x00"))
    assert needs_process(File(content=b"<html><p>Soup</p></html>"))
    assert not needs_process(File(content=b"Soup\n1 egg\n"))


def test_the_process_reads_what_the_reader_reads() -> None:
    """Recipes and declared errors are the same on both ways."""
    for content in (_ld(), _ld(recipeYield="4", prepTime="PT5M", recipeIngredient=["1 Ei", "½ cup milk"])):
        file = File(content=content, url="https://a.example/soup", charset="utf-8")
        assert read_isolated(file) == read_file(file)
    with pytest.raises(KitchenError) as raised:
        read_isolated(File(content=b"nothing to cook", url="https://a.example/"))
    assert raised.value.code is ErrorCode.NOT_A_RECIPE


def test_the_process_is_ended_at_its_limits(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Too slow, too large, killed, or talking nonsense: a declared error each time."""
    endless = "import sys\nsys.stdin.buffer.read()\nwhile True: pass"
    greedy = (
        f"import sys\nsys.path.insert(0, {str(Path(import_worker.__file__).parent)!r})\n"
        "import import_worker\nimport_worker.MEMORY_BYTES = 200_000_000\nimport_worker._limit()\nx = bytes(10**9)"
    )
    for program in (
        endless,
        greedy,
        "raise SystemExit(3)",
        "import os\nos.abort()",
        "print('[]')",
        "print('{')",
        'print(\'{"recipes": [{"recipe": {}, "pictures": []}]}\')',
        'print(\'{"error": "what"}\')',
    ):
        path = tmp_path / "program.py"
        path.write_text(program)
        monkeypatch.setattr(import_process, "PROGRAM", path)
        monkeypatch.setattr(isolated, "LONGEST_S", 3.0)
        with pytest.raises(KitchenError) as raised:
            read_isolated(File(content=b"Soup", url="https://a.example/"))
        assert raised.value.code is ErrorCode.INVALID


def test_a_system_that_starts_no_process_still_imports(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    (found,) = read_isolated(File(content=_ld(), url="https://a.example/"))
    assert found.recipe.name == "A"


def test_the_process_does_not_load_home_assistant(tmp_path: Path) -> None:
    """It must start fast and small: the integration's package, which loads Home Assistant, is replaced."""
    program = (
        f"import sys\nsys.path.insert(0, {str(Path(import_worker.__file__).parent)!r})\nimport import_worker\n"
        f"import_worker._prepare_imports(sys.path)\nfrom custom_components.hearthtech.kitchen.recipes import importers\n"
        "assert 'homeassistant' not in sys.modules\n"
    )
    ended = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, check=False)
    assert ended.returncode == 0, ended.stderr
