"""The kitchen as its callers see it."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from custom_components.hearthtech.kitchen.changes import Change, ChangeKind
from custom_components.hearthtech.kitchen.clock import ManualClock
from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.plan import Meal, Slot
from custom_components.hearthtech.kitchen.recipes.family import FAMILY_RECIPES
from custom_components.hearthtech.kitchen.recipes.model import HumanGate, Ingredient, Recipe
from custom_components.hearthtech.kitchen.recipes.originals import Original, OriginalKind
from custom_components.hearthtech.kitchen.recipes.units import System


def a_recipe(name: str = "Tomato Salad") -> Recipe:
    return Recipe(
        id="", name=name, ingredients=(Ingredient(text="4 tomatoes"), Ingredient(text="1 red onion"))
    )


async def test_a_new_book_holds_the_family_recipes(kitchen: Kitchen) -> None:
    names = await kitchen.recipe_names()
    assert set(names.values()) == {
        "Grandma's Chicken Soup",
        "Uncle Tomas's White Bean Stew",
        "Papa's Semolina Pudding",
    }


@pytest.mark.parametrize("recipe", FAMILY_RECIPES, ids=lambda recipe: recipe.id)
def test_each_family_recipe_is_whole(recipe: Recipe) -> None:
    assert len(recipe.story) > 200
    assert sum(isinstance(step.goal, HumanGate) for step in recipe.steps) == 1
    assert {at for step in recipe.steps for at in step.ingredients} == set(range(len(recipe.ingredients)))
    assert any(
        step.heat is not None and (step.heat.power or step.heat.temperature_c) for step in recipe.steps
    )
    last_heat = [step.heat for step in recipe.steps if step.heat is not None][-1]
    assert last_heat.power == 0.0


async def test_erased_family_recipes_stay_erased(tmp_path: Path, clock: ManualClock) -> None:
    kitchen = await Kitchen.open(tmp_path / "b.db", clock=clock)
    for recipe_id in await kitchen.recipe_names():
        await kitchen.erase_recipe(recipe_id)
    await kitchen.close()
    kitchen = await Kitchen.open(tmp_path / "b.db", clock=clock)
    assert await kitchen.recipe_names() == {}
    await kitchen.bring_back_recipe("grandmas-chicken-soup")
    assert list(await kitchen.recipe_names()) == ["grandmas-chicken-soup"]
    await kitchen.close()


async def test_a_recipe_survives_closing_word_for_word(tmp_path: Path, clock: ManualClock) -> None:
    kitchen = await Kitchen.open(tmp_path / "b.db", clock=clock)
    before = [await kitchen.recipe(recipe.id) for recipe in FAMILY_RECIPES]
    await kitchen.close()
    kitchen = await Kitchen.open(tmp_path / "b.db", clock=clock)
    assert [await kitchen.recipe(recipe.id) for recipe in FAMILY_RECIPES] == before
    assert [replace(recipe, created_at=None) for recipe in before] == list(FAMILY_RECIPES)
    await kitchen.close()


@pytest.mark.parametrize(
    ("spoken", "found"),
    [
        ("grandma's chicken soup", "grandmas-chicken-soup"),
        ("grandmas chicken soup", "grandmas-chicken-soup"),
        ("the chicken soup", "grandmas-chicken-soup"),
        ("chiken soup", "grandmas-chicken-soup"),
        ("Papa’s semolina pudding", "papas-semolina-pudding"),
        ("white bean stew", "uncle-tomas-white-bean-stew"),
    ],
)
async def test_a_spoken_name_finds_its_recipe(kitchen: Kitchen, spoken: str, found: str) -> None:
    assert (await kitchen.find_recipe(spoken)).id == found


@pytest.mark.parametrize("spoken", ["beef wellington", "", "x", "soup of stars and moonlight and rivers"])
async def test_an_unknown_name_is_not_forced_onto_a_recipe(kitchen: Kitchen, spoken: str) -> None:
    with pytest.raises(KitchenError) as raised:
        await kitchen.find_recipe(spoken)
    assert raised.value.code is ErrorCode.RECIPE_NOT_FOUND


async def test_two_that_fit_alike_are_both_offered(kitchen: Kitchen) -> None:
    added = await kitchen.add_recipe(a_recipe("Grandpa's Chicken Soup"))
    with pytest.raises(KitchenError) as raised:
        await kitchen.find_recipe("chicken soup")
    assert raised.value.code is ErrorCode.RECIPE_AMBIGUOUS
    candidates = raised.value.data["candidates"]
    assert isinstance(candidates, dict)
    assert set(candidates) == {added.id, "grandmas-chicken-soup"}
    assert (await kitchen.find_recipe("grandpa's chicken soup")).id == added.id


async def test_changing_a_recipe_keeps_what_it_was(kitchen: Kitchen) -> None:
    original = Original(kind=OriginalKind.PASTED, content="4 Tömatoes\r\n  red onion ☺".encode())
    added = await kitchen.add_recipe(a_recipe(), original=original, who="Lena")
    edited = await kitchen.edit_recipe(replace(added, name="Tomato and Basil Salad"), reason="basil")
    assert edited.version == 2
    assert (await kitchen.recipe(added.id, version=1)).name == "Tomato Salad"
    assert [(line.version, line.reason) for line in await kitchen.recipe_versions(added.id)] == [
        (1, ""),
        (2, "basil"),
    ]
    assert await kitchen.recipe_original(added.id) == original
    restored = await kitchen.restore_version(added.id, 1)
    assert (restored.version, restored.name) == (3, "Tomato Salad")


async def test_a_stale_change_is_refused(kitchen: Kitchen) -> None:
    added = await kitchen.add_recipe(a_recipe())
    await kitchen.edit_recipe(replace(added, name="Salad A"))
    with pytest.raises(KitchenError) as raised:
        await kitchen.edit_recipe(replace(added, name="Salad B"))
    assert raised.value.code is ErrorCode.INVALID
    assert (await kitchen.recipe(added.id)).name == "Salad A"


@pytest.mark.parametrize("broken", [Recipe(id="", name="Words only"), Recipe(id="", name=" !? ")])
async def test_what_is_no_recipe_is_refused(kitchen: Kitchen, broken: Recipe) -> None:
    with pytest.raises(KitchenError) as raised:
        await kitchen.add_recipe(broken)
    assert raised.value.code is ErrorCode.NOT_A_RECIPE
    assert await kitchen.recipe_count() == 3


async def test_duplicates_are_told_not_joined(kitchen: Kitchen) -> None:
    first = await kitchen.add_recipe(a_recipe())
    second = replace(a_recipe("Nonna's"), ingredients=tuple(reversed(first.ingredients)))
    assert await kitchen.duplicates(second) == {first.id: "Tomato Salad"}
    await kitchen.add_recipe(second)
    assert await kitchen.recipe_count() == 5


async def test_subscribers_hear_of_changes_after_they_are_written(kitchen: Kitchen) -> None:
    heard: list[Change] = []
    stop = kitchen.subscribe(heard.append)
    added = await kitchen.add_recipe(a_recipe(), who="Lena")
    assert [(change.kind, change.subject, change.who) for change in heard] == [
        (ChangeKind.RECIPE_ADDED, added.id, "Lena")
    ]
    stop()
    await kitchen.erase_recipe(added.id)
    assert len(heard) == 1


async def test_scaling_tells_and_does_not_change(kitchen: Kitchen) -> None:
    scaled = await kitchen.scaled_recipe("papas-semolina-pudding", servings=8, units=System.US)
    assert scaled.servings == 8
    assert scaled.ingredients[0].text != "1 liter whole milk"
    kept = await kitchen.recipe("papas-semolina-pudding")
    assert (kept.servings, kept.ingredients[0].text) == (4, "1 liter whole milk")


async def test_meals_are_planned_moved_and_removed(kitchen: Kitchen, clock: ManualClock) -> None:
    evening = clock.now() + timedelta(hours=10)
    dinner = await kitchen.plan_meal(
        Meal(starts_at=evening, slot=Slot.DINNER, recipe_id="grandmas-chicken-soup", people=("lena",))
    )
    assert dinner.words == "Grandma's Chicken Soup"
    cake = await kitchen.plan_meal(Meal(starts_at=evening - timedelta(hours=3), words="Cake at Marta's"))
    assert [meal.id for meal in await kitchen.next_meals(clock.now())] == [cake.id]
    moved = await kitchen.move_meal(cake.id, evening)
    assert moved.end - moved.starts_at == timedelta(hours=1)
    assert {meal.id for meal in await kitchen.next_meals(clock.now())} == {cake.id, dinner.id}
    assert await kitchen.next_meals(evening) == []
    await kitchen.remove_meal(cake.id)
    found = await kitchen.meals_between(evening, evening + timedelta(minutes=1))
    assert [meal.id for meal in found] == [dinner.id]
    assert await kitchen.meals_between(evening - timedelta(hours=2), evening) == []
    clock.advance(10.5 * 3600)
    current = await kitchen.current_or_next_meal()
    assert current is not None
    assert current.people == ("lena",)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"words": " "}, ErrorCode.INVALID),
        ({"recipe_id": "nobody-knows"}, ErrorCode.RECIPE_NOT_FOUND),
        ({"words": "Soup", "servings": 0.0}, ErrorCode.INVALID),
        ({"words": "Soup", "ends_at": ManualClock().now()}, ErrorCode.INVALID),
    ],
)
async def test_an_unsound_meal_is_refused(
    kitchen: Kitchen, clock: ManualClock, changes: dict[str, object], code: ErrorCode
) -> None:
    with pytest.raises(KitchenError) as raised:
        await kitchen.plan_meal(replace(Meal(starts_at=clock.now()), **changes))  # type: ignore[arg-type]
    assert raised.value.code is code


async def test_unknown_meals_are_named(kitchen: Kitchen) -> None:
    with pytest.raises(KitchenError) as raised:
        await kitchen.remove_meal("nope")
    assert raised.value.code is ErrorCode.MEAL_NOT_FOUND


async def test_a_timer_rings_once_and_survives_a_restart(tmp_path: Path, clock: ManualClock) -> None:
    kitchen = await Kitchen.open(tmp_path / "b.db", clock=clock)
    rung: list[Change] = []
    kitchen.subscribe(lambda change: rung.append(change) if change.kind is ChangeKind.TIMER_DONE else None)
    eggs = await kitchen.set_timer("eggs", seconds=5 * 3600)
    tea = await kitchen.set_timer("tea", seconds=180)
    await kitchen.cancel_timer((await kitchen.set_timer("never", seconds=10)).id)
    assert [timer.name for timer in await kitchen.timers()] == ["tea", "eggs"]
    clock.advance(180)
    await kitchen.close()
    assert [change.subject for change in rung] == [tea.id]
    clock.advance(5 * 3600)
    kitchen = await Kitchen.open(tmp_path / "b.db", clock=clock)
    kitchen.subscribe(rung.append)
    clock.advance(1)
    await kitchen.close()
    assert [change.subject for change in rung] == [tea.id, eggs.id]


async def test_a_timer_needs_a_length_or_an_end(kitchen: Kitchen) -> None:
    for wrong in ({}, {"seconds": -1.0}, {"seconds": 5.0, "ends_at": kitchen.clock.now()}):
        with pytest.raises(KitchenError):
            await kitchen.set_timer("x", **wrong)


async def test_a_file_that_is_no_book_is_told_and_left_alone(tmp_path: Path) -> None:
    letter = tmp_path / "letter.db"
    letter.write_bytes(b"Dear Marta, " * 200)
    with pytest.raises(KitchenError) as raised:
        await Kitchen.open(letter)
    assert raised.value.code is ErrorCode.BOOK_UNAVAILABLE
    assert letter.read_bytes() == b"Dear Marta, " * 200
