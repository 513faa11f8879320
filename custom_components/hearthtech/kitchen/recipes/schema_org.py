"""Convert a recipe to a schema.org object."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from ...language.durations import iso_8601
from .model import Recipe, Step
from .schema_org_extension import UNPARSED, with_extras
from .yields import words_of

_ALWAYS = frozenset({"name", "recipeIngredient", "recipeInstructions"})


def recipe_to_schema_org(recipe: Recipe, *, lossless: bool = True) -> dict[str, Any]:
    """The object, in plain JSON types; `lossless` adds our own fields outside schema.org."""
    node = {key: value for key, value in _fields(recipe) if key in _ALWAYS or value not in (None, "", [], {})}
    node = {"@context": "https://schema.org", "@type": "Recipe", **node}
    if recipe.unparsed:
        node[UNPARSED] = list(recipe.unparsed)
    return with_extras(node, recipe) if lossless else node


def _fields(recipe: Recipe) -> Iterator[tuple[str, Any]]:
    yield "name", recipe.name
    yield "description", recipe.description
    yield "author", {"@type": "Person", "name": recipe.author} if recipe.author else None
    yield "inLanguage", recipe.language
    yield "url", recipe.source_url
    yield "recipeYield", words_of(recipe.yields) if recipe.yields else None
    yield "prepTime", iso_8601(recipe.prep_time_s) if recipe.prep_time_s else None
    yield "cookTime", iso_8601(recipe.cook_time_s) if recipe.cook_time_s else None
    yield "totalTime", iso_8601(recipe.total_time_s) if recipe.total_time_s else None
    yield "recipeCategory", list(recipe.categories)
    yield "recipeCuisine", list(recipe.cuisines)
    yield "keywords", ", ".join(recipe.keywords)
    yield "tool", [{"@type": "HowToTool", "name": name} for name in recipe.equipment]
    yield "recipeIngredient", [line.text for line in recipe.ingredients]
    yield "recipeInstructions", list(_instructions(recipe.steps))
    nutrition = dict(recipe.nutrition)
    yield "nutrition", {"@type": "NutritionInformation", **nutrition} if nutrition else None


def _instructions(steps: tuple[Step, ...]) -> Iterator[dict[str, Any]]:
    for section, inside in groupby(steps, key=lambda step: step.section):
        how = [_how(step) for step in inside]
        if section is None:
            yield from how
        else:
            yield {"@type": "HowToSection", "name": section, "itemListElement": how}


def _how(step: Step) -> dict[str, Any]:
    return {"@type": "HowToStep", **({"name": step.name} if step.name else {}), "text": step.text}
