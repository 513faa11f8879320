"""How well sentences of the kitchen are recognized in each language.

The files of cases contain JSON lists of `{text, language, session, kind, slots}`; `kind` may be a list of allowed
kinds, `none` is a sentence that is not for the kitchen.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
import json
from pathlib import Path
from typing import Any

from benchmarks.report import Goal, Table
from custom_components.hearthtech.language.fold import fold
from custom_components.hearthtech.voice.data_files import LANGUAGES
from custom_components.hearthtech.voice.names import Named
from custom_components.hearthtech.voice.recognizer import Recognizer
from tools.voice_training.held_out import sentence_hash, words_of

BURNERS = ("Front left", "Front right", "Back left", "Back right")
PEOPLE = ("Anna", "Ben")
OFF = frozenset(["heat_off", "all_off", "stop"])
NUMBERS_ALIKE = 0.02
"""Relative difference up to which two numbers are the same."""


@dataclass(slots=True)
class LanguageScore:
    """Counts of one language. `wrong` are accepted as another kind, `silent` are not accepted at all."""

    ours: int = 0
    right: int = 0
    wrong: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    others: int = 0
    accepted: list[str] = field(default_factory=list)
    slots: int = 0
    wrong_slots: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """Shares in percent."""
        return {
            "sentences": self.ours,
            "right": _percent(self.right, self.ours),
            "wrong": _percent(len(self.wrong), self.ours),
            "silent": _percent(len(self.silent), self.ours),
            "slots": _percent(self.slots - len(self.wrong_slots), self.slots),
            "others": self.others,
            "others_accepted": len(self.accepted),
        }


def _percent(part: int, whole: int) -> float | None:
    return round(100.0 * part / whole, 1) if whole else None


def is_fitted(text: str) -> bool:
    """Whether a sentence may be read to write templates: by a hash of its words, for half of them."""
    return int(sentence_hash(words_of(text)), 16) % 2 == 0


def cases(folder: Path, code: str) -> Iterator[Mapping[str, Any]]:
    """The cases of a language in the files `voice-<code>.json` and `voice-slots.json` of a folder."""
    yield from json.loads((folder / f"voice-{code}.json").read_text(encoding="utf-8"))


def slot_cases(folder: Path, code: str) -> Iterator[Mapping[str, Any]]:
    """The cases of `voice-slots.json` in a language."""
    for case in json.loads((folder / "voice-slots.json").read_text(encoding="utf-8")):
        if case["language"] == code:
            yield case


def recognizer_for(recipes: Sequence[str]) -> Recognizer:
    """A recognizer with four burners, two people and these recipes."""
    recognizer = Recognizer()
    recognizer.update("burner", [Named(str(n), name) for n, name in enumerate(BURNERS, 1)])
    recognizer.update("person", [Named(name.lower(), name) for name in PEOPLE])
    recognizer.update("recipe", [Named(str(n), name) for n, name in enumerate(recipes, 1)])
    return recognizer


def score(found: Iterator[Mapping[str, Any]], recognizer: Recognizer, result: LanguageScore) -> LanguageScore:
    """Recognize the cases and count."""
    for case in found:
        kinds = [case["kind"]] if isinstance(case["kind"], str) else list(case["kind"])
        kinds = sorted(OFF) if kinds == ["off"] else kinds
        heard = recognizer.recognize(
            case["text"],
            language=case["language"],
            session=bool(case.get("session")),
            temperature_unit=case.get("temperature_unit", "C"),
        )
        kind, text = heard.kind.value, f"{case['language']} {case['text']!r}"
        if kinds == ["none"]:
            result.others += 1
            if kind != "none":
                result.accepted.append(f"{text}: {kind} {dict(heard.slots)}")
            continue
        result.ours += 1
        if kind in kinds:
            result.right += 1
        elif kind == "none":
            result.silent.append(f"{text}: {kinds}")
        else:
            result.wrong.append(f"{text}: {kind}, not {kinds}")
        wanted = case.get("slots") or {}
        result.slots += len(wanted)
        for name, value in wanted.items():
            if not _same(name, value, heard.slots):
                result.wrong_slots.append(f"{text}: {name} {value!r}, heard {kind} {dict(heard.slots)}")
    return result


def _same(name: str, wanted: object, slots: Mapping[str, object]) -> bool:
    if name.endswith("_not"):
        return not _same(name.removesuffix("_not"), wanted, slots)
    heard = slots.get(name)
    if wanted is None or heard is None:
        return wanted is heard
    if isinstance(wanted, int | float):
        try:
            number = float(str(heard))
        except ValueError:
            return False
        return abs(number - wanted) <= NUMBERS_ALIKE * max(abs(wanted), 1e-6)
    return fold(str(heard)) == fold(str(wanted))


def measure(folder: Path, *, fitted: bool | None = None) -> dict[str, tuple[LanguageScore, LanguageScore]]:
    """The score of each language: sentences, and sentences with numbers, durations and days.

    `fitted`: only the sentences that may be read to write templates, or only the others.
    """
    measured: dict[str, tuple[LanguageScore, LanguageScore]] = {}
    for code in LANGUAGES:
        recipes = (folder / f"voice-recipes-{code}.txt").read_text(encoding="utf-8").splitlines()
        recognizer = recognizer_for([name for name in recipes if name.strip()])
        sentences, values = (
            score(
                (case for case in found if fitted is None or is_fitted(case["text"]) is fitted),
                recognizer,
                LanguageScore(),
            )
            for found in (cases(folder, code), slot_cases(folder, code))
        )
        measured[code] = sentences, values
    return measured


def by_language(folder: Path) -> tuple[list[Goal], list[Table]]:
    """Goals by language, and a table with fitted and not fitted sentences separately."""
    if not (folder / "voice-en.json").is_file():
        return [Goal("languages: kinds right", None, "%", ">= 95")], []
    goals = []
    for code, (sentences, values) in measure(folder).items():
        told = sentences.as_dict()
        slots = sentences.slots + values.slots
        missed = len(sentences.wrong_slots) + len(values.wrong_slots)
        goals += [
            Goal(f"{code}: kinds right", told["right"], "%", ">= 95"),
            Goal(f"{code}: wrong kind", told["wrong"], "%", "<= 2"),
            Goal(f"{code}: other sentences accepted", told["others_accepted"], "", "== 0"),
            Goal(f"{code}: slots right", _percent(slots - missed, slots), "%", ">= 95"),
        ]
    rows = [
        (code, name, what, *one.as_dict().values())
        for fitted, name in ((True, "fitted"), (False, "not fitted"))
        for code, both in measure(folder, fitted=fitted).items()
        for what, one in zip(("sentences", "values"), both, strict=True)
    ]
    columns = ("language", "data", "what", *LanguageScore().as_dict())
    return goals, [Table("by language, %", columns, rows)]


def main(folder: str, *words: str) -> None:
    """Print the scores, and with `-v` every case that is not right."""
    for code, (sentences, numbers) in measure(Path(folder)).items():
        for name, one in (("sentences", sentences), ("values", numbers)):
            print(code, name, json.dumps(one.as_dict()))
            if "-v" in words and (code in words or set(words) == {"-v"}):
                for title, texts in (
                    ("wrong", one.wrong), ("silent", one.silent), ("accepted", one.accepted), ("slot", one.wrong_slots),
                ):  # fmt: skip
                    for text in texts:
                        print(f"  {title:8} {text}")


if __name__ == "__main__":
    import sys

    main(*sys.argv[1:])
