"""Household statements on the content of products. Stored in the book; every verdict uses them.

A statement is about a name as recipes write it ("Grandma's stock cubes", "Parmaschinken"). It applies to
every line of the book with the name, in place of the lexicon. Functions with a connection work inside its
transaction.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
import json
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from ..errors import ErrorCode, KitchenError
from ..nutrition.text import words
from ..storage.damaged_rows import readable, strict_json
from ..storage.schema import PRODUCTS
from ..storage.times import from_text, to_text
from .diets import FROM_ANIMALS, RULES, Matter
from .lexicon import IMPLIED, Facets
from .model import Allergen, Diet
from .tiles import Stated, StatedProducts
from .tokens import known_singular

LONGEST_NAME = 120
LONGEST_WORDS = 10_000
MOST_PRODUCTS = 2000
SUITABLE = frozenset({Diet.VEGAN, Diet.VEGETARIAN, Diet.PESCATARIAN, Diet.HALAL, Diet.KOSHER})
"""Diets that a label can confirm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """The content of one product. Without `complete`, other allergens may still be hidden in it."""

    name: str
    contains: frozenset[Allergen] = frozenset()
    may_contain: frozenset[Allergen] = frozenset()
    """Allergens that the label names as possible traces."""
    made_of: frozenset[str] = frozenset()
    """Diet codes (`Matter`)."""
    suits: frozenset[Diet] = frozenset()
    """Diets that the label confirms."""
    complete: bool = True
    """Whether all of the fourteen allergens are stated."""
    is_food: bool = True
    """False: the word is no food ("crosswise"); it hides nothing."""
    label: str = ""
    """The text of the label, unchanged."""
    actor: str = ""
    at: datetime | None = field(default=None, compare=False)

    @property
    def key(self) -> tuple[str, ...]:
        """The comparable words of the name, as `allergen_scanner` compares them."""
        return product_key(self.name)


def product_key(name: str) -> tuple[str, ...]:
    """Return the comparable words of a product's name."""
    return tuple(map(known_singular, words(name)))


def facets_of(product: Product, known: Facets | None) -> Facets:
    """Return the codes of the product for a line.

    `known` are the codes of the lexicon for the words of its name.

    Of the fourteen allergens only the statement counts. For diets, codes without a statement are those of the
    words; an unknown word stays unchecked for diets, unless the statement or the label gives its codes.
    """
    if not product.is_food:
        return Facets(own=True)
    contains = {code for allergen in product.contains for code in _codes(allergen)}
    may = {code for allergen in product.may_contain for code in _codes(allergen)} - contains
    free: set[str] = set()
    if product.complete:
        for allergen in set(Allergen) - product.contains - product.may_contain:
            free |= _codes(allergen)
    implied = {code for allergen in Allergen for code in _codes(allergen)}
    contains |= product.made_of
    if known is not None:
        # Diet codes beside allergens (pork, alcohol …) of the words of the name.
        contains |= known.contains - implied
        may |= known.may_contain - implied - contains
    for diet in product.suits:
        gone = _promised(diet)
        contains -= gone - {code for allergen in product.contains for code in _codes(allergen)}
        may -= gone
        free |= gone - contains
    knows_diets = bool(product.made_of or product.suits) or (known is not None and not known.composed)
    return Facets(
        contains=frozenset(contains),
        may_contain=frozenset(may - contains),
        composed=not (product.complete and knows_diets),
        free=frozenset(free - contains - may),
        own=True,
    )


def _codes(allergen: Allergen) -> set[str]:
    return {allergen.value, *(matter.value for matter in IMPLIED.get(allergen, ()))}


def _promised(diet: Diet) -> set[str]:
    """The codes excluded by confirming a diet."""
    if diet is Diet.VEGAN:
        return {matter.value for matter in FROM_ANIMALS}
    rule = RULES[diet]
    return {matter.value for matter in rule.forbids | rule.doubts}


# The book


