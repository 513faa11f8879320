"""`script/hearth voice missing`: list what the words of a language lack."""

from argparse import ArgumentParser
from collections import defaultdict
import json

from custom_components.hearthtech.voice.data_files import SPOKEN_LANGUAGES

from .language_parts import missing


def main(words: list[str]) -> int:
    """Run `voice missing …`. Returns 1 if a language lacks anything, else 0."""
    parser = ArgumentParser(
        prog="script/hearth voice missing",
        description="List what languages lack: kinds without sentences, slots, lists, words, replies, numbers and words of the panel.",
    )
    parser.add_argument("--json", action="store_true", help="write one JSON object per missing part")
    parser.add_argument("--summary", action="store_true", help="write only how much is missing of each part")
    parser.add_argument(
        "language",
        nargs="*",
        help=f"folders of voice/data; all of them without: {' '.join(SPOKEN_LANGUAGES)}",
    )
    asked = parser.parse_args(words[2:])
    complete = True
    for code in asked.language or SPOKEN_LANGUAGES:
        found = list(missing(code))
        complete = complete and not found
        if asked.json:
            for part, name in found:
                print(json.dumps({"language": code, "part": part, "name": name}, ensure_ascii=False))
            continue
        by_part: dict[str, list[str]] = defaultdict(list)
        for part, name in found:
            by_part[part].append(name)
        print(f"{code}: {'nothing is missing' if not found else f'{len(found)} missing'}")
        for part, names in by_part.items():
            if asked.summary:
                print(f"  {part}: {len(names)}")
            else:
                for name in names:
                    print(f"  {part}: {name}")
    return 0 if complete else 1
