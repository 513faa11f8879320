"""Answers to the last question of the kitchen (which burner, which level, how long, which recipe) and corrections."""

from collections.abc import Mapping

from ..voice.answer_reader import SpokenAnswer, bare_openers, read_answer, read_choice
from ..voice.burner_settings import BurnerSetting
from ..voice.data_files import supported
from ..voice.dialogue import Pending
from ..voice.follow_ups import FollowUp
from ..voice.intents import LOWERS_HEAT, Kind
from ..voice.reply import Reply
from . import heat_question
from .handlers import heat, meals, recordings_and_notes, timers
from .handlers.several_burners import set_several, settings_in, with_answer
from .turn import TurnContext

_STAYS = {Kind.YES, Kind.NO, Kind.CANCEL, Kind.REPEAT}
"""Intent types that do not withdraw a question that is not about heat."""
_LEAVES = {Kind.NO, Kind.CANCEL}


async def answered(turn: TurnContext) -> Reply | None:
    """Return the reply if this turn answers, corrects or repeats the open question; `None` if it is a new request.

    In every case a question about heat is closed afterwards, unless it was asked again.
    """
    pending = turn.conversation.pending
    if pending is None:
        return None
    if pending.raises_heat:
        return await _to_heat(turn, pending)
    reply = None
    # Every word of an answer about heat is a place, a level or a function word, so none of them means off.
    if turn.spoken and (pending.action == "heat_details" or turn.kind not in LOWERS_HEAT | _LEAVES):
        reply = await _to_other(turn, pending)
    if reply is None and turn.kind not in _STAYS and turn.conversation.pending is pending:
        turn.conversation.pending = None
    return reply


async def _to_heat(turn: TurnContext, pending: Pending) -> Reply | None:
    weak = turn.spoken and heat_question.agrees_only(turn.said, turn.language)
    if turn.spoken and turn.kind is Kind.YES and turn.recognition.layer == 1 and not weak:
        return await heat.confirm_heat(turn, pending)
    turn.conversation.pending = None
    turn.gate.end(turn.actor)
    if not turn.spoken:
        return turn.reply("heat_refused_no_words") if turn.kind is Kind.YES else None
    if weak:
        return turn.reply("needs_clear_yes")
    # A yes that was only nearly understood raises nothing: the question is asked anew.
    if turn.kind in {Kind.REPEAT, Kind.YES} and pending.question is not None:
        return heat_question.ask_again(
            turn, pending.question, pending.action, pending.details, pending.changes
        )
    if (corrected := await _corrected(turn, pending)) is not None:
        return corrected
    return turn.reply("left_it") if turn.kind in _LEAVES else None


async def _corrected(turn: TurnContext, pending: Pending) -> Reply | None:
    """Return the reply to a correction, which becomes the new question."""
    if pending.action not in {"set", "set_several", "start"}:
        return None
    answer = _read(turn, percent=False)
    if pending.action == "set_several":
        return await _several(turn, pending, answer)
    timed = answer is not None and answer.duration_s is not None
    if answer is not None and not (timed and pending.action == "start") and _refers(turn, answer):
        details = _merged(pending.details, answer)
        if answer.burner is not None and answer.burner_id is None:
            asked = str(pending.details.get("burner"))
            nearest = turn.recognizer.nearest_burner(answer.burner, asked, language=turn.language)
            details["burner"] = None if nearest is None else nearest.id
        return await heat.heat_request(_as(turn, pending), details)
    if pending.action == "start":
        rest = bare_openers(turn.said, supported(turn.language))
        recipe_id = turn.recognizer.exact_name("recipe", rest, language=turn.language) if rest else None
        if recipe_id is not None:
            turn.conversation.recipe_id = recipe_id
            return await heat.start_named(_as(turn, pending), recipe_id, pending.details)
    return None


def _refers(turn: TurnContext, answer: SpokenAnswer) -> bool:
    """Whether an answer refers to the open question, and is not a complete request of its own."""
    whole = turn.kind is Kind.SET_HEAT and answer.burner is not None and answer.heat
    return not whole


async def _to_other(turn: TurnContext, pending: Pending) -> Reply | None:
    match pending.action:
        case "heat_details":
            return await _heat_details(turn, pending)
        case "choose_recipe":
            return await _recipe(turn, pending)
        case "timer_length":
            return await _timer_length(turn, pending)
        case "choose_timer":
            return await timers.chosen_timer(turn, turn.said)
        case "note":
            return await recordings_and_notes.noted(turn, pending)
        case "accept_plan":
            requests = turn.recognizer.follow_ups(turn.said, language=turn.language)
            goes_on = turn.kind is not Kind.YES and any(one.kind is FollowUp.GO_ON for one in requests)
            return meals.more_proposed(turn, pending) if goes_on else None
        case _:
            return await meals.chosen_day(turn, turn.said)


