"""Parse a recipe from form input: lines of ingredients and steps, text for yield and times."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ..errors import ErrorCode, KitchenError
from .language_detection import in_its_language
from .model import Ingredient, Recipe, Step
from .step_extraction import with_guesses
from .yields import yield_of

LONGEST_HEADING = 80


def typed_recipe(fields: Mapping[str, Any]) -> Recipe:
    """A new recipe from form fields: fields of `Recipe`, with `ingredients` and `steps` as lines.

    Its language is detected unless `language` is given. A line that ends in a colon is the heading of the
    lines below it. `yields` is words (`4`, `1 loaf`, `12 muffins`).

    Raises:
        KitchenError: `NOT_A_RECIPE` without a name, `INVALID` for a malformed yield.
    """
    recipe = edited_recipe(Recipe(id="", name=""), fields)
    return recipe if "language" in fields else in_its_language(recipe)


def edited_recipe(recipe: Recipe, fields: Mapping[str, Any]) -> Recipe:
    """The recipe updated with form fields.

    A step with unchanged text keeps its goal, heat and timer. Raises as `typed_recipe`.
    """
    changes = dict(fields)
    if "yields" in changes:
        changes["yields"] = _yields(changes["yields"])
    if "ingredients" in changes:
        changes["ingredients"] = tuple(
            Ingredient(text=line, section=section) for section, line in _lines(changes["ingredients"])
        )
    if "steps" in changes:
        changes["steps"] = _steps(recipe.steps, changes["steps"])
    edited: Recipe = replace(recipe, **changes)
    if not edited.name.strip():
        raise KitchenError(ErrorCode.NOT_A_RECIPE, reason="it has no name")
    if edited.ingredients != recipe.ingredients:
        edited = replace(edited, steps=_renumbered(recipe.ingredients, edited.ingredients, edited.steps))
    return with_guesses(edited)


def _yields(words: object) -> Any:
    if words in (None, ""):
        return None
    if (found := yield_of(words)) is None:
        raise KitchenError(ErrorCode.INVALID, reason=f"{words} is no yield")
    return found


def _lines(lines: Sequence[str]) -> Iterator[tuple[str | None, str]]:
    """Each line with its heading."""
    section: str | None = None
    for line in (part.strip() for words in lines for part in words.splitlines()):
        if line.endswith(":") and len(line) <= LONGEST_HEADING:
            section = line.removesuffix(":").strip() or None
        elif line:
            yield section, line


def _steps(before: Sequence[Step], lines: Sequence[str]) -> tuple[Step, ...]:
    known = {step.text: step for step in before}
    return tuple(
        replace(known[line], section=section) if line in known else Step(text=line, section=section)
        for section, line in _lines(lines)
    )


def _renumbered(
    before: Sequence[Ingredient], after: Sequence[Ingredient], steps: Sequence[Step]
) -> tuple[Step, ...]:
    """The steps with the indices of their ingredients in the new list.

    Indices of removed ones are dropped.
    """
    places = {line.text: at for at, line in enumerate(after)}
    moved = {at: places.get(line.text) for at, line in enumerate(before)}
    return tuple(
        replace(step, ingredients=tuple(at for old in step.ingredients if (at := moved.get(old)) is not None))
        for step in steps
    )
