"""Shopping lists: several foods in one line, varieties, weights of solids and volumes of liquids, in five languages."""

import pytest

from custom_components.hearthtech.kitchen.nutrition.analyze import Analyzer
from custom_components.hearthtech.kitchen.shopping.list_of_lines import shopping_list

ANALYZER = Analyzer()


def _bought(language: str, *lines: str) -> dict[str, str]:
    made = shopping_list([[line] for line in lines], language=language, analyzer=ANALYZER)
    return {item.name: item.amount_words for item in made}


@pytest.mark.parametrize(
    ("language", "line", "bought"),
    [
        ("en", "2 onions and 3 carrots", {"onions": "2", "carrots": "3"}),
        ("en", "2 tbsp chopped parsley and chives", {"parsley": "1 bunch", "chives": ""}),
        ("en", "salt and pepper to taste", {"salt": "", "pepper": ""}),
        ("de", "Salz, Pfeffer und Muskat", {"Salz": "", "Pfeffer": "", "Muskat": ""}),
        ("de", "je 1 TL Zimt und Zucker", {"Zimt": "", "Zucker": "5 g"}),
        ("fr", "2 carottes et 1 oignon", {"carottes": "2", "oignon": "1"}),
        ("es", "sal, pimienta y comino", {"sal": "", "pimienta": "", "comino": ""}),
        ("it", "sale e pepe q.b.", {"sale": "", "pepe": ""}),
    ],
)
def test_every_food_of_a_line_is_bought(language: str, line: str, bought: dict[str, str]) -> None:
    assert _bought(language, line) == bought


@pytest.mark.parametrize(
    "line",
    ["butter, melted", "beans, kidney", "1 can pork and beans", "1 cup half and half", "1 cup macaroni and cheese",
     "salt and vinegar chips", "1 onion, chopped and fried"],
)  # fmt: skip
def test_one_food_stays_one(line: str) -> None:
    assert len(_bought("en", line)) == 1


@pytest.mark.parametrize(
    ("language", "lines", "bought"),
    [
        ("de", ("1 rote Paprika", "1 grüne Paprika"), {"rote Paprika": "1", "grüne Paprika": "1"}),
        ("fr", ("1 poivron rouge", "1 poivron vert", "2 poivrons rouges"), {"poivron rouge": "3", "poivron vert": "1"}),
        ("es", ("1 pimiento rojo", "1 pimiento verde"), {"pimiento rojo": "1", "pimiento verde": "1"}),
        ("it", ("1 peperone rosso", "2 peperoni rossi"), {"peperone rosso": "3"}),
        ("en", ("100 g white sugar", "50 g sugar", "20 g sugar, white"), {"white sugar": "170 g"}),
        ("en", ("100 g dried chickpeas", "1 can chickpeas"), {"dried chickpeas": "100 g", "chickpeas": "1 can"}),
        ("en", ("2 tins tuna", "1 can tuna"), {"tuna": "3 can"}),
    ],
)  # fmt: skip
def test_varieties_are_bought_apart(language: str, lines: tuple[str, ...], bought: dict[str, str]) -> None:
    assert _bought(language, *lines) == bought


@pytest.mark.parametrize(
    ("language", "line", "unit"),
    [
        ("en", "1 cup yogurt", "g"), ("en", "1 cup sour cream", "g"), ("en", "2 tbsp tomato paste", "g"), ("en", "1 cup rice", "g"),
        ("en", "1 cup heavy cream", "ml"), ("en", "2 tbsp soy sauce", "ml"), ("en", "1 cup coconut milk", "ml"),
        ("de", "200 g Milch", "ml"), ("de", "2 EL Butter", "g"), ("de", "1 EL Essig", "ml"), ("de", "2 EL Honig", "g"),
        ("fr", "20 cl de crème fraîche", "g"), ("fr", "15 cl de bouillon", "ml"),
        ("es", "2 cucharadas de aceite", "ml"), ("es", "1 taza de arroz", "g"),
        ("it", "2 cucchiai di parmigiano", "g"), ("it", "2 cucchiai di aceto", "ml"),
    ],
)  # fmt: skip
def test_solids_are_bought_by_weight_and_liquids_by_volume(language: str, line: str, unit: str) -> None:
    (amount,) = _bought(language, line).values()
    assert amount.endswith(f" {unit}")
