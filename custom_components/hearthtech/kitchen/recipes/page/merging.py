"""Merge recipes that several methods found in one page. A later method fills only what is missing."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
import re
from typing import Any

from ....language.fold import fold
from ..jsonld import recipes_of
from ..model import Recipe

_SITE_FACTS = {
    "name": "name",
    "recipeYield": "yields",
    "prepTime": "prep_time_s",
    "cookTime": "cook_time_s",
    "totalTime": "total_time_s",
}


def one_each(recipes: Iterable[Recipe]) -> list[Recipe]:
    """Remove duplicates: two plugins of one page often give the same recipe."""
    found: dict[str, Recipe] = {}
    for recipe in recipes:
        key = _folded(recipe.name)
        if key in found:
            first, second = found[key], recipe
            if not is_whole(first) and is_whole(second):
                first, second = second, first
            found[key] = filled(first, second)
        else:
            found[key] = recipe
    whole = [recipe for recipe in found.values() if recipe.ingredients or recipe.steps]
    return whole or list(found.values())[:1]


def with_site(
    declared: list[Recipe], node: dict[str, Any], own: frozenset[str], url: str | None
) -> list[Recipe]:
    """Complete the main recipe by `node`, the object of a site reader; its fields `own` take precedence."""
    found = recipes_of(node, url)
    if not found:
        return declared
    site = found[0]
    if not declared:
        return [site]
    main = declared[0]
    if "recipeIngredient" in own and site.ingredients:
        main = replace(main, ingredients=site.ingredients)
    if "recipeInstructions" in own and site.steps and not _same_words(main, site):
        main = replace(main, steps=site.steps)
    facts = {
        attribute: value
        for field, attribute in _SITE_FACTS.items()
        if field in own and (value := getattr(site, attribute))
    }
    return [filled(replace(main, **facts), site), *declared[1:]]


def _same_words(first: Recipe, second: Recipe) -> bool:
    """Whether the second has the steps of the first and, as further steps, at most its headings."""
    one, other = ({_folded(step.text) for step in recipe.steps} for recipe in (first, second))
    headings = {_folded(name) for step in first.steps for name in (step.section, step.name) if name}
    return bool(one) and one <= other <= one | headings


def best_fill(recipe: Recipe, others: Sequence[Recipe]) -> Recipe:
    """Fill missing fields from recipes of the same name or without one, and copy headings of equal lines."""
    for other in others:
        if other.name and recipe.name and _folded(other.name) != _folded(recipe.name) and is_whole(recipe):
            continue
        recipe = _with_sections(filled(recipe, other), other)
    return recipe


def _with_sections(recipe: Recipe, other: Recipe) -> Recipe:
    """Copy the sections if the lines are the same in the same order."""
    if any(line.section for line in recipe.ingredients):
        return recipe
    ours, theirs = recipe.ingredients, other.ingredients
    if len(ours) != len(theirs) or not any(line.section for line in theirs):
        return recipe
    if not all(_alike(mine.text, yours.text) for mine, yours in zip(ours, theirs, strict=True)):
        return recipe
    lines = tuple(replace(mine, section=yours.section) for mine, yours in zip(ours, theirs, strict=True))
    return replace(recipe, ingredients=lines)


def _alike(first: str, second: str) -> bool:
    one, other = (set(re.findall(r"[^\W\d_]{2,}", words.lower())) for words in (first, second))
    return not one or not other or len(one & other) >= 0.5 * min(len(one), len(other))


def filled(recipe: Recipe, other: Recipe) -> Recipe:
    """The recipe with missing fields copied from the other."""
    changes: dict[str, Any] = {}
    for name in (
        "name", "description", "author", "yields", "ingredients", "steps", "prep_time_s", "cook_time_s", "total_time_s",
        "equipment", "categories", "cuisines", "keywords", "nutrition", "notes",
    ):  # fmt: skip
        if not getattr(recipe, name) and getattr(other, name):
            changes[name] = getattr(other, name)
    if recipe.yields and other.yields and _is_bare(recipe) and other.yields.amount == recipe.yields.amount:
        changes["yields"] = other.yields
    if recipe.language == "en" and other.language != "en":
        changes["language"] = other.language
    return replace(recipe, **changes) if changes else recipe


def _is_bare(recipe: Recipe) -> bool:
    return recipe.yields is not None and recipe.yields.unit == "servings" and recipe.yields.maximum is None


def is_whole(recipe: Recipe) -> bool:
    """Whether a recipe has a name, ingredients and steps."""
    return bool(recipe.name and recipe.ingredients and recipe.steps)


def _folded(text: str) -> str:
    return "".join(letter for letter in fold(text) if letter.isalnum())
