"""Typical densities, and weights of pieces, packages and small measures, for foods without figures of their own."""

from .database import Portion
from .model import Amount, Food
from .text import words

DENSITY = {
    100: 1.03, 200: 0.45, 400: 0.92, 500: 0.6, 600: 1.02, 700: 0.6, 800: 0.25, 900: 0.63, 1000: 0.6, 1100: 0.53,
    1200: 0.56, 1300: 0.6, 1400: 1.0, 1500: 0.6, 1600: 0.72, 1700: 0.6, 1800: 0.4, 1900: 0.9, 2000: 0.68, 2500: 0.25,
}  # fmt: skip
"""Density of foods in a measuring cup by SR28 group, g/ml: the median of SR28's own cup portions, rounded."""

HANDY = {"pinch": 0.36, "dash": 0.6, "splash": 5.0, "drizzle": 5.0, "glug": 14.0, "drop": 0.05, "squeeze": 5.0,
         "sprinkle": 1.0, "dollop": 15.0, "knob": 15.0, "smidgen": 0.2, "grind": 0.1, "handful": 30.0, "scraping": 0.2,
         "pat": 5.0, "shot": 44.0, "little": 8.0, "part": 30.0, "thumb": 15.0, "serving": 100.0}  # fmt: skip
"""Weight of small measures for foods without an own figure, g."""

PIECES = {"can": 400.0, "tin": 400.0, "jar": 340.0, "bottle": 500.0, "package": 227.0, "packet": 10.0, "sachet": 8.0,
          "bag": 340.0, "box": 300.0, "carton": 500.0, "container": 250.0, "tub": 250.0, "tube": 150.0, "punnet": 250.0,
          "block": 250.0, "bunch": 60.0, "head": 400.0, "stalk": 30.0, "sprig": 1.0, "leaf": 1.0, "slice": 25.0,
          "rasher": 28.0, "strip": 20.0, "piece": 50.0, "clove": 3.0, "stick": 30.0, "fillet": 150.0, "loaf": 450.0,
          "scoop": 30.0, "cube": 10.0, "ball": 125.0, "wedge": 20.0, "sheet": 20.0, "envelope": 10.0, "pouch": 90.0,
          "bulb": 100.0, "rib": 40.0, "ear": 100.0, "spear": 20.0, "square": 10.0, "batch": 300.0, "recipe": 300.0,
          "ring": 10.0, "round": 50.0, "log": 113.0, "bar": 50.0, "rack": 800.0, "wheel": 227.0, "glass": 240.0,
          "sleeve": 110.0, "bundle": 90.0, "nest": 50.0, "link": 85.0, "floret": 11.0, "crown": 250.0, "inch": 10.0,
          "segment": 10.0, "pod": 1.0}  # fmt: skip
"""Weight of pieces and packages for foods without an own figure, g."""

BRICK_ML = 200.0
"""Volume of a carton of cream of continental Europe (`brick de nata`, `brique de crème`), ml."""
_BRICKS = {600: 1000.0, 900: 1000.0, 1100: 400.0, 1400: 1000.0, 1600: 1000.0}
"""Volume of a carton by SR28 group, ml: soups, juices, tomatoes, drinks, soy drinks."""


def brick_ml(food: Food) -> float:
    """Return the usual volume of a carton of a food, ml: 1 l of milk and stock, 200 ml of cream."""
    return 1000.0 if food.name.startswith("Milk, ") else _BRICKS.get(food.group, BRICK_ML)


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
"""Weight of a piece of this size, as a multiple of a medium one."""


def synonyms(unit: str) -> tuple[str, ...]:
    """Return the units whose weights are used for a unit, itself first: a `bag` may use the weight of a `package`."""
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


def has_unread_number(name: str) -> bool:
    """Return whether a name begins with what should have been an amount: `1/0 cup milk`, `99999999999 kg butter`."""
    first = name.partition(" ")[0]
    return (
        bool(first)
        and not first[0].isalpha()
        and first[0] not in "\"'%7&"
        and not first.endswith("%")
        and first != "00"
    )


def sum_of(first: Amount, added: tuple[Amount, ...], table: dict[str, float]) -> tuple[float, float] | None:
    """Return the sum of amounts, low and high, in the base unit of a table; `None` if one has another unit."""
    low = high = 0.0
    for amount in (first, *added):
        if amount.unit not in table:
            return None
        low += amount.low * table[amount.unit]
        high += amount.high * table[amount.unit]
    return low, high


def closest(portions: list[Portion], said: set[str]) -> Portion:
    """Return the portion whose words fit best; among equals the plainest."""

    def rank(portion: Portion) -> tuple[int, int]:
        described = set(words(portion.words))
        return (-len(described & said), len(described - said))

    return min(portions, key=rank)
