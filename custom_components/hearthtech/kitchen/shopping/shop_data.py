"""The tables of shops in `data/`: aisles, packages, what is sold by the piece, and words by language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from ...language.languages import known_language
from ..nutrition.quantity import GRAMS, ML
from ..nutrition.text import WORD, words
from ..suggestions.dish_words import PhraseTable
from ..yaml_files import read_yaml

_FOLDER: Final = Path(__file__).parent / "data"
METRIC: Final = "metric"
_UNIT_NAMES: Final = {"pt": "pint", "qt": "quart", "gal": "gallon"}
"""Units of packages as our tables of units name them."""


@dataclass(frozen=True, slots=True)
class ShopWords:
    """The words of one language."""

    other_product: frozenset[tuple[str, ...]]
    """Phrases that make another product of a food: `gluten free`."""
    same_product: frozenset[tuple[str, ...]]
    """Phrases with such words that do not: `free range`."""
    states: Mapping[str, PhraseTable]
    """Words of the states `frozen`, `canned`, `dried` and `fresh`."""
    head_first: bool
    """Whether the first noun of a name is its head ("huile de noix")."""
    aisles: PhraseTable
    units: Mapping[str, tuple[str, str]]
    """Singular and plural of a unit or package."""
    package: str
    """How the size of a package is given."""

    def word_of(self, state: str, text: str) -> str:
        """The word of a text that says that a food is `frozen`, `canned`, `dried` or `fresh`, as it is written."""
        parts = (match.group() for match in WORD.finditer(text))
        return next((part for part in parts if any(self.states[state].found(words(part)))), "")

    def has(self, state: str, text: str) -> bool:
        """Whether a text says that a food is `frozen`, `canned`, `dried` or `fresh`."""
        return any(self.states[state].found(words(text)))


@dataclass(frozen=True, slots=True)
class PackageSize:
    """The content of one package: an amount of `g`, `ml`, pieces (empty) or `clove`, and its words."""

    amount: float
    unit: str
    words: str


@dataclass(frozen=True, slots=True)
class PackageKind:
    """How a food is packed: a unit of the word files, and its sizes by country or system of units."""

    kind: str
    sizes: Mapping[str, tuple[PackageSize, ...]]

    def sizes_in(self, country: str) -> tuple[PackageSize, ...]:
        """The sizes of a country (ISO code); those of metric countries for one without its own."""
        code = country.lower()
        return self.sizes.get(code) or self.sizes.get(METRIC, ())


@dataclass(frozen=True, slots=True)
class SoldForms:
    """How shops sell foods, by their entries in the food database."""

    pieces: frozenset[str]
    pieces_when_counted: frozenset[str]
    bunches: frozenset[str]
    packages: frozenset[str]
    """Units of packages."""
    made_of: Mapping[str, tuple[str, float | None]]
    """The food that is bought for another one, and its weight by that of the other; `None`: by the piece."""
    same_product: Mapping[str, str]
    """The common entry of foods of which a household buys one."""
    fresh_of: Mapping[str, str]
    """The fresh herb of a dried one."""
    canned_of: Mapping[str, str]
    """The canned food of a fresh one."""
    fresh_units: frozenset[str]
    """Units that only the fresh herb has."""
    piece_units: Mapping[str, str]
    """The unit of a piece that is not a whole one: `clove` of garlic."""


def read_table(name: str) -> Any:
    """The content of a file of `data`."""
    return read_yaml(_FOLDER / f"{name}.yaml")


def _listed(text: str) -> Iterator[str]:
    return (one.strip() for one in text.split(",") if one.strip())


@cache
def shop_words(language: str) -> ShopWords:
    """The words of a language; English ones for a language without. The first call reads a file."""
    content = read_table(known_language(language))
    return ShopWords(
        other_product=frozenset(words(phrase) for phrase in _listed(content["other_product"])),
        same_product=frozenset(words(phrase) for phrase in _listed(content["same_product"])),
        states={
            state: PhraseTable.of({state: content[state]}) for state in ("frozen", "canned", "dried", "fresh")
        },
        head_first=content["head"] == "first",
        aisles=PhraseTable.of(content["aisles"], compounds=True),
        units={
            unit: (one, many)
            for unit, pair in content["units"].items()
            for one, many in [tuple(_listed(pair))]
        },
        package=content["package"],
    )


@cache
def entry_aisles() -> Mapping[str, str]:
    """The aisle of entries of the food database that do not lie in that of their group. Reads a file at first."""
    return {entry: aisle for aisle, listed in read_table("aisles").items() for entry in _listed(listed)}


@cache
def packages() -> Mapping[str, PackageKind]:
    """The packages of foods, by their entries in the food database. The first call reads a file."""
    found: dict[str, PackageKind] = {}
    for block in read_table("packages"):
        sizes = {
            place: tuple(sorted(map(_size, _listed(str(listed))), key=lambda size: size.amount))
            for place, listed in block.items()
            if place not in {"kind", "foods"}
        }
        kind = PackageKind(block["kind"], sizes)
        found |= dict.fromkeys(_listed(block["foods"]), kind)
    return found


@cache
def sold_forms() -> SoldForms:
    """How shops sell foods. The first call reads a file."""
    content = read_table("sold")
    made_of: dict[str, tuple[str, float | None]] = {}
    for entry, bought in content["made_of"].items():
        name, _, factor = bought.rpartition(" ")
        is_weight = bool(name) and factor.replace(".", "").isdigit()
        made_of[entry] = (name, float(factor)) if is_weight else (bought, None)
    return SoldForms(
        pieces=frozenset(_listed(content["pieces"])),
        pieces_when_counted=frozenset(_listed(content["pieces_when_counted"])),
        bunches=frozenset(_listed(content["bunches"])),
        packages=frozenset(_listed(content["packages"])),
        made_of=made_of,
        same_product={
            other: common for common, listed in content["same_product"].items() for other in _listed(listed)
        },
        fresh_of=content["fresh_of"],
        canned_of=content["canned_of"],
        fresh_units=frozenset(_listed(content["fresh_units"])),
        piece_units=content["piece_units"],
    )


def _size(text: str) -> PackageSize:
    amount, _, unit = text.partition(" ")
    number, compact = float(amount), _UNIT_NAMES.get(unit, unit.replace(" ", ""))
    if compact in GRAMS:
        return PackageSize(number * GRAMS[compact], "g", text)
    if compact in ML:
        return PackageSize(number * ML[compact], "ml", text)
    return PackageSize(number, unit, text)
