"""The shelf of recipes: orders, filters, whom it fits and what is in the house; and pages for other amounts."""

from datetime import timedelta

import pytest

from custom_components.hearthtech.burners.clock import ManualClock
from custom_components.hearthtech.kitchen.errors import KitchenError
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.pantry.pantry_item import PantryItem
from custom_components.hearthtech.kitchen.people.model import Allergen, Person, Severity
from custom_components.hearthtech.kitchen.recipes.cooking_log import Cooking, Rating
from custom_components.hearthtech.kitchen.recipes.media import MediaRole
from custom_components.hearthtech.kitchen.recipes.model import Ingredient, Recipe, Step, Yield
from custom_components.hearthtech.kitchen.recipes.page_scaling import scaled_page, tin_in, tin_of
from custom_components.hearthtech.kitchen.recipes.search import Query
from custom_components.hearthtech.kitchen.recipes.shelf import ShelfOrder

JPEG = b"\xff\xd8\xff\xe0" + b"a picture"


async def fill(kitchen: Kitchen, clock: ManualClock) -> dict[str, str]:
    for recipe_id in await kitchen.recipes.names():
        await kitchen.recipes.erase(recipe_id)
    ids = {}
    for name, lines, minutes in (
        ("Pea Soup", ("500 g peas", "1 onion", "salt"), 25),
        ("Cheese Toast", ("2 slices bread", "100 g cheese"), 10),
        ("Nut Cake", ("200 g walnuts", "3 eggs", "100 g sugar"), 80),
        ("Onion Soup", ("6 onions", "50 g butter"), 60),
    ):
        made = await kitchen.recipes.add(
            Recipe(
                id="",
                name=name,
                yields=Yield(amount=4),
                total_time_s=minutes * 60.0,
                ingredients=tuple(Ingredient(text=line) for line in lines),
            )
        )
        ids[name] = made.id
        clock.advance(60)
    return ids


async def names(kitchen: Kitchen, query: Query | None = None, **options: object) -> list[str]:
    part = await kitchen.shelf.part(query or Query(), **options)  # type: ignore[arg-type]
    return [item.name for item in part.items]


async def test_each_order(kitchen: Kitchen, clock: ManualClock) -> None:
    ids = await fill(kitchen, clock)
    for name, days in (("Nut Cake", 40), ("Pea Soup", 2)):
        at = clock.now() - timedelta(days=days)
        await kitchen.notes.write_cooking(Cooking(recipe_id=ids[name], version=1, cooked_at=at))
    assert await names(kitchen) == ["Onion Soup", "Nut Cake", "Cheese Toast", "Pea Soup"]
    assert await names(kitchen, order=ShelfOrder.NAME) == [
        "Cheese Toast", "Nut Cake", "Onion Soup", "Pea Soup",
    ]  # fmt: skip
    assert (await names(kitchen, order=ShelfOrder.COOKED))[:2] == ["Pea Soup", "Nut Cake"]
    assert await names(kitchen, order=ShelfOrder.FORGOTTEN) == [
        "Cheese Toast", "Onion Soup", "Nut Cake", "Pea Soup",
    ]  # fmt: skip


async def test_parts_join_to_the_whole(kitchen: Kitchen, clock: ManualClock) -> None:
    await fill(kitchen, clock)
    whole = await kitchen.shelf.part(Query(), order=ShelfOrder.NAME)
    parts = [await kitchen.shelf.part(Query(), order=ShelfOrder.NAME, offset=at, limit=3) for at in (0, 3, 6)]
    assert [part.total for part in parts] == [4, 4, 4]
    assert tuple(item for part in parts for item in part.items) == whole.items


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (Query(text="soup"), {"Pea Soup", "Onion Soup"}),
        (Query(text="soup under 30 minutes"), {"Pea Soup"}),
        (Query(text="under 30 minutes"), {"Pea Soup", "Cheese Toast"}),
        (Query(text="sopu"), {"Pea Soup", "Onion Soup"}),
        (Query(with_ingredients=("onion",)), {"Pea Soup", "Onion Soup"}),
        (Query(with_ingredients=("onion",), without_ingredients=("peas",)), {"Onion Soup"}),
        (Query(without_ingredients=("onion",)), {"Cheese Toast", "Nut Cake"}),
        (Query(max_time_s=1800), {"Pea Soup", "Cheese Toast"}),
        (Query(text="zebra"), set()),
    ],
    ids=["words", "time-in-words", "only-time", "typo", "with", "with-without", "without", "time", "none"],
)
async def test_filters(kitchen: Kitchen, clock: ManualClock, query: Query, found: set[str]) -> None:
    await fill(kitchen, clock)
    part = await kitchen.shelf.part(query)
    assert {item.name for item in part.items} == found
    assert part.total == len(found)
    assert all(item.corrected == (query.text == "sopu") for item in part.items)


