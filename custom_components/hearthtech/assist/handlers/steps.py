"""Answers about the steps of the dish being cooked."""

from collections.abc import Mapping, Sequence
from typing import Any

from ...burners.heat_gate import HeatPermit, highest
from ...kitchen.errors import ErrorCode, KitchenError
from ...kitchen.pantry.pantry_item import PantryWithdrawal
from ...kitchen.recipes.model import DurationGoal, Heat, HumanGate, PhenomenonGoal, Step, TemperatureGoal
from ...kitchen.sessions.heat_orders import SessionOrder
from ...kitchen.sessions.model import PauseReason, Waiting
from ...kitchen.sessions.session import CookingSession
from ...kitchen.sessions.snapshot import DishSnapshot
from ...voice.intents import CONFIRMING, Kind
from ...voice.numbers import say_duration
from ...voice.reply import Reply, speakable
from ..heat_question import WITHOUT_HEAT, ask_to_heat
from ..turn import IntentHandlers, TurnContext, is_on
from .boiling_times import boiling_time
from .timers import called, timer_left

STEP_KINDS = (Kind.NEXT_STEP, Kind.REPEAT, Kind.PREVIOUS_STEP)
MOST_TAKEN = 6
"""How many pantry items are spoken."""
LONGEST_THING = 80
LONGEST_STEP = 220
"""How many characters of a step are spoken; the screen shows all."""


def step_reply(turn: TurnContext, session: CookingSession, dish_id: str | None = None) -> Reply:
    """Return the current step of a dish, by default the current one; used after each change of step."""
    view = session.view()
    dish = next((one for one in view.dishes if one.id == dish_id), view.dish)
    if session.over or dish.phase.over:
        return turn.reply("cooked", recipe=dish.name)
    if dish.waiting is Waiting.HEAT:
        return turn.reply("waits_heat", reason=refusal_words(turn, dish))
    return turn.reply(
        "step_paused" if dish.waiting is Waiting.RESUME else "step",
        number=dish.step + 1,
        count=dish.steps,
        text=step_words(turn, session, dish),
        show=dish.step_text,
    )


def step_words(turn: TurnContext, session: CookingSession, dish: DishSnapshot) -> str:
    """Return the spoken form of a step, ending with the condition that only the cook can judge."""
    text = speakable(dish.step_text or "", LONGEST_STEP)
    step = current_step(session, dish)
    if step is not None and isinstance(step.goal, HumanGate):
        return turn.words("gate_step", text=text if text.endswith((".", "!", "?")) else f"{text}.")
    return text


def current_step(session: CookingSession, dish: DishSnapshot) -> Step | None:
    """Return the current step."""
    state = session.state.dish(dish.id)
    return None if state is None else state.current


def refusal_words(turn: TurnContext, dish: DishSnapshot) -> str:
    """Return the reason for a burner's refusal in words."""
    code = dish.refusal
    if code is None:
        return turn.words("refusal_unknown")
    return turn.words(f"refusal_{code.value}")


async def next_step(turn: TurnContext) -> Reply:
    """Handle "next" and "done": confirm what the dish waits for and continue."""
    session, dish = turn.cooking()
    if dish.waiting is Waiting.RESUME:
        return await resume(turn, session, dish)
    return await order_step(turn, session, dish, SessionOrder.CONFIRM, "ask_next_heat")


async def order_step(
    turn: TurnContext,
    session: CookingSession,
    dish: DishSnapshot,
    order: SessionOrder,
    key: str,
    *,
    number: int = 0,
) -> Reply:
    """Give an order that moves a dish to another step; ask first if that would raise heat."""
    if (
        not turn.spoken
        and order in {SessionOrder.CONFIRM, SessionOrder.SKIP}
        and dish.waiting is Waiting.GATE
    ):
        return gate_waits(turn, session, dish)
    changes = session.changes_of(order, dish.id, number=number)
    details = {
        "session": session.id,
        "dish": dish.id,
        "step": dish.step,
        "order": order.value,
        "number": number,
    }
    if not changes:
        return await do_step(turn, details, None)
    return ask_to_heat(
        turn,
        changes,
        "step",
        details,
        key,
        number=number + 1,
        burner=turn.burner_name(changes[0].burner_id),
        level=turn.level(changes[0].level),
    )


