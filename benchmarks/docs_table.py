"""Write figures into the pages of the documentation; none is written by hand.

python -m benchmarks.docs_table FILE          the result of `script/bench all --json` into `docs/benchmarks.md`
python -m benchmarks.docs_table --trust FILE…  the results of single benchmarks (`--json`) into `docs/trust.md`
"""

from collections.abc import Iterator, Mapping, Sequence
import json
import os
from pathlib import Path
import platform
import sys
from typing import Any, Final

PAGE: Final = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
TRUST: Final = PAGE.with_name("trust.md")
BEGIN: Final = "<!-- figures: written by `python -m benchmarks.docs_table` -->"
END: Final = "<!-- end of the figures -->"
SIGNS: Final = {"<=": "at most", ">=": "at least", "<": "below", ">": "above", "==": "exactly"}


def machine() -> str:
    """The machine on which this runs: processor, cores, memory, kernel."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.is_file() else []
    named = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    memory_gb = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    cores = len(os.sched_getaffinity(0))
    return f"{named or platform.processor() or platform.machine()}, {cores} cores, {memory_gb:.0f} GB, {platform.system()} {platform.release()}"


def shown(value: float | None) -> str:
    """A figure with three digits that matter."""
    if value is None:
        return "not measured"
    if isinstance(value, int) or abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def rows(benches: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The rows of the table, one for each goal."""
    for bench in benches:
        for number, goal in enumerate(bench["goals"]):
            sign, bound = goal["goal"].split()
            wanted = f"{SIGNS[sign]} {shown(float(bound))}"
            unit = f" {goal['unit']}" if goal["unit"] else ""
            name = bench["bench"] if not number else ""
            figure = f"{shown(goal['value'])}{unit}" if goal["value"] is not None else shown(None)
            missed = "" if goal["met"] else ", **not met**"
            yield f"| {name} | {goal['name']} | {figure} | {wanted}{unit}{missed} |"


def figures(result: Mapping[str, Any]) -> str:
    """The part of the page between the marks."""
    lines = [
        BEGIN,
        f"Machine: {machine()}.",
        "",
        "| benchmark | figure | measured | goal |",
        "| --- | --- | --- | --- |",
        *rows(result["benches"]),
        "",
        *(
            f"- **{bench['bench']}** ({bench['seconds']:.0f} s): {bench.get('fitted') or bench.get('error')}"
            for bench in result["benches"]
        ),
        END,
    ]
    return "\n".join(lines)


def trust_figures(results: Sequence[Mapping[str, Any]]) -> str:
    """The part of the page about trust between the marks: each figure with the command that prints it."""
    lines = [
        BEGIN,
        f"Machine: {machine()}. Times are worse while it does other work, counts are not.",
        "",
        "| figure | measured | goal | command |",
        "| --- | --- | --- | --- |",
    ]
    for result in results:
        for goal in result["goals"]:
            sign, bound = goal["goal"].split()
            unit = f" {goal['unit']}" if goal["unit"] else ""
            figure = shown(goal["value"]) + (unit if goal["value"] is not None else "")
            missed = "" if goal["met"] else ", **not met**"
            wanted = f"{SIGNS[sign]} {shown(float(bound))}{unit}{missed}"
            lines.append(f"| {goal['name']} | {figure} | {wanted} | `script/bench {result['bench']}` |")
    for result in results:
        for table in result["tables"]:
            lines += ["", *_table(result["bench"], table)]
    return "\n".join([*lines, END])


def _table(bench: str, table: Mapping[str, Any]) -> Iterator[str]:
    yield f"**{table['title']}** (`script/bench {bench}`)"
    yield ""
    yield f"| {' | '.join(map(str, table['columns']))} |"
    yield f"|{' --- |' * len(table['columns'])}"
    for row in table["rows"]:
        cells = (shown(cell) if isinstance(cell, int | float) or cell is None else str(cell) for cell in row)
        yield f"| {' | '.join(cells)} |"


def written(page: str, result: Mapping[str, Any]) -> str:
    """The page with these figures in place of the former ones."""
    return between_marks(page, figures(result))


def between_marks(page: str, part: str) -> str:
    """The page with this part, marks included, in place of the former one."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError("the page has no marks around its figures")
    return before + part + after


def _read(path: str) -> Mapping[str, Any]:
    """The last JSON object that a benchmark printed."""
    lines = [line for line in Path(path).read_text(encoding="utf-8").splitlines() if line.startswith("{")]
    told: Mapping[str, Any] = json.loads(lines[-1])
    return told


if __name__ == "__main__":
    if sys.argv[1] == "--trust":
        part = trust_figures([_read(path) for path in sys.argv[2:]])
        TRUST.write_text(between_marks(TRUST.read_text(encoding="utf-8"), part), encoding="utf-8")
    else:
        PAGE.write_text(written(PAGE.read_text(encoding="utf-8"), _read(sys.argv[1])), encoding="utf-8")
