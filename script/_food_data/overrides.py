"""Allergens and diets of names that differ from those of the food whose nutrients they use.

Codes are applied in order: `fish` contains it, `fish?` may contain it, `-fish` does not contain it, `?` others may be
hidden, `!` no others; `of:pork` is an ingredient that matters for diets.
"""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from custom_components.hearthtech.kitchen.nutrition.text import key

from .facets import ALLERGENS, DIET_GROUPS, DIETS

FILE = Path(__file__).parent / "allergen_overrides.txt"
IMPLIED = {"milk": "milk", "eggs": "egg", "fish": "fish", "crustaceans": "fish", "molluscs": "fish"}
"""The ingredient for diets that a contained allergen implies."""
MADE_OF = {*DIETS, *DIET_GROUPS.values(), *IMPLIED.values()}


def read(path: Path = FILE) -> dict[str, tuple[str, ...]]:
    """Return the codes of each name (by `name_key`), in the order of the file.

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
            found[name_key(name)] += codes.split()
    return {name: tuple(codes) for name, codes in found.items()}


def name_key(name: str) -> str:
    """Return the normalized form of a name; `#16424` is unchanged."""
    name = name.strip()
    return name if name.startswith("#") else key(name)


def _known(code: str) -> bool:
    kind, _, made = code.lstrip("-").removesuffix("?").rpartition(":")
    return code in {"?", "!"} or made in (MADE_OF if kind == "of" else ALLERGENS)


def apply(codes: Iterable[str], contains: str | None, diet: str | None) -> tuple[str, str]:
    """Return (allergens, ingredients for diets) after applying the codes, in the form of `facets.of`."""
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
