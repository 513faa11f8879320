"""A food that is asked for means its family, in five languages; stock and spreads belong to "without" only."""

from pathlib import Path

import pytest

from custom_components.hearthtech.burners.clock import ManualClock
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.recipes.model import Ingredient, Recipe, Yield
from custom_components.hearthtech.kitchen.suggestions.food_families import family

BOOK = {
    "en": ("Roast drumsticks", ["8 chicken drumsticks", "1 lemon"]),
    "de": ("Geschnetzeltes", ["400 g Hähnchenbrust", "200 ml Sahne"]),
    "fr": ("Blanc à la crème", ["2 blancs de poulet", "20 cl de crème"]),
    "es": ("Pechugas al ajillo", ["500 g de pechuga de pollo", "4 dientes de ajo"]),
    "it": ("Scaloppine al limone", ["400 g di petto di pollo", "1 limone"]),
}
OTHERS = {
    "Leek soup": ["3 leeks", "1 l chicken broth"],
    "Salmon bowl": ["400 g salmon", "200 g rice"],
    "Cheese omelette": ["4 eggs", "100 g gruyere"],
}


@pytest.mark.parametrize(
    ("said", "inside", "made_of_it", "outside"),
    [
        (
            "chicken",
            {"chicken thigh", "ground chicken"},
            {"broth", "chicken fat"},
            {"turkey", "vegan chicken"},
        ),
        ("cheese", {"feta", "gouda", "parmesan"}, {"blue cheese dressing"}, {"vegan cheese", "milk"}),
        ("egg", {"egg", "egg yolk", "poached egg"}, {"egg noodle"}, {"eggplant", "eggnog", "duck"}),
        ("milk", {"skim milk", "buttermilk"}, {"milk chocolate"}, {"coconut milk", "rice milk"}),
        ("butter", {"butter", "ghee"}, set(), {"peanut butter", "buttermilk"}),
        (
            "rice",
            {"brown rice", "arborio rice"},
            {"rice noodle", "rice flour"},
            {"licorice", "cauliflower rice"},
        ),
        ("potato", {"red potato", "mashed potato"}, {"potato flour"}, {"sweet potato"}),
        ("nut", {"almond", "walnut"}, {"almond flour"}, {"coconut", "peanut", "nutmeg"}),
        ("Schweinefleisch", {"bacon", "ham", "pork loin"}, {"lard"}, {"beef", "chicken"}),
        ("pesce", {"salmon", "tuna"}, {"fish stock"}, {"shrimp", "chicken"}),
        ("mariscos", {"salmon", "mussel"}, {"oyster sauce"}, {"beef"}),
        ("crustacés", {"shrimp", "mussel"}, set(), {"salmon"}),
        ("haricots", {"kidney bean", "green bean"}, set(), {"coffee"}),
        ("salmon", {"smoked salmon"}, set(), {"tuna"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_families(said: str, inside: set[str], made_of_it: set[str], outside: set[str]) -> None:
    narrow, wide = family(said, wide=False), family(said, wide=True)
    assert inside <= narrow <= wide
    assert made_of_it <= wide - narrow
    assert not outside & wide


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("chicken", "en"), ("chickens", "en"), ("Hähnchen", "de"), ("Huhn", "de"), ("poulet", "fr"),
        ("POULETS", "fr"), ("pollo", "es"), ("pollo", "it"), ("poultry", "en"), ("Geflügel", "de"),
        ("volaille", "fr"), ("pollame", "it"), ("poulet", "de"),
    ],
)  # fmt: skip
async def test_with_and_without_chicken_in_every_language_of_the_book(
    tmp_path: Path, said: str, language: str
) -> None:
    kitchen = await Kitchen.open(tmp_path / "book.db", clock=ManualClock())
    for recipe_id in await kitchen.recipes.names():
        await kitchen.recipes.erase(recipe_id)
    dishes = [(code, name, lines) for code, (name, lines) in BOOK.items()]
    for code, name, lines in [*dishes, *(("en", name, lines) for name, lines in OTHERS.items())]:
        await kitchen.recipes.add(
            Recipe(
                id="",
                name=name,
                language=code,
                yields=Yield(amount=4),
                ingredients=tuple(Ingredient(text=line) for line in lines),
            )
        )
    while await kitchen.profiles.make(1000):
        pass
    found = await kitchen.suggestions.suggest(with_foods=[said], language=language, limit=20)
    assert {one.name for one in found.found} == {name for _, name, _ in dishes}
    found = await kitchen.suggestions.suggest(without_foods=[said], language=language, limit=20)
    assert {one.name for one in found.found} == {"Salmon bowl", "Cheese omelette"}
    await kitchen.close()
