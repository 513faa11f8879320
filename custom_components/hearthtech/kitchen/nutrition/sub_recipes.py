"""Sub-recipe references: lines of an ingredient list that name another recipe of the book."""

from collections.abc import Mapping, Sequence

from .analyze import PART_UNITS, SubRecipe
from .model import Nutrition
from .parse import parse_line
from .text import key

DEEPEST = 6
"""Greatest depth of sub-recipes; deeper ones are neither counted nor checked."""


def parts_named(lines: Sequence[str], names: Mapping[str, str], language: str = "en") -> dict[str, str]:
    """Return the recipes (id by comparable name) that the lines name exactly.

    `names` are all names of the book, by recipe id. Only lines with a recipe, batch or serving of something,
    or that have no amount at all (`Chocolate buttercream frosting`), can name one.
    """
    ids = {key(name): identity for identity, name in names.items() if key(name)}
    found = {}
    for text in lines:
        line = parse_line(text, language)
        unit = line.amount.unit if line.amount else None
        if (
            line.is_ingredient
            and (line.amount is None or unit in PART_UNITS)
            and (identity := ids.get(key(line.name)))
        ):
            found[key(line.name)] = identity
    return found


def by_name(parts: Mapping[str, Nutrition]) -> SubRecipe:
    """Return the look-up function for `analyze`, from nutrition by comparable name."""
    return lambda name: parts.get(key(name))
