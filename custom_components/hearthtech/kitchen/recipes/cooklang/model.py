"""A parsed Cooklang file: metadata, and blocks of steps, notes and sections."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class CooklangQuantity:
    """The quantity before `%`: a number if possible, else its text. `fixed` is the mark `=`: never scaled."""

    value: float | str
    words: str
    fixed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TextItem:
    """Plain text of a step."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IngredientItem:
    """`@name{quantity%units}(preparation)`."""

    name: str
    quantity: CooklangQuantity | None = None
    units: str = ""
    preparation: str = ""
    alias: str = ""
    optional: bool = False
    hidden: bool = False
    again: bool = False
    """Marked `&`: more of an ingredient named before."""
    reference: str | None = None
    """The path of another recipe (`@./sauces/Hollandaise{}`), without `./`."""
    intermediate: bool = False
    """The result of an earlier step (`@&(~1)dough{}`): no ingredient of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CookwareItem:
    """`#name{quantity}`."""

    name: str
    quantity: CooklangQuantity | None = None
    preparation: str = ""
    alias: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerItem:
    """`~name{quantity%units}`; either may be missing."""

    name: str = ""
    quantity: CooklangQuantity | None = None
    units: str = ""


type Item = TextItem | IngredientItem | CookwareItem | TimerItem


@dataclass(frozen=True, slots=True, kw_only=True)
class StepBlock:
    """A paragraph."""

    items: tuple[Item, ...]
    section: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole file."""

    metadata: Mapping[str, Any] = field(default_factory=dict)
    steps: tuple[StepBlock, ...] = ()
    notes: tuple[str, ...] = ()
    unparsed: tuple[str, ...] = ()
    """Text that could not be parsed: an invalid front matter."""
