"""What a dish holds: lines to foods to grams to nutrients, with an interval for each figure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
import math

from custom_components.hearthtech.kitchen.food.cooking import Kept, Method, eaten_amounts, is_heated, kept
from custom_components.hearthtech.kitchen.food.database import FoodDatabase, shipped
from custom_components.hearthtech.kitchen.food.grams import Scale, Weighed
from custom_components.hearthtech.kitchen.food.household import Household
from custom_components.hearthtech.kitchen.food.match import Matcher
from custom_components.hearthtech.kitchen.food.model import (
    Figure,
    LineKind,
    LineResult,
    Match,
    Nutrition,
    ParsedLine,
)
from custom_components.hearthtech.kitchen.food.parse import parse_line
from custom_components.hearthtech.kitchen.food.yields import eaten_grams

Z90 = 1.645
"""90 % of a normal distribution lie within this many standard deviations."""
DISH_SPREAD = {"ENERC_KCAL": 0.4, "ENERC_KJ": 0.4, "FAT": 0.66, "CHOCDF": 0.44, "PROCNT": 0.58}
OTHER_SPREAD = 0.5
"""Relative standard deviation of a whole dish beyond what its lines are unsure about: kitchens, brands, leftovers in
the pan and sizes of servings differ. Set so that the intervals of `script/bench nutrition` hold nine declared figures
in ten; sodium, vitamins and the like have no such check and get the widest."""

LONGEST_SEARCH = 200
"""Letters of a search that are looked at."""

type SubRecipe = Callable[[str], Nutrition | None]
"""Given the name in a line, the nutrition of the recipe it means, if there is one."""
WHOLE_NAME = 0.93
"""From this score on no word of a name but adjectives is left over: in `cheesy rice` the rice is not all there is."""
PART_UNITS = frozenset({"recipe", "batch", "serving"})
SURE = 0.7
"""A food matched better than this is not looked for among the recipes."""
ASSUMED_NONE = frozenset({"ALC", "CAFFN", "THEBRN"})
"""Where SR28 has no value for these, the food holds none: it gives them for drinks and sweets only."""
SWEETENER_GROUPS = frozenset({1900})
"""Sweets: their sugars count as added (an estimate: SR28 does not tell added from natural sugars)."""
LEFT_BEHIND = 0.02
"""Share of everything that stays in bowls and pans and on spoons; without it the published recipes of the benchmark are
overrated by three percent in the median."""


@dataclass(slots=True)
class _Line:
    """A line on its way through the calculation."""

    text: str
    parsed: ParsedLine
    section: str
    matches: list[Match]
    weighed: Weighed | None
    part: Nutrition | None = None
    """The recipe that the line names, instead of a food."""
    share: float = 1.0
    """How much of that recipe."""
    minutes: float | None = None
    """How long it is cooked."""

    @property
    def checked(self) -> bool:
        """Whether all that its words may hide is known: every word is, and stands for a food that is what it is called."""
        return (
            bool(self.matches)
            and self.matches[0].score >= WHOLE_NAME
            and self.matches[0].food.checked
            and not self.parsed.alternatives
            and not self.parsed.extra
        )

    @property
    def counted(self) -> bool:
        """Whether food and grams are known."""
        return bool(self.matches) and self.weighed is not None


class Analyzer:
    """Nutrition of ingredient lists. Keep one: it remembers what it has matched.

    `household` brings what the family has corrected and weighed for itself.
    """

    def __init__(self, database: FoodDatabase | None = None, household: Household | None = None) -> None:
        self.database = database or shipped()
        self.household = household
        self._matcher = Matcher(self.database)
        self._scale = Scale(self.database, household)

    def line(self, text: str, language: str = "en") -> tuple[ParsedLine, list[Match], Weighed | None]:
        """Return what a line says, the ranked foods, and the grams of the first."""
        parsed = parse_line(text, language)
        if not parsed.is_ingredient:
            return parsed, [], None
        matches, weighed = self.weigh(parsed)
        return parsed, matches, weighed

    def weigh(self, parsed: ParsedLine) -> tuple[list[Match], Weighed | None]:
        """Return the ranked foods of a line that is taken apart already, and the grams of the first."""
        matches = self._matches(parsed)
        return matches, self._scale.weigh(parsed, matches[0]) if matches else None

    def _matches(self, parsed: ParsedLine) -> list[Match]:
        matches = self._matcher.match(parsed)
        if self.household is not None:
            number = self.household.food_for(parsed.phrase) or self.household.food_for(parsed.name)
            if number is not None and self.database.has_food(number):
                own = Match(
                    food=self.database.food(number),
                    score=1.0,
                    reason="corrected by the household",
                    entry=self._entry_for(number, matches),
                )
                return [own, *(match for match in matches if match.food.number != number)]
        return matches

    def _entry_for(self, number: int, matches: Sequence[Match]) -> int | None:
        """The pantry entry whose piece and cup weights fit a corrected food."""
        named = next((match.entry for match in matches if match.food.number == number), None)
        if named is not None:
            return named
        entry = self.database.entry_of(number)
        return None if entry is None else entry.id

    def search(self, words: str, language: str = "en", limit: int = 20) -> list[Match]:
        """Return foods to choose from for a name, best first, with their reasons."""
        parsed = parse_line(words[:LONGEST_SEARCH], language)
        name = parsed.name or words[:LONGEST_SEARCH]
        own = [match for match in self._matches(parsed) if match.score == 1.0] if parsed.is_ingredient else []
        found = self._matcher.search(name, language)
        taken = {match.food.number for match in own}
        return [*own, *(match for match in found if match.food.number not in taken)][:limit]

    def analyze(
        self,
        lines: Sequence[str],
        servings: float | None,
        language: str = "en",
        method: Method | Sequence[Method | None] | None = None,
        subrecipe: SubRecipe | None = None,
        sections: Sequence[str | None] | None = None,
        minutes: Sequence[float | None] | None = None,
    ) -> Nutrition:
        """Return what the lines hold in total and per serving.

        `minutes` is how long each line is cooked, where that is known; alcohol depends on it.
        `method` is how the dish is cooked, or how each line is (`methods.methods_of`); vitamins depend on it.
        `sections` are the headings over the lines, one for each, where they are not lines themselves.
        `subrecipe` is asked for lines such as `1 recipe pizza dough`, and for names that are no food.
        """
        read = self._read(lines, language, sections, minutes)
        methods = [method] * len(read) if method is None or isinstance(method, Method) else list(method)
        if subrecipe is not None:
            for line in read:
                _find_part(line, subrecipe)
        parts = [line.part for line in read if line.part is not None]
        foods = [line.matches[0].food for line in read if line.counted and line.part is None]
        heated = is_heated(foods) or any(one not in {None, Method.RAW} for one in methods)
        solids = sum(
            line.weighed.grams
            for line in read
            if line.weighed is not None
            and line.matches
            and line.matches[0].food.group not in {400, 1400, 200}
        )
        sums = _Sums()
        results = []
        unchecked = []
        for line, cooked in zip(read, methods, strict=True):
            if not line.parsed.is_ingredient:
                results.append(LineResult(text=line.text, kind=line.parsed.kind, how=line.parsed.kind.value))
                continue
            if line.part is not None:
                unchecked.extend([line.text] if line.part.unchecked else [])
                results.append(sums.add_part(line.part, line.share, line.text))
                continue
            if not line.checked:
                unchecked.append(line.text)
            if not line.counted:
                results.append(LineResult(text=line.text, kind=line.parsed.kind))
                continue
            results.append(self._count(line, sums, solids, heated, cooked))
        ingredients = sum(result.kind is LineKind.INGREDIENT for result in results)
        counted = sum(result.counted for result in results)
        units = {nutrient.tag: nutrient.unit for nutrient in self.database.nutrients} | {"SUGAR_ADDED": "g"}
        weights = [
            (self.database.food(result.number), result.grams or 0.0)
            for result in results
            if result.number is not None
        ]
        missing = 1 - counted / ingredients if ingredients else 0.0
        total = sums.figures(units, missing)
        named = [line.matches[0].food for line in read if line.matches and line.part is None]
        contains = frozenset().union(*(food.contains for food in named), *(part.contains for part in parts))
        may = frozenset().union(*(food.may_contain for food in named), *(part.may_contain for part in parts))
        return Nutrition(
            servings=servings,
            per_serving=_divided(total, servings),
            total=total,
            counted=counted,
            lines_total=ingredients,
            lines=tuple(results),
            grams=eaten_grams(weights, heated=heated) * (1 - LEFT_BEHIND) + sums.part_grams,
            left_behind=LEFT_BEHIND,
            contains=contains,
            may_contain=may - contains,
            unchecked=tuple(unchecked),
            made_of=frozenset().union(*(food.made_of for food in named), *(part.made_of for part in parts)),
        )

    def _read(
        self,
        lines: Sequence[str],
        language: str,
        sections: Sequence[str | None] | None,
        minutes: Sequence[float | None] | None,
    ) -> list[_Line]:
        read: list[_Line] = []
        section = ""
        for place, text in enumerate(lines):
            if sections is not None:
                section = sections[place] or ""
            parsed, matches, weighed = self.line(text, language)
            if parsed.kind is LineKind.HEADING:
                section = parsed.name
            read.append(_Line(text=text, parsed=parsed, section=section, matches=matches, weighed=weighed))
            if minutes is not None:
                read[-1].minutes = minutes[place]
        return read

    def _count(
        self, line: _Line, sums: _Sums, solids: float, heated: bool, method: Method | None
    ) -> LineResult:
        assert line.weighed is not None
        best = line.matches[0]
        share = self._scale.eaten_share(line.parsed, best, line.weighed)
        eaten = kept(
            line.parsed,
            best.food,
            line.weighed.grams,
            section=line.section,
            solids=solids,
            heated=heated,
            minutes=line.minutes,
        )
        factor = share * eaten.weight
        weighed = replace(
            line.weighed,
            grams=line.weighed.grams * factor,
            low=line.weighed.low * factor,
            high=line.weighed.high * factor,
        )
        sums.add(best, weighed, eaten, method)
        how = f"{weighed.how}; {eaten.why}" if eaten.why else weighed.how
        if share < 1:
            how += "; without bones and peel"
        return LineResult(
            text=line.text,
            kind=line.parsed.kind,
            food=best.food.name,
            number=best.food.number,
            entry=None if best.entry is None else self.database.entry(best.entry).name,
            grams=weighed.grams,
            low=weighed.low,
            high=weighed.high,
            how=how,
            score=best.score,
            others=tuple(match.food.name for match in line.matches[1:4]),
            counted=True,
        )


def _find_part(line: _Line, subrecipe: SubRecipe) -> None:
    """Let a line stand for another recipe of the book, when it names one."""
    parsed = line.parsed
    if not parsed.is_ingredient or not parsed.name:
        return
    unit = parsed.amount.unit if parsed.amount else None
    known = bool(line.matches) and line.matches[0].score >= SURE
    if unit not in PART_UNITS and known and parsed.amount is not None:
        return
    part = subrecipe(parsed.name)
    if part is None or not part.total:
        return
    amount = parsed.amount.middle if parsed.amount else 1.0
    line.part = part
    line.share = amount / (part.servings or 1.0) if unit == "serving" else amount


class _Sums:
    """Adds up amounts and their variances."""

    def __init__(self) -> None:
        self.grams = 0.0
        self.part_grams = 0.0
        self._amounts: dict[str, float] = {}
        self._variances: dict[str, float] = {}
        self._known: dict[str, float] = {}

    def add(self, match: Match, weighed: Weighed, eaten: Kept, method: Method | None) -> None:
        """Add one line."""
        kept_grams = weighed.grams * (1 - LEFT_BEHIND)
        self.grams += kept_grams
        half = (weighed.high - weighed.low) / 2 / max(weighed.grams, 1e-9) / Z90
        doubt = 0.08 + 0.6 * (1 - match.score)
        spread = math.hypot(weighed.spread, doubt, half, eaten.spread)
        amounts = eaten_amounts(match.food, eaten, method)
        if match.food.group in SWEETENER_GROUPS and "SUGAR" in amounts:
            amounts = {**amounts, "SUGAR_ADDED": amounts["SUGAR"]}
        elif "SUGAR" in amounts:
            amounts = {**amounts, "SUGAR_ADDED": 0.0}
        for tag, amount in amounts.items():
            held = amount * kept_grams / 100
            self._amounts[tag] = self._amounts.get(tag, 0.0) + held
            self._variances[tag] = self._variances.get(tag, 0.0) + (held * spread) ** 2
            self._known[tag] = self._known.get(tag, 0.0) + kept_grams

    def add_part(self, part: Nutrition, share: float, text: str) -> LineResult:
        """Add a share of another recipe."""
        grams = part.grams * share
        self.grams += grams
        self.part_grams += grams
        for tag, figure in part.total.items():
            held = figure.amount * share
            spread = (
                math.log(figure.high / figure.amount) / Z90 if figure.amount > 0 and figure.high > 0 else 0.0
            )
            self._amounts[tag] = self._amounts.get(tag, 0.0) + held
            self._variances[tag] = self._variances.get(tag, 0.0) + (held * spread) ** 2
            self._known[tag] = self._known.get(tag, 0.0) + grams
        return LineResult(
            text=text,
            kind=LineKind.INGREDIENT,
            food="a recipe of the book",
            grams=grams,
            low=grams,
            high=grams,
            how="sub-recipe",
            score=0.95,
            counted=part.complete,
        )

    def figures(self, units: Mapping[str, str], missing: float) -> dict[str, Figure]:
        """Return the figures. A nutrient that is not known for half the dish by weight is left out: unknown."""
        figures = {}
        for tag, amount in self._amounts.items():
            if tag in ASSUMED_NONE:
                self._known[tag] = self.grams
            if self._known[tag] < 0.5 * self.grams or not self.grams:
                continue
            relative = math.sqrt(self._variances[tag]) / amount if amount > 0 else 0.0
            factor = math.exp(Z90 * math.hypot(relative, DISH_SPREAD.get(tag, OTHER_SPREAD)))
            unknown = 1 + missing + (1 - self._known[tag] / self.grams)
            figures[tag] = Figure(
                amount=amount, low=amount / factor, high=amount * factor * unknown, unit=units[tag]
            )
        return figures


def _divided(total: Mapping[str, Figure], servings: float | None) -> dict[str, Figure]:
    if not servings or servings <= 0 or not math.isfinite(servings):
        return {}
    return {
        tag: Figure(amount=f.amount / servings, low=f.low / servings, high=f.high / servings, unit=f.unit)
        for tag, f in total.items()
    }


def analyze(
    lines: Sequence[str],
    servings: float | None,
    *,
    language: str = "en",
    database: FoodDatabase | None = None,
    household: Household | None = None,
    method: Method | Sequence[Method | None] | None = None,
    subrecipe: SubRecipe | None = None,
    sections: Sequence[str | None] | None = None,
) -> Nutrition:
    """Return what a list of ingredient lines holds."""
    return Analyzer(database, household).analyze(lines, servings, language, method, subrecipe, sections)
