"""How much of a portion a person eats: children count half."""

from collections.abc import Iterable, Mapping
from typing import Final

from .model import Person

CHILD_YEARS: Final = 12
"""Below this age a person counts as a child."""
CHILD_PORTION: Final = 0.5


def portion_of(person: Person, year: int) -> float:
    """The share of a portion that a person eats: their own figure, else half for a child, else one."""
    if person.portion is not None:
        return person.portion
    young = person.birth_year is not None and year - person.birth_year < CHILD_YEARS
    return CHILD_PORTION if young else 1.0


def portions_for(people: Iterable[Person], year: int) -> float:
    """The portions for these people together."""
    return sum(portion_of(person, year) for person in people)


def portions_by_id(people: Iterable[Person], year: int) -> Mapping[str, float]:
    """The share of each person by id."""
    return {person.id: portion_of(person, year) for person in people}
