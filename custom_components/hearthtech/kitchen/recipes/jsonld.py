"""Read schema.org recipes as found on web sites: nested graphs, lists in place of text, HTML in every field.

Nothing is trusted: depth and number of nodes are bounded, no reference is followed further than one step, and
values of a wrong type are left out and listed in `unparsed`.
"""

from collections.abc import Mapping
from dataclasses import replace
import json
import re
from typing import Any

from .cleaning import is_heading, is_step_number, line_of, lines_of, uncounted
from .loose_json import parse_loosely
from .model import Ingredient, Recipe, Step
from .pasted_lines import counted_parts
from .schema_org_extension import UNPARSED, completed, is_unchanged, kept_in
from .schema_org_values import (
    DEEPEST,
    Node,
    author_names,
    duration_of,
    first_text,
    is_type,
    joined_text,
    kept_unparsed,
    keywords,
    language_code,
    nodes_of,
    nutrition,
    paragraphs,
    tips,
    web_address,
    without_prefixes,
)
from .structured_lines import (
    ingredient_line,
    is_mark_of_section,
    noted,
    readable_amounts,
    section_title,
    sentences_of_list,
    with_marked_headings,
)
from .yields import yield_of

_MOST_LINES = 20_000
_BULLET = re.compile(r"^\s*(?:[•●▪■◦○‣∙·*▢□☐✓✔►▸]|[-–—](?=\s))\s*")
_NO_NAMES = frozenset(
    {"directions", "instructions", "method", "preparation", "recipe instructions", "steps", "ingredients"}
)


def recipes_of_text(text: str, source_url: str | None = None, *, trusted: bool = False) -> list[Recipe]:
    """The recipes of a JSON-LD text, in order; empty when it is invalid or contains none."""
    document = parse_loosely(text)
    return [] if document is None else recipes_of(document, source_url, trusted=trusted)


def recipes_of(document: object, source_url: str | None = None, *, trusted: bool = False) -> list[Recipe]:
    """The recipes of a JSON-LD document, at any depth.

    `trusted` also reads our own document if there is one (goals, heat); a page from the web is never trusted.
    """
    nodes = list(nodes_of(document))
    named = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    recipes: list[Recipe] = []
    seen: set[str] = set()
    for node in nodes:
        if not is_type(node, "Recipe") and not (trusted and _is_untyped(node)):
            continue
        recipe = _recipe(without_prefixes(node), named, source_url, trusted)
        if recipe is None:
            continue
        key = json.dumps(
            [recipe.name, [line.text for line in recipe.ingredients], [step.text for step in recipe.steps]]
        )
        if key not in seen:
            seen.add(key)
            recipes.append(recipe)
    # A page may list links to other recipes, which have a name but no content.
    whole = [recipe for recipe in recipes if recipe.ingredients or recipe.steps]
    return whole or recipes[:1]


def _is_untyped(node: Node) -> bool:
    """Whether an object without a type is a recipe, as programs export it: a name, ingredients and instructions."""
    return (
        "@type" not in node
        and isinstance(node.get("name") or node.get("title"), str)
        and any(
            isinstance(node.get(key), (list, str)) and node[key]
            for key in ("ingredients", "recipeIngredient")
        )
        and any(
            isinstance(node.get(key), (list, str)) and node[key]
            for key in ("instructions", "recipeInstructions", "directions")
        )
    )


def _recipe(
    node: dict[str, Any], named: Mapping[str, Node], source_url: str | None, trusted: bool
) -> Recipe | None:
    kept = kept_in(node) if trusted else None
    if kept is not None and is_unchanged(node):
        return kept
    folded = {key.lower(): value for key, value in node.items()}
    name = (
        first_text(node.get("name"))
        or first_text(node.get("headline"))
        or first_text(node.get("title"))
        or ""
    )
    unparsed: list[str] = []
    ingredients = _ingredients(
        folded.get("recipeingredient")
        or folded.get("ingredients")
        or folded.get("ingredient")
        or folded.get("supply"),
        unparsed,
    )
    steps = _steps(
        folded.get("recipeinstructions")
        or folded.get("instructions")
        or folded.get("directions")
        or folded.get("step")
        or folded.get("steps"),
        unparsed,
    )
    if not name and not ingredients and not steps:
        return None
    if (total := folded.get("totaltime")) is None:
        total = folded.get("cookingtime") or folded.get("total_time")
    declared = _yield_text(folded)
    yields = yield_of(declared)
    if yields is None and (words := first_text(declared)):
        unparsed.append(words)
    recipe = Recipe(
        id="",
        name=name,
        description=paragraphs(node.get("description") or node.get("summary")),
        author=author_names(folded.get("author"), named),
        language=language_code(folded.get("inlanguage")),
        yields=yields,
        ingredients=tuple(ingredients),
        steps=tuple(steps),
        prep_time_s=duration_of(folded.get("preptime") or folded.get("prep_time")),
        cook_time_s=duration_of(
            folded.get("cooktime") or folded.get("performtime") or folded.get("cook_time")
        ),
        total_time_s=duration_of(total),
        equipment=keywords(folded.get("tool")),
        categories=keywords(folded.get("recipecategory")),
        cuisines=keywords(folded.get("recipecuisine")),
        keywords=keywords(folded.get("keywords") or folded.get("tags")),
        source_url=source_url
        or web_address(folded.get("url"))
        or web_address(folded.get("orgurl"))
        or web_address(folded.get("mainentityofpage"))
        or web_address(folded.get("isbasedon")),
        nutrition=nutrition(folded.get("nutrition")),
        notes=(
            *tips(folded.get("recipeinstructions")),
            *noted(folded.get("notes")),
            *noted(folded.get("comment")),
        ),
        unparsed=(*kept_unparsed(node.get(UNPARSED)), *unparsed),
    )
    return completed(recipe, kept) if kept is not None else recipe


