"""Frozen dataclasses to JSON and back, by their type hints, so that the journal needs no hand-written mapping.

A dataclass inside a union is told apart by its class name under the key `is`. Fields equal to their default are
left out, which keeps a journal readable and lets fields be added later.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeAliasType, Union, cast, get_args, get_origin, get_type_hints

type Data = dict[str, Any]


_NUMBERS: dict[object, set[type]] = {float: {float}, float | None: {float, NoneType}}
"""Columns that are taken as they are when all that is in them is of these types."""


class CodecError(ValueError):
    """What was read does not fit the type."""


def to_data(value: object) -> Any:
    """Turn a dataclass, a tuple, an enum or a plain value into what JSON can hold."""
    if is_dataclass(value) and not isinstance(value, type):
        data: Data = {"is": type(value).__name__}
        for item in fields(value):
            content = getattr(value, item.name)
            if not _is_default(item, content):
                data[item.name] = to_data(content)
        return data
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (tuple, list)):
        return [to_data(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): to_data(item) for key, item in value.items()}
    if value is None or isinstance(value, (str, int, float)):
        return value
    raise CodecError(f"{type(value).__name__} has no place in a journal")


def from_data[T](wanted: type[T], data: object) -> T:
    """Make a `wanted` out of what `to_data` gave.

    Raises:
        CodecError: when it does not fit.
    """
    return cast("T", _read(wanted, data))


def _read(wanted: Any, data: object) -> Any:
    while isinstance(wanted, TypeAliasType):
        wanted = wanted.__value__
    origin = get_origin(wanted)
    if origin in {Union, UnionType}:
        return _read_union(get_args(wanted), data)
    if origin is tuple:
        if not isinstance(data, (list, tuple)):
            raise CodecError(f"a list was expected, not {data!r}")
        inner = get_args(wanted)[0]
        if inner in _NUMBERS and all(type(item) in _NUMBERS[inner] for item in data):
            return tuple(data)  # a column of readings
        return tuple(_read(inner, item) for item in data)
    if origin in {dict, Mapping}:
        if not isinstance(data, Mapping):
            raise CodecError(f"a mapping was expected, not {data!r}")
        return {key: _read(get_args(wanted)[1], item) for key, item in data.items()}
    if wanted is Any or wanted is object:
        return data
    if is_dataclass(wanted):
        return _read_dataclass(cast("type", wanted), data)
    return _read_plain(wanted, data)


def _read_plain(wanted: type, data: object) -> Any:
    if issubclass(wanted, Enum):
        try:
            return wanted(data)
        except ValueError as error:
            raise CodecError(str(error)) from error
    if wanted is float and isinstance(data, int) and not isinstance(data, bool):
        return float(data)
    if wanted is NoneType and data is None:
        return None
    if not isinstance(data, wanted) or (isinstance(data, bool) and wanted is not bool):
        raise CodecError(f"{wanted.__name__} was expected, not {data!r}")
    return data


def _read_union(choices: tuple[Any, ...], data: object) -> Any:
    if data is None and NoneType in choices:
        return None
    if isinstance(data, Mapping):
        named = _by_name(choices).get(str(data.get("is")))
        if named is not None:
            return _read_dataclass(named, data)
    for choice in choices:
        if choice is NoneType or is_dataclass(choice):
            continue
        try:
            return _read(choice, data)
        except CodecError:
            continue
    raise CodecError(f"nothing known fits {data!r}")


def _read_dataclass(wanted: type, data: object) -> Any:
    if not isinstance(data, Mapping) or data.get("is") != wanted.__name__:
        raise CodecError(f"a {wanted.__name__} was expected, not {data!r}")
    given = {name: _read(hint, data[name]) for name, hint in _hints(wanted) if name in data}
    try:
        return wanted(**given)
    except (TypeError, ValueError) as error:
        raise CodecError(f"{wanted.__name__}: {error}") from error


@cache
def _by_name(choices: tuple[Any, ...]) -> dict[str, type]:
    return {
        choice.__name__: choice for choice in choices if is_dataclass(choice) and isinstance(choice, type)
    }


@cache
def _hints(wanted: type) -> tuple[tuple[str, Any], ...]:
    hints = get_type_hints(wanted)
    return tuple((item.name, hints[item.name]) for item in fields(wanted))


def _is_default(item: Field[Any], content: object) -> bool:
    if item.default is not MISSING:
        return bool(content == item.default) and type(content) is type(item.default)
    if item.default_factory is not MISSING:
        make = cast("Callable[[], object]", item.default_factory)
        return bool(content == make())
    return False
