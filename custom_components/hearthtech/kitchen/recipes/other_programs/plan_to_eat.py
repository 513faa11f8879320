"""Read the text export of Plan to Eat: fields by name, recipes separated by lines of hyphens."""

from collections.abc import Iterator
import re
from typing import Any

_FIELD = re.compile(
    r"(Title|Description|Source|Source Url|Url|Yield|Servings|Serves|Prep Time|Cook Time|Total Time|Course|Cuisine|Main Ingredient|Tags"
    r"|Photo Url|Image|Ingredients|Directions|Instructions|Notes|Public|Saved|Rating)\s*:[ \t]*(.*)",
    re.IGNORECASE,
)
_LISTS = frozenset({"ingredients", "directions", "instructions", "notes", "description"})


def is_plan_to_eat(beginning: str) -> bool:
    """Whether a text begins with a recipe of Plan to Eat."""
    text = re.sub(r"^(?:-{6,}\s*)+", "", beginning)
    return re.match(r"Title\s*:", text) is not None and all(
        re.search(rf"^{name}\s*:[ \t]*$", text, re.MULTILINE) for name in ("Ingredients", "Directions")
    )


def plan_to_eat(text: str) -> Iterator[dict[str, Any]]:
    """The recipes of a text export, as schema.org objects."""
    for block in re.split(r"^-{6,}[ \t]*$", text.replace("\r\n", "\n"), flags=re.MULTILINE):
        fields: dict[str, list[str]] = {}
        current = ""
        for line in block.split("\n"):
            match = _FIELD.fullmatch(line.strip())
            if match is not None and (not line[:1].isspace() or match[1].lower() in _LISTS):
                current = match[1].lower()
                fields.setdefault(current, [])
                if match[2].strip():
                    fields[current].append(match[2].strip())
            elif current in _LISTS:
                fields[current].append(line.strip())
        if "title" in fields:
            yield _node(fields)


def _node(fields: dict[str, list[str]]) -> dict[str, Any]:
    def one(*names: str) -> str | None:
        return next((fields[name][0] for name in names if fields.get(name)), None)

    def lines(*names: str) -> list[str]:
        return [line for name in names for line in fields.get(name, ()) if line]

    return {
        "@type": "Recipe",
        "name": (one("title") or "Recipe").strip('"'),
        "description": " ".join(lines("description")),
        "author": one("source"),
        "recipeYield": one("serves", "servings", "yield"),
        "prepTime": one("prep time"),
        "cookTime": one("cook time"),
        "totalTime": one("total time"),
        "recipeIngredient": lines("ingredients"),
        "recipeInstructions": lines("directions", "instructions"),
        "recipeCategory": one("course"),
        "recipeCuisine": one("cuisine"),
        "keywords": (one("tags") or "").replace("^", ",") or None,
        "url": one("source url", "url"),
        "image": one("photo url", "image"),
        "notes": ["\n".join(lines("notes"))] if lines("notes") else [],
    }
