"""Extension fields beside schema.org, so that export and import lose nothing.

`hearth:recipe` is the recipe as stored in the book, `hearth:check` a digest of the fields beside it. While
they agree, the import is exact. If a person edited the fields, these are used, and the document gives only
data that they can't represent: the story, the goals of steps whose text is unchanged.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from enum import StrEnum
from functools import cache
import hashlib
import json
from types import NoneType, UnionType
from typing import Any, TypeAliasType, Union, get_args, get_origin, get_type_hints

from .codec import recipe_from_json, recipe_to_json
from .model import Recipe

DOCUMENT = "hearth:recipe"
CHECK = "hearth:check"
COOK_DIGEST = "hearth:cook"
"""SHA-256 of the Cooklang file that is in the same folder."""
UNPARSED = "hearth:unparsed"


def with_extras(node: Mapping[str, Any], recipe: Recipe) -> dict[str, Any]:
    """The schema.org object with the whole recipe as an extension."""
    return {**node, CHECK: digest(node), DOCUMENT: recipe_to_json(recipe)}


def digest(node: Mapping[str, Any]) -> str:
    """SHA-256 of the schema.org fields."""
    plain = {key: value for key, value in node.items() if key not in {DOCUMENT, CHECK, COOK_DIGEST}}
    return hashlib.sha256(json.dumps(plain, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def kept_in(node: Mapping[str, Any]) -> Recipe | None:
    """The recipe of the extension document, if it is valid."""
    document = node.get(DOCUMENT)
    if not isinstance(document, Mapping):
        return None
    try:
        kept = recipe_from_json(document)
    except ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError:
        return None
    return kept if fits(kept, Recipe) else None


def is_unchanged(node: Mapping[str, Any]) -> bool:
    """Whether the fields were not edited since they were written."""
    return node.get(CHECK) == digest(node)


def completed(recipe: Recipe, kept: Recipe) -> Recipe:
    """The recipe of the edited fields, completed with data that only the document has."""
    by_words = {(step.section, step.text): step for step in kept.steps}
    lines = {line.text for line in kept.ingredients}
    same_lines = lines == {line.text for line in recipe.ingredients}
    steps = tuple(
        replace(known, ingredients=known.ingredients if same_lines else ())
        if (known := by_words.get((step.section, step.text))) is not None
        else step
        for step in recipe.steps
    )
    return replace(
        recipe,
        id=kept.id,
        version=kept.version,
        story=kept.story,
        notes=kept.notes,
        language=kept.language,
        original_id=kept.original_id,
        created_at=kept.created_at,
        steps=steps,
    )


def fits(value: object, kind: Any) -> bool:
    """Whether a value has a type of the model, checked recursively.

    A document from outside may contain anything.
    """
    if isinstance(kind, TypeAliasType):
        return fits(value, kind.__value__)
    origin = get_origin(kind)
    if origin in {Union, UnionType}:
        return any(fits(value, option) for option in get_args(kind))
    if kind is NoneType or kind is None:
        return value is None
    if origin is frozenset:
        return isinstance(value, frozenset) and all(fits(item, get_args(kind)[0]) for item in value)
    if origin is tuple:
        return isinstance(value, tuple) and all(fits(item, get_args(kind)[0]) for item in value)
    if origin is not None:
        key, content = get_args(kind)
        return isinstance(value, Mapping) and all(
            fits(name, key) and fits(item, content) for name, item in value.items()
        )
    if kind is float:
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    if kind is int:
        return isinstance(value, int) and not isinstance(value, bool)
    if is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        return type(value) is kind and all(
            fits(getattr(value, item.name), hints[item.name]) for item in fields(kind)
        )
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return isinstance(value, kind)
    return isinstance(value, kind)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
