"""Format numbers of recipes: `1½`, `350`."""

from fractions import Fraction

_KITCHEN_FRACTIONS = {
    Fraction(0): "", Fraction(1, 8): "⅛", Fraction(1, 4): "¼", Fraction(1, 3): "⅓", Fraction(3, 8): "⅜",
    Fraction(1, 2): "½", Fraction(5, 8): "⅝", Fraction(2, 3): "⅔", Fraction(3, 4): "¾", Fraction(7, 8): "⅞",
}  # fmt: skip


def as_fraction(value: float, *, tolerance: float = 0.06) -> str:
    """The number as a fraction for spoons and cups: `1½`.

    A decimal if no fraction is within `tolerance` (relative).
    """
    if value < 0:
        return "-" + as_fraction(-value, tolerance=tolerance)
    if value >= 1000:
        return as_decimal(value)
    if value >= 10:
        whole, half = divmod(round(value * 2), 2)
        return f"{whole}{'½' if half else ''}"
    wholes = (int(value), int(value) + 1)
    options = [Fraction(whole) + part for whole in wholes for part in _KITCHEN_FRACTIONS]
    best = min(options, key=lambda option: abs(float(option) - value))
    if best == 0 or abs(float(best) - value) > tolerance * value:
        return as_decimal(value)
    whole, part = divmod(best, 1)
    return f"{whole or ''}{_KITCHEN_FRACTIONS[part]}"


def as_decimal(value: float) -> str:
    """The number with three significant digits, as on a kitchen scale, without trailing zeros."""
    if abs(value) >= 1000:
        return str(round(value))
    text = f"{value:.3g}"
    return f"{float(text):.9f}".rstrip("0").rstrip(".") if "e" in text or "." in text else text