def _yield_text(folded: Mapping[str, Any]) -> object:
    served = folded.get("recipeservings")
    quantity = folded.get("recipeyieldquantity")
    made = folded.get("recipeyield") or folded.get("yield")
    if isinstance(quantity, (int, float)) and quantity > 0 and isinstance(made, str) and made:
        made = f"{quantity:g} {made}"
    if isinstance(served, (int, float)) and served > 0:
        return [made, f"{served:g} servings"] if made else f"{served:g} servings"
    servings, unit = folded.get("servings"), folded.get("servings_unit")
    if not made and servings and isinstance(unit, str) and unit.strip():
        return f"{first_text(servings)} {unit}"
    return made or servings


def _ingredients(value: object, unparsed: list[str]) -> list[Ingredient]:
    lines: list[Ingredient] = []
    _gather_ingredients(value, None, lines, unparsed, 0)
    return lines


def _gather_ingredients(
    value: object, section: str | None, lines: list[Ingredient], unparsed: list[str], depth: int
) -> str | None:
    """Add the lines of `value`; returns the section that applies after it."""
    if depth > DEEPEST or len(lines) >= _MOST_LINES:
        return section
    match value:
        case str():
            for raw in lines_of(value):
                line = _BULLET.sub("", raw).strip()
                if (title := is_heading(line)) is not None:
                    section = title
                elif line and line.lower() not in _NO_NAMES:
                    lines.append(Ingredient(text=readable_amounts(line), section=section))
        case list():
            for item in value:
                # In a list, an entry is one line, even with line breaks in it.
                whole = line_of(item) if isinstance(item, str) and len(value) > 1 else item
                section = _gather_ingredients(whole, section, lines, unparsed, depth + 1)
        case dict():
            node = without_prefixes(value)
            if "food" in node or "originalText" in node or "original_text" in node:
                section = section_title(node) or section
            inner = node.get("itemListElement") or node.get("ingredients") or node.get("recipeIngredient")
            if inner:
                title = (first_text(node.get("name")) or first_text(node.get("title")) or "").rstrip(
                    ": "
                ) or section
                _gather_ingredients(inner, title, lines, unparsed, depth + 1)
            elif isinstance(node.get("item"), (dict, str)):
                return _gather_ingredients(node["item"], section, lines, unparsed, depth + 1)
            elif words := ingredient_line(node) or _amount_of(node):
                return _gather_ingredients(words, section, lines, unparsed, depth + 1)
            elif value:
                unparsed.append(json.dumps(value, ensure_ascii=False)[:500])
        case int() | float() if not isinstance(value, bool):
            unparsed.append(str(value))
    return section


def _amount_of(node: Node) -> str:
    """The text of an ingredient given in parts (`PropertyValue`, `HowToSupply`, or a site's own)."""
    name = (
        first_text(node.get("name"))
        or first_text(node.get("text"))
        or first_text(node.get("ingredient"))
        or ""
    )
    if isinstance(node.get("requiredQuantity"), Mapping):
        node = {**node, **without_prefixes(node["requiredQuantity"])}
    amount = (
        first_text(node.get("value"))
        or first_text(node.get("amount"))
        or first_text(node.get("quantity"))
        or ""
    )
    if not amount and not isinstance(node.get("requiredQuantity"), Mapping):
        amount = first_text(node.get("requiredQuantity")) or ""
    unit = (
        first_text(node.get("unitText"))
        or first_text(node.get("unit"))
        or first_text(node.get("unitCode"))
        or ""
    )
    note = first_text(node.get("notes")) or first_text(node.get("note")) or ""
    line = " ".join(part for part in (amount, unit, name) if part)
    return f"{line}, {note}" if note and name and note not in line else line


