"""The tags in journals, archives and responses are fixed texts, whatever the classes are called."""

from dataclasses import dataclass, fields, is_dataclass
from types import UnionType
from typing import Any, TypeAliasType, Union, get_args, get_origin, get_type_hints

import pytest

from custom_components.hearthtech.json_encoding import KINDS, to_json
from custom_components.hearthtech.kitchen.recipes import model as recipe_model
from custom_components.hearthtech.kitchen.recipes.codec import goal_from_json
from custom_components.hearthtech.kitchen.recipes.model import DurationGoal, HumanGate
from custom_components.hearthtech.kitchen.sessions.codec import Codec, CodecError
from custom_components.hearthtech.kitchen.sessions.event_codec import TAGS, decode, encode
from custom_components.hearthtech.kitchen.sessions.events import Event, HeatAsked

STORED_TAGS = {
    "AllowanceEnded",
    "CallAnswered",
    "Corrected",
    "DishDone",
    "DishPlan",
    "DurationGoal",
    "Finished",
    "GoalReached",
    "GoalRevoked",
    "Guess",
    "HandsDone",
    "Heat",
    "HeatAdjusted",
    "HeatAllowance",
    "HeatAsked",
    "HeatEnded",
    "HeatRefused",
    "HeatTaken",
    "HumanGate",
    "IngredientStruck",
    "KnobTurned",
    "Lagged",
    "LevelSet",
    "Moved",
    "Noticed",
    "Opened",
    "Paused",
    "PhenomenonGoal",
    "ReadySet",
    "Remarked",
    "Restored",
    "Resumed",
    "Sampled",
    "Scheduled",
    "SensorBack",
    "SensorLost",
    "Started",
    "Step",
    "StepEntered",
    "Stopped",
    "TemperatureGoal",
    "Ticked",
    "Warming",
}
"""Only grows: a tag that was written once has to be read for ever."""

KINDS_IN_RESPONSES = {"TemperatureGoal", "DurationGoal", "PhenomenonGoal", "HumanGate"}


def reachable(hint: Any, found: set[type]) -> set[type]:
    """All dataclasses that a value of this type can hold."""
    while isinstance(hint, TypeAliasType):
        hint = hint.__value__
    if get_origin(hint) is not None or isinstance(hint, UnionType) or hint is Union:
        for inner in get_args(hint):
            reachable(inner, found)
    elif is_dataclass(hint) and isinstance(hint, type) and hint not in found:
        found.add(hint)
        hints = get_type_hints(hint)
        for item in fields(hint):
            reachable(hints[item.name], found)
    return found


def test_the_tags_of_journals_are_these() -> None:
    assert set(TAGS.values()) == STORED_TAGS
    assert len(TAGS) == len(STORED_TAGS)


def test_every_class_that_a_journal_can_hold_has_a_tag() -> None:
    assert reachable(Event, set()) == set(TAGS)


def test_the_kinds_of_responses_are_these() -> None:
    assert set(KINDS.values()) == KINDS_IN_RESPONSES
    assert reachable(recipe_model.Goal, set()) == set(KINDS)
    assert to_json(DurationGoal(seconds=60.0)) == {"kind": "DurationGoal", "seconds": 60.0, "maximum_s": None}
    assert to_json(HumanGate(words="smells good")) == {"kind": "HumanGate", "words": "smells good"}


@pytest.mark.parametrize("kind", ["temperature", "duration", "phenomenon", "human"])
def test_the_types_of_goals_in_recipe_documents_are_these(kind: str) -> None:
    values = {"celsius": 90.0, "seconds": 60.0, "phenomenon": "boils", "words": "golden"}
    wanted = {"temperature": "celsius", "duration": "seconds", "phenomenon": "phenomenon", "human": "words"}
    assert goal_from_json({"type": kind, wanted[kind]: values[wanted[kind]]})


def test_a_renamed_class_reads_and_writes_the_stored_tag() -> None:
    @dataclass(frozen=True, kw_only=True)
    class HeatOrdered:
        at: float
        order: int = 1

    codec = Codec({HeatOrdered: "HeatAsked"})
    stored = {"is": "HeatAsked", "at": 3.0, "order": 2}
    assert codec.to_data(HeatOrdered(at=3.0, order=2)) == stored
    assert codec.from_data(HeatOrdered, stored) == HeatOrdered(at=3.0, order=2)
    assert codec.from_data(HeatOrdered | None, stored) == HeatOrdered(at=3.0, order=2)  # type: ignore[arg-type]
    with pytest.raises(CodecError):
        codec.from_data(HeatOrdered, {"is": "HeatOrdered", "at": 3.0})


def test_a_class_without_a_tag_is_not_written() -> None:
    @dataclass(frozen=True)
    class Stranger:
        words: str

    with pytest.raises(CodecError):
        Codec({}).to_data(Stranger("x"))
    with pytest.raises(CodecError):
        Codec({}).from_data(Stranger, {"is": None, "words": "x"})


def test_unknown_and_misplaced_tags_are_refused() -> None:
    heat = recipe_model.Heat(power=0.5)
    record = encode(HeatAsked(at=1.0, dish="1", order=1, heat=heat))
    assert decode(record) == HeatAsked(at=1.0, dish="1", order=1, heat=heat)
    for damaged in (
        {**record, "is": "Exploded"},
        {**record, "is": "Heat"},
        {**record, "heat": {"is": "Step"}},
    ):
        with pytest.raises(CodecError):
            decode(damaged)
