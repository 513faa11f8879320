"""From amounts to grams: by weight, by volume through the food's own portions, by pieces, by packages."""

from dataclasses import dataclass, replace
import math

from custom_components.hearthtech.kitchen.food.database import Entry, FoodDatabase, Portion
from custom_components.hearthtech.kitchen.food.household import Household
from custom_components.hearthtech.kitchen.food.model import Amount, Food, Match, ParsedLine
from custom_components.hearthtech.kitchen.food.quantity import GRAMS, ML
from custom_components.hearthtech.kitchen.food.text import words

DENSITY = {
    100: 1.03, 200: 0.45, 400: 0.92, 500: 0.6, 600: 1.02, 700: 0.6, 800: 0.25, 900: 0.63, 1000: 0.6, 1100: 0.53,
    1200: 0.56, 1300: 0.6, 1400: 1.0, 1500: 0.6, 1600: 0.72, 1700: 0.6, 1800: 0.4, 1900: 0.9, 2000: 0.68, 2500: 0.25,
}  # fmt: skip
"""Density of foods in a measuring cup by SR28 group, g/ml: the median of SR28's own cup portions, rounded."""

HANDY = {"pinch": 0.36, "dash": 0.6, "splash": 5.0, "drizzle": 5.0, "glug": 14.0, "drop": 0.05, "squeeze": 5.0,
         "sprinkle": 1.0, "dollop": 15.0, "knob": 15.0, "smidgen": 0.2, "grind": 0.1, "handful": 30.0, "scraping": 0.2,
         "pat": 5.0, "shot": 44.0, "part": 30.0, "thumb": 15.0, "serving": 100.0}  # fmt: skip
"""Small measures where a food has no own figure, g."""

PIECES = {"can": 400.0, "tin": 400.0, "jar": 340.0, "bottle": 500.0, "package": 227.0, "packet": 10.0, "sachet": 8.0,
          "bag": 340.0, "box": 300.0, "carton": 500.0, "container": 250.0, "tub": 250.0, "tube": 150.0, "punnet": 250.0,
          "block": 250.0, "bunch": 60.0, "head": 400.0, "stalk": 30.0, "sprig": 1.0, "leaf": 1.0, "slice": 25.0,
          "rasher": 28.0, "strip": 20.0, "piece": 50.0, "clove": 3.0, "stick": 30.0, "fillet": 150.0, "loaf": 450.0,
          "scoop": 30.0, "cube": 10.0, "ball": 125.0, "wedge": 20.0, "sheet": 20.0, "envelope": 10.0, "pouch": 90.0,
          "bulb": 100.0, "rib": 40.0, "ear": 100.0, "spear": 20.0, "square": 10.0, "batch": 300.0, "recipe": 300.0,
          "ring": 10.0, "round": 50.0, "log": 113.0, "bar": 50.0, "rack": 800.0, "wheel": 227.0, "glass": 240.0,
          "sleeve": 110.0, "bundle": 90.0, "nest": 50.0, "link": 85.0, "floret": 11.0, "crown": 250.0, "inch": 10.0,
          "segment": 10.0, "pod": 1.0}  # fmt: skip
"""Pieces and packages where a food has no own figure, g."""

SIZES = {
    "small": 0.7,
    "large": 1.4,
    "xl": 1.7,
    "jumbo": 1.9,
    "medium": 1.0,
    "mini": 0.3,
    "baby": 0.4,
    "thick": 1.3,
    "thin": 0.7,
}
HEAVIEST_G = 50_000.0
"""More of one food than this is a slip or a joke, and not counted."""
_IN_THE_LIQUID = 0.1
"""What the liquid of canned pulses adds when it is not drained, as a share of the can in drained pulses."""
_GENERIC_PIECE = 50.0
_SPOONED_GROUPS = frozenset({200, 400, 600, 1400, 1900})
"""Foods that don't come in pieces."""