def state(connection: Connection, product: Product, now: datetime, *, actor: str = "") -> Product:
    """Store a statement on a product; a later statement on the same name replaces it.

    Raises:
        KitchenError: `INVALID`: the name has no words, or the statement contradicts itself.
    """
    sound = checked(product)
    name_key = " ".join(sound.key)
    connection.execute(delete(PRODUCTS).where(PRODUCTS.c.name_key == name_key))
    if len(all_products(connection)) >= MOST_PRODUCTS:
        raise KitchenError(ErrorCode.INVALID, field="name", reason=f"at most {MOST_PRODUCTS} products")
    connection.execute(
        insert(PRODUCTS).values(
            name_key=name_key,
            name=sound.name,
            document=json.dumps(product_to_json(sound), ensure_ascii=False),
            who=actor,
            created_at=to_text(now),
        )
    )
    return Product(**{**_fields(sound), "actor": actor, "at": now})


def forget(connection: Connection, name: str) -> Product | None:
    """Delete the statement on a product. Returns it, `None` when there was none."""
    name_key = " ".join(product_key(name))
    found = next((one for one in all_products(connection) if " ".join(one.key) == name_key), None)
    connection.execute(delete(PRODUCTS).where(PRODUCTS.c.name_key == name_key))
    return found


def all_products(connection: Connection) -> tuple[Product, ...]:
    """All statements, by name."""
    rows = connection.execute(select(PRODUCTS).order_by(PRODUCTS.c.name_key))
    return tuple(product for row in rows if (product := readable_product(row)) is not None)


def readable_product(row: Row[Any]) -> Product | None:
    """The statement of a row; `None` when it is damaged."""
    return readable(PRODUCTS, row, _product, Product)


def _product(row: Row[Any]) -> Product:
    return from_row(row.name, row.document, row.who, from_text(row.created_at))


def checked(product: Product) -> Product:
    """Return the statement with a tidy name.

    Raises:
        KitchenError: `INVALID`.
    """
    name = " ".join(product.name.split())
    if not product_key(name) or len(name) > LONGEST_NAME or not name.isprintable():
        raise KitchenError(ErrorCode.INVALID, field="name", reason=f"a name of 1 to {LONGEST_NAME} letters")
    if len(product.label) > LONGEST_WORDS:
        raise KitchenError(
            ErrorCode.INVALID, field="label", reason=f"a label has at most {LONGEST_WORDS} letters"
        )
    if not product.is_food and (product.contains or product.may_contain or product.made_of):
        raise KitchenError(ErrorCode.INVALID, field="no_food", reason="what is no food contains nothing")
    if unknown := product.made_of - {matter.value for matter in Matter}:
        raise KitchenError(ErrorCode.INVALID, field="made_of", reason=f"unknown: {min(unknown)}")
    if product.suits - SUITABLE:
        raise KitchenError(ErrorCode.INVALID, field="suits", reason="no label promises this diet")
    return Product(
        **{**_fields(product), "name": name, "may_contain": product.may_contain - product.contains}
    )


def product_to_json(product: Product) -> dict[str, Any]:
    """Encode a statement without its name."""
    return {
        "contains": sorted(product.contains),
        "may_contain": sorted(product.may_contain),
        "made_of": sorted(product.made_of),
        "suits": sorted(product.suits),
        "complete": product.complete,
        "is_food": product.is_food,
        "label": product.label,
    }


def from_json(name: str, document: Mapping[str, Any], **more: Any) -> Product:
    """Decode a statement of `product_to_json`.

    Raises:
        ValueError: A code is not known.
    """
    return Product(
        name=name,
        contains=frozenset(map(Allergen, document["contains"])),
        may_contain=frozenset(map(Allergen, document["may_contain"])),
        made_of=frozenset(document["made_of"]),
        suits=frozenset(map(Diet, document["suits"])),
        complete=bool(document["complete"]),
        is_food=bool(document["is_food"]),
        label=str(document["label"]),
        **more,
    )


def from_row(name: str, document: str, actor: str, at: datetime) -> Product:
    """Return the statement of a row of the book."""
    return from_json(name, strict_json(document), actor=actor, at=at)


def _fields(product: Product) -> dict[str, Any]:
    return {name: getattr(product, name) for name in product.__dataclass_fields__}


def for_reader(products: Iterable[Product]) -> StatedProducts:
    """Return the statements in the form used by `LineReader`."""
    return {
        product.key: Stated(facets=partial(facets_of, product), is_food=product.is_food)
        for product in products
        if product.key
    }
