"""Check a recipe that comes from outside: ranges of its figures, sizes of its texts.

Every importer passes its recipes through `validated`, so that everything imported can be shown, scaled,
cooked and exported later. A value out of range is dropped and named in `unparsed`; the text of the recipe is
kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime
import re
from typing import Final

from ..errors import ErrorCode, KitchenError
from .model import (
    DurationGoal,
    Goal,
    Guess,
    Heat,
    HelpLevel,
    HumanGate,
    Ingredient,
    PhenomenonGoal,
    Recipe,
    Step,
    TemperatureGoal,
    Yield,
)

type Range = tuple[float, float]

LONGEST_S: Final = 366 * 86400.0
"""Limit of every time, s: cheese and sloe gin take months, nothing takes years."""
TIME_S: Final[Range] = (0.0, LONGEST_S)
AMOUNT: Final[Range] = (0.001, 1_000_000.0)
"""Limits of a yield and its servings."""
GOAL_C: Final[Range] = (-40.0, 400.0)
TOLERANCE_C: Final[Range] = (0.0, 50.0)
HOLD_C: Final[Range] = (20.0, 300.0)
"""Limits of a burner's hold temperature."""
OVEN_C: Final[Range] = (20.0, 600.0)
POWER: Final[Range] = (0.0, 1.0)
YEARS: Final = range(1900, 2200)

LONGEST_NAME: Final = 1_000
LONGEST_LINE: Final = 4_000
"""Characters of an ingredient line, a keyword, an author, the heading of a section."""
LONGEST_STEP: Final = 20_000
LONGEST_TEXT: Final = 200_000
"""Characters of a description, a story, a note."""
MOST_LINES: Final = 5_000
"""Ingredients, and steps."""
MOST_REFERENCES: Final = 100_000
"""References from steps to ingredients, and guesses, in all steps of a recipe."""
MOST_WORDS: Final = 1_000
"""Keywords, categories, equipment, notes, fields of nutrition."""
LARGEST_RECIPE: Final = 4_000_000
"""Characters of all texts of one recipe."""
_LONGEST_UNPARSED: Final = 2_000
_MOST_UNPARSED: Final = 200
_STEP_FIELDS: Final = frozenset(item.name for item in fields(Step))
# NUL and the other control characters except tab and line ends, surrogates, and characters that XML forbids.
_UNKEPT: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_GAP: Final = re.compile(r"[^\S\n]{20,}")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
_HASH: Final = re.compile(r"[0-9a-f]{64}")
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"\x00-\x20]{1,2000}", re.IGNORECASE)


def validated(recipe: Recipe, *, verbatim: bool = False) -> Recipe:
    """The recipe with its texts and figures inside the limits of this module.

    `verbatim` is for recipes out of our own exports: only their figures are checked, every text stays as it is.

    Raises:
        KitchenError: `INVALID` when it has too many lines or too much text.
    """
    check = _Check(verbatim=verbatim)
    if max(len(recipe.ingredients), len(recipe.steps)) > MOST_LINES:
        raise KitchenError(ErrorCode.INVALID, part="recipe", name=recipe.name[:80], reason="too many lines")
    if sum(len(step.ingredients) + len(step.guesses) for step in recipe.steps) > MOST_REFERENCES:
        raise KitchenError(
            ErrorCode.INVALID, part="recipe", name=recipe.name[:80], reason="too many references"
        )
    ingredients = tuple(check.ingredient(line) for line in recipe.ingredients)
    steps = tuple(check.step(step, len(ingredients)) for step in recipe.steps)
    sound = replace(
        recipe,
        name=check.line(recipe.name, LONGEST_NAME),
        version=recipe.version if 1 <= recipe.version < 2**31 else 1,
        description=check.text(recipe.description, LONGEST_TEXT),
        story=check.text(recipe.story, LONGEST_TEXT),
        author=check.text(recipe.author, LONGEST_LINE),
        language=recipe.language if verbatim or _LANGUAGE.fullmatch(recipe.language) else "en",
        yields=check.yields(recipe.yields),
        ingredients=ingredients,
        steps=steps,
        prep_time_s=check.figure("prep_time_s", recipe.prep_time_s, TIME_S),
        cook_time_s=check.figure("cook_time_s", recipe.cook_time_s, TIME_S),
        total_time_s=check.figure("total_time_s", recipe.total_time_s, TIME_S),
        equipment=check.words(recipe.equipment),
        categories=check.words(recipe.categories),
        cuisines=check.words(recipe.cuisines),
        keywords=check.words(recipe.keywords),
        source_url=check.address(recipe.source_url),
        nutrition=check.nutrition(recipe.nutrition),
        notes=tuple(check.text(note, LONGEST_TEXT) for note in recipe.notes[:MOST_WORDS]),
        created_at=check.moment(recipe.created_at),
    )
    unparsed = [check.text(words, _LONGEST_UNPARSED) for words in recipe.unparsed[:_MOST_UNPARSED]]
    sound = replace(sound, unparsed=(*unparsed, *check.dropped[:_MOST_UNPARSED]))
    if check.characters > LARGEST_RECIPE:
        raise KitchenError(ErrorCode.INVALID, part="recipe", name=sound.name[:80], reason="too large")
    return sound


