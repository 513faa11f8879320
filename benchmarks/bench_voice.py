"""How well and how fast the kitchen understands: `script/bench voice`.

Quality is measured over real utterances that are not part of the project (`../shared/data/utterances-dev.json`); what
the recognizer learned from is our own. Beside it stand hassil with the same templates, and the nearest of our own
examples by rapidfuzz.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
import json
from pathlib import Path
import random
import sys

from benchmarks.report import Goal, Table, report
from benchmarks.voice_baselines import hassil_plain, nearest_example
from benchmarks.voice_mutations import heat_raised
from benchmarks.voice_speed import speed

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT.parent / "shared" / "data" / "utterances-dev.json"
MUTATED = 100_000
SAMPLED = 600
"""Utterances that the slow recognizers are asked."""

type Recognize = Callable[[str, bool], str]


@dataclass(frozen=True, slots=True)
class Utterance:
    text: str
    kind: str
    source: str
    session: bool


def main(arguments: list[str]) -> int:
    from custom_components.hearthtech.voice.recognizer import Recognizer

    quick = "--quick" in arguments
    recognizer = Recognizer(preload=["en"])
    goals, tables = quality(recognizer, baselines=not quick)
    raised, tried, exact = heat_raised(5_000 if quick else MUTATED)
    goals.append(Goal("mutated sentences that raise heat without being exact", raised, "", "<= 0"))
    tables.append(
        Table(
            "mutated sentences",
            ("tried", "exact, and so asked back", "inexact that raise heat"),
            [(tried, exact, raised)],
        )
    )
    speed_goals, speed_table = speed(names=(1_000,) if quick else (1_000, 10_000))
    return report("voice", [*goals, *speed_goals], [*tables, speed_table], as_json="--json" in arguments)


def quality(recognizer: object, *, baselines: bool) -> tuple[list[Goal], list[Table]]:
    from custom_components.hearthtech.voice.recognizer import Recognizer

    assert isinstance(recognizer, Recognizer)
    if not DATA.exists():
        print(f"{DATA} is not there: quality is not measured", file=sys.stderr)
        return [Goal("kinds right", None, "", ">= 0.85")], []
    utterances = [Utterance(**row) for row in json.loads(DATA.read_text(encoding="utf-8"))]

    def ours(text: str, session: bool) -> str:
        return recognizer.recognize(text, session=session).kind.value

    told = [ours(utterance.text, utterance.session) for utterance in utterances]
    goals = list(_goals(utterances, told))
    rows = [_row("the kitchen", utterances, told)]
    if baselines:
        some = random.Random(1).sample(utterances, SAMPLED)
        rows.append(_row(f"hassil, plain templates ({SAMPLED})", some, [hassil_plain(u.text) for u in some]))
        rows.append(_row(f"nearest own example ({SAMPLED})", some, [nearest_example(u.text) for u in some]))
    compared = Table(
        "beside others", ("recognizer", "kinds right", "wrong kind", "missed", "none rejected"), rows
    )
    return goals, [
        compared,
        _by_source(utterances, told),
        _by_kind(utterances, told),
        _confusions(utterances, told),
    ]


def _share(found: int, of: int) -> float | None:
    return round(found / of, 4) if of else None


def _counts(utterances: Sequence[Utterance], told: Sequence[str]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for utterance, kind in zip(utterances, told, strict=True):
        if utterance.kind == "none":
            # Silence is silence: a thank-you gets no answer either.
            counts["rejected" if kind in {"none", "thanks"} else "accepted"] += 1
        else:
            counts["right" if kind == utterance.kind else "missed" if kind == "none" else "wrong"] += 1
    return counts


def _goals(utterances: Sequence[Utterance], told: Sequence[str]) -> list[Goal]:
    goals: list[Goal] = []
    for source, counts in _sources(utterances, told).items():
        asked = counts["right"] + counts["missed"] + counts["wrong"]
        others = counts["rejected"] + counts["accepted"]
        if asked:
            goals.append(Goal(f"{source}: kinds right", _share(counts["right"], asked), "", ">= 0.85"))
            goals.append(Goal(f"{source}: wrong kind", _share(counts["wrong"], asked), "", "<= 0.05"))
        if others:
            goals.append(Goal(f"{source}: none rejected", _share(counts["rejected"], others), "", ">= 0.95"))
    return goals


def _sources(utterances: Sequence[Utterance], told: Sequence[str]) -> dict[str, Counter[str]]:
    by_source: dict[str, list[int]] = defaultdict(list)
    for number, utterance in enumerate(utterances):
        by_source[utterance.source].append(number)
    return {
        source: _counts([utterances[n] for n in numbers], [told[n] for n in numbers])
        for source, numbers in sorted(by_source.items())
    }


def _row(name: str, utterances: Sequence[Utterance], told: Sequence[str]) -> tuple[object, ...]:
    counts = _counts(utterances, told)
    asked = counts["right"] + counts["missed"] + counts["wrong"]
    return (
        name,
        _share(counts["right"], asked),
        _share(counts["wrong"], asked),
        _share(counts["missed"], asked),
        _share(counts["rejected"], counts["rejected"] + counts["accepted"]),
    )


def _by_source(utterances: Sequence[Utterance], told: Sequence[str]) -> Table:
    columns = ("right", "wrong", "missed", "rejected", "accepted")
    rows = [
        (source, *(counts[name] for name in columns)) for source, counts in _sources(utterances, told).items()
    ]
    return Table("by source", ("source", *columns), rows)


def _by_kind(utterances: Sequence[Utterance], told: Sequence[str]) -> Table:
    pairs = sorted({(u.source, u.kind) for u in utterances if u.kind != "none"})
    rows = []
    for source, kind in pairs:
        chosen = [n for n, u in enumerate(utterances) if (u.source, u.kind) == (source, kind)]
        counts = _counts([utterances[n] for n in chosen], [told[n] for n in chosen])
        rows.append((source, kind, len(chosen), counts["right"], counts["wrong"], counts["missed"]))
    return Table("by kind", ("source", "kind", "asked", "right", "wrong", "missed"), rows)


def _confusions(utterances: Sequence[Utterance], told: Sequence[str]) -> Table:
    mixed = Counter(
        (u.source, u.kind, kind)
        for u, kind in zip(utterances, told, strict=True)
        if kind != u.kind and not (u.kind == "none" and kind == "thanks")
    )
    rows = [(*pair, count) for pair, count in mixed.most_common(25)]
    return Table("most confused", ("source", "asked", "understood", "times"), rows)
