"""Search by other wordings: "n" and "&", other spaces, another language; with a typo, names go first."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from custom_components.hearthtech.burners.clock import ManualClock
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.recipes.model import Ingredient, Recipe, Step

BOOK = (
    "Mac and Cheese",
    "Bangers & Mash",
    "Rock 'n' Roll Ribs",
    "Fluffy Pancakes",
    "Buttermilk Meat Loaf",
    "Kartoffelsuppe",
    "Salade de tomates",
    "Tarta de manzana",
    "Zuppa di lenticchie",
    "Onion Soup",
    "Knoblauchsuppe",
    "Soupe de pommes de terre",
    "Plain Rice",
)


@pytest.fixture
async def kitchen(tmp_path: Path) -> AsyncIterator[Kitchen]:
    kitchen = await Kitchen.open(tmp_path / "book.db", clock=ManualClock())
    for recipe_id in await kitchen.recipes.names():
        await kitchen.recipes.erase(recipe_id)
    for name in BOOK:
        await kitchen.recipes.add(Recipe(id="", name=name, ingredients=(Ingredient(text="1 cup water"),)))
    yield kitchen
    await kitchen.close()


async def names(kitchen: Kitchen, typed: str) -> list[str]:
    return [hit.name for hit in await kitchen.recipes.search(typed)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("mac n cheese", "Mac and Cheese"),
        ("mac & cheese", "Mac and Cheese"),
        ("mac and cheese", "Mac and Cheese"),
        ("mac und cheese", "Mac and Cheese"),
        ("bangers and mash", "Bangers & Mash"),
        ("bangers n mash ", "Bangers & Mash"),
        ("bangers y mash", "Bangers & Mash"),
        ("rock and roll ribs", "Rock 'n' Roll Ribs"),
        ("rock & roll", "Rock 'n' Roll Ribs"),
        ("mac n", "Mac and Cheese"),
        ("pan cakes", "Fluffy Pancakes"),
        ("fluffy pan cake", "Fluffy Pancakes"),
        ("meatloaf", "Buttermilk Meat Loaf"),
        ("butter milk meat loaf", "Buttermilk Meat Loaf"),
    ],
)
async def test_and_and_spaces(kitchen: Kitchen, typed: str, first: str) -> None:
    assert (await names(kitchen, typed))[:1] == [first]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("potato soup", {"Kartoffelsuppe", "Soupe de pommes de terre"}),
        ("soupe de pommes de terre", {"Kartoffelsuppe", "Soupe de pommes de terre"}),
        ("sopa de patata", {"Kartoffelsuppe", "Soupe de pommes de terre"}),
        ("zuppa di patate", {"Kartoffelsuppe", "Soupe de pommes de terre"}),
        ("tomato salad", {"Salade de tomates"}),
        ("Tomatensalat", {"Salade de tomates"}),
        ("insalata di pomodori", {"Salade de tomates"}),
        ("apple tart", {"Tarta de manzana"}),
        ("Apfelkuchen", {"Tarta de manzana"}),
        ("tarte aux pommes", {"Tarta de manzana"}),
        ("lentil soup", {"Zuppa di lenticchie"}),
        ("Linsensuppe", {"Zuppa di lenticchie"}),
        ("sopa de lentejas", {"Zuppa di lenticchie"}),
        ("Zwiebelsuppe", {"Onion Soup"}),
        ("soupe à l’oignon", {"Onion Soup"}),
        ("sopa de cebolla", {"Onion Soup"}),
        ("zuppa di cipolle", {"Onion Soup"}),
        ("zuppa all'aglio", {"Knoblauchsuppe"}),
    ],
    ids=lambda value: value if isinstance(value, str) and value.isascii() else "",
)
async def test_the_same_dish_in_another_language(kitchen: Kitchen, typed: str, found: set[str]) -> None:
    assert set(await names(kitchen, typed)) == found


async def test_a_typo_finds_names_before_other_text(kitchen: Kitchen) -> None:
    await kitchen.recipes.add(
        Recipe(
            id="", name="Zucchini", ingredients=(Ingredient(text="1 zucchini"), Ingredient(text="saffron"))
        )
    )
    await kitchen.recipes.add(
        Recipe(
            id="",
            name="Slow Summer Risotto with Saffron and Very Many Herbs of the Garden",
            steps=(Step(text="Stir."),),
        )
    )
    await kitchen.recipes.add(Recipe(id="", name="Safari", ingredients=(Ingredient(text="saffron"),)))
    found = await names(kitchen, "safron ")
    assert found[0].startswith("Slow Summer Risotto")
    assert set(found[1:]) >= {"Zucchini"}
