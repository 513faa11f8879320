"""Read the text formats of MealMaster, RezKonv and MasterCook (`.mxp`)."""

from collections.abc import Iterator
import re
from typing import Any

_MM_START = re.compile(r"^(?:MMMMM|-----).*(?:meal-?master|recipe via).*$", re.IGNORECASE)
_MM_SECTION = re.compile(r"^(?:MMMMM|-{5})-*\s*([^-\s][^-]*?)\s*-+\s*$")
_RK_START = re.compile(r"^={5,}\s*REZKONV", re.IGNORECASE)
_RK_SECTION = re.compile(r"^={3,}\s*([^=\s][^=]*?)\s*={3,}\s*$")
_FIELD = re.compile(
    r"^\s*(Title|Titel|Categories|Kategorien|Yield|Servings|Menge)\s*:\s*(.*)$", re.IGNORECASE
)
_MM_LINE = re.compile(r"^(?P<amount>[\d ./,½¼¾-]{7}) (?P<unit>[A-Za-z ]{2}) (?P<food>\S.*)$")
_RK_LINE = re.compile(
    r"^(?P<amount>[\d ./,½¼¾-]{1,8}?)\s{2,}(?P<unit>[^\W\d_][\w.]{0,11})?\s{2,}(?P<food>\S.*)$"
)
_SECOND = re.compile(r"\s{3,}(?=[\d½¼¾][\d/ .-]{0,7}\s+\S)")
_UNITS = {
    "ts": "tsp", "tb": "tbsp", "c": "cup", "cn": "can", "pk": "package", "cl": "clove", "sl": "slice", "pn": "pinch", "ds": "dash",
    "ga": "gallon", "ct": "carton", "bn": "bunch", "md": "medium", "lg": "large", "sm": "small", "ea": "", "x": "", "t": "tsp", "T": "tbsp",
}  # fmt: skip


def is_meal_master(beginning: str) -> bool:
    """Whether a text begins with a recipe of MealMaster."""
    return any(_MM_START.match(line) for line in beginning.splitlines()[:20])


def is_rezkonv(beginning: str) -> bool:
    """Whether a text begins with a recipe of RezKonv."""
    return any(_RK_START.match(line) for line in beginning.splitlines()[:20])


def is_master_cook(beginning: str) -> bool:
    """Whether a text begins with a recipe exported by MasterCook."""
    return re.search(r"^\s*\*\s*Exported (?:from|for)\s+MasterCook", beginning, re.MULTILINE) is not None


def meal_master(text: str) -> list[dict[str, Any]]:
    """The recipes of a MealMaster file, as schema.org objects."""
    return [_node(block, _MM_LINE, _MM_SECTION) for block in _blocks(text, _MM_START, r"^(?:MMMMM|-{5})\s*$")]


def rezkonv(text: str) -> list[dict[str, Any]]:
    """The recipes of a RezKonv file, as schema.org objects."""
    return [_node(block, _RK_LINE, _RK_SECTION) for block in _blocks(text, _RK_START, r"^={3,8}\s*$")]


def _blocks(text: str, start: re.Pattern[str], end: str) -> Iterator[list[str]]:
    inside: list[str] | None = None
    for line in text.splitlines():
        if start.match(line):
            inside = []
        elif inside is not None and re.match(end, line):
            yield inside
            inside = None
        elif inside is not None:
            inside.append(line.rstrip())
    if inside:
        yield inside


