"""The stored documents of gatherings and small records: dataclasses as JSON by their type hints.

Fields equal to their default are left out, so that fields can be added later.
"""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import datetime
from enum import Enum
from functools import cache
import json
from types import NoneType, UnionType
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from ..recipes.schema_org_extension import fits
from ..storage.damaged_rows import strict_json
from ..storage.times import from_text, to_text


def to_document(record: object, *, without: frozenset[str] = frozenset()) -> str:
    """Return the fields of a dataclass as JSON text."""
    return json.dumps(_fields(record, without), ensure_ascii=False, sort_keys=True)


def from_document[T](kind: type[T], text: str, **columns: object) -> T:
    """Return the dataclass of a JSON text; `columns` are values of fields that are columns of their own.

    Raises:
        ValueError, TypeError, KeyError: it is damaged.
    """
    stored = strict_json(text)
    hints = _hints(cast("Any", kind))
    record = kind(
        **{name: _read(hints[name], value) for name, value in stored.items() if name in hints} | columns
    )
    if not fits(record, kind):
        raise TypeError(f"this is no {kind.__name__}")
    return record


def _fields(record: object, without: frozenset[str] = frozenset()) -> dict[str, Any]:
    values = {}
    for item in fields(record):  # type: ignore[arg-type]
        value = getattr(record, item.name)
        default = item.default_factory() if item.default_factory is not MISSING else item.default
        if item.name not in without and value != default:
            values[item.name] = _written(value)
    return values


def _written(value: object) -> Any:
    if is_dataclass(value):
        return _fields(value)
    match value:
        case Enum():
            return value.value
        case datetime():
            return to_text(value)
        case Mapping():
            return {str(_written(key)): _written(item) for key, item in value.items()}
        case frozenset():
            return sorted(_written(item) for item in value)
        case tuple():
            return [_written(item) for item in value]
    return value


def _read(kind: Any, value: Any) -> Any:
    origin, inner = get_origin(kind), get_args(kind)
    if origin in {Union, UnionType}:
        return None if value is None else _read(next(one for one in inner if one is not NoneType), value)
    if origin is tuple:
        return tuple(_read(inner[0], item) for item in value)
    if origin is frozenset:
        return frozenset(_read(inner[0], item) for item in value)
    if origin is dict:
        return {_read(inner[0], key): _read(inner[1], item) for key, item in value.items()}
    if is_dataclass(kind):
        hints = _hints(cast("Any", kind))
        return kind(**{name: _read(hints[name], one) for name, one in value.items() if name in hints})  # type: ignore[operator]
    if isinstance(kind, type) and issubclass(kind, datetime):
        return from_text(value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    return float(value) if kind is float and type(value) is int else value


@cache
def _hints(kind: type[object]) -> dict[str, Any]:
    return get_type_hints(kind)
