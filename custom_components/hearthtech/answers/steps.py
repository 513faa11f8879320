"""Answers about the steps of the dish being cooked."""

from collections.abc import Sequence

from custom_components.hearthtech.kitchen.plan.pantry import Taking
from custom_components.hearthtech.kitchen.recipes.model import (
    DurationGoal,
    Heat,
    HumanGate,
    PhenomenonGoal,
    Step,
    TemperatureGoal,
)
from custom_components.hearthtech.kitchen.session import CookingSession, DishView, PauseReason, Waiting
from custom_components.hearthtech.voice.kinds import CONFIRMING, Kind
from custom_components.hearthtech.voice.numbers import say_duration
from custom_components.hearthtech.voice.reply import Reply, speakable

from .turn import Answers, Turn, is_on, said_level

STEP_KINDS = (Kind.NEXT_STEP, Kind.REPEAT, Kind.PREVIOUS_STEP)
MOST_TAKEN = 6
"""How many things of the pantry an ear can take."""
LONGEST_THING = 80
LONGEST_STEP = 220
"""Characters of a step that the ear gets; the screen gets all."""


def step_reply(turn: Turn, session: CookingSession) -> Reply:
    """Where the session is now, told after anything that moved it."""
    view = session.view()
    dish = view.dish
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


def step_words(turn: Turn, session: CookingSession, dish: DishView) -> str:
    """The step in hand for the ear, ending with what only the cook can say."""
    text = speakable(dish.step_text or "", LONGEST_STEP)
    step = current_step(session, dish)
    if step is not None and isinstance(step.goal, HumanGate):
        return turn.words("gate_step", text=text if text.endswith((".", "!", "?")) else f"{text}.")
    return text


def current_step(session: CookingSession, dish: DishView) -> Step | None:
    """The step in hand itself."""
    state = session.state.dish(dish.id)
    return None if state is None else state.current


def refusal_words(turn: Turn, dish: DishView) -> str:
    """Why the burner did not take the heat, in words."""
    code = dish.refusal
    if code is None:
        return turn.words("refusal_unknown")
    return turn.words(f"refusal_{code.value}")


def next_heat(session: CookingSession, dish: DishView) -> Heat | None:
    """The heat that going on would ask for, where it is more than now."""
    state = session.state.dish(dish.id)
    following = None if state is None else state.step_at(dish.step + 1)
    if state is None or following is None or following.heat is None or not state.machine_heats:
        return None
    now, then = dish.heat, following.heat
    if then.power == 0 or now == then:
        return None
    if now is not None and now.power is not None and now.power >= 1.0:
        return None
    if now is not None and now.power is not None and then.power is not None and then.power <= now.power:
        return None
    return then


async def next_step(turn: Turn) -> Reply:
    """Done, next: confirm what the dish waits for and go on."""
    session, dish = turn.cooking()
    if dish.waiting is Waiting.RESUME:
        return await resume(turn, session, dish)
    heat = next_heat(session, dish)
    if heat is not None and turn.recognition.layer != 1:
        turn.dialogue.ask(
            turn.conversation,
            "next_step",
            {"session": session.id, "dish": dish.id, "step": dish.step},
            raises_heat=True,
        )
        return turn.reply(
            "ask_next_heat",
            burner=turn.burner_name(dish.burner_id),
            level=said_level(heat, turn.language),
            expects=(Kind.YES, Kind.NO, Kind.CANCEL),
        )
    return await go_on(turn, session, dish.id, dish.step)


async def go_on(turn: Turn, session: CookingSession, dish_id: str, step: int) -> Reply:
    """Confirm a step and tell the next. `step` keeps a "done" that was heard twice from counting twice."""
    before = session.view().dish
    await session.confirm(dish_id, step=step, by=turn.who or "cook")
    after = session.view().dish
    if session.over or (after.id == before.id and after.phase.over):
        return await ask_take(turn, session.id, before.id)
    return step_reply(turn, session)


async def ask_take(turn: Turn, session_id: str, dish_id: str) -> Reply:
    """The last step is done. Ask whether the pantry has less now, where something of the dish was in it."""
    takings = await turn.kitchen.pantry_after_dish(session_id, dish_id)
    if not takings:
        return turn.reply("last_step_done")
    turn.dialogue.ask(turn.conversation, "take", {"session": session_id, "dish": dish_id})
    return turn.reply("ask_take", items=taken_things(turn, takings), expects=CONFIRMING)


async def take(turn: Turn, session_id: str, dish_id: str) -> Reply:
    """Take what was asked about."""
    taken = await turn.kitchen.take_for_dish(session_id, dish_id, who=turn.who or "cook")
    if not taken:
        return turn.reply("nothing_to_confirm")
    return turn.reply("taken", items=taken_things(turn, taken))


def taken_things(turn: Turn, takings: Sequence[Taking]) -> str:
    """What is taken, for the ear: "300 g flour and 2 eggs"."""
    said = [speakable(taking.words, LONGEST_THING) for taking in takings[:MOST_TAKEN]]
    if more := len(takings) - len(said):
        said.append(turn.phrase("more_things", count=more))
    *first, last = said
    return f"{', '.join(first)} {turn.phrase('and_word')} {last}" if first else last


