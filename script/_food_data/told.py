"""What names tell of allergens and diets beyond the food whose figures they borrow: `told.txt`.

Codes are applied one after the other: `fish` is in it, `fish?` may be, `-fish` is not, `?` others may be hidden, `!`
nothing else is; `of:pork` is what diets ask about.
"""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from custom_components.hearthtech.kitchen.food.text import key

from .facets import ALLERGENS, DIET_GROUPS, DIETS

FILE = Path(__file__).parent / "told.txt"
IMPLIED = {"milk": "milk", "eggs": "egg", "fish": "fish", "crustaceans": "fish", "molluscs": "fish"}
"""What a food that contains it is made of, for diets."""
MADE_OF = {*DIETS, *DIET_GROUPS.values(), *IMPLIED.values()}


def read(path: Path = FILE) -> dict[str, tuple[str, ...]]:
    """Return the codes of each name (by `told_key`), in the order of the file.

    Raises:
        ValueError: A line has no name, or a code is not known.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        codes, colon, names = line.partition(" : ")
        if not colon or not names.strip():
            raise ValueError(f"{path.name}:{number}: no names")
        for code in codes.split():
            if not _known(code):
                raise ValueError(f"{path.name}:{number}: {code!r} is no code")
        for name in names.split(","):
            found[told_key(name)] += codes.split()
    return {name: tuple(codes) for name, codes in found.items()}


def told_key(name: str) -> str:
    """The comparable form of a name; `#16424` stays as it is."""
    name = name.strip()
    return name if name.startswith("#") else key(name)


def _known(code: str) -> bool:
    kind, _, made = code.lstrip("-").removesuffix("?").rpartition(":")
    return code in {"?", "!"} or made in (MADE_OF if kind == "of" else ALLERGENS)


def apply(codes: Iterable[str], contains: str | None, diet: str | None) -> tuple[str, str]:
    """Return (allergens, made of) after the codes, in the form of `facets.of`."""
    hidden = contains is None or contains.startswith("?")
    held = set((contains or "").lstrip("?").split())
    made = set((diet or "").split())
    for code in codes:
        name = code.removesuffix("?").removeprefix("-").removeprefix("of:")
        if code in {"?", "!"}:
            hidden = code == "?"
        elif code.startswith("-of:"):
            made.discard(name)
        elif code.startswith("of:"):
            made.add(name)
        elif code.startswith("-"):
            held -= {name, f"{name}?"}
            if not any(IMPLIED.get(other) == IMPLIED.get(name) for other in held):
                made.discard(IMPLIED.get(name, ""))
        elif code.endswith("?"):
            held |= set() if name in held else {code}
        else:
            held = (held | {name}) - {f"{name}?"}
            made |= {IMPLIED[name]} if name in IMPLIED else set()
    ordered = [code for allergen in ALLERGENS for code in (allergen, f"{allergen}?") if code in held]
    return ("?" if hidden else "") + " ".join(ordered), " ".join(sorted(made))
