"""Encode events of sessions as JSON for journals and archives, and decode them."""

from typing import Any

from ...burners.heat_gate import HeatAllowance
from ..recipes.model import DurationGoal, Guess, Heat, HumanGate, PhenomenonGoal, Step, TemperatureGoal
from .codec import Codec
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
    HeatAdjusted,
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
    Sampled,
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
from .model import DishPlan

TAGS: dict[type, str] = {
    Opened: "Opened",
    Started: "Started",
    Scheduled: "Scheduled",
    ReadySet: "ReadySet",
    StepEntered: "StepEntered",
    HandsDone: "HandsDone",
    GoalReached: "GoalReached",
    GoalRevoked: "GoalRevoked",
    HeatAsked: "HeatAsked",
    HeatTaken: "HeatTaken",
    HeatAdjusted: "HeatAdjusted",
    HeatOrderRefused: "HeatRefused",
    HeatEnded: "HeatEnded",
    Corrected: "Corrected",
    Paused: "Paused",
    Resumed: "Resumed",
    LevelSet: "LevelSet",
    AllowanceEnded: "AllowanceEnded",
    SensorLost: "SensorLost",
    SensorBack: "SensorBack",
    Lagged: "Lagged",
    Noticed: "Noticed",
    KnobTurned: "KnobTurned",
    Sampled: "Sampled",
    Moved: "Moved",
    Warming: "Warming",
    DishDone: "DishDone",
    Stopped: "Stopped",
    Finished: "Finished",
    Remarked: "Remarked",
    IngredientStruck: "IngredientStruck",
    CallAnswered: "CallAnswered",
    SessionRestored: "Restored",
    Ticked: "Ticked",
    # Classes used in fields of events.
    DishPlan: "DishPlan",
    Step: "Step",
    Heat: "Heat",
    Guess: "Guess",
    TemperatureGoal: "TemperatureGoal",
    DurationGoal: "DurationGoal",
    PhenomenonGoal: "PhenomenonGoal",
    HumanGate: "HumanGate",
    HeatAllowance: "HeatAllowance",
}
"""Tags of journals and archives, by class. A tag never changes; a class may be renamed."""

_CODEC = Codec(TAGS)


def encode(event: Event) -> dict[str, Any]:
    """Return the event as JSON values; its tag is under `is`."""
    data: dict[str, Any] = _CODEC.to_data(event)
    return data


def decode(data: object) -> Event:
    """Decode an event written by `encode`.

    Raises:
        CodecError: if the data are not an event.
    """
    event: Event = _CODEC.from_data(Event, data)  # type: ignore[arg-type]
    return event
