"""Who may import whom, and what starts without Home Assistant."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path
import subprocess
import sys

import pytest

ROOT = Path(__file__).resolve().parent.parent
INTEGRATION = "custom_components.hearthtech"
FOLDER = ROOT / "custom_components" / "hearthtech"
PARTS = ("language", "burners", "hearth_link", "kitchen", "voice")
ALLOWED: dict[str, tuple[str, ...]] = {
    "language": (),
    "burners": (),
    "hearth_link": ("burners", "language"),
    "kitchen": ("burners", "language"),
    "voice": ("burners", "language"),
}
"""The parts of the integration outside Home Assistant, and the parts that each may import."""
OUTSIDE_HOME_ASSISTANT = (
    "assist/dialogue.py",
    "assist/turn.py",
    "assist/handlers",
    "adapters/link_stove/burner.py",
)
"""Files and folders among those of Home Assistant that do not import it."""
BELOW_PLATFORMS = (*PARTS, "adapters", "assist", "automations", "entities", "services")
"""Folders that never import a file that Home Assistant loads by its name."""
SHARED = {
    "__init__",
    "const",
    "errors",
    "events",
    "models",
    "permissions",
    "json_encoding",
    "text_links",
    "validators",
}
"""Files at the top that all may import; Home Assistant loads the others by their names."""
INSTALLED_KINDS = {
    ".txt",
    ".py",
    ".json",
    ".yaml",
    ".png",
    ".sqlite",
    ".bin",
    ".html",
    ".js",
    ".css",
    ".md",
    ".cook",
} | {
    ".br",
    ".gz",
}
"""Kinds of files that are installed in a household."""

PRODUCT = (FOLDER, ROOT / "hearthtech_skill", ROOT / "tools")
"""What is installed or run by people; scripts, benches and tests are not in it."""
MOST_LINES = 400
"""Lines of a module; word tables are data files."""
LAZY = {"sqlalchemy", "numpy", "hassil", "recipe_scrapers", "psycopg"}
"""Libraries that may be imported inside a function: each takes a tenth of a second or more to load."""
HEAVY = {
    "aiohttp",
    "bs4",
    "homeassistant",
    "hassil",
    "numpy",
    "psycopg",
    "recipe_scrapers",
    "sqlalchemy",
    "zeroconf",
}
LOADED_BY_COMMAND = {
    "commands": set[str](),
    "ask": set[str](),
    "nutrition": set[str](),
    "recipe_import": set[str](),
    "stove_hands": set[str](),
    "trace": set[str](),
    "voice_recognize": set[str](),
    "voice_talk": set[str](),
    "recipe_book": {"sqlalchemy"},
    "recipe_search": {"sqlalchemy"},
    "foods": {"sqlalchemy"},
}
"""The slow libraries that each command of `tools/cli` may load when it starts."""
MOST_MODULES = 330
MOST_PATTERNS = 380
"""Modules that a command loads and regular expressions that it compiles when it starts: about a millisecond each, so
that parts outside Home Assistant start in under half a second (architecture.md)."""


def files_of(place: Path) -> list[Path]:
    """The Python files of a folder, or the file itself."""
    return [place] if place.is_file() else sorted(place.rglob("*.py"))


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Every absolute module name imported anywhere in a file, with its line."""
    package = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    parents = package.removesuffix(".__init__").split(".")
    if path.name != "__init__.py":
        parents = parents[:-1]
    for node in ast.walk(ast.parse(path.read_text(), str(path))):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, name.name) for name in names)
            case ast.ImportFrom(module=module, level=0, names=names) if module:
                yield from ((node.lineno, f"{module}.{name.name}") for name in names)
            case ast.ImportFrom(module=module, level=level, names=names):
                base = ".".join(parents[: len(parents) - level + 1])
                base = f"{base}.{module}" if module else base
                yield from ((node.lineno, f"{base}.{name.name}") for name in names)


def offenses(folder: Path, forbidden: tuple[str, ...]) -> list[str]:
    """Where files of a folder import what they may not."""
    return [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for path in sorted(folder.rglob("*.py"))
        for line, name in imported(path)
        if any(name == start or name.startswith(f"{start}.") for start in forbidden)
    ]


@pytest.mark.parametrize("part", [*ALLOWED, *OUTSIDE_HOME_ASSISTANT, "hearthtech_skill", "tools"])
def test_every_folder_of_the_list_has_files(part: str) -> None:
    root = ROOT if part in {"hearthtech_skill", "tools"} else FOLDER
    assert files_of(root / part), part


