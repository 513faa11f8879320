"""Answers about what somebody ate. Health is nobody else's: short, and only of a person who was named or who asks."""

from custom_components.hearthtech.kitchen.food.model import Figure
from custom_components.hearthtech.kitchen.people.model import Person
from custom_components.hearthtech.voice.kinds import Kind
from custom_components.hearthtech.voice.lists import NUTRIENTS
from custom_components.hearthtech.voice.numbers import say_number
from custom_components.hearthtech.voice.reply import Reply, speakable

from .food import short_name
from .nutrition import ENERGY, meant_recipe, said_amount
from .turn import Answers, Turn, Unanswered, either, say_list

MOST_PORTIONS = 20
_SPOKEN = {tag: name for name, tag in reversed(NUTRIENTS.items())}


async def meant_person(turn: Turn) -> Person:
    """Who is meant: the person who was named, who asks, or the only one there is.

    Raises:
        Unanswered: when that is unclear. Nobody's figures are told on a guess.
    """
    people = await turn.kitchen.people()
    if (named := turn.text("person_id") or turn.text("person")) is not None:
        found = [one for one in people if named in {one.id, one.name} or named.lower() == one.name.lower()]
        if len(found) == 1:
            return found[0]
        raise Unanswered(turn.reply("no_such_person", name=speakable(named)))
    asking = [one for one in people if turn.who and one.name.lower() == turn.who.lower()]
    if len(asking) == 1:
        return asking[0]
    if len(people) == 1:
        return people[0]
    if not people:
        raise Unanswered(turn.reply("nobody_known"))
    names = either(speakable(one.name) for one in people[:4])
    raise Unanswered(turn.reply("who_is_meant", names=names, expects=(turn.kind,)))


async def eaten_today(turn: Turn) -> Reply:
    """What somebody ate today: its energy, or one nutrient, with its share of the day."""
    person = await meant_person(turn)
    day = turn.home.local(turn.kitchen.clock.now())
    eaten = await turn.kitchen.eaten_on(person.id, day.date(), day.tzinfo or turn.kitchen.home.time_zone)
    name = speakable(person.name)
    if not eaten.portions:
        return turn.reply("eaten_nothing", person=name)
    show = "\n".join(speakable(portion.name) for portion in eaten.portions)
    tag = turn.text("nutrient") or ENERGY
    figure = eaten.totals.figures.get(tag)
    if figure is None:
        things = say_list([speakable(portion.name) for portion in eaten.portions[:5]])
        return turn.reply("eaten_unknown", person=name, things=things, show=show)
    share = eaten.shares.get(tag)
    told = turn.phrase("eaten_share", share=f"{share.amount * 100:.0f}") if share is not None else ""
    at_least = "" if eaten.totals.complete else turn.phrase("eaten_at_least")
    return turn.reply(
        "eaten", person=name, at_least=at_least, amount=_amount(tag, figure), share=told, show=show
    )


def _amount(tag: str, figure: Figure) -> str:
    said = said_amount(figure)
    return said if tag == ENERGY else f"{said} of {_SPOKEN.get(tag, tag)}"


async def log_eaten(turn: Turn) -> Reply:
    """Write down what somebody ate: a dish of the book, else the words as they were said."""
    said = turn.text("recipe") or turn.text("food")
    person = await meant_person(turn)
    last = turn.kitchen.sessions.last
    recipe_id = turn.text("recipe_id")
    if said is None and last is not None:
        said, recipe_id = last.view().dish.name, last.view().dish.recipe_id or None
    if said is None:
        return turn.reply("eaten_what", expects=(Kind.LOG_EATEN,))
    recipe_id = recipe_id or await meant_recipe(turn, short_name(said))
    portions = turn.number("portions") or 1.0
    if not 0 < portions <= MOST_PORTIONS:
        return turn.reply("eaten_how_much", expects=(Kind.LOG_EATEN,))
    if recipe_id is not None:
        portion = await turn.kitchen.log_eaten(
            person.id, recipe_id=recipe_id, portions=portions, who=turn.who
        )
    else:
        portion = await turn.kitchen.log_eaten(
            person.id, lines=(said,), name=said, language=turn.language, who=turn.who
        )
    dish = speakable(portion.name)
    known = portion.figures.get(ENERGY)
    if known is None or portion.counted == 0:
        return turn.reply("logged_unknown", person=speakable(person.name), dish=dish)
    return turn.reply(
        "logged",
        person=speakable(person.name),
        dish=dish if portions == 1 else turn.phrase("portions_of", count=say_number(portions), dish=dish),
        kcal=f"{known.amount:.0f}",
    )


ANSWERS: Answers = {Kind.EATEN_TODAY: eaten_today, Kind.LOG_EATEN: log_eaten}
