"""Progress and summary of an import on the command line."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
import json
import sys

from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.recipes.import_progress import ImportProgress
from custom_components.hearthtech.kitchen.recipes.import_results import ImportResult
from custom_components.hearthtech.kitchen.recipes.model import Recipe
from custom_components.hearthtech.kitchen.recipes.schema_org import recipe_to_schema_org

from .book_file import printable


@dataclass(slots=True)
class ImportSummary:
    """Numbers of what an import brought, and what it left out."""

    recipes: int = 0
    pictures: int = 0
    present: int = 0
    missing_pictures: int = 0
    unread: list[str] = field(default_factory=list)

    def add(self, result: ImportResult, *, as_json: bool) -> None:
        """Add one result and print its recipes."""
        for item in result.recipes:
            print_recipe(item.recipe, item.duplicates, as_json=as_json)
        self.recipes += len(result.recipes)
        self.pictures += sum(item.pictures for item in result.recipes)
        self.present += len(result.present)
        self.missing_pictures += result.missing_pictures
        self.unread += [f"{printable(name)}: {printable(reason)}" for name, reason in result.unread.items()]

    def printed(self, *, as_json: bool) -> int:
        """Print the summary. Returns the exit code: 1 when something could not be read or nothing was."""
        words = f"{self.recipes} recipes, {self.pictures} pictures; {len(self.unread)} could not be read"
        if self.unread:
            words += f": {'; '.join(self.unread)}"
        if self.present:
            words += f"; {self.present} are in the book already"
        if self.missing_pictures:
            words += f"; {self.missing_pictures} pictures could not be fetched"
        nothing = not self.recipes and not self.present
        print(words, file=sys.stderr if as_json or nothing else sys.stdout)
        return 1 if self.unread or nothing else 0


@contextmanager
def shown_progress(kitchen: Kitchen) -> Iterator[None]:
    """Show the progress of imports on a terminal."""
    if not sys.stderr.isatty():
        yield
        return

    def show(progress: ImportProgress) -> None:
        of = "" if progress.total is None else f" of {progress.total}"
        words = f"{printable(progress.source)}: {progress.stage.value} {progress.done}{of}"
        print(f"\r\x1b[K{words[:100]}", end="", file=sys.stderr, flush=True)

    stop = kitchen.files.progress.subscribe(show)
    try:
        yield
    finally:
        stop()
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def print_recipe(recipe: Recipe, duplicates: dict[str, str], *, as_json: bool) -> None:
    """Print an imported recipe, and those of the book that look like it."""
    if as_json:
        print(json.dumps(recipe_to_schema_org(recipe, lossless=False), ensure_ascii=False))
        return
    print(f"{recipe.id}  {printable(recipe.name)}")
    for other, name in duplicates.items():
        print(f"  looks like {other}  {printable(name)}")
