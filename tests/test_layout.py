"""Size of files, names of classes, and places of imports. A folder that keeps these rules is listed in `FOLDERS`."""

import ast
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "custom_components" / "hearthtech"
FOLDERS = ("adapters", "burners", "entities", "entries", "flows", "hearth_link")
LONGEST_FILE = 400
"""Lines of a file that is no table."""


def files_of(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.py"))


def class_names() -> dict[str, list[str]]:
    """The files in which each class of the integration is defined."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in files_of(FOLDER):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                found[node.name].append(path.relative_to(FOLDER).as_posix())
    return found


def late_imports(source: str) -> list[int]:
    """Lines of imports inside functions."""
    functions = (
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    return [
        node.lineno
        for function in functions
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_file_is_too_long(folder: str) -> None:
    files = files_of(FOLDER / folder)
    assert files
    lengths = {path.name: len(path.read_text("utf-8").splitlines()) for path in files}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_import_is_inside_a_function(folder: str) -> None:
    found = {path.name: late_imports(path.read_text("utf-8")) for path in files_of(FOLDER / folder)}
    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_class_name_exists_once_in_the_integration(folder: str) -> None:
    twice = {name: places for name, places in class_names().items() if len(places) > 1}
    own = {
        name: places
        for name, places in twice.items()
        if any(place.startswith(f"{folder}/") for place in places)
    }
    assert own == {}


def test_a_late_import_is_seen() -> None:
    assert late_imports("import a\n\ndef f():\n    if True:\n        from b import c\n") == [5]
