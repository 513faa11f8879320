"""Labels, scores and claims of a dish, as plain values. Allergens are checked by `people.check`."""

from dataclasses import asdict

from .database import FoodDatabase, shipped
from .label import LabelForm, as_text, counted_note, label
from .label_svg import as_svg
from .model import Nutrition
from .scores import claims, glycemic_load, nutri_score


def facts(
    nutrition: Nutrition, title: str = "", language: str = "en", database: FoodDatabase | None = None
) -> dict[str, object]:
    """Return labels (FDA 2016 and EU; as data, text and SVG), scores and claims.

    The label of the EU is in `language`. Values without sufficient data are `None`.
    """
    foods = database or shipped()
    load = glycemic_load(nutrition, foods)
    score = nutri_score(nutrition, foods)
    labels = {}
    for form in LabelForm:
        made = label(nutrition, form, title, language)
        labels[form.value] = {"data": asdict(made), "text": as_text(made), "svg": as_svg(made)}
    return {
        "counted": counted_note(nutrition, language),
        "labels": labels,
        "nutri_score": None if score is None else {"grade": score.grade, "points": score.points},
        "glycemic_load": None
        if load is None
        else {
            "load": round(load.load, 1),
            "low": round(load.low, 1),
            "high": round(load.high, 1),
            "level": load.level,
        },
        "claims": list(claims(nutrition)),
    }
