"""Answers about what a dish holds, with how much of it was counted."""

import asyncio
import re
from typing import Any

from custom_components.hearthtech.kitchen.food import analyze
from custom_components.hearthtech.kitchen.food.model import Figure, Nutrition
from custom_components.hearthtech.kitchen.recipes.model import Recipe
from custom_components.hearthtech.voice.kinds import Kind
from custom_components.hearthtech.voice.lists import NUTRIENTS
from custom_components.hearthtech.voice.reply import Reply

from .turn import Answers, Turn

ENERGY = "ENERC_KCAL"
_UNIT_WORDS = {
    "g": "grams",
    "mg": "milligrams",
    "µg": "micrograms",
    "ug": "micrograms",
    "kcal": "kilocalories",
}
_SPOKEN = {tag: name for name, tag in reversed(NUTRIENTS.items())}


async def nutrition(turn: Turn) -> Reply:
    """Energy, or one nutrient, of a recipe; of a food where one is named that is no recipe."""
    if turn.text("recipe_id") is None and (named := turn.text("food") or turn.text("recipe")) is not None:
        meant = await meant_recipe(turn, named)
        if meant is None:
            return await nutrition_of_food(turn, _AMOUNT.sub("", named))
        turn.conversation.recipe_id = meant
        return await nutrition_of_recipe(turn, await turn.kitchen.recipe(meant))
    return await nutrition_of_recipe(turn, await turn.recipe())


async def meant_recipe(turn: Turn, named: str) -> str | None:
    """The recipe of the book that is meant, `None` when it is a food: "banana" is no banana bread."""
    winner, _ = turn.recognizer.near_names("recipe", named, language=turn.language)
    if winner is not None and (len(named.split()) > 1 or named.lower() == winner.name.lower()):
        return winner.id
    return None


async def nutrition_of_recipe(turn: Turn, recipe: Recipe) -> Reply:
    """What a serving of a recipe holds, or all of it where nobody knows for how many it is."""
    held = await turn.kitchen.analyze(recipe.id)
    tag = turn.text("nutrient") or ENERGY
    figures, ending = (held.per_serving, "") if held.per_serving else (held.total, "_total")
    figure = figures.get(tag)
    if figure is None or held.counted == 0:
        return turn.reply("nutrient_unknown", nutrient=_SPOKEN.get(tag, "energy"), recipe=recipe.name)
    common: dict[str, Any] = {"recipe": recipe.name, "counted": held.counted, "count": held.lines_total}
    show = shown(held)
    if tag == ENERGY:
        return turn.reply(f"calories{ending}", kcal=f"{figure.amount:.0f}", show=show, **common)
    return turn.reply(
        f"nutrient{ending}", amount=said_amount(figure), nutrient=_SPOKEN.get(tag, tag), show=show, **common
    )


async def nutrition_of_food(turn: Turn, food: str) -> Reply:
    """What a hundred grams of a food hold."""
    held = await asyncio.to_thread(analyze, [f"100 g {food}"], None)
    tag = turn.text("nutrient") or ENERGY
    figure = held.total.get(tag)
    if held.counted == 0 or figure is None:
        return turn.reply("food_unknown", food=food)
    show = held.lines[0].food
    if tag == ENERGY:
        return turn.reply("food_calories", food=food, kcal=f"{figure.amount:.0f}", show=show)
    return turn.reply(
        "food_nutrient", food=food, amount=said_amount(figure), nutrient=_SPOKEN.get(tag, tag), show=show
    )


_AMOUNT = re.compile(
    r"^(?:(?:a|an|the|one|some|my)\s+)?(?:(?:serving|slice|cup|bowl|piece|plate|glass|scoop|bag|can|portion)s? of\s+|"
    r"(?:large|small|medium)\s+)?(?:(?:a|an|the)\s+)?"
)


def said_amount(figure: Figure) -> str:
    """An amount for the ear: "12 grams"."""
    digits = 0 if figure.amount >= 10 else 1
    return f"{figure.amount:.{digits}f} {_UNIT_WORDS.get(figure.unit, figure.unit)}"


def shown(held: Nutrition) -> str:
    """The main figures with their intervals, for a screen."""
    figures = held.per_serving or held.total
    rows = [
        f"{_SPOKEN.get(tag, tag)}: {figure.amount:.0f} {figure.unit} ({figure.low:.0f}–{figure.high:.0f})"
        for tag in (ENERGY, "PROCNT", "FAT", "CHOCDF", "FIBTG", "NA")
        if (figure := figures.get(tag)) is not None
    ]
    return "\n".join(rows)


ANSWERS: Answers = {Kind.NUTRITION: nutrition}
