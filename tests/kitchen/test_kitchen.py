"""The kitchen as its callers see it."""

from dataclasses import replace
from datetime import timedelta
import json
from pathlib import Path

import pytest

from custom_components.hearthtech.burners.clock import ManualClock
from custom_components.hearthtech.kitchen.changes import Change, ChangeKind
from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.meal_plan.meal import Meal, MealSlot
from custom_components.hearthtech.kitchen.recipes.codec import recipe_to_json
from custom_components.hearthtech.kitchen.recipes.model import HumanGate, Ingredient, Recipe
from custom_components.hearthtech.kitchen.recipes.samples import sample_recipes
from custom_components.hearthtech.kitchen.recipes.sources import Original, OriginalKind
from custom_components.hearthtech.language.units import System

RELEASED = Path(__file__).parents[1] / "released" / "sample_recipes.json"


def a_recipe(name: str = "Tomato Salad") -> Recipe:
    return Recipe(
        id="", name=name, ingredients=(Ingredient(text="4 tomatoes"), Ingredient(text="1 red onion"))
    )


async def test_a_new_book_holds_the_family_recipes(kitchen: Kitchen) -> None:
    names = await kitchen.recipes.names()
    assert set(names.values()) == {
        "Grandma's Chicken Soup",
        "Uncle Tomas's White Bean Stew",
        "Papa's Semolina Pudding",
    }


@pytest.mark.parametrize("recipe", sample_recipes(), ids=lambda recipe: recipe.id)
def test_each_family_recipe_is_whole(recipe: Recipe) -> None:
    assert len(recipe.story) > 200
    assert sum(isinstance(step.goal, HumanGate) for step in recipe.steps) == 1
    assert {at for step in recipe.steps for at in step.ingredients} == set(range(len(recipe.ingredients)))
    assert any(
        step.heat is not None and (step.heat.power or step.heat.temperature_c) for step in recipe.steps
    )
    last_heat = [step.heat for step in recipe.steps if step.heat is not None][-1]
    assert last_heat.power == 0.0


def test_the_sample_files_give_the_recipes_of_the_released_version() -> None:
    released = json.loads(RELEASED.read_text("utf-8"))
    assert [recipe_to_json(recipe) for recipe in sample_recipes()] == released
    assert [recipe.unparsed for recipe in sample_recipes()] == [(), (), ()]


async def test_erased_family_recipes_stay_erased(tmp_path: Path, clock: ManualClock) -> None:
    kitchen = await Kitchen.open(tmp_path / "b.db", clock=clock)
    for recipe_id in await kitchen.recipes.names():
        await kitchen.recipes.erase(recipe_id)
    await kitchen.close()
    kitchen = await Kitchen.open(tmp_path / "b.db", clock=clock)
    assert await kitchen.recipes.names() == {}
    await kitchen.recipes.bring_back("grandmas-chicken-soup")
    assert list(await kitchen.recipes.names()) == ["grandmas-chicken-soup"]
    await kitchen.close()


async def test_a_recipe_survives_closing_word_for_word(tmp_path: Path, clock: ManualClock) -> None:
    kitchen = await Kitchen.open(tmp_path / "b.db", clock=clock)
    before = [await kitchen.recipes.get(recipe.id) for recipe in sample_recipes()]
    await kitchen.close()
    kitchen = await Kitchen.open(tmp_path / "b.db", clock=clock)
    assert [await kitchen.recipes.get(recipe.id) for recipe in sample_recipes()] == before
    assert [replace(recipe, created_at=None) for recipe in before] == list(sample_recipes())
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
    assert (await kitchen.recipes.find(spoken)).id == found


@pytest.mark.parametrize("spoken", ["beef wellington", "", "x", "soup of stars and moonlight and rivers"])
async def test_an_unknown_name_is_not_forced_onto_a_recipe(kitchen: Kitchen, spoken: str) -> None:
    with pytest.raises(KitchenError) as raised:
        await kitchen.recipes.find(spoken)
    assert raised.value.code is ErrorCode.RECIPE_NOT_FOUND


async def test_two_that_fit_alike_are_both_offered(kitchen: Kitchen) -> None:
    added = await kitchen.recipes.add(a_recipe("Grandpa's Chicken Soup"))
    with pytest.raises(KitchenError) as raised:
        await kitchen.recipes.find("chicken soup")
    assert raised.value.code is ErrorCode.RECIPE_AMBIGUOUS
    candidates = raised.value.data["candidates"]
    assert isinstance(candidates, dict)
    assert set(candidates) == {added.id, "grandmas-chicken-soup"}
    assert (await kitchen.recipes.find("grandpa's chicken soup")).id == added.id


async def test_changing_a_recipe_keeps_what_it_was(kitchen: Kitchen) -> None:
    original = Original(kind=OriginalKind.PASTED, content="4 Tömatoes\r\n  red onion ☺".encode())
    added = await kitchen.recipes.add(a_recipe(), original=original, actor="Lena")
    edited = await kitchen.recipes.edit(replace(added, name="Tomato and Basil Salad"), reason="basil")
    assert edited.version == 2
    assert (await kitchen.recipes.get(added.id, version=1)).name == "Tomato Salad"
    assert [(line.version, line.reason) for line in await kitchen.recipes.versions(added.id)] == [
        (1, ""),
        (2, "basil"),
    ]
    assert await kitchen.recipes.original(added.id) == original
    restored = await kitchen.recipes.restore_version(added.id, 1)
    assert (restored.version, restored.name) == (3, "Tomato Salad")


