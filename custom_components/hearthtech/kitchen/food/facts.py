"""Everything that is told of a dish beside its figures: labels, scores, claims, allergens, in plain values."""

from dataclasses import asdict

from custom_components.hearthtech.kitchen.food.database import FoodDatabase, shipped
from custom_components.hearthtech.kitchen.food.label import LabelForm, as_text, counted_note, label
from custom_components.hearthtech.kitchen.food.label_svg import as_svg
from custom_components.hearthtech.kitchen.food.model import Nutrition
from custom_components.hearthtech.kitchen.food.scores import claims, glycemic_load, nutri_score


def facts(nutrition: Nutrition, title: str = "", database: FoodDatabase | None = None) -> dict[str, object]:
    """Return labels (FDA 2016 and EU; as data, text and SVG), scores, claims and allergens.

    What data do not suffice for is `None`; allergens of what is `not_checked` are not known.
    """
    foods = database or shipped()
    load = glycemic_load(nutrition, foods)
    score = nutri_score(nutrition, foods)
    labels = {}
    for form in LabelForm:
        made = label(nutrition, form, title)
        labels[form.value] = {"data": asdict(made), "text": as_text(made), "svg": as_svg(made)}
    return {
        "counted": counted_note(nutrition),
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
        "contains": sorted(nutrition.contains),
        "may_contain": sorted(nutrition.may_contain),
        "not_checked": list(nutrition.unchecked),
    }
