"""Decide the next event of a dish: pure functions, one event at a time, until none follows."""

from dataclasses import replace

from ...burners.heat_gate import level_raises
from ..recipes.model import Heat, HelpLevel, HumanGate, Step
from .events import DishDone, Event, GoalReached, HeatAsked, HeatEnded, StepEntered, Warming
from .goals import GoalState, goal_of
from .model import DishState, PauseReason, Phase, SessionState, Waiting, heat_level

WATCHFUL = {HelpLevel.GUIDE, HelpLevel.ASSIST, HelpLevel.AUTOPILOT}
SERVED = {None, PauseReason.TURNED_OFF, PauseReason.PAN_LIFTED}
"""Reasons by which a cooked dish that is kept warm may have lost its heat and is still ready."""


def decide(session: SessionState, dish: DishState, verdict: GoalState, now: float) -> Event | None:
    """The next automatic event, or `None` when the dish waits."""
    if session.phase is not Phase.COOKING or dish.phase.over:
        return None
    if dish.phase is Phase.WARMING and dish.pause in SERVED and _all_ready(session, dish, now):
        return DishDone(at=now, dish=dish.id)
    if dish.pause is not None:
        return None
    if dish.phase is Phase.PLANNED:
        return None if waits_to_begin(dish, now) else _begin(dish, now)
    if dish.phase is Phase.WARMING:
        return _warm(dish, now)
    step = dish.current
    if step is None:
        return _end(session, dish, now)
    heat = wanted_heat(dish)
    if heat is not None and dish.refusal is None and dish.may_raise_to(heat):
        return heat_order(dish, heat, now)
    if dish.awaiting_hands or dish.effective_level not in WATCHFUL:
        return None
    if not dish.goal_reached:
        return GoalReached(at=now, dish=dish.id) if verdict is GoalState.REACHED else None
    if may_advance(dish, step) and not must_agree(session, dish, dish.step + 1):
        return enter(dish, dish.step + 1, now)
    return None


def heat_at(session: SessionState, dish: DishState, number: int) -> Heat | None:
    """The heat that the kitchen would set when the dish enters step `number`, `None` for no change.

    After the last step, the holding temperature while other dishes are not ready.
    """
    there = replace(dish, phase=Phase.COOKING, step=number, awaiting_hands=False)
    if not there.machine_heats:
        return None
    step = there.current
    if step is not None:
        return step.heat
    return None if _all_ready(session, there, session.at) else Heat(temperature_c=dish.plan.warm_c)


def must_agree(session: SessionState, dish: DishState, number: int) -> bool:
    """Whether entering a step automatically needs a yes or a tap: at *assist*, if it would raise heat."""
    heat = heat_at(session, dish, number)
    there = replace(dish, phase=Phase.COOKING, step=number, agreed=False)
    return heat is not None and not there.may_raise_to(heat)


def waits_to_begin(dish: DishState, now: float) -> bool:
    """Whether a dish that is due waits for the cook, because at *assist* its first step would heat."""
    if dish.begins_at is None or now < dish.begins_at - 1e-6 or not dish.machine_heats:
        return False
    first = dish.step_at(0)
    there = replace(dish, phase=Phase.COOKING, step=0)
    return first is not None and first.heat is not None and not there.may_raise_to(first.heat)


def wanted_heat(dish: DishState) -> Heat | None:
    """The heat that the machine should request, `None` when nothing changes."""
    step = dish.current
    if step is None or step.heat is None or dish.awaiting_hands or not dish.machine_controls:
        return None
    if step.heat.power == 0:
        return step.heat if dish.heat is not None else None
    if not dish.permitted and level_raises(heat_level(dish.heat), heat_level(step.heat)):
        return None
    return None if step.heat == dish.heat else step.heat


def heat_order(dish: DishState, heat: Heat, now: float) -> HeatAsked | HeatEnded:
    """The order for this heat; no heat is an order to turn off."""
    if heat.power == 0:
        return HeatEnded(at=now, dish=dish.id, order=dish.order + 1)
    return HeatAsked(at=now, dish=dish.id, order=dish.order + 1, heat=heat, start=not dish.heat_taken)