@pytest.mark.parametrize("part", ALLOWED)
def test_part_imports_only_the_parts_below_it(part: str) -> None:
    allowed = tuple(f"{INTEGRATION}.{name}" for name in (part, *ALLOWED[part]))
    found = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for path in files_of(FOLDER / part)
        for line, name in imported(path)
        if name.startswith((f"{INTEGRATION}.", "tools", "homeassistant", "hearthtech_skill"))
        if not any(name == start or name.startswith(f"{start}.") for start in allowed)
    ]
    assert found == []


@pytest.mark.parametrize("part", OUTSIDE_HOME_ASSISTANT)
def test_part_runs_without_home_assistant(part: str) -> None:
    allowed = tuple(f"{INTEGRATION}.{name}" for name in (*PARTS, "assist", "adapters.link_stove.burner"))
    found = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for path in files_of(FOLDER / part)
        for line, name in imported(path)
        if name.startswith("homeassistant") or (name.startswith(INTEGRATION) and not name.startswith(allowed))
    ]
    assert found == []


def test_what_is_below_never_imports_a_file_that_home_assistant_loads() -> None:
    named = {path.stem for path in FOLDER.glob("*.py")} - SHARED
    forbidden = tuple(f"{INTEGRATION}.{name}" for name in named)
    found = [line for part in BELOW_PLATFORMS for line in offenses(FOLDER / part, forbidden)]
    assert found == []


def imports_between(modules: dict[str, Path]) -> dict[str, set[str]]:
    """Which of the modules each of them imports, also inside functions and for type checking."""
    graph: dict[str, set[str]] = {}
    for name, path in modules.items():
        # An import of `a.b` is an import of the module, or of a name in the module `a`.
        found = {whole if whole in modules else whole.rpartition(".")[0] for _, whole in imported(path)}
        graph[name] = (found & modules.keys()) - {name}
    return graph


def circles(graph: dict[str, set[str]]) -> list[list[str]]:
    """The groups of modules that import each other, by removing what takes no part in a circle."""
    left = {name: set(below) for name, below in graph.items()}
    while True:
        ends = {name for name, below in left.items() if not below & left.keys()}
        ends |= left.keys() - {one for below in left.values() for one in below}
        if not ends:
            return [sorted(left)] if left else []
        left = {name: below - ends for name, below in left.items() if name not in ends}


def modules_of(*folders: Path) -> dict[str, Path]:
    """Module names with their files."""
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for folder in folders
        for path in files_of(folder)
    }


def test_no_module_imports_itself_by_way_of_others() -> None:
    modules = modules_of(FOLDER, ROOT / "tools", ROOT / "hearthtech_skill")
    assert circles(imports_between(modules)) == []


def test_a_circle_is_found() -> None:
    graph = {"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": {"a"}}
    assert circles(graph) == [["b", "c"]]


def lazy_imports(path: Path) -> Iterator[tuple[int, str, str]]:
    """The imports inside the functions of a file: line, innermost function, and module (relative: with its dots)."""
    waiting: list[tuple[ast.AST, str]] = [(ast.parse(path.read_text(), str(path)), "")]
    while waiting:
        node, function = waiting.pop()
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                function = name
            case ast.Import(names=names) if function:
                yield from ((node.lineno, function, name.name) for name in names)
            case ast.ImportFrom(module=module, level=level) if function:
                yield node.lineno, function, "." * level + (module or "")
        waiting += [(child, function) for child in ast.iter_child_nodes(node)]


def test_only_slow_libraries_are_imported_inside_a_function() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line} imports {module} in {function}"
        for folder in PRODUCT
        for path in files_of(folder)
        for line, function, module in lazy_imports(path)
        if module.split(".")[0] not in LAZY
    ]
    assert found == []


def test_each_slow_library_is_imported_by_one_function_of_a_part() -> None:
    places: dict[tuple[str, str], set[str]] = {}
    for folder in PRODUCT:
        for path in files_of(folder):
            for _, function, module in lazy_imports(path):
                part = path.relative_to(folder).parts[0]
                places.setdefault((part, module.split(".")[0]), set()).add(f"{path.name}: {function}")
    assert {place: functions for place, functions in places.items() if len(functions) > 1} == {}


def test_an_import_inside_a_function_is_found(tmp_path: Path) -> None:
    file = tmp_path / "bad.py"
    file.write_text(
        "import json\n\nclass A:\n    def b(self):\n        if self:\n            from .c import d\n"
        "        async def e():\n            import numpy.linalg as f\n"
    )
    assert sorted(lazy_imports(file)) == [(6, "b", ".c"), (8, "e", "numpy.linalg")]


