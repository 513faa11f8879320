"""The shape of a language's sentences."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from custom_components.hearthtech.voice.kinds import Kind


@dataclass(frozen=True, slots=True)
class Phrases:
    """Templates of one kind that share their fixed slots."""

    kind: Kind
    templates: tuple[str, ...]
    slots: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """All templates of a language. `before` and `after` are courtesies that any sentence may wear."""

    code: str
    before: str
    after: str
    rules: Mapping[str, str]
    phrases: tuple[Phrases, ...]
    positions: Mapping[str, tuple[str, ...]]
    """The words for front, back, left, right and middle, in the household's names and in this language."""
    off: tuple[str, ...] = ()
    heat: tuple[str, ...] = ()
    """Words that with one of `off` beside one of `heat` turn heat off, however the rest was heard."""
