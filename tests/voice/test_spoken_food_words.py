"""Small words beside foods and timers in spoken requests, in five languages."""

import pytest

from custom_components.hearthtech.assist.handlers.food import matching
from custom_components.hearthtech.assist.handlers.food_words import between_items
from custom_components.hearthtech.assist.handlers.nutrition import without_amount


@pytest.mark.parametrize(
    ("language", "said", "food"),
    [
        ("en", "a small bowl of porridge", "porridge"),
        ("en", "a bowl of porridge", "porridge"),
        ("en", "the medium avocado", "avocado"),
        ("de", "einem Teller Linsensuppe", "Linsensuppe"),
        ("de", "einer kleinen Tüte Chips", "Chips"),
        ("de", "Stückkohle", "Stückkohle"),
        ("fr", "deux poires", "deux poires"),
        ("fr", "un bol de soupe", "soupe"),
        ("fr", "une petite part d’abricot", "part d’abricot"),
        ("fr", "un verre d’orangeade", "orangeade"),
        ("es", "un trozo pequeño de queso", "queso"),
        ("es", "la manzana", "manzana"),
        ("it", "una ciotola di riso", "riso"),
        ("it", "l'uva", "uva"),
    ],
)
def test_words_before_a_food(language: str, said: str, food: str) -> None:
    assert without_amount(said, language) == food


@pytest.mark.parametrize(
    ("language", "said", "foods"),
    [
        ("en", "leeks and mac and cheese", ["leeks", "mac and cheese"]),
        ("de", "Lauch, Eier und Speck", ["Lauch", "Eier", "Speck"]),
        ("fr", "lait et farine", ["lait", "farine"]),
        ("es", "arroz y pollo", ["arroz", "pollo"]),
        ("it", "riso e zucca", ["riso", "zucca"]),
    ],
)
def test_foods_of_a_spoken_list(language: str, said: str, foods: list[str]) -> None:
    assert between_items(language).split(said) == foods


@pytest.mark.parametrize(
    ("language", "food", "lines"),
    [
        ("en", "any of the butter", ["20 g butter", "1 can of beans"]),
        ("de", "von der Butter", ["20 g Butter", "Saft von 1 Zitrone", "der Rest Milch"]),
        ("fr", "de la farine", ["20 g farine", "1 pincée de sel"]),
        ("es", "de la harina", ["20 g harina", "1 pizca de sal"]),
        ("it", "della farina", ["20 g farina", "la scorza di 1 limone"]),
    ],
)
def test_the_line_of_a_food(language: str, food: str, lines: list[str]) -> None:
    assert matching(food, lines, language) == lines[:1]
