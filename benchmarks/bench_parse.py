"""How well and how fast ingredient lines are read, beside `ingredient-parser-nlp` on the same lines.

The lines (`benchmarks/data/ingredient_lines.psv`) are of our own making and checked by hand. A sentence is right when
kind, amount, unit, name, preparation and size are all right.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
import gc
import io
from pathlib import Path
import re
import socket
import subprocess
import sys
import time
from typing import Any

from benchmarks.report import Goal, Table, report
from custom_components.hearthtech.kitchen.food.text import plain

LINES = Path(__file__).with_name("data") / "ingredient_lines.psv"
FIELDS = ("kind", "amount", "unit", "name", "preparation", "size")
ROUNDS = 3


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
    """Whether two phrases have the same words in the same order, whatever the punctuation."""
    return re.findall(r"\w+", plain(left)) == re.findall(r"\w+", plain(right))


def same_set(left: str, right: str) -> bool:
    """Whether two phrases have the same words in any order."""
    return Counter(re.findall(r"\d+|[^\W\d]+", plain(left))) == Counter(
        re.findall(r"\d+|[^\W\d]+", plain(right))
    )


def judge_ours(gold: Gold) -> dict[str, bool]:
    """Return which fields our parser gets right."""
    from custom_components.hearthtech.kitchen.food import LineKind, parse_line

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
        # A handful, a pinch: it gives words where we give one; that counts as right.
        right["unit"] = _same_unit(str(getattr(first, "unit", "") or ""), gold)
        bare = re.sub(r"^(small|medium|large|ripe)\s", "", plain(name))
        right["name"] = same_words(name, gold.name) or same_words(bare, gold.name)
        prepared = found.preparation.text if found.preparation else ""
        right["preparation"] = same_set(prepared, gold.preparation)
        size = found.size.text if found.size else ""
        right["size"] = plain(size) == gold.size or (not size and not gold.size)
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
    from custom_components.hearthtech.kitchen.food.vocabulary import vocabulary

    units = vocabulary("en").units
    found = {units.get(plain(word).rstrip("."), "") for word in re.findall(r"[\w.]+", unit)} - {""}
    if "fl" in unit:
        found = {"floz"}
    return gold.unit in found or (not gold.unit and not found)


def accuracy(
    lines: Sequence[Gold], judge: Callable[[Gold], dict[str, bool]]
) -> tuple[dict[str, float], list[Gold]]:
    """Return the share of right fields and sentences (%), and the lines that are wrong."""
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


def milliseconds(lines: Sequence[str], read: Callable[[str], object], clear: Callable[[], None]) -> float:
    """Return the mean processor time of a line, ms; the best of some rounds, each from cold caches."""
    best = float("inf")
    for _ in range(ROUNDS):
        clear()
        gc.collect()
        start = time.process_time()
        for line in lines:
            read(line)
        best = min(best, (time.process_time() - start) / len(lines) * 1000)
    return best


def _our_times(lines: Sequence[str]) -> tuple[float, float]:
    from custom_components.hearthtech.kitchen.food import Analyzer, parse_line
    from custom_components.hearthtech.kitchen.food.parse import clear_cache

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
from _outside import stand_in
stand_in()
def peak():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
before = peak()
from custom_components.hearthtech.kitchen.food import Analyzer
analyzer = Analyzer()
for line in sys.stdin.read().splitlines():
    analyzer.line(line)
print(peak() - before)
"""


def _memory_mb(lines: Sequence[str]) -> float:
    """Return what parser, matcher and database add to a bare Python, MB (Linux)."""
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
    """Let a peer that wants to download fail soon instead of hanging."""
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
        except Exception as error:  # noqa: BLE001 - whatever stops the peer is told in the table
            return (
                None,
                None,
                f"does not run here: {type(error).__name__}: {' '.join(str(error).replace('*', '').split())[:60]}",
            )
    figures, _ = accuracy(lines, judge)
    start = time.perf_counter()
    for line in lines:
        judge(line)
    return figures, (time.perf_counter() - start) / len(lines) * 1000, "runs"


def main(arguments: list[str]) -> int:
    """Print accuracy, speed and memory; `--wrong` lists what is read wrongly."""
    lines = gold_lines()
    texts = [line.text for line in lines]
    ours, wrong = accuracy(lines, judge_ours)
    parsing, matching = _our_times(texts)
    memory = _memory_mb(texts)
    peer, peer_time, state = _peer(lines)
    rows: list[list[object]] = [
        [field, ours[field], peer[field] if peer else None] for field in ("sentence", *FIELDS)
    ]
    rows.append(["ms a line, parsing", parsing, peer_time])
    rows.append(["lines a second", 1000 / parsing, 1000 / peer_time if peer_time else None])
    rows.append(["ms a line, with matching", matching, None])
    tables = [
        Table(
            f"{len(lines)} hand-checked lines (%); ingredient-parser-nlp {state}",
            ["", "ours", "ingredient-parser-nlp"],
            rows,
        )
    ]
    if "--wrong" in arguments:
        tables.append(Table("read wrongly", ["line"], [[line.text] for line in wrong]))
    goals = [
        Goal("lines", len(lines), "", ">= 600"),
        Goal("sentence accuracy", round(ours["sentence"], 2), "%", ">= 95"),
        Goal("parsing, mean", round(parsing, 4), "ms", "< 0.5"),
        Goal("parsing and matching, mean", round(matching, 4), "ms", "< 2"),
        Goal("memory", round(memory, 1), "MB", "<= 40"),
    ]
    return report("parse", goals, tables, as_json="--json" in arguments, wrong=len(wrong))
