"""Diets with limits of amounts: the figures, the limits, and their sources."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ..nutrition.model import Figure
from .model import Diet, Person
from .profile import RecipeProfile

MAIN_MEAL = 1 / 3
"""Share of a day's limit allowed in one meal."""
CARBOHYDRATE_EXCHANGE_G = 10.0
"""One exchange as counted in Germany (KE) and the UK (CP); the US counts 15 g."""


class Base(StrEnum):
    """The basis of a limit."""

    PER_100_G = "per_100_g"
    PER_SERVING = "per_serving"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A limit: at most `most` of a nutrient.

    A person's own daily maximum has priority over a limit per serving.
    """

    tag: str
    most: float
    unit: str
    base: Base
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A figure and its limit; `figure` is `None` if it is unknown."""

    limit: Limit
    figure: Figure | None


_CLAIMS = "Regulation (EC) 1924/2006, annex"
_KDOQI = "KDOQI clinical practice guideline for nutrition in CKD, 2020"

LIMITS: Mapping[Diet, tuple[Limit, ...]] = {
    Diet.LOW_SALT: (
        Limit(tag="NA", most=120, unit="mg", base=Base.PER_100_G, source=f"{_CLAIMS}: low sodium/salt"),
    ),
    Diet.LOW_FAT: (Limit(tag="FAT", most=3, unit="g", base=Base.PER_100_G, source=f"{_CLAIMS}: low fat"),),
    Diet.LOW_CALORIE: (
        # The EU's 40 kcal in 100 g is for single foods; no whole dish reaches it.
        Limit(
            tag="ENERC_KCAL", most=120, unit="kcal", base=Base.PER_100_G, source="21 CFR 101.60(b)(3): meals"
        ),
    ),
    Diet.KIDNEY: (
        Limit(
            tag="K", most=2000 * MAIN_MEAL, unit="mg", base=Base.PER_SERVING, source="NKF: low-potassium diet"
        ),
        Limit(
            tag="P",
            most=1000 * MAIN_MEAL,
            unit="mg",
            base=Base.PER_SERVING,
            source="KDOQI 2000: 800-1000 mg a day",
        ),
        Limit(tag="NA", most=2300 * MAIN_MEAL, unit="mg", base=Base.PER_SERVING, source=_KDOQI),
    ),
    Diet.DIABETIC: (
        Limit(
            tag="CHOCDF",
            most=60,
            unit="g",
            base=Base.PER_SERVING,
            source="ADA, consistent carbohydrate: 45-60 g a meal",
        ),
    ),
}
PER_100_G = frozenset(
    diet for diet, limits in LIMITS.items() if all(limit.base is Base.PER_100_G for limit in limits)
)
"""Diets whose limits are all per 100 g, so that the number of servings does not matter."""
KIDNEY_PROTEIN_G_PER_KG = 0.6
"""A day, before dialysis (KDOQI 2020: 0.55-0.60)."""


def measured(profile: RecipeProfile, diet: Diet, person: Person) -> tuple[Measured, ...]:
    """All figures of a dish that a diet limits, for this person."""
    limits = [_own(limit, person) for limit in LIMITS.get(diet, ())]
    if diet is Diet.KIDNEY and (person.weight_kg is not None or _upper(person, "PROCNT") is not None):
        daily = KIDNEY_PROTEIN_G_PER_KG * (person.weight_kg or 0.0)
        protein = Limit(tag="PROCNT", most=daily * MAIN_MEAL, unit="g", base=Base.PER_SERVING, source=_KDOQI)
        limits.append(_own(protein, person))
    return tuple(Measured(limit=limit, figure=_figure(profile, limit)) for limit in limits)


def _own(limit: Limit, person: Person) -> Limit:
    own = _upper(person, limit.tag)
    if own is None or limit.base is not Base.PER_SERVING:
        return limit
    return Limit(
        tag=limit.tag,
        most=own * MAIN_MEAL,
        unit=limit.unit,
        base=limit.base,
        source="the person's own target",
    )


def _upper(person: Person, tag: str) -> float | None:
    return person.targets.get(tag, (None, None))[1]


def _figure(profile: RecipeProfile, limit: Limit) -> Figure | None:
    figure = profile.figures.get(limit.tag)
    if figure is None or limit.base is Base.PER_SERVING:
        return figure
    if not profile.servings or profile.grams <= 0:
        return None
    share = 100 * profile.servings / profile.grams
    return Figure(
        amount=figure.amount * share, low=figure.low * share, high=figure.high * share, unit=figure.unit
    )