async def do_step(turn: TurnContext, details: Mapping[str, Any], permit: HeatPermit | None) -> Reply:
    """Carry out an order of `order_step` or `resume`, with a permit if it raises heat."""
    session = turn.kitchen.cooking.get(str(details["session"]))
    dish_id, step, actor_name = str(details["dish"]), int(details["step"]), turn.actor_name or "cook"
    before = next((one for one in session.view().dishes if one.id == dish_id), None)
    if before is None or before.step != step:
        return step_reply(turn, session, dish_id)  # the session has moved on since
    machine = not turn.spoken
    try:
        match SessionOrder(str(details["order"])):
            case SessionOrder.SKIP:
                await session.skip_step(dish_id, step=step, actor=actor_name, machine=machine, heat=permit)
            case SessionOrder.PREVIOUS:
                await session.previous_step(dish_id, actor=actor_name, heat=permit)
            case SessionOrder.GO_TO:
                await session.go_to_step(int(details["number"]), dish_id, actor=actor_name, heat=permit)
            case SessionOrder.RESUME:
                await session.resume(dish_id, actor=actor_name, heat=permit)
            case _:
                await session.confirm(dish_id, step=step, actor=actor_name, machine=machine, heat=permit)
    except KitchenError as error:
        if error.code is ErrorCode.GATE_WAITS:
            return gate_waits(turn, session, before)
        raise
    await session.settle()
    after = next(one for one in session.view().dishes if one.id == dish_id)
    if session.over or after.phase.over:
        return await ask_take(turn, session.id, dish_id)
    return step_reply(turn, session, dish_id)


def gate_waits(turn: TurnContext, session: CookingSession, dish: DishSnapshot) -> Reply:
    """Reply at a human gate, which only a person can pass."""
    step = current_step(session, dish)
    said = step.goal.words if step is not None and isinstance(step.goal, HumanGate) else dish.step_text or ""
    return turn.reply("gate_tell", words=said.rstrip("."), expects=STEP_KINDS, ends=True)


async def ask_take(turn: TurnContext, session_id: str, dish_id: str) -> Reply:
    """Called after the last step. Ask whether to reduce the pantry, if it contains ingredients of the dish."""
    takings = await turn.kitchen.cooked_dishes.withdrawals(session_id, dish_id)
    if not takings:
        return turn.reply("last_step_done")
    turn.dialogue.ask(turn.conversation, "take", {"session": session_id, "dish": dish_id})
    return turn.reply("ask_take", items=taken_things(turn, takings), expects=CONFIRMING)


async def take(turn: TurnContext, session_id: str, dish_id: str) -> Reply:
    """Reduce the pantry as asked."""
    taken = await turn.kitchen.cooked_dishes.take(session_id, dish_id, actor=turn.actor_name or "cook")
    if not taken:
        return turn.reply("nothing_to_confirm")
    return turn.reply("taken", items=taken_things(turn, taken))


def taken_things(turn: TurnContext, takings: Sequence[PantryWithdrawal]) -> str:
    """Return the withdrawn items in words: "300 g flour and 2 eggs"."""
    said = [speakable(taking.words, LONGEST_THING) for taking in takings[:MOST_TAKEN]]
    if more := len(takings) - len(said):
        said.append(turn.phrase("more_things", count=more))
    return turn.listed(said)


async def resume(turn: TurnContext, session: CookingSession, dish: DishSnapshot) -> Reply:
    """Continue after a pause; heat requires a confirmation."""
    state = session.state.dish(dish.id)
    details = {
        "session": session.id,
        "dish": dish.id,
        "step": dish.step,
        "order": SessionOrder.RESUME.value,
        "number": 0,
    }
    changes = () if dish.level in WITHOUT_HEAT else session.changes_of(SessionOrder.RESUME, dish.id)
    step = None if state is None else state.current
    top = highest(change.level for change in changes)
    heats = step is not None and step.heat is not None and step.heat.power != 0
    allowed = state is not None and state.allowed_before
    if top is None or not heats or not allowed or dish.pause is PauseReason.PAN_LIFTED:
        return await do_step(turn, details, None)
    return ask_to_heat(
        turn,
        changes,
        "resume",
        details,
        "ask_resume",
        recipe=dish.name,
        burner=turn.burner_name(dish.burner_id),
        level=turn.level(top),
    )


