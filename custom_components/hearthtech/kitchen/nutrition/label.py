"""Nutrition labels as data and text: the FDA form of 2016 and the EU form.

Rounding by 21 CFR 101.9(c) and the European Commission's guidance on tolerances (December 2012).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from ..yaml_files import read_yaml
from .model import Figure, Nutrition
from .reference_intakes import EU_INTAKE, FDA_DAILY

SALT_PER_SODIUM = 2.5
"""Regulation 1169/2011, annex I: salt is sodium times 2.5."""


_WORDS: Final[Mapping[str, Mapping[str, Any]]] = read_yaml(
    Path(__file__).with_name("data") / "label_words.yaml"
)


class LabelForm(StrEnum):
    """The regulation that the label follows."""

    FDA = "fda"
    EU = "eu"


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelRow:
    """One line. `amount` and `per_100g` are rounded text with unit; `share` is percent of the daily reference."""

    tag: str
    name: str
    amount: str
    per_100g: str = ""
    share: int | None = None
    level: int = 0
    """0 main, 1 `of which`, 2 `includes`."""
    note: str = ""
    """The interval, if it is wide enough to matter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label. `note` states the counted share of the recipe; it is a required part of the label."""

    form: LabelForm
    title: str
    servings: float | None
    serving_grams: float | None
    rows: tuple[LabelRow, ...]
    note: str
    energy: str
    energy_range: str
    language: str = "en"

    @property
    def words(self) -> Mapping[str, Any]:
        """The words of the form in the language of the label."""
        return label_words(self.language)


def label_words(language: str) -> Mapping[str, Any]:
    """The words of the EU's form in a language; English for one that has none."""
    return _WORDS.get(language, _WORDS["en"])


def label(
    nutrition: Nutrition, form: LabelForm = LabelForm.FDA, title: str = "", language: str = "en"
) -> Label:
    """Return the label of a dish, per serving (in total if servings are unknown).

    The form of the United States is in English, as it must be.
    """
    if form is LabelForm.FDA or language not in _WORDS:
        language = "en"
    figures = nutrition.per_serving or nutrition.total
    portions = nutrition.servings if nutrition.per_serving else None
    grams = nutrition.grams / portions if portions else nutrition.grams
    rows = _fda_rows(figures) if form is LabelForm.FDA else _eu_rows(figures, grams, label_words(language))
    energy = figures.get("ENERC_KCAL")
    return Label(
        form=form,
        title=title,
        servings=portions,
        serving_grams=round(grams) if grams else None,
        rows=rows,
        note=counted_note(nutrition, language),
        energy=_calories(energy.amount) if energy else "?",
        energy_range=f"{_calories(energy.low)}–{_calories(energy.high)}" if energy else "",
        language=language,
    )


def counted_note(nutrition: Nutrition, language: str = "en") -> str:
    """State how much of the recipe is in the figures."""
    said: str = label_words(language)["counted"]
    return said.format(counted=nutrition.counted, total=nutrition.lines_total)


def _nearest(value: float, step: float) -> float:
    return step * int(value / step + 0.5)


