"""Compute the requested heat of one burner, and set it: shared by the handlers of heat."""

from collections.abc import Mapping

from ...burners.burner import Burner
from ...burners.heat_gate import HeatPermit
from ...burners.model import BurnerRefused, RefusalCode
from ...kitchen.recipes.model import Heat
from ...voice.numbers import say_duration
from ...voice.reply import Reply
from ..turn import TurnContext, is_on

KNOB_STEP = 1 / 9
"""One step of a knob from 0 to 9."""
DEGREE_STEP_C = 10.0
"""The temperature difference of "a little less" for a burner that holds a temperature (K)."""


def for_seconds(details: Mapping[str, object]) -> float | None:
    """Return the time after which a burner is to be turned off (s); `None` if none was given."""
    for_s = details.get("for_s")
    return float(for_s) if isinstance(for_s, int | float) and for_s > 0 else None


def cut_off_s(burner: Burner, for_s: float | None) -> float | None:
    """Return the time for the cut-off timer of the burner, in s of stove time; `None` without a timer or request."""
    if for_s is None or not burner.capabilities.timer.access.writable:
        return None
    return for_s * burner.clock_rate


def wanted_heat(details: Mapping[str, object], burner: Burner) -> Heat | None:
    """Return the requested heat; `None` if the burner is only to be on."""
    if isinstance(celsius := details.get("temperature_c"), int | float):
        return Heat(temperature_c=float(celsius))
    if isinstance(level := details.get("power"), int | float):
        return Heat(power=min(max(float(level), 0.0), 1.0))
    change, state = details.get("change"), burner.state
    if change is None:
        return None
    steps = details.get("by")
    by = float(steps) if isinstance(steps, int | float) and steps > 0 else 1.0
    sign = 1.0 if change == "up" else -1.0
    if state.target_temperature_c is not None:
        return Heat(temperature_c=round(state.target_temperature_c + sign * by * DEGREE_STEP_C, 1))
    if state.power is None or (not is_on(burner) and change == "down"):
        return None
    moved = state.power + sign * by * KNOB_STEP
    if change == "down":  # "less" never turns off
        moved = max(moved, state.power / 2)
    return Heat(power=min(round(moved, 3), 1.0))


def out_of_range(turn: TurnContext, burner: Burner, heat: Heat) -> Reply | None:
    """Return the reply to a temperature that the burner can't hold."""
    if heat.temperature_c is None:
        return None
    known = burner.capabilities.temperature
    if not known.access.writable:
        return turn.reply("holds_no_temperature", burner=turn.burner_name(burner.id))
    low, high = known.minimum, known.maximum
    if (low is None or heat.temperature_c >= low) and (high is None or heat.temperature_c <= high):
        return None
    return turn.reply(
        "temperature_range",
        burner=turn.burner_name(burner.id),
        low=turn.degrees(low or 0.0),
        high=turn.degrees(high or 0.0),
    )


async def set_burner(
    turn: TurnContext,
    burner: Burner,
    heat: Heat,
    *,
    start: bool = False,
    for_s: float | None = None,
    permit: HeatPermit | None = None,
) -> Reply:
    """Send the heat and return the result in words.

    After `for_s` seconds the burner is turned off, by its own timer if it has one.
    """
    name = turn.burner_name(burner.id)
    timer_s = cut_off_s(burner, for_s)
    try:
        await burner.set(
            power=heat.power,
            temperature_c=heat.temperature_c,
            start=start,
            timer_s=timer_s,
            permit=permit,
        )
    except BurnerRefused as refused:
        return refused_reply(turn, burner, refused.code)
    if for_s is None:
        return turn.reply("heat_is_set", burner=name, level=turn.level(heat))
    if timer_s is None:
        for_s = await turn.kitchen.timers.delayed_off.plan(burner, for_s)
    time = say_duration(for_s, turn.language)
    return turn.reply("heat_is_set_for", burner=name, level=turn.level(heat), time=time)


def refused_reply(turn: TurnContext, burner: Burner, code: RefusalCode) -> Reply:
    """Return the reply for a refusal of the stove."""
    name = turn.burner_name(burner.id)
    match code:
        case RefusalCode.NOT_ARMED:
            return turn.reply("heat_refused_not_armed")
        case RefusalCode.MANUAL:
            return turn.reply("heat_refused_by_hand", burner=name)
        case RefusalCode.LATCHED:
            return turn.reply("heat_refused_latched", burner=name)
        case RefusalCode.UNAVAILABLE:
            return turn.reply("heat_refused_unavailable")
        case _:
            return turn.reply("refused", reason=turn.words(f"refusal_{code.value}"))