async def _heat_details(turn: TurnContext, pending: Pending) -> Reply | None:
    """Return the details of the answer to "on which burner?" or "to which level?"."""
    unclear = pending.details.get("burner") is None
    if unclear and (every := _every_choice(turn, pending)):
        turn.dialogue.take(turn.conversation)
        return await set_several(_as(turn, pending), every)
    answer = _read(turn, percent=True, burner=unclear)
    if answer is None and unclear and (chosen := _choice(turn, pending)) is not None:
        answer = SpokenAnswer(burner=chosen, burner_id=chosen)
    if answer is None or (answer.duration_s is not None and not answer.heat and answer.burner is None):
        return None
    if settings_in(pending.details):
        return await _several(turn, pending, answer)
    turn.dialogue.take(turn.conversation)
    return await heat.heat_request(_as(turn, pending), _merged(pending.details, answer))


async def _several(turn: TurnContext, pending: Pending, answer: SpokenAnswer | None) -> Reply | None:
    """Return the reply to an answer or a correction about several burners; `None` if it is unclear which it means."""
    if answer is None or not _refers(turn, answer):
        return None
    settings = with_answer(settings_in(pending.details), answer)
    if settings is None:
        return None
    turn.dialogue.take(turn.conversation)
    return await set_several(_as(turn, pending), settings)


def _every_choice(turn: TurnContext, pending: Pending) -> tuple[BurnerSetting, ...]:
    """Return the settings of all burners in the question, if the answer is "both" or "all of them"."""
    details, choices = pending.details, pending.details.get("choices")
    if not isinstance(choices, tuple) or details.get("recipe") is not None:
        return ()
    if not turn.recognizer.names_all(turn.said, language=turn.language):
        return ()
    return tuple(heat.setting_of(details, str(one)) for one in choices)


def _choice(turn: TurnContext, pending: Pending) -> str | None:
    """Return the id of the burner named by its place in the question: "the first one"."""
    choices = pending.details.get("choices")
    if not isinstance(choices, tuple):
        return None
    index = read_choice(turn.said, supported(turn.language), len(choices))
    return None if index is None else str(choices[index])


async def _recipe(turn: TurnContext, pending: Pending) -> Reply | None:
    """Return the answer to "which recipe?": a name and nothing else."""
    recipe_id = turn.recognizer.exact_name("recipe", turn.said, language=turn.language)
    if recipe_id is None:
        named, _ = turn.recognizer.near_names("recipe", turn.said, language=turn.language)
        recipe_id = None if named is None else named.id
    if recipe_id is None:
        return None
    turn.dialogue.take(turn.conversation)
    turn.conversation.recipe_id = recipe_id
    return await heat.start_named(_as(turn, pending, Kind.START_RECIPE), recipe_id, pending.details)


async def _timer_length(turn: TurnContext, pending: Pending) -> Reply | None:
    """Return the answer to "for how long?": a duration, a bare number of minutes, or the purpose."""
    return await timers.timer_answer(turn, pending, _read(turn, percent=False))


def _read(turn: TurnContext, *, percent: bool, burner: bool = False) -> SpokenAnswer | None:
    code = supported(turn.language)
    lists = turn.recognizer.lists(code, turn.home.temperature_unit)
    return read_answer(turn.said, code, lists, percent=percent, burner=burner)


def _merged(details: Mapping[str, object], answer: SpokenAnswer) -> dict[str, object]:
    """Return the details of the question, replaced by those of the answer."""
    merged = dict(details)
    if answer.burner is not None:
        merged |= {"burner": answer.burner_id, "words": answer.burner}
        if answer.burner_id is None and details.get("words"):
            merged["words"] = f"{details['words']} {answer.burner}"  # "the left one", "the back one"
    if answer.heat:
        merged |= {"power": answer.power, "temperature_c": answer.temperature_c, "change": None}
    if answer.duration_s is not None:
        merged["for_s"] = answer.duration_s
    return merged


def _as(turn: TurnContext, pending: Pending, kind: Kind | None = None) -> TurnContext:
    """Return this turn as one of the request that it answers, with exact recognition."""
    meant = Kind.START_RECIPE if pending.details.get("recipe") is not None else Kind.SET_HEAT
    return turn.as_kind(kind or meant)
