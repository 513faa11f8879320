"""German, French, Spanish and Italian lines."""

import pytest

from custom_components.hearthtech.kitchen.nutrition import Analyzer, LineKind

ANALYZER = Analyzer()
LINES: dict[str, dict[str, tuple[str, float]]] = {
    "de": {
        "250 g Mehl": ("Wheat flour", 250), "2 EL Olivenöl": ("Oil, olive", 24), "1 TL Salz": ("Salt", 6), "3 Eier": ("Egg, whole", 150),
        "1 Zwiebel, fein gehackt": ("Onions", 110), "2 Knoblauchzehen": ("Garlic", 6), "500 g Rinderhackfleisch": ("Beef, ground", 500),
        "200 ml Sahne": ("Cream", 201), "1 Bund Petersilie": ("Parsley", 60), "125 g weiche Butter": ("Butter", 125),
        "1/2 Päckchen Backpulver": ("Leavening", 7.5), "1 Würfel Hefe": ("Leavening agents, yeast", 42), "1 große Zwiebel": ("Onions", 150),
        "Saft von 1 Zitrone": ("Lemon juice", 45), "600 g Hähnchenbrustfilet": ("Chicken", 600), "1 l Gemüsebrühe": ("Soup, vegetable", 1014),
    },
    "fr": {
        "250 g de farine": ("Wheat flour", 250), "3 œufs": ("Egg, whole", 150), "50 cl de lait": ("Milk", 516),
        "2 c. à soupe d'huile d'olive": ("Oil, olive", 24), "1 cuillère à café de sel": ("Salt", 6), "1 gousse d'ail": ("Garlic", 3),
        "2 oignons émincés": ("Onions", 220), "1 sachet de levure chimique": ("Leavening", 11), "20 cl de crème fraîche": ("creme", 203),
        "1 kg de pommes de terre": ("Potatoes", 1000), "3 jaunes d'œufs": ("Egg, yolk", 51), "le jus d'un citron": ("Lemon juice", 45),
    },
    "es": {
        "500 g de harina": ("Wheat flour", 500), "4 huevos": ("Egg, whole", 200), "1 cucharada de aceite de oliva": ("Oil, olive", 12),
        "2 dientes de ajo": ("Garlic", 6), "1 cebolla picada": ("Onions", 110), "1 l de caldo de pollo": ("Soup, chicken", 1014),
        "4 patatas medianas": ("Potatoes", 852), "zumo de 1 limón": ("Lemon juice", 45), "1 lata de atún": ("Fish, tuna", 120),
    },
    "it": {
        "400 g di spaghetti": ("Pasta", 400), "4 uova": ("Egg, whole", 200), "100 g di pecorino romano": ("Cheese, romano", 100),
        "2 cucchiai di olio extravergine d'oliva": ("Oil, olive", 24), "1 spicchio d'aglio": ("Garlic", 3), "una noce di burro": ("Butter", 15),
        "1 bustina di lievito per dolci": ("Leavening agents, baking powder", 15), "300 g di carne macinata": ("Beef, ground", 300),
    },
}  # fmt: skip
CASES = [(language, text, *wanted) for language, lines in LINES.items() for text, wanted in lines.items()]


@pytest.mark.parametrize(("language", "text", "food", "grams"), CASES)
def test_lines(language: str, text: str, food: str, grams: float) -> None:
    _, matches, weighed = ANALYZER.line(text, language)
    assert matches
    assert matches[0].food.name.startswith(food)
    assert weighed is not None
    assert weighed.grams == pytest.approx(grams, rel=0.04)


@pytest.mark.parametrize(
    ("language", "text"),
    [("de", "Für den Teig:"), ("fr", "Pour la sauce"), ("es", "Para la masa:"), ("it", "Per il ripieno:")],
)
def test_headings(language: str, text: str) -> None:
    assert ANALYZER.line(text, language)[0].kind is LineKind.HEADING


@pytest.mark.parametrize(
    ("language", "text"), [("it", "sale q.b."), ("es", "sal al gusto"), ("de", "Salz nach Geschmack")]
)
def test_to_taste(language: str, text: str) -> None:
    parsed, matches, _ = ANALYZER.line(text, language)
    assert parsed.to_taste
    assert matches[0].food.name.startswith("Salt")


def test_unknown_language_is_read_as_english() -> None:
    assert ANALYZER.line("2 eggs", "xx")[1][0].food.name.startswith("Egg")