def _node(lines: list[str], form: re.Pattern[str], section_form: re.Pattern[str]) -> dict[str, Any]:
    fields: dict[str, str] = {}
    ingredients: list[str] = []
    right: list[str] = []
    paragraphs: list[list[str]] = [[]]
    sources: list[str] = []
    section = ""
    for line in lines:
        if (field := _FIELD.match(line)) and not ingredients:
            fields[field[1].lower()] = field[2].strip()
        elif title := section_form.match(line):
            section = title[1].strip()
            if section.lower() not in {"quelle", "source"}:
                ingredients += [*right, f"[{section.capitalize()}]"]
                right = []
        elif section.lower() in {"quelle", "source"} and line.strip():
            sources.append(line.strip(" -"))
        elif section.lower() in {"quelle", "source"}:
            # The steps follow after the source.
            section = " "
        elif not any(paragraphs) and (match := form.match(line)):
            food, _, second = _SECOND.sub("\0", match["food"], count=1).partition("\0")
            if food.startswith("-") and ingredients:
                ingredients[-1] += f" {food.lstrip('- ')}"
                continue
            ingredients.append(_line(match["amount"], match["unit"] or "", food))
            if second and (match := re.match(r"([\d ./½¼¾-]+)\s+(?:([A-Za-z]{1,2})\s+)?(\S.*)", second)):
                right.append(_line(match[1], match[2] or "", match[3]))
        elif ingredients and not any(paragraphs) and re.match(r"\s{8,}-", line):
            ingredients[-1] += f" {line.strip(' -')}"
        elif line.strip():
            paragraphs[-1].append(line.strip())
        elif paragraphs[-1]:
            paragraphs.append([])
    return {
        "@type": "Recipe",
        "name": fields.get("title") or fields.get("titel") or "Recipe",
        "recipeYield": fields.get("yield") or fields.get("servings") or fields.get("menge") or None,
        "recipeCategory": fields.get("categories") or fields.get("kategorien") or "",
        "recipeIngredient": [*ingredients, *right],
        "recipeInstructions": [" ".join(words) for words in paragraphs if words],
        "author": next((words for words in sources if not words.startswith("Erfasst")), None),
    }


def _line(amount: str, unit: str, food: str) -> str:
    short = unit.strip()
    unit = _UNITS.get(short, _UNITS.get(short.lower(), short))
    food = re.sub(r"\s*;\s*", ", ", " ".join(food.split()))
    return " ".join(part for part in (" ".join(amount.split()), unit, food) if part)


def master_cook(text: str) -> list[dict[str, Any]]:
    """The recipes of a MasterCook text export, as schema.org objects."""
    return [
        node
        for block in re.split(r"^\s*\*\s*Exported (?:from|for)\s+MasterCook.*$", text, flags=re.MULTILINE)[1:]
        if (node := _master_cook_node(block.splitlines())) is not None
    ]


def _master_cook_node(lines: list[str]) -> dict[str, Any] | None:
    name = next((line.strip() for line in lines if line.strip()), "")
    node: dict[str, Any] = {"@type": "Recipe", "name": name, "recipeIngredient": [], "recipeInstructions": []}
    listed = False
    paragraph: list[str] = []
    for line in lines:
        if match := re.match(r"\s*Recipe By\s*:\s*(.*)", line, re.IGNORECASE):
            node["author"] = match[1].strip() or None
        elif match := re.match(r"\s*Serving Size\s*:\s*(\d+)", line, re.IGNORECASE):
            node["recipeYield"] = match[1]
            if time := re.search(r"Preparation Time\s*:\s*(\d+:\d\d)", line, re.IGNORECASE):
                node["prepTime"] = None if time[1] == "0:00" else time[1]
        elif match := re.match(r"\s*Categories\s*:\s*(.*)", line, re.IGNORECASE):
            node["recipeCategory"] = [part.strip() for part in re.split(r"\s{3,}", match[1]) if part.strip()]
        elif re.match(r"^-{4,}\s+-{4,}\s+-{4,}", line):
            listed = True
        elif re.match(r"^\s*(?:- ){5,}", line):
            break
        elif listed and not paragraph and not node["recipeInstructions"] and line.strip() and line[:1] == " ":
            amount, unit, food = line[:8].strip(), line[8:24].strip(), line[24:].strip()
            food = re.sub(r"\s*--\s*", ", ", food)
            node["recipeIngredient"].append(" ".join(part for part in (amount, unit, food) if part))
        elif listed and line.strip():
            paragraph.append(line.strip())
        elif paragraph:
            node["recipeInstructions"].append(" ".join(paragraph))
            paragraph = []
    if paragraph:
        node["recipeInstructions"].append(" ".join(paragraph))
    return node if node["recipeIngredient"] or node["recipeInstructions"] else None
