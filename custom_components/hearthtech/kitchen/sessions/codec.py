"""Encode frozen dataclasses as JSON by their type hints, and decode them; used by the journal.

Every dataclass is written with its tag under the key `is`; a `Codec` is made with the table of tags, so that a class
can be renamed without a change of stored data. Fields equal to their default are left out, which keeps a journal
readable and lets fields be added later.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeAliasType, Union, cast, get_args, get_origin, get_type_hints

type Data = dict[str, Any]


_NUMBERS: dict[object, set[type]] = {float: {float}, float | None: {float, NoneType}}
"""Types of columns that are copied without conversion."""


class CodecError(ValueError):
    """The data do not fit the type."""


class Codec:
    """Writes and reads dataclasses of the classes in `tags`, which maps each class to its stored tag."""

    def __init__(self, tags: Mapping[type, str]) -> None:
        self._tags = dict(tags)
        self._by_tag: dict[tuple[Any, ...], dict[str, type]] = {}

    def to_data(self, value: object) -> Any:
        """Convert a dataclass, a tuple, an enum or a plain value to JSON types.

        Raises:
            CodecError: if the class of a dataclass has no tag, or JSON can't represent a value.
        """
        if is_dataclass(value) and not isinstance(value, type):
            tag = self._tags.get(type(value))
            if tag is None:
                raise CodecError(f"{type(value).__name__} has no tag")
            data: Data = {"is": tag}
            for item in fields(value):
                content = getattr(value, item.name)
                if not _is_default(item, content):
                    data[item.name] = self.to_data(content)
            return data
        if isinstance(value, Enum):
            return value.value
        if isinstance(value, (tuple, list)):
            return [self.to_data(item) for item in value]
        if isinstance(value, Mapping):
            return {str(key): self.to_data(item) for key, item in value.items()}
        if value is None or isinstance(value, (str, int, float)):
            return value
        raise CodecError(f"{type(value).__name__} has no place in a journal")

    def from_data[T](self, wanted: type[T], data: object) -> T:
        """Create a `wanted` from data written by `to_data`.

        Raises:
            CodecError: if the data do not fit.
        """
        return cast("T", self._read(wanted, data))

    def _read(self, wanted: Any, data: object) -> Any:
        while isinstance(wanted, TypeAliasType):
            wanted = wanted.__value__
        origin = get_origin(wanted)
        if origin in {Union, UnionType}:
            return self._read_union(get_args(wanted), data)
        if origin is tuple:
            if not isinstance(data, (list, tuple)):
                raise CodecError(f"a list was expected, not {data!r}")
            inner = get_args(wanted)[0]
            if inner in _NUMBERS and all(type(item) in _NUMBERS[inner] for item in data):
                return tuple(data)  # a column of readings
            return tuple(self._read(inner, item) for item in data)
        if origin in {dict, Mapping}:
            if not isinstance(data, Mapping):
                raise CodecError(f"a mapping was expected, not {data!r}")
            return {key: self._read(get_args(wanted)[1], item) for key, item in data.items()}
        if wanted is Any or wanted is object:
            return data
        if is_dataclass(wanted):
            return self._read_dataclass(cast("type", wanted), data)
        return _read_plain(wanted, data)

    def _read_union(self, choices: tuple[Any, ...], data: object) -> Any:
        if data is None and NoneType in choices:
            return None
        if isinstance(data, Mapping):
            tagged = self._tagged(choices).get(str(data.get("is")))
            if tagged is not None:
                return self._read_dataclass(tagged, data)
        for choice in choices:
            if choice is NoneType or is_dataclass(choice):
                continue
            try:
                return self._read(choice, data)
            except CodecError:
                continue
        raise CodecError(f"nothing known fits {data!r}")

    def _read_dataclass(self, wanted: type, data: object) -> Any:
        tag = self._tags.get(wanted)
        if not isinstance(data, Mapping) or tag is None or data.get("is") != tag:
            raise CodecError(f"a {tag} was expected, not {data!r}")
        given = {name: self._read(hint, data[name]) for name, hint in _hints(wanted) if name in data}
        try:
            return wanted(**given)
        except (TypeError, ValueError) as error:
            raise CodecError(f"{tag}: {error}") from error

    def _tagged(self, choices: tuple[Any, ...]) -> dict[str, type]:
        """The dataclasses of a union by their tag."""
        found = self._by_tag.get(choices)
        if found is None:
            found = {self._tags[choice]: choice for choice in choices if choice in self._tags}
            self._by_tag[choices] = found
        return found


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
