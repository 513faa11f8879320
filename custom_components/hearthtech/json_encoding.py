"""Converts values of the kitchen to JSON values, for responses and diagnostics."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from .kitchen.recipes.model import DurationGoal, HumanGate, PhenomenonGoal, Step, TemperatureGoal

KINDS: dict[type, str] = {
    TemperatureGoal: "TemperatureGoal",
    DurationGoal: "DurationGoal",
    PhenomenonGoal: "PhenomenonGoal",
    HumanGate: "HumanGate",
}
"""The `kind` of a step's goal in responses. A kind never changes; a class may be renamed."""

ADDED: dict[type, tuple[str, ...]] = {Step: ("picture",)}
"""Fields that were added after a release. They are left out while they are empty, so that answers stay as they were."""


def to_json(value: object) -> Any:
    """Return the value made of dictionaries, lists, texts and numbers; a set becomes a sorted list.

    A dataclass becomes a dictionary of its fields; the goal of a step also has its `kind`.
    """
    match value:
        case Enum():
            return value.value
        case None | bool() | int() | float() | str():
            return value
        case date():
            return value.isoformat()
        case Mapping():
            return {str(to_json(key)): to_json(item) for key, item in value.items()}
        case list() | tuple():
            return [to_json(item) for item in value]
        case set() | frozenset():
            return sorted((to_json(item) for item in value), key=str)
    if is_dataclass(value) and not isinstance(value, type):
        values = {item.name: to_json(getattr(value, item.name)) for item in fields(value)}
        for name in ADDED.get(type(value), ()):
            if not values[name]:
                del values[name]
        kind = KINDS.get(type(value))
        return values if kind is None else {"kind": kind, **values}
    return str(value)