async def previous_step(turn: TurnContext) -> Reply:
    """Go back one step."""
    session, dish = turn.cooking()
    if dish.step == 0:
        return turn.reply("no_previous")
    return await order_step(turn, session, dish, SessionOrder.PREVIOUS, "ask_step_heat", number=dish.step - 1)


async def skip_step(turn: TurnContext) -> Reply:
    """Skip this step, or go to the step with a number."""
    session, dish = turn.cooking()
    if (number := turn.number("step")) is None:
        return await order_step(turn, session, dish, SessionOrder.SKIP, "ask_next_heat")
    wanted = round(number) - 1
    if not 0 <= wanted < dish.steps:
        return turn.reply("no_such_step", count=dish.steps)
    if not turn.spoken and wanted > dish.step and dish.waiting is Waiting.GATE:
        return gate_waits(turn, session, dish)
    return await order_step(turn, session, dish, SessionOrder.GO_TO, "ask_step_heat", number=wanted)


async def repeat(turn: TurnContext) -> Reply:
    """Repeat the last answer; without one, the step."""
    last = turn.conversation.last or turn.focus.last
    if turn.text("dish") is not None:
        return await current_step_answer(turn)
    if last is not None and last.say:
        return Reply(say=last.say, show=last.show, expects=last.expects, ends=last.ends, kind=Kind.REPEAT)
    session = turn.session
    return turn.reply("nothing_to_repeat") if session is None else step_reply(turn, session)


async def current_step_answer(turn: TurnContext) -> Reply:
    """Answer which step is the current one."""
    session, dish = turn.cooking()
    return step_reply(turn, session, dish.id)


async def current_recipe(turn: TurnContext) -> Reply:
    """Answer what is being cooked."""
    _, dish = turn.cooking()
    return turn.reply("current_recipe", recipe=dish.name)


async def is_finished(turn: TurnContext) -> Reply:
    """Answer whether the step, or the dish, is done."""
    last = turn.kitchen.sessions.last
    if turn.session is None and last is not None:
        return turn.reply("is_finished", recipe=last.view().dish.name)
    session, dish = turn.cooking()
    step = current_step(session, dish)
    if step is not None and isinstance(step.goal, HumanGate):
        return turn.reply("gate_tell", words=step.goal.words)
    if dish.waiting is Waiting.CONFIRM:
        return turn.reply("goal_reached", expects=STEP_KINDS, ends=True)
    if dish.step_remaining_s:
        return turn.reply("not_finished_time", time=say_duration(dish.step_remaining_s, turn.language))
    return turn.reply("not_finished", number=dish.step + 1, count=dish.steps)


async def ask_duration(turn: TurnContext) -> Reply:
    """Answer the duration: of this step while cooking, else of a whole recipe."""
    session, turn.focus.seconds = turn.session, None
    name = turn.text("name")
    if name is not None and called(await turn.kitchen.timers.running(), name, turn.language):
        return await timer_left(turn)  # a timer of this name tells more than the step
    if session is None and (reply := await boiling_time(turn)) is not None:
        return reply
    if session is None or turn.text("recipe") is not None:
        recipe = await turn.recipe()
        seconds = recipe.total_time_s or recipe.cook_time_s
        if seconds is None:
            known = [step.goal.seconds for step in recipe.steps if isinstance(step.goal, DurationGoal)]
            seconds = sum(known) or None
        if seconds is None:
            return turn.reply("time_unknown")
        turn.focus.seconds = seconds
        return turn.reply("recipe_takes", recipe=recipe.name, time=say_duration(seconds, turn.language))
    session, dish = turn.cooking()
    if dish.step_remaining_s is not None and dish.waiting is not Waiting.CONFIRM:
        return turn.reply("step_left", time=say_duration(dish.step_remaining_s, turn.language))
    return Reply(say=goal_words(turn, current_step(session, dish)), kind=turn.kind)