def test_nothing_of_tools_or_training_is_installed() -> None:
    installed = {path.relative_to(FOLDER).as_posix() for path in files_of(FOLDER)}
    assert not [
        name
        for name in installed
        if {"cli", "training", "tools", "conformance"} & set(Path(name).with_suffix("").parts)
    ]
    kinds = {path.suffix for path in FOLDER.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    assert kinds <= INSTALLED_KINDS, kinds - INSTALLED_KINDS


def class_places(folders: Iterable[Path]) -> dict[str, list[str]]:
    """Where each class is defined, also inside functions and other classes."""
    places: dict[str, list[str]] = {}
    for folder in folders:
        for path in files_of(folder):
            for node in ast.walk(ast.parse(path.read_text(), str(path))):
                if isinstance(node, ast.ClassDef):
                    places.setdefault(node.name, []).append(f"{path.relative_to(ROOT)}:{node.lineno}")
    return places


def test_no_module_is_long() -> None:
    long = {
        path.relative_to(ROOT).as_posix()
        for folder in PRODUCT
        for path in files_of(folder)
        if len(path.read_text().splitlines()) > MOST_LINES
    }
    assert long == set()


def test_no_class_name_exists_twice() -> None:
    twice = {name: places for name, places in class_places(PRODUCT).items() if len(places) > 1}
    assert twice == {}


def test_skill_never_imports_the_integration() -> None:
    assert offenses(ROOT / "hearthtech_skill", ("custom_components", "homeassistant")) == []


def test_integration_never_imports_what_is_not_shipped_with_it() -> None:
    outside = ("hearthtech_skill", "script", "benchmarks", "tests", "tools")
    assert offenses(FOLDER, outside) == []


def test_offenses_are_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[__name__], "ROOT", tmp_path)
    part = tmp_path / "custom_components" / "hearthtech" / "kitchen"
    part.mkdir(parents=True)
    (part / "bad.py").write_text(
        "def late():\n    import homeassistant.core\n    from ..hearth_link import client\n    from . import burner\n"
    )
    assert offenses(part, ("homeassistant", f"{INTEGRATION}.hearth_link")) == [
        "custom_components/hearthtech/kitchen/bad.py:2 imports homeassistant.core",
        "custom_components/hearthtech/kitchen/bad.py:3 imports custom_components.hearthtech.hearth_link.client",
    ]


@pytest.mark.parametrize("module", LOADED_BY_COMMAND)
def test_command_loads_only_the_libraries_that_it_needs(module: str) -> None:
    program = (
        "import sys; sys.path.insert(0, 'script'); from standalone_import import prepare_standalone_import; prepare_standalone_import(); "
        f"import tools.cli.{module}; print(*{{name.split('.')[0] for name in sys.modules}})"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert set(done.stdout.decode().split()) & HEAVY == LOADED_BY_COMMAND[module]


@pytest.mark.parametrize("module", [name for name, libraries in LOADED_BY_COMMAND.items() if not libraries])
def test_command_loads_and_compiles_little(module: str) -> None:
    """Work is counted instead of time, so that the machine does not decide."""
    program = (
        "import re, sys; sys.path.insert(0, 'script'); patterns = []; compile_pattern = re._compiler.compile; "
        "re._compiler.compile = lambda *given: (patterns.append(given), compile_pattern(*given))[1]; "
        "from standalone_import import prepare_standalone_import; prepare_standalone_import(); "
        f"before = len(sys.modules); import tools.cli.{module}; print(len(sys.modules) - before, len(patterns))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    modules, patterns = map(int, done.stdout.split())
    assert 0 < modules <= MOST_MODULES
    assert patterns <= MOST_PATTERNS


def test_a_search_in_a_new_book_loads_only_recipes(tmp_path: Path) -> None:
    program = (
        "import sys; sys.path.insert(0, 'script'); from standalone_import import prepare_standalone_import; prepare_standalone_import(); "
        "from tools.cli.commands import main; "
        f"code = main(['recipe', 'search', 'soup', '--book', {str(tmp_path / 'book.db')!r}]); "
        "print(*sys.modules); sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    hits, *_, modules = done.stdout.decode().strip().split("\n")
    assert "Soup" in hits
    loaded = set(modules.split())
    kitchen = f"{INTEGRATION}.kitchen"
    assert f"{kitchen}.recipes.search" in loaded
    assert {name.split(".")[0] for name in loaded} & HEAVY == {"sqlalchemy"}
    # These would double the time until the first hit.
    for part in ("kitchen", "sessions", "meal_plan", "suggestions", "people", "pantry", "recipes.page"):
        assert f"{kitchen}.{part}" not in loaded, part


def test_launcher_loads_no_home_assistant() -> None:
    program = (
        "import sys; sys.path.insert(0, 'script'); sys.argv = ['hearth', '--help']; import _hearth; "
        "code = _hearth.main(); "
        "sys.exit(code or any(name.split('.')[0] == 'homeassistant' for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