async def test_a_stale_change_is_refused(kitchen: Kitchen) -> None:
    added = await kitchen.recipes.add(a_recipe())
    await kitchen.recipes.edit(replace(added, name="Salad A"))
    with pytest.raises(KitchenError) as raised:
        await kitchen.recipes.edit(replace(added, name="Salad B"))
    assert raised.value.code is ErrorCode.INVALID
    assert (await kitchen.recipes.get(added.id)).name == "Salad A"


@pytest.mark.parametrize("broken", [Recipe(id="", name="Words only"), Recipe(id="", name=" !? ")])
async def test_what_is_no_recipe_is_refused(kitchen: Kitchen, broken: Recipe) -> None:
    with pytest.raises(KitchenError) as raised:
        await kitchen.recipes.add(broken)
    assert raised.value.code is ErrorCode.NOT_A_RECIPE
    assert await kitchen.recipes.count() == 3


async def test_duplicates_are_told_not_joined(kitchen: Kitchen) -> None:
    first = await kitchen.recipes.add(a_recipe())
    second = replace(a_recipe("Nonna's"), ingredients=tuple(reversed(first.ingredients)))
    assert await kitchen.recipes.duplicates(second) == {first.id: "Tomato Salad"}
    await kitchen.recipes.add(second)
    assert await kitchen.recipes.count() == 5


async def test_subscribers_hear_of_changes_after_they_are_written(kitchen: Kitchen) -> None:
    heard: list[Change] = []
    stop = kitchen.subscribe(heard.append)
    added = await kitchen.recipes.add(a_recipe(), actor="Lena")
    assert [(change.kind, change.subject, change.actor) for change in heard] == [
        (ChangeKind.RECIPE_ADDED, added.id, "Lena")
    ]
    stop()
    await kitchen.recipes.erase(added.id)
    assert len(heard) == 1


async def test_scaling_tells_and_does_not_change(kitchen: Kitchen) -> None:
    scaled = await kitchen.recipes.scaled("papas-semolina-pudding", servings=8, units=System.US)
    assert scaled.servings == 8
    assert scaled.ingredients[0].text != "1 liter whole milk"
    kept = await kitchen.recipes.get("papas-semolina-pudding")
    assert (kept.servings, kept.ingredients[0].text) == (4, "1 liter whole milk")


async def test_meals_are_planned_moved_and_removed(kitchen: Kitchen, clock: ManualClock) -> None:
    evening = clock.now() + timedelta(hours=10)
    dinner = await kitchen.meal_plan.plan(
        Meal(starts_at=evening, slot=MealSlot.DINNER, recipe_id="grandmas-chicken-soup", people=("lena",))
    )
    assert dinner.words == "Grandma's Chicken Soup"
    cake = await kitchen.meal_plan.plan(Meal(starts_at=evening - timedelta(hours=3), words="Cake at Marta's"))
    assert [meal.id for meal in await kitchen.meal_plan.next_meals(clock.now())] == [cake.id]
    moved = await kitchen.meal_plan.move(cake.id, evening)
    assert moved.end - moved.starts_at == timedelta(hours=1)
    assert {meal.id for meal in await kitchen.meal_plan.next_meals(clock.now())} == {cake.id, dinner.id}
    assert await kitchen.meal_plan.next_meals(evening) == []
    await kitchen.meal_plan.remove(cake.id)
    found = await kitchen.meal_plan.between(evening, evening + timedelta(minutes=1))
    assert [meal.id for meal in found] == [dinner.id]
    assert await kitchen.meal_plan.between(evening - timedelta(hours=2), evening) == []
    clock.advance(10.5 * 3600)
    current = await kitchen.meal_plan.current_or_next_meal()
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
        await kitchen.meal_plan.plan(replace(Meal(starts_at=clock.now()), **changes))  # type: ignore[arg-type]
    assert raised.value.code is code


async def test_unknown_meals_are_named(kitchen: Kitchen) -> None:
    with pytest.raises(KitchenError) as raised:
        await kitchen.meal_plan.remove("nope")
    assert raised.value.code is ErrorCode.MEAL_NOT_FOUND


async def test_a_timer_rings_once_and_survives_a_restart(tmp_path: Path, clock: ManualClock) -> None:
    kitchen = await Kitchen.open(tmp_path / "b.db", clock=clock)
    rung: list[Change] = []
    kitchen.subscribe(lambda change: rung.append(change) if change.kind is ChangeKind.TIMER_DONE else None)
    eggs = await kitchen.timers.add("eggs", seconds=5 * 3600)
    tea = await kitchen.timers.add("tea", seconds=180)
    await kitchen.timers.cancel((await kitchen.timers.add("never", seconds=10)).id)
    assert [timer.name for timer in await kitchen.timers.running()] == ["tea", "eggs"]
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
            await kitchen.timers.add("x", **wrong)


async def test_a_file_that_is_no_book_is_told_and_left_alone(tmp_path: Path) -> None:
    letter = tmp_path / "letter.db"
    letter.write_bytes(b"Dear Marta, " * 200)
    with pytest.raises(KitchenError) as raised:
        await Kitchen.open(letter)
    assert raised.value.code is ErrorCode.BOOK_UNAVAILABLE
    assert letter.read_bytes() == b"Dear Marta, " * 200
