"""Who may import whom, and what starts without Home Assistant."""

import ast
from collections.abc import Iterator
import os
from pathlib import Path
import resource
import subprocess
import sys

import pytest

ROOT = Path(__file__).resolve().parent.parent
INTEGRATION = "custom_components.hearthtech"
FOLDER = ROOT / "custom_components" / "hearthtech"
PARTS = ("kitchen", "stove", "voice")

START_LIMIT_S = 0.5
"""Architecture: parts outside Home Assistant start in under half a second."""


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


@pytest.mark.parametrize("part", PARTS)
def test_part_knows_neither_home_assistant_nor_the_other_parts(part: str) -> None:
    others = tuple(f"{INTEGRATION}.{other}" for other in PARTS if other != part)
    assert offenses(FOLDER / part, ("homeassistant", "hearthtech_skill", *others)) == []


@pytest.mark.parametrize("part", PARTS)
def test_part_does_not_use_the_files_of_the_integration(part: str) -> None:
    files = tuple(f"{INTEGRATION}.{path.stem}" for path in FOLDER.glob("*.py") if path.stem != "__init__")
    assert offenses(FOLDER / part, files) == []


def test_skill_never_imports_the_integration() -> None:
    assert offenses(ROOT / "hearthtech_skill", ("custom_components", "homeassistant")) == []


def test_integration_never_imports_what_is_not_shipped_with_it() -> None:
    outside = ("hearthtech_skill", "script", "benchmarks", "tests")
    assert offenses(FOLDER, outside) == []


def test_offenses_are_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[__name__], "ROOT", tmp_path)
    part = tmp_path / "custom_components" / "hearthtech" / "kitchen"
    part.mkdir(parents=True)
    (part / "bad.py").write_text(
        "def late():\n    import homeassistant.core\n    from ..stove import client\n    from . import burner\n"
    )
    assert offenses(part, ("homeassistant", f"{INTEGRATION}.stove")) == [
        "custom_components/hearthtech/kitchen/bad.py:2 imports homeassistant.core",
        "custom_components/hearthtech/kitchen/bad.py:3 imports custom_components.hearthtech.stove.client",
    ]


CLIS = [part for part in PARTS if (FOLDER / part / "cli.py").exists()]


@pytest.mark.parametrize("part", CLIS)
def test_command_line_loads_no_home_assistant_and_starts_quickly(part: str) -> None:
    program = (
        "import sys; sys.path.insert(0, 'script'); from _outside import stand_in; stand_in(); "
        f"import {INTEGRATION}.{part}.cli; "
        "sys.exit(any(name.split('.')[0] == 'homeassistant' for name in sys.modules))"
    )
    # Measuring coverage in the child would be measured too.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    begun = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=False, env=environment
    )
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.returncode == 0, done.stderr.decode() or "homeassistant was loaded"
    # Processor time, so that a busy machine does not decide.
    assert ended.ru_utime + ended.ru_stime - begun.ru_utime - begun.ru_stime < START_LIMIT_S


def test_launcher_loads_no_home_assistant() -> None:
    program = (
        "import sys; sys.path.insert(0, 'script'); sys.argv = ['hearth', '--help']; import _hearth; "
        "code = _hearth.main(); "
        "sys.exit(code or any(name.split('.')[0] == 'homeassistant' for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
