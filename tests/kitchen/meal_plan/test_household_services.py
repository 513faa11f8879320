"""Freezer, standing purchases, shops, changes without network, saved searches, barcodes, who eats how much."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date, time, timedelta
from itertools import pairwise
import json
from pathlib import Path
import random
from zoneinfo import ZoneInfo

import pytest

from custom_components.hearthtech.burners.clock import ManualClock
from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.household.model import Barcode, Shop, StandingItem, StandingKind
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.locale import KitchenLocale
from custom_components.hearthtech.kitchen.meal_plan.feast import FeastTask
from custom_components.hearthtech.kitchen.meal_plan.feast_service import PlannedCourse
from custom_components.hearthtech.kitchen.meal_plan.meal import Meal, MealSlot
from custom_components.hearthtech.kitchen.meal_plan.preparations import PreparationKind
from custom_components.hearthtech.kitchen.pantry.barcode_service import normalized, product_of
from custom_components.hearthtech.kitchen.pantry.pantry_item import PantryItem
from custom_components.hearthtech.kitchen.people.model import Allergen, Person, Severity
from custom_components.hearthtech.kitchen.people.portions import portion_of
from custom_components.hearthtech.kitchen.recipes.model import Ingredient, Recipe, Step, Yield
from custom_components.hearthtech.kitchen.shopping.aisles import in_shop_order
from custom_components.hearthtech.kitchen.shopping.standing_service import ListChange

BERLIN = KitchenLocale(time_zone=ZoneInfo("Europe/Berlin"))


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
async def kitchen(tmp_path: Path, clock: ManualClock) -> AsyncIterator[Kitchen]:
    made = await Kitchen.open(tmp_path / "b.db", clock=clock)
    made.locale = BERLIN
    yield made
    await made.close()


async def soup(kitchen: Kitchen) -> Recipe:
    return await kitchen.recipes.add(
        Recipe(
            id="",
            name="Potato soup",
            yields=Yield(amount=2),
            ingredients=(Ingredient(text="400 g potatoes"), Ingredient(text="100 ml milk")),
        )
    )


def amounts(items: object) -> dict[str, str]:
    return {item.name: item.amount_words for item in items if not item.bought}  # type: ignore[attr-defined]


# Who eats, and how much


@pytest.mark.parametrize(
    ("person", "share"),
    [
        (Person(name="Ada"), 1.0),
        (Person(name="Ben", birth_year=2016), 0.5),
        (Person(name="Cleo", birth_year=2014), 1.0),
        (Person(name="Dan", birth_year=2020, portion=0.75), 0.75),
        (Person(name="Eve", portion=1.5), 1.5),
    ],
    ids=["unknown age", "child", "twelve", "own figure of a child", "own figure"],
)
def test_children_count_half(person: Person, share: float) -> None:
    assert portion_of(person, 2026) == share


async def test_the_list_counts_children_half(kitchen: Kitchen) -> None:
    recipe = await soup(kitchen)
    year = kitchen.clock.now().year
    ada = await kitchen.people.add(Person(name="Ada"))
    ben = await kitchen.people.add(Person(name="Ben", birth_year=year - 5))
    starts_at = kitchen.clock.now() + timedelta(days=1)
    await kitchen.meal_plan.plan(
        Meal(starts_at=starts_at, recipe_id=recipe.id, people=(ada.id, ben.id), cook=ada.id)
    )
    assert amounts(await kitchen.shopping.make_list())["potatoes"] == "300 g"


async def test_a_guest_restricts_only_her_own_meals(kitchen: Kitchen) -> None:
    recipe = await soup(kitchen)
    ada = await kitchen.people.add(Person(name="Ada"))
    guest = await kitchen.people.add(
        Person(name="Gina", guest=True, allergens={Allergen.MILK: Severity.SEVERE})
    )
    starts_at = kitchen.clock.now() + timedelta(days=1)
    for_all = await kitchen.meal_plan.plan(Meal(starts_at=starts_at, recipe_id=recipe.id))
    with_her = await kitchen.meal_plan.plan(
        Meal(starts_at=starts_at, recipe_id=recipe.id, people=(ada.id, guest.id))
    )
    assert await kitchen.suggestions.harmed_by(for_all) == []
    assert [person.name for person in await kitchen.suggestions.harmed_by(with_her)] == ["Gina"]
    assert [check.person_id for check in await kitchen.people.check_recipe(recipe.id)] == []
    assert {person.name for person in (await kitchen.suggestions.request()).people} == {"Ada"}
    stored = await kitchen.people.get("Gina")
    assert stored.guest


async def test_a_rule_and_a_single_meal_keep_their_cook(kitchen: Kitchen) -> None:
    ada = await kitchen.people.add(Person(name="Ada"))
    meal = await kitchen.meal_plan.plan(Meal(starts_at=kitchen.clock.now(), words="Soup", cook=ada.id))
    assert (await kitchen.meal_plan.get(meal.id)).cook == ada.id


# Freezer


async def test_frozen_portions_are_planned_again_and_nothing_is_bought_for_them(kitchen: Kitchen) -> None:
    recipe = await soup(kitchen)
    frozen = await kitchen.freezer.freeze("", 3, recipe_id=recipe.id, place="Drawer 2")
    assert (frozen.name, frozen.use_by) == (
        "Potato soup",
        (date.fromisoformat(frozen.frozen_on) + timedelta(days=90)).isoformat(),
    )
    starts_at = kitchen.clock.now() + timedelta(days=2)
    meal = await kitchen.freezer.plan("potato soup", starts_at, slot=MealSlot.LUNCH, portions=2)
    assert await kitchen.shopping.make_list() == []
    [stock] = await kitchen.freezer.stock()
    assert stock.left == 1
    [thaw] = await kitchen.preparations.between(kitchen.clock.now(), starts_at)
    assert (thaw.kind, thaw.meal.id) == (PreparationKind.THAW, meal.id)
    with pytest.raises(KitchenError) as raised:
        await kitchen.freezer.plan(frozen.id, starts_at, portions=2)
    assert raised.value.code is ErrorCode.INVALID
    await kitchen.meal_plan.remove(meal.id)
    [stock] = await kitchen.freezer.stock()
    assert stock.left == 3
    await kitchen.freezer.take(frozen.id, 1)
    await kitchen.freezer.take(frozen.id)
    assert await kitchen.freezer.stock() == []
    with pytest.raises(KitchenError) as raised:
        await kitchen.freezer.take(frozen.id)
    assert raised.value.code is ErrorCode.RECORD_NOT_FOUND


async def test_what_should_be_eaten_first_comes_first(kitchen: Kitchen) -> None:
    await kitchen.freezer.freeze("Chili", 2, frozen_on=date(2026, 1, 1))
    await kitchen.freezer.freeze("Curry", 2, frozen_on=date(2025, 11, 1))
    assert [one.portions.name for one in await kitchen.freezer.stock()] == ["Curry", "Chili"]


@pytest.mark.parametrize("portions", [0, -1, float("nan"), float("inf"), 1e9])
async def test_impossible_portions_are_refused(kitchen: Kitchen, portions: float) -> None:
    with pytest.raises(KitchenError) as raised:
        await kitchen.freezer.freeze("Chili", portions)
    assert raised.value.code is ErrorCode.INVALID


# Standing purchases


async def test_a_minimum_comes_onto_the_list_by_itself_and_leaves_it(kitchen: Kitchen) -> None:
    kitchen.standing.keep()
    flour = await kitchen.pantry.add(PantryItem(name="flour", amount=2, unit="kg"))
    await kitchen.standing.put(StandingItem(kind=StandingKind.MINIMUM, name="flour", amount=1, unit="kg"))
    assert await kitchen.shopping.items() == []
    await kitchen.pantry.change(PantryItem(id=flour.id, name="flour", amount=0.4, unit="kg"))
    await settle(kitchen)
    assert amounts(await kitchen.shopping.items()) == {"flour": "600 g"}
    await kitchen.standing.refresh()
    assert amounts(await kitchen.shopping.items()) == {"flour": "600 g"}
    [item] = await kitchen.shopping.items()
    await kitchen.shopping.change(item.id, bought=True)
    await kitchen.standing.refresh()
    assert amounts(await kitchen.shopping.items()) == {}
    [came] = await kitchen.standing.put_away()
    assert (came.name, came.amount, came.unit) == ("flour", 600, "g")
    await settle(kitchen)
    assert await kitchen.shopping.items() == []
    await kitchen.standing.remove("flour")
    assert await kitchen.standing.items() == []


async def settle(kitchen: Kitchen) -> None:
    while kitchen.context.tasks:
        await asyncio.gather(*kitchen.context.tasks)


async def test_a_removed_minimum_takes_its_share_from_the_list(kitchen: Kitchen) -> None:
    await kitchen.shopping.add("2 lemons")
    await kitchen.standing.put(StandingItem(kind=StandingKind.MINIMUM, name="lemons", amount=3))
    assert amounts(await kitchen.shopping.items()) == {"lemons": "5"}
    await kitchen.standing.remove("lemons")
    assert amounts(await kitchen.shopping.items()) == {"lemons": "2"}


async def test_several_things_are_one_change_and_equal_ones_one_item(kitchen: Kitchen) -> None:
    await kitchen.shopping.add("500 g flour")
    before = await kitchen.shopping.items()
    things = ["1 l milk", "6 eggs", "2 l milk", "500 g flour", "birthday candles"]
    made = await kitchen.shopping.add_several(things, actor="Ada")
    assert [item.name for item in made] == ["milk", "eggs", "flour", "birthday candles"]
    assert amounts(await kitchen.shopping.items()) == {
        "flour": "1 kg",
        "milk": "3 l",
        "eggs": "6",
        "birthday candles": "",
    }
    await kitchen.shopping.undo()
    assert await kitchen.shopping.items() == before
    with pytest.raises(KitchenError) as caught:
        await kitchen.shopping.add_several(["milk", " "])
    assert caught.value.code is ErrorCode.INVALID
    assert await kitchen.shopping.items() == before


async def test_a_weekly_item_comes_once_a_week(kitchen: Kitchen, clock: ManualClock) -> None:
    milk = StandingItem(kind=StandingKind.WEEKLY, name="milk", amount=2, unit="l", weekday=0)
    await kitchen.standing.put(milk)
    [item] = await kitchen.shopping.items()
    assert item.amount_words == "2 l"
    await kitchen.shopping.remove([item.id])
    await kitchen.standing.refresh()
    assert await kitchen.shopping.items() == []
    clock.advance(7 * 86400)
    await kitchen.standing.refresh()
    assert amounts(await kitchen.shopping.items()) == {"milk": "2 l"}
    # A full pantry does not take it away: it is bought every week.
    await kitchen.pantry.add(PantryItem(name="milk", amount=5, unit="l"))
    await kitchen.shopping.make_list()
    assert amounts(await kitchen.shopping.items()) == {"milk": "2 l"}


@pytest.mark.parametrize(
    "item",
    [
        StandingItem(kind=StandingKind.MINIMUM, name="flour"),
        StandingItem(kind=StandingKind.MINIMUM, name="  ", amount=1),
        StandingItem(kind=StandingKind.WEEKLY, name="milk", weekday=7),
        StandingItem(kind=StandingKind.WEEKLY, name="milk", amount=-1),
        StandingItem(kind=StandingKind.WEEKLY, name="m" * 201),
    ],
    ids=["no amount", "no name", "no such day", "negative", "long name"],
)
async def test_impossible_standing_items_are_refused(kitchen: Kitchen, item: StandingItem) -> None:
    with pytest.raises(KitchenError) as raised:
        await kitchen.standing.put(item)
    assert raised.value.code is ErrorCode.INVALID
    assert await kitchen.standing.items() == []


# Shops


async def test_each_shop_has_its_own_order_of_aisles(kitchen: Kitchen) -> None:
    for words in ("1 kg potatoes", "2 l milk", "500 g flour", "candles"):
        await kitchen.shopping.add(words)
    market = await kitchen.standing.put_shop(
        Shop(name="Market", aisles=("dairy", "vegetables"), moved={"Flour": "dairy"})
    )
    items = await kitchen.shopping.items()
    assert [item.name for item in in_shop_order(items, None)] == ["potatoes", "milk", "flour", "candles"]
    assert [item.name for item in in_shop_order(items, market)] == ["milk", "flour", "potatoes", "candles"]
    again = await kitchen.standing.put_shop(Shop(name="market", aisles=("fruit",)))
    assert again.id == market.id
    await kitchen.standing.remove_shop("MARKET")
    assert await kitchen.standing.shops() == []


# Without network


@pytest.mark.parametrize("seed", range(4))
async def test_of_forty_changes_of_two_people_none_is_lost_or_doubled(kitchen: Kitchen, seed: int) -> None:
    dice = random.Random(seed)
    for number in range(20):
        await kitchen.shopping.add(f"thing number {chr(97 + number)}")
    ids = [item.id for item in await kitchen.shopping.items()]
    mine = [ListChange(id=f"m{n}", item=item, bought=True) for n, item in enumerate(ids[:15])]
    mine += [ListChange(id=f"ma{n}", item=f"new-m{n}", words=f"my wish {chr(97 + n)}") for n in range(5)]
    yours = [ListChange(id=f"y{n}", item=item, bought=True) for n, item in enumerate(ids[5:])]
    yours += [ListChange(id=f"ya{n}", item=f"new-y{n}", words=f"your wish {chr(97 + n)}") for n in range(5)]
    batches = [
        (who, queue[at : at + 4]) for who, queue in (("me", mine), ("you", yours)) for at in range(0, 20, 4)
    ]
    dice.shuffle(batches)
    for who, batch in batches:
        await kitchen.standing.apply(batch, actor=who)
        if dice.random() < 0.5:
            # The answer was lost: the page sends the same changes again.
            told = await kitchen.standing.apply(batch, actor=who)
            assert set(told.values()) == {"known"}
    items = await kitchen.shopping.items()
    assert {item.id for item in items if item.bought} == set(ids)
    wishes = sorted(item.name for item in items if not item.bought)
    assert wishes == sorted(f"{whose} wish {chr(97 + n)}" for whose in ("my", "your") for n in range(5))
    assert {source.who for item in items if not item.bought for source in item.sources} == {"me", "you"}


async def test_what_somebody_removed_meanwhile_stays_removed(kitchen: Kitchen) -> None:
    item = await kitchen.shopping.add("milk")
    await kitchen.shopping.remove([item.id])
    assert await kitchen.standing.apply([ListChange(id="1", item=item.id, bought=True)]) == {"1": "gone"}
    assert await kitchen.shopping.items() == []


@pytest.mark.parametrize(
    "changes",
    [
        [ListChange(id="", item="a", bought=True)],
        [ListChange(id="x" * 65, item="a", bought=True)],
        [ListChange(id="x", item="a" * 65, words="milk")],
        [ListChange(id="x", item="a", words="m" * 501)],
        [ListChange(id=str(n), item="a", bought=True) for n in range(201)],
    ],
    ids=["no id", "long id", "long item", "long words", "many"],
)
async def test_hostile_changes_are_refused(kitchen: Kitchen, changes: list[ListChange]) -> None:
    with pytest.raises(KitchenError) as raised:
        await kitchen.standing.apply(changes)
    assert raised.value.code is ErrorCode.INVALID


# Feasts


def dish(name: str, cook_s: float, oven_c: float | None = None, text: str = "Cook it.") -> Recipe:
    return Recipe(id="", name=name, cook_time_s=cook_s, steps=(Step(text=text, oven_c=oven_c),))


async def test_a_feast_has_one_timetable_that_moves_with_the_plan(kitchen: Kitchen) -> None:
    roast = await kitchen.recipes.add(dish("Roast", 7200, 160))
    gratin = await kitchen.recipes.add(dish("Gratin", 3600, 200))
    cake = await kitchen.recipes.add(dish("Cake", 1800, None, "Chill overnight."))
    serve = kitchen.locale.at(kitchen.locale.day(kitchen.clock.now()) + timedelta(days=5), time(19))
    courses = (
        PlannedCourse(recipe_id=roast.id),
        PlannedCourse(recipe_id=gratin.id),
        PlannedCourse(recipe_id=cake.id, after=timedelta(hours=1)),
        PlannedCourse(words="Cheese", after=timedelta(hours=2)),
    )
    planned = await kitchen.feasts.plan(serve, courses)
    ids = [meal.id for meal in planned]
    table = await kitchen.feasts.timetable(ids)
    tasks = [(entry.task.value, entry.name) for entry in table]
    assert tasks[0] == ("shop", "")
    assert tasks[1] == ("prepare", "Cake")
    assert tasks[-1] == ("serve", "Cheese")
    cooked = {entry.name: entry for entry in table if entry.task is FeastTask.COOK}
    # The oven has one temperature: one of the two is finished before the other goes in.
    first, second = sorted((cooked["Roast"], cooked["Gratin"]), key=lambda entry: entry.at)
    assert first.at + timedelta(minutes=first.minutes or 0) <= second.at
    assert [entry.name for entry in table if entry.task is FeastTask.READY] == [first.name]
    for meal in planned:
        await kitchen.meal_plan.move(meal.id, meal.starts_at + timedelta(days=1))
    later = await kitchen.feasts.timetable(ids)
    assert [(b.at - a.at).days for a, b in zip(table, later, strict=True)] == [1] * len(table)


async def test_a_feast_is_planned_whole_or_not_at_all(kitchen: Kitchen) -> None:
    with pytest.raises(KitchenError) as raised:
        await kitchen.feasts.plan(
            kitchen.clock.now(), (PlannedCourse(words="Soup"), PlannedCourse(recipe_id="nothing"))
        )
    assert raised.value.code is ErrorCode.RECIPE_NOT_FOUND
    now = kitchen.clock.now()
    assert await kitchen.meal_plan.between(now, now + timedelta(days=1)) == []
    for courses in ((), (PlannedCourse(words="Soup"),) * 21):
        with pytest.raises(KitchenError) as raised:
            await kitchen.feasts.plan(now, courses)
        assert raised.value.code is ErrorCode.INVALID


async def test_pots_beyond_the_burners_are_cooked_earlier(kitchen: Kitchen) -> None:
    added = [await kitchen.recipes.add(dish(f"Pot {n}", 1800)) for n in range(3)]
    serve = kitchen.clock.now() + timedelta(days=1)
    planned = await kitchen.feasts.plan(serve, [PlannedCourse(recipe_id=one.id) for one in added])
    ids = [meal.id for meal in planned]
    wide = await kitchen.feasts.timetable(ids, burners=3)
    narrow = await kitchen.feasts.timetable(ids, burners=1)
    assert len({entry.at for entry in wide if entry.task is FeastTask.COOK}) == 1
    begins = sorted(entry.at for entry in narrow if entry.task is FeastTask.COOK)
    assert all(b - a >= timedelta(minutes=30) for a, b in pairwise(begins))


# Saved searches and favorites


async def test_saved_searches_find_what_is_in_the_book_now(kitchen: Kitchen) -> None:
    saved = await kitchen.saved.save_search("Quick soups", "potato soup")
    recipe = await soup(kitchen)
    _, hits = await kitchen.saved.run("quick  SOUPS")
    assert recipe.id in {hit.id for hit in hits}
    again = await kitchen.saved.save_search("quick soups", "milk")
    assert again.id == saved.id
    assert [one.query for one in await kitchen.saved.searches()] == ["milk"]
    await kitchen.saved.remove_search("Quick soups")
    with pytest.raises(KitchenError) as raised:
        await kitchen.saved.run("Quick soups")
    assert raised.value.code is ErrorCode.RECORD_NOT_FOUND


async def test_favorites_belong_to_the_household_or_a_person(kitchen: Kitchen) -> None:
    recipe = await soup(kitchen)
    ada = await kitchen.people.add(Person(name="Ada"))
    await kitchen.saved.set_favorite(recipe.id, person=ada.id)
    await kitchen.saved.set_favorite(recipe.id, person=ada.id)
    assert await kitchen.saved.favorites() == {}
    assert await kitchen.saved.favorites(ada.id) == {recipe.id: "Potato soup"}
    await kitchen.saved.set_favorite(recipe.id)
    await kitchen.recipes.erase(recipe.id)
    assert await kitchen.saved.favorites() == {}


# Barcodes


@pytest.mark.parametrize(
    ("code", "normal"),
    [
        ("4006381333931", "4006381333931"),
        (" 4006381-333931 ", "4006381333931"),
        ("036000291452", "0036000291452"),
        ("96385074", "96385074"),
        ("123456", "123456"),
    ],
    ids=["EAN-13", "with signs", "UPC-A", "EAN-8", "of the house"],
)
def test_barcodes_are_normalized(code: str, normal: str) -> None:
    assert normalized(code) == normal


@pytest.mark.parametrize(
    "code", ["", "4006381333932", "abc", "1" * 15, "../../etc", "12345", "４００６３８１３３３９３１"]
)
def test_what_is_no_barcode_is_refused(code: str) -> None:
    with pytest.raises(KitchenError) as raised:
        normalized(code)
    assert raised.value.code is ErrorCode.INVALID


async def test_the_own_list_goes_first_and_nothing_is_asked_without_permission(kitchen: Kitchen) -> None:
    asked: list[str] = []

    async def fetch(address: str) -> bytes:
        asked.append(address)
        return json.dumps(
            {"product": {"product_name": "Beans\u0000 in sauce", "brands": "Acme", "quantity": "400 g"}}
        ).encode()

    assert await kitchen.barcodes.look_up("4006381333931") is None
    kitchen.barcodes.fetch = fetch
    found = await kitchen.barcodes.look_up("4006381333931")
    assert found == Barcode(id="4006381333931", name="Beans in sauce", amount=400, unit="g", brand="Acme")
    assert len(asked) == 1
    assert asked[0].startswith("https://world.openfoodfacts.org/")
    await kitchen.barcodes.put(Barcode(id="4006381333931", name="Our beans"))
    own = await kitchen.barcodes.look_up("4006381333931")
    assert own is not None
    assert own.name == "Our beans"
    assert len(asked) == 1


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff", b"[]", b'{"product": 1}', b'{"product": {"product_name": 7}}', b'{"product": {"product_name": ""}}', b"[" * 100_000, b'{"product": {"product_name": NaN}}'],
    ids=["empty", "no text", "list", "no product", "no name", "empty name", "deep", "no number"],
)  # fmt: skip
def test_hostile_answers_name_no_product(content: bytes) -> None:
    assert product_of("4006381333931", content) is None


def test_a_long_name_and_an_impossible_amount_are_bounded() -> None:
    content = json.dumps({"product": {"product_name": "x" * 5000, "quantity": "99999 parsecs"}}).encode()
    found = product_of("4006381333931", content)
    assert found is not None
    assert (len(found.name), found.amount, found.unit) == (120, None, "")
