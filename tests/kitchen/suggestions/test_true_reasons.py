"""Reasons that are true and say something: what is in the house counts all lines, and common foods are no taste."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from custom_components.hearthtech.burners.clock import ManualClock
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.pantry.pantry_item import PantryItem
from custom_components.hearthtech.kitchen.recipes.cooking_log import Rating
from custom_components.hearthtech.kitchen.recipes.model import Ingredient, Recipe, Yield
from custom_components.hearthtech.kitchen.suggestions import ReasonCode, SuggestionReason
from custom_components.hearthtech.kitchen.suggestions.messages import reason_words

NINE = [
    "3 carrots",
    "2 onions",
    *(f"200 g {word}" for word in ("blorf", "quux", "frobnitz", "zworp", "grumpf", "snarv", "plonk")),
]


@pytest.fixture
async def kitchen(tmp_path: Path) -> AsyncIterator[Kitchen]:
    kitchen = await Kitchen.open(tmp_path / "book.db", clock=ManualClock())
    for recipe_id in await kitchen.recipes.names():
        await kitchen.recipes.erase(recipe_id)
    yield kitchen
    await kitchen.close()


async def put(kitchen: Kitchen, name: str, lines: list[str], language: str = "en") -> str:
    recipe = Recipe(
        id="",
        name=name,
        language=language,
        yields=Yield(amount=4),
        ingredients=tuple(Ingredient(text=line) for line in lines),
    )
    return (await kitchen.recipes.add(recipe)).id


async def reasons(kitchen: Kitchen, name: str) -> dict[ReasonCode, SuggestionReason]:
    while await kitchen.profiles.make(1000):
        pass
    found = await kitchen.suggestions.suggest(limit=50)
    return {reason.code: reason for one in found.found if one.name == name for reason in one.reasons}


async def test_two_known_foods_in_nine_lines_are_not_the_whole_dish(kitchen: Kitchen) -> None:
    await put(kitchen, "Mystery stew", NINE)
    for name in ("carrot", "onion"):
        await kitchen.pantry.add(PantryItem(name=name))
    assert ReasonCode.IN_HOUSE not in await reasons(kitchen, "Mystery stew")


async def test_unknown_lines_are_named(kitchen: Kitchen) -> None:
    await put(kitchen, "Carrot stew", ["3 carrots", "2 onions", "200 g blorf"])
    await put(kitchen, "Carrot pan", ["3 carrots", "2 onions"])
    await put(kitchen, "Carrot rice", ["3 carrots", "2 onions", "200 g rice", "1 tsp salt"])
    for name in ("carrot", "onion"):
        await kitchen.pantry.add(PantryItem(name=name))
    stew = (await reasons(kitchen, "Carrot stew"))[ReasonCode.IN_HOUSE]
    assert stew.data == {"share": 0.66, "unknown": 1}
    for language in ("en", "de", "fr", "es", "it"):
        words = reason_words(stew, language)
        assert "66 %" in words
        assert words.endswith("1.")
    whole = (await reasons(kitchen, "Carrot pan"))[ReasonCode.IN_HOUSE]
    assert whole.data == {"share": 1.0}
    assert "100 %" in reason_words(whole)
    half = (await reasons(kitchen, "Carrot rice"))[ReasonCode.IN_HOUSE]
    assert half.data == {"share": 0.5}, "salt counts"


@pytest.mark.parametrize(
    ("language", "common", "special"),
    [
        ("en", "50 g butter", "300 g leek"),
        ("de", "50 g Butter", "300 g Lauch"),
        ("fr", "50 g de beurre", "300 g de poireaux"),
        ("es", "50 g de mantequilla", "300 g de puerro"),
        ("it", "50 g di burro", "300 g di porri"),
    ],
)
async def test_a_common_food_is_no_taste(kitchen: Kitchen, language: str, common: str, special: str) -> None:
    for number, line in enumerate(
        ("500 g carrots", "400 g rice", "500 g potatoes", "300 g lentils", "400 g tofu") * 3
    ):
        await put(kitchen, f"Dish {number}", ["50 g butter", line])
    for name in ("Loved pie", "Other pie"):
        await put(kitchen, name, [common, special], language)
    loved = await kitchen.recipes.find("Loved pie")
    for _ in range(3):
        await kitchen.notes.rate(Rating(recipe_id=loved.id, version=1, person="Ada", stars=5.0))
    dish = await reasons(kitchen, "Dish 0")
    assert ReasonCode.LIKES_FOOD not in dish, "butter is in every dish"
    assert (await reasons(kitchen, "Other pie"))[ReasonCode.LIKES_FOOD].data == {"food": "leek"}
