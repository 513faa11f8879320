"""Amounts as shops sell foods, and packages of shops by country."""

import pytest

from custom_components.hearthtech.kitchen.nutrition.analyze import Analyzer
from custom_components.hearthtech.kitchen.shopping.list_of_lines import shopping_list
from custom_components.hearthtech.kitchen.shopping.shop_data import packages, shop_words, sold_forms
from custom_components.hearthtech.kitchen.shopping.shown_items import shown_item

ANALYZER = Analyzer()


def bought(language: str, *lines: str) -> dict[str, str]:
    made = shopping_list([[line] for line in lines], language=language, analyzer=ANALYZER)
    return {item.name: item.amount_words for item in made}


def packed(language: str, country: str, line: str) -> tuple[str, str]:
    (item,) = shopping_list([[line]], language=language, analyzer=ANALYZER)
    shown = shown_item(item, ANALYZER.database, language, country)
    return shown.amount, shown.packages


@pytest.mark.parametrize(
    ("language", "lines", "expected"),
    [
        ("en", ("120 g eggs", "2 eggs"), {"eggs": "5"}),
        ("de", ("120 g Eier", "2 Eier"), {"Eier": "5"}),
        ("en", ("2 egg yolks", "3 eggs"), {"egg": "5"}),
        ("en", ("2 tsp lemon zest", "1 lemon"), {"lemon": "2"}),
        ("en", ("4 lemon wedges",), {"lemon wedges": "1"}),
        ("en", ("300 g cucumber", "1 cucumber"), {"cucumber": "2"}),
        ("en", ("250 g bell pepper", "1 bell pepper"), {"bell pepper": "4"}),
        ("en", ("1 head garlic", "3 cloves garlic"), {"garlic": "17 clove"}),
        ("en", ("1 can chickpeas", "200 g chickpeas"), {"chickpeas": "2 can"}),
        ("de", ("200 g Kichererbsen", "1 Dose Kichererbsen"), {"Kichererbsen": "2 can"}),
        ("en", ("1 can tomatoes", "400 g canned tomatoes"), {"tomatoes": "2 can"}),
        ("en", ("1 packet yeast", "7 g yeast"), {"yeast": "2 packet"}),
        ("en", ("2 cups cooked rice",), {"rice": "111 g"}),
        ("en", ("800 g potatoes", "200 g potatoes"), {"potatoes": "1 kg"}),
    ],
)  # fmt: skip
def test_one_sum_in_the_unit_of_the_shop(
    language: str, lines: tuple[str, ...], expected: dict[str, str]
) -> None:
    assert bought(language, *lines) == expected


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "1 tsp dried thyme"), ("en", "1/2 tsp ground cumin"), ("de", "1 TL getrockneter Oregano"), ("fr", "1 pincée de muscade"),
        ("es", "1 cucharadita de comino"), ("it", "1 cucchiaino di origano"), ("en", "1 tsp minced ginger"), ("en", "1 g saffron"),
    ],
)  # fmt: skip
def test_nobody_weighs_a_spice(language: str, line: str) -> None:
    assert list(bought(language, line).values()) == [""]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "2 tbsp chopped parsley"), ("en", "1 tsp fresh thyme"), ("en", "4 sprigs rosemary"), ("de", "2 Zweige Thymian"),
        ("de", "10 g Basilikum"), ("fr", "quelques brins de thym frais"), ("es", "2 ramitas de tomillo"), ("it", "10 g di prezzemolo"),
    ],
)  # fmt: skip
def test_fresh_herbs_come_by_the_bunch(language: str, line: str) -> None:
    (amount,) = bought(language, line).values()
    assert amount in {"1 bunch", ""}


@pytest.mark.parametrize(
    ("language", "country", "line", "expected"),
    [
        ("de", "DE", "143 g Butter", ("143 g", "1 Packung zu 250 g")),
        ("en", "US", "143 g butter", ("143 g", "1 pack of 1 lb")),
        ("en", "", "300 g butter", ("300 g", "2 packs of 250 g")),
        ("en", "US", "3 cups flour", ("375 g", "1 bag of 5 lb")),
        ("en", "GB", "1.2 kg flour", ("1.2 kg", "1 bag of 1.5 kg")),
        ("fr", "FR", "1,2 kg de farine", ("1,2 kg", "2 sachets de 1 kg")),
        ("de", "DE", "3 Eier", ("3", "1 Schachtel zu 6")),
        ("en", "US", "3 eggs", ("3", "1 box of 12")),
        ("de", "AT", "8 Eier", ("8", "1 Schachtel zu 10")),
        ("it", "IT", "600 g di riso", ("600 g", "1 confezione da 1 kg")),
        ("es", "ES", "1 lata de garbanzos", ("1 lata", "1 lata de 240 g")),
        ("en", "US", "2 cups milk", ("474 ml", "1 carton of 1 qt")),
        ("de", "DE", "1,2 l Milch", ("1,2 l", "2 Packungen zu 1 l")),
        ("de", "DE", "1 TL Backpulver", ("5 g", "1 Packung zu 16 g")),
        ("en", "US", "2 tbsp tomato paste", ("32 g", "1 tube of 6 oz")),
        ("en", "", "3 cloves garlic", ("3 cloves", "1 head")),
        ("en", "", "1 tsp dried thyme", ("", "1 jar")),
        ("en", "", "255 g butter", ("255 g", "1 pack of 250 g")),
        ("en", "", "500 g carrots", ("500 g", "")),
    ],
)  # fmt: skip
def test_packages_of_the_shops_of_a_country(
    language: str, country: str, line: str, expected: tuple[str, str]
) -> None:
    assert packed(language, country, line) == expected


def test_every_food_of_the_tables_is_in_the_database() -> None:
    known = {entry.name: entry for entry in ANALYZER.database.entries()}
    forms = sold_forms()
    for food in (*packages(), *forms.pieces, *forms.pieces_when_counted, *forms.bunches, *forms.same_product):
        assert food in known
    for food, (other, _) in forms.made_of.items():
        assert {food, other} <= known.keys()
    for food in forms.bunches:
        assert known[food].grams["bunch"] > 0
    for food in (*forms.pieces, *forms.pieces_when_counted):
        assert known[food].grams[forms.piece_units.get(food, "each")] > 0
    for kind in packages().values():
        assert kind.kind in shop_words("en").units
        assert all(
            size.amount > 0 and size.unit in {"g", "ml", "", "clove"}
            for place in kind.sizes
            for size in kind.sizes[place]
        )
