"""Answers that change heat. Off and lower apply at once; raising heat asks a question that names burner and level.

Every raise is requested from the heat gate (`burners/heat_gate.py`), which answers spoken requests with a question. The
gate stores the question, the dialogue stores the action for a yes (`Pending`).
"""

from collections.abc import Mapping
from typing import Any

from ...burners.burner import Burner
from ...burners.heat_gate import HeatChange, HeatPermit, HeatRequestRefused, highest, raises_heat
from ...kitchen.errors import ErrorCode, KitchenError
from ...kitchen.recipes.model import Heat, HelpLevel, Recipe
from ...kitchen.sessions.service import DishOrder
from ...voice.burner_settings import BurnerSetting
from ...voice.dialogue import Pending
from ...voice.intents import CONFIRMING, Kind
from ...voice.numbers import say_duration
from ...voice.reply import Reply
from ..heat_question import WITHOUT_HEAT, ask_to_heat, heat_refused
from ..turn import IntentHandlers, TurnContext, is_on
from .burner_heat import cut_off_s, for_seconds, out_of_range, refused_reply, set_burner, wanted_heat
from .meals import accept_plan, accept_suggestion, plan_anyway
from .off import heat_off_of, still_on, still_turns_off
from .several_burners import carry_out, set_several, settings_in
from .steps import STEP_KINDS, do_step, step_reply, take

type Details = dict[str, object]
"""Details of a request for heat:

`burner` (id), `words` (if the burner is unclear), `power`, `temperature_c`, `change`, `by`, `among` (ids of several
named burners), `for_s` (time after which the burner is turned off, s), `settings` (of several burners); with `recipe` and `level` for the start of a
recipe.
"""


async def start_recipe(turn: TurnContext) -> Reply:
    """Start a recipe: on a burner with heat after a confirmation, or as a guide without heat."""
    session = turn.session
    recipe_id = await turn.recipe_id()
    if session is not None and recipe_id in {None, session.view().dish.recipe_id}:
        if session.view().dish.phase.value == "planned":
            await session.start(actor=turn.actor_name or "cook")
        return step_reply(turn, session)
    if recipe_id is None:
        turn.dialogue.ask(turn.conversation, "choose_recipe", request(turn))
        return turn.reply("which_recipe", expects=(Kind.START_RECIPE, Kind.FIND_RECIPE))
    return await start_named(turn, recipe_id, request(turn))


async def start_named(turn: TurnContext, recipe_id: str, details: Mapping[str, object]) -> Reply:
    """Start this recipe with the known details of the request."""
    recipe = await turn.kitchen.recipes.get(recipe_id)
    if not recipe.steps:
        return turn.reply("no_steps", recipe=recipe.name)
    if turn.recognition.layer != 1 and details.get("words") is None and details.get("burner") is None:
        return ask_guide(turn, recipe)
    level = told_level(details.get("level"))
    if level in WITHOUT_HEAT:
        burner = turn.kitchen.burners.get(str(details.get("burner")))
        return await start(turn, recipe.id, burner, level)
    return await heat_request(turn, {**details, "recipe": recipe.id, "level": level.value})


def request(turn: TurnContext) -> Details:
    """Return the details of a request for heat in this turn."""
    return {
        "burner": turn.text("burner_id"),
        "words": turn.text("burner"),
        "among": turn.recognition.slots.get("burner_ids"),
        "power": turn.number("level"),
        "temperature_c": turn.number("temperature"),
        "change": turn.text("change"),
        "by": turn.number("by"),
        "for_s": turn.number("duration"),
        "level": turn.text("help"),
    }


def setting_of(details: Mapping[str, object], burner_id: str) -> BurnerSetting:
    """Return the requested heat of one of several burners."""
    power, celsius, change = details.get("power"), details.get("temperature_c"), details.get("change")
    return BurnerSetting(
        burner_id=burner_id,
        power=float(power) if isinstance(power, int | float) else None,
        temperature_c=float(celsius) if isinstance(celsius, int | float) else None,
        change=None if change is None else str(change),
        for_s=for_seconds(details),
    )


