"""Encode a recipe as a JSON document and decode it.

Default values are left out, so that documents stay small.
"""

from collections.abc import Hashable, Mapping
from dataclasses import MISSING, fields
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any

from .model import (
    DurationGoal,
    Goal,
    GoalSensor,
    Guess,
    Heat,
    HelpLevel,
    HumanGate,
    Ingredient,
    Phenomenon,
    PhenomenonGoal,
    Recipe,
    Step,
    TemperatureGoal,
    Yield,
)

GOALS: dict[str, type[Goal]] = {
    "temperature": TemperatureGoal,
    "duration": DurationGoal,
    "phenomenon": PhenomenonGoal,
    "human": HumanGate,
}
_GOAL_NAMES: dict[type[Any], str] = {kind: name for name, kind in GOALS.items()}


def recipe_to_json(recipe: Recipe) -> dict[str, Any]:
    """Encode a recipe, with plain JSON types only."""
    document: dict[str, Any] = _plain(recipe)
    return document


def recipe_from_json(document: Mapping[str, Any]) -> Recipe:
    """Decode a document of `recipe_to_json`; unknown keys of a newer release are ignored.

    Raises:
        ValueError, KeyError, TypeError: when the document is malformed.
    """
    values = _known(Recipe, document)
    values["ingredients"] = tuple(
        Ingredient(**_known(Ingredient, line)) for line in values.get("ingredients", ())
    )
    values["steps"] = tuple(step_from_json(step) for step in values.get("steps", ()))
    if values.get("yields") is not None:
        values["yields"] = Yield(**_known(Yield, values["yields"]))
    if values.get("created_at") is not None:
        values["created_at"] = datetime.fromisoformat(values["created_at"])
    for name in ("equipment", "categories", "cuisines", "keywords", "notes", "unparsed"):
        values[name] = tuple(values.get(name, ()))
    return Recipe(**values)


def step_to_json(step: Step) -> dict[str, Any]:
    """Encode one step, for sessions and cards."""
    document: dict[str, Any] = _plain(step)
    return document


def step_from_json(document: Mapping[str, Any]) -> Step:
    """Decode one step."""
    values = _known(Step, document)
    if values.get("goal") is not None:
        values["goal"] = goal_from_json(values["goal"])
    if values.get("heat") is not None:
        values["heat"] = Heat(**_known(Heat, values["heat"]))
    if values.get("help") is not None:
        values["help"] = HelpLevel(values["help"])
    values["ingredients"] = tuple(values.get("ingredients", ()))
    values["timer_names"] = tuple(values.get("timer_names", ()))
    values["guesses"] = tuple(Guess(**_known(Guess, guess)) for guess in values.get("guesses", ()))
    return Step(**values)


def goal_from_json(document: Mapping[str, Any]) -> Goal:
    """Decode a goal by its `type`."""
    kind = GOALS[document["type"]]
    values = _known(kind, document)
    if "sensor" in values:
        values["sensor"] = GoalSensor(values["sensor"])
    if "phenomenon" in values:
        values["phenomenon"] = Phenomenon(values["phenomenon"])
    return kind(**values)


def _known(kind: type[Any], document: Mapping[str, Any]) -> dict[str, Any]:
    names = {item.name for item in fields(kind)}
    return {name: value for name, value in document.items() if name in names}


def _plain(value: object) -> Any:
    if value is None or isinstance(value, (str, int, float)):
        return value.value if isinstance(value, StrEnum) else value
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(name): _plain(item) for name, item in value.items()}
    if isinstance(value, datetime):
        return value.isoformat()
    document: dict[str, Any] = {}
    if (goal := _GOAL_NAMES.get(type(value))) is not None:
        document["type"] = goal
    kind: Any = type(value)
    for name, default in _defaults(kind):
        content = getattr(value, name)
        if content != default:
            document[name] = _plain(content)
    return document


@cache
def _defaults(kind: Hashable) -> tuple[tuple[str, Any], ...]:
    return tuple(
        (item.name, item.default_factory() if item.default_factory is not MISSING else item.default)
        for item in fields(kind)  # type: ignore[arg-type]
    )
