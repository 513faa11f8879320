"""Answers about what a dish holds, with how much of it was counted."""

from typing import Any

from custom_components.hearthtech.kitchen.food.model import Figure, Nutrition
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
    """Energy, or one nutrient, of a recipe."""
    recipe = await turn.recipe()
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
