"""What a dish holds: lines to foods to grams to nutrients, with an interval for each figure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
import math

from custom_components.hearthtech.kitchen.food.database import FoodDatabase, shipped
from custom_components.hearthtech.kitchen.food.grams import Scale, Weighed
from custom_components.hearthtech.kitchen.food.match import Matcher
from custom_components.hearthtech.kitchen.food.model import Figure, LineResult, Match, Nutrition, ParsedLine
from custom_components.hearthtech.kitchen.food.parse import parse_line

Z90 = 1.645
"""90 % of a normal distribution lie within this many standard deviations."""
BASE_SPREAD = 0.15
"""Relative standard deviation of a dish that nothing is unsure about: kitchens, brands and servings differ."""


class Analyzer:
    """Nutrition of ingredient lists. Keep one: it remembers what it has matched."""

    def __init__(self, database: FoodDatabase | None = None) -> None:
        self.database = database or shipped()
        self._matcher = Matcher(self.database)
        self._scale = Scale(self.database)

    def line(self, text: str, language: str = "en") -> tuple[ParsedLine, list[Match], Weighed | None]:
        """Return what a line says, the ranked foods, and the grams of the first."""
        parsed = parse_line(text, language)
        if not parsed.is_ingredient:
            return parsed, [], None
        matches = self._matcher.match(parsed)
        weighed = self._scale.weigh(parsed, matches[0]) if matches else None
        return parsed, matches, weighed

    def analyze(self, lines: Sequence[str], servings: float | None, language: str = "en") -> Nutrition:
        """Return what the lines hold in total and per serving."""
        results: list[LineResult] = []
        sums: dict[str, float] = {}
        variances: dict[str, float] = {}
        known: dict[str, float] = {}
        energy_unknown = 0
        grams_total = 0.0
        contains: set[str] = set()
        made_of: set[str] = set()
        unchecked: list[str] = []
        total_lines = counted = 0
        for text in lines:
            parsed, matches, weighed = self.line(text, language)
            if not parsed.is_ingredient:
                results.append(LineResult(text=text, kind=parsed.kind, how=parsed.kind.value))
                continue
            total_lines += 1
            if not matches or weighed is None:
                energy_unknown += 1
                unchecked.append(text)
                results.append(LineResult(text=text, kind=parsed.kind))
                continue
            counted += 1
            best = matches[0]
            share = self._scale.eaten_share(parsed, best, weighed)
            weighed = replace(
                weighed, grams=weighed.grams * share, low=weighed.low * share, high=weighed.high * share
            )
            food = best.food
            contains |= food.contains
            made_of |= food.made_of
            if not food.checked:
                unchecked.append(text)
            results.append(
                LineResult(
                    text=text, kind=parsed.kind, food=food.name, number=food.number, grams=weighed.grams,
                    low=weighed.low, high=weighed.high, how=weighed.how, score=best.score,
                    others=tuple(match.food.name for match in matches[1:4]), counted=True,
                )
            )  # fmt: skip
            grams_total += weighed.grams
            spread = math.hypot(weighed.spread, 0.1 + 0.6 * (1 - best.score))
            half = (weighed.high - weighed.low) / 2 / max(weighed.grams, 1e-9) / Z90
            spread = math.hypot(spread, half)
            for tag, amount in food.amounts.items():
                held = amount * weighed.grams / 100
                sums[tag] = sums.get(tag, 0.0) + held
                variances[tag] = variances.get(tag, 0.0) + (held * spread) ** 2
                known[tag] = known.get(tag, 0.0) + weighed.grams
        units = {nutrient.tag: nutrient.unit for nutrient in self.database.nutrients}
        missing = energy_unknown / total_lines if total_lines else 0.0
        total = {
            tag: _figure(amount, variances[tag], units[tag], missing)
            for tag, amount in sums.items()
            if counted and known[tag] >= 0.5 * grams_total
        }
        return Nutrition(
            servings=servings,
            per_serving=_divided(total, servings),
            total=total,
            counted=counted,
            lines_total=total_lines,
            lines=tuple(results),
            grams=grams_total,
            contains=frozenset(contains),
            unchecked=tuple(unchecked),
            made_of=frozenset(made_of),
        )


def _figure(amount: float, variance: float, unit: str, missing: float) -> Figure:
    relative = math.hypot(math.sqrt(variance) / amount, BASE_SPREAD) if amount > 0 else 0.0
    factor = math.exp(Z90 * relative)
    return Figure(amount=amount, low=amount / factor, high=amount * factor * (1 + missing), unit=unit)


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
) -> Nutrition:
    """Return what a list of ingredient lines holds."""
    return Analyzer(database).analyze(lines, servings, language)
