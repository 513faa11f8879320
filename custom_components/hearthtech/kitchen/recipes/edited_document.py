"""A recipe as the editor of the panel sends it: a document of `codec`, checked before it is used."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..errors import ErrorCode, KitchenError
from .codec import recipe_from_json
from .model import Recipe, Step
from .step_extraction import guessed
from .step_extraction.mentions import Mentions
from .validation import validated


def recipe_of_document(document: Mapping[str, Any]) -> Recipe:
    """The recipe of a document.

    Raises:
        KitchenError: `INVALID` when it is malformed, or its name is missing.
    """
    try:
        recipe = recipe_from_json(document)
        return validated(replace(recipe, original_id=None, created_at=None))
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError) as error:
        raise KitchenError(ErrorCode.INVALID, part="recipe", reason="it is not a recipe") from error


def with_new_guesses(recipe: Recipe, before: Recipe | None = None) -> Recipe:
    """The recipe with the facts of steps whose text is new; other steps stay as the cook left them."""
    known = set() if before is None else {step.text for step in before.steps}
    mentions = Mentions(recipe.ingredients)

    def step_of(step: Step) -> Step:
        untouched = step.goal is None and step.heat is None and step.timer_s is None and not step.guesses
        return guessed(step, mentions, recipe.language) if untouched and step.text not in known else step

    return replace(recipe, steps=tuple(map(step_of, recipe.steps)))
