"""A regression set of ingredient lines, and the speed of parsing them, compared with `ingredient-parser-nlp`.

The lines (`benchmarks/data/ingredient_lines.psv`) are our own and checked by hand. They were written together with the
parser: their share that is right tells whether a change broke something, not how many lines of others are read. A
sentence is right if kind, amount, unit, name, preparation and size are all right.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
import gc
import io
from pathlib import Path
import re
import socket
from statistics import median
import subprocess
import sys
import time
from typing import Any

from benchmarks.report import Goal, Table, report
from custom_components.hearthtech.language.fold import fold

LINES = Path(__file__).with_name("data") / "ingredient_lines.psv"
FIELDS = ("kind", "amount", "unit", "name", "preparation", "size")
ROUNDS = 3
FITTED = (
    "Fitted: the parser and these lines were written together, so they are a regression set and no test of accuracy; the other "
    "parser does not know them."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """One hand-checked line. `amount` is (low, high) or `None`."""

    text: str
    kind: str
    amount: tuple[float, float] | None
    unit: str
    name: str
    preparation: str
    size: str


def gold_lines() -> list[Gold]:
    """Read the hand-checked lines."""
    lines = []
    for row in LINES.read_text(encoding="utf-8").splitlines():
        if not row or row.startswith("#"):
            continue
        text, amount, unit, name, preparation, size, kind = row.split("|")
        ends = [float(end) for end in amount.split("-")] if amount else []
        lines.append(
            Gold(
                text=text,
                kind=kind,
                amount=(ends[0], ends[-1]) if ends else None,
                unit=unit,
                name=name,
                preparation=preparation,
                size=size,
            )
        )
    return lines


def same_words(left: str, right: str) -> bool:
    """Whether two phrases have the same words in the same order, ignoring punctuation."""
    return re.findall(r"\w+", fold(left)) == re.findall(r"\w+", fold(right))


def same_set(left: str, right: str) -> bool:
    """Whether two phrases have the same words in any order."""
    return Counter(re.findall(r"\d+|[^\W\d]+", fold(left))) == Counter(
        re.findall(r"\d+|[^\W\d]+", fold(right))
    )


def judge_ours(gold: Gold) -> dict[str, bool]:
    """Return which fields our parser gets right."""
    from custom_components.hearthtech.kitchen.nutrition import LineKind, parse_line

    kinds = {LineKind.HEADING: "H", LineKind.NOTE: "N", LineKind.EMPTY: "N", LineKind.INGREDIENT: ""}
    found = parse_line(gold.text)
    right = {"kind": kinds[found.kind] == gold.kind}
    if gold.kind or not right["kind"]:
        return right | dict.fromkeys(FIELDS[1:], right["kind"])
    amount = found.amount
    if gold.amount is None or amount is None:
        right["amount"] = (gold.amount is None) == (amount is None)
    else:
        right["amount"] = (
            abs(amount.low - gold.amount[0]) < 0.005 and abs(amount.high - gold.amount[1]) < 0.005
        )
    right["unit"] = (amount.unit or "" if amount else "") == gold.unit
    right["name"] = same_words(found.name, gold.name)
    right["preparation"] = same_set(found.preparation, gold.preparation)
    right["size"] = (found.size or "") == gold.size
    return right


def _peer_judge() -> Callable[[Gold], dict[str, bool]]:
    from ingredient_parser import parse_ingredient

    def judge(gold: Gold) -> dict[str, bool]:
        found: Any = parse_ingredient(gold.text, string_units=True)
        name = " ".join(part.text for part in found.name[:1]) if found.name else ""
        first = found.amount[0] if found.amount else None
        first = getattr(first, "amounts", [first])[0]
        right = {"kind": bool(name) != bool(gold.kind)}
        if gold.kind or not right["kind"]:
            return right | dict.fromkeys(FIELDS[1:], right["kind"])
        right["amount"] = _same_amount(first, gold)
        # A handful, a pinch: the peer returns words where we return one; that counts as right.
        right["unit"] = _same_unit(str(getattr(first, "unit", "") or ""), gold)
        bare = re.sub(r"^(small|medium|large|ripe)\s", "", fold(name))
        right["name"] = same_words(name, gold.name) or same_words(bare, gold.name)
        prepared = found.preparation.text if found.preparation else ""
        right["preparation"] = same_set(prepared, gold.preparation)
        size = found.size.text if found.size else ""
        right["size"] = fold(size) == gold.size or (not size and not gold.size)
        return right

    return judge


def _same_amount(first: Any, gold: Gold) -> bool:
    if first is None or gold.amount is None:
        return (first is None) == (gold.amount is None) or (first is None and gold.amount == (1, 1))
    try:
        low = float(first.quantity)
        high = float(first.quantity_max)
    except TypeError, ValueError:
        return gold.amount == (1, 1)
    return abs(low - gold.amount[0]) < 0.005 and abs(high - gold.amount[1]) < 0.005


def _same_unit(unit: str, gold: Gold) -> bool:
    from custom_components.hearthtech.kitchen.nutrition.vocabulary import vocabulary

    units = vocabulary("en").units
    found = {units.get(fold(word).rstrip("."), "") for word in re.findall(r"[\w.]+", unit)} - {""}
    if "fl" in unit:
        found = {"floz"}
    return gold.unit in found or (not gold.unit and not found)


def accuracy(
    lines: Sequence[Gold], judge: Callable[[Gold], dict[str, bool]]
) -> tuple[dict[str, float], list[Gold]]:
    """Return the share of right fields and sentences (%), and the wrong lines."""
    counts: Counter[str] = Counter()
    wrong = []
    for line in lines:
        right = judge(line)
        counts.update(field for field in FIELDS if right[field])
        if all(right.values()):
            counts["sentence"] += 1
        else:
            wrong.append(line)
    return {field: 100 * counts[field] / len(lines) for field in ("sentence", *FIELDS)}, wrong


def milliseconds(
    lines: Sequence[str], read: Callable[[str], object], clear: Callable[[], None] = lambda: None
) -> float:
    """Return the mean processor time per line (ms): the median of `ROUNDS` rounds, each with empty caches.

    Both parsers are measured by this function.
    """
    times = []
    for _ in range(ROUNDS):
        clear()
        gc.collect()
        start = time.process_time()
        for line in lines:
            read(line)
        times.append((time.process_time() - start) / len(lines) * 1000)
    return median(times)


def _our_times(lines: Sequence[str]) -> tuple[float, float]:
    from custom_components.hearthtech.kitchen.nutrition import Analyzer, parse_line
    from custom_components.hearthtech.kitchen.nutrition.parse import clear_cache

    parsing = milliseconds(lines, parse_line, clear_cache)
    analyzers = [Analyzer()]
    analyzers[0].line("1 cup flour")

    def match(text: str) -> object:
        return analyzers[0].line(text)

    def clear() -> None:
        clear_cache()
        analyzers[0] = Analyzer()

    return parsing, milliseconds(lines, match, clear)


MEMORY_SCRIPT = """
import sys
sys.path.insert(0, "script")
from standalone_import import prepare_standalone_import
prepare_standalone_import()
def peak():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
before = peak()
from custom_components.hearthtech.kitchen.nutrition import Analyzer
analyzer = Analyzer()
for line in sys.stdin.read().splitlines():
    analyzer.line(line)
