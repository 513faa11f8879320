"""What kind of dish a recipe is, by the words of its categories, keywords and name: for which meals it is meant."""

from collections.abc import Iterable
from enum import IntEnum

from custom_components.hearthtech.kitchen.food.text import words
from custom_components.hearthtech.kitchen.plan.meal import Slot


class DishKind(IntEnum):
    """Kinds; `UNKNOWN` may be anything."""

    UNKNOWN = 0
    MAIN = 1
    SIDE = 2
    BREAKFAST = 3
    DESSERT = 4
    BREAD = 5
    SNACK = 6
    SAUCE = 7
    DRINK = 8


_WORDS = {
    DishKind.MAIN: "main dinner entree lunch stew casserole curry pasta risotto goulash lasagna pizza paella biryani tagine "
    "burger taco burrito enchilada meatball schnitzel roast soup chowder hauptgericht hauptspeise abendessen eintopf suppe "
    "plat principal soupe ragout plato sopa guiso primo secondo zuppa spezzatino frittata quiche omelette kebab ramen",
    DishKind.SIDE: "side beilage accompagnement guarnicion contorno salad salat salade ensalada insalata slaw",
    DishKind.BREAKFAST: "breakfast brunch fruhstuck desayuno colazione porridge pancake waffle muesli granola",
    DishKind.DESSERT: "dessert cake cookie pie tart brownie pudding custard crumble cobbler strudel nachtisch nachspeise kuchen "
    "torte gateau dolce postre sorbet muffin galette biscuit",
    DishKind.BREAD: "bread brot pain roll brotchen bun loaf flatbread pane focaccia",
    DishKind.SNACK: "snack appetizer starter finger vorspeise aperitif antipasto tapa dip",
    DishKind.SAUCE: "sauce dressing condiment jam chutney marinade rub broth sosse marmelade confiture salsa syrup "
    "pickle pesto mayonnaise vinaigrette",
    DishKind.DRINK: "drink cocktail beverage smoothie lemonade getrank boisson bebida bevanda",
}
_KIND_OF = {stem: kind for kind, text in _WORDS.items() for stem in words(text)}
SUITS = {
    Slot.BREAKFAST: frozenset({DishKind.BREAKFAST, DishKind.UNKNOWN, DishKind.BREAD}),
    Slot.LUNCH: frozenset({DishKind.MAIN, DishKind.UNKNOWN, DishKind.SIDE}),
    Slot.DINNER: frozenset({DishKind.MAIN, DishKind.UNKNOWN}),
    Slot.SNACK: frozenset({DishKind.SNACK, DishKind.DESSERT, DishKind.BREAD, DishKind.UNKNOWN}),
    Slot.OTHER: frozenset(DishKind),
}
"""The kinds that a meal may be made of."""


def kind_of(name: str, labels: Iterable[str]) -> DishKind:
    """The kind by its labels, else by the last word of its name that tells one."""
    for label in labels:
        for word in words(label):
            if (kind := _KIND_OF.get(word)) is not None:
                return kind
    head = name.partition(" with ")[0]
    for word in reversed(words(head)):
        if (kind := _KIND_OF.get(word)) is not None:
            return kind
    return DishKind.UNKNOWN
