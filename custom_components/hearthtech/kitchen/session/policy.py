"""What the kitchen does next in a dish: pure decisions, one event at a time, until there is nothing to do."""

from custom_components.hearthtech.kitchen.recipes.model import Heat, HelpLevel, HumanGate, Step

from .events import DishDone, Event, GoalReached, HeatAsked, HeatEnded, StepEntered, Warming
from .goals import Verdict, goal_of
from .model import DishState, PauseReason, Phase, SessionState, Waiting

WATCHFUL = {HelpLevel.GUIDE, HelpLevel.ASSIST, HelpLevel.AUTOPILOT}
SERVED = {None, PauseReason.TURNED_OFF, PauseReason.PAN_LIFTED}
"""What may have happened to a cooked dish that is kept warm, and it is ready all the same."""


def decide(session: SessionState, dish: DishState, verdict: Verdict, now: float) -> Event | None:
    """The next event that follows by itself, or `None` when the dish waits for somebody or something."""
    if session.phase is not Phase.COOKING or dish.phase.over:
        return None
    if dish.phase is Phase.WARMING and dish.pause in SERVED and _all_ready(session, dish, now):
        return DishDone(at=now, dish=dish.id)
    if dish.pause is not None:
        return None
    if dish.phase is Phase.PLANNED:
        return _begin(dish, now)
    if dish.phase is Phase.WARMING:
        return _warm(dish, now)
    step = dish.current
    if step is None:
        return _end(session, dish, now)
    heat = wanted_heat(dish)
    if heat is not None and dish.refusal is None:
        return heat_order(dish, heat, now)
    if dish.awaiting_hands or dish.effective_level not in WATCHFUL:
        return None
    if not dish.goal_reached:
        return GoalReached(at=now, dish=dish.id) if verdict is Verdict.REACHED else None
    if may_advance(dish, step):
        return enter(dish, dish.step + 1, now)
    return None


def wanted_heat(dish: DishState) -> Heat | None:
    """The heat the machine should ask for now, `None` when nothing is to be changed."""
    step = dish.current
    if step is None or step.heat is None or dish.awaiting_hands or not dish.machine_heats:
        return None
    if step.heat.power == 0:
        return step.heat if dish.heat is not None else None
    return None if step.heat == dish.heat else step.heat


def heat_order(dish: DishState, heat: Heat, now: float) -> HeatAsked | HeatEnded:
    """The order for this heat; no heat is an order to turn off."""
    if heat.power == 0:
        return HeatEnded(at=now, dish=dish.id, order=dish.order + 1)
    return HeatAsked(at=now, dish=dish.id, order=dish.order + 1, heat=heat, start=not dish.heat_taken)


def may_advance(dish: DishState, step: Step) -> bool:
    """Whether the machine may go on by itself once the goal is reached. Never past a human gate."""
    if isinstance(step.goal, HumanGate):
        return False
    match dish.effective_level:
        case HelpLevel.ASSIST:
            return not step.needs_hands
        case HelpLevel.AUTOPILOT:
            return not step.needs_hands or goal_of(step) is not None
        case _:
            return False


def enter(dish: DishState, number: int, now: float, *, by: str = "", again: bool = False) -> Event:
    """Going to another step; on autopilot a step that needs hands waits for them, with the heat as it is."""
    step = dish.step_at(number)
    hands = (
        step is not None
        and step.needs_hands
        and goal_of(step) is not None
        and not isinstance(step.goal, HumanGate)
        and not by
        and dish.level is HelpLevel.AUTOPILOT
    )
    return StepEntered(at=now, dish=dish.id, step=number, hands=hands, by=by, again=again)


def waiting_for(session: SessionState, dish: DishState, verdict: Verdict) -> Waiting:
    """What the dish waits for, in one word."""
    step = dish.current
    match dish:
        case _ if dish.phase.over or session.phase.over:
            return Waiting.NOTHING
        case DishState(pause=pause) if pause is not None:
            return Waiting.RESUME
        case DishState(phase=Phase.PLANNED):
            return Waiting.START if session.phase is Phase.PLANNED else Waiting.TIME
        case DishState(phase=Phase.WARMING):
            return Waiting.TIME
        case _ if step is None:
            return Waiting.NOTHING
        case DishState(refusal=refusal) if refusal is not None:
            return Waiting.HEAT
        case DishState(awaiting_hands=True):
            return Waiting.HANDS
        case _ if isinstance(step.goal, HumanGate):
            return Waiting.GATE
        case DishState(goal_reached=True):
            return Waiting.CONFIRM
        case _ if dish.effective_level is HelpLevel.OBSERVE or verdict is Verdict.UNSEEN:
            return Waiting.COOK_SEES
        case _:
            return Waiting.GOAL


def _begin(dish: DishState, now: float) -> Event | None:
    if dish.begins_at is not None and now < dish.begins_at - 1e-6:
        return None
    if dish.begins_at is None:
        return StepEntered(at=now, dish=dish.id, step=0)
    return enter(dish, 0, now)  # its pot may not stand there yet


def _end(session: SessionState, dish: DishState, now: float) -> Event:
    done = _all_ready(session, dish, now)
    return DishDone(at=now, dish=dish.id) if done else Warming(at=now, dish=dish.id)


def _all_ready(session: SessionState, dish: DishState, now: float) -> bool:
    """Whether a cooked dish can be served: the time has come, and no other is still being cooked."""
    if not session.together:
        return True
    others = [other for other in session.dishes if other.id != dish.id]
    if any(other.phase is Phase.PLANNED or other.current is not None for other in others):
        return False
    return session.ready_at is None or now >= session.ready_at - 1e-6


def _warm(dish: DishState, now: float) -> Event | None:
    warm = Heat(temperature_c=dish.plan.warm_c)
    if dish.machine_heats and dish.refusal is None and dish.heat != warm:
        return heat_order(dish, warm, now)
    return None