async def test_whom_it_fits_follows_people_and_recipes(kitchen: Kitchen, clock: ManualClock) -> None:
    ids = await fill(kitchen, clock)
    anna = await kitchen.people.add(Person(name="Anna", allergens={Allergen.NUTS: Severity.SEVERE}))
    ben = await kitchen.people.add(Person(name="Ben"))
    assert set(await names(kitchen, fits_person=ben.id)) == set(ids)
    await kitchen.profiles.make()
    assert "Nut Cake" not in await names(kitchen, fits_person=anna.id)
    assert "Onion Soup" in await names(kitchen, Query(text="soup"), fits_person=anna.id)
    await kitchen.people.change(
        Person(id=anna.id, name="Anna", allergens={Allergen.MILK: Severity.SEVERE}), actor=""
    )
    found = await names(kitchen, fits_person=anna.id)
    assert "Cheese Toast" not in found
    assert "Onion Soup" not in found
    with pytest.raises(KitchenError):
        await kitchen.shelf.part(Query(), fits_person="nobody")


async def test_a_recipe_without_profile_is_not_offered_for_a_severe_allergy(
    kitchen: Kitchen, clock: ManualClock
) -> None:
    await fill(kitchen, clock)
    anna = await kitchen.people.add(Person(name="Anna", allergens={Allergen.NUTS: Severity.SEVERE}))
    assert await names(kitchen, fits_person=anna.id) == []


async def test_all_in_the_house(kitchen: Kitchen, clock: ManualClock) -> None:
    await fill(kitchen, clock)
    await kitchen.profiles.make()
    assert await names(kitchen, in_house=True) == []
    for name in ("onions", "butter"):
        await kitchen.pantry.add(PantryItem(name=name))
    assert await names(kitchen, in_house=True) == ["Onion Soup"]


async def test_covers_and_stars(kitchen: Kitchen, clock: ManualClock) -> None:
    ids = await fill(kitchen, clock)
    soup = ids["Pea Soup"]
    scan = await kitchen.notes.add_picture(soup, JPEG + b"scan", role=MediaRole.ORIGINAL)
    step = await kitchen.notes.add_picture(soup, JPEG + b"step", role=MediaRole.STEP)
    await kitchen.notes.rate(Rating(recipe_id=soup, version=1, person="Anna", stars=5))
    await kitchen.notes.rate(Rating(recipe_id=soup, version=1, person="Ben", stars=4))
    items = {item.id: item for item in (await kitchen.shelf.part(Query())).items}
    assert items[soup].cover == step.medium.hash
    assert items[soup].stars == 4.5
    cover = await kitchen.notes.add_picture(soup, JPEG + b"cover")
    items = {item.id: item for item in (await kitchen.shelf.part(Query())).items}
    assert items[soup].cover == cover.medium.hash
    assert items[soup].cover != scan.medium.hash
    assert items[ids["Nut Cake"]].cover is None
    assert items[ids["Nut Cake"]].stars is None


CAKE = Recipe(
    id="cake",
    name="Plum cake",
    yields=Yield(amount=8),
    ingredients=(
        Ingredient(text="500 g plums"),
        Ingredient(text="2 eggs"),
        Ingredient(text="1 pinch of salt", fixed=True),
        Ingredient(text="salt"),
    ),
    steps=(
        Step(text="Step 1: fold 🥚 with 250 ml milk, turn twice.", timer_s=600),
        Step(text="Bake in a 26 cm tin at 180 °C."),
        Step(text="Let it cool."),
    ),
)


