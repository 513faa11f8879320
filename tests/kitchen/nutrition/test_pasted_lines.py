"""Ingredient lines as pages and books print them: sums behind the name, measures in two systems, halves, flags."""

import pytest

from custom_components.hearthtech.kitchen.nutrition.analyze import Analyzer
from custom_components.hearthtech.kitchen.nutrition.parse import parse_line


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer()


def grams(analyzer: Analyzer, text: str, language: str) -> float:
    _, _, weighed = analyzer.line(text, language)
    assert weighed is not None, text
    return weighed.grams


@pytest.mark.parametrize(
    ("language", "text", "name", "weight"),
    [
        ("en", "50g butter, plus 10g for greasing", "butter", 60),
        ("en", "2 cups sugar plus 2 tablespoons", "sugar", 425),
        ("de", "100 g Butter + 20 g für die Form", "Butter", 120),
        ("fr", "50 g de beurre demi-sel + 10 g pour le moule", "beurre demi-sel", 60),
        ("fr", "100 g de sucre + 2 c. à soupe", "sucre", 125),
        ("es", "100 g de azúcar + 2 cucharadas", "azúcar", 125),
        ("it", "300 g di farina 00 + 50 g per la spianatoia", "farina 00", 350),
        ("en", "1kg/2lb 4oz braising steak", "braising steak", 1000),
        ("en", "2 lb 4 oz/1kg braising steak", "braising steak", 1021),
        ("es", "3/4 de taza de arroz", "arroz", 139),
        ("es", "1 y 1/2 taza de azúcar", "azúcar", 300),
        ("fr", "1 et ½ kg de farine", "farine", 1500),
        ("it", "2 cipolle e mezza", "cipolle", 275),
        ("fr", "1 citron et demi", "citron", 87),
        ("en", "½ of a red onion", "red onion", 55),
        ("de", "1 Glas Kirschen (Abtropfgewicht 350 g)", "Kirschen", 350),
        ("es", "1 bote de garbanzos (peso escurrido 400 g)", "garbanzos", 400),
        ("de", "ggf. 1 EL Wasser", "Wasser", 15),
        ("it", "2 cucchiai rasi di zucchero", "zucchero", 25),
        ("fr", "2 tranches épaisses de pain de campagne", "pain de campagne", 100),
        ("it", "1 bicchierino di rum", "rum", 42),
    ],
)
def test_a_printed_line_is_weighed(
    analyzer: Analyzer, language: str, text: str, name: str, weight: float
) -> None:
    assert parse_line(text, language).name == name
    assert grams(analyzer, text, language) == pytest.approx(weight, abs=1)


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        ("1 (14.5 oz) can fire-roasted diced tomatoes, undrained", "tomatoes"),
        ("oven-roasted chopped tomatoes", "tomatoes"),
        ("1 can no-salt-added diced tomatoes", "tomatoes"),
        ("4 bone-in, skin-on chicken thighs", "chicken thighs"),
        ("1 cup store-bought shredded chicken", "chicken"),
    ],
)
def test_an_adjective_with_a_hyphen_is_not_the_food(text: str, ending: str) -> None:
    assert parse_line(text).name.endswith(ending)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "salt, pepper"),
        ("en", "Salt, freshly ground pepper"),
        ("fr", "sel, poivre du moulin"),
        ("es", "sal, pimienta"),
        ("it", "sale, pepe"),
        ("de", "n. B. Salz und Pfeffer"),
    ],
)
def test_salt_and_pepper_are_two(analyzer: Analyzer, language: str, text: str) -> None:
    assert len(analyzer.foods_in(text, language, apart=True)) == 2


def test_a_kind_after_a_comma_stays_one_food(analyzer: Analyzer) -> None:
    assert analyzer.foods_in("1 can beans, kidney", apart=True) == ("1 can beans, kidney",)


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("de", "n.B. Salz", "Salz"),
        ("de", "evtl. etwas Milch", "Milch"),
        ("fr", "éventuellement 1 pincée de sel", "sel"),
        ("es", "opcionalmente 1 cucharada de miel", "miel"),
        ("it", "eventualmente 1 cucchiaio di miele", "miele"),
    ],
)
def test_an_optional_line_says_so(language: str, text: str, name: str) -> None:
    line = parse_line(text, language)
    assert (line.optional, line.name) == (True, name)


def test_units_that_begin_a_name_are_no_units() -> None:
    line = parse_line("1 bouquet garni", "fr")
    assert line.amount is not None
    assert (line.amount.unit, line.name) == (None, "bouquet garni")


def test_what_is_added_must_end_the_line() -> None:
    line = parse_line("100 g sugar and 20 g cocoa")
    assert line.added == ()
