"""A household's correction of a food applies under all names of that food, and to no other food."""

import pytest

from custom_components.hearthtech.kitchen.nutrition.analyze import Analyzer
from custom_components.hearthtech.kitchen.nutrition.household_overrides import StoredFoodOverrides

NONFAT_YOGURT, HIGH_OLEIC, BROWN_RICE, STICKY_RICE = 1118, 4584, 20040, 20054


@pytest.mark.parametrize(
    ("language", "line", "food"),
    [
        ("en", "200 g yogurt", NONFAT_YOGURT),
        ("en", "2 cups plain yogurt, whisked", NONFAT_YOGURT),
        ("en", "3 tbsp natural yogurt", NONFAT_YOGURT),
        ("de", "150 g Naturjoghurt", NONFAT_YOGURT),
        ("es", "1 cucharada de aceite de girasol", HIGH_OLEIC),
        ("de", "2 EL Sonnenblumenöl", HIGH_OLEIC),
        ("en", "200 g greek yogurt", None),
        ("en", "200 g milk", None),
        ("en", "1 tbsp olive oil", None),
    ],
)
def test_a_correction_applies_to_the_food_under_its_other_names(
    language: str, line: str, food: int | None
) -> None:
    household = StoredFoodOverrides()
    household.correct("yogurt", NONFAT_YOGURT)
    household.correct("sunflower oil", HIGH_OLEIC)
    usual = Analyzer().line(line, language)[1][0]
    found = Analyzer(household=household).line(line, language)[1][0]
    assert found.food.number == (food or usual.food.number)
    assert (found.reason == "corrected by the household") is (food is not None)


def test_a_name_with_more_words_takes_precedence_and_a_withdrawn_correction_ends() -> None:
    household = StoredFoodOverrides()
    household.correct("rice", BROWN_RICE)
    household.correct("basmati rice", STICKY_RICE)
    analyzer = Analyzer(household=household)
    assert analyzer.line("200 g rice", "en")[1][0].food.number == BROWN_RICE
    assert analyzer.line("200 g white basmati rice", "en")[1][0].food.number == STICKY_RICE
    household.foods.clear()
    assert analyzer.line("200 g white basmati rice", "en")[1][0].reason != "corrected by the household"


def test_another_food_of_the_same_figures_is_not_corrected() -> None:
    household = StoredFoodOverrides()
    household.correct("cheddar", NONFAT_YOGURT)
    analyzer = Analyzer(household=household)
    assert analyzer.line("50 g grated cheddar", "en")[1][0].food.number == NONFAT_YOGURT
    assert analyzer.line("50 g grated cheese", "en")[1][0].food.number != NONFAT_YOGURT