def told_level(said: object) -> HelpLevel:
    """Return the requested level of help, "assist" by default."""
    return HelpLevel(str(said)) if said in set(HelpLevel) else HelpLevel.ASSIST


def ask_guide(turn: TurnContext, recipe: Recipe) -> Reply:
    """Ask whether to start a guide through a recipe without heat."""
    turn.dialogue.ask(turn.conversation, "guide", {"recipe": recipe.id})
    return turn.reply("ask_guide", recipe=recipe.name, expects=CONFIRMING)


async def set_heat(turn: TurnContext) -> Reply:
    """Set a burner, or several: lower at once, turn up or on after a confirmation."""
    if turn.recognition.settings:
        return await set_several(turn, turn.recognition.settings)
    return await heat_request(turn, request(turn))


async def heat_request(turn: TurnContext, details: Mapping[str, object]) -> Reply:
    """Continue a request for heat: ask for missing details, lower at once, or ask whether to raise."""
    if settings := settings_in(details):
        return await set_several(turn, settings)
    if (several := await lowered_together(turn, details)) is not None:
        return several
    burner = resolved(turn, details)
    if isinstance(burner, Reply):
        return burner
    turn.conversation.burner_id = burner.id
    details = {**details, "burner": burner.id, "words": None}
    if (recipe_id := details.get("recipe")) is not None:
        return await ask_start(turn, await turn.kitchen.recipes.get(str(recipe_id)), burner, details)
    name = turn.burner_name(burner.id)
    heat = wanted_heat(details, burner)
    if heat is None:
        turn.dialogue.ask(turn.conversation, "heat_details", details)
        return turn.reply("which_level", burner=name, expects=(Kind.SET_HEAT, Kind.CANCEL), ends=False)
    if heat.power == 0:
        return await heat_off_of(turn, [burner])
    if (problem := out_of_range(turn, burner, heat)) is not None:
        return problem
    for_s = for_seconds(details)
    change = HeatChange(
        burner_id=burner.id,
        power=heat.power,
        temperature_c=heat.temperature_c,
        start=not is_on(burner),
        timer_s=cut_off_s(burner, for_s),
    )
    if not raises_heat(burner.state, change):
        return await set_burner(turn, burner, heat, for_s=for_s)
    if for_s is None:
        return ask_to_heat(turn, (change,), "set", details, "ask_set", burner=name, level=turn.level(heat))
    time = say_duration(for_s, turn.language)
    level = turn.level(heat)
    return ask_to_heat(turn, (change,), "set", details, "ask_set_for", burner=name, level=level, time=time)


async def lowered_together(turn: TurnContext, details: Mapping[str, object]) -> Reply | None:
    """Lower all named burners: "turn the front left and the back left down". `None` for other requests."""
    named = details.get("among")
    by_step = details.get("power") is None and details.get("temperature_c") is None
    if not isinstance(named, tuple) or details.get("change") != "down" or not by_step:
        return None
    on = [one for one in turn.kitchen.burners if one.id in named and is_on(one)]
    said = [(await heat_request(turn, {**details, "among": None, "burner": one.id})).say for one in on]
    return Reply(say=" ".join(said), kind=turn.kind) if said else turn.reply("nothing_on")


def resolved(turn: TurnContext, details: Mapping[str, object]) -> Burner | Reply:
    """Return the burner meant, or a question which one."""
    burners = list(turn.kitchen.burners)
    if not burners:
        return turn.reply("no_burners") if details.get("recipe") is None else no_stove(turn, details)
    if (burner := turn.kitchen.burners.get(str(details.get("burner")))) is not None:
        return burner
    said, named = details.get("words"), details.get("among")
    among = [one for one in burners if isinstance(named, tuple) and one.id in named]
    details = {**details, "among": None}
    if said is None and len(among) > 1:
        return which_of(turn, among, details)
    if said is None and details.get("recipe") is None:
        burner = spoken_of(turn, burners, lowering=details.get("change") == "down")
    elif said is None:
        burner = burners[0] if len(burners) == 1 else None
    if burner is not None:
        return burner
    if details.get("change") == "down" and said is None and not any(is_on(one) for one in burners):
        return turn.reply("nothing_on")
    choices = burners
    if said is not None:
        meant = {named.id for named in turn.recognizer.meant_burners(str(said), language=turn.language)}
        choices = [one for one in burners if one.id in meant]
        if len(choices) == 1:
            return choices[0]
        if len(choices) == len(burners) or not choices:
            details = {**details, "words": None}
    if not choices:
        details = {**details, "choices": tuple(one.id for one in burners)}
        turn.dialogue.ask(turn.conversation, "heat_details", details)
        known = turn.listed(dict.fromkeys(turn.burner_name(one.id) for one in burners))
        return turn.reply("no_burner", burners=known, expects=(turn.kind, Kind.CANCEL), ends=False)
    return which_of(turn, choices, details)