async def resume(turn: Turn, session: CookingSession, dish: DishView) -> Reply:
    """Go on after a pause; heat only after a confirmation."""
    state = session.state.dish(dish.id)
    step = None if state is None else state.current
    heats = state is not None and state.permitted and step is not None and step.heat is not None
    lifted = dish.pause is PauseReason.PAN_LIFTED
    if heats and step is not None and step.heat is not None and turn.recognition.layer == 1 and not lifted:
        turn.dialogue.ask(
            turn.conversation, "resume", {"session": session.id, "dish": dish.id}, raises_heat=True
        )
        return turn.reply(
            "ask_resume",
            recipe=dish.name,
            burner=turn.burner_name(dish.burner_id),
            level=said_level(step.heat, turn.language),
            expects=(Kind.YES, Kind.NO, Kind.CANCEL),
        )
    await session.resume(dish.id, by=turn.who or "cook")
    return step_reply(turn, session)


async def previous_step(turn: Turn) -> Reply:
    """One step back."""
    session, dish = turn.cooking()
    if dish.step == 0:
        return turn.reply("no_previous")
    await session.previous_step(dish.id, by=turn.who or "cook")
    return step_reply(turn, session)


async def skip_step(turn: Turn) -> Reply:
    """Leave this step out."""
    session, dish = turn.cooking()
    heat = next_heat(session, dish)
    if heat is not None and turn.recognition.layer != 1:
        return await next_step(turn)
    await session.skip_step(dish.id, step=dish.step, by=turn.who or "cook")
    return step_reply(turn, session)


async def repeat(turn: Turn) -> Reply:
    """The last answer once more; the step when nothing was said yet."""
    last = turn.conversation.last
    if last is not None and last.say:
        return Reply(say=last.say, show=last.show, expects=last.expects, ends=last.ends, kind=Kind.REPEAT)
    session = turn.session
    return turn.reply("nothing_to_repeat") if session is None else step_reply(turn, session)


async def current_step_answer(turn: Turn) -> Reply:
    """Which step this is."""
    session, _ = turn.cooking()
    return step_reply(turn, session)


async def current_recipe(turn: Turn) -> Reply:
    """What is being cooked."""
    _, dish = turn.cooking()
    return turn.reply("current_recipe", recipe=dish.name)


async def is_finished(turn: Turn) -> Reply:
    """Whether the step, or the dish, is done."""
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
        return turn.reply("not_finished_time", time=say_duration(dish.step_remaining_s))
    return turn.reply("not_finished", number=dish.step + 1, count=dish.steps)


async def ask_duration(turn: Turn) -> Reply:
    """How long: this step while cooking, a whole recipe otherwise."""
    session = turn.session
    if session is None or turn.text("recipe") is not None:
        recipe = await turn.recipe()
        seconds = recipe.total_time_s or recipe.cook_time_s
        if seconds is None:
            known = [step.goal.seconds for step in recipe.steps if isinstance(step.goal, DurationGoal)]
            seconds = sum(known) or None
        if seconds is None:
            return turn.reply("time_unknown")
        return turn.reply("recipe_takes", recipe=recipe.name, time=say_duration(seconds))
    session, dish = turn.cooking()
    if dish.step_remaining_s is not None and dish.waiting is not Waiting.CONFIRM:
        return turn.reply("step_left", time=say_duration(dish.step_remaining_s))
    return Reply(say=goal_words(turn, current_step(session, dish)), kind=turn.kind)


async def ask_doneness(turn: Turn) -> Reply:
    """How to tell that the step is done, and how it is now."""
    session, dish = turn.cooking()
    step = current_step(session, dish)
    said = goal_words(turn, step)
    burner = None if dish.burner_id is None else turn.kitchen.burners.get(dish.burner_id)
    celsius = None if burner is None else burner.state.food_temperature_c
    if step is not None and isinstance(step.goal, TemperatureGoal) and celsius is not None:
        said = f"{said} {turn.words('now_at', celsius=round(celsius))}"
    return Reply(say=said, kind=turn.kind)


def goal_words(turn: Turn, step: Step | None) -> str:
    """The goal of a step, in words."""
    match None if step is None else step.goal:
        case TemperatureGoal(celsius=celsius):
            return turn.words("until_temperature", celsius=round(celsius))
        case DurationGoal(seconds=seconds):
            return turn.words("until_time", time=say_duration(seconds))
        case PhenomenonGoal(phenomenon=phenomenon):
            return turn.words("until_seen", what=phenomenon.value)
        case HumanGate(words=said):
            return turn.words("gate_tell", words=said.rstrip("."))
        case _:
            return turn.words("done_when_you_see")


async def ask_temperature(turn: Turn) -> Reply:
    """Which heat or temperature the step wants."""
    session, dish = turn.cooking()
    step = current_step(session, dish)
    if step is not None and isinstance(step.goal, TemperatureGoal):
        return turn.reply("step_temperature", celsius=round(step.goal.celsius))
    if step is not None and step.heat is not None:
        key = "step_level" if step.heat.temperature_c is None else "step_temperature"
        return turn.reply(
            key, level=said_level(step.heat, turn.language), celsius=round(step.heat.temperature_c or 0)
        )
    return turn.reply("no_temperature")


async def meanwhile(turn: Turn) -> Reply:
    """What comes next, to prepare while waiting."""
    _, dish = turn.cooking()
    if dish.next_text is None:
        return turn.reply("meanwhile_nothing")
    return turn.reply("meanwhile", text=speakable(dish.next_text, LONGEST_STEP), show=dish.next_text)


async def ask_heat(turn: Turn) -> Reply:
    """How hot a burner is, or which are on."""
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
                "burners_on", burners=", ".join(turn.burner_name(burner.id) for burner in burners)
            )
    if not burners:
        return turn.reply("no_burners")
    burner = burners[0]
    celsius = burner.state.food_temperature_c
    temperature = "" if celsius is None else turn.words("and_is_at", celsius=round(celsius))
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
        level=said_level(heat, turn.language),
        temperature=temperature,
    )


ANSWERS: Answers = {
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
