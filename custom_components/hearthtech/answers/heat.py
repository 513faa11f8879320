"""Answers that change heat. Off acts at once; more heat needs exact words, an armed stove, and a yes in time."""

import asyncio
from collections.abc import Iterable

from custom_components.hearthtech.kitchen.burner import Burner, BurnerRefused, HeatSource, RefusalCode
from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.recipes.model import Heat, HelpLevel, Recipe
from custom_components.hearthtech.voice.dialogue import Pending
from custom_components.hearthtech.voice.kinds import CONFIRMING, Kind
from custom_components.hearthtech.voice.reply import Reply

from .meals import accept_plan, plan_anyway
from .steps import STEP_KINDS, go_on, step_reply, take
from .turn import Answers, Turn, Unanswered, either, is_on, said_level, say_list

WITHOUT_HEAT = frozenset({HelpLevel.OBSERVE, HelpLevel.GUIDE})
"""Levels at which the kitchen sets no heat, so that nothing has to be confirmed."""
KNOB_STEP = 1 / 9
"""One step of a knob from 0 to 9."""


async def start_recipe(turn: Turn) -> Reply:
    """Begin a recipe: on a burner with heat after a confirmation, or as a guide without heat."""
    session = turn.session
    recipe_id = await turn.recipe_id()
    if session is not None and recipe_id in {None, session.view().dish.recipe_id}:
        if session.view().dish.phase.value == "planned":
            await session.start(by=turn.who or "cook")
        return step_reply(turn, session)
    if recipe_id is None:
        return turn.reply("which_recipe", expects=(Kind.START_RECIPE, Kind.FIND_RECIPE))
    recipe = await turn.kitchen.recipe(recipe_id)
    if not recipe.steps:
        return turn.reply("no_steps", recipe=recipe.name)
    if turn.recognition.layer != 1:
        if turn.text("burner") is not None:
            return turn.reply(
                "say_exactly",
                recipe=recipe.name,
                burner=turn.burner_name(turn.text("burner_id")),
                expects=(Kind.START_RECIPE,),
            )
        return ask_guide(turn, recipe)
    level = told_level(turn.text("help"))
    if level in WITHOUT_HEAT:
        burner = None if turn.text("burner") is None else meant_burner(turn)
        return await start(turn, recipe.id, burner, level)
    return await ask_start(turn, recipe, meant_burner(turn), level)


def told_level(said: object) -> HelpLevel:
    """The level of help that was asked for, "assist" where none was."""
    return HelpLevel(str(said)) if said in set(HelpLevel) else HelpLevel.ASSIST


def ask_guide(turn: Turn, recipe: Recipe) -> Reply:
    """Ask whether to guide through a recipe without heat."""
    turn.dialogue.ask(turn.conversation, "guide", {"recipe": recipe.id})
    return turn.reply("ask_guide", recipe=recipe.name, expects=CONFIRMING)


async def ask_start(turn: Turn, recipe: Recipe, burner: Burner | None, level: HelpLevel) -> Reply:
    """Ask back, naming burner and level; or for the burner, when it was not said."""
    if burner is None:
        burners = list(turn.kitchen.burners)
        if not burners:
            return ask_guide(turn, recipe)
        turn.dialogue.ask(turn.conversation, "choose_burner", {"recipe": recipe.id, "level": level.value})
        names = either(burner.name for burner in burners)
        return turn.reply("which_burner", burners=names, expects=(Kind.START_RECIPE, Kind.CANCEL))
    heat = first_heat(recipe)
    if heat is not None:
        await require_heat(turn, burner)
    cooking = turn.kitchen.sessions.on_burner(burner.id)
    if cooking is not None:
        return turn.reply("burner_in_use", burner=turn.burner_name(burner.id))
    turn.dialogue.ask(
        turn.conversation,
        "start",
        {"recipe": recipe.id, "burner": burner.id, "level": level.value},
        raises_heat=heat is not None,
    )
    name = turn.burner_name(burner.id)
    if heat is None:
        return turn.reply("ask_start_cold", recipe=recipe.name, burner=name, expects=CONFIRMING)
    return turn.reply(
        "ask_start_autopilot" if level is HelpLevel.AUTOPILOT else "ask_start",
        recipe=recipe.name,
        burner=name,
        level=said_level(heat, turn.language),
        expects=CONFIRMING,
    )