def which_of(turn: TurnContext, choices: list[Burner], details: Mapping[str, object]) -> Reply:
    """Ask which of these burners is meant; an answer may use its place in the list ("the second one")."""
    details = {**details, "choices": tuple(one.id for one in choices)}
    turn.dialogue.ask(turn.conversation, "heat_details", details)
    names = turn.either(dict.fromkeys(turn.burner_name(one.id) for one in choices))
    return turn.reply("which_burner", burners=names, expects=(turn.kind, Kind.CANCEL), ends=False)


def no_stove(turn: TurnContext, details: Mapping[str, object]) -> Reply:
    """Reply if there is no burner: a recipe can still be followed without heat."""
    turn.dialogue.ask(turn.conversation, "guide", {"recipe": details["recipe"]})
    return turn.reply("ask_guide_no_stove", expects=CONFIRMING)


def spoken_of(turn: TurnContext, burners: list[Burner], *, lowering: bool) -> Burner | None:
    """Return the burner that "it" refers to: the last one mentioned, the one in use for cooking, or the only one."""
    on = [one for one in burners if is_on(one)]
    session = turn.session
    likely = [turn.conversation.burner_id, None if session is None else session.view().dish.burner_id]
    for candidate in (turn.kitchen.burners.get(one) for one in likely if one is not None):
        if candidate is not None and (not lowering or is_on(candidate)):
            return candidate
    if len(on) == 1:
        return on[0]
    return burners[0] if len(burners) == 1 else None


async def ask_start(
    turn: TurnContext, recipe: Recipe, burner: Burner, details: Mapping[str, object]
) -> Reply:
    """Ask whether to start a recipe; the question names its burner and the highest heat of all its steps."""
    level = told_level(details.get("level"))
    name = turn.burner_name(burner.id)
    if turn.kitchen.sessions.on_burner(burner.id) is not None:
        return turn.reply("burner_in_use", burner=name)
    order = DishOrder(recipe_id=recipe.id, burner_id=burner.id, level=level)
    changes = await turn.kitchen.cooking.heat_of([order])
    top = highest(change.level for change in changes)
    if top is None:
        turn.dialogue.ask(turn.conversation, "start", details)
        return turn.reply("ask_start_cold", recipe=recipe.name, burner=name, expects=CONFIRMING)
    key = "ask_start_autopilot" if level is HelpLevel.AUTOPILOT else "ask_start"
    return ask_to_heat(
        turn, changes, "start", details, key, recipe=recipe.name, burner=name, level=turn.level(top)
    )


async def yes(turn: TurnContext) -> Reply:
    """Carry out the pending action. A question about heat is handled by `confirm_heat` before this is called."""
    pending, in_time = turn.dialogue.take(turn.conversation)
    if pending is None and (accepted := await accept_suggestion(turn)) is not None:
        return accepted
    if pending is None or pending.raises_heat:
        return turn.reply("nothing_to_confirm")
    if not in_time and pending.action == "start":
        return turn.reply("heat_refused_too_late")
    return await do_pending(turn, pending, None)


