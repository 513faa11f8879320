"""Answers that record: a dish cooked by hand, a note, a rating."""

from ...burners.burner import Burner
from ...kitchen.recipes.cooking_log import Rating
from ...kitchen.recipes.model import HelpLevel
from ...kitchen.recipes.notes import Note
from ...kitchen.sessions.session import CookingSession
from ...voice.dialogue import Pending
from ...voice.intents import Kind
from ...voice.reply import Reply, speakable
from ..completed_request import again
from ..turn import IntentHandlers, ReplyDirectly, TurnContext, is_on
from .pieces import in_pieces

MOST_STARS = 5
LONGEST_NOTE = 300


async def start_recording(turn: TurnContext) -> Reply:
    """Start recording what is cooked by hand. It does not set any heat."""
    burner = _watched_burner(turn)
    name = speakable(turn.text("name") or "")
    if not name:
        name = turn.words("recorded_name", day=turn.home.local(turn.kitchen.clock.now()).strftime("%d.%m."))
    if turn.kitchen.sessions.on_burner(burner.id) is not None:
        return turn.reply("burner_in_use", burner=turn.burner_name(burner.id))
    await turn.kitchen.sessions.watch(name, burner.id)
    return turn.reply("recording", burner=turn.burner_name(burner.id))


def _watched_burner(turn: TurnContext) -> Burner:
    """Return the named burner, else the only one that is on, else the only one.

    Raises:
        ReplyDirectly: when that is unclear.
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
        raise ReplyDirectly(turn.reply("no_burners"))
    names = turn.either(turn.burner_name(burner.id) for burner in (on or burners))
    raise ReplyDirectly(turn.reply("record_which", burners=names, expects=(Kind.START_RECORDING,)))


def _watching(turn: TurnContext) -> CookingSession | None:
    return next(
        (
            session
            for session in turn.kitchen.sessions.active
            if all(dish.plan.level is HelpLevel.OBSERVE for dish in session.state.dishes)
        ),
        None,
    )


async def stop_recording(turn: TurnContext) -> Reply:
    """Stop recording. The heat was set by hand and is not changed."""
    session = _watching(turn)
    if session is None:
        return turn.reply("recording_none")
    name = session.view().dish.name
    await session.stop(actor=turn.actor_name or "cook")
    return turn.reply("recorded", name=speakable(name))


async def note(turn: TurnContext) -> Reply:
    """Add a note: to the session while cooking, else to the recipe."""
    if turn.text("recipe") is not None or turn.text("recipe_choices") is not None:
        await turn.recipe_id()
    if turn.text("action") == "read":
        return await read_notes(turn)
    said = turn.text("words")
    if said is None:
        turn.dialogue.ask(turn.conversation, "note", {})
        return turn.reply("note_what", expects=(Kind.NOTE, Kind.CANCEL), ends=False)
    return await keep_note(turn, turn.as_said(said))


async def read_notes(turn: TurnContext) -> Reply:
    """Read the notes for a recipe, the newest first; long ones in pieces."""
    recipe = await turn.kitchen.recipes.get(await _last_recipe(turn))
    found = await turn.kitchen.notes.notes(recipe.id)
    if not found:
        return turn.reply("notes_none", recipe=speakable(recipe.name))
    sentences = [_sentence(one.words) for one in reversed(found) if one.words]
    text = turn.words("notes_are", recipe=speakable(recipe.name), notes=" ".join(sentences))
    return in_pieces(turn, text, show="\n".join(one.words for one in found))


def _sentence(words: str) -> str:
    said = speakable(words, LONGEST_NOTE)
    return said if said.endswith((".", "!", "?")) else f"{said}."


async def noted(turn: TurnContext, pending: Pending) -> Reply | None:
    """Handle the answer to "what shall I note?": any sentence is the note."""
    said = speakable(turn.said, LONGEST_NOTE)
    if not said or turn.dialogue.take(turn.conversation)[0] is not pending:
        return None
    return await keep_note(turn.as_kind(Kind.NOTE), said)


async def keep_note(turn: TurnContext, said: str) -> Reply:
    """Save a note."""
    session = turn.session
    if session is not None:
        await session.remark(said, dish_id=session.view().dish.id, actor=turn.actor_name or "cook")
        return turn.reply("noted")
    recipe = await turn.kitchen.recipes.get(await _last_recipe(turn))
    margin = Note(
        recipe_id=recipe.id,
        version=recipe.version,
        words=said[:LONGEST_NOTE],
        author=turn.actor_name or "cook",
    )
    added = await turn.kitchen.notes.add_note(margin, actor=turn.actor_name)

    async def back() -> Reply:
        await turn.kitchen.notes.remove_note(added.id, actor=turn.actor_name)
        return turn.reply("undone")

    turn.focus.undo = back
    return turn.reply("noted_at", recipe=recipe.name)


async def note_instead(turn: TurnContext, words: str, *, replaces: bool) -> TurnContext | None:
    """Return the request for another note; `replaces`: the last one is removed first.

    Remarks of a cooking session are only added.
    """
    if replaces and turn.focus.undo is not None:
        take_back, turn.focus.undo = turn.focus.undo, None
        await take_back()
    return again(turn, Kind.NOTE, {"words": words}, without=("action",))


async def _last_recipe(turn: TurnContext) -> str:
    """Return the recipe mentioned last, or cooked last."""
    if (talked := await turn.recipe_id()) is not None:
        return talked
    last = turn.kitchen.sessions.last
    cooked = None if last is None else last.view().dish.recipe_id
    if not cooked:
        raise ReplyDirectly(turn.reply("no_recipe_named", expects=(Kind.FIND_RECIPE, Kind.LIST_INGREDIENTS)))
    return cooked


async def review(turn: TurnContext) -> Reply:
    """Rate the dish that is or was cooked."""
    recipe = await turn.kitchen.recipes.get(await _last_recipe(turn))
    stars = turn.number("stars")
    if stars is None:
        turn.conversation.recipe_id = recipe.id
        return turn.reply("stars_how_many", expects=(Kind.REVIEW,))
    if not 0 <= stars <= MOST_STARS:
        return turn.reply("rate_range")
    await turn.kitchen.notes.rate(
        Rating(recipe_id=recipe.id, version=recipe.version, person=turn.actor_name or "cook", stars=stars)
    )
    return turn.reply("rated", stars=turn.said_number(stars).capitalize(), recipe=recipe.name)


ANSWERS: IntentHandlers = {
    Kind.START_RECORDING: start_recording,
    Kind.STOP_RECORDING: stop_recording,
    Kind.NOTE: note,
    Kind.REVIEW: review,
}