def first_heat(recipe: Recipe) -> Heat | None:
    """The first heat that a recipe asks for."""
    return next((step.heat for step in recipe.steps if step.heat is not None and step.heat.power != 0), None)


async def require_heat(turn: Turn, burner: Burner) -> None:
    """Make sure that this burner could be heated by who speaks.

    Raises:
        Unanswered: with the reason why not.
    """
    name = turn.burner_name(burner.id)
    if not await turn.home.may_raise_heat():
        raise Unanswered(turn.reply("not_allowed"))
    if not burner.state.available:
        raise Unanswered(turn.reply("unavailable"))
    if burner.state.source is HeatSource.MANUAL:
        raise Unanswered(turn.reply("by_hand", burner=name))
    if burner.state.source is HeatSource.LATCHED:
        raise Unanswered(turn.reply("latched", burner=name))
    if burner.state.source is not HeatSource.REMOTE and turn.home.armed(burner.id) is False:
        raise Unanswered(turn.reply("not_armed"))


def meant_burner(turn: Turn) -> Burner | None:
    """The burner that was said, or the only one there is.

    Raises:
        Unanswered: when the name is no burner's.
    """
    burner_id = turn.text("burner_id")
    if burner_id is not None and (burner := turn.kitchen.burners.get(burner_id)) is not None:
        return burner
    burners = list(turn.kitchen.burners)
    if turn.text("burner") is not None:
        if not burners:
            raise Unanswered(turn.reply("no_burners"))
        raise Unanswered(turn.reply("no_burner", burners=say_list([burner.name for burner in burners])))
    return burners[0] if len(burners) == 1 else None


async def set_heat(turn: Turn) -> Reply:
    """Set a burner: down at once, up or on after a confirmation."""
    burner = meant_burner(turn)
    session = turn.session
    if burner is None and session is not None and (burner_id := session.view().dish.burner_id) is not None:
        burner = turn.kitchen.burners.get(burner_id)
    if burner is None:
        names = either(burner.name for burner in turn.kitchen.burners) if len(turn.kitchen.burners) else ""
        return turn.reply("which_burner", burners=names) if names else turn.reply("no_burners")
    name = turn.burner_name(burner.id)
    heat = wanted_heat(turn, burner)
    if heat is None:
        return turn.reply("which_level", burner=name, expects=(Kind.SET_HEAT,))
    if heat.power == 0:
        return await heat_off_of(turn, [burner])
    if is_on(burner) and lowers(burner, heat):
        return await set_burner(turn, burner, heat, start=False)
    if turn.recognition.layer != 1:
        return turn.reply("say_exactly_heat", burner=name, expects=(Kind.SET_HEAT,))
    await require_heat(turn, burner)
    turn.dialogue.ask(
        turn.conversation,
        "set",
        {"burner": burner.id, "power": heat.power, "temperature_c": heat.temperature_c},
        raises_heat=True,
    )
    return turn.reply("ask_set", burner=name, level=said_level(heat, turn.language), expects=CONFIRMING)


def wanted_heat(turn: Turn, burner: Burner) -> Heat | None:
    """The heat that was said, `None` when only that it should be on."""
    if (celsius := turn.number("temperature")) is not None:
        return Heat(temperature_c=celsius)
    if (level := turn.number("level")) is not None:
        return Heat(power=min(max(level, 0.0), 1.0))
    change = turn.text("change")
    power = burner.state.power
    if change is None or power is None:
        return None
    moved = power + KNOB_STEP if change == "up" else power - KNOB_STEP
    return Heat(power=min(max(round(moved, 3), 0.0), 1.0))


