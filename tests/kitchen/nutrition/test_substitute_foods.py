"""Foods that replace milk, eggs, meat or fish are never counted as what they replace."""

import pytest

from custom_components.hearthtech.kitchen.nutrition.analyze import Analyzer

ANALYZER = Analyzer()
OF_ANIMALS = {"milk", "egg", "pork", "beef", "meat", "poultry", "fish"}


def _counted(line: str, language: str) -> tuple[str | None, set[str]]:
    _, matches, _ = ANALYZER.line(line, language)
    if not matches:
        return None, set()
    entry = ANALYZER.database.entry(matches[0].entry) if matches[0].entry is not None else None
    return entry.name if entry else "", set(matches[0].food.made_of)


@pytest.mark.parametrize(
    ("language", "line", "name"),
    [
        ("en", "100 g vegan mozzarella", "vegan cheese"),
        ("en", "50 g plant-based feta, crumbled", "vegan cheese"),
        ("en", "2 tbsp vegan pecorino", "vegan parmesan"),
        ("en", "400 g vegetarian mince", "vegan ground beef"),
        ("en", "500 g plant-based mince", "vegan ground beef"),
        ("en", "4 vegan bratwurst sausages", "vegan sausage"),
        ("en", "6 slices vegan streaky bacon", "vegan bacon"),
        ("en", "100 g vegan ham", "vegan ham"),
        ("en", "200 g plant-based chicken pieces", "vegan chicken"),
        ("en", "1 cup dairy-free sour cream", "vegan sour cream"),
        ("en", "100 g butter, vegan", "vegan butter"),
        ("de", "150 g veganer Käse", "vegan cheese"),
        ("de", "100 g veganer Reibekäse", "vegan cheese"),
        ("de", "400 g veganes Hackfleisch", "vegan ground beef"),
        ("de", "4 vegetarische Bratwürste", "vegan sausage"),
        ("de", "200 ml pflanzliche Milch", "plant milk"),
        ("de", "150 g pflanzlicher Joghurt", "vegan yogurt"),
        ("fr", "100 g de fromage végétal", "vegan cheese"),
        ("fr", "100 g de fromage vegan râpé", "vegan cheese"),
        ("fr", "50 g de beurre végétal", "vegan butter"),
        ("fr", "20 cl de crème végétale", "plant cream"),
        ("fr", "4 saucisses végétariennes", "vegan sausage"),
        ("fr", "300 g de viande hachée végétale", "vegan ground beef"),
        ("es", "100 g de queso vegano rallado", "vegan cheese"),
        ("es", "50 g de mantequilla vegana", "vegan butter"),
        ("es", "200 ml de leche vegetal", "plant milk"),
        ("es", "300 g de carne picada vegana", "vegan ground beef"),
        ("es", "2 cucharadas de mayonesa vegana", "vegan mayonnaise"),
        ("it", "100 g di formaggio vegano", "vegan cheese"),
        ("it", "125 g di mozzarella vegana", "vegan cheese"),
        ("it", "50 g di burro vegetale", "vegan butter"),
        ("it", "200 ml di panna vegetale", "plant cream"),
        ("it", "4 salsicce vegetariane", "vegan sausage"),
    ],
)
def test_a_substitute_is_counted_as_one(language: str, line: str, name: str) -> None:
    """The figures are those of the substitute, and it is made of no animal."""
    found, made_of = _counted(line, language)
    wanted = ANALYZER.database.lookup(name)
    assert wanted is not None
    assert found == wanted.name
    assert not made_of & OF_ANIMALS


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "200 g vegan salmon"),
        ("en", "1 tin vegan tuna"),
        ("de", "200 g veganer Lachs"),
        ("fr", "2 filets de thon végétal"),
        ("es", "100 g de atún vegano"),
        ("it", "100 g di tonno vegano"),
    ],
)
def test_a_substitute_without_figures_is_not_counted(language: str, line: str) -> None:
    """No figures are better than those of fish."""
    assert _counted(line, language) == (None, set())


@pytest.mark.parametrize(
    ("language", "line", "made_of"),
    [
        ("en", "100 g butter, not vegan", "milk"),
        ("en", "50 g vegetarian parmesan", "milk"),
        ("en", "200 g chicken with vegetables", "poultry"),
        ("de", "100 g vegetarischer Käse", "milk"),
        ("es", "200 g de pavo con vegetales", "poultry"),
        ("fr", "100 g de beurre", "milk"),
    ],
)
def test_other_foods_stay(language: str, line: str, made_of: str) -> None:
    """Vegetarian cheese has milk, and vegetables beside meat replace nothing."""
    assert made_of in _counted(line, language)[1]


@pytest.mark.parametrize(
    ("language", "line"),
    [("it", "1 l di brodo vegetale"), ("es", "500 ml de caldo vegetal"), ("en", "2 tbsp vegan mayonnaise")],
)
def test_names_with_the_word_stay(language: str, line: str) -> None:
    """Vegetable broth and vegan mayonnaise have names of their own."""
    assert _counted(line, language)[0]
