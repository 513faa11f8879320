"""`script/hearth voice recognize`: show how sentences are recognized, without Home Assistant."""

from argparse import ArgumentParser
from collections.abc import Iterable
from dataclasses import dataclass
import json
from pathlib import Path
import sys
from typing import Any

from custom_components.hearthtech.voice.context import SpokenContext, recognize_in_context
from custom_components.hearthtech.voice.intents import CONFIRMING, Kind
from custom_components.hearthtech.voice.names import Named
from custom_components.hearthtech.voice.recognizer import Recognition, Recognizer

BURNER_NAMES = ("Front left", "Front right", "Back left", "Back right")
"""The burners 1 to 4 of `recognize` and `talk`."""


def main(words: list[str]) -> int:
    """Run `voice recognize …`. Returns the exit code."""
    parser = ArgumentParser(
        prog="script/hearth voice recognize", description="Show kind and slots of each line of the input."
    )
    parser.add_argument("--json", action="store_true", help="read and write JSON lines")
    parser.add_argument("--language", default="en", help="language of lines that do not say theirs")
    parser.add_argument("--recipes", type=Path, help="a text file with a recipe name on each line")
    parser.add_argument("text", nargs="*", help="sentences to recognize, in place of the input")
    asked = parser.parse_args(words[2:])
    return _recognize(
        asked.text or sys.stdin, as_json=asked.json, language=asked.language, recipes=asked.recipes
    )


def _recognize(lines: Iterable[str], *, as_json: bool, language: str, recipes: Path | None) -> int:
    recognizer = Recognizer()
    recognizer.update("burner", [Named(str(n), name) for n, name in enumerate(BURNER_NAMES, 1)])
    if recipes is not None:
        try:
            names = recipes.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            print(f"The recipe names can't be read: {error}", file=sys.stderr)
            return 1
        recognizer.update("recipe", [Named(str(n), name) for n, name in enumerate(names, 1) if name.strip()])
    bad = 0
    for line in lines:
        if not line.strip():
            continue
        asked = _RecognizeOptions(text=line, language=language)
        if as_json:
            try:
                asked = _read(json.loads(line), language)
            except ValueError, KeyError, TypeError, AttributeError:
                bad += 1
                asked = _RecognizeOptions(text="", language=language)
        found = recognize_in_context(
            recognizer,
            asked.text,
            SpokenContext(asked.before, asked.said),
            language=asked.language,
            session=asked.session,
            expects=asked.expects,
            temperature_unit=asked.unit,
        )
        print(json.dumps(_as_dict(found)) if as_json else _as_line(found), flush=True)
    if bad:
        print(
            f'{bad} lines are no JSON objects like {{"text": "what is next", "session": true}}.',
            file=sys.stderr,
        )
    return 1 if bad else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _RecognizeOptions:
    """One line of the input."""

    text: str
    language: str
    session: bool = False
    expects: tuple[Kind, ...] = ()
    before: tuple[Kind, ...] = ()
    said: str = ""
    unit: str = "C"


def _read(given: dict[str, Any], language: str) -> _RecognizeOptions:
    """A JSON object of the input.

    `before` (the kinds asked before, newest last) and `said` (what the kitchen said last) determine what it
    waits for, and whether "what next?" asks for an ingredient or a step. Unknown kinds count as a reply.
    """
    before = given.get("before") or ()
    kinds = {kind.value for kind in Kind}
    known = [Kind(kind) for kind in (before if isinstance(before, list) else ()) if kind in kinds]
    expects: tuple[Kind, ...] = ()
    if str(given.get("said") or "").rstrip().endswith("?"):
        expects = (*CONFIRMING, *known[-1:])
    unit = str(given.get("temperature_unit") or "C").strip("°").upper()[:1]
    return _RecognizeOptions(
        text=str(given["text"]),
        language=str(given.get("language") or language),
        session=bool(given.get("session", False)),
        expects=expects,
        before=tuple(known),
        said=str(given.get("said") or ""),
        unit="F" if unit == "F" else "C",
    )


def _as_dict(found: Recognition) -> dict[str, object]:
    return {
        "kind": found.kind.value,
        "slots": dict(found.slots),
        "confidence": round(found.confidence, 3),
        "layer": found.layer,
    }


def _as_line(found: Recognition) -> str:
    slots = " ".join(f"{name}={value!r}" for name, value in found.slots.items())
    return f"{found.kind.value:<20} {found.confidence:4.2f} layer {found.layer}  {slots}".rstrip()
