"""Plans frozen portions in a proposed week.

Portions are planned only for people for whom there are enough of them and whom the dish does not harm.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final
from uuid import uuid4

from ..meal_plan.propose import MealWish, ProposedMeal
from ..pantry.freezer_service import ENOUGH, FrozenStock, frozen_meal
from ..people.portions import portions_for
from .model import ReasonCode, SuggestionReason

THAWING: Final = timedelta(hours=12)
"""A meal before this time can't be thawed any more."""


def frozen_choices(
    wishes: Sequence[MealWish], stock: Sequence[FrozenStock], most: int, now: datetime
) -> list[tuple[MealWish, ProposedMeal]]:
    """At most `most` meals of frozen portions with the wishes that they meet, spread over the days.

    They are not checked for the people yet.
    """
    left = [one for one in stock if one.left > ENOUGH]
    found: list[tuple[MealWish, ProposedMeal]] = []
    days: set[object] = set()
    for wish in wishes:
        if len(found) >= most or wish.day in days or wish.starts_at < now + THAWING:
            continue
        portions = portions_for(wish.people, wish.day.year) or 1.0
        fitting = next((one for one in left if one.left + ENOUGH >= portions), None)
        if fitting is None:
            continue
        people = (person.id for person in wish.people)
        meal = frozen_meal(fitting.portions, wish.starts_at, wish.slot, people, portions)
        reason = SuggestionReason(
            code=ReasonCode.FROZEN, data={"days": max(fitting.days_left, 0), "name": fitting.portions.name}
        )
        proposed = ProposedMeal(meal=replace(meal, id=uuid4().hex), day=wish.day, reasons=(reason,))
        found.append((wish, proposed))
        days.add(wish.day)
        place = left.index(fitting)
        left[place] = replace(fitting, left=fitting.left - portions)
    return found
