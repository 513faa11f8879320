"""Nutrition of stored recipes: household measures, recipes inside recipes, sections."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from custom_components.hearthtech.burners.clock import ManualClock
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.nutrition import analyze
from custom_components.hearthtech.kitchen.recipes.model import Ingredient, Recipe, Yield


@pytest.fixture
async def kitchen(tmp_path: Path) -> AsyncIterator[Kitchen]:
    kitchen = await Kitchen.open(tmp_path / "book.db", clock=ManualClock())
    yield kitchen
    await kitchen.close()


def recipe(name: str, *lines: str, servings: float = 2, section: str | None = None) -> Recipe:
    return Recipe(
        id="",
        name=name,
        yields=Yield(amount=servings),
        ingredients=tuple(Ingredient(text=line, section=section) for line in lines),
    )


async def test_a_handful_weighed_at_home_counts_with_its_own_weight(kitchen: Kitchen) -> None:
    added = await kitchen.recipes.add(recipe("Rice", "2 handfuls rice"))
    before = await kitchen.nutrition.analyze(added.id)
    for grams in (31, 38):
        await kitchen.measures.record_weight("Nonna", "handful", "rice", grams)
    after = await kitchen.nutrition.analyze(added.id)
    assert (after.lines[0].low, after.lines[0].high) == (62, 76)
    assert before.lines[0].grams != after.lines[0].grams


async def test_a_recipe_of_the_book_inside_another(kitchen: Kitchen) -> None:
    await kitchen.recipes.add(recipe("Pizza Dough", "500 g flour", "300 ml water"))
    pizza = await kitchen.recipes.add(recipe("Pizza", "1 recipe pizza dough", "200 g mozzarella"))
    whole = await kitchen.nutrition.analyze(pizza.id)
    dough = analyze(["500 g flour", "300 ml water"], 2)
    assert whole.lines[0].how == "sub-recipe"
    assert whole.total["ENERC_KCAL"].amount > dough.total["ENERC_KCAL"].amount
    assert "gluten" in whole.contains


async def test_recipes_that_name_each_other_end(kitchen: Kitchen) -> None:
    await kitchen.recipes.add(recipe("Egg Broth Base", "1 recipe chicken egg base"))
    other = await kitchen.recipes.add(recipe("Chicken Egg Base", "1 recipe egg broth base", "2 eggs"))
    assert (await kitchen.nutrition.analyze(other.id)).counted >= 1


async def test_sections_tell_a_marinade(kitchen: Kitchen) -> None:
    plain = await kitchen.recipes.add(recipe("Plain", "500 g chicken breast", "1/2 cup olive oil"))
    bathed = await kitchen.recipes.add(
        recipe("Bathed", "500 g chicken breast", "1/2 cup olive oil", section="Marinade")
    )
    more = (await kitchen.nutrition.analyze(plain.id)).total["ENERC_KCAL"].amount
    assert (await kitchen.nutrition.analyze(bathed.id)).total["ENERC_KCAL"].amount < more
