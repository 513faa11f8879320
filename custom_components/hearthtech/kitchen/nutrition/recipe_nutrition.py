"""Nutrition of a stored recipe.

Every figure of a stored recipe comes from `nutrition_of`: the analysis that is shown, the food log, and the profiles,
from which suggestions and meal plans take theirs.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection

from ..recipes.book import Book
from ..recipes.model import Recipe
from .analyze import Analyzer
from .methods import methods_of, minutes_of
from .model import Nutrition
from .parse import parse_line
from .sub_recipes import DEEPEST, by_name, parts_named


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipeTree:
    """A recipe, and the recipes that its lines name, by comparable name."""

    recipe: Recipe
    parts: Mapping[str, RecipeTree] = field(default_factory=dict)


def open_tree(
    connection: Connection, book: Book, recipe: Recipe, within: frozenset[str] = frozenset()
) -> RecipeTree:
    """Read the sub-recipes of a recipe from the book. A recipe that names itself does not contain itself."""
    within |= {recipe.id}
    if len(within) > DEEPEST:
        return RecipeTree(recipe=recipe)
    lines = [line.text for line in recipe.ingredients]
    called = [parse_line(line, recipe.language).name for line in lines]
    names = book.named(connection, [name for name in called if name])
    parts = {
        name: open_tree(connection, book, book.open(connection, part), within)
        for name, part in parts_named(lines, names, recipe.language).items()
        if part not in within
    }
    return RecipeTree(recipe=recipe, parts=parts)


def nutrition_of(tree: RecipeTree, analyzer: Analyzer) -> Nutrition:
    """Return the nutrition of a recipe: its lines, sub-recipes, cooking methods, cooking times and headings."""
    recipe = tree.recipe
    lines = [line.text for line in recipe.ingredients]
    steps = [step.text for step in recipe.steps]
    parts = {name: nutrition_of(part, analyzer) for name, part in tree.parts.items()}
    return analyzer.analyze(
        lines,
        recipe.servings,
        recipe.language,
        methods_of(lines, steps, recipe.language),
        by_name(parts) if parts else None,
        [line.section for line in recipe.ingredients],
        minutes_of(lines, steps, recipe.language),
    )
