"""Words of shopping items in the language of the household: amounts, packages, and a line of a list."""

from collections.abc import Sequence
from dataclasses import dataclass

from ...language.languages import known_language
from ...language.number_format import as_decimal
from ..nutrition.database import FoodDatabase
from .package_counts import packages_for
from .quantities import Quantity
from .shop_data import shop_words
from .shopping_list import ShoppingItem


@dataclass(frozen=True, slots=True)
class ShownItem:
    """The words of an item: its amount, the line of a list (`Flour (500 g)`), and its packages."""

    amount: str
    line: str
    packages: str


_LARGER = {"g": "kg", "ml": "l"}


def shown_item(item: ShoppingItem, database: FoodDatabase, language: str, country: str = "") -> ShownItem:
    """The words of an item in the language of a household, with the packages of its country. Reads the database."""
    return ShownItem(
        amount=amount_words(item.amounts, language),
        line=item_words(item, language),
        packages=package_words(item, database, language, country),
    )


def amount_words(amounts: Sequence[Quantity], language: str) -> str:
    """`1.2 kg`, `2 Dosen + 300 g`; empty without an amount."""
    return " + ".join(_words(one, language) for one in amounts if one.amount is not None)


def unit_words(one: Quantity, language: str) -> str:
    """The unit of an amount: `g`, `ml`, or a word in the form for the number: `Dosen`."""
    single, many = shop_words(language).units.get(one.unit, (one.unit, one.unit))
    return single if one.amount == 1 else many


def item_words(item: ShoppingItem, language: str) -> str:
    """`Mehl (500 g)`: the text of a line of a list."""
    amount = amount_words(item.amounts, language)
    return f"{item.name} ({amount})" if amount else item.name


def package_words(item: ShoppingItem, database: FoodDatabase, language: str, country: str = "") -> str:
    """`1 pack of 250 g`: what to take from the shelf; empty for what is not sold in packages. Reads the database."""
    food = item.food
    if not food:
        entry = database.lookup(item.name, known_language(language)) or database.lookup(item.name)
        food = "" if entry is None else entry.name
    found = packages_for(food, item.amounts, country)
    return "" if found is None else found.words(language)


def _words(one: Quantity, language: str) -> str:
    amount, unit = one.amount or 0.0, unit_words(one, language)
    if one.unit in _LARGER and amount >= 1000:
        amount, unit = amount / 1000, _LARGER[one.unit]
    number = as_decimal(amount)
    if known_language(language) != "en":
        number = number.replace(".", ",")
    return f"{number} {unit}".strip()
