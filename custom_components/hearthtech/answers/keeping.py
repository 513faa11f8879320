"""Answers that keep something: a meal that is watched, a note, stars."""

from custom_components.hearthtech.kitchen.burner import Burner
from custom_components.hearthtech.kitchen.recipes.diary import Rating
from custom_components.hearthtech.kitchen.recipes.model import HelpLevel
from custom_components.hearthtech.kitchen.recipes.notes import Note
from custom_components.hearthtech.kitchen.session import CookingSession
from custom_components.hearthtech.voice.kinds import Kind
from custom_components.hearthtech.voice.numbers import say_number
from custom_components.hearthtech.voice.reply import Reply, speakable

from .turn import Answers, Turn, Unanswered, either, is_on

MOST_STARS = 5
LONGEST_NOTE = 300


async def start_recording(turn: Turn) -> Reply:
    """Watch what is cooked by hand. Nothing is heated by it."""
    burner = _watched_burner(turn)
    name = speakable(turn.text("name") or "")
    if not name:
        name = turn.words("recorded_name", day=turn.home.local(turn.kitchen.clock.now()).strftime("%d.%m."))
    if turn.kitchen.sessions.on_burner(burner.id) is not None:
        return turn.reply("burner_in_use", burner=turn.burner_name(burner.id))
    await turn.kitchen.sessions.watch(name, burner.id)
    return turn.reply("recording", burner=turn.burner_name(burner.id))


def _watched_burner(turn: Turn) -> Burner:
    """The burner that was named, else the only one that is on, else the only one.

    Raises:
        Unanswered: when that is unclear.
    """
    burners = list(turn.kitchen.burners)
    named = turn.kitchen.burners.get(turn.text("burner_id") or "")
    if named is not None:
        return named
    on = [burner for burner in burners if is_on(burner)]
    for few in (on, burners):
        if len(few) == 1:
            return few[0]
    if not burners:
        raise Unanswered(turn.reply("no_burners"))
    names = either(burner.name for burner in (on or burners))
    raise Unanswered(turn.reply("record_which", burners=names, expects=(Kind.START_RECORDING,)))


def _watching(turn: Turn) -> CookingSession | None:
    return next(
        (
            session
            for session in turn.kitchen.sessions.active
            if all(dish.plan.level is HelpLevel.OBSERVE for dish in session.state.dishes)
        ),
        None,
    )


async def stop_recording(turn: Turn) -> Reply:
    """End the watching. The heat is the cook's and stays as it is."""
    session = _watching(turn)
    if session is None:
        return turn.reply("recording_none")
    name = session.view().dish.name
    await session.stop(by=turn.who or "cook")
    return turn.reply("recorded", name=speakable(name))


async def note(turn: Turn) -> Reply:
    """Keep a remark: with the session while something is cooked, else in the margin of the recipe."""
    said = turn.text("words")
    if said is None:
        return turn.reply("note_what", expects=(Kind.NOTE,))
    session = turn.session
    if session is not None:
        await session.remark(said, dish_id=session.view().dish.id, by=turn.who or "cook")
        return turn.reply("noted")
    recipe = await turn.kitchen.recipe(await _last_recipe(turn))
    margin = Note(
        recipe_id=recipe.id, version=recipe.version, words=said[:LONGEST_NOTE], author=turn.who or "cook"
    )
    await turn.kitchen.add_note(margin, who=turn.who)
    return turn.reply("noted_at", recipe=recipe.name)


async def _last_recipe(turn: Turn) -> str:
    """The recipe that was talked about, or cooked last."""
    if (talked := await turn.recipe_id()) is not None:
        return talked
    last = turn.kitchen.sessions.last
    cooked = None if last is None else last.view().dish.recipe_id
    if not cooked:
        raise Unanswered(turn.reply("no_recipe_named", expects=(Kind.FIND_RECIPE, Kind.LIST_INGREDIENTS)))
    return cooked


async def review(turn: Turn) -> Reply:
    """Give stars to what is or was cooked."""
    recipe = await turn.kitchen.recipe(await _last_recipe(turn))
    stars = turn.number("stars")
    if stars is None:
        turn.conversation.recipe_id = recipe.id
        return turn.reply("stars_how_many", expects=(Kind.REVIEW,))
    if not 0 <= stars <= MOST_STARS:
        return turn.reply("rate_range")
    await turn.kitchen.rate(
        Rating(recipe_id=recipe.id, version=recipe.version, person=turn.who or "cook", stars=stars)
    )
    return turn.reply("rated", stars=say_number(stars).capitalize(), recipe=recipe.name)


ANSWERS: Answers = {
    Kind.START_RECORDING: start_recording,
    Kind.STOP_RECORDING: stop_recording,
    Kind.NOTE: note,
    Kind.REVIEW: review,
}