def may_advance(dish: DishState, step: Step) -> bool:
    """Whether the machine may enter the next step when the goal is reached. Never past a human gate."""
    if isinstance(step.goal, HumanGate):
        return False
    match dish.effective_level:
        case HelpLevel.ASSIST:
            return not step.needs_hands
        case HelpLevel.AUTOPILOT:
            return not step.needs_hands or goal_of(step) is not None
        case _:
            return False


def enter(
    dish: DishState, number: int, now: float, *, actor: str = "", again: bool = False, agreed: bool = False
) -> Event:
    """Enter another step; on autopilot a step with manual work waits for the cook, with unchanged heat.

    `agreed`: a person agreed to the heat of that step.
    """
    step = dish.step_at(number)
    hands = (
        step is not None
        and step.needs_hands
        and goal_of(step) is not None
        and not isinstance(step.goal, HumanGate)
        and not actor
        and dish.level is HelpLevel.AUTOPILOT
    )
    return StepEntered(
        at=now, dish=dish.id, step=number, hands=hands, by=actor, again=again, agreed=agreed and not hands
    )


def waiting_for(session: SessionState, dish: DishState, verdict: GoalState, now: float) -> Waiting:
    """The condition that the dish waits for."""
    step = dish.current
    match dish:
        case _ if dish.phase.over or session.phase.over:
            return Waiting.NOTHING
        case DishState(pause=pause) if pause is not None:
            return Waiting.RESUME
        case DishState(phase=Phase.PLANNED):
            waits = session.phase is Phase.PLANNED or waits_to_begin(dish, now)
            return Waiting.START if waits else Waiting.TIME
        case DishState(phase=Phase.WARMING):
            return Waiting.TIME
        case _ if step is None:
            return Waiting.NOTHING
        case DishState(refusal=refusal) if refusal is not None:
            return Waiting.HEAT
        case _ if (heat := wanted_heat(dish)) is not None and not dish.may_raise_to(heat):
            return Waiting.HEAT
        case DishState(awaiting_hands=True):
            return Waiting.HANDS
        case _ if isinstance(step.goal, HumanGate):
            return Waiting.GATE
        case DishState(goal_reached=True):
            return Waiting.CONFIRM
        case _ if dish.effective_level is HelpLevel.OBSERVE or verdict is GoalState.UNSEEN:
            return Waiting.COOK_SEES
        case _:
            return Waiting.GOAL


def _begin(dish: DishState, now: float) -> Event | None:
    if dish.begins_at is not None and now < dish.begins_at - 1e-6:
        return None
    if dish.begins_at is None:
        return StepEntered(at=now, dish=dish.id, step=0, agreed=dish.agreed)
    return enter(dish, 0, now, agreed=dish.agreed)  # its pot may not be there yet


def _end(session: SessionState, dish: DishState, now: float) -> Event:
    done = _all_ready(session, dish, now)
    return DishDone(at=now, dish=dish.id) if done else Warming(at=now, dish=dish.id)


def _all_ready(session: SessionState, dish: DishState, now: float) -> bool:
    """Whether a cooked dish can be served: the time is reached, and no other dish is still being cooked."""
    if not session.together:
        return True
    others = [other for other in session.dishes if other.id != dish.id]
    if any(other.phase is Phase.PLANNED or other.current is not None for other in others):
        return False
    return session.ready_at is None or now >= session.ready_at - 1e-6


def _warm(dish: DishState, now: float) -> Event | None:
    warm = Heat(temperature_c=dish.plan.warm_c)
    if not dish.machine_heats or dish.refusal is not None or dish.heat == warm:
        return None
    if dish.may_raise_to(warm):
        return heat_order(dish, warm, now)
    # Nobody agreed to keep it warm: the heat of its last step ends.
    return None if dish.heat is None else HeatEnded(at=now, dish=dish.id, order=dish.order + 1)
