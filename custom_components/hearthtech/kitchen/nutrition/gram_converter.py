"""Convert amounts to grams: by weight, by volume through the food's own portions, by pieces, by packages."""

from dataclasses import dataclass, replace
import math

from .database import Entry, FoodDatabase
from .gram_tables import DENSITY, HANDY, PIECES, SIZES, brick_ml, closest, has_unread_number, sum_of, synonyms
from .household_overrides import FoodOverrides
from .model import Amount, Food, FoodMatch, ParsedLine
from .name_words import forms_said
from .quantity import GRAMS, ML
from .refuse import refuse_of
from .text import words

HEAVIEST_G = 50_000.0
"""A greater weight of one food (g) is an error and is not counted."""
_OF_A_COUNTRY = frozenset({"pint", "quart", "gallon", "gill"})
"""Volumes that a metric volume in brackets makes clear: a British pint has 568 ml, an American 473."""
_METRIC = frozenset({"ml", "cl", "dl", "l"})
_SPICES = 200
_FATS = 400
_SPOON_OF_OIL = 12.0
"""A spoon of oil in the food tables of Germany, France, Spain and Italy, g; an English measuring spoon holds more."""
_GUESSED = 0.31
"""From this relative spread on the weight of a piece is a guess."""
_TOO_LIGHT = 2.5
"""A weight behind several pieces is that of all, unless each would then have less than its usual weight by this factor."""
_ABOUT_ONE = 1.3
"""A weight "about" which several pieces have is that of all, unless it is at most this much more than that of one."""
_CLEARLY = 0.2
"""How much nearer (in the logarithm) a weight must be to that of all packages than to that of one, to be that of all."""
_PACKED = frozenset(
    ["package", "packet", "bag", "box", "carton", "container", "tub", "block", "jar", "bottle", "punnet"]
)
"""Packages whose weight in brackets may be that of all; the size of a can is always that of one."""
_IN_THE_LIQUID = 0.1
"""Added share for the liquid of canned pulses that are not drained, as a share of the can in drained pulses.
"""
_GENERIC_PIECE = 50.0
_CUT = frozenset({"slice", "fillet", "strip"})
_WHOLE_CUT = 4.0
"""A food whose piece is heavier than its usual slice or fillet by this factor is cut from the piece: beef, melon."""
_SMALL_KINDS = words("baby mini")
_SPOONED_GROUPS = frozenset({200, 400, 600, 1400, 1900})
"""Groups of foods without pieces."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GramEstimate:
    """Grams, the method by which they were found, and their relative standard deviation (`spread`)."""

    grams: float
    low: float
    high: float
    how: str
    spread: float


class GramConverter:
    """Converts parsed lines to grams."""

    def __init__(self, database: FoodDatabase, household: FoodOverrides | None = None) -> None:
        self._database = database
        self._household = household

    def weigh(self, line: ParsedLine, match: FoodMatch) -> GramEstimate | None:
        """Return the grams of the line's food as bought or measured; `None` when unknown."""
        entry = self._database.entry(match.entry) if match.entry is not None else None
        if entry is not None and line.size and set(words(line.size)) <= set(words(entry.name)):
            # The pieces of a baby carrot are small already.
            line = replace(line, size=None)
        if line.amount is None:
            return None if has_unread_number(line.name) else self._unstated(line, entry)
        weighed = self._stated(line, match, entry)
        if weighed is None or not math.isfinite(weighed.high) or weighed.high > HEAVIEST_G:
            return None
        return weighed

    def _stated(self, line: ParsedLine, match: FoodMatch, entry: Entry | None) -> GramEstimate | None:
        assert line.amount is not None
        own = self._own_measure(line)
        if own is not None:
            return own
        direct = self._by_weight(line, entry, match.food)
        if direct is not None:
            return direct
        amounts = (line.amount, *line.added)
        low = high = 0.0
        spreads: list[float] = []
        hows: list[str] = []
        for amount in amounts:
            one = self._unit_grams(amount, line, entry, match.food)
            if one is None:
                return None
            grams, how, spread = one
            low += amount.low * grams
            high += amount.high * grams
            spreads.append(spread)
            hows.append(how)
        middle = (low + high) / 2
        return GramEstimate(grams=middle, low=low, high=high, how=hows[0], spread=max(spreads))

    def _own_measure(self, line: ParsedLine) -> GramEstimate | None:
        assert line.amount is not None
        if self._household is None or line.amount.unit is None or line.amount.unit in GRAMS:
            return None
        measure = self._household.measure_for(line.amount.unit, line.name)
        if measure is None:
            return None
        low, high = line.amount.low * measure.low, line.amount.high * measure.high
        how = f"{line.amount.unit}, weighed by the household"
        return GramEstimate(grams=(low + high) / 2, low=low, high=high, how=how, spread=0.02)

    def eaten_share(self, line: ParsedLine, match: FoodMatch, weighed: GramEstimate) -> float:
        """Return the eaten share of the line's weight: without bones, shells and peel.

        Household portions of SR28 are of the edible part already; weights of whole pieces and of what is bought by
        weight are not.
        """
        if match.entry is None or weighed.how.startswith(("volume", "no amount", "to taste")):
            return 1.0
        return 1.0 - refuse_of(self._database.entry(match.entry), line)

    def _by_weight(self, line: ParsedLine, entry: Entry | None, food: Food) -> GramEstimate | None:
        assert line.amount is not None
        first = line.amount
        if line.package is not None:
            one = self._package_grams(line.package, line, entry, food)
            if one is not None and self._means_all(first, one, line, entry, food):
                return GramEstimate(grams=one, low=one, high=one, how="weight in brackets", spread=0.05)
            if one is not None:
                return self._times(first, one, "package size", 0.05)
        if first.unit in GRAMS:
            total = sum_of(first, line.added, GRAMS)
            if total is not None:
                drain = self._drained_share(line, entry)
                low, high = total[0] * drain, total[1] * drain
                return GramEstimate(grams=(low + high) / 2, low=low, high=high, how="weight", spread=0.03)
        for stated in line.stated:
            if stated.unit in GRAMS:
                factor = GRAMS[stated.unit]
                if stated.each or self._means_one(stated, line, entry, food):
                    return self._times(first, stated.middle * factor, "weight of one", 0.05)
                low, high = stated.low * factor, stated.high * factor
                return GramEstimate(
                    grams=(low + high) / 2, low=low, high=high, how="weight in brackets", spread=0.05
                )
            if stated.unit in ML and stated.each and first.unit not in ML:
                one = stated.middle * ML[stated.unit] * self._density(line, entry, food)
                return self._times(first, one, "volume of one", 0.12)
        return self._by_stated_volume(line, entry, food)

    def _piece_weight(self, first: Amount, line: ParsedLine, entry: Entry | None, food: Food) -> float | None:
        """The weight of one of the counted pieces by the food's own figures; `None` for a guess."""
        if first.unit in GRAMS or first.unit in ML:
            return None
        known = self._unit_grams(first, line, entry, food)
        return known[0] if known is not None and known[2] < _GUESSED else None

    def _means_one(self, stated: Amount, line: ParsedLine, entry: Entry | None, food: Food) -> bool:
        """Whether a weight behind several pieces must be that of one: `4 chicken breasts (6 oz)`."""
        first = line.amount
        if stated.total or first is None or first.low < 2 or stated.unit not in GRAMS:
            return False
        one = self._piece_weight(first, line, entry, food)
        if one is None:
            return False
        said = stated.middle * GRAMS[stated.unit]
        if stated.about and said > one * _ABOUT_ONE:
            return False
        return said < one * first.middle / _TOO_LIGHT and abs(math.log(said / one)) < abs(
            math.log(said / (one * first.middle))
        )

    def _means_all(
        self, first: Amount, package: float, line: ParsedLine, entry: Entry | None, food: Food
    ) -> bool:
        """Whether the weight of a package is that of all of them: `2 packages cream cheese (16 oz)`."""
        assert line.package is not None
        if line.package.each or first.middle == 1 or package <= 0:
            return False
        if first.unit in _PACKED:
            one = self._piece_weight(first, line, entry, food)
            if one is None:
                return False
            return abs(math.log(package / (one * first.middle))) + _CLEARLY < abs(math.log(package / one))
        return False

    def _by_stated_volume(self, line: ParsedLine, entry: Entry | None, food: Food) -> GramEstimate | None:
        """`2 large carrots, about 1 cup`: the volume is more exact than the count."""
        assert line.amount is not None
        unit = line.amount.unit
        for stated in line.stated:
            if unit in ML and not (unit in _OF_A_COUNTRY and stated.unit in _METRIC):
                return None
            if stated.unit in ML and not stated.each:
                one = self._unit_grams(stated, line, entry, food)
                if one is not None:
                    grams, _, spread = one
                    return GramEstimate(
                        grams=stated.middle * grams, low=stated.low * grams, high=stated.high * grams,
                        how="volume in brackets", spread=spread,
                    )  # fmt: skip
        return None

    @staticmethod
    def _drained_share(line: ParsedLine, entry: Entry | None) -> float:
        """`15 ounces canned beans` is the weight on the label, including the liquid."""
        if entry is None or "drain" not in entry.grams:
            return 1.0
        said = set(words(f"{line.phrase} {line.preparation} {line.comment}"))
        said |= forms_said(said, line.language)
        in_can = (
            line.package is not None and line.amount is not None and line.amount.unit in {"can", "tin", "jar"}
        )
        if not in_can and "canned" not in said and "tinned" not in said:
            return 1.0
        if said & {"drained", "rinsed"}:
            return entry.grams["drain"]
        return min(1.0, entry.grams["drain"] + _IN_THE_LIQUID)

    @staticmethod
    def _times(amount: Amount, one: float, how: str, spread: float) -> GramEstimate:
        low, high = amount.low * one, amount.high * one
        return GramEstimate(grams=(low + high) / 2, low=low, high=high, how=how, spread=spread)

    def _package_grams(
        self, package: Amount, line: ParsedLine, entry: Entry | None, food: Food
    ) -> float | None:
        if package.unit in GRAMS:
            grams = package.middle * GRAMS[package.unit]
        elif package.unit in ML:
            grams = package.middle * ML[package.unit] * self._density(line, entry, food)
        elif package.unit in {"inch", "cm"} and entry is not None and "inch" in entry.grams:
            return package.middle * entry.grams["inch"] / (1.0 if package.unit == "inch" else 2.54)
        else:
            return None
        return grams if package.drained else grams * self._drained_share(line, entry)

    def _unit_grams(
        self, amount: Amount, line: ParsedLine, entry: Entry | None, food: Food
    ) -> tuple[float, str, float] | None:
        unit = amount.unit
        said = set(words(f"{line.phrase} {line.preparation} {line.comment}"))
        if unit in GRAMS:
            return GRAMS[unit], "weight", 0.03
        if unit == "tbsp" and line.language != "en" and food.group == _FATS and food.name.startswith("Oil,"):
            return _SPOON_OF_OIL, "volume", 0.15
        if unit in ML:
            return self._volume(unit, said, entry, food)
        if unit is None:
            return self._piece(line, said, entry, food)
        return self._named_unit(unit, line, said, entry, food)

    def _volume(self, unit: str, said: set[str], entry: Entry | None, food: Food) -> tuple[float, str, float]:
        volume = ML[unit]
        if entry is not None:
            for name, grams in entry.grams.items():
                head, _, tail = name.rpartition(" ")
                if head and tail in ML and head in said:
                    return grams * volume / ML[tail], "volume", 0.1
            if unit in entry.grams:
                return entry.grams[unit], "volume", 0.08
            for name in ("cup", "tbsp", "tsp"):
                if name in entry.grams:
                    return entry.grams[name] * volume / ML[name], "volume", 0.1
        own = self._own_volume(unit, said, food)
        if own is not None:
            return own, "volume", 0.1
        return volume * DENSITY.get(food.group, 0.7), "volume, typical density", 0.25

    def volume_grams(self, unit: str, line: ParsedLine, match: FoodMatch) -> float:
        """Return the weight of one unit of volume of a line's food, g."""
        entry = self._database.entry(match.entry) if match.entry is not None else None
        return self._volume(unit, set(words(line.phrase)), entry, match.food)[0]

    def _density(self, line: ParsedLine, entry: Entry | None, food: Food) -> float:
        said = set(words(line.phrase))
        return self._volume("cup", said, entry, food)[0] / ML["cup"]

    def _own_volume(self, unit: str, said: set[str], food: Food) -> float | None:
        portions = self._database.portions(food.number)
        for wanted in dict.fromkeys((unit, "cup", "tbsp", "floz", "tsp")):
            fitting = [portion for portion in portions if portion.unit == wanted]
            if fitting:
                return closest(fitting, said).grams * ML[unit] / ML[wanted]
        return None

    def _piece(
        self, line: ParsedLine, said: set[str], entry: Entry | None, food: Food
    ) -> tuple[float, str, float] | None:
        size = line.size or next((str(stated.unit) for stated in line.stated if stated.unit in SIZES), None)
        if entry is not None:
            named = set(words(line.phrase))
            for name, grams in entry.grams.items():
                if (
                    name in named
                    and name not in ML
                    and name not in {"nominal", "each", "zero", "drain", "refuse"}
                ):
                    return (
                        grams * (SIZES.get(size or "", 1.0) if size not in entry.grams else 1.0),
                        f"piece ({name})",
                        0.2,
                    )
            if size is not None and size in entry.grams:
                return entry.grams[size], f"piece, {size}", 0.12
            if "each" in entry.grams:
                return entry.grams["each"] * SIZES.get(size or "", 1.0), "piece", 0.2
        portions = self._database.portions(food.number)
        for wanted in (
            size,
            "medium",
            "large",
            "small",
            "fruit",
            "piece",
            "item",
            "fillet",
            "breast",
            "slice",
            "each",
        ):
            fitting = [portion for portion in portions if wanted and portion.unit == wanted]
            if fitting:
                return closest(fitting, said).grams, f"piece ({wanted})", 0.2
        if entry is not None and "clove" in entry.grams:
            return entry.grams["clove"], "piece", 0.3
        if entry is not None:
            for name in ("package", "can", "slice", "head", "bunch", "stick", "leaf", "sprig"):
                if name in entry.grams:
                    return entry.grams[name], f"taken as {name}", 0.4
        return (
            (_GENERIC_PIECE * SIZES.get(size or "", 1.0), "a guess of a piece", 0.6)
            if line.score > 0.5
            else None
        )

    def _named_unit(
        self, unit: str, line: ParsedLine, said: set[str], entry: Entry | None, food: Food
    ) -> tuple[float, str, float] | None:
        factor = SIZES.get(line.size or "", 1.0)
        if unit == "cm":
            unit, factor = "inch", 1 / 2.54
        if entry is not None:
            sized = f"{line.size} {unit}"
            small = {*said, *words(line.size or "")}
            kind = next((word for word in _SMALL_KINDS if word in small and word in entry.grams), None)
            if kind is not None and unit in {"head", "piece", "bulb"}:
                return entry.grams[kind], f"small kind of {unit}", 0.2
            if line.size and sized in entry.grams:
                return entry.grams[sized], f"{line.size} {unit}", 0.15
            if unit == "can" and "full can" in entry.grams and "undrained" in said:
                return entry.grams["full can"], "can", 0.1
            for name in synonyms(unit):
                if name in entry.grams:
                    return entry.grams[name] * (factor if unit not in {"can", "tin"} else 1.0), unit, 0.15
        for name in synonyms(unit):
            fitting = [portion for portion in self._database.portions(food.number) if portion.unit == name]
            if fitting:
                return closest(fitting, said).grams * factor, unit, 0.2
        if unit == "little":
            return self._little(entry, food), "a small amount", 0.5
        if unit == "brick":
            return brick_ml(food) * self._density(line, entry, food), "carton, typical", 0.3
        if unit in HANDY:
            scaled = HANDY[unit]
            if entry is not None and "tsp" in entry.grams and unit in {"pinch", "dash"}:
                scaled = entry.grams["tsp"] / (16 if unit == "pinch" else 8)
            return scaled * factor, unit, 0.35
        if unit == "piece" or (
            unit
            in {"stalk", "slice", "head", "fillet", "loaf", "strip", "rib", "ear", "spear", "bulb", "heart"}
            and entry is not None
            and "each" in entry.grams
            and not (unit in _CUT and entry.grams["each"] > _WHOLE_CUT * PIECES[unit])
        ):
            return self._piece(line, said, entry, food)
        if unit in PIECES:
            return PIECES[unit] * factor, f"{unit}, typical", 0.4
        return None

    @staticmethod
    def _little(entry: Entry | None, food: Food) -> float:
        """`a little oil`: two teaspoons of fat or liquid, far less of a spice."""
        usual = HANDY["little"]
        nominal = None if entry is None else entry.grams.get("nominal")
        if nominal:
            return min(usual, nominal)
        return 0.5 if food.group == _SPICES or food.name.startswith("Salt") else usual

    def _unstated(self, line: ParsedLine, entry: Entry | None) -> GramEstimate:
        """No amount at all: what a cook takes, from nothing to twice that."""
        nominal = entry.grams.get("nominal") if entry is not None else None
        if nominal is None:
            nominal = 10.0
        if line.optional:
            nominal = 0.0
        how = "to taste" if line.to_taste else "no amount stated"
        return GramEstimate(grams=nominal, low=0.0, high=2 * nominal, how=how, spread=0.7)
