"""The kind of a dish by name, labels, ingredients, amounts and method, in five languages."""

import json
from pathlib import Path
import re
from typing import Any

import pytest

from custom_components.hearthtech.kitchen.meal_plan.meal import MealSlot
from custom_components.hearthtech.kitchen.suggestions.dish_category import (
    SUITS,
    DishKind,
    estimate_kind,
    kind_of,
)

BOOK = Path(__file__).resolve().parents[4] / "shared" / "data" / "book-dev.json"
DISHES = (
    ("en", "Strawberry tart", DishKind.DESSERT),
    ("en", "Garlic naan", DishKind.BREAD),
    ("en", "Glazed doughnuts", DishKind.DESSERT),
    ("en", "Party sangria", DishKind.DRINK),
    ("en", "Chocolate fondant", DishKind.DESSERT),
    ("en", "Lemon risotto", DishKind.MAIN),
    ("en", "Cottage pie", DishKind.MAIN),
    ("en", "Slow-cooker chicken", DishKind.MAIN),
    ("en", "Chicken with chocolate sauce", DishKind.MAIN),
    ("en", "Ice cream with hot raspberries", DishKind.DESSERT),
    ("en", "Caesar dressing", DishKind.SAUCE),
    ("en", "Overnight oats with berries", DishKind.BREAKFAST),
    ("en", "Green beans with almonds", DishKind.SIDE),
    ("de", "Rinderrouladen mit Rotkohl", DishKind.MAIN),
    ("de", "Kürbiscremesuppe", DishKind.MAIN),
    ("de", "Apfelkuchen mit Streuseln", DishKind.DESSERT),
    ("de", "Dinkelbrötchen", DishKind.BREAD),
    ("de", "Gurkensalat", DishKind.SIDE),
    ("de", "Zwiebelkuchen", DishKind.MAIN),
    ("de", "Erdbeermarmelade", DishKind.SAUCE),
    ("fr", "Tarte aux pommes", DishKind.DESSERT),
    ("fr", "Poulet basquaise", DishKind.MAIN),
    ("fr", "Vin chaud aux épices", DishKind.DRINK),
    ("fr", "Tarte à l'oignon", DishKind.MAIN),
    ("fr", "Purée de carottes", DishKind.SIDE),
    ("es", "Tarta de queso al horno", DishKind.DESSERT),
    ("es", "Lentejas con chorizo", DishKind.MAIN),
    ("es", "Pan de molde", DishKind.BREAD),
    ("es", "Sangría de verano", DishKind.DRINK),
    ("it", "Crostata di fragole", DishKind.DESSERT),
    ("it", "Risotto ai funghi", DishKind.MAIN),
    ("it", "Focaccia al rosmarino", DishKind.BREAD),
    ("it", "Insalata di finocchi", DishKind.SIDE),
)


@pytest.mark.parametrize(("language", "name", "kind"), DISHES, ids=[f"{one[0]}-{one[1]}" for one in DISHES])
def test_the_name_shows_the_kind(language: str, name: str, kind: DishKind) -> None:
    assert kind_of(name, language=language) is kind


def test_ingredients_decide_where_the_name_is_silent() -> None:
    savory = estimate_kind(
        "Grandma's Sunday", lines=["800 g beef chuck", "2 onions", "300 ml stock", "3 carrots"]
    )
    assert savory.kind is DishKind.MAIN
    sweet = estimate_kind(
        "Omas Liebling",
        lines=["200 g Zucker", "250 g Mehl", "100 g Schokolade", "1 Pck. Vanillezucker"],
        language="de",
    )
    assert sweet.kind is DishKind.DESSERT
    assert savory.confidence > 0.5 < sweet.confidence


def test_nothing_known_is_unknown_and_suits_no_meal() -> None:
    estimate = estimate_kind("Surprise")
    assert (estimate.kind, estimate.confidence) == (DishKind.UNKNOWN, 0.0)
    assert all(DishKind.UNKNOWN not in kinds for slot, kinds in SUITS.items() if slot is not MealSlot.OTHER)


def test_labels_go_before_a_doubtful_name() -> None:
    assert kind_of("Sunday wonder", ["Dessert"]) is DishKind.DESSERT
    assert kind_of("Sunday wonder", ["Hauptgericht"], "de") is DishKind.MAIN
    assert kind_of("Pasta salad", ["Side Dish"]) is DishKind.SIDE


def test_stock_is_no_meat() -> None:
    estimate = estimate_kind("Thing", lines=["1 l chicken stock", "2 tbsp fish sauce"])
    assert estimate.kind is not DishKind.MAIN


MAIN_LABELS = frozenset(
    ("main", "mains", "main course", "main courses", "main dish", "main dishes", "dinner", "entree", "entrée", "plat principal",
     "hauptgericht", "lunch", "supper")
)  # fmt: skip
OTHER_LABELS = frozenset(
    ("dessert", "desserts", "breakfast", "side", "sides", "side dish", "side dishes", "drinks", "beverage", "bread", "breads",
     "sauce", "condiment", "snack", "appetizer", "appetizers", "cookies", "postres", "dolci", "beilage")
)  # fmt: skip


def test_the_kinds_of_a_real_book() -> None:
    if not BOOK.is_file():
        pytest.skip(f"{BOOK} is not there")
    admitted: dict[str, list[bool]] = {"main": [], "other": []}
    for page in json.loads(BOOK.read_text(encoding="utf-8")):
        labels = [label.strip() for label in re.split(",", page.get("recipeCategory") or "")]
        plain = {label.lower() for label in labels}
        truth = (bool(plain & MAIN_LABELS), bool(plain & OTHER_LABELS))
        if truth[0] == truth[1]:
            continue
        estimate = estimate_kind(
            page["name"], labels, page["recipeIngredient"], _steps(page["recipeInstructions"]),
            language=page["inLanguage"],
        )  # fmt: skip
        admitted["main" if truth[0] else "other"].append(estimate.kind in SUITS[MealSlot.DINNER])
    assert len(admitted["main"]) > 100 < len(admitted["other"])
    assert sum(admitted["main"]) / len(admitted["main"]) >= 0.92
    assert sum(admitted["other"]) / len(admitted["other"]) <= 0.04


def _steps(value: Any) -> list[str]:
    if isinstance(value, list):
        return [text for one in value for text in _steps(one)]
    return [value["text"]] if isinstance(value, dict) and "text" in value else []
