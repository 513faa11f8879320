"""Apply a change of a record to a newer state of it, field by field."""

from collections.abc import Mapping
from dataclasses import Field, fields, replace
from typing import Any, ClassVar, Protocol


class DataclassRecord(Protocol):
    """Any dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


def merged_change[RecordT: DataclassRecord](base: RecordT, stored: RecordT, changed: RecordT) -> RecordT:
    """Return `stored` with what `changed` changes of `base`.

    Mappings are merged by key, sets and tuples by entry. A value that both changed is taken from `changed`: somebody
    has just set it.
    """
    merged = {}
    for field in fields(base):
        values = (getattr(base, field.name), getattr(stored, field.name), getattr(changed, field.name))
        merged[field.name] = _merged(*values)
    return replace(stored, **merged)


def _merged(base: Any, stored: Any, changed: Any) -> Any:
    if changed == base:
        return stored
    if stored == base:
        return changed
    if isinstance(base, Mapping):
        added = {key: value for key, value in changed.items() if key not in base or base[key] != value}
        kept = {key: value for key, value in stored.items() if key in changed or key not in base}
        return {**kept, **added}
    if isinstance(base, frozenset):
        return (stored - (base - changed)) | (changed - base)
    if isinstance(base, tuple):
        kept_entries = [entry for entry in stored if entry in changed or entry not in base]
        return (*kept_entries, *(entry for entry in changed if entry not in base and entry not in stored))
    return changed
