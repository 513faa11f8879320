"""Products of German, French, Spanish and Italian shops: energy as on their labels, and weights of what is counted."""

import pytest

from custom_components.hearthtech.kitchen.nutrition.analyze import Analyzer

ANALYZER = Analyzer()


@pytest.mark.parametrize(
    ("language", "line", "least", "most"),
    [
        ("fr", "250 g de fromage blanc 0%", 40, 60),
        ("fr", "100 g de fromage blanc", 55, 110),
        ("fr", "100 g de jambon blanc", 95, 130),
        ("fr", "75 g d'allumettes de jambon", 95, 130),
        ("fr", "100 g de jambon de poulet", 85, 125),
        ("fr", "60 g d'allumettes de bacon", 90, 160),
        ("fr", "50 g de crème fraîche légère", 120, 200),
        ("fr", "200 g de frites au four", 120, 200),
        ("fr", "200 g de poulet pané", 190, 290),
        ("fr", "130 g de boulettes de boeuf", 180, 300),
        ("fr", "250 g de légumes variés", 15, 50),
        ("fr", "60 g de flocons de soja", 380, 480),
        ("fr", "30 g de whey", 330, 420),
        ("fr", "200 g de ratatouille", 30, 90),
        ("fr", "250 g de tortellini à la viande", 230, 330),
        ("fr", "35 g de céréales au chocolat", 360, 440),
        ("fr", "1 pizza surgelée", 200, 300),
        ("de", "100 g Kochschinken", 95, 130),
        ("de", "30 g Eiweißpulver", 330, 420),
        ("de", "100 g Putenschinken", 85, 135),
        ("de", "300 g gemischtes Gemüse", 15, 50),
        ("de", "200 g Vollkornbrot", 200, 270),
        ("de", "300 g Hackbällchen", 180, 300),
        ("es", "100 g de jamón york", 95, 130),
        ("es", "100 g de jamón de pavo", 85, 135),
        ("es", "200 g de pisto", 30, 90),
        ("es", "200 g de verduras variadas", 15, 50),
        ("es", "300 g de albóndigas", 180, 300),
        ("it", "100 g di prosciutto cotto", 95, 150),
        ("it", "50 g di pane integrale", 210, 265),
        ("it", "200 g di verdure grigliate", 15, 50),
        ("it", "400 g di polenta pronta", 60, 110),
        ("it", "80 g di sgombro al naturale", 130, 210),
        ("it", "80 g di tonno all'olio d'oliva", 170, 240),
        ("it", "250 g di tortelli di zucca", 230, 330),
        ("it", "125 g di mozzarella", 235, 275),
        ("en", "1 cup steel cut oats", 360, 400),
        ("en", "1/3 cup beef or chicken broth (or water)", 2, 20),
        ("en", "1 cup Spanish style ready rice", 110, 150),
        ("en", "1 lb French Fried Potatoes", 130, 320),
    ],
)
def test_energy_is_that_of_the_label(language: str, line: str, least: float, most: float) -> None:
    """kcal in 100 g; the bounds hold the products of several makers."""
    _, matches, weighed = ANALYZER.line(line, language)
    assert matches
    assert weighed is not None
    assert least <= matches[0].food.amounts["ENERC_KCAL"] <= most


@pytest.mark.parametrize(
    ("language", "line", "least", "most"),
    [
        ("fr", "1 pot de compote", 80, 130),
        ("fr", "2 tranches de jambon blanc", 50, 100),
        ("fr", "2 escalopes panées", 180, 320),
        ("de", "3 Scheiben Kochschinken", 60, 150),
        ("de", "1 TK-Pizza", 300, 450),
        ("es", "2 lonchas de jamón york", 40, 100),
        ("it", "4 fette di prosciutto cotto", 80, 200),
    ],
)
def test_what_is_counted_has_the_weight_of_the_shop(
    language: str, line: str, least: float, most: float
) -> None:
    """g, as bought."""
    _, _, weighed = ANALYZER.line(line, language)
    assert weighed is not None
    assert least <= weighed.grams <= most


@pytest.mark.parametrize(
    ("language", "whole", "fillets"),
    [
        ("it", "2 orate da 400 g", "2 filetti di orata da 150 g"),
        ("de", "2 Doraden à 400 g", "2 Doradenfilets à 150 g"),
        ("es", "2 doradas de 400 g", "2 filetes de dorada de 150 g"),
    ],
)
def test_of_a_whole_fish_half_is_eaten(language: str, whole: str, fillets: str) -> None:
    """Bones and head of a whole fish are not eaten; fillets are."""
    fish, fillet = (ANALYZER.analyze([line], 1, language).lines[0].grams for line in (whole, fillets))
    assert fish is not None
    assert fillet is not None
    assert 300 <= fish <= 500
    assert 250 <= fillet <= 330
