"""Reducer: compute the next state from a state and an event. Pure; the only way to change a session."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from .events import (
    AllowanceEnded,
    CallAnswered,
    Corrected,
    DishDone,
    Event,
    Finished,
    GoalReached,
    GoalRevoked,
    HandsDone,
    HeatAsked,
    HeatEnded,
    HeatOrderRefused,
    HeatTaken,
    IngredientStruck,
    KnobTurned,
    Lagged,
    LevelSet,
    Moved,
    Noticed,
    Opened,
    Paused,
    ReadySet,
    Remarked,
    Resumed,
    Scheduled,
    SensorBack,
    SensorLost,
    SessionRestored,
    Started,
    StepEntered,
    Stopped,
    Ticked,
    Warming,
)
from .model import (
    LEVELS,
    CorrectionKind,
    DishState,
    ManualCorrection,
    PauseReason,
    Phase,
    Remark,
    Sensed,
    SessionState,
)

EMPTY = SessionState(id="")
KEPT = 200
"""Number of detected events and corrections in a dish's state; the journal stores all."""


def replay(events: Iterable[Event]) -> SessionState:
    """The state after all these events."""
    state = EMPTY
    for event in events:
        state = reduce(state, event)
    return state


def reduce(state: SessionState, event: Event) -> SessionState:
    """The state after one more event. An event about an unknown dish changes only the count."""
    state = replace(state, at=max(state.at, event.at), events=state.events + 1)
    match event:
        case Opened():
            return replace(
                state,
                id=event.session,
                name=event.name,
                together=event.together,
                opened_at=event.wall,
                dishes=tuple(
                    DishState(plan=plan, level=plan.level, burner_id=plan.burner_id) for plan in event.dishes
                ),
            )
        case Started(allowances=allowances, heat=heat):
            dishes = tuple(
                replace(
                    dish,
                    allowance=allowances.get(dish.id),
                    agreed=dish.id in allowances,
                    allowed_before=heat or dish.id in allowances,
                )
                for dish in state.dishes
            )
            return replace(state, phase=Phase.COOKING, dishes=dishes)
        case ReadySet(ready_at=ready_at):
            return replace(state, ready_at=ready_at)
        case Remarked():
            remark = Remark(at=event.at, words=event.words, by=event.by, dish=event.dish, media=event.media)
            return replace(state, remarks=(*state.remarks, remark))
        case SessionRestored():
            return replace(
                state, restarts=state.restarts + 1, dishes=tuple(_restored(d, state.at) for d in state.dishes)
            )
        case Ticked():
            return state
        case Finished():
            return replace(state, phase=Phase.DONE)
        case Stopped(dish=str(dish_id)):
            return _with(state, dish_id, lambda dish: _ended(dish, event.at, Phase.STOPPED))
        case Stopped():
            dishes = tuple(d if d.phase.over else _ended(d, event.at, Phase.STOPPED) for d in state.dishes)
            return replace(state, phase=Phase.STOPPED, dishes=dishes)
        case _:
            return _with(state, event.dish, lambda dish: reduce_dish(dish, event))


def reduce_dish(dish: DishState, event: Event) -> DishState:
    """The dish after one of its own events."""
    match event:
        case Scheduled(begins_at=begins_at):
            # Dishes that begin later need agreement when they begin.
            return replace(dish, begins_at=begins_at, agreed=False)
        case StepEntered():
            return replace(
                _clear_refusal(dish),
                phase=Phase.COOKING,
                step=event.step,
                attempt=dish.attempt + 1 if event.again else 1,
                answered=False,
                awaiting_hands=event.hands,
                agreed=event.agreed,
                goal_reached=False,
                spent_s=0.0,
                since=None if event.hands or dish.pause else event.at,
                sensed=(),
                lagging=False,
                lagged_s=0.0,
                lagging_since=None,
            )
        case HandsDone():
            return replace(
                dish,
                awaiting_hands=False,
                since=dish.since if dish.pause else event.at,
                agreed=dish.agreed or event.agreed,
            )
        case GoalReached():
            return replace(dish, goal_reached=True, answered=False)
        case GoalRevoked():
            return _revoked(dish, event)
        case HeatAsked():
            return replace(
                _clear_refusal(dish), order=event.order, heat=event.heat, heat_taken=False, by_hand=False
            )
        case HeatTaken(order=order):
            return replace(dish, heat_taken=True) if order == dish.order and dish.heat else dish
        case HeatOrderRefused(order=order):
            if order != dish.order or dish.heat is None:
                return dish
            return replace(
                dish,
                heat=None,
                heat_taken=False,
                refusal=event.code,
                refusal_data=dict(event.data),
                answered=False,
            )
        case HeatEnded(order=order):
            return replace(dish, order=order, heat=None, heat_taken=False)
        case Corrected():
            return _corrected(dish, event)
        case Paused():
            return _paused(dish, event.at, event.reason)
        case Resumed():
            return _resumed(dish, event)
        case LevelSet():
            return _level_set(dish, event)
        case AllowanceEnded() | KnobTurned():
            # A manual change at the stove ends the allowance, also while the kitchen does not heat.
            return replace(dish, allowance=None, agreed=False)
        case SensorLost():
            return replace(dish, sensor_lost=True)
        case SensorBack():
            return replace(dish, sensor_lost=False)
        case Lagged(lagging=lagging):
            return _lagged(dish, event.at, lagging=lagging)
        case Noticed():
            found = Sensed(at=event.at, kind=event.kind, celsius=event.celsius)
            return replace(dish, sensed=(*dish.sensed, found)[-KEPT:])
        case Moved(burner_id=burner_id):
            return replace(
                _clear_refusal(dish),
                burner_id=burner_id,
                heat=None,
                heat_taken=False,
                by_hand=False,
                allowance=None,
                agreed=False,
            )
        case Warming():
            return replace(dish, phase=Phase.WARMING, since=None, done_at=event.at)
        case IngredientStruck():
            mark = (event.step, event.line)
            others = tuple(one for one in dish.struck if one != mark)
            return replace(dish, struck=(*others, mark)[-KEPT:] if event.struck else others)
        case CallAnswered(step=step):
            return replace(dish, answered=True) if step == dish.step else dish
        case DishDone():
            return _ended(dish, event.at, Phase.DONE)
        case _:
            return dish


