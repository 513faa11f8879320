"""Numbers at the end of a line, forms, adjectives and compounds in the languages of the kitchen."""

import pytest

from custom_components.hearthtech.kitchen.nutrition import Analyzer
from custom_components.hearthtech.kitchen.nutrition.name_words import food_of_compound, forms_said

ANALYZER = Analyzer()


@pytest.mark.parametrize(
    ("language", "line", "grams"),
    [
        ("it", "Tuorli 3", 51),
        ("it", "Limoni ½", 29),
        ("it", "Fragole 1,1 kg", 1100),
        ("it", "Zucca g 600", 600),
        ("it", "Uova n. 3", 150),
        ("it", "Grana Padano oltre 20 mesi 200 g", 200),
        ("es", "Huevos 3", 150),
        ("fr", "Farine 1,5 kg", 1500),
        ("de", "Mehl g 250", 250),
        ("de", "1 Süßkartoffel ca. 250 g", 250),
        ("it", "1 patata dolce circa 250 g", 250),
        ("de", "½ Teel. Salz", 3),
        ("de", "1 Bund Suppengrün", 450),
    ],
)
def test_amounts_behind_the_name(language: str, line: str, grams: float) -> None:
    weighed = ANALYZER.line(line, language)[2]
    assert weighed is not None
    assert weighed.grams == pytest.approx(grams, rel=0.05)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("de", "Weizenmehl 405"),
        ("de", "Mehl Type 550"),
        ("it", "farina 00"),
        ("it", "farina tipo 0"),
        ("fr", "farine T 55"),
    ],
)
def test_the_number_of_a_kind_is_no_amount(language: str, line: str) -> None:
    assert ANALYZER.line(line, language)[0].amount is None


@pytest.mark.parametrize(
    ("language", "line", "food"),
    [
        ("de", "200 g fettarmer Joghurt", "Yogurt, plain, low fat"),
        ("fr", "200 g de yaourt allégé", "Yogurt, plain, low fat"),
        ("es", "200 g de yogur desnatado", "Yogurt, plain, skim"),
        ("it", "200 g di yogurt magro", "Yogurt, plain, skim"),
        ("es", "200 g de lentejas cocidas", "Lentils, mature seeds, cooked"),
        ("it", "200 g di riso integrale", "Rice, brown"),
        ("fr", "400 ml de cube de bouillon de légumes", "Soup, vegetable broth"),
        ("es", "1 l de pastilla de caldo disuelta", "Soup, vegetable broth"),
        ("de", "250 g Magerquark", "Cheese, cottage, nonfat"),
        ("fr", "250 g de fromage frais double crème", "Cheese, cream"),
        ("it", "300 g di alici", "Fish, anchovy, european, raw"),
        ("de", "600 g Schweineschnitzel", "Pork, fresh, leg"),
    ],
)
def test_the_form_that_a_line_names(language: str, line: str, food: str) -> None:
    matches = ANALYZER.line(line, language)[1]
    assert matches
    assert matches[0].food.name.startswith(food)


@pytest.mark.parametrize(
    ("language", "line", "food"),
    [
        ("de", "50 g EDEKA Herzstücke knackige Walnüsse", "Nuts, walnuts"),
        ("de", "120 g Mozzarella-Kugeln", "fresh italian mozzarella"),
        ("de", "10 g Mandelkerne mit Haut", "Nuts, almonds"),
        ("de", "15 g Schnittlauchhalme", "Chives"),
        ("de", "80 g Kürbiswürfel", "Pumpkin, raw"),
        ("fr", "20 g de noix de cajou grillées et non salées", "Nuts, cashew"),
        ("fr", "2 œufs de poule élevée en plein air", "Egg, whole"),
        ("es", "200 g de tomates maduros y hermosos", "Tomatoes, red, ripe, raw"),
        ("it", "100 g di pecorino stagionato a scaglie", "Cheese, romano"),
    ],
)
def test_adjectives_and_shapes_do_not_hide_the_food(language: str, line: str, food: str) -> None:
    matches = ANALYZER.line(line, language)[1]
    assert matches
    assert matches[0].food.name.startswith(food)


def test_forms_are_those_of_their_language() -> None:
    assert forms_said({"lata"}, "es") == {"canned"}
    assert forms_said({"lata"}, "de") == frozenset()
    assert "cooked" in forms_said({"gekochte", "bohne"}, "de")


def test_a_compound_needs_a_known_food() -> None:
    assert food_of_compound("mandelkerne", "de", {"mandel"}) == "mandel"
    assert food_of_compound("walnusskerne", "de", {"mandel"}) is None
    assert food_of_compound("kerne", "de", {"kern", "kerne"}) is None
