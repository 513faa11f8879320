"""Answers about recipes, their ingredients, and what they hold."""

import re

from custom_components.hearthtech.kitchen.recipes.model import Recipe
from custom_components.hearthtech.kitchen.session import CookingSession
from custom_components.hearthtech.voice.kinds import CONFIRMING, Kind
from custom_components.hearthtech.voice.numbers import say_number
from custom_components.hearthtech.voice.reply import Reply, speakable

from .turn import Answers, Turn, say_list

SAID_INGREDIENTS = 9
"""How many ingredients an ear can take; the screen gets all."""
STORY_LENGTH = 330
MOST_SERVINGS = 500


async def list_ingredients(turn: Turn) -> Reply:
    """What a recipe contains."""
    recipe = await turn.recipe()
    lines = [line.text for line in recipe.ingredients]
    if not lines:
        return turn.reply("no_ingredients", recipe=recipe.name)
    names = [short_name(line) for line in lines]
    show = "\n".join(lines)
    if len(names) <= SAID_INGREDIENTS + 1:
        return turn.reply(
            "ingredients", recipe=recipe.name, count=say_number(len(names)), items=say_list(names), show=show
        )
    return turn.reply(
        "ingredients_more",
        recipe=recipe.name,
        count=say_number(len(names)),
        items=", ".join(names[:SAID_INGREDIENTS]),
        more=say_number(len(names) - SAID_INGREDIENTS),
        show=show,
    )


_AMOUNT = re.compile(
    r"^\s*(?:about\s+)?(?:[\d½⅓⅔¼¾⅛./,–-]+|an?|one|two|three|four|half|some)?\s*(?:\([^)]*\)\s*)?"
    r"(?:(?:[\d½⅓⅔¼¾⅛./,–-]+\s*)?(?:kg|g|mg|ml|cl|dl|l|oz|lb|lbs|cups?|tbsp|tsp|tablespoons?|teaspoons?|ounces?|pounds?|"
    r"grams?|liters?|litres?|pinch(?:es)?|handfuls?|cloves?|sprigs?|cans?|tins?|sticks?|slices?|bunch(?:es)?|"
    r"packages?|packets?|stalks?|leaves|pieces?|dash(?:es)?|knobs?|heads?)\b\.?\s*(?:of\s+)?)?",
    re.IGNORECASE,
)


def short_name(line: str) -> str:
    """An ingredient line for the ear: the food without amount and preparation."""
    text = re.sub(r"\([^)]*\)", " ", line).split(",", 1)[0]
    name = " ".join(_AMOUNT.sub("", text, count=1).split())
    return speakable(name or text)


async def ingredient_count(turn: Turn) -> Reply:
    """How many ingredients a recipe has."""
    recipe = await turn.recipe()
    return turn.reply("ingredient_count", recipe=recipe.name, count=say_number(len(recipe.ingredients)))


async def is_that_all(turn: Turn) -> Reply:
    """Whether those were all ingredients."""
    recipe = await turn.recipe()
    return turn.reply("that_is_all", count=say_number(len(recipe.ingredients)))


async def step_lines(turn: Turn, session: CookingSession) -> tuple[Recipe, list[str]]:
    """The recipe in hand, and the ingredient lines its present step uses."""
    dish = session.view().dish
    recipe = await turn.kitchen.recipe(dish.recipe_id)
    state = session.state.dish(dish.id)
    step = None if state is None else state.current
    if step is None:
        return recipe, []
    return recipe, [recipe.ingredients[i].text for i in step.ingredients if i < len(recipe.ingredients)]


async def ingredient_of_step(turn: Turn) -> Reply:
    """What goes in now; outside a session, what the recipe needs."""
    session = turn.session
    if session is None:
        return await list_ingredients(turn)
    _, lines = await step_lines(turn, session)
    if not lines:
        return turn.reply("no_step_ingredients")
    return turn.reply("step_ingredients", items=say_list([speakable(line) for line in lines]))


async def ask_amount(turn: Turn) -> Reply:
    """How much of something: of this step first, else of the recipe."""
    session = turn.session
    food = turn.text("food")
    if session is not None:
        recipe, lines = await step_lines(turn, session)
        if food is None:
            if not lines:
                return turn.reply("no_step_ingredients")
            return turn.reply("step_ingredients", items=say_list([speakable(line) for line in lines]))
        if found := matching(food, lines):
            return turn.reply("amount", line=found[0])
    else:
        recipe = await turn.recipe()
        if food is None:
            return await list_ingredients(turn)
    found = matching(food, [line.text for line in recipe.ingredients])
    if not found:
        return turn.reply("no_such_ingredient", food=food, recipe=recipe.name)
    return turn.reply("amount", line=say_list(found[:3]))


