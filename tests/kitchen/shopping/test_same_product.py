"""What a list adds together has the same allergens: checked over every name of the food database."""

from collections import defaultdict

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.hearthtech.kitchen.nutrition.analyze import Analyzer
from custom_components.hearthtech.kitchen.nutrition.text import words
from custom_components.hearthtech.kitchen.shopping.list_of_lines import shopping_list
from custom_components.hearthtech.kitchen.shopping.product_identity import ProductIdentity, claims_in
from custom_components.hearthtech.kitchen.shopping.requirements import RequirementReader
from custom_components.hearthtech.kitchen.shopping.shop_data import shop_words, sold_forms

ANALYZER = Analyzer()
IDENTITY = ProductIdentity()
LANGUAGES = ("en", "de", "fr", "es", "it")
ONE_FOR_ALL = frozenset(sold_forms().same_product.values())
NAMES = [(name, language) for language in LANGUAGES for name in sorted(ANALYZER.database.aliases(language))]


def bought(language: str, *lines: str) -> dict[str, str]:
    made = shopping_list([[line] for line in lines], language=language, analyzer=ANALYZER)
    return {item.name: item.amount_words for item in made}


def test_all_names_of_one_item_have_the_same_allergens() -> None:
    groups: dict[str, dict[frozenset[tuple[str, bool]], str]] = defaultdict(dict)
    readers = {language: RequirementReader(ANALYZER, language) for language in LANGUAGES}
    merged = 0
    for name, language in NAMES:
        need = readers[language].named(name, None, "")
        if need.food in ONE_FOR_ALL:
            continue
        if need.food:
            merged += 1
            groups[need.key].setdefault(IDENTITY.allergens(name, language), f"{name} ({language})")
    assert merged > 8000, "most names are bought as their food"
    assert {key: names for key, names in groups.items() if len(names) > 1} == {}


@given(st.lists(st.sampled_from(NAMES), min_size=2, max_size=6))
@settings(max_examples=150, deadline=None)
def test_what_is_bought_has_no_allergen_that_a_line_has_not(lines: list[tuple[str, str]]) -> None:
    language = lines[0][1]
    said = [name for name, code in lines if code == language]
    need_of = RequirementReader(ANALYZER, language).named
    for item in shopping_list([], typed=said, language=language, analyzer=ANALYZER):
        for name in said:
            if need_of(name, None, "").key == item.key:
                assert IDENTITY.allergens(item.name, language) <= IDENTITY.allergens(name, language)


@pytest.mark.parametrize("frying", ["vegetable oil", "neutral oil", "cooking oil"])
@pytest.mark.parametrize("oil", ["canola oil", "sunflower oil", "corn oil", "grapeseed oil"])
def test_an_oil_for_frying_is_bought_once_and_is_the_safer_one(frying: str, oil: str) -> None:
    for lines in ((f"1 tbsp {frying}", f"2 tbsp {oil}"), (f"2 tbsp {oil}", f"1 tbsp {frying}")):
        (name,) = bought("en", *lines)
        assert name == oil


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("en", ("1 tbsp olive oil", "1 tsp sesame oil", "1 tbsp peanut oil", "2 tbsp coconut oil")),
        ("de", ("1 EL Olivenöl", "1 TL Sesamöl", "2 EL Rapsöl")),
        ("fr", ("1 c. à soupe d'huile d'olive", "1 c. à café d'huile de sésame", "2 cl d'huile de tournesol")),
        ("en", ("1 tbsp soy sauce", "1 tbsp tamari")),
        ("de", ("1 EL Sojasauce", "1 EL Tamari")),
        ("en", ("1 tsp garam masala", "1 tsp za'atar", "1 tsp sumac", "1 tsp five spice")),
        ("en", ("30 ml vodka", "30 ml rum", "30 ml gin")),
        ("en", ("200 g cod", "200 g tilapia")),
        ("en", ("1 tsp salt", "1 tsp celery salt")),
        ("en", ("1 cup almond milk", "1 cup milk", "1 cup oat milk")),
    ],
)  # fmt: skip
def test_other_products_are_bought_apart(language: str, lines: tuple[str, ...]) -> None:
    assert len(bought(language, *lines)) == len(lines)


@pytest.mark.parametrize(
    ("language", "usual", "other"),
    [
        ("en", "200 g flour", "200 g gluten-free flour"), ("en", "200 g flour", "200 g flour (gluten-free)"),
        ("en", "1 cup oats", "1 cup oats, certified gluten free"), ("en", "8 oz pasta", "8 oz pasta (gluten-free)"),
        ("en", "1 cup milk", "1 cup milk, lactose-free"), ("en", "1 cup milk", "1 cup dairy-free milk"),
        ("en", "50 g butter", "50 g vegan butter"), ("en", "2 tbsp mayonnaise", "2 tbsp egg-free mayonnaise"),
        ("en", "1 tbsp fish sauce", "1 tbsp vegan fish sauce"), ("en", "1 tbsp soy sauce", "1 tbsp gluten-free soy sauce"),
        ("de", "200 g Mehl", "200 g glutenfreies Mehl"), ("de", "200 g Mehl", "200 g Mehl (glutenfrei)"),
        ("de", "200 ml Milch", "200 ml laktosefreie Milch"), ("de", "50 g Butter", "50 g vegane Butter"),
        ("de", "250 g Nudeln", "250 g glutenfreie Nudeln"), ("de", "1 EL Sojasauce", "1 EL Sojasauce, glutenfrei"),
        ("fr", "200 g de farine", "200 g de farine sans gluten"), ("fr", "20 cl de lait", "20 cl de lait sans lactose"),
        ("fr", "50 g de beurre", "50 g de beurre végétal"), ("fr", "250 g de pâtes", "250 g de pâtes (sans gluten)"),
        ("es", "200 g de harina", "200 g de harina sin gluten"), ("es", "200 ml de leche", "200 ml de leche sin lactosa"),
        ("es", "2 cucharadas de mayonesa", "2 cucharadas de mayonesa vegana"),
        ("it", "200 g di farina", "200 g di farina senza glutine"), ("it", "200 ml di latte", "200 ml di latte senza lattosio"),
        ("it", "2 cucchiai di maionese", "2 cucchiai di maionese senza uova"),
    ],
)  # fmt: skip
def test_free_of_something_is_another_product_and_says_so(language: str, usual: str, other: str) -> None:
    for lines in ((usual, other), (other, usual)):
        made = bought(language, *lines)
        assert len(made) == 2, made
        assert any(claims_in(name, language) for name in made), made


@pytest.mark.parametrize("line", ["3 free-range eggs", "3 cage-free eggs", "3 large free range eggs"])
def test_how_hens_live_is_no_other_product(line: str) -> None:
    assert len(bought("en", line, "2 eggs")) == 1


def test_the_words_of_every_language_are_known() -> None:
    for language in LANGUAGES:
        table = shop_words(language)
        assert {"can", "jar", "bunch", "clove", "package"} <= table.units.keys()
        assert table.units.keys() == shop_words("en").units.keys()
        assert words("halal") in table.other_product
