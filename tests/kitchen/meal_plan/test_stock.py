"""Pantry and shopping list, through the kitchen."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from custom_components.hearthtech.kitchen.changes import ChangeKind
from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.meal_plan.meal import Meal
from custom_components.hearthtech.kitchen.pantry.pantry_item import PantryItem
from custom_components.hearthtech.kitchen.recipes.model import Ingredient, Recipe, Yield

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)


async def put(
    kitchen: Kitchen, name: str, *lines: str, servings: float | None = 4, language: str = "en"
) -> str:
    recipe = Recipe(
        id="",
        name=name,
        language=language,
        yields=None if servings is None else Yield(amount=servings),
        ingredients=tuple(Ingredient(text=line, fixed="bay" in line) for line in lines),
    )
    return (await kitchen.recipes.add(recipe)).id


async def listed(kitchen: Kitchen) -> dict[str, str]:
    return {item.name: item.amount_words for item in await kitchen.shopping.items()}


async def test_a_list_is_merged_scaled_and_grouped(kitchen: Kitchen) -> None:
    soup = await put(
        kitchen, "Onion soup", "500 g onions", "1 l water", "salt to taste", "1 bay leaf", "2 tbsp olive oil"
    )
    tart = await put(
        kitchen, "Onion tart", "2 onions", "200 g flour", "1 cup flour", "3 tbsp olive oil", "salt"
    )
    await kitchen.meal_plan.plan(Meal(starts_at=NOON, recipe_id=soup, servings=8))
    await kitchen.meal_plan.plan(Meal(starts_at=NOON + timedelta(days=1), recipe_id=tart))
    items = await kitchen.shopping.make_list()
    assert await listed(kitchen) == {
        "onions": "1.22 kg", "flour": "325 g", "olive oil": "104 ml", "salt": "", "bay leaf": "1",
    }  # fmt: skip
    assert [item.aisle for item in items] == ["vegetables", "baking", "flavor", "flavor", "flavor"]
    assert {source.name for source in items[0].sources} == {"Onion soup", "Onion tart"}


async def test_making_it_twice_makes_the_same_list(kitchen: Kitchen) -> None:
    soup = await put(kitchen, "Soup", "500 g carrots", "1 leek")
    await kitchen.meal_plan.plan(Meal(starts_at=NOON, recipe_id=soup))
    await kitchen.shopping.add("2 leeks")
    first = await kitchen.shopping.make_list()
    assert await kitchen.shopping.make_list() == first
    assert sorted((await listed(kitchen)).values()) == ["3", "500 g"]
    carrots = next(item for item in first if item.food == "carrot")
    await kitchen.shopping.change(carrots.id, bought=True)
    again = await kitchen.shopping.make_list()
    assert [item.bought for item in again if item.food == "carrot"] == [True], (
        "what is bought is not asked for again"
    )


async def test_the_pantry_is_taken_off(kitchen: Kitchen) -> None:
    cake = await put(kitchen, "Cake", "500 g flour", "4 eggs", "salt", "200 g sugar", "100 g butter")
    await kitchen.pantry.add(PantryItem(name="Flour", amount=0.3, unit="kg"))
    await kitchen.pantry.add(PantryItem(name="egg", amount=10))
    await kitchen.pantry.add(PantryItem(name="Salt"))
    await kitchen.pantry.add(PantryItem(name="sugar"))
    await kitchen.shopping.make_list(recipes={cake: None})
    assert await listed(kitchen) == {"flour": "200 g", "butter": "100 g", "sugar": "200 g"}, (
        "some sugar may not be enough"
    )


async def test_leftovers_buy_nothing_and_cook_more(kitchen: Kitchen) -> None:
    stew = await put(kitchen, "Stew", "400 g beans")
    dinner = await kitchen.meal_plan.plan(Meal(starts_at=NOON, recipe_id=stew, servings=4))
    await kitchen.meal_plan.plan(
        Meal(starts_at=NOON + timedelta(days=1), recipe_id=stew, servings=2, leftover_of=dinner.id)
    )
    await kitchen.shopping.make_list(start=NOON, end=NOON + timedelta(hours=1))
    assert await listed(kitchen) == {"beans": "600 g"}
    with pytest.raises(KitchenError, match="leftovers"):
        await kitchen.meal_plan.plan(
            Meal(starts_at=NOON - timedelta(days=1), words="Early", leftover_of=dinner.id)
        )
    await kitchen.meal_plan.remove(dinner.id)
    (left,) = await kitchen.meal_plan.between(NOON, NOON + timedelta(days=3))
    assert left.leftover_of is None


async def test_a_recipe_inside_a_recipe_is_bought_too(kitchen: Kitchen) -> None:
    await put(kitchen, "Pizza dough", "500 g flour", "1 sachet yeast", servings=2)
    pizza = await put(kitchen, "Pizza", "1 recipe pizza dough", "200 g mozzarella", servings=2)
    await kitchen.shopping.make_list(recipes={pizza: 4})
    assert (await listed(kitchen))["flour"] == "1 kg"
    assert (await listed(kitchen))["mozzarella"] == "400 g"
    assert "pizza dough" not in await listed(kitchen)


async def test_recipes_that_name_each_other_end(kitchen: Kitchen) -> None:
    one = await put(kitchen, "Black sauce", "1 recipe white sauce", "1 onion")
    await put(kitchen, "White sauce", "1 recipe black sauce", "2 onions")
    await kitchen.shopping.make_list(recipes={one: None})
    assert "onion" in await listed(kitchen)


async def test_gluten_free_flour_is_not_flour(kitchen: Kitchen) -> None:
    mixed = await put(
        kitchen,
        "Two breads",
        "500 g flour",
        "500 g gluten-free flour",
        "100 g dairy-free butter",
        "100 g butter",
    )
    await kitchen.shopping.make_list(recipes={mixed: None})
    assert len(await listed(kitchen)) == 4


async def test_what_a_person_writes_stays(kitchen: Kitchen) -> None:
    added = await kitchen.shopping.add("2 kg flour", note="the good one")
    cake = await put(kitchen, "Cake", "500 g flour")
    await kitchen.shopping.make_list(recipes={cake: None})
    assert await listed(kitchen) == {"flour": "2.5 kg"}
    (item,) = await kitchen.shopping.items()
    assert item.note == "the good one"
    changed = await kitchen.shopping.change(item.id, words="Flour (1 kg)")
    assert changed.words == "Flour (1 kg)"
    await kitchen.shopping.make_list(recipes={cake: None})
    assert await listed(kitchen) == {"Flour": "1 kg"}, "the cook said how much"
    assert added.food == "flour"
    with pytest.raises(KitchenError):
        await kitchen.shopping.add("  ")


async def test_move_remove_and_undo(kitchen: Kitchen) -> None:
    for words in ("milk", "bread", "soap"):
        await kitchen.shopping.add(words)
    milk, bread, soap = await kitchen.shopping.items()
    await kitchen.shopping.move(soap.id, None)
    await kitchen.shopping.move(milk.id, bread.id)
    assert [item.name for item in await kitchen.shopping.items()] == ["soap", "bread", "milk"]
    await kitchen.shopping.remove([bread.id])
    await kitchen.shopping.undo()
    assert [item.name for item in await kitchen.shopping.items()] == ["soap", "bread", "milk"]
    for _ in range(5):
        await kitchen.shopping.undo()
    assert await kitchen.shopping.items() == []
    with pytest.raises(KitchenError) as error:
        await kitchen.shopping.undo()
    assert error.value.code is ErrorCode.NOTHING_TO_UNDO
    with pytest.raises(KitchenError) as error:
        await kitchen.shopping.move("nothing", None)
    assert error.value.code is ErrorCode.SHOPPING_ITEM_NOT_FOUND


async def test_cooking_takes_from_the_pantry_once_it_is_agreed(kitchen: Kitchen) -> None:
    today = kitchen.locale.day(kitchen.clock.now())
    new = await kitchen.pantry.add(
        PantryItem(name="milk", amount=1, unit="l", use_by=today + timedelta(days=9))
    )
    old = await kitchen.pantry.add(
        PantryItem(name="milk", amount=200, unit="ml", use_by=today + timedelta(days=1))
    )
    rice = await kitchen.pantry.add(PantryItem(name="rice"))
    await kitchen.pantry.add(PantryItem(name="cocoa", amount=100, unit="g"))
    pudding = await put(kitchen, "Rice pudding", "500 ml milk", "100 g rice", "1 pinch of salt", servings=2)
    takings = await kitchen.pantry.withdrawals(pudding, servings=4)
    assert [(one.item.id, one.amount) for one in takings] == [
        (old.id, 200.0), (new.id, pytest.approx(0.8)), (rice.id, None),
    ]  # fmt: skip
    assert takings[1].left == pytest.approx(0.2)
    assert {item.id for item in await kitchen.pantry.items()} >= {old.id, new.id}, "nothing is taken yet"
    await kitchen.pantry.take(takings)
    assert {item.name: item.amount for item in await kitchen.pantry.items()} == {
        "milk": pytest.approx(0.2), "rice": None, "cocoa": 100,
    }  # fmt: skip
    assert await kitchen.pantry.take(takings[:1]) == [], "what is gone is passed over"


async def test_what_expires(kitchen: Kitchen) -> None:
    told: list[str] = []
    kitchen.subscribe(lambda change: told.append(change.kind))
    for days, name in ((-1, "cream"), (2, "spinach"), (30, "butter")):
        await kitchen.pantry.add(PantryItem(name=name, use_by=date(2026, 1, 1) + timedelta(days=days)))
    await kitchen.pantry.add(PantryItem(name="honey"))
    assert [item.name for item in await kitchen.pantry.expiring()] == ["cream", "spinach"]
    assert [item.name for item in await kitchen.pantry.expiring(40)] == ["cream", "spinach", "butter"]
    assert told == [ChangeKind.PANTRY_CHANGED] * 4


async def test_more_of_the_same_is_added(kitchen: Kitchen) -> None:
    first = await kitchen.pantry.add(PantryItem(name="Eggs", amount=6))
    assert (await kitchen.pantry.add(PantryItem(name="eggs", amount=4))).amount == 10
    assert (await kitchen.pantry.change(replace(first, amount=2, place="fridge"))).place == "fridge"
    assert [item.id for item in await kitchen.pantry.find("egg")] == [first.id]
    await kitchen.pantry.remove(first.id)
    with pytest.raises(KitchenError) as error:
        await kitchen.pantry.find("egg")
    assert error.value.code is ErrorCode.PANTRY_ITEM_NOT_FOUND


@pytest.mark.parametrize(
    "item",
    [
        PantryItem(name="  "),
        PantryItem(name="x" * 1000),
        PantryItem(name="milk", amount=-1),
        PantryItem(name="milk", amount=float("nan")),
        PantryItem(name="milk", amount=1e12),
        PantryItem(name="milk", unit="u" * 100),
    ],
    ids=["no name", "long", "negative", "nan", "much", "unit"],
)
async def test_bad_things_are_refused(kitchen: Kitchen, item: PantryItem) -> None:
    with pytest.raises(KitchenError) as error:
        await kitchen.pantry.add(item)
    assert error.value.code is ErrorCode.INVALID