async def ask_doneness(turn: TurnContext) -> Reply:
    """Answer how to recognize that the step is done, with the current values."""
    session, dish = turn.cooking()
    step = current_step(session, dish)
    said = goal_words(turn, step)
    burner = None if dish.burner_id is None else turn.kitchen.burners.get(dish.burner_id)
    celsius = None if burner is None else burner.state.food_temperature_c
    if step is not None and isinstance(step.goal, TemperatureGoal) and celsius is not None:
        said = f"{said} {turn.words('now_at', temperature=turn.degrees(celsius))}"
    return Reply(say=said, kind=turn.kind)


def goal_words(turn: TurnContext, step: Step | None) -> str:
    """Return the goal of a step in words."""
    match None if step is None else step.goal:
        case TemperatureGoal(celsius=celsius):
            return turn.words("until_temperature", temperature=turn.degrees(celsius))
        case DurationGoal(seconds=seconds):
            return turn.words("until_time", time=say_duration(seconds, turn.language))
        case PhenomenonGoal(phenomenon=phenomenon):
            return turn.words("until_seen", what=phenomenon.value)
        case HumanGate(words=said):
            return turn.words("gate_tell", words=said.rstrip("."))
        case _:
            return turn.words("done_when_you_see")


async def ask_temperature(turn: TurnContext) -> Reply:
    """Answer which heat or temperature the step requires."""
    session, dish = turn.cooking()
    step = current_step(session, dish)
    if step is not None and isinstance(step.goal, TemperatureGoal):
        return turn.reply("step_temperature", temperature=turn.degrees(step.goal.celsius))
    if step is not None and step.heat is not None:
        key = "step_level" if step.heat.temperature_c is None else "step_temperature"
        level = turn.level(step.heat)
        return turn.reply(key, level=level, temperature=level)
    return turn.reply("no_temperature")


async def meanwhile(turn: TurnContext) -> Reply:
    """Answer what comes next, to prepare while waiting."""
    _, dish = turn.cooking()
    if dish.next_text is None:
        return turn.reply("meanwhile_nothing")
    return turn.reply("meanwhile", text=speakable(dish.next_text, LONGEST_STEP), show=dish.next_text)


async def ask_heat(turn: TurnContext) -> Reply:
    """Answer how hot a burner is, or which burners are on."""
    burners = list(turn.kitchen.burners)
    named = turn.text("burner_id")
    if named is not None:
        burners = [burner for burner in burners if burner.id == named]
    else:
        burners = [burner for burner in burners if is_on(burner)]
        if not burners:
            return turn.reply("nothing_on")
        if len(burners) > 1:
            return turn.reply(
                "burners_on", burners=turn.listed(turn.burner_name(burner.id) for burner in burners)
            )
    if not burners:
        return turn.reply("no_burners")
    burner = burners[0]
    celsius = burner.state.food_temperature_c
    temperature = "" if celsius is None else turn.words("and_is_at", temperature=turn.degrees(celsius))
    if not is_on(burner):
        return turn.reply("burner_off", burner=turn.burner_name(burner.id), temperature=temperature)
    heat = (
        Heat(temperature_c=burner.state.target_temperature_c)
        if burner.state.target_temperature_c is not None
        else Heat(power=burner.state.power or 0.0)
    )
    return turn.reply(
        "burner_on",
        burner=turn.burner_name(burner.id),
        level=turn.level(heat),
        temperature=temperature,
    )


ANSWERS: IntentHandlers = {
    Kind.NEXT_STEP: next_step,
    Kind.PREVIOUS_STEP: previous_step,
    Kind.SKIP_STEP: skip_step,
    Kind.REPEAT: repeat,
    Kind.CURRENT_STEP: current_step_answer,
    Kind.CURRENT_RECIPE: current_recipe,
    Kind.IS_FINISHED: is_finished,
    Kind.ASK_DURATION: ask_duration,
    Kind.ASK_DONENESS: ask_doneness,
    Kind.ASK_TEMPERATURE: ask_temperature,
    Kind.MEANWHILE: meanwhile,
    Kind.ASK_HEAT: ask_heat,
}
