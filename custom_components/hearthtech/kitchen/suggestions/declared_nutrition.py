"""Nutrition per serving as a page declares it, in INFOODS tags and the units of the food database."""

from collections.abc import Mapping
import re
from typing import Final

from .word_files import read_words

_TAGS: Final = {
    "calories": "ENERC_KCAL",
    "proteinContent": "PROCNT",
    "fatContent": "FAT",
    "carbohydrateContent": "CHOCDF",
    "fiberContent": "FIBTG",
    "saturatedFatContent": "FASAT",
    "sugarContent": "SUGAR",
    "sodiumContent": "NA",
}
_NUMBER: Final = re.compile(r"([0-9]+(?:[.,\u2009\u00a0 ]?[0-9]+)*)\s*([^\W\d_]*)")
# Read at import, which Home Assistant does outside its event loop.
_UNITS: Final = read_words("figure_units")
_MILLIGRAMS: Final[Mapping[str, float]] = {
    unit: factor for listed in _UNITS["milligrams"].values() for unit, factor in listed.items()
}
_KILOJOULES: Final = frozenset(_UNITS["kilojoules"])
KJ: Final = 4.184
MOST: Final = {"ENERC_KCAL": 3000.0, "NA": 10_000.0}
"""Larger figures are not those of one serving; of the others, 400 g."""
ENERGY_TOLERANCE: Final = 0.35
"""Declared energy may differ by this share from that of its protein, fat and carbohydrate; else nothing is used."""


def declared_figures(declared: Mapping[str, str]) -> dict[str, float]:
    """Figures of one serving by INFOODS tag; without those that are implausible.

    Empty if the declared energy contradicts the declared protein, fat and carbohydrate.
    """
    found: dict[str, float] = {}
    for name, tag in _TAGS.items():
        value = _amount(str(declared.get(name, "")), tag)
        if value is not None and 0 <= value <= MOST.get(tag, 400.0):
            found[tag] = value
    energy = found.get("ENERC_KCAL")
    if energy is None or energy <= 0:
        return {}
    if {"PROCNT", "FAT", "CHOCDF"} <= found.keys():
        computed = 4 * found["PROCNT"] + 9 * found["FAT"] + 4 * found["CHOCDF"]
        if abs(computed - energy) > max(ENERGY_TOLERANCE * energy, 30.0):
            return {}
    # "0.3 milligram" of sodium is a page that writes grams.
    if found.get("NA", 100.0) < 1.0 < energy / 100:
        del found["NA"]
    return found


def _amount(text: str, tag: str) -> float | None:
    match = _NUMBER.search(text)
    if match is None:
        return None
    digits = re.sub(r"[\u2009\u00a0 ]", "", match[1])
    if re.fullmatch(r"[0-9]{1,3}[.,][0-9]{3}", digits) and tag in MOST:
        digits = digits.replace(",", "").replace(".", "")
    try:
        value = float(digits.replace(",", "."))
    except ValueError:
        return None
    unit = match[2].casefold()
    if tag == "ENERC_KCAL":
        return value / KJ if unit in _KILOJOULES else value
    in_mg = value * _MILLIGRAMS.get(unit, 1.0 if tag == "NA" else 1000.0)
    return in_mg if tag == "NA" else in_mg / 1000
