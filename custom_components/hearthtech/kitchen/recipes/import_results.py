"""Results of imports and exports."""

from dataclasses import dataclass

from ..storage.household_files import Brought
from .archive import RestoredRecipe
from .folder import Skipped
from .model import Recipe


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """An imported recipe, and similar recipes of the book (names by id) to be merged or kept."""

    recipe: Recipe
    duplicates: dict[str, str]
    pictures: int = 0
    """Number of its pictures that were stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """Result of an import of a file, a collection or a server."""

    recipes: list[Imported]
    present: list[str]
    """Names of the recipes that the book had already; they stay as they are."""
    unread: dict[str, str]
    """Recipes or files that could not be read, with the reason."""
    missing_pictures: int = 0
    """Number of pictures that could not be fetched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoredArchive:
    """Result of an archive import: the new recipes, and the data of the household."""

    recipes: list[RestoredRecipe]
    household: Brought


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """Result of an export: the number of recipes, and the recipes that could not be written."""

    recipes: int
    skipped: tuple[Skipped, ...] = ()
