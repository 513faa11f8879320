"""The commands of `script/hearth`, and the module of each.

A command loads only its own module: the database, the web server and the libraries of pages would each add some tenths
of a second to the start of every other command. The modules import everything at their top.
"""

from importlib import import_module
import sys
from types import ModuleType

HELP = {
    "recipe": "recipes of a book: import, export, show, search",
    "nutrition": "nutrition of a recipe",
    "food": "foods, and the corrections of a household",
    "ask": "answer requests of scripts, one JSON object per line",
    "stove": "run a virtual stove, operate it by hand",
    "link": "check a stove against Hearth Link",
    "voice": "recognize and talk; what a language lacks",
    "suggest": "suggest recipes of files for a household, one JSON object per line",
    "week": "propose the meals of a week from recipes of files",
    "trace": "replay a temperature log: events, what is said, steps",
}
USAGE = {
    "recipe": """usage: script/hearth recipe COMMAND …

  import --dry-run [--json] [--url URL] FILE…   show what a page, Cooklang, JSON-LD or text holds
  import [--book BOOK] FILE…                    put recipes of files, folders and archives into a book
  import-server [--book BOOK] PROGRAM ADDRESS   put recipes of a running Mealie or Tandoor into a book
  export [--book BOOK] FOLDER|FILE.zip          write the whole book as plain files
  show [--servings N] [--units SYSTEM] RECIPE   show one recipe
  search WORDS… [--with X] [--without Y]        find recipes as people type it
  tree RECIPE                                   show the versions and derivation of a recipe
  diff RECIPE[@VERSION] RECIPE[@VERSION]        compare two recipes, or two versions, side by side
  cooklang [--json] FILE…                       show the items of each step of a Cooklang file
""",
    "stove": """usage: script/hearth stove COMMAND …

  run                 run a virtual stove until it is stopped
  hands URL VERB …    operate a running virtual stove by hand
""",
    "link": """usage: script/hearth link check URL …

  check               go through the rules of Hearth Link, one by one
""",
    "voice": """usage: script/hearth voice COMMAND …

  recognize           show kind and slots of each line of the input
  talk                talk to a kitchen with a virtual stove
  missing [LANGUAGE…] list what the words of a language lack
""",
}
"""Usage of the commands that have commands of their own."""
_MODULES = {
    ("recipe", "cooklang"): "recipe_import",
    ("recipe", "import"): "recipe_book",
    ("recipe", "import-server"): "recipe_server",
    ("recipe", "export"): "recipe_book",
    ("recipe", "show"): "recipe_book",
    ("recipe", "search"): "recipe_search",
    ("recipe", "tree"): "recipe_book",
    ("recipe", "diff"): "recipe_book",
    ("nutrition",): "nutrition",
    ("food",): "foods",
    ("ask",): "ask",
    ("stove", "run"): "stove_run",
    ("stove", "hands"): "stove_hands",
    ("link", "check"): "link_check",
    ("voice", "recognize"): "voice_recognize",
    ("voice", "talk"): "voice_talk",
    ("voice", "missing"): "voice_missing",
    ("suggest",): "suggest",
    ("week",): "suggest",
    ("trace",): "trace",
}
_HELP_WORDS = (["-h"], ["--help"])


def main(words: list[str]) -> int:
    """Run the command that `words` name. Returns its exit code; 2 for an unknown command."""
    name = words[0] if words else ""
    if name not in HELP:
        print("usage: script/hearth COMMAND …\n", file=sys.stderr)
        for known, what in HELP.items():
            print(f"  {known:<10} {what}", file=sys.stderr)
        return 0 if words in _HELP_WORDS else 2
    module = _module_of(words)
    if module is None:
        asked = words[1:] in _HELP_WORDS
        print(USAGE[name], file=sys.stdout if asked else sys.stderr)
        if words[1:] and not asked:
            print(f"script/hearth {name}: invalid choice: {words[1]!r}", file=sys.stderr)
        return 0 if asked else 2
    return int(load(module).main(words))


def load(module: str) -> ModuleType:
    """Import a module of `tools.cli`. The function `main` of a command takes all words of the command line."""
    return import_module(f"tools.cli.{module}")


def _module_of(words: list[str]) -> str | None:
    if words[:2] == ["recipe", "import"] and "--dry-run" in words:
        return "recipe_import"
    if words[0] == "nutrition" and any(word.startswith("--b") for word in words):
        return "nutrition_of_book"
    return _MODULES.get((words[0],)) or _MODULES.get(tuple(words[:2]))
