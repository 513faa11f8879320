"""Merge two edits that began with the same version of a recipe, as two homes or two tablets make them.

A field that only one of them changed is taken from that one; lists are merged entry by entry. Two different changes of
the same field, line or step are a conflict: nothing is chosen, and the later edit is refused.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import fields, replace
from difflib import SequenceMatcher
from typing import Any, Final

from ..errors import ErrorCode, KitchenError
from .model import Ingredient, Recipe, Step

_SETS: Final = frozenset({"equipment", "categories", "cuisines", "keywords", "notes"})
"""Lists in which the order has no meaning."""
_KEPT: Final = frozenset({"id", "version", "original_id", "created_at", "ingredients", "steps"})
"""Fields that belong to the stored recipe, or are merged together."""


class MergeConflictError(Exception):
    """Both edits changed `field` in different ways."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


def merge_edits(base: Recipe, stored: Recipe, edited: Recipe) -> Recipe:
    """Return `stored` with the changes that `edited` made to `base`.

    Raises:
        MergeConflictError: when both changed the same thing in different ways.
    """
    merged: dict[str, Any] = {}
    for field in fields(Recipe):
        name = field.name
        if name not in _KEPT:
            values = (getattr(base, name), getattr(stored, name), getattr(edited, name))
            merged[name] = _merge_field(name, *values)
    ingredients, steps = _merge_lines(base, stored, edited)
    return replace(stored, **merged, ingredients=ingredients, steps=steps)


def merge_or_refuse(base: Recipe, stored: Recipe, edited: Recipe) -> Recipe:
    """Return `merge_edits`.

    Raises:
        KitchenError: `INVALID` with `current` (the newest version) and `part` (a field) for a conflict.
    """
    try:
        return merge_edits(base, stored, edited)
    except MergeConflictError as conflict:
        raise KitchenError(
            ErrorCode.INVALID,
            reason="the recipe was changed meanwhile",
            current=stored.version,
            part=conflict.field,
        ) from conflict


def _merge_field(name: str, base: Any, stored: Any, edited: Any) -> Any:
    if name in _SETS:
        kept = [entry for entry in stored if entry in edited or entry not in base]
        return (*kept, *(entry for entry in edited if entry not in base and entry not in stored))
    if isinstance(base, Mapping):
        return _merge_mapping(name, base, stored, edited)
    return _choose(name, base, stored, edited)


def _merge_mapping(
    name: str, base: Mapping[str, str], stored: Mapping[str, str], edited: Mapping[str, str]
) -> dict[str, str]:
    chosen = {
        key: _choose(name, base.get(key), stored.get(key), edited.get(key)) for key in {**stored, **edited}
    }
    return {key: value for key, value in chosen.items() if value is not None}


def _choose[T](name: str, base: T, stored: T, edited: T) -> T:
    """The value that was changed; the common one if nothing or both were changed to it."""
    if edited in (base, stored):
        return stored
    if stored == base:
        return edited
    raise MergeConflictError(name)


def _merge_lines(
    base: Recipe, stored: Recipe, edited: Recipe
) -> tuple[tuple[Ingredient, ...], tuple[Step, ...]]:
    """Merge ingredients and steps. Steps refer to ingredients by their position."""
    if len(base.ingredients) == len(stored.ingredients) == len(edited.ingredients):
        both = (base.ingredients, stored.ingredients, edited.ingredients)
        lines = tuple(_choose("ingredients", *three) for three in zip(*both, strict=True))
        return lines, merge_sequences("steps", base.steps, stored.steps, edited.steps)
    versions = [(recipe.ingredients, recipe.steps) for recipe in (base, stored, edited)]
    return _choose("ingredients", *versions)


def merge_sequences[T: Hashable](
    name: str, base: Sequence[T], stored: Sequence[T], edited: Sequence[T]
) -> tuple[T, ...]:
    """Merge the changes of two sequences; changes that touch each other must be equal.

    Raises:
        MergeConflictError: when both changed the same entries in different ways.
    """
    merged: list[T] = []
    at = 0
    ours, theirs = _changes(base, edited), _changes(base, stored)
    while ours or theirs:
        first = min(changes[0][:2] for changes in (ours, theirs) if changes)
        if ours and theirs and _touch(ours[0], theirs[0]):
            if ours[0] != theirs[0]:
                raise MergeConflictError(name)
            theirs.pop(0)
        changes = ours if ours and ours[0][:2] == first else theirs
        begin, end, entries = changes.pop(0)
        merged += [*base[at:begin], *entries]
        at = end
    return (*merged, *base[at:])


def _changes[T: Hashable](base: Sequence[T], changed: Sequence[T]) -> list[tuple[int, int, tuple[T, ...]]]:
    """The ranges of `base` that were replaced, and by what."""
    opcodes = SequenceMatcher(None, base, changed, autojunk=False).get_opcodes()
    return [(i, j, tuple(changed[k:end])) for kind, i, j, k, end in opcodes if kind != "equal"]


def _touch(one: tuple[int, int, Any], other: tuple[int, int, Any]) -> bool:
    """Whether two ranges share an entry, or an end of an insertion."""
    if one[0] == one[1] or other[0] == other[1]:
        return one[0] <= other[1] and other[0] <= one[1]
    return one[0] < other[1] and other[0] < one[1]