def lowers(burner: Burner, heat: Heat) -> bool:
    """Whether this is certainly less heat than now."""
    state = burner.state
    if heat.power is not None and state.target_temperature_c is None and state.power is not None:
        return heat.power <= state.power
    if heat.temperature_c is not None and state.target_temperature_c is not None:
        return heat.temperature_c <= state.target_temperature_c
    return False


async def set_burner(turn: Turn, burner: Burner, heat: Heat, *, start: bool) -> Reply:
    """Send it, and say what came of it."""
    name = turn.burner_name(burner.id)
    try:
        await burner.set(power=heat.power, temperature_c=heat.temperature_c, start=start)
    except BurnerRefused as refused:
        return refused_reply(turn, burner, refused.code)
    return turn.reply("heat_is_set", burner=name, level=said_level(heat, turn.language))


def refused_reply(turn: Turn, burner: Burner, code: RefusalCode) -> Reply:
    """Why the stove did not take it."""
    name = turn.burner_name(burner.id)
    match code:
        case RefusalCode.NOT_ARMED:
            return turn.reply("not_armed")
        case RefusalCode.MANUAL:
            return turn.reply("by_hand", burner=name)
        case RefusalCode.LATCHED:
            return turn.reply("latched", burner=name)
        case RefusalCode.UNAVAILABLE:
            return turn.reply("unavailable")
        case _:
            return turn.reply("refused", reason=turn.words(f"refusal_{code.value}"))


async def heat_off(turn: Turn) -> Reply:
    """Turn a burner off. When it is unclear which, all of them: off is always safe."""
    burner_id = turn.text("burner_id")
    burner = None if burner_id is None else turn.kitchen.burners.get(burner_id)
    if burner is not None:
        return await heat_off_of(turn, [burner])
    burners = list(turn.kitchen.burners)
    if not burners:
        return turn.reply("no_burners")
    session = turn.session
    if turn.text("burner") is None and session is not None:
        cooking = turn.kitchen.burners.get(session.view().dish.burner_id or "")
        if cooking is not None and [other for other in burners if is_on(other)] in ([], [cooking]):
            return await heat_off_of(turn, [cooking])
    on = [other for other in burners if is_on(other)]
    if turn.text("burner") is None and len(on) == 1:
        return await heat_off_of(turn, on)
    reply = await all_off(turn)
    if turn.text("burner") is None or reply.say != turn.words("all_off"):
        return reply
    return turn.reply("heat_off_unsure")


async def heat_off_of(turn: Turn, burners: Iterable[Burner]) -> Reply:
    """Turn these off at once."""
    burners = list(burners)
    unreached = await turn_off(burners)
    if unreached:
        return turn.reply(
            "not_all_off", burners=say_list([turn.burner_name(burner.id) for burner in unreached])
        )
    return turn.reply("off", burner=say_list([turn.burner_name(burner.id) for burner in burners]))


async def turn_off(burners: Iterable[Burner]) -> list[Burner]:
    """Turn burners off side by side; returns those that could not be reached."""

    async def off(burner: Burner) -> Burner | None:
        try:
            await burner.off()
        except BurnerRefused:
            return burner
        return None

    results = await asyncio.gather(*(off(burner) for burner in burners))
    return [burner for burner in results if burner is not None]


async def all_off(turn: Turn) -> Reply:
    """Turn every burner off."""
    burners = list(turn.kitchen.burners)
    if not burners:
        return turn.reply("no_burners")
    unreached = await turn_off(burners)
    if unreached:
        return turn.reply(
            "not_all_off", burners=say_list([turn.burner_name(burner.id) for burner in unreached])
        )
    return turn.reply("all_off")


async def stop(turn: Turn) -> Reply:
    """End what is being cooked, and its heat; without that, turn everything off."""
    sessions = turn.kitchen.sessions.active
    if not sessions:
        return await all_off(turn)
    burners = [
        burner
        for session in sessions
        for dish in session.view().dishes
        if (burner := turn.kitchen.burners.get(dish.burner_id or "")) is not None
    ]
    unreached = await turn_off(burners)
    for session in sessions:
        await session.stop(by=turn.who or "cook")
    if unreached:
        return turn.reply(
            "not_all_off", burners=say_list([turn.burner_name(burner.id) for burner in unreached])
        )
    return turn.reply("stopped")


