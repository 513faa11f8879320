"""Service of barcodes: the household's own list, and Open Food Facts only while the household has switched it on.

Every method may raise `KitchenError` with the code it names.
"""

from collections.abc import Awaitable, Callable
import json
import re
from typing import Any, Final

from ..changes import ChangeKind
from ..context import KitchenContext
from ..errors import ErrorCode, KitchenError
from ..household.model import Barcode
from ..household.records import all_records, checked_record, find_record, put_record, remove_record
from ..nutrition.quantity import GRAMS, ML
from ..storage.damaged_rows import strict_json

ADDRESS: Final = (
    "https://world.openfoodfacts.org/api/v2/product/{code}.json?fields=product_name,brands,quantity"
)
LARGEST_BYTES: Final = 64 * 1024
LONGEST_S: Final = 8.0
LONGEST_NAME: Final = 120
_AMOUNT: Final = re.compile(r"^\s*(\d{1,5}(?:[.,]\d{1,3})?)\s*([A-Za-z]{1,4})\b")
_LENGTHS: Final = frozenset({8, 12, 13, 14})
"""Digits of GTINs, whose last one is a check digit."""

type FetchProduct = Callable[[str], Awaitable[bytes]]
"""Fetches an address of the public web: guarded against local addresses, bounded in size and time."""


class BarcodeService:
    """The products that the household knows by their barcode."""

    def __init__(self, context: KitchenContext) -> None:
        self._context = context
        self.fetch: FetchProduct | None = None
        """Set while the household permits Open Food Facts."""

    async def all(self) -> list[Barcode]:
        """The household's list, by name."""
        found = await self._context.store.read(lambda book: all_records(book, Barcode))
        return sorted(found, key=lambda one: (one.name.casefold(), one.id))

    async def look_up(self, code: str) -> Barcode | None:
        """The product of a barcode: of the household's list, else of Open Food Facts if that is permitted.

        `None` if neither has it. What Open Food Facts says is not stored. Raises `INVALID` for what is no barcode.
        """
        code = normalized(code)
        known = await self._context.store.read(lambda book: find_record(book, Barcode, code))
        if known is not None or self.fetch is None:
            return known
        try:
            content = await self.fetch(ADDRESS.format(code=code))
        except KitchenError:
            # Unknown there (404), or out of reach: a person can still type the name.
            return None
        return product_of(code, content)

    async def put(self, barcode: Barcode, *, actor: str = "") -> Barcode:
        """Store what the household calls a product. Raises `INVALID`."""
        made = Barcode(
            id=normalized(barcode.id),
            name=barcode.name,
            amount=barcode.amount,
            unit=barcode.unit,
            brand=barcode.brand,
        )
        stored = await self._context.store.write(
            lambda book: put_record(book, made, self._context.clock.now())
        )
        self._context.publish(ChangeKind.HOUSEHOLD_CHANGED, stored.id, actor, record="barcode")
        return stored

    async def remove(self, code: str, *, actor: str = "") -> Barcode:
        """Remove a product from the household's list. Raises `RECORD_NOT_FOUND`."""
        removed = await self._context.store.write(lambda book: remove_record(book, Barcode, code))
        self._context.publish(ChangeKind.HOUSEHOLD_CHANGED, removed.id, actor, record="barcode")
        return removed


def normalized(code: str) -> str:
    """The digits of a barcode as scanners send it; UPC-A becomes the EAN of the same product.

    Raises:
        KitchenError: `INVALID` for what is no barcode, or has another check digit.
    """
    digits = "".join(code.split()).replace("-", "")
    if not re.fullmatch(r"[0-9]{6,14}", digits) or (len(digits) in _LENGTHS and not _checks(digits)):
        raise KitchenError(ErrorCode.INVALID, field="barcode", reason="this is no barcode of a product")
    return digits.zfill(13) if len(digits) == 12 else digits


def product_of(code: str, content: bytes) -> Barcode | None:
    """The product in an answer of Open Food Facts; `None` when it names none. Everything in it is untrusted."""
    try:
        answer: Any = strict_json(content.decode("utf-8"))
    except ValueError, RecursionError, json.JSONDecodeError:
        return None
    product = answer.get("product") if isinstance(answer, dict) else None
    if not isinstance(product, dict):
        return None
    name, brand = _words(product.get("product_name")), _words(product.get("brands"))
    if not name:
        return None
    amount, unit = _amount(product.get("quantity"))
    try:
        return checked_record(Barcode(id=code, name=name, amount=amount, unit=unit, brand=brand))
    except KitchenError:
        return None


def _checks(digits: str) -> bool:
    weighed = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(reversed(digits)))
    return weighed % 10 == 0


def _words(value: object) -> str:
    text = value if isinstance(value, str) else ""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())[
        :LONGEST_NAME
    ]


def _amount(value: object) -> tuple[float | None, str]:
    match = _AMOUNT.match(value) if isinstance(value, str) else None
    if match is None:
        return None, ""
    unit = match[2].lower()
    amount = float(match[1].replace(",", "."))
    return (amount, unit) if amount > 0 and (unit in GRAMS or unit in ML) else (None, "")
