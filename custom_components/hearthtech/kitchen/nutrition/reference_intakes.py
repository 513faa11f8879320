"""Daily reference values: of the labels, and of a person by age and sex.

Sources: FDA daily values, 21 CFR 101.9(c)(8)(iv) and (c)(9); EU nutrient reference values and reference intakes,
Regulation 1169/2011 annex XIII; Dietary Reference Intakes of the US National Academies (RDA, else AI; sodium: CDRR
2019). Units as in the food database: g, mg, ug, kcal.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from .model import Figure

FDA_DAILY: Mapping[str, float] = {
    "ENERC_KCAL": 2000, "FAT": 78, "FASAT": 20, "CHOLE": 300, "NA": 2300, "CHOCDF": 275, "FIBTG": 28, "SUGAR_ADDED": 50,
    "PROCNT": 50, "VITD": 20, "CA": 1300, "FE": 18, "K": 4700, "VITA_RAE": 900, "VITC": 90, "TOCPHA": 15, "VITK1": 120,
    "THIA": 1.2, "RIBF": 1.3, "NIA": 16, "VITB6A": 1.7, "FOLDFE": 400, "VITB12": 2.4, "PANTAC": 5, "P": 1250, "MG": 420,
    "ZN": 11, "SE": 55, "CU": 0.9, "MN": 2.3, "CHOLN": 550,
}  # fmt: skip
EU_INTAKE: Mapping[str, float] = {
    "ENERC_KCAL": 2000, "ENERC_KJ": 8400, "FAT": 70, "FASAT": 20, "CHOAVL": 260, "SUGAR": 90, "PROCNT": 50, "SALT": 6,
}  # fmt: skip
EU_VITAMINS: Mapping[str, float] = {
    "VITA_RAE": 800, "VITD": 5, "TOCPHA": 12, "VITK1": 75, "VITC": 80, "THIA": 1.1, "RIBF": 1.4, "NIA": 16, "VITB6A": 1.4,
    "FOL": 200, "VITB12": 2.5, "PANTAC": 6, "K": 2000, "CA": 800, "P": 700, "MG": 375, "FE": 14, "ZN": 10, "CU": 1, "MN": 2,
    "SE": 55,
}  # fmt: skip

_AGES = (1, 4, 9, 14, 19, 31, 51, 71)
_TAGS = ("PROCNT", "FIBTG", "CA", "FE", "MG", "ZN", "VITA_RAE", "VITC", "VITD", "TOCPHA", "VITK1", "THIA", "RIBF", "NIA",
         "VITB6A", "FOLDFE", "VITB12", "K", "NA", "CHOLN")  # fmt: skip
_CHILD = (
    (13, 14, 700, 7, 80, 3, 300, 15, 15, 6, 30, 0.5, 0.5, 6, 0.5, 150, 0.9, 2000, 1200, 200),
    (19, 20, 1000, 10, 130, 5, 400, 25, 15, 7, 55, 0.6, 0.6, 8, 0.6, 200, 1.2, 2300, 1500, 250),
)
_MALE = (
    *_CHILD,
    (34, 25, 1300, 8, 240, 8, 600, 45, 15, 11, 60, 0.9, 0.9, 12, 1.0, 300, 1.8, 2500, 1800, 375),
    (52, 31, 1300, 11, 410, 11, 900, 75, 15, 15, 75, 1.2, 1.3, 16, 1.3, 400, 2.4, 3000, 2300, 550),
    (56, 34, 1000, 8, 400, 11, 900, 90, 15, 15, 120, 1.2, 1.3, 16, 1.3, 400, 2.4, 3400, 2300, 550),
    (56, 31, 1000, 8, 420, 11, 900, 90, 15, 15, 120, 1.2, 1.3, 16, 1.3, 400, 2.4, 3400, 2300, 550),
    (56, 28, 1000, 8, 420, 11, 900, 90, 15, 15, 120, 1.2, 1.3, 16, 1.7, 400, 2.4, 3400, 2300, 550),
    (56, 28, 1200, 8, 420, 11, 900, 90, 20, 15, 120, 1.2, 1.3, 16, 1.7, 400, 2.4, 3400, 2300, 550),
)
_FEMALE = (
    *_CHILD,
    (34, 22, 1300, 8, 240, 8, 600, 45, 15, 11, 60, 0.9, 0.9, 12, 1.0, 300, 1.8, 2300, 1800, 375),
    (46, 25, 1300, 15, 360, 9, 700, 65, 15, 15, 75, 1.0, 1.0, 14, 1.2, 400, 2.4, 2300, 2300, 400),
    (46, 28, 1000, 18, 310, 8, 700, 75, 15, 15, 90, 1.1, 1.1, 14, 1.3, 400, 2.4, 2600, 2300, 425),
    (46, 25, 1000, 18, 320, 8, 700, 75, 15, 15, 90, 1.1, 1.1, 14, 1.3, 400, 2.4, 2600, 2300, 425),
    (46, 22, 1200, 8, 320, 8, 700, 75, 15, 15, 90, 1.1, 1.1, 14, 1.5, 400, 2.4, 2600, 2300, 425),
    (46, 22, 1200, 8, 320, 8, 700, 75, 20, 15, 90, 1.1, 1.1, 14, 1.5, 400, 2.4, 2600, 2300, 425),
)


def daily_intake(age: float, sex: str | None) -> Mapping[str, float]:
    """Return the reference intakes of a person (`sex` `male`, `female`, or `None` for the mean of both).

    Raises:
        ValueError: Infants below one year have no table here.
    """
    if age < _AGES[0]:
        raise ValueError("there are no reference intakes here below one year of age")
    row = max(place for place, start in enumerate(_AGES) if age >= start)
    if sex == "male":
        return dict(zip(_TAGS, _MALE[row], strict=True))
    if sex == "female":
        return dict(zip(_TAGS, _FEMALE[row], strict=True))
    return {
        tag: (male + female) / 2 for tag, male, female in zip(_TAGS, _MALE[row], _FEMALE[row], strict=True)
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A share of a daily reference, with its interval; 1 is 100 %."""

    amount: float
    low: float
    high: float


def shares(figures: Mapping[str, Figure], daily: Mapping[str, float]) -> dict[str, Share]:
    """Return the share of the daily reference for every known figure. Unknown ones are left out."""
    return {
        tag: Share(
            amount=figures[tag].amount / need, low=figures[tag].low / need, high=figures[tag].high / need
        )
        for tag, need in daily.items()
        if tag in figures and need > 0
    }