async def confirm_heat(turn: TurnContext, pending: Pending) -> Reply:
    """Handle a yes to heat: checked again by the gate, then carried out."""
    turn.dialogue.take(turn.conversation)
    try:
        answer = turn.gate.answer(turn.actor, turn.home.facts, exact=turn.recognition.layer == 1)
    except HeatRequestRefused as refused:
        turn.gate.end(turn.actor)
        return heat_refused(turn, refused)
    reply = await do_pending(turn, pending, answer.permit)
    turn.focus.heated = tuple(sorted(answer.permit.burners))
    return reply


async def do_pending(turn: TurnContext, pending: Pending, permit: HeatPermit | None) -> Reply:
    """Carry out a confirmed action."""
    details: Mapping[str, Any] = pending.details
    burner = turn.kitchen.burners.get(str(details.get("burner")))
    match pending.action:
        case "guide":
            return await start(turn, str(details["recipe"]), burner, HelpLevel.GUIDE)
        case "start":
            level = told_level(details.get("level")) if permit is not None else HelpLevel.GUIDE
            return await start(turn, str(details["recipe"]), burner, level, permit=permit)
        case "set" if burner is not None and permit is not None:
            change = permit.ceilings(burner.id)[0]
            heat = Heat(power=change.power, temperature_c=change.temperature_c)
            for_s = for_seconds(details)
            return await set_burner(turn, burner, heat, start=change.start, for_s=for_s, permit=permit)
        case "set_several" if permit is not None:
            return await carry_out(turn, settings_in(details), permit)
        case "resume" | "step":
            return await do_step(turn, details, permit)
        case "plan":
            return await plan_anyway(turn, details)
        case "accept_plan":
            return await accept_plan(turn, details)
        case "take":
            return await take(turn, str(details["session"]), str(details["dish"]))
        case _:
            return turn.reply("nothing_to_confirm")


async def start(
    turn: TurnContext,
    recipe_id: str,
    burner: Burner | None,
    level: HelpLevel,
    *,
    permit: HeatPermit | None = None,
) -> Reply:
    """Start the session; it may heat only with a permit."""
    try:
        session = await turn.kitchen.cooking.start(
            recipe_id,
            None if burner is None else burner.id,
            level,
            heat=permit,
            actor=turn.actor_name or "cook",
        )
    except KitchenError as error:
        if error.code is ErrorCode.BURNER_IN_USE and burner is not None:
            return turn.reply("burner_in_use", burner=turn.burner_name(burner.id))
        raise
    await session.settle()
    dish = session.view().dish
    if dish.refusal is not None and burner is not None:
        await session.stop(actor=turn.actor_name or "cook")
        return refused_reply(turn, burner, dish.refusal)
    told = step_reply(turn, session)
    return turn.reply("started", step=told.say, show=told.show, expects=STEP_KINDS, ends=True)


async def no(turn: TurnContext) -> Reply:
    """Discard the pending action; right after a burner was set, it is an objection and turns that burner off.

    It never ends a cooking session.
    """
    pending, _ = turn.dialogue.take(turn.conversation)
    cooking = any(turn.kitchen.sessions.on_burner(burner_id) for burner_id in turn.focus.heated)
    if pending is None and turn.focus.heated and not cooking:
        return await cancel(turn)
    return turn.reply("left_it")


async def cancel(turn: TurnContext) -> Reply:
    """Discard the pending action; right after heat was set, turn that heat off.

    If nothing was pending, the reply says what is still on.
    """
    pending, _ = turn.dialogue.take(turn.conversation)
    heated = [one for one in map(turn.kitchen.burners.get, turn.focus.heated) if one is not None]
    if pending is None and not heated and (reply := still_turns_off(turn)) is not None:
        return reply
    if pending is not None:
        return turn.reply("left_it")
    if not heated or turn.recognition.layer != 1:
        return still_on(turn, turn.reply("left_it"))
    for burner in heated:
        if (session := turn.kitchen.sessions.on_burner(burner.id)) is not None:
            await session.stop(actor=turn.actor_name or "cook")
    return await heat_off_of(turn, heated)


ANSWERS: IntentHandlers = {
    Kind.START_RECIPE: start_recipe,
    Kind.SET_HEAT: set_heat,
    Kind.YES: yes,
    Kind.NO: no,
    Kind.CANCEL: cancel,
}
