"""Sizes by comparison: the thing with which a food is compared is no ingredient."""

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.hearthtech.kitchen.nutrition.parse import parse_line
from custom_components.hearthtech.kitchen.nutrition.size_comparisons import without_comparison

LINES = [
    # line, language, name, grams in all
    ("butter the size of an egg", "en", "butter", 50),
    ("Butter, the size of a large walnut", "en", "butter", 20),
    ("a piece of butter about the size of a hazelnut", "en", "butter", 2),
    ("a walnut-sized piece of ginger", "en", "ginger", 20),
    ("6 egg-sized potatoes", "en", "potatoes", 300),
    ("3 potatoes (the size of an egg)", "en", "potatoes", 150),
    ("lard as big as an egg", "en", "lard", 50),
    ("ein nussgroßes Stück Butter", "de", "butter", 20),
    ("Butter in Nussgröße", "de", "butter", 20),
    ("1 daumengroßes Stück Ingwer", "de", "ingwer", 20),
    ("4 eigroße Kartoffeln", "de", "kartoffeln", 200),
    ("Butter, etwa so groß wie ein Ei", "de", "butter", 50),
    ("ein haselnussgrosses Stück Hefe", "de", "hefe", 2),
    ("beurre gros comme une noix", "fr", "beurre", 20),
    ("beurre de la grosseur d'un œuf", "fr", "beurre", 50),
    ("un morceau de gingembre de la taille d'un pouce", "fr", "gingembre", 20),
    ("mantequilla del tamaño de una nuez", "es", "mantequilla", 20),
    ("un trozo de jengibre del tamaño de un pulgar", "es", "jengibre", 20),
    ("burro quanto una noce", "it", "burro", 20),
    ("un pezzo di zenzero grande come un pollice", "it", "zenzero", 20),
]


@pytest.mark.parametrize(("line", "language", "name", "grams"), LINES)
def test_the_thing_says_how_much(line: str, language: str, name: str, grams: float) -> None:
    read = parse_line(line, language)
    assert read.name.casefold() == name
    assert read.amount is not None
    assert read.amount.unit == "g"
    assert read.amount.middle == pytest.approx(grams)
    assert read.amount.about


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("2 eggs", "en"),
        ("1 cup walnuts", "en"),
        ("egg noodles", "en"),
        ("2 large eggs, room temperature", "en"),
        ("1 Ei, Größe M", "de"),
        ("2 Eier (Größe L)", "de"),
        ("100 g Walnüsse", "de"),
        ("1 Großpackung Nudeln", "de"),
        ("une noix de beurre", "fr"),
        ("100 g de noix", "fr"),
        ("una nuez de mantequilla", "es"),
        ("2 huevos tamaño L", "es"),
        ("una noce di burro", "it"),
        ("2 uova grandi", "it"),
        ("noce moscata quanto basta", "it"),
    ],
)
def test_a_line_without_comparison_is_read_as_it_stands(line: str, language: str) -> None:
    assert without_comparison(line, language) == (line, None)


@pytest.mark.parametrize("line", ["500 g potatoes the size of an egg", "2 cups dough the size of walnuts"])
def test_an_exact_amount_counts(line: str) -> None:
    read, plain = parse_line(line, "en"), parse_line(line.partition(" the size")[0], "en")
    assert (read.name, read.amount) == (plain.name, plain.amount)


@given(text=st.text(max_size=200), language=st.sampled_from(["en", "de", "fr", "es", "it", "nl", ""]))
@settings(max_examples=100, deadline=None)
def test_any_line_keeps_a_letter(text: str, language: str) -> None:
    rest, weight_g = without_comparison(text, language)
    assert weight_g is None or (weight_g > 0 and any(map(str.isalpha, rest)))
