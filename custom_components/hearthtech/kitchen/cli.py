"""The command line of the kitchen: `recipe …`, `nutrition` and `food …`. Each command loads only what it needs."""

import sys

USAGE = """usage: script/hearth recipe COMMAND …

  import --dry-run [--json] [--url URL] FILE…   show what a page, Cooklang, JSON-LD or text holds
  import [--book BOOK] FILE…                    put recipes of files, folders and archives into a book
  export [--book BOOK] FOLDER|FILE.zip          write the whole book as plain files
  show [--servings N] [--units SYSTEM] RECIPE   show one recipe
  search WORDS… [--with X] [--without Y]        find recipes as people type it
  tree RECIPE                                   show the family a recipe stands in
  diff RECIPE[@VERSION] RECIPE[@VERSION]        lay two recipes, or two versions, side by side
  cooklang [--json] FILE…                       show the items of each step of a Cooklang file
"""


def main(words: list[str]) -> int:
    """Run a command; 0 when it did what was asked, 2 when it was not understood."""
    match words:
        case ["food", *_]:
            from .food.cli_foods import main as foods

            return foods(words)
        case ["nutrition", *_]:
            from .food.cli import main as nutrition

            return nutrition(words)
        case ["recipe", "import", *options] if "--dry-run" in options:
            from .recipes.cli_import import import_dry_run

            return import_dry_run(options)
        case ["recipe", "cooklang", *options]:
            from .recipes.cli_import import cooklang

            return cooklang(options)
        case ["recipe", "import" | "export" | "show" | "search" | "tree" | "diff", *_]:
            from .recipes.cli_book import book_command

            return book_command(words[1:])
    print(USAGE, file=sys.stderr)
    return 0 if words[1:] in (["-h"], ["--help"]) else 2
