"""What the book holds for a person: the recipes that suit, and what stands against the others."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from custom_components.hearthtech.burners.clock import ManualClock
from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.people.check import fits
from custom_components.hearthtech.kitchen.people.model import Allergen, Diet, Person, Severity
from custom_components.hearthtech.kitchen.people.person_book import MOST_EXAMPLES, MOST_NAMED
from custom_components.hearthtech.kitchen.recipes.model import Ingredient, Recipe, Step

DISHES = {
    "Milk rice": ["1 l milk", "250 g rice"],
    "Plain rice": ["250 g rice", "500 ml water"],
    "Roast beef": ["1 kg beef", "1 tsp salt"],
    "Stew of unknown things": ["200 g zzyzx paste", "1 onion"],
}


@pytest.fixture
async def kitchen(tmp_path: Path) -> AsyncIterator[Kitchen]:
    kitchen = await Kitchen.open(tmp_path / "book.db", clock=ManualClock())
    await kitchen.samples.erase()
    yield kitchen
    await kitchen.close()


async def add(kitchen: Kitchen, name: str, lines: list[str]) -> Recipe:
    return await kitchen.recipes.add(
        Recipe(
            id="",
            name=name,
            ingredients=tuple(Ingredient(text=line) for line in lines),
            steps=(Step(text="Cook."),),
        )
    )


async def fill(kitchen: Kitchen) -> dict[str, str]:
    """Add the dishes; ids by name."""
    added = {name: (await add(kitchen, name, lines)).id for name, lines in DISHES.items()}
    await kitchen.profiles.make()
    return added


async def test_suitable_recipes_and_obstacles_by_need(kitchen: Kitchen) -> None:
    ids = await fill(kitchen)
    gina = await kitchen.people.add(
        Person(name="Gina", allergens={Allergen.MILK: Severity.SEVERE}, diets=frozenset({Diet.VEGETARIAN}))
    )
    book = await kitchen.person_book.of("Gina")
    assert (book.person_id, book.recipes, book.suitable, book.unread) == (gina.id, 4, 1, 0)
    assert [one.name for one in book.named] == ["Plain rice"]
    found = {
        (one.need.value, one.code, one.standing.value): [example.name for example in one.examples]
        for one in book.obstacles
    }
    assert found == {
        ("allergen", "milk", "contains"): ["Milk rice"],
        ("allergen", "milk", "not_checked"): ["Stew of unknown things"],
        ("diet", "vegetarian", "contains"): ["Roast beef"],
    }
    assert [one.recipes for one in book.obstacles] == [1, 1, 1]
    # The filter of the shelf and the checks of plans say the same.
    assert await kitchen.shelf.fitting(gina.id) == {ids["Plain rice"]}
    for recipe_id in ids.values():
        suits = fits(await kitchen.profiles.get(recipe_id), gina)
        assert suits == (recipe_id in {one.id for one in book.named})


async def test_a_mild_intolerance_and_a_dislike_leave_what_is_not_checked(kitchen: Kitchen) -> None:
    await fill(kitchen)
    await kitchen.people.add(Person(name="Ben", allergens={Allergen.MILK: Severity.MILD}, dislikes=("beef",)))
    book = await kitchen.person_book.of("Ben")
    assert [one.name for one in book.named] == ["Plain rice", "Roast beef", "Stew of unknown things"]
    assert [(one.code, one.recipes) for one in book.obstacles] == [("milk", 1)]


async def test_who_needs_nothing_has_the_whole_book_and_examples_are_few(kitchen: Kitchen) -> None:
    for number in range(MOST_NAMED + 7):
        await add(kitchen, f"Milk {number:03}", ["1 l milk"])
    await kitchen.profiles.make()
    await kitchen.people.add(Person(name="Ada"))
    await kitchen.people.add(Person(name="Gina", avoids=("milk",)))
    ada = await kitchen.person_book.of("Ada")
    assert (ada.recipes, ada.suitable, len(ada.named), ada.obstacles) == (
        MOST_NAMED + 7,
        MOST_NAMED + 7,
        MOST_NAMED,
        (),
    )
    gina = await kitchen.person_book.of("Gina")
    [obstacle] = gina.obstacles
    assert (gina.suitable, gina.named) == (0, ())
    assert (obstacle.recipes, len(obstacle.examples)) == (MOST_NAMED + 7, MOST_EXAMPLES)
    assert obstacle.examples[0].name == "Milk 000"


async def test_recipes_without_a_profile_are_not_counted_as_suitable(kitchen: Kitchen) -> None:
    await fill(kitchen)
    await kitchen.people.add(Person(name="Ada"))
    erased = await add(kitchen, "Erased", ["1 onion"])
    await add(kitchen, "New", ["1 onion"])
    await kitchen.recipes.erase(erased.id)
    book = await kitchen.person_book.of("Ada")
    assert (book.recipes, book.suitable, book.unread) == (5, 4, 1)
    with pytest.raises(KitchenError) as caught:
        await kitchen.person_book.of("nobody")
    assert caught.value.code is ErrorCode.PERSON_NOT_FOUND
