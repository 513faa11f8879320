"""Numbers and units as recipes write them."""

import re

ML = {
    "ml": 1.0, "cl": 10.0, "dl": 100.0, "l": 1000.0, "tsp": 4.929, "tbsp": 14.787, "floz": 29.574, "cup": 236.588,
    "pint": 473.176, "quart": 946.353, "gallon": 3785.41, "dessertspoon": 10.0, "jigger": 44.36, "gill": 118.29,
}  # fmt: skip
"""Volume of one unit, ml (US customary: NIST Handbook 44, appendix C)."""

GRAMS = {"g": 1.0, "kg": 1000.0, "mg": 0.001, "oz": 28.3495, "lb": 453.592, "pfund": 500.0, "dag": 10.0}
"""Weight of one unit, g."""

FRACTIONS = {
    "½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5", "⅖": "2/5", "⅗": "3/5", "⅘": "4/5",
    "⅙": "1/6", "⅚": "5/6", "⅛": "1/8", "⅜": "3/8", "⅝": "5/8", "⅞": "7/8", "⅐": "1/7", "⅑": "1/9", "⅒": "1/10",
}  # fmt: skip
_FRACTION = re.compile("[" + "".join(FRACTIONS) + "]")

NUMBER = r"(?:\d{1,6}(?:\s+|-|\s+and\s+)\d{1,3}\s?/\s?\d{1,3}|\d{1,4}\s?/\s?\d{1,4}|\d{1,3}(?:,\d{3})+(?!\d)|\d{0,6}[.,]\d{1,4}|\d{1,6})"
"""1, 1.5, 1,5, 1/2, 1 1/2, 1-1/2, 1,500."""
MAX_AMOUNT = 100_000.0


def spell_fractions(text: str) -> str:
    """Replace `½` by ` 1/2`, so that `2½` reads `2 1/2`."""
    return _FRACTION.sub(lambda found: f" {FRACTIONS[found[0]]} ", text)


def number(text: str) -> float | None:
    """Return the value of a text that matches `NUMBER`; `None` when it is none or absurd."""
    text = text.strip().replace(" and ", " ")
    try:
        if "/" in text:
            head, _, tail = text.rpartition("/")
            pieces = re.split(r"[\s-]+", head.strip())
            value = float(pieces[-1]) / float(tail)
            value += float(pieces[0]) if len(pieces) > 1 else 0.0
        elif re.fullmatch(r"\d{1,3}(,\d{3})+", text):
            value = float(text.replace(",", ""))
        else:
            value = float(text.replace(",", "."))
    except ValueError, ZeroDivisionError:
        return None
    return value if 0 <= value <= MAX_AMOUNT else None
