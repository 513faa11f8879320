"""Answers about recipes and their ingredients."""

from collections.abc import Set as AbstractSet

from ...kitchen.nutrition.parse import parse_line
from ...kitchen.recipes.model import Recipe
from ...kitchen.sessions.session import CookingSession
from ...language.singular import singulars
from ...voice.data_files import small_words, supported
from ...voice.dialogue import NamedChoice
from ...voice.intents import CONFIRMING, Kind
from ...voice.reply import Reply, speakable
from ..turn import IntentHandlers, TurnContext
from .pieces import in_pieces
from .saved_searches import saved_recipes

SAID_INGREDIENTS = 9
"""How many ingredients are spoken; the screen shows all."""
MOST_SERVINGS = 500
HEAD_NOUN = 4
"""The fewest letters of a word that is found at the end of a compound noun."""


async def scaled_recipe(turn: TurnContext, recipe: Recipe) -> Recipe:
    """Return a recipe for the number of people that was said in this conversation."""
    servings = turn.focus.servings.get(recipe.id)
    if servings is None:
        return recipe
    return await turn.kitchen.recipes.scaled(recipe.id, servings=servings)


async def list_ingredients(turn: TurnContext) -> Reply:
    """List the ingredients of a recipe, or read the first one if they are to be read one at a time."""
    recipe = await scaled_recipe(turn, await turn.recipe())
    turn.focus.recipe_id = recipe.id
    if turn.text("one") is not None and recipe.ingredients:
        turn.focus.ingredient = 0
        return turn.reply("amount", line=speakable(recipe.ingredients[0].text))
    lines = [line.text for line in recipe.ingredients]
    if not lines:
        return turn.reply("no_ingredients", recipe=recipe.name)
    names = [short_name(line, recipe.language) for line in lines]
    show = "\n".join(lines)
    if len(names) <= SAID_INGREDIENTS + 1:
        return turn.reply(
            "ingredients",
            recipe=recipe.name,
            count=turn.said_number(len(names)),
            items=turn.listed(names),
            show=show,
        )
    return turn.reply(
        "ingredients_more",
        recipe=recipe.name,
        count=turn.said_number(len(names)),
        items=", ".join(names[:SAID_INGREDIENTS]),
        more=turn.said_number(len(names) - SAID_INGREDIENTS),
        show=show,
    )


def short_name(line: str, language: str = "en") -> str:
    """Return the spoken form of an ingredient line: the food without amount and preparation."""
    return speakable(parse_line(line, supported(language)).name or line)


async def ingredient_count(turn: TurnContext) -> Reply:
    """Answer how many ingredients a recipe has."""
    recipe = await turn.recipe()
    return turn.reply("ingredient_count", recipe=recipe.name, count=turn.said_number(len(recipe.ingredients)))


async def is_that_all(turn: TurnContext) -> Reply:
    """Answer whether all ingredients were mentioned."""
    recipe = await turn.recipe()
    return turn.reply("that_is_all", count=turn.said_number(len(recipe.ingredients)))


async def step_lines(turn: TurnContext, session: CookingSession) -> tuple[Recipe, list[str]]:
    """Return the current recipe, and the ingredient lines that its current step uses."""
    dish = session.view().dish
    recipe = await scaled_recipe(turn, await turn.kitchen.recipes.get(dish.recipe_id))
    state = session.state.dish(dish.id)
    step = None if state is None else state.current
    if step is None:
        return recipe, []
    return recipe, [recipe.ingredients[i].text for i in step.ingredients if i < len(recipe.ingredients)]


async def ingredient_of_step(turn: TurnContext) -> Reply:
    """Answer which ingredient is used now; outside a session, which ingredients the recipe needs."""
    session = turn.session
    if session is None:
        return await list_ingredients(turn)
    _, lines = await step_lines(turn, session)
    if not lines:
        return turn.reply("no_step_ingredients")
    return turn.reply("step_ingredients", items=turn.listed([speakable(line) for line in lines]))


async def ask_amount(turn: TurnContext) -> Reply:
    """Answer the amount of an ingredient: of this step first, else of the recipe."""
    session = turn.session
    food = turn.text("food")
    if session is not None:
        recipe, lines = await step_lines(turn, session)
        if food is None:
            if not lines:
                return turn.reply("no_step_ingredients")
            return turn.reply("step_ingredients", items=turn.listed([speakable(line) for line in lines]))
        if found := matching(food, lines, turn.language):
            return turn.reply("amount", line=found[0])
    else:
        recipe = await scaled_recipe(turn, await turn.recipe())
        if food is None:
            return await list_ingredients(turn)
    found = matching(food, [line.text for line in recipe.ingredients], turn.language)
    if not found:
        return turn.reply("no_such_ingredient", food=turn.as_said(food), recipe=recipe.name)
    return turn.reply("amount", line=turn.listed(found[:3]))