def matching(food: str, lines: list[str]) -> list[str]:
    """The ingredient lines that speak of a food, plurals forgiven."""
    wanted = {stem(word) for word in food.lower().split()} - {"the", "of", "some", "any"}
    scored = [
        (len(wanted & {stem(word) for word in re.findall(r"[^\W\d_]+", line.lower())}), line)
        for line in lines
    ]
    best = max((score for score, _ in scored), default=0)
    return [line for score, line in scored if score == best] if best else []


def stem(word: str) -> str:
    """A word without its plural."""
    for ending, replacement in (("ies", "y"), ("oes", "o"), ("ves", "f"), ("es", "e"), ("s", "")):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)] + replacement
    return word


async def use_all(turn: Turn) -> Reply:
    """Whether all of an ingredient goes in now."""
    session, _dish = turn.cooking()
    food = turn.text("food")
    recipe, lines = await step_lines(turn, session)
    found = matching(food, lines) if food else lines
    if not found:
        return turn.reply("no_such_ingredient_step", food=food) if food else turn.reply("no_step_ingredients")
    number = next((i for i, line in enumerate(recipe.ingredients) if line.text == found[0]), -1)
    uses = sum(number in step.ingredients for step in recipe.steps)
    if uses > 1:
        return turn.reply("use_part", food=short_name(found[0]), count=say_number(uses))
    return turn.reply("use_all", line=found[0])


async def ask_tool(turn: Turn) -> Reply:
    """What tools the recipe names."""
    recipe = await turn.recipe()
    if not recipe.equipment:
        return turn.reply("no_tools")
    return turn.reply("tools", tools=say_list([speakable(tool) for tool in recipe.equipment]))


async def find_recipe(turn: Turn) -> Reply:
    """Search the book."""
    named = turn.text("recipe_id")
    query = turn.text("query") or turn.text("recipe") or ""
    hits = await turn.kitchen.search_recipes(query, limit=5)
    if named is not None:
        recipe = await turn.kitchen.recipe(named)
        turn.conversation.recipe_id = named
        turn.dialogue.ask(turn.conversation, "guide", {"recipe": named})
        return turn.reply("found_one", name=recipe.name, expects=CONFIRMING)
    if not hits:
        return turn.reply("found_none", query=query)
    turn.conversation.recipe_id = hits[0].id
    if len(hits) == 1:
        turn.dialogue.ask(turn.conversation, "guide", {"recipe": hits[0].id})
        return turn.reply("found_one", name=hits[0].name, expects=CONFIRMING)
    return turn.reply("found", names=say_list([speakable(hit.name) for hit in hits[:4]]))


async def scale_servings(turn: Turn) -> Reply:
    """By how much to multiply for so many people."""
    recipe = await turn.recipe()
    base, servings, factor = recipe.servings, turn.number("servings"), turn.text("factor")
    if servings is None and factor is not None and base:
        servings = base * float(factor)
    if servings is None:
        return turn.reply("scale_how", expects=(Kind.SCALE_SERVINGS,))
    if not base or not 0 < servings <= MOST_SERVINGS:
        return turn.reply("scale_unknown")
    return turn.reply(
        "scale", servings=say_number(servings), base=say_number(base), factor=say_number(servings / base)
    )


async def tell_story(turn: Turn) -> Reply:
    """Where a recipe comes from."""
    recipe = await turn.recipe()
    if not recipe.story.strip():
        return turn.reply("no_story", recipe=recipe.name)
    return Reply(say=speakable(recipe.story, STORY_LENGTH), show=recipe.story, kind=turn.kind)


ANSWERS: Answers = {
    Kind.LIST_INGREDIENTS: list_ingredients,
    Kind.INGREDIENT_COUNT: ingredient_count,
    Kind.IS_THAT_ALL: is_that_all,
    Kind.INGREDIENT_OF_STEP: ingredient_of_step,
    Kind.ASK_AMOUNT: ask_amount,
    Kind.USE_ALL: use_all,
    Kind.ASK_TOOL: ask_tool,
    Kind.FIND_RECIPE: find_recipe,
    Kind.SCALE_SERVINGS: scale_servings,
    Kind.TELL_STORY: tell_story,
}
