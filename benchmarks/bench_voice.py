"""Accuracy and speed of language understanding: `script/bench voice`.

Accuracy is measured with utterances of others (`../shared/data`); the training sentences are our own, and none of four
words or more is one of these utterances. A hash of its words says of each utterance whether it is *fitted*: these may
be read to write templates and training sentences; the others may not. Compared with hassil with the same templates,
and the nearest of our own examples by rapidfuzz.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
import json
from pathlib import Path
import random
import sys

from benchmarks.report import Goal, Table, report
from benchmarks.voice_baselines import hassil_plain, nearest_example
from benchmarks.voice_languages import by_language, is_fitted
from benchmarks.voice_mutations import heat_raised
from benchmarks.voice_mutations_languages import WORDS, heat_raised_in
from benchmarks.voice_speed import speed
from custom_components.hearthtech.voice.context import SpokenContext, recognize_in_context
from custom_components.hearthtech.voice.intents import CONFIRMING, Kind
from custom_components.hearthtech.voice.recognizer import Recognizer

FITTED = (
    "Fitted: templates and training sentences are our own and were written with the utterances marked 'fitted' at hand; until "
    "November 2026 also with the others, so that the difference between the two is only the effect of what was written since."
)
ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT.parent / "shared" / "data"
DATA = FOLDER / "utterances-dev.json"
DIALOGUES = FOLDER / "dialogues-dev.json"
MUTATED = 100_000
"""Mutated sentences in all languages together."""
SAMPLED = 600
"""Number of utterances for the slow recognizers."""

type Recognize = Callable[[str, bool], str]


@dataclass(frozen=True, slots=True)
class Utterance:
    text: str
    kind: str
    source: str
    session: bool

    @property
    def fitted(self) -> bool:
        """Whether it may be read to write templates."""
        return is_fitted(self.text)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="script/bench voice", description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument(
        "--quick", action="store_true", help="without other recognizers, fewer mutations and names"
    )
    options = parser.parse_args(arguments)
    quick: bool = options.quick
    recognizer = Recognizer(preload=["en"])
    goals, tables = quality(recognizer, baselines=not quick)
    each = (5_000 if quick else MUTATED) // (len(WORDS) + 1)
    mutated = {"en": heat_raised(each), **{code: heat_raised_in(code, each) for code in WORDS}}
    goals += [
        Goal(f"{code}: mutated sentences that raise heat without being exact", raised, "", "<= 0")
        for code, (raised, _, _) in mutated.items()
    ]
    tables.append(
        Table(
            "mutated sentences",
            ("language", "tried", "exact, and so asked back", "inexact that raise heat"),
            [(code, tried, exact, raised) for code, (raised, tried, exact) in mutated.items()],
        )
    )
    language_goals, language_tables = by_language(FOLDER / "field")
    context_goals, context_tables = in_context(recognizer)
    speed_goals, speed_table = speed(names=(1_000,) if quick else (1_000, 10_000))
    return report(
        "voice",
        [*goals, *context_goals, *language_goals, *speed_goals],
        [*tables, *context_tables, *language_tables, speed_table],
        fitted=FITTED,
        as_json=options.json,
    )


def quality(recognizer: Recognizer, *, baselines: bool) -> tuple[list[Goal], list[Table]]:
    if not DATA.exists():
        print(f"{DATA} is not there: quality is not measured", file=sys.stderr)
        return [Goal("kinds right", None, "", ">= 0.85")], []
    utterances = [Utterance(**row) for row in json.loads(DATA.read_text(encoding="utf-8"))]

    def ours(text: str, session: bool) -> str:
        return recognizer.recognize(text, session=session).kind.value

    told = [ours(utterance.text, utterance.session) for utterance in utterances]
    rows = [_row("the kitchen", utterances, told)]
    goals: list[Goal] = []
    for fitted, name in ((True, "fitted"), (False, "not fitted")):
        chosen = [n for n, utterance in enumerate(utterances) if utterance.fitted is fitted]
        part, heard = [utterances[n] for n in chosen], [told[n] for n in chosen]
        rows.append(_row(f"the kitchen, {name}", part, heard))
        goals += _goals(part, heard, name)
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


def in_context(recognizer: Recognizer) -> tuple[list[Goal], list[Table]]:
    """Dialogues while a recipe is cooked, with what was asked before and said last; split by a hash of the dialogue.

    "What next?" and "is that it?" are answered alike, so that the next step and the end count as one.
    """
    if not DIALOGUES.exists():
        return [Goal("dialogues with context: kinds right", None, "", ">= 0.94")], []
    alike = {Kind.IS_FINISHED.value: Kind.NEXT_STEP.value}
    kinds = {kind.value for kind in Kind}
    counts: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for turn in json.loads(DIALOGUES.read_text(encoding="utf-8")):
        before = tuple(Kind(kind) for kind in turn["before"] if kind in kinds)
        expects = CONFIRMING if turn["said"].rstrip().endswith("?") else ()
        context = SpokenContext(before, turn["said"])
        heard = recognize_in_context(recognizer, turn["text"], context, session=True, expects=expects).kind
        same = alike.get(heard.value, heard.value) == alike.get(turn["kind"], turn["kind"])
        result = "right" if same else "missed" if heard is Kind.NONE else "wrong"
        counts[is_fitted(turn["dialogue"])][result] += 1
    both = counts[True] + counts[False]
    rows = [
        (name, one.total(), *(_share(one[result], one.total()) for result in ("right", "wrong", "missed")))
        for name, one in (("fitted", counts[True]), ("not fitted", counts[False]), ("all", both))
    ]
    goals = [
        Goal("dialogues with context: kinds right", _share(both["right"], both.total()), "", ">= 0.94"),
        Goal("dialogues with context: wrong kind", _share(both["wrong"], both.total()), "", "<= 0.04"),
    ]
    columns = ("data", "turns", "right", "wrong", "missed")
    return goals, [Table("CookDial, with what was asked before and said last", columns, rows)]


def _share(found: int, of: int) -> float | None:
    return round(found / of, 4) if of else None


def _counts(utterances: Sequence[Utterance], told: Sequence[str]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for utterance, kind in zip(utterances, told, strict=True):
        if utterance.kind == "none":
            # No answer is expected: a thank-you gets no answer either.
            counts["rejected" if kind in {"none", "thanks"} else "accepted"] += 1
        else:
            counts["right" if kind == utterance.kind else "missed" if kind == "none" else "wrong"] += 1
    return counts


def _goals(utterances: Sequence[Utterance], told: Sequence[str], name: str) -> list[Goal]:
    goals: list[Goal] = []
    for source, counts in _sources(utterances, told).items():
        asked = counts["right"] + counts["missed"] + counts["wrong"]
        others = counts["rejected"] + counts["accepted"]
        if asked:
            goals.append(
                Goal(f"{source}, {name}: kinds right", _share(counts["right"], asked), "", ">= 0.85")
            )
            goals.append(Goal(f"{source}, {name}: wrong kind", _share(counts["wrong"], asked), "", "<= 0.05"))
        if others:
            goals.append(
                Goal(f"{source}, {name}: none rejected", _share(counts["rejected"], others), "", ">= 0.95")
            )
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