def _text(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"


def _calories(value: float) -> str:
    if value < 5:
        return "0"
    return _text(_nearest(value, 5 if value <= 50 else 10))


def _fda_fat(value: float) -> str:
    if value < 0.5:
        return "0g"
    return f"{_text(_nearest(value, 0.5 if value < 5 else 1))}g"


def _fda_gram(value: float) -> str:
    if value < 0.5:
        return "0g"
    return "less than 1g" if value < 1 else f"{_text(_nearest(value, 1))}g"


def _fda_cholesterol(value: float) -> str:
    if value < 2:
        return "0mg"
    return "less than 5mg" if value <= 5 else f"{_text(_nearest(value, 5))}mg"


def _fda_sodium(value: float) -> str:
    if value < 5:
        return "0mg"
    return f"{_text(_nearest(value, 5 if value <= 140 else 10))}mg"


def _fda_vitamin_share(percent: float) -> int:
    step = 2 if percent <= 10 else 5 if percent <= 50 else 10
    return int(_nearest(percent, step)) if percent >= 2 else 0


_FDA_ROWS = (
    ("FAT", "Total Fat", 0, _fda_fat), ("FASAT", "Saturated Fat", 1, _fda_fat), ("FATRN", "Trans Fat", 1, _fda_fat),
    ("CHOLE", "Cholesterol", 0, _fda_cholesterol), ("NA", "Sodium", 0, _fda_sodium),
    ("CHOCDF", "Total Carbohydrate", 0, _fda_gram), ("FIBTG", "Dietary Fiber", 1, _fda_gram),
    ("SUGAR", "Total Sugars", 1, _fda_gram), ("SUGAR_ADDED", "Includes Added Sugars", 2, _fda_gram),
    ("PROCNT", "Protein", 0, _fda_gram),
)  # fmt: skip
_FDA_VITAMINS = (
    ("VITD", "Vitamin D", "mcg", 0.1),
    ("CA", "Calcium", "mg", 10.0),
    ("FE", "Iron", "mg", 0.1),
    ("K", "Potassium", "mg", 10.0),
)
_NO_SHARE = frozenset({"FATRN", "SUGAR", "PROCNT"})


def _fda_rows(figures: Mapping[str, Figure]) -> tuple[LabelRow, ...]:
    rows = []
    for tag, name, level, write in _FDA_ROWS:
        figure = figures.get(tag)
        if figure is None:
            rows.append(LabelRow(tag=tag, name=name, amount="?", level=level, note="not known"))
            continue
        share = None if tag in _NO_SHARE else round(100 * figure.amount / FDA_DAILY[tag])
        note = f"{write(figure.low)}–{write(figure.high)}"
        rows.append(
            LabelRow(tag=tag, name=name, amount=write(figure.amount), share=share, level=level, note=note)
        )
    for tag, name, unit, step in _FDA_VITAMINS:
        figure = figures.get(tag)
        if figure is None:
            rows.append(LabelRow(tag=tag, name=name, amount="?", note="not known"))
            continue
        share = _fda_vitamin_share(100 * figure.amount / FDA_DAILY[tag])
        rows.append(
            LabelRow(tag=tag, name=name, amount=f"{_text(_nearest(figure.amount, step))}{unit}", share=share)
        )
    return tuple(rows)


def _eu_gram(value: float) -> str:
    if value < 0.5:
        return "<0.5 g"
    return f"{_text(_nearest(value, 1))} g" if value >= 10 else f"{_text(_nearest(value, 0.1))} g"


def _eu_saturates(value: float) -> str:
    if value < 0.1:
        return "<0.1 g"
    return f"{_text(_nearest(value, 1))} g" if value >= 10 else f"{_text(_nearest(value, 0.1))} g"


def _eu_salt(value: float) -> str:
    if value < 0.0125:
        return "<0.01 g"
    return f"{_text(_nearest(value, 0.1))} g" if value >= 1 else f"{_text(_nearest(value, 0.01))} g"


def eu_figures(figures: Mapping[str, Figure]) -> dict[str, Figure]:
    """Return the figures required by the EU: available carbohydrate (without fiber) and salt in addition."""
    found = dict(figures)
    total, fiber = figures.get("CHOCDF"), figures.get("FIBTG")
    if total is not None and fiber is not None:
        found["CHOAVL"] = Figure(
            amount=max(0.0, total.amount - fiber.amount),
            low=max(0.0, total.low - fiber.high),
            high=total.high,
            unit="g",
        )
    sodium = figures.get("NA")
    if sodium is not None:
        grams = SALT_PER_SODIUM / 1000
        found["SALT"] = Figure(
            amount=sodium.amount * grams, low=sodium.low * grams, high=sodium.high * grams, unit="g"
        )
    return found


_EU_ROWS = (
    ("FAT", 0, _eu_gram), ("FASAT", 1, _eu_saturates), ("CHOAVL", 0, _eu_gram), ("SUGAR", 1, _eu_gram),
    ("FIBTG", 0, _eu_gram), ("PROCNT", 0, _eu_gram), ("SALT", 0, _eu_salt),
)  # fmt: skip


def _eu_rows(plain: Mapping[str, Figure], grams: float, words: Mapping[str, Any]) -> tuple[LabelRow, ...]:
    figures, names, decimal = eu_figures(plain), words["rows"], words["decimal"]
    hundred = 100 / grams if grams else 0.0
    rows = []
    kj, kcal = figures.get("ENERC_KJ"), figures.get("ENERC_KCAL")
    if kcal is not None:
        kilojoules = kj.amount if kj is not None else kcal.amount * 4.184
        rows.append(
            LabelRow(
                tag="ENERC_KJ",
                name=names["ENERC_KJ"],
                amount=f"{kilojoules:.0f} kJ / {kcal.amount:.0f} kcal",
                per_100g=f"{kilojoules * hundred:.0f} kJ / {kcal.amount * hundred:.0f} kcal" if grams else "",
                share=round(100 * kcal.amount / EU_INTAKE["ENERC_KCAL"]),
                note=f"{kcal.low:.0f}–{kcal.high:.0f} kcal",
            )
        )
    for tag, level, rounded in _EU_ROWS:

        def write(value: float, rounded: Callable[[float], str] = rounded) -> str:
            return rounded(value).replace(".", decimal)

        name, figure = names[tag], figures.get(tag)
        if figure is None:
            rows.append(LabelRow(tag=tag, name=name, amount="?", level=level, note=words["unknown"]))
            continue
        daily = EU_INTAKE.get(tag)
        rows.append(
            LabelRow(
                tag=tag,
                name=name,
                amount=write(figure.amount),
                per_100g=write(figure.amount * hundred) if grams else "",
                share=round(100 * figure.amount / daily) if daily else None,
                level=level,
                note=f"{write(figure.low)}–{write(figure.high)}",
            )
        )
    return tuple(rows)


def as_text(made: Label) -> str:
    """Return a label as plain text, aligned for a fixed-width font."""
    fda = made.form is LabelForm.FDA
    lines = ["Nutrition Facts" if fda else made.words["title"]]
    if made.title:
        lines.append(made.title)
    if made.servings:
        lines.append(made.words["servings"].format(count=_text(made.servings), grams=made.serving_grams))
    if fda:
        lines.append(f"Calories {made.energy}  ({made.energy_range})")
    width = max(len(row.name) + 2 * row.level for row in made.rows) + 2
    for row in made.rows:
        name = "  " * row.level + row.name
        share = f"{row.share} %" if row.share is not None else ""
        hundred = f"{row.per_100g:>20}" if not fda else ""
        lines.append(f"{name:<{width}}{row.amount:>20}{hundred}{share:>7}".rstrip())
    lines.append(made.note)
    return "\n".join(lines)
