"""Recipes in the markup of a page: microdata, RDFa, microformats, and the classes of common recipe plugins.

Each gives a schema.org object, which `jsonld` reads like any other.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
import re
from typing import Any

from bs4 import BeautifulSoup, Tag

from ..cleaning import lines_of

_RECIPE = re.compile(r"(?:schema\.org/|^schema:|^v:|data-vocabulary\.org/|^)Recipe/?$", re.IGNORECASE)
_PREFIX = re.compile(r"^(?:schema|v|s):", re.IGNORECASE)
_ALIASES = {
    "ingredients": "recipeIngredient", "ingredient": "recipeIngredient", "recipeingredient": "recipeIngredient",
    "instructions": "recipeInstructions", "instruction": "recipeInstructions", "step": "recipeInstructions",
    "recipeinstructions": "recipeInstructions", "yield": "recipeYield", "recipeyield": "recipeYield",
    "servings": "recipeYield", "summary": "description", "duration": "totalTime", "recipetype": "recipeCategory",
}  # fmt: skip
_MOST_ROOTS = 200
"""Recipes in the markup of a page that are read; pages with lists of recipes have some 50."""
_MOST_AROUND = 2
_TIMES = frozenset({"prepTime", "cookTime", "totalTime"})
_LISTS = frozenset({"recipeIngredient", "recipeInstructions", "recipeCategory", "recipeCuisine", "keywords"})
_MICROFORMAT = {
    "fn": "name", "p-name": "name", "ingredient": "recipeIngredient", "p-ingredient": "recipeIngredient",
    "instructions": "recipeInstructions", "instruction": "recipeInstructions", "e-instructions": "recipeInstructions",
    "yield": "recipeYield", "p-yield": "recipeYield", "duration": "totalTime", "dt-duration": "totalTime",
    "preptime": "prepTime", "cooktime": "cookTime", "author": "author", "p-author": "author",
    "summary": "description", "p-summary": "description", "p-category": "recipeCategory",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Plugin:
    """The elements of a recipe plugin (CSS selectors inside `root`)."""

    trace: str
    """Text in the HTML of every page made by the plugin."""
    root: str
    name: str
    ingredients: str
    ingredient_headings: str
    steps: str
    step_headings: str
    yields: str = "_"


PLUGINS = (
    Plugin(
        trace="wprm-recipe",
        root=".wprm-recipe-container, .wprm-recipe",
        name=".wprm-recipe-name",
        ingredients="li.wprm-recipe-ingredient",
        ingredient_headings=".wprm-recipe-ingredient-group-name, .wprm-recipe-ingredient-group h4",
        steps=".wprm-recipe-instruction-text",
        step_headings=".wprm-recipe-instruction-group-name, .wprm-recipe-instruction-group h4",
        yields=".wprm-recipe-servings-with-unit, .wprm-recipe-servings",
    ),
    Plugin(
        trace="tasty-recipe",
        root=".tasty-recipes",
        name=".tasty-recipes-title",
        ingredients=".tasty-recipes-ingredients li, .tasty-recipe-ingredients li",
        ingredient_headings=".tasty-recipes-ingredients h4, .tasty-recipes-ingredients p strong, .tasty-recipe-ingredients h4",
        steps=".tasty-recipes-instructions li, .tasty-recipe-instructions li",
        step_headings=".tasty-recipes-instructions h4, .tasty-recipe-instructions h4",
        yields=".tasty-recipes-yield",
    ),
    Plugin(
        trace="mv-create",
        root=".mv-create-card",
        name=".mv-create-title",
        ingredients=".mv-create-ingredients li",
        ingredient_headings=".mv-create-ingredients h3, .mv-create-ingredients h4",
        steps=".mv-create-instructions li",
        step_headings=".mv-create-instructions h3, .mv-create-instructions h4",
        yields=".mv-create-time-yield .mv-create-time-format",
    ),
    Plugin(
        trace="wpurp-",
        root=".wpurp-container",
        name=".wpurp-recipe-title",
        ingredients=".wpurp-recipe-ingredient",
        ingredient_headings=".wpurp-recipe-ingredient-group",
        steps=".wpurp-recipe-instruction-text",
        step_headings=".wpurp-recipe-instruction-group",
        yields=".wpurp-recipe-servings",
    ),
    Plugin(
        trace="recipe-container",
        root="[id^=zlrecipe-container], .zlrecipe-container-border, .zrdn-recipe-container",
        name="#zlrecipe-title, .zlrecipe-title, .zrdn-recipe-title",
        ingredients="#zlrecipe-ingredients-list li, .zlrecipe-ingredients li, .zrdn-ingredients-list li",
        ingredient_headings=".ingredient-label, .zrdn-ingredient-label",
        steps="#zlrecipe-instructions-list li, .zlrecipe-instructions li, .zrdn-instructions-list li",
        step_headings=".instruction-label, .zrdn-instruction-label",
        yields="#zlrecipe-yield span, .zrdn-element_servings",
    ),
    Plugin(
        trace="easyrecipe",
        root=".easyrecipe",
        name=".ERSName",
        ingredients=".ERSIngredients li",
        ingredient_headings=".ERSIngredients .ERSSectionHead",
        steps=".ERSInstructions li",
        step_headings=".ERSInstructions .ERSSectionHead",
        yields=".ERSServes .yield, .ERSServes",
    ),
    Plugin(
        trace="jetpack-recipe",
        root=".jetpack-recipe, .hrecipe.jetpack-recipe",
        name=".jetpack-recipe-title",
        ingredients=".jetpack-recipe-ingredients li",
        ingredient_headings=".jetpack-recipe-ingredients h4",
        steps=".jetpack-recipe-directions li, .jetpack-recipe-directions p",
        step_headings=".jetpack-recipe-directions h4",
        yields=".jetpack-recipe-servings",
    ),
    Plugin(
        trace="wpzoom-recipe",
        root=".wp-block-wpzoom-recipe-card-block-recipe-card",
        name=".recipe-card-title",
        ingredients=".ingredients-list li.ingredient-item, .ingredients-list li:not(.ingredient-item-group-title)",
        ingredient_headings=".ingredient-item-group-title",
        steps=".directions-list li.direction-step, .directions-list li:not(.direction-step-group-title)",
        step_headings=".direction-step-group-title",
        yields=".detail-item-value",
    ),
)


def objects_of(soup: BeautifulSoup, html: str) -> Iterator[dict[str, Any]]:
    """The recipes of a page as schema.org objects, the most reliable vocabulary first.

    `html` is its source: a vocabulary that does not occur in it is not searched in the tree.
    """
    if "itemtype" in html:
        for scope in _scopes(soup.select("[itemtype]"), "itemtype"):
            yield _object(scope, lambda tag: str(tag.get("itemprop", "")).split(), "itemscope")
    if "typeof" in html:
        for scope in _scopes(soup.select("[typeof]"), "typeof"):
            yield _object(scope, lambda tag: str(tag.get("property", "")).split(), "typeof")
    if "hrecipe" in html or "h-recipe" in html:
        for scope in _few(soup.select(".hrecipe, .h-recipe")):
            yield _object(scope, _microformat, None)
    for plugin in PLUGINS:
        if plugin.trace in html:
            for root in _few(soup.select(plugin.root)):
                found = _of_plugin(root, plugin)
                if found["recipeIngredient"] or found["recipeInstructions"]:
                    yield found


def _scopes(tags: Iterable[Tag], attribute: str) -> list[Tag]:
    """The elements whose attribute names the type of a recipe."""
    return _few(tag for tag in tags if any(_RECIPE.search(kind) for kind in str(tag[attribute]).split()))


def _few(tags: Iterable[Tag]) -> list[Tag]:
    """At most `_MOST_ROOTS` elements in the order of the page, none inside more than two others of them.

    Each is searched as a whole, so that more would take time by the square.
    """
    kept: dict[int, Tag] = {}
    for tag in tags:
        if sum(id(parent) in kept for parent in tag.parents) <= _MOST_AROUND:
            kept[id(tag)] = tag
        if len(kept) >= _MOST_ROOTS:
            break
    return list(kept.values())


def _microformat(tag: Tag) -> list[str]:
    classes: Iterable[str] = tag.get("class") or ()
    return [_MICROFORMAT[name] for name in classes if name in _MICROFORMAT]


def _object(scope: Tag, names_of: Callable[[Tag], list[str]], nested: str | None) -> dict[str, Any]:
    """Collect the properties of one scope, without those of scopes inside it."""
    found: dict[str, Any] = {"@type": "Recipe"}
    done: set[int] = set()
    for tag in scope.find_all(True):
        if id(tag) in done:
            continue
        names = names_of(tag)
        opens = nested is not None and tag.has_attr(nested)
        whole = opens and not (not names and _is_step_scope(tag, nested or ""))
        for raw in names:
            bare = _PREFIX.sub("", raw.rsplit("/", 1)[-1])
            name = _ALIASES.get(bare.lower(), bare)
            if name in _LISTS or name not in found:
                _put(found, name, _nested(tag, name, names_of) if opens else _value(tag, name))
            whole = whole or name in {"recipeInstructions", "recipeIngredient"}
        if whole:
            done.update(id(inner) for inner in tag.find_all(True))
    return found


def _is_step_scope(tag: Tag, nested: str) -> bool:
    kind = str(tag.get("itemtype" if nested == "itemscope" else "typeof", ""))
    return bool(re.search(r"HowTo|ItemList|ListItem|CreativeWork", kind))


def _put(found: dict[str, Any], name: str, value: Any) -> None:
    if value in ("", None, [], {}):
        return
    if name in _LISTS:
        found.setdefault(name, []).extend(value if isinstance(value, list) else [value])
    else:
        found.setdefault(name, value)


def _nested(tag: Tag, name: str, names_of: Callable[[Tag], list[str]]) -> Any:
    if name == "nutrition":
        return {
            _PREFIX.sub("", inner_name): _value(inner, inner_name)
            for inner in tag.find_all(True)
            for inner_name in names_of(inner)
        }
    if name == "author":
        inner = next((item for item in tag.find_all(True) if "name" in names_of(item)), tag)
        return _value(inner, "name")
    if name == "recipeInstructions":
        texts = [
            item
            for item in tag.find_all(True)
            if {"text", "itemListElement"} & set(names_of(item)) and not item.has_attr("itemscope")
        ]
        if texts:
            return [{"@type": "HowToStep", "text": " ".join(element_lines(item))} for item in texts]
    return _value(tag, name)


def _value(tag: Tag, name: str) -> Any:
    if name == "recipeInstructions":
        return _blocks(tag)
    if name == "recipeIngredient":
        items = [tag] if tag.name == "li" else tag.find_all("li")
        return [" ".join(element_lines(item)) for item in items] if items else element_lines(tag)
    if name in _TIMES:
        inner = (
            tag
            if any(tag.get(key) for key in ("datetime", "content", "title"))
            else tag.find(["time", "meta"]) or tag
        )
        for key in ("datetime", "content", "title"):
            if inner.get(key):
                return str(inner[key])
    if tag.name == "meta" or (tag.get("content") and not tag.get_text(strip=True)):
        return str(tag.get("content", ""))
    if tag.name in {"a", "link"} and name in {"url", "mainEntityOfPage"}:
        return str(tag.get("href", ""))
    if tag.name == "img":
        return str(tag.get("src", "")) if name == "image" else str(tag.get("alt", ""))
    if name == "description":
        return "\n".join(element_lines(tag))
    return " ".join(element_lines(tag))


def _blocks(tag: Tag) -> list[str]:
    """The steps inside an element: its list items, or its paragraphs, or its lines."""
    if tag.name != "li" and (items := [item for item in tag.find_all("li") if not item.find("li")]):
        lists = []
        for block in tag.find_all(["li", "h2", "h3", "h4", "h5", "h6"]):
            text = " ".join(element_lines(block))
            if text:
                lists.append(text if block.name == "li" else f"{text.rstrip(':')}:")
        return lists if items else []
    return [" ".join(element_lines(tag))] if tag.name in {"li", "p"} else element_lines(tag)


def element_lines(tag: Tag) -> list[str]:
    """The lines of an element as a browser shows them.

    Separated by its blocks, not by the line ends of its source.
    """
    return lines_of(re.sub(r"\s+", " ", tag.decode_contents()))


def _of_plugin(root: Tag, plugin: Plugin) -> dict[str, Any]:
    name = root.select_one(plugin.name)
    made = root.select_one(plugin.yields) if plugin.yields != "_" else None
    return {
        "@type": "Recipe",
        "name": " ".join(element_lines(name)) if name else "",
        "recipeYield": " ".join(element_lines(made)) if made else None,
        "recipeIngredient": list(_grouped(root, plugin.ingredients, plugin.ingredient_headings)),
        "recipeInstructions": list(_grouped(root, plugin.steps, plugin.step_headings)),
    }


def _grouped(root: Tag, items: str, headings: str) -> Iterator[str]:
    """Lines with their headings among them, in the order of the page."""
    heads = {id(tag) for tag in root.select(headings)}
    last: str | None = None
    for tag in _in_order(root.select(f"{items}, {headings}")):
        text = " ".join(element_lines(tag))
        if not text:
            continue
        if id(tag) in heads:
            last = f"{text.rstrip(': ')}:"
            yield last
        elif last is None or text.rstrip(":") != last.rstrip(":"):
            yield text


def _in_order(tags: Iterable[Tag]) -> list[Tag]:
    seen: dict[int, Tag] = {}
    for tag in tags:
        seen.setdefault(id(tag), tag)
    return list(seen.values())