async def yes(turn: Turn) -> Reply:
    """Do what was asked about, when the yes is exact, here, and in time."""
    pending = turn.conversation.pending
    if pending is not None and pending.raises_heat and turn.recognition.layer != 1:
        return turn.reply("say_yes_exactly", expects=CONFIRMING)
    pending, in_time = turn.dialogue.take(turn.conversation)
    if pending is None:
        return turn.reply("nothing_to_confirm")
    if pending.raises_heat and not in_time:
        return turn.reply("too_late")
    return await do_pending(turn, pending)


async def do_pending(turn: Turn, pending: Pending) -> Reply:
    """Carry out a confirmed question."""
    details = pending.details
    burner = turn.kitchen.burners.get(str(details.get("burner")))
    if burner is not None and pending.raises_heat:
        await require_heat(turn, burner)
    match pending.action:
        case "start" | "guide":
            level = told_level(details.get("level")) if pending.raises_heat else HelpLevel.GUIDE
            return await start(turn, str(details["recipe"]), burner, level)
        case "set" if burner is not None:
            power, celsius = details.get("power"), details.get("temperature_c")
            heat = Heat(
                power=power if isinstance(power, float) else None,
                temperature_c=celsius if isinstance(celsius, float) else None,
            )
            return await set_burner(turn, burner, heat, start=not is_on(burner))
        case "resume":
            session = turn.kitchen.session(str(details["session"]))
            await require_session_heat(turn, str(details["session"]), str(details["dish"]))
            await session.resume(str(details["dish"]), heat=True, by=turn.who or "cook")
            return step_reply(turn, session)
        case "plan":
            return await plan_anyway(turn, details)
        case "accept_plan":
            return await accept_plan(turn, details)
        case "take":
            return await take(turn, str(details["session"]), str(details["dish"]))
        case "next_step":
            session = turn.kitchen.session(str(details["session"]))
            step = details["step"]
            return await go_on(turn, session, str(details["dish"]), step if isinstance(step, int) else 0)
        case _:
            return turn.reply("nothing_to_confirm")


async def require_session_heat(turn: Turn, session_id: str, dish_id: str) -> None:
    """The same conditions for the burner of a dish that is to be heated again."""
    dish = turn.kitchen.session(session_id).state.dish(dish_id)
    burner = None if dish is None else turn.kitchen.burners.get(dish.burner_id or "")
    if burner is None:
        raise Unanswered(turn.reply("unavailable"))
    await require_heat(turn, burner)


async def start(turn: Turn, recipe_id: str, burner: Burner | None, level: HelpLevel) -> Reply:
    """Open the session; with heat at the levels where the kitchen heats."""
    try:
        session = await turn.kitchen.start_session(
            recipe_id,
            None if burner is None else burner.id,
            level,
            heat=level not in WITHOUT_HEAT,
            who=turn.who or "cook",
        )
    except KitchenError as error:
        if error.code is ErrorCode.BURNER_IN_USE and burner is not None:
            return turn.reply("burner_in_use", burner=turn.burner_name(burner.id))
        raise
    await session.settle()
    dish = session.view().dish
    if dish.refusal is not None and burner is not None:
        await session.stop(by=turn.who or "cook")
        return refused_reply(turn, burner, dish.refusal)
    told = step_reply(turn, session)
    return turn.reply("started", step=told.say, show=told.show, expects=STEP_KINDS, ends=True)


async def no(turn: Turn) -> Reply:
    """Leave it."""
    turn.dialogue.take(turn.conversation)
    return turn.reply("left_it")


ANSWERS: Answers = {
    Kind.HEAT_OFF: heat_off,
    Kind.ALL_OFF: all_off,
    Kind.STOP: stop,
    Kind.START_RECIPE: start_recipe,
    Kind.SET_HEAT: set_heat,
    Kind.YES: yes,
    Kind.NO: no,
    Kind.CANCEL: no,
}
