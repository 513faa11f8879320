"""Our own pantry lists: the food of an ingredient word, and the weight of a piece, a cup or a can of it.

A line is `name | other name = food ; key=value …`, with food as an SR28 number or `mix 01053:70+01145:30` (parts by
weight). Keys: a unit or size with the grams of one (`cup=125`, `each=50`, `large=182`); `@words=food` for another food
if the line contains these words; `refuse=32` (inedible percent of the bought weight); `drain=0.6` (share of a can's net
weight after draining); `nominal=5` (grams if no amount is given); `zero=1` (only its weight counts).

Weights of pieces and cups are SR28's own portions if available, else those of the USDA Food Buying Guide and of common
packages; they are facts of the trade, rounded.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parent / "pantry"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a pantry list."""

    names: tuple[str, ...]
    food: str
    aisle: str
    grams: dict[str, float] = field(default_factory=dict)
    variants: dict[str, str] = field(default_factory=dict)


def entries() -> Iterator[Entry]:
    """Yield all lines of all lists, in a stable order.

    Raises:
        ValueError: A line can't be read.
    """
    for path in sorted(FOLDER.glob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if not line.strip() or line.startswith("#"):
                continue
            try:
                yield parse(line, path.stem)
            except ValueError as error:
                raise ValueError(f"{path.name}:{number}: {error}") from error


def parse(line: str, aisle: str) -> Entry:
    """Read one line of a list."""
    names, _, rest = line.partition(" = ")
    food, *options = (part.strip() for part in rest.split(" ; "))
    grams: dict[str, float] = {}
    variants: dict[str, str] = {}
    for option in options:
        name, equals, value = option.rpartition("=")
        if not equals:
            raise ValueError(f"{option!r} has no value")
        if name.startswith("@"):
            variants[name[1:].strip()] = value.strip()
        else:
            grams[name.strip()] = float(value)
    return Entry(
        names=tuple(name.strip() for name in names.split("|")),
        food=food,
        aisle=aisle,
        grams=grams,
        variants=variants,
    )


def mix_parts(food: str) -> list[tuple[int, float]]:
    """Return the parts of `mix 01053:70+01145:30` as (food, share)."""
    parts = [part.split(":") for part in food.removeprefix("mix ").split("+")]
    weights = [(int(number), float(weight)) for number, weight in parts]
    total = sum(weight for _, weight in weights)
    return [(number, weight / total) for number, weight in weights]


LANGUAGES = ("de", "es", "fr", "it")


def translations(language: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield (English name, names in the language) from `names/<language>.txt`."""
    path = Path(__file__).parent / "names" / f"{language}.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            english, _, names = line.partition(" = ")
            yield english.strip(), tuple(name.strip() for name in names.split("|"))