_WITHOUT_REFUSE = frozenset(words("boneless deboned shelled shucked meat fillet boned ground cooked"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """Grams, how they were found, and their relative standard deviation (`spread`)."""

    grams: float
    low: float
    high: float
    how: str
    spread: float


class Scale:
    """Weighs parsed lines."""

    def __init__(self, database: FoodDatabase, household: Household | None = None) -> None:
        self._database = database
        self._household = household

    def weigh(self, line: ParsedLine, match: Match) -> Weighed | None:
        """Return the grams of the line's food as it is bought or measured; `None` when there is no way to tell."""
        entry = self._database.entry(match.entry) if match.entry is not None else None
        if entry is not None and line.size and set(words(line.size)) <= set(words(entry.name)):
            # The pieces of a baby carrot are small already.
            line = replace(line, size=None)
        if line.amount is None:
            return None if _has_unread_number(line.name) else self._unstated(line, entry)
        weighed = self._stated(line, match, entry)
        if weighed is None or not math.isfinite(weighed.high) or weighed.high > HEAVIEST_G:
            return None
        return weighed

    def _stated(self, line: ParsedLine, match: Match, entry: Entry | None) -> Weighed | None:
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
        return Weighed(grams=middle, low=low, high=high, how=hows[0], spread=max(spreads))

    def _own_measure(self, line: ParsedLine) -> Weighed | None:
        assert line.amount is not None
        if self._household is None or line.amount.unit is None or line.amount.unit in GRAMS:
            return None
        measure = self._household.measure_for(line.amount.unit, line.name)
        if measure is None:
            return None
        low, high = line.amount.low * measure.low, line.amount.high * measure.high
        how = f"{line.amount.unit}, weighed by the household"
        return Weighed(grams=(low + high) / 2, low=low, high=high, how=how, spread=0.02)

    def eaten_share(self, line: ParsedLine, match: Match, weighed: Weighed) -> float:
        """Return the share of the line's weight that is eaten: bones, shells and peel are not.

        Household portions of SR28 are of the edible part already; weights of whole pieces and of what is bought by
        weight are not.
        """
        if match.entry is None or weighed.how.startswith(("volume", "no amount", "to taste")):
            return 1.0
        refuse = self._database.entry(match.entry).grams.get("refuse", 0.0) / 100
        if not refuse or set(words(f"{line.phrase} {line.preparation} {line.comment}")) & _WITHOUT_REFUSE:
            return 1.0
        return 1.0 - refuse

    def _by_weight(self, line: ParsedLine, entry: Entry | None, food: Food) -> Weighed | None:
        assert line.amount is not None
        first = line.amount
        if line.package is not None:
            one = self._package_grams(line.package, line, entry, food)
            if one is not None:
                return self._times(first, one, "package size", 0.05)
        if first.unit in GRAMS:
            total = _sum(first, line.added, GRAMS)
            if total is not None:
                drain = self._drained_share(line, entry)
                low, high = total[0] * drain, total[1] * drain
                return Weighed(grams=(low + high) / 2, low=low, high=high, how="weight", spread=0.03)
        for stated in line.stated:
            if stated.unit in GRAMS:
                factor = GRAMS[stated.unit]
                if stated.each:
                    return self._times(first, stated.middle * factor, "weight of one", 0.05)
                low, high = stated.low * factor, stated.high * factor
                return Weighed(
                    grams=(low + high) / 2, low=low, high=high, how="weight in brackets", spread=0.05
                )
        return self._by_stated_volume(line, entry, food)

    def _by_stated_volume(self, line: ParsedLine, entry: Entry | None, food: Food) -> Weighed | None:
        """`2 large carrots, about 1 cup`: the volume says more than the count."""
        assert line.amount is not None
        if line.amount.unit in ML:
            return None
        for stated in line.stated:
            if stated.unit in ML and not stated.each:
                one = self._unit_grams(stated, line, entry, food)
                if one is not None:
                    grams, _, spread = one
                    return Weighed(
                        grams=stated.middle * grams, low=stated.low * grams, high=stated.high * grams,
                        how="volume in brackets", spread=spread,
                    )  # fmt: skip
        return None

    @staticmethod
    def _drained_share(line: ParsedLine, entry: Entry | None) -> float:
        """`15 ounces canned beans` is what the label of the can says, liquid and all."""
        if entry is None or "drain" not in entry.grams:
            return 1.0
        said = set(words(f"{line.phrase} {line.preparation} {line.comment}"))
        in_can = (
            line.package is not None and line.amount is not None and line.amount.unit in {"can", "tin", "jar"}
        )
        if not in_can and "canned" not in said and "tinned" not in said:
            return 1.0
        if said & {"drained", "rinsed"}:
            return entry.grams["drain"]
        return min(1.0, entry.grams["drain"] + _IN_THE_LIQUID)

    @staticmethod
    def _times(amount: Amount, one: float, how: str, spread: float) -> Weighed:
        low, high = amount.low * one, amount.high * one
        return Weighed(grams=(low + high) / 2, low=low, high=high, how=how, spread=spread)

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
        grams *= self._drained_share(line, entry)
        return grams

    def _unit_grams(
        self, amount: Amount, line: ParsedLine, entry: Entry | None, food: Food
    ) -> tuple[float, str, float] | None:
        unit = amount.unit
        said = set(words(f"{line.phrase} {line.preparation} {line.comment}"))
        if unit in GRAMS:
            return GRAMS[unit], "weight", 0.03
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

    def _density(self, line: ParsedLine, entry: Entry | None, food: Food) -> float:
        said = set(words(line.phrase))
        return self._volume("cup", said, entry, food)[0] / ML["cup"]

    def _own_volume(self, unit: str, said: set[str], food: Food) -> float | None:
        portions = self._database.portions(food.number)
        for wanted in dict.fromkeys((unit, "cup", "tbsp", "floz", "tsp")):
            fitting = [portion for portion in portions if portion.unit == wanted]
            if fitting:
                return _closest(fitting, said).grams * ML[unit] / ML[wanted]
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
                return _closest(fitting, said).grams, f"piece ({wanted})", 0.2
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
            kind = next((word for word in ("baby", "mini") if word in said and word in entry.grams), None)
            if kind is not None and unit in {"head", "piece", "bulb"}:
                return entry.grams[kind], f"{kind} {unit}", 0.2
            if line.size and sized in entry.grams:
                return entry.grams[sized], f"{line.size} {unit}", 0.15
            if unit == "can" and "full can" in entry.grams and "undrained" in said:
                return entry.grams["full can"], "can", 0.1
            for name in _synonyms(unit):
                if name in entry.grams:
                    return entry.grams[name] * (factor if unit not in {"can", "tin"} else 1.0), unit, 0.15
        for name in _synonyms(unit):
            fitting = [portion for portion in self._database.portions(food.number) if portion.unit == name]
            if fitting:
                return _closest(fitting, said).grams * factor, unit, 0.2
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
        ):
            return self._piece(line, said, entry, food)
        if unit in PIECES:
            return PIECES[unit] * factor, f"{unit}, typical", 0.4
        return None

    def _unstated(self, line: ParsedLine, entry: Entry | None) -> Weighed:
        """No amount at all: what a cook takes, from nothing to twice that."""
        nominal = entry.grams.get("nominal") if entry is not None else None
        if nominal is None:
            nominal = 10.0
        if line.optional:
            nominal = 0.0
        how = "to taste" if line.to_taste else "no amount stated"
        return Weighed(grams=nominal, low=0.0, high=2 * nominal, how=how, spread=0.7)


def _has_unread_number(name: str) -> bool:
    """Whether a name begins with what should have been an amount: `1/0 cup milk`, `99999999999 kg butter`."""
    first = name.partition(" ")[0]
    return (
        bool(first)
        and not first[0].isalpha()
        and first[0] not in "\"'%7&"
        and not first.endswith("%")
        and first != "00"
    )


def _synonyms(unit: str) -> tuple[str, ...]:
    groups = (
        ("can", "tin"), ("slice", "rasher", "strip"), ("bag", "package", "packet", "pouch", "box", "container", "carton"),
        ("packet", "sachet", "envelope", "package"), ("package", "bag", "box", "block", "container", "packet"),
        ("head", "bulb"), ("stalk", "rib", "stem"), ("tub", "container", "package"), ("jar", "bottle"),
        ("envelope", "packet", "sachet", "package"), ("sachet", "packet", "envelope"), ("punnet", "pint", "container"),
        ("bottle", "jar"), ("block", "package"), ("box", "package"), ("carton", "container", "package", "box"),
        ("container", "tub", "package", "carton"), ("pouch", "packet", "package"), ("tin", "can"), ("rasher", "slice"),
        ("strip", "slice"), ("fillet", "filet", "piece"), ("round", "slice"), ("sheet", "slice"), ("link", "each"),
    )  # fmt: skip
    for group in groups:
        if group[0] == unit:
            return group
    return (unit,)


def _sum(first: Amount, added: tuple[Amount, ...], table: dict[str, float]) -> tuple[float, float] | None:
    low = high = 0.0
    for amount in (first, *added):
        if amount.unit not in table:
            return None
        low += amount.low * table[amount.unit]
        high += amount.high * table[amount.unit]
    return low, high


def _closest(portions: list[Portion], said: set[str]) -> Portion:
    """Return the portion whose words fit best; among equals the plainest."""

    def rank(portion: Portion) -> tuple[int, int]:
        described = set(words(portion.words))
        return (-len(described & said), len(described - said))

    return min(portions, key=rank)
