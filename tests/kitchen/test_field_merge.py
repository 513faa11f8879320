"""Two homes that change one person, one meal or one item of the pantry at the same time."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from custom_components.hearthtech.burners.clock import ManualClock
from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.field_merge import merged_change
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.meal_plan.meal import Meal
from custom_components.hearthtech.kitchen.pantry.pantry_item import PantryItem
from custom_components.hearthtech.kitchen.people.model import Allergen, Diet, Person, Severity

BASE = Person(
    id="p",
    name="Kim",
    weight_kg=60.0,
    diets=frozenset({Diet.VEGAN}),
    allergens={Allergen.MILK: Severity.MILD, Allergen.EGGS: Severity.MILD},
    dislikes=("celery", "liver"),
)


def test_each_field_and_entry_is_merged() -> None:
    stored = replace(
        BASE,
        name="Kim B.",
        diets=frozenset({Diet.VEGAN, Diet.VEGETARIAN}),
        allergens={**BASE.allergens, Allergen.SESAME: Severity.SEVERE},
        dislikes=("celery", "liver", "fennel"),
    )
    changed = replace(
        BASE,
        weight_kg=61.0,
        diets=frozenset(),
        allergens={Allergen.MILK: Severity.SEVERE},
        dislikes=("liver", "olives"),
    )
    merged = merged_change(BASE, stored, changed)
    assert (merged.name, merged.weight_kg) == ("Kim B.", 61.0)
    assert merged.diets == {Diet.VEGETARIAN}
    assert merged.allergens == {Allergen.MILK: Severity.SEVERE, Allergen.SESAME: Severity.SEVERE}
    assert merged.dislikes == ("liver", "fennel", "olives")
    assert merged_change(BASE, BASE, changed) == changed
    assert merged_change(BASE, stored, BASE) == stored


async def test_changes_of_one_state_are_both_kept(tmp_path: Path) -> None:
    kitchen = await Kitchen.open(tmp_path / "book.db", clock=ManualClock())
    try:
        kim = await kitchen.people.add(Person(name="Kim"))
        await kitchen.people.change(replace(kim, allergens={Allergen.MILK: Severity.SEVERE}), base=kim)
        await kitchen.people.change(replace(kim, weight_kg=60.0), base=kim)
        found = await kitchen.people.get(kim.id)
        assert (found.allergens, found.weight_kg) == ({Allergen.MILK: Severity.SEVERE}, 60.0)

        rice = await kitchen.pantry.add(PantryItem(name="rice", amount=500.0, unit="g"))
        await kitchen.pantry.change(replace(rice, amount=300.0), base=rice)
        await kitchen.pantry.change(replace(rice, place="cellar"), base=rice)
        (item,) = await kitchen.pantry.items()
        assert (item.amount, item.place) == (300.0, "cellar")

        at = kitchen.clock.now() + timedelta(days=1)
        meal = await kitchen.meal_plan.plan(Meal(starts_at=at, words="Soup"))
        await kitchen.meal_plan.change(replace(meal, servings=6.0), base=meal)
        await kitchen.meal_plan.change(replace(meal, words="Stew"), base=meal)
        changed = await kitchen.meal_plan.get(meal.id)
        assert (changed.servings, changed.words) == (6.0, "Stew")

        await kitchen.people.remove(kim.id)
        with pytest.raises(KitchenError) as raised:
            await kitchen.people.change(replace(kim, weight_kg=70.0), base=kim)
        assert raised.value.code is ErrorCode.PERSON_NOT_FOUND
    finally:
        await kitchen.close()
