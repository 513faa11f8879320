"""The command line: each part of the kitchen brings its own commands."""

from importlib import import_module
import sys

from _outside import stand_in

COMMANDS = {
    "recipe": ("kitchen.cli", "recipes of a book: import, export, show, search"),
    "nutrition": ("kitchen.cli", "what a recipe holds"),
    "food": ("kitchen.cli", "foods, and what a household means by them"),
    "stove": ("stove.cli", "run a virtual stove, be its hands"),
    "link": ("stove.cli", "check a stove against Hearth Link"),
    "voice": ("voice.cli", "recognize and talk"),
}


def main() -> int:
    """Hand the words to the part that knows them."""
    words = sys.argv[1:]
    if not words or words[0] not in COMMANDS:
        print("usage: script/hearth COMMAND …\n", file=sys.stderr)
        for name, (_, what) in COMMANDS.items():
            print(f"  {name:<10} {what}", file=sys.stderr)
        return 0 if words in (["-h"], ["--help"]) else 2
    stand_in()
    module = import_module(f"custom_components.hearthtech.{COMMANDS[words[0]][0]}")
    return int(module.main(words))


if __name__ == "__main__":
    sys.exit(main())
