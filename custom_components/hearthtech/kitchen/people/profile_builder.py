"""Build the profile of a recipe: scan its lines, title, headings and steps."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from ..nutrition.analyze import PART_UNITS
from ..nutrition.database import shipped
from ..nutrition.model import Nutrition
from ..nutrition.parse import parse_line
from ..nutrition.sub_recipes import DEEPEST
from ..nutrition.text import key, words
from ..recipes.model import Recipe, Step
from .allergen_scanner import SURE_MATCH, LineReader
from .diet_words import CHOICE
from .diets import Matter
from .model import Allergen
from .profile import Finding, Gap, How, RecipeProfile, UncheckedLine
from .reading import CodeMatch, LineFindings
from .tiles import StatedProducts
from .tokens import known_singular
from .word_tables import word_lists

FORM = 6
"""Version of the profile format. When it is increased, all profiles are rebuilt."""
MOST_FINDINGS = 6
"""Stored reasons for each allergen."""
MOST_UNCHECKED = 40
_ALLERGENS = {allergen.value: allergen for allergen in Allergen}
_MATTERS = frozenset({*(matter.value for matter in Matter), *CHOICE.values()})

type PartFinder = Callable[[str], str | None]
"""Returns the id of the recipe named in a line, `None` if there is none."""


@dataclass(slots=True)
class _ProfileFindings:
    """Findings collected so far."""

    contains: dict[str, list[Finding]] = field(default_factory=dict)
    may: dict[str, list[Finding]] = field(default_factory=dict)
    unchecked: list[UncheckedLine] = field(default_factory=list)
    named: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    """Last words of foods with another meaning than alone: `flour` of rice flour."""
    readings: dict[str, LineFindings] = field(default_factory=dict)

    def add(self, found: CodeMatch, line: str, *, sure: bool, how: How) -> None:
        """Add one finding, the first few of each kind."""
        kept = (self.contains if sure else self.may).setdefault(found.code, [])
        finding = Finding(line=line, what=found.what, how=how)
        if len(kept) < MOST_FINDINGS and finding not in kept:
            kept.append(finding)

    def gap(self, line: str, what: str, why: Gap, free: Iterable[str] = ()) -> None:
        """Record that a line is not checked."""
        if len(self.unchecked) < MOST_UNCHECKED:
            self.unchecked.append(UncheckedLine(line=line, what=what, why=why, free=frozenset(free)))


class Profiler:
    """Builds profiles. Reuse one instance: it caches words and foods."""

    def __init__(self, products: StatedProducts | None = None) -> None:
        self._reader = LineReader(products=products)

    def profile_of(
        self, recipe: Recipe, nutrition: Nutrition | None = None, part_of: PartFinder | None = None
    ) -> RecipeProfile:
        """The profile of one version of a recipe, without its sub-recipes (`with_parts`)."""
        sums = _ProfileFindings()
        parts: dict[str, str] = {}
        for line in recipe.ingredients:
            part, alone = (
                (None, False) if part_of is None else _part_named(line.text, recipe.language, part_of)
            )
            if part is not None and part != recipe.id:
                parts.setdefault(part, line.text)
            self._line(line.text, recipe.language, sums, stands_for_part=alone and part != recipe.id)
        for text in recipe.unparsed:
            self._line(text, recipe.language, sums)
        if not recipe.ingredients:
            sums.gap("", "", Gap.NO_LINES)
        self._prose(recipe, sums)
        if nutrition is not None:
            _matched(nutrition, sums)
        return RecipeProfile(
            recipe_id=recipe.id,
            version=recipe.version,
            contains=_allergens(sums.contains),
            may_contain=_allergens(sums.may, sums.contains),
            unchecked=tuple(sums.unchecked),
            made_of=_matters(sums.contains),
            may_be_made_of=_matters(sums.may, sums.contains),
            named=frozenset(sums.named),
            words=frozenset(sums.words),
            parts=parts,
            servings=recipe.servings,
            total_time_s=_total_time(recipe),
            pots=pots(recipe.steps),
            **_counted(nutrition),
        )

    def profile_of_lines(
        self,
        lines: Sequence[str],
        language: str = "en",
        title: str = "",
        *,
        steps: Sequence[str] = (),
        nutrition: Nutrition | None = None,
    ) -> RecipeProfile:
        """The profile of a free list of lines: of a shopping list, a menu, or a dish of a guest."""
        sums = _ProfileFindings()
        for text in lines:
            self._line(text, language, sums)
        if not lines:
            sums.gap("", "", Gap.NO_LINES)
        self._mentions(title, language, sums, How.TITLE)
        for step in steps:
            self._mentions(step, language, sums, How.STEP)
        if nutrition is not None:
            _matched(nutrition, sums)
        return RecipeProfile(
            recipe_id="",
            version=0,
            contains=_allergens(sums.contains),
            may_contain=_allergens(sums.may, sums.contains),
            unchecked=tuple(sums.unchecked),
            made_of=_matters(sums.contains),
            may_be_made_of=_matters(sums.may, sums.contains),
            named=frozenset(sums.named),
            words=frozenset(sums.words),
            servings=None if nutrition is None else nutrition.servings,
            **_counted(nutrition),
        )

    def _line(
        self, text: str, language: str, sums: _ProfileFindings, *, stands_for_part: bool = False
    ) -> None:
        if not text.strip():
            return
        sums.words.update(map(known_singular, words(text)))
        if is_heading(text):
            self._mentions(text, language, sums, How.STEP)
            return
        reading = self._reader.read(text, language)
        sums.readings[text] = reading
        sums.named |= reading.entries
        sums.heads |= reading.heads
        for found in reading.found:
            sums.add(found, text, sure=found.sure, how=found.how)
        for what, why, free in reading.unknown:
            # The lines of another recipe are checked there.
            if not stands_for_part:
                sums.gap(text, what, why, reading.free | free)

    def _prose(self, recipe: Recipe, sums: _ProfileFindings) -> None:
        sums.words.update(map(known_singular, words(recipe.name)))
        self._mentions(recipe.name, recipe.language, sums, How.TITLE)
        headings = [line.section for line in recipe.ingredients]
        headings += [step.section for step in recipe.steps]
        for section in dict.fromkeys(headings):
            if section:
                self._mentions(section, recipe.language, sums, How.STEP)
        for step in recipe.steps:
            self._mentions(
                f"{step.name}. {step.text}" if step.name else step.text, recipe.language, sums, How.STEP
            )
        for note in recipe.notes:
            self._mentions(note, recipe.language, sums, How.STEP)

    def _mentions(self, text: str, language: str, sums: _ProfileFindings, how: How) -> None:
        for found in self._reader.mentions(text, language):
            if found.code not in sums.contains and not (how is How.STEP and found.what in sums.heads):
                sums.add(found, text[:120], sure=False, how=how)


def is_heading(text: str) -> bool:
    """Whether a line is only a heading for the next ones; it is scanned nevertheless."""
    return text.strip().endswith(":") and not any(char.isdigit() for char in text)


def with_parts(
    profile: RecipeProfile, part: Callable[[str], RecipeProfile | None], within: frozenset[str] = frozenset()
) -> RecipeProfile:
    """The profile including the recipes in its lines, recursively. A deleted one is not checked."""
    if not profile.parts:
        return profile
    within |= {profile.recipe_id}
    merged = profile
    for identity, text in profile.parts.items():
        # A recursive reference adds nothing new.
        if identity in within:
            continue
        held = part(identity) if len(within) <= DEEPEST else None
        if held is None:
            gap = UncheckedLine(line=text, why=Gap.PART_NOT_CHECKED)
            merged = replace(merged, unchecked=(*merged.unchecked, gap))
            continue
        held = with_parts(held, part, within)
        merged = replace(
            merged,
            contains=_joined(merged.contains, held.contains),
            may_contain=_joined(merged.may_contain, held.may_contain),
            unchecked=(
                *merged.unchecked,
                *(replace(gap, why=Gap.PART_NOT_CHECKED) for gap in held.unchecked),
            ),
            made_of=_joined(merged.made_of, held.made_of),
            may_be_made_of=_joined(merged.may_be_made_of, held.may_be_made_of),
            named=merged.named | held.named,
            words=merged.words | held.words,
        )
    return merged


def _joined[K](
    own: Mapping[K, tuple[Finding, ...]], held: Mapping[K, tuple[Finding, ...]]
) -> dict[K, tuple[Finding, ...]]:
    joined = dict(own)
    for code, findings in held.items():
        told = tuple(replace(finding, how=How.PART) for finding in findings)
        joined[code] = (*joined.get(code, ()), *told)[:MOST_FINDINGS]
    return joined


def _part_named(text: str, language: str, part_of: PartFinder) -> tuple[str | None, bool]:
    """The recipe that a line names, and whether it has no other meaning (`1 batch pizza dough`)."""
    line = parse_line(text, language)
    part = part_of(key(line.name)) if line.is_ingredient and line.name else None
    alone = part is not None and (line.amount is None or line.amount.unit in PART_UNITS)
    return part, alone


def _matched(nutrition: Nutrition, sums: _ProfileFindings) -> None:
    """Add the codes of a food that the household chose for a line; other foods are already scanned."""
    database = shipped()
    for line in nutrition.lines:
        reading = sums.readings.get(line.text)
        if line.number is None or (line.score or 0.0) < SURE_MATCH:
            continue
        if reading is not None and line.number == reading.matched:
            continue
        food = database.food(line.number)
        claimed = frozenset() if reading is None else reading.free | reading.claimed
        for code in sorted(food.contains - claimed):
            if code in _ALLERGENS and code not in sums.contains:
                found = CodeMatch(code=code, what=food.name, sure=False, how=How.COMPOSED)
                sums.add(found, line.text, sure=False, how=How.COMPOSED)


def _allergens(
    found: Mapping[str, list[Finding]], less: Mapping[str, object] | None = None
) -> dict[Allergen, tuple[Finding, ...]]:
    return {
        _ALLERGENS[code]: tuple(findings)
        for code, findings in sorted(found.items())
        if code in _ALLERGENS and (less is None or code not in less)
    }


def _matters(
    found: Mapping[str, list[Finding]], less: Mapping[str, object] | None = None
) -> dict[str, tuple[Finding, ...]]:
    return {
        code: tuple(findings)
        for code, findings in sorted(found.items())
        if code in _MATTERS and (less is None or code not in less)
    }


def _counted(nutrition: Nutrition | None) -> dict[str, Any]:
    if nutrition is None:
        return {}
    foods: dict[str, float] = {}
    for line in nutrition.lines:
        if line.entry is not None:
            foods[line.entry] = foods.get(line.entry, 0.0) + (line.grams or 0.0)
    return {
        "figures": dict(nutrition.per_serving),
        "counted": nutrition.counted,
        "lines_total": nutrition.lines_total,
        "grams": nutrition.grams,
        "foods": foods,
    }


def _total_time(recipe: Recipe) -> float | None:
    if recipe.total_time_s is not None:
        return recipe.total_time_s
    times = [time for time in (recipe.prep_time_s, recipe.cook_time_s) if time is not None]
    return sum(times) if times else None


@cache
def vessel_words() -> tuple[frozenset[str], frozenset[str]]:
    """The words for vessels on burners, and for a further one, of all languages. The first call reads a file."""
    content = word_lists("vessels")
    vessels, another = (frozenset(words(" ".join(content[name].values()))) for name in ("vessels", "another"))
    return vessels, another


def pots(steps: Sequence[Step]) -> int:
    """Vessels on burners that the steps use.

    One, and one more for each "another pan" and each further kind.
    """
    vessels, another = vessel_words()
    kinds: set[str] = set()
    others = 0
    for step in steps:
        said = words(step.text)
        kinds |= vessels & set(said)
        others += any(
            word in another and vessels & set(said[place + 1 : place + 4]) for place, word in enumerate(said)
        )
    return max(1, min(6, others + 1 if others else min(2, len(kinds))))