def _corrected(dish: DishState, event: Corrected) -> DishState:
    kept = ManualCorrection(
        at=event.at, step=dish.step, kind=event.kind, power=event.power, celsius=event.celsius
    )
    dish = replace(dish, corrections=(*dish.corrections, kept)[-KEPT:])
    if event.kind in {CorrectionKind.KNOB, CorrectionKind.TURNED_OFF}:
        # Heat set by hand belongs to the cook: the machine requests none until it is asked to continue.
        return replace(
            _clear_refusal(dish), by_hand=True, allowance=None, agreed=False, heat=None, heat_taken=False
        )
    return dish


def _revoked(dish: DishState, event: GoalRevoked) -> DishState:
    """The dish in the step whose goal was revoked. Its heat stays until the step sets it again."""
    if dish.phase is not Phase.COOKING or event.step > dish.step:
        return dish
    if event.step == dish.step:
        return replace(dish, goal_reached=False)
    return replace(
        _clear_refusal(dish),
        step=event.step,
        awaiting_hands=False,
        agreed=False,
        goal_reached=False,
        spent_s=0.0,
        since=None if dish.pause else event.at,
        sensed=(),
        lagging=False,
        lagged_s=0.0,
        lagging_since=None,
    )


def _level_set(dish: DishState, event: LevelSet) -> DishState:
    if LEVELS.index(event.level) <= LEVELS.index(dish.level):
        return replace(dish, level=event.level)
    # More help needs a new allowance; heat that is on stays as it is.
    return replace(
        dish,
        level=event.level,
        allowance=event.allowance,
        allowed_before=dish.allowed_before or event.allowance is not None,
        agreed=event.allowance is not None,
    )


def _lagged(dish: DishState, at: float, *, lagging: bool) -> DishState:
    if lagging == dish.lagging or dish.pause is not None:
        return dish
    if lagging:
        return replace(dish, spent_s=dish.elapsed_s(at), since=None, lagging=True, lagging_since=at)
    since = dish.lagging_since
    stood = dish.lagged_s + (0.0 if since is None else at - since)
    return replace(dish, since=at, lagging=False, lagging_since=None, lagged_s=stood)


def _paused(dish: DishState, at: float, reason: PauseReason) -> DishState:
    if dish.lagging:
        dish = _lagged(dish, at, lagging=False)
    dish = replace(dish, spent_s=dish.elapsed_s(at), since=None, pause=reason, answered=False)
    if reason is PauseReason.PAN_LIFTED:
        return dish  # the stove waits for its pan too, and continues by itself when it returns soon
    return replace(dish, allowance=None, agreed=False, heat=None, heat_taken=False)


def _resumed(dish: DishState, event: Resumed) -> DishState:
    counts = dish.phase is Phase.COOKING and not dish.awaiting_hands
    # Heat that has ended, or was refused, starts again only with a new allowance.
    keeps = dish.refusal is None and (dish.pause is None or dish.heat is not None)
    return replace(
        _clear_refusal(dish),
        pause=None,
        since=event.at if counts and dish.since is None else dish.since,
        allowance=event.allowance or (dish.allowance if keeps else None),
        allowed_before=dish.allowed_before or event.heat,
        agreed=event.allowance is not None or (keeps and dish.agreed),
        by_hand=dish.by_hand and event.allowance is None,
    )


def _restored(dish: DishState, at: float) -> DishState:
    if dish.phase.over:
        return dish
    if dish.phase is Phase.PLANNED and not dish.permitted:
        return replace(dish, heat=None, heat_taken=False)
    return _paused(dish, at, PauseReason.RESTART)


def _ended(dish: DishState, at: float, phase: Phase) -> DishState:
    return replace(
        _clear_refusal(dish),
        phase=phase,
        spent_s=dish.elapsed_s(at),
        since=None,
        pause=None,
        allowance=None,
        agreed=False,
        heat=None,
        heat_taken=False,
        awaiting_hands=False,
        done_at=at if dish.done_at is None else dish.done_at,
    )


def _clear_refusal(dish: DishState) -> DishState:
    return dish if dish.refusal is None else replace(dish, refusal=None, refusal_data={})


def _with(state: SessionState, dish_id: str, change: Callable[[DishState], DishState]) -> SessionState:
    changed: tuple[Any, ...] = tuple(change(dish) if dish.id == dish_id else dish for dish in state.dishes)
    return replace(state, dishes=changed)
