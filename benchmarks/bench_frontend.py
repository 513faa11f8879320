"""The frontend: sizes as transferred, and the stove card beside Home Assistant's own cards, in the same browser and run.

Sizes are bytes of the brotli files, with libraries and words, and follow the imports of each chunk. Words are loaded by
area, each when a view that needs it is opened: the goal for a language is what one view loads at most, its own areas
and the common words, in the longest language. What a user has loaded after opening all views is in the table. First paint is the time
from the first `hass` that a card gets to the frame after its first complete rendering: of the stove card by its own marks,
of Home Assistant's tiles and history graph on the same entities by hooks of the same kind. Loads are measured cold and
warm, with the CPU slowed four times. Then six burners change ten times a second, without slowing: dropped frames, tasks
above 50 ms, scripting, and the heap after forced collections in the first and the last minute (`--minutes` shortens the run).
In a book of 10,000 recipes, recipe pages are opened and searched, and each view of the panel is opened while the event
loop of Home Assistant is watched. Chromium is headless and draws without a GPU.
"""

import argparse
import asyncio
from collections.abc import Iterable
from pathlib import Path
import re
import sys
from tempfile import TemporaryDirectory

from benchmarks.report import Goal, Table, report

FITTED = "Fitted: nothing."
ROOT = Path(__file__).resolve().parent.parent
INSTALLED = ROOT / "custom_components" / "hearthtech" / "frontend"
_STATIC = re.compile(r"""(?:^|[;}\s])(?:import|export)(?:[^"'();]*?from)?\s*["'](\.[^"']+)["']""")

VIEWS = ROOT / "frontend" / "src" / "panel" / "views.ts"
_VIEW = re.compile(r'path: "(\w+)",[^}]*?words: \[([^\]]*)\]')
_WORDS = re.compile(r"words-(?:[a-z]+-)??([a-z]{2})-")


def main(arguments: list[str]) -> int:
    """Run the benchmark and report."""
    parser = argparse.ArgumentParser(prog="script/bench frontend", description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--rounds", type=int, default=5, help="loads of each kind (5)")
    parser.add_argument("--minutes", type=float, default=10.0, help="length of the steady run (10)")
    parser.add_argument("--recipes", type=int, default=10_000, help="recipes of the book (10,000)")
    parser.add_argument("--sizes-only", action="store_true", help="without browser")
    options = parser.parse_args(arguments)
    goals, tables = sizes()
    details: dict[str, object] = {}
    if not options.sizes_only:
        from benchmarks.frontend_run import run

        with TemporaryDirectory(prefix="hearthtech-bench-") as folder:
            more, more_tables, details = asyncio.run(
                run(
                    Path(folder),
                    rounds=options.rounds,
                    minutes=options.minutes,
                    recipes=options.recipes,
                )
            )
        goals += more
        tables += more_tables
    return report("frontend", goals, tables, fitted=FITTED, as_json=options.json, **details)


def sizes() -> tuple[list[Goal], list[Table]]:
    """Measure what each part transfers."""
    chunks = {path.name: path for path in (INSTALLED / "chunks").glob("*.js")}

    def named(start: str) -> Path:
        return next(path for name, path in chunks.items() if name.startswith(f"{start}-"))

    words = {path: match[1] for path in chunks.values() if (match := _WORDS.match(path.name)) is not None}
    languages: dict[str, set[Path]] = {}
    for path, language in words.items():
        languages.setdefault(language, set()).add(path)
    longest = max(languages, key=lambda language: _total(languages[language]))
    common = {path for path in languages[longest] if path.name.startswith(f"words-{longest}-")}

    def area(name: str) -> set[Path]:
        return {path for path in languages[longest] if path.name.startswith(f"words-{name}-")}

    entry = closure(INSTALLED / "hearthtech.js")
    # Every element also loads the words of its user, here of the longest language: the common ones and those of its area.
    stove = closure(named("stove-card")) | common
    today = closure(named("panel")) | closure(named("today")) | common | area("today")
    cook = (closure(named("cook")) | area("cook")) - today
    every_language = set(INSTALLED.rglob("*.js"))
    # One user has one language.
    everything = every_language - set(words) | languages[longest]
    views = {
        path: common.union(*(area(name) for name in re.findall(r"\w+", areas)))
        for path, areas in _VIEW.findall(VIEWS.read_text("utf-8"))
    }
    largest = max(views, key=lambda path: _total(views[path]))
    parts = (
        ("every dashboard", entry, 8),
        ("stove card", stove, 30),
        ("Today", today, 60),
        ("cook mode, beside Today", cook, 45),
        ("the words of one view in one language", views[largest], 12),
        ("everything that one user can load", everything, 170),
    )
    goals = [
        Goal(f"size of {name}", _total(files) / 1000, "kB", f"<= {limit}") for name, files, limit in parts
    ]
    rows = [(name, _total(files), len(files)) for name, files, _ in parts]
    rows.append(
        (
            f"the words of all views in one language ({longest})",
            _total(languages[longest]),
            len(languages[longest]),
        )
    )
    rows.append(("all languages together", _total(every_language), len(every_language)))
    goals.append(
        Goal(
            "libraries that every dashboard loads",
            float(any("lit-" in path.name for path in entry)),
            "",
            "== 0",
        )
    )
    return goals, [Table("sizes as transferred", ("part", "bytes", "files"), rows)]


def closure(path: Path) -> set[Path]:
    """Return a file and all files that it imports statically."""
    found: set[Path] = set()
    waiting = [path]
    while waiting:
        file = waiting.pop()
        if file in found:
            continue
        found.add(file)
        waiting += [(file.parent / name).resolve() for name in _STATIC.findall(file.read_text("utf-8"))]
    return found


def _total(files: Iterable[Path]) -> int:
    return sum(map(_size, files))


def _size(path: Path) -> int:
    """Bytes as transferred to a browser."""
    return path.with_name(f"{path.name}.br").stat().st_size


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