def is_within(value: object, limits: Range) -> bool:
    """Whether a value is a finite number inside limits, both included."""
    return (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        # False for NaN, and correct for integers that are too large for a float.
        and limits[0] <= value <= limits[1]
    )


class _Check:
    """Checks the values of one recipe; counts its characters and collects dropped values."""

    def __init__(self, *, verbatim: bool) -> None:
        self.verbatim = verbatim
        self.characters = 0
        self.dropped: list[str] = []

    def text(self, text: str, longest: int) -> str:
        """The text without characters that stores and pictures can't represent, cut if it is too long."""
        if self.verbatim:
            self.characters += len(text)
            return text
        if len(text) > longest:
            self.dropped.append(_UNKEPT.sub("", text[longest : longest + _LONGEST_UNPARSED]))
            text = text[:longest]
        if _UNKEPT.search(text):
            text = _UNKEPT.sub("", text)
        self.characters += len(text)
        return text

    def line(self, text: str, longest: int) -> str:
        """The text on one line, with single spaces."""
        text = self.text(text, longest)
        return text if self.verbatim else " ".join(text.split())

    def figure(self, name: str, value: float | None, limits: Range) -> float | None:
        """The value inside its limits, else `None`."""
        if value is None or is_within(value, limits):
            return value
        self.dropped.append(f"{name}: {value!r:.60}")
        return None

    def words(self, words: Sequence[str]) -> tuple[str, ...]:
        """Entries of a list, without empty ones."""
        texts = (self.text(word, LONGEST_LINE) for word in words[:MOST_WORDS])
        return tuple(text for text in texts if self.verbatim or text.strip())

    def nutrition(self, facts: Mapping[str, str]) -> Mapping[str, str]:
        """Declared nutrition, names and values as short texts."""
        short = [(str(name), str(value)) for name, value in list(facts.items())[:MOST_WORDS]]
        return {
            self.text(name, LONGEST_NAME): self.text(value, LONGEST_NAME)
            for name, value in short
            if self.verbatim or (name.strip() and value.strip())
        }

    def address(self, address: str | None) -> str | None:
        """A web address; anything else is kept as text only."""
        if address is None or self.verbatim or _ADDRESS.fullmatch(address):
            return address if address is None else self.text(address, LONGEST_LINE)
        if address.strip():
            self.dropped.append(self.text(address, LONGEST_NAME))
        return None

    def moment(self, moment: datetime | None) -> datetime | None:
        """A time with its zone, in a year that databases and calendars support."""
        if moment is None:
            return None
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return moment if moment.year in YEARS else None

    def ingredient(self, line: Ingredient) -> Ingredient:
        """One line; runs of white space become one space."""
        text = self.without_gaps(self.text(line.text, LONGEST_LINE))
        return replace(line, text=text, section=self.section(line.section))

    def without_gaps(self, text: str) -> str:
        """The text with every long run of white space replaced by one space."""
        return text if self.verbatim else _GAP.sub(" ", text)

    def section(self, section: str | None) -> str | None:
        """The heading of a section."""
        if section is None:
            return None
        text = self.text(section, LONGEST_NAME)
        return text if self.verbatim else text.strip() or None

    def yields(self, made: Yield | None) -> Yield | None:
        """The yield; `None` without a valid amount."""
        if made is None or (amount := self.figure("yields", made.amount, AMOUNT)) is None:
            return None
        maximum = self.figure("yields.maximum", made.maximum, AMOUNT)
        return Yield(
            amount=amount,
            unit=self.text(made.unit, 200) or "servings",
            maximum=maximum if maximum is not None and maximum >= amount else None,
            servings=self.figure("yields.servings", made.servings, AMOUNT),
        )

    def step(self, step: Step, lines: int) -> Step:
        """One step; guesses outside its text are dropped with their values."""
        text = self.without_gaps(self.text(step.text, LONGEST_STEP))
        guesses = step.guesses if self.verbatim or text == step.text else ()
        kept = tuple(guess for guess in guesses if self.verbatim or _is_sound(guess, len(text)))
        if len(kept) != len(step.guesses):
            # Without its mark a guess would count as declared by the cook.
            step, kept = _without_guesses(step), ()
        return replace(
            step,
            text=text,
            name=self.text(step.name, LONGEST_NAME),
            section=self.section(step.section),
            goal=self.goal(step.goal),
            heat=self.heat(step.heat),
            oven_c=self.figure("oven_c", step.oven_c, OVEN_C),
            help=step.help if step.help is None or isinstance(step.help, HelpLevel) else None,
            needs_hands=step.needs_hands is not False,
            timer_s=self.figure("timer_s", step.timer_s, TIME_S),
            ingredients=tuple(at for at in step.ingredients if 0 <= at < lines),
            guesses=kept,
            picture=step.picture if _HASH.fullmatch(step.picture) else "",
        )

    def heat(self, heat: Heat | None) -> Heat | None:
        """Power or temperature of a step inside the limits of a burner."""
        if heat is None:
            return None
        if heat.power is not None:
            sound = is_within(heat.power, POWER)
        else:
            sound = is_within(heat.temperature_c, HOLD_C)
        if not sound:
            self.dropped.append(f"heat: {heat.power if heat.power is not None else heat.temperature_c!r:.60}")
        return heat if sound else None

    def goal(self, goal: Goal | None) -> Goal | None:
        """The goal of a step, with values inside the limits."""
        match goal:
            case TemperatureGoal():
                sound = is_within(goal.celsius, GOAL_C) and is_within(goal.tolerance_c, TOLERANCE_C)
                words = f"goal: {goal.celsius!r:.60} °C"
            case DurationGoal():
                if goal.maximum_s is not None and not is_within(goal.maximum_s, TIME_S):
                    goal = replace(goal, maximum_s=None)
                sound = is_within(goal.seconds, TIME_S)
                words = f"goal: {goal.seconds!r:.60} s"
            case HumanGate():
                return replace(goal, words=self.text(goal.words, LONGEST_LINE))
            case PhenomenonGoal() | None:
                return goal
        if not sound:
            self.dropped.append(words)
        return goal if sound else None


def _is_sound(guess: Guess, length: int) -> bool:
    return (
        guess.field in _STEP_FIELDS
        and is_within(guess.confidence, (0.0, 1.0))
        and 0 <= guess.start <= guess.end <= length
    )


def _without_guesses(step: Step) -> Step:
    """The step without its guesses."""
    guessed = {guess.field for guess in step.guesses}
    defaults = Step(text=step.text)
    changes = {name: getattr(defaults, name) for name in guessed & _STEP_FIELDS - {"text", "guesses"}}
    return replace(step, **changes, guesses=())
