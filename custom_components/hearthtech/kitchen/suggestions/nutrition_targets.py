"""Mean daily nutrition targets of the people at a table, and the remainder of a day."""

from collections.abc import Mapping, Sequence
from typing import Final

from ..nutrition.personal_targets import daily_reference
from ..people.model import Person
from .figures import TAGS

BANDS: Final[Mapping[str, tuple[float | None, float | None]]] = {
    "ENERC_KCAL": (0.9, 1.1),
    "PROCNT": (1.0, None),
    "FIBTG": (1.0, None),
    "FASAT": (None, 1.0),
    "NA": (None, 1.0),
}
"""At least and at most, as shares of the reference. A person's own targets are used unchanged."""

type Bounds = dict[str, tuple[float | None, float | None]]


def day_bounds(people: Sequence[Person], year: int) -> Bounds:
    """Lower and upper limit by INFOODS tag: the mean of the people whose limit is known."""
    found: dict[str, list[tuple[float | None, float | None]]] = {}
    for person in people:
        for tag, bounds in _bounds_of(person, year).items():
            found.setdefault(tag, []).append(bounds)
    return {
        tag: (_mean([low for low, _ in told]), _mean([high for _, high in told]))
        for tag, told in found.items()
    }


def less(bounds: Mapping[str, tuple[float | None, float | None]], eaten: Mapping[str, float]) -> Bounds:
    """The targets minus the eaten amounts, never below zero."""
    return {
        tag: tuple(None if bound is None else max(bound - eaten.get(tag, 0.0), 0.0) for bound in both)  # type: ignore[misc]
        for tag, both in bounds.items()
    }


def _bounds_of(person: Person, year: int) -> Bounds:
    reference = daily_reference(person, year).amounts
    found: Bounds = {}
    for tag, (low, high) in BANDS.items():
        if (amount := reference.get(tag)) is not None:
            found[tag] = (None if low is None else low * amount, None if high is None else high * amount)
    return found | {tag: bounds for tag, bounds in person.targets.items() if tag in TAGS}


def _mean(told: Sequence[float | None]) -> float | None:
    known = [value for value in told if value is not None]
    return sum(known) / len(known) if known else None
