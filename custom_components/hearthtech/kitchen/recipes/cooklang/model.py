"""A Cooklang file as it is written: metadata, and blocks of steps, notes and sections."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """What stands before `%`: a number where it is one, else its words. `fixed` is the mark `=`: never scaled."""

    value: float | str
    words: str
    fixed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TextItem:
    """Plain words of a step."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IngredientItem:
    """`@name{quantity%units}(preparation)`."""

    name: str
    quantity: Quantity | None = None
    units: str = ""
    preparation: str = ""
    alias: str = ""
    optional: bool = False
    hidden: bool = False
    again: bool = False
    """Marked `&`: more of an ingredient named before."""
    reference: str | None = None
    """The path of another recipe (`@./sauces/Hollandaise{}`), without `./`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CookwareItem:
    """`#name{quantity}`."""

    name: str
    quantity: Quantity | None = None
    preparation: str = ""
    alias: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerItem:
    """`~name{quantity%units}`; either may be missing."""

    name: str = ""
    quantity: Quantity | None = None
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
    """What could not be understood: a front matter that is none."""