print(peak() - before)
"""


def _memory_mb(lines: Sequence[str]) -> float:
    """Return the memory that parser, matcher and database add to a Python process, MB (Linux)."""
    root = Path(__file__).resolve().parent.parent
    done = subprocess.run(
        [sys.executable, "-c", MEMORY_SCRIPT],
        input="\n".join(lines),
        text=True,
        capture_output=True,
        check=True,
        cwd=root,
    )
    return float(done.stdout) * 1024 / 1e6


@contextmanager
def _no_waiting() -> Any:
    """Make a peer that tries to download fail soon instead of hanging."""
    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(20)
    noise = io.StringIO()
    try:
        with redirect_stdout(noise), redirect_stderr(noise):
            yield
    finally:
        socket.setdefaulttimeout(before)


def _peer(lines: Sequence[Gold]) -> tuple[dict[str, float] | None, float | None, str]:
    with _no_waiting():
        try:
            judge = _peer_judge()
            judge(lines[0])
        except Exception as error:  # noqa: BLE001 - any error of the peer is shown in the table
            return (
                None,
                None,
                f"does not run here: {type(error).__name__}: {' '.join(str(error).replace('*', '').split())[:60]}",
            )
    from ingredient_parser import parse_ingredient

    figures, _ = accuracy(lines, judge)
    texts = [line.text for line in lines]
    return figures, milliseconds(texts, lambda text: parse_ingredient(text, string_units=True)), "runs"


def main(arguments: list[str]) -> int:
    """Print accuracy, speed and memory."""
    parser = argparse.ArgumentParser(prog="script/bench parse", description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--wrong", action="store_true", help="list the wrong lines")
    options = parser.parse_args(arguments)
    lines = gold_lines()
    texts = [line.text for line in lines]
    ours, wrong = accuracy(lines, judge_ours)
    parsing, matching = _our_times(texts)
    memory = _memory_mb(texts)
    peer, peer_time, state = _peer(lines)
    rows: list[list[object]] = [
        [field, ours[field], peer[field] if peer else None] for field in ("sentence", *FIELDS)
    ]
    rows.append(["processor ms a line, parsing", parsing, peer_time])
    rows.append(["lines a processor second", 1000 / parsing, 1000 / peer_time if peer_time else None])
    rows.append(["processor ms a line, with matching", matching, None])
    tables = [
        Table(
            f"regression set of {len(lines)} lines (%), {ROUNDS} rounds each; ingredient-parser-nlp {state}",
            ["", "ours", "ingredient-parser-nlp"],
            rows,
        )
    ]
    if options.wrong:
        tables.append(Table("read wrongly", ["line"], [[line.text] for line in wrong]))
    goals = [
        Goal("lines", len(lines), "", ">= 600"),
        Goal("lines of the regression set read right", round(ours["sentence"], 2), "%", ">= 95"),
        Goal("parsing, mean", round(parsing, 4), "ms", "< 0.5"),
        Goal("parsing and matching, mean", round(matching, 4), "ms", "< 2"),
        Goal("memory", round(memory, 1), "MB", "<= 40"),
    ]
    return report("parse", goals, tables, fitted=FITTED, as_json=options.json, wrong=len(wrong))
