"""Answers about the food log. Health data is private: answers are short, and only about a named person or the speaker."""

from ...kitchen.nutrition.model import Figure
from ...kitchen.people.model import Person
from ...voice.intents import Kind
from ...voice.reply import Reply, speakable
from ..turn import IntentHandlers, ReplyDirectly, TurnContext
from .food import short_name
from .nutrition import ENERGY, meant_recipe, nutrient_name, said_amount

MOST_PORTIONS = 20


async def meant_person(turn: TurnContext) -> Person:
    """Return the person meant: named, the speaker, or the only one of the household.

    Raises:
        ReplyDirectly: when that is unclear. Figures of a person are never reported on a guess.
    """
    people = await turn.kitchen.people.all()
    if (named := turn.text("person_id") or turn.text("person")) is not None:
        found = [one for one in people if named in {one.id, one.name} or named.lower() == one.name.lower()]
        if len(found) == 1:
            return found[0]
        raise ReplyDirectly(turn.reply("no_such_person", name=speakable(named)))
    asking = [one for one in people if turn.actor_name and one.name.lower() == turn.actor_name.lower()]
    if len(asking) == 1:
        return asking[0]
    if len(people) == 1:
        return people[0]
    if not people:
        raise ReplyDirectly(turn.reply("nobody_known"))
    names = turn.either(speakable(one.name) for one in people[:4])
    raise ReplyDirectly(turn.reply("who_is_meant", names=names, expects=(turn.kind,)))


async def eaten_today(turn: TurnContext) -> Reply:
    """Answer what a person ate today: its energy, or one nutrient, with its share of the daily need."""
    person = await meant_person(turn)
    if not await turn.home.may_read_health(person):
        return turn.reply("health_is_private", person=speakable(person.name))
    day = turn.home.local(turn.kitchen.clock.now())
    eaten = await turn.kitchen.food_log.on_day(
        person.id, day.date(), day.tzinfo or turn.kitchen.locale.time_zone
    )
    name = speakable(person.name)
    if not eaten.portions:
        return turn.reply("eaten_nothing", person=name)
    show = "\n".join(speakable(portion.name) for portion in eaten.portions)
    tag = turn.text("nutrient") or ENERGY
    figure = eaten.totals.figures.get(tag)
    if figure is None:
        things = turn.listed([speakable(portion.name) for portion in eaten.portions[:5]])
        return turn.reply("eaten_unknown", person=name, things=things, show=show)
    share = eaten.shares.get(tag)
    told = turn.phrase("eaten_share", share=f"{share.amount * 100:.0f}") if share is not None else ""
    at_least = "" if eaten.totals.complete else turn.phrase("eaten_at_least")
    return turn.reply(
        "eaten", person=name, at_least=at_least, amount=_amount(turn, tag, figure), share=told, show=show
    )


def _amount(turn: TurnContext, tag: str, figure: Figure) -> str:
    said = said_amount(turn, figure)
    return (
        said
        if tag == ENERGY
        else turn.phrase("amount_of_nutrient", amount=said, nutrient=nutrient_name(turn, tag))
    )


async def log_eaten(turn: TurnContext) -> Reply:
    """Log what a person ate: a recipe of the book, or else the spoken words."""
    said = turn.text("recipe") or turn.text("food")
    recipe_id = turn.text("recipe_id")
    if recipe_id is not None:
        turn.conversation.recipe_id = recipe_id  # also if the person is asked for first
    person = await meant_person(turn)
    last = turn.kitchen.sessions.last
    if said is None and last is not None:
        said, recipe_id = last.view().dish.name, last.view().dish.recipe_id or None
    if said is None:
        return turn.reply("eaten_what", expects=(Kind.LOG_EATEN,))
    recipe_id = recipe_id or await meant_recipe(turn, short_name(said, turn.language))
    portions = turn.number("portions") or 1.0
    if not 0 < portions <= MOST_PORTIONS:
        return turn.reply("eaten_how_much", expects=(Kind.LOG_EATEN,))
    if recipe_id is not None:
        portion = await turn.kitchen.food_log.log(
            person.id, recipe_id=recipe_id, portions=portions, actor=turn.actor_name
        )
    else:
        portion = await turn.kitchen.food_log.log(
            person.id, lines=(said,), name=said, language=turn.language, actor=turn.actor_name
        )
    dish = speakable(portion.name)
    if portion.recipe is not None:
        turn.conversation.recipe_id = portion.recipe

    async def back() -> Reply:
        await turn.kitchen.food_log.take_back(portion.id, actor=turn.actor_name)
        return turn.reply("eaten_undone", dish=dish)

    turn.focus.undo = back
    known = portion.figures.get(ENERGY)
    if known is None or portion.counted == 0:
        return turn.reply("logged_unknown", person=speakable(person.name), dish=dish)
    return turn.reply(
        "logged",
        person=speakable(person.name),
        dish=dish
        if portions == 1
        else turn.phrase("portions_of", count=turn.said_number(portions), dish=dish),
        kcal=f"{known.amount:.0f}",
    )


ANSWERS: IntentHandlers = {Kind.EATEN_TODAY: eaten_today, Kind.LOG_EATEN: log_eaten}
