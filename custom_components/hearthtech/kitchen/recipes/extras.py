"""What schema.org has no words for: our own document beside its fields, so that a round trip loses nothing.

`hearth:recipe` is the recipe as the book keeps it, `hearth:check` a digest of the fields beside it. While they agree
the recipe comes back exactly. When a person edited the fields, the fields win, and the document only gives what they
can't say: the story, the goals of steps whose words are unchanged.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from enum import StrEnum
import hashlib
import json
from types import NoneType, UnionType
from typing import Any, TypeAliasType, Union, get_args, get_origin, get_type_hints

from .codec import recipe_from_json, recipe_to_json
from .model import Recipe

DOCUMENT = "hearth:recipe"
CHECK = "hearth:check"
COOK_DIGEST = "hearth:cook"
"""SHA-256 of the Cooklang file that lies beside the object in a folder."""
UNPARSED = "hearth:unparsed"


def with_extras(node: Mapping[str, Any], recipe: Recipe) -> dict[str, Any]:
    """The schema.org object with the whole recipe beside it."""
    return {**node, CHECK: digest(node), DOCUMENT: recipe_to_json(recipe)}


def digest(node: Mapping[str, Any]) -> str:
    """SHA-256 of the fields that are not ours to check."""
    plain = {key: value for key, value in node.items() if key not in {DOCUMENT, CHECK, COOK_DIGEST}}
    return hashlib.sha256(json.dumps(plain, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def kept_in(node: Mapping[str, Any]) -> Recipe | None:
    """The recipe of the document beside the fields, when it is a sound one."""
    document = node.get(DOCUMENT)
    if not isinstance(document, Mapping):
        return None
    try:
        kept = recipe_from_json(document)
    except ValueError, KeyError, TypeError:
        return None
    return kept if fits(kept, Recipe) else None


def is_unchanged(node: Mapping[str, Any]) -> bool:
    """Whether nobody edited the fields since they were written."""
    return node.get(CHECK) == digest(node)


def completed(recipe: Recipe, kept: Recipe) -> Recipe:
    """The recipe read from fields that were edited, with what only the document can say."""
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
    """Whether a value is of a type of the model, all the way down; a document from outside may hold anything."""
    if isinstance(kind, TypeAliasType):
        return fits(value, kind.__value__)
    origin = get_origin(kind)
    if origin in {Union, UnionType}:
        return any(fits(value, option) for option in get_args(kind))
    if kind is NoneType or kind is None:
        return value is None
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
        hints = get_type_hints(kind)
        return type(value) is kind and all(
            fits(getattr(value, item.name), hints[item.name]) for item in fields(kind)
        )
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return isinstance(value, kind)
    return isinstance(value, kind)