def matching(food: str, lines: list[str], language: str = "en") -> list[str]:
    """Return the ingredient lines that mention a food, in singular or plural."""
    small = small_words(supported(language))
    wanted = singulars(food, language) - {*small["articles"], *small["beside_food"]}
    scored = [(len(wanted & singulars(line, language)), line) for line in lines]
    best = max((score for score, _ in scored), default=0)
    if not best and supported(language) == "de":
        scored = [(_ends_of_compounds(wanted, singulars(line, language)), line) for line in lines]
        best = max((score for score, _ in scored), default=0)
    return [line for score, line in scored if score == best] if best else []


def _ends_of_compounds(wanted: AbstractSet[str], names: AbstractSet[str]) -> int:
    """How many of the words end one of the names: "Fleisch" ends "Rindfleisch"."""
    return sum(
        len(word) >= HEAD_NOUN and any(name.endswith(word) and name != word for name in names)
        for word in wanted
    )


async def use_all(turn: TurnContext) -> Reply:
    """Answer whether the whole amount of an ingredient is used now."""
    session, _dish = turn.cooking()
    food = turn.text("food")
    recipe, lines = await step_lines(turn, session)
    found = matching(food, lines, turn.language) if food else lines
    if not found:
        return (
            turn.reply("no_such_ingredient_step", food=turn.as_said(food))
            if food
            else turn.reply("no_step_ingredients")
        )
    number = next((i for i, line in enumerate(recipe.ingredients) if line.text == found[0]), -1)
    uses = sum(number in step.ingredients for step in recipe.steps)
    if uses > 1:
        return turn.reply(
            "use_part", food=short_name(found[0], recipe.language), count=turn.said_number(uses)
        )
    return turn.reply("use_all", line=found[0])


async def ask_tool(turn: TurnContext) -> Reply:
    """Answer which tools the recipe mentions."""
    recipe = await turn.recipe()
    if not recipe.equipment:
        return turn.reply("no_tools")
    return turn.reply("tools", tools=turn.listed([speakable(tool) for tool in recipe.equipment]))


async def find_recipe(turn: TurnContext) -> Reply:
    """Search recipes by name, or tell those of a saved search."""
    if turn.text("saved") is not None:
        return await saved_recipes(turn)
    named = turn.text("recipe_id")
    query = turn.text("query") or turn.text("recipe") or ""
    hits = await turn.kitchen.recipes.search(query, limit=5)
    for ending in small_words(supported(turn.language))["recipe_endings"] if not hits else ():
        if (name := query.removesuffix(ending)) not in {"", query}:  # "Pfannkuchenrezept"
            hits = hits or await turn.kitchen.recipes.search(name, limit=5)
    if named is not None:
        recipe = await turn.kitchen.recipes.get(named)
        turn.conversation.recipe_id = named
        turn.dialogue.ask(turn.conversation, "guide", {"recipe": named})
        return turn.reply("found_one", name=recipe.name, expects=CONFIRMING)
    if not hits:
        return turn.reply("found_none", query=query)
    turn.conversation.recipe_id = hits[0].id
    turn.focus.choices = tuple(NamedChoice(Kind.FIND_RECIPE, hit.id, hit.name) for hit in hits[:4])
    if len(hits) == 1:
        turn.dialogue.ask(turn.conversation, "guide", {"recipe": hits[0].id})
        return turn.reply("found_one", name=hits[0].name, expects=CONFIRMING)
    return turn.reply("found", names=turn.listed([speakable(hit.name) for hit in hits[:4]]))


async def scale_servings(turn: TurnContext) -> Reply:
    """Answer by which factor to multiply for a number of servings, or for how many people a recipe is."""
    recipe = await turn.recipe()
    base, servings, factor = recipe.servings, turn.number("servings"), turn.text("factor")
    if turn.text("ask") is not None:
        return _servings_of(turn, recipe)
    if servings is None and factor is not None and base:
        servings = base * float(factor)
    if servings is None:
        return turn.reply("scale_how", expects=(Kind.SCALE_SERVINGS,))
    if not base or not 0 < servings <= MOST_SERVINGS:
        return turn.reply("scale_unknown")
    before = turn.focus.servings.get(recipe.id)
    turn.focus.servings[recipe.id] = servings
    turn.focus.recipe_id = recipe.id

    async def back() -> Reply:
        turn.focus.servings.pop(recipe.id, None)
        if before is not None:
            turn.focus.servings[recipe.id] = before
        return turn.reply("scaled_back", recipe=recipe.name, servings=turn.said_number(before or base))

    turn.focus.undo = back
    return turn.reply(
        "scale",
        servings=turn.said_number(servings),
        base=turn.said_number(base),
        factor=turn.said_number(servings / base),
    )


def _servings_of(turn: TurnContext, recipe: Recipe) -> Reply:
    """Answer for how many people a recipe is, as scaled before."""
    turn.focus.recipe_id = recipe.id
    servings = turn.focus.servings.get(recipe.id) or recipe.servings
    if not servings:
        return turn.reply("scale_unknown")
    return turn.reply("serves", recipe=recipe.name, servings=turn.said_number(servings))


async def tell_story(turn: TurnContext) -> Reply:
    """Answer where a recipe comes from."""
    recipe = await turn.recipe()
    if not recipe.story.strip():
        return turn.reply("no_story", recipe=recipe.name)
    return in_pieces(turn, recipe.story, show=recipe.story)


ANSWERS: IntentHandlers = {
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
