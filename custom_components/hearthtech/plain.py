"""Values of the kitchen as plain JSON values, for responses and diagnostics."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any


def plain(value: object) -> Any:
    """The same value made of dictionaries, lists, texts and numbers.

    A dataclass becomes a dictionary of its fields; where a field can hold one of several dataclasses, `kind`
    tells which.
    """
    match value:
        case Enum():
            return value.value
        case None | bool() | int() | float() | str():
            return value
        case date():
            return value.isoformat()
        case Mapping():
            return {str(plain(key)): plain(item) for key, item in value.items()}
        case list() | tuple() | set() | frozenset():
            return [plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        values = {item.name: plain(getattr(value, item.name)) for item in fields(value)}
        return (
            {"kind": type(value).__name__, **values}
            if type(value).__name__.endswith(("Goal", "Gate"))
            else values
        )
    return str(value)
