"""Daily targets of a person: reference intakes by age and sex, energy by body and activity, and own targets."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ..people.model import ActivityLevel, Goal, Person, Sex
from .reference_intakes import FDA_DAILY, daily_intake

ADULT = 19
"""Mifflin-St Jeor was measured on adults of 19 to 78; no energy is computed for younger people."""
ACTIVITY_LEVEL = {
    ActivityLevel.SEDENTARY: 1.4,
    ActivityLevel.LIGHT: 1.6,
    ActivityLevel.ACTIVE: 1.8,
    ActivityLevel.VERY_ACTIVE: 2.0,
}
"""Physical activity levels that EFSA sets its energy requirements for (EFSA Journal 2013;11(1):3005)."""
GOAL_KCAL = {Goal.LOSE: -500.0, Goal.KEEP: 0.0, Goal.GAIN: 400.0}
"""Less: 500 kcal a day, about half a kilogram a week (NIH, Clinical Guidelines on Obesity, 1998, 98-4083). More: the
middle of 1500-2000 kJ a day (Slater et al., Front. Nutr. 2019;6:131)."""
FAT_SHARE, SATURATES_SHARE = 0.30, 0.10
"""At most, of the energy (WHO guideline 2023, ISBN 978-92-4-007363-0 and 978-92-4-007366-1)."""
CARBOHYDRATE_SHARE = 0.55
"""Share of the energy: the middle of 45-65 % (Dietary Reference Intakes, 2005)."""


class Basis(StrEnum):
    """The basis of a daily reference."""

    PERSON = "person"
    """Age, sex and other known data of the person."""
    GENERAL = "general"
    """Their age is not known, or below one year: the daily values of labels (21 CFR 101.9)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyReference:
    """A day's amounts by INFOODS tag, in the units of the food database."""

    basis: Basis
    amounts: Mapping[str, float]


def daily_reference(person: Person, year: int) -> DailyReference:
    """Return the daily targets of a person in this year. Own targets have priority over the tables."""
    age = None if person.birth_year is None else year - person.birth_year
    if age is None or age < 1:
        return DailyReference(basis=Basis.GENERAL, amounts={**FDA_DAILY, **_targets(person)})
    amounts = dict(daily_intake(age, None if person.sex is None else person.sex.value))
    energy = _targets(person).get("ENERC_KCAL") or energy_kcal(person, year)
    if energy is not None:
        amounts |= {
            "ENERC_KCAL": energy,
            "FAT": energy * FAT_SHARE / 9,
            "FASAT": energy * SATURATES_SHARE / 9,
            "CHOCDF": energy * CARBOHYDRATE_SHARE / 4,
        }
    return DailyReference(basis=Basis.PERSON, amounts={**amounts, **_targets(person)})


def energy_kcal(person: Person, year: int) -> float | None:
    """Return a day's energy in kcal; `None` if a required value is unknown.

    Resting energy: Mifflin, St Jeor et al., Am. J. Clin. Nutr. 1990;51:241-247. Never below it.
    """
    if (
        person.birth_year is None
        or person.sex is None
        or person.height_cm is None
        or person.weight_kg is None
        or person.activity is None
        or (age := year - person.birth_year) < ADULT
    ):
        return None
    resting = 10 * person.weight_kg + 6.25 * person.height_cm - 5 * age
    resting += 5 if person.sex is Sex.MALE else -161
    return max(resting, resting * ACTIVITY_LEVEL[person.activity] + GOAL_KCAL[person.goal])


def _targets(person: Person) -> dict[str, float]:
    """Own targets as one amount each: the middle of a range, or its only end."""
    found = {}
    for tag, ends in person.targets.items():
        known = [end for end in ends if end is not None]
        if known and sum(known) > 0:
            found[tag] = sum(known) / len(known)
    return found
