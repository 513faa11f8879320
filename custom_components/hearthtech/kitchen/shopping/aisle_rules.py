"""The aisle of a food in a shop: by its entry in the food database, its words, and the unit in which it is bought."""

from ..nutrition.text import words
from .shop_data import entry_aisles, shop_words

OTHER_AISLE = "other"
AISLES = (
    "vegetables",
    "fruit",
    "bread",
    "protein",
    "dairy",
    "grains",
    "canned",
    "baking",
    "flavor",
    "world",
    "breakfast",
    "sweets",
    "drinks",
    "frozen",
    OTHER_AISLE,
)
"""In the order of a usual shop."""
CAN_UNITS = frozenset({"can", "tin", "jar"})
_FRESH_AISLES = frozenset({"vegetables", "fruit"})
_MAY_BE_CANNED = frozenset({"vegetables", "fruit", "protein"})
_MAY_BE_FROZEN = frozenset({"vegetables", "fruit", "protein", "bread", "canned", "dairy"})
_PULSES = frozenset({"bean", "chickpea", "lentil", "pea", "pulse"})


def entry_aisle(entry: str, group: str) -> str:
    """The aisle of an entry of the food database; `group` is its group there."""
    return entry_aisles().get(entry, group if group in AISLES else OTHER_AISLE)


def food_aisle(entry: str, group: str, name: str, unit: str, language: str) -> str:
    """The aisle of a food that an entry describes, as a line names it: frozen peas, a can of corn, dried beans."""
    usual = entry_aisle(entry, group)
    table = shop_words(language)
    if table.has("frozen", name) and usual in _MAY_BE_FROZEN:
        return "frozen"
    if table.has("fresh", name) and usual in {*_FRESH_AISLES, "flavor"}:
        return usual
    if usual in _MAY_BE_CANNED and (table.has("canned", name) or unit in CAN_UNITS):
        return "canned"
    if table.has("dried", name):
        if usual == "canned" and is_pulse(entry):
            return "grains"
        if usual == "vegetables":
            return "canned" if "tomato" in words(entry) else "world"
        if usual == "fruit":
            return "baking"
    return usual


def is_pulse(entry: str) -> bool:
    """Whether an entry of the food database is one of beans, peas or lentils, which shops have dried and canned."""
    return bool(_PULSES & set(words(entry)))


def named_aisle(name: str, language: str) -> str | None:
    """The aisle of a food that is not in the food database, by the words of its name; `None`: no word is known."""
    table = shop_words(language)
    if table.has("frozen", name):
        return "frozen"
    found = [aisle for _, _, aisle in table.aisles.found(words(name))]
    return found[0 if table.head_first else -1] if found else None


def aisle_order(aisle: str) -> int:
    """The position of an aisle in the order."""
    return AISLES.index(aisle) if aisle in AISLES else len(AISLES)
