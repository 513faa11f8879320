"""Answers about the nutrition of a dish, with the share of ingredients that was counted."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
import re

from ...kitchen.nutrition import analyze
from ...kitchen.nutrition.model import Figure, Nutrition
from ...kitchen.recipes.model import Recipe
from ...language.fold import fold
from ...voice.data_files import read_data, small_words, supported
from ...voice.intents import Kind
from ...voice.lists import texts_of
from ...voice.reply import Reply
from ...voice.text import tokens
from ..turn import IntentHandlers, ReplyDirectly, TurnContext
from .meal_changes import is_named

ENERGY = "ENERC_KCAL"
_UNITS = {
    "g": "nutrient_g",
    "mg": "nutrient_mg",
    "µg": "nutrient_ug",
    "ug": "nutrient_ug",
    "kcal": "nutrient_kcal",
}


@cache
def _spoken(language: str) -> dict[str, str]:
    """The first name of each nutrient, as written in the list of the language; a noun in German."""
    found: dict[str, str] = {}
    for one in read_data(language, "sentences.yaml")["lists"]["nutrient"]["values"]:
        name = str(one["in"]).strip("()").split("|")[0]
        found.setdefault(str(one["out"]), name[:1].upper() + name[1:] if language == "de" else name)
    return found


def nutrient_name(turn: TurnContext, tag: str) -> str:
    """Return the name of a nutrient in the language of the turn."""
    if tag == ENERGY:
        return turn.phrase("nutrient_energy")
    return _spoken(supported(turn.language)).get(tag, tag)


async def nutrition(turn: TurnContext) -> Reply:
    """Answer energy, or one nutrient, of a recipe; of a food if a food is named that is no recipe."""
    if isinstance(several := turn.recognition.slots.get("compare"), tuple):
        return await compared(turn, several)
    if turn.text("recipe_id") is None and (named := turn.text("food") or turn.text("recipe")) is not None:
        meant = await meant_recipe(turn, named) or await recipe_with_word(turn, named)
        if meant is None:
            return await nutrition_of_food(turn, without_amount(named, supported(turn.language)))
        turn.conversation.recipe_id = meant
        kept = {name: value for name, value in turn.focus.slots.items() if name not in {"food", "recipe"}}
        turn.focus.slots = {**kept, "recipe_id": meant}
        return await nutrition_of_recipe(turn, await turn.kitchen.recipes.get(meant))
    return await nutrition_of_recipe(turn, await turn.recipe())


async def compared(turn: TurnContext, recipe_ids: Sequence[str]) -> Reply:
    """Answer for several recipes, that with the least first."""
    tag = turn.text("nutrient") or ENERGY
    amounts: list[tuple[float, Reply, str]] = []
    for one in recipe_ids:
        held = await turn.kitchen.nutrition.analyze(one)
        figure = (held.per_serving or held.total).get(tag)
        reply = await nutrition_of_recipe(turn, await turn.kitchen.recipes.get(one))
        amounts.append((float("inf") if figure is None else figure.amount, reply, one))
    amounts.sort(key=lambda one: one[0])
    turn.conversation.recipe_id = amounts[0][2]
    return Reply(
        say=" ".join(reply.say for _, reply, _ in amounts),
        show="\n\n".join(reply.show or "" for _, reply, _ in amounts),
        kind=turn.kind,
    )


@cache
def _amount(code: str) -> re.Pattern[str]:
    return re.compile(small_words(code)["before_food"], re.IGNORECASE)


def without_amount(named: str, code: str) -> str:
    """A food without the words before it that say how much: "a slice of rye bread"."""
    found = _amount(code).match(named)
    return named[found.end() :] if found else named


async def meant_recipe(turn: TurnContext, named: str) -> str | None:
    """Return the recipe meant; `None` if a food is meant: "banana" is not banana bread."""
    winner, _ = turn.recognizer.near_names("recipe", named, language=turn.language)
    if winner is not None and (len(named.split()) > 1 or named.lower() == winner.name.lower()):
        return winner.id
    return None


async def recipe_with_word(turn: TurnContext, named: str) -> str | None:
    """Return the recipe of which the name contains what was said with an article: "the soup".

    That is the recipe that was mentioned last, if its name contains it. `None` if no recipe does, or the words have no
    article: "soup" is a food.

    Raises:
        ReplyDirectly: with the question which one, if several do.
    """
    code = supported(turn.language)
    words = tokens(turn.said, code)
    said = tokens(named, code)
    place = next((n for n in range(1, len(words)) if words[n : n + len(said)] == said), 0)
    articles = texts_of("article", code)
    if not said or not (said[0] in articles or (place and words[place - 1] in articles)):
        return None
    wanted = {word for word in said if word not in articles}
    found = {
        key: name
        for key, name in (await turn.kitchen.recipes.names()).items()
        if wanted and all(any(part.endswith(word) for part in tokens(name, code)) for word in wanted)
    }
    if turn.focus.recipe_id in found:
        return turn.focus.recipe_id
    if len(found) > 1:
        raise ReplyDirectly(turn.which_of(found))
    return next(iter(found), None)


def recipe_called(turn: TurnContext, said: str, names: Mapping[str, str]) -> str | None:
    """Return the recipe of which the name has these words, or ends in them: "Gulasch" is "Rindergulasch".

    `None` if several do; of those the one that was mentioned last, if it is among them.
    """
    wanted = tokens(said, supported(turn.language))
    near = {one.id for one in turn.recognizer.near_names("recipe", said, language=turn.language)[1]}
    found = [
        key
        for key, name in names.items()
        if (key in near or all(word in fold(name) for word in wanted)) and is_named(turn, name, said)
    ]
    if turn.focus.recipe_id in found:
        return turn.focus.recipe_id
    return found[0] if len(found) == 1 else None


async def nutrition_of_recipe(turn: TurnContext, recipe: Recipe) -> Reply:
    """Answer the nutrition per serving, or of the whole recipe if the number of servings is unknown."""
    held = await turn.kitchen.nutrition.analyze(recipe.id)
    tag = turn.text("nutrient") or ENERGY
    figures, ending = (held.per_serving, "") if held.per_serving else (held.total, "_total")
    figure = figures.get(tag)
    if figure is None or held.counted == 0:
        return turn.reply("nutrient_unknown", nutrient=nutrient_name(turn, tag), recipe=recipe.name)
    show = shown(turn, held)
    if tag == ENERGY:
        reply = turn.reply(f"calories{ending}", kcal=f"{figure.amount:.0f}", recipe=recipe.name, show=show)
    else:
        reply = turn.reply(
            f"nutrient{ending}",
            amount=said_amount(turn, figure),
            nutrient=nutrient_name(turn, tag),
            recipe=recipe.name,
            show=show,
        )
    if held.counted == held.lines_total:
        return reply
    counted = turn.words("counted", counted=held.counted, count=held.lines_total)
    return replace(reply, say=f"{reply.say} {counted}")


async def nutrition_of_food(turn: TurnContext, food: str) -> Reply:
    """Answer the nutrition of 100 g of a food."""
    food = turn.as_said(food)
    held = await asyncio.to_thread(analyze, [f"100 g {food}"], None, language=supported(turn.language))
    tag = turn.text("nutrient") or ENERGY
    figure = held.total.get(tag)
    if held.counted == 0 or figure is None:
        return turn.reply("food_unknown", food=food)
    show = held.lines[0].food
    if tag == ENERGY:
        return turn.reply("food_calories", food=food, kcal=f"{figure.amount:.0f}", show=show)
    return turn.reply(
        "food_nutrient",
        food=food,
        amount=said_amount(turn, figure),
        nutrient=nutrient_name(turn, tag),
        show=show,
    )


def said_amount(turn: TurnContext, figure: Figure) -> str:
    """Return an amount in words: "12 grams"."""
    amount = turn.said_number(round(figure.amount, 0 if figure.amount >= 10 else 1))
    unit = _UNITS.get(figure.unit)
    return f"{amount} {figure.unit if unit is None else turn.phrase(unit)}"


def shown(turn: TurnContext, held: Nutrition) -> str:
    """Return the main values with their intervals, for a screen."""
    figures = held.per_serving or held.total
    rows = [
        f"{nutrient_name(turn, tag)}: {figure.amount:.0f} {figure.unit} ({figure.low:.0f}–{figure.high:.0f})"
        for tag in (ENERGY, "PROCNT", "FAT", "CHOCDF", "FIBTG", "NA")
        if (figure := figures.get(tag)) is not None
    ]
    return "\n".join(rows)


ANSWERS: IntentHandlers = {Kind.NUTRITION: nutrition}
