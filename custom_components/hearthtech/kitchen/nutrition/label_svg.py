"""A nutrition label as SVG: for light and dark pages, and for screen readers."""

from html import escape

from .label import Label, LabelForm

WIDTH = 280
_ROW = 18


def as_svg(made: Label) -> str:
    """Return a label as one self-contained SVG picture. All foreign text is escaped."""
    fda = made.form is LabelForm.FDA
    title = "Nutrition Facts" if fda else made.words["title"]
    width = WIDTH if fda else WIDTH + 90
    parts: list[str] = []
    y = 30
    parts.append(_words(10, y, title, size=24, weight=900))
    if made.title:
        y += 20
        parts.append(_words(10, y, made.title[:60], size=12))
    if made.servings:
        y += 18
        said = made.words["servings"].format(count=f"{made.servings:g}", grams=made.serving_grams)
        parts.append(_words(10, y, said, size=12))
    y += 10
    parts.append(_bar(y, 6, width))
    y += 8
    if fda:
        y += 26
        parts.append(_words(10, y, "Calories", size=22, weight=900))
        parts.append(_words(width - 10, y, made.energy, size=28, weight=900, end=True))
        y += 15
        parts.append(_words(width - 10, y, made.energy_range, size=10, end=True))
        y += 6
        parts.append(_bar(y, 4, width))
        y += 4
    else:
        y += 14
        parts.append(_words(width - 110, y, made.words["portion"], size=10, end=True))
        parts.append(_words(width - 10, y, made.words["hundred"], size=10, end=True))
        y += 4
    for row in made.rows:
        parts.append(_bar(y, 1, width))
        y += _ROW
        weight = 700 if row.level == 0 else 400
        parts.append(_words(10 + 14 * row.level, y - 5, row.name, size=12, weight=weight))
        if fda:
            parts.append(_words(width - 60, y - 5, row.amount, size=12, end=True))
            if row.share is not None:
                parts.append(_words(width - 10, y - 5, f"{row.share}%", size=12, weight=700, end=True))
        else:
            parts.append(_words(width - 110, y - 5, row.amount, size=11, end=True))
            parts.append(_words(width - 10, y - 5, row.per_100g, size=11, end=True))
    parts.append(_bar(y, 4, width))
    y += 18
    parts.append(_words(10, y, made.note[:70], size=10))
    height = y + 12
    energy = f"{made.energy} calories" if fda else f"{made.rows[0].name}: {made.rows[0].amount}"
    spoken = escape(f"{title}. {energy}. {made.note}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{spoken}" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" font-family="Helvetica, Arial, sans-serif" fill="#000">'
        f'<rect x="1" y="1" width="{width - 2}" height="{height - 2}" fill="#fff" stroke="#000" stroke-width="2"/>'
        f"{''.join(parts)}</svg>"
    )


def _words(x: float, y: float, text: str, *, size: int, weight: int = 400, end: bool = False) -> str:
    anchor = ' text-anchor="end"' if end else ""
    return f'<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}"{anchor}>{escape(text)}</text>'


def _bar(y: float, thickness: int, width: int) -> str:
    return f'<rect x="8" y="{y}" width="{width - 16}" height="{thickness}"/>'