def test_a_page_for_twice_as_much_says_where_its_steps_cant_follow() -> None:
    page = scaled_page(CAKE, 2.0, None)
    assert [line.text for line in page.recipe.ingredients] == [
        "1 kg plums" if page.recipe.ingredients[0].text.startswith("1 ") else "1000 g plums",
        "4 eggs",
        "1 pinch of salt",
        "salt",
    ]
    assert page.fixed == (2, 3)
    first, second = page.marks
    assert first.step == 0
    assert first.time
    (amount,) = first.amounts
    assert CAKE.steps[0].text[amount.start : amount.end] == "250 ml"
    assert amount.scaled in {"500 ml", "½ l"}
    assert (second.step, second.tin, second.time) == (1, True, False)


@pytest.mark.parametrize("factor", [0.5, 1.25, 2.0])
def test_a_page_has_its_marks_at_the_same_places_for_all_amounts(factor: float) -> None:
    usual, other = scaled_page(CAKE, 1.0, None), scaled_page(CAKE, factor, None)
    assert usual.fixed == other.fixed == (2, 3)
    assert not any(mark.time for mark in usual.marks)
    assert usual.marks
    places = [
        [
            (mark.step, mark.timed, mark.tin, [(one.start, one.end) for one in mark.amounts])
            for mark in page.marks
        ]
        for page in (usual, other)
    ]
    assert places[0] == places[1]
    assert usual.recipe == CAKE


def test_a_little_more_leaves_the_times_alone() -> None:
    assert not any(mark.time for mark in scaled_page(CAKE, 1.25, None).marks)


@pytest.mark.parametrize("factor", [0.0, -1.0, float("nan"), float("inf"), 1000.0])
def test_no_page_for_a_factor_that_is_none(factor: float) -> None:
    with pytest.raises(ValueError, match="scale"):
        scaled_page(CAKE, factor, None)


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("a 26 cm springform tin", (26.0,)),
        ("Eine Springform (Ø 24 cm) fetten", (24.0,)),
        ("a 9x13-inch pan", (22.9, 33.0)),
        ("un moule de 20 x 30 cm", (20.0, 30.0)),
        ("an 8-inch round tin", (20.3,)),
        ('a 9" pie dish', (22.9,)),
        ("eine 9 Zoll große Form", (22.9,)),
        ("Eine 28er Springform fetten", (28.0,)),
        ("60er Sonntagsessen", None),
        ("un moule de 10 pouces", (25.4,)),
        ("un molde de 8 por 12 pulgadas", (20.3, 30.5)),
        ("uno stampo da 24 centimetri", (24.0,)),
        ("Cut into 2 cm cubes", None),
        ("Cook for 26 minutes", None),
        ("26 cm " * 2000, None),
        ("", None),
    ],
    ids=[
        "cm",
        "german",
        "inches",
        "french",
        "inch",
        "sign",
        "zoll",
        "numbered",
        "no-tin",
        "pouces",
        "pulgadas",
        "centimetri",
        "cubes",
        "minutes",
        "long",
        "empty",
    ],
)
def test_tins(text: str, sides: tuple[float, ...] | None) -> None:
    found = tin_in(text)
    assert (None if found is None else found.sides_cm) == sides


def test_the_tin_of_a_recipe() -> None:
    found = tin_of(CAKE)
    assert found is not None
    assert (found.words, found.sides_cm) == ("26 cm", (26.0,))


@pytest.mark.parametrize(
    ("line", "amount", "factor"),
    [
        (0, "700 g", 1.4),
        (0, "0.75 kg", 1.5),
        (0, "1 lb", 0.907),
        (1, "3", 1.5),
        (1, "5 eggs", 2.5),
    ],
    ids=["grams", "kilograms", "pounds", "pieces", "named-pieces"],
)
async def test_the_factor_for_what_is_there(kitchen: Kitchen, line: int, amount: str, factor: float) -> None:
    assert await kitchen.nutrition.factor_for(CAKE, line, amount) == pytest.approx(factor, rel=0.01)


async def test_pieces_are_compared_by_weight(kitchen: Kitchen) -> None:
    # A plum weighs about 66 g.
    assert 0.5 < await kitchen.nutrition.factor_for(CAKE, 0, "5") < 0.9


@pytest.mark.parametrize(
    ("line", "amount"),
    [(3, "20 g"), (0, "a lot"), (0, "0 g"), (9, "1 g")],
    ids=["no-amount", "no-number", "nothing", "no-line"],
)
async def test_what_cant_be_compared_is_refused(kitchen: Kitchen, line: int, amount: str) -> None:
    with pytest.raises(KitchenError):
        await kitchen.nutrition.factor_for(CAKE, line, amount)
