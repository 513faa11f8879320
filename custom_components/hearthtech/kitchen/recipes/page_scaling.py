"""A recipe as its page shows it for other amounts: the lines, and where the steps can't follow."""

from dataclasses import dataclass
import re

from ...language.numbers import NUMBER, span_at
from ...language.units import System
from .line_amounts import LONGEST_LINE, amounts_in
from .model import DurationGoal, Recipe, Step
from .pans import NUMBERED_PAN
from .scale import Reader, in_system, scaled, scaled_line, unscalable
from .sizes import CENTIMETER, CM_PER_INCH, INCH, TIMES

OTHER_TIME = 1.5
"""From this factor on, or its inverse, times of the recipe need watching."""
SMALLEST_TIN_CM = 10.0
_TIN_AT = re.compile(
    rf"(?<![\w.,/])(?P<first>{NUMBER})(?:{TIMES}(?P<second>{NUMBER}))?[\s-]*"
    rf"(?:(?P<inch>(?:{INCH})\b|[\"”″])|(?:{CENTIMETER})\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tin:
    """A baking tin that the recipe names: its words, and one side (round) or two sides (cm)."""

    words: str
    sides_cm: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTextAmount:
    """An amount in the text of a step, which stays, and what it would be now."""

    start: int
    end: int
    scaled: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepMark:
    """Where a step can't follow the scaled amounts. It is the same for all factors but for `scaled` and `time`."""

    step: int
    amounts: tuple[StepTextAmount, ...] = ()
    timed: bool = False
    """It has a time."""
    time: bool = False
    """Its time is for the amounts of the recipe, and these are too different."""
    tin: bool = False
    """It names a tin of another size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaledPage:
    """The recipe for other amounts and in other units.

    `fixed` are the lines that stay as they are. They and the marks are also there for factor 1: a page that keeps room for
    their words doesn't move when the factor changes.
    """

    recipe: Recipe
    factor: float
    fixed: tuple[int, ...]
    marks: tuple[StepMark, ...]


def scaled_page(recipe: Recipe, factor: float, units: System | None) -> ScaledPage:
    """The page of a recipe for other amounts.

    Raises:
        ValueError: when the factor is not positive and finite.
    """
    multiplied = scaled(recipe, factor, Reader(units))
    shown = multiplied if units is None else in_system(multiplied, units)
    return ScaledPage(
        recipe=shown, factor=factor, fixed=unscalable(recipe), marks=tuple(_marks(shown, factor, units))
    )


def _marks(recipe: Recipe, factor: float, units: System | None) -> list[StepMark]:
    found = []
    for at, step in enumerate(recipe.steps):
        mark = StepMark(
            step=at,
            amounts=_amounts(step, factor, recipe.language, units),
            timed=_has_time(step),
            time=_has_time(step) and not 1 / OTHER_TIME < factor < OTHER_TIME,
            tin=tin_in(step.text) is not None,
        )
        if mark.amounts or mark.timed or mark.tin:
            found.append(mark)
    return found


def _amounts(step: Step, factor: float, language: str, units: System | None) -> tuple[StepTextAmount, ...]:
    """The amounts with a unit. Other numbers of a step are counts of turns, of pieces to cut, of another step."""
    if len(step.text) > LONGEST_LINE:
        return ()
    return tuple(
        StepTextAmount(
            start=amount.span.start,
            end=amount.end,
            scaled=scaled_line(words, factor, language, Reader(units)),
        )
        for amount in amounts_in(step.text, language)
        if amount.unit is not None and (words := step.text[amount.span.start : amount.end])
    )


def _has_time(step: Step) -> bool:
    return step.timer_s is not None or isinstance(step.goal, DurationGoal)


def tin_of(recipe: Recipe) -> Tin | None:
    """The first baking tin that the recipe names: in its equipment, its name, or its steps."""
    texts = (*recipe.equipment, recipe.name, *(step.text for step in recipe.steps))
    return next((tin for text in texts if (tin := tin_in(text)) is not None), None)


def tin_in(text: str) -> Tin | None:
    """The first size in a text that a baking tin may have."""
    if len(text) > LONGEST_LINE:
        return None
    if (numbered := NUMBERED_PAN.search(text)) is not None:
        return Tin(words=numbered[0], sides_cm=(float(numbered["first"]),))
    for match in _TIN_AT.finditer(text):
        scale = CM_PER_INCH if match["inch"] else 1.0
        spans = [span_at(match[name]) for name in ("first", "second") if match[name]]
        sides = tuple(round(span.low * scale, 1) for span in spans if span is not None)
        if sides and all(SMALLEST_TIN_CM <= side <= 100 for side in sides):
            return Tin(words=match[0], sides_cm=sides)
    return None