def _steps(value: object, unparsed: list[str]) -> list[Step]:
    steps: list[Step] = []
    _gather_steps(value, None, steps, unparsed, 0)
    words = uncounted([step.text for step in steps])
    return [replace(step, text=text) for step, text in zip(steps, words, strict=True)]


def _gather_steps(
    value: object, section: str | None, steps: list[Step], unparsed: list[str], depth: int
) -> str | None:
    if depth > DEEPEST or len(steps) >= _MOST_LINES:
        return section
    match value:
        case str():
            marked = lines_of(with_marked_headings(value))
            lines = [
                part
                for raw in marked
                if (line := _BULLET.sub("", raw).strip())
                for part in counted_parts(line)
            ]
            for line in lines:
                title = is_heading(line)
                if title is not None and len(title.split()) <= 8:
                    section = None if title.lower() in _NO_NAMES else title
                elif line.lower() not in _NO_NAMES and not re.fullmatch(r"[\d\W]+", line):
                    steps.append(Step(text=line, section=section))
        case list():
            for item in value:
                whole = _one_step(item) if isinstance(item, str) and len(value) > 1 else item
                section = _gather_steps(whole, section, steps, unparsed, depth + 1)
        case dict():
            return _gather_step_node(without_prefixes(value), section, steps, unparsed, depth)
    return section


def _gather_step_node(
    node: dict[str, Any], section: str | None, steps: list[Step], unparsed: list[str], depth: int
) -> str | None:
    if is_type(node, "HowToTip"):
        return section
    name = (first_text(node.get("name")) or "").strip()
    inner = (
        node.get("itemListElement") or node.get("steps") or node.get("recipeInstructions") or node.get("step")
    )
    text = (
        _step_text(node.get("text"))
        or joined_text(node.get("description"))
        or _step_text(node.get("instruction"))
    )
    if "summary" in node or "ingredientReferences" in node:
        section = section_title(node) or section
        name = name or (first_text(node.get("summary")) or "").strip()
    inner = inner or node.get("instructions")
    if text and (title := is_mark_of_section(text)) is not None and not inner:
        return title
    if is_type(node, "HowToSection") or (inner and not is_type(node, "HowToStep") and not text):
        title = None if name.rstrip(":").lower() in _NO_NAMES else name.rstrip(": ") or None
        before = len(steps)
        _gather_steps(inner or text, title or section, steps, unparsed, depth + 1)
        if len(steps) == before and not inner and name:
            steps.append(Step(text=name, section=section))
        return section
    if isinstance(node.get("item"), (dict, str)) and not text:
        return _gather_steps(node["item"], section, steps, unparsed, depth + 1)
    if not text and inner:
        text = _inner_text(inner, depth)
    if not text:
        text, name = name, ""
    if text:
        if is_step_number(name) or _says_the_same(name, text):
            name = ""
        steps.append(Step(text=text, name=name.rstrip(":"), section=section))
    elif node and not {"url", "image", "@id", "video"} & node.keys():
        unparsed.append(json.dumps(node, ensure_ascii=False)[:500])
    return section


def _one_step(text: str) -> str:
    """An entry of a list of steps: one step, even with line breaks in it, unless it has headings."""
    marked = with_marked_headings(text)
    return marked if marked != text else sentences_of_list(text)


def _step_text(value: object) -> str:
    return sentences_of_list(value) if isinstance(value, str) else joined_text(value)


def _inner_text(value: object, depth: int) -> str:
    """The directions and tips of one step, as one text."""
    if depth > DEEPEST:
        return ""
    if isinstance(value, str):
        return line_of(value)
    if isinstance(value, list):
        return " ".join(text for item in value if (text := _inner_text(item, depth + 1)))
    if isinstance(value, dict):
        node = without_prefixes(value)
        if is_type(node, "HowToTip"):
            return ""
        return (
            joined_text(node.get("text"))
            or _inner_text(node.get("itemListElement") or node.get("item"), depth + 1)
            or joined_text(node.get("name"))
        )
    return ""


def _says_the_same(name: str, text: str) -> bool:
    """Whether a name is only the beginning of its text, cut off by the site's field length."""
    folded, whole = (
        "".join(letter for letter in words.lower() if letter.isalnum()) for words in (name, text)
    )
    return whole.startswith(folded)
