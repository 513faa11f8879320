"""`script/hearth voice recognize`: what the recognizer makes of sentences, without Home Assistant."""

from argparse import ArgumentParser
from collections.abc import Iterable
import json
from pathlib import Path
import sys

from .names import Named
from .recognizer import Recognition, Recognizer


def main(words: list[str]) -> int:
    """Run the command that `words` name; `words[0]` is "voice"."""
    parser = ArgumentParser(
        prog="script/hearth voice", description="Recognize sentences, or talk to the kitchen."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    recognize = commands.add_parser("recognize", help="tell kind and slots of each line of the input")
    recognize.add_argument("--json", action="store_true", help="read and write JSON lines")
    recognize.add_argument("--language", default="en", help="language of lines that do not say theirs")
    recognize.add_argument("--recipes", type=Path, help="a text file with a recipe name on each line")
    recognize.add_argument("text", nargs="*", help="sentences to recognize, in place of the input")
    commands.add_parser("talk", help="talk to a kitchen with a virtual stove")
    asked = parser.parse_args(words[1:])
    if asked.command == "talk":
        from importlib import import_module

        return int(import_module("custom_components.hearthtech.answers.cli").main())
    return _recognize(
        asked.text or sys.stdin, as_json=asked.json, language=asked.language, recipes=asked.recipes
    )


def _recognize(lines: Iterable[str], *, as_json: bool, language: str, recipes: Path | None) -> int:
    recognizer = Recognizer()
    recognizer.update("burner", [Named(str(n), name) for n, name in enumerate(_BURNERS, 1)])
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
        text, session, spoken = line, False, language
        if as_json:
            try:
                asked = json.loads(line)
                text, session = str(asked["text"]), bool(asked.get("session", False))
                spoken = str(asked.get("language") or language)
            except ValueError, KeyError, TypeError, AttributeError:
                bad += 1
                text = ""
        found = recognizer.recognize(text, language=spoken, session=session)
        print(json.dumps(_as_dict(found)) if as_json else _as_line(found), flush=True)
    if bad:
        print(
            f'{bad} lines are no JSON objects like {{"text": "what is next", "session": true}}.',
            file=sys.stderr,
        )
    return 1 if bad else 0


_BURNERS = ("Front left", "Front right", "Back left", "Back right")


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
