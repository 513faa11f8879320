"""Recipes of a saved web page.

Ways to the same recipe, from the surest to the soberest: selectors made for the site, JSON-LD, the markup of the page,
its plain words. A later way fills what an earlier one left open; it never overrules it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
import re
from typing import Any

from bs4 import BeautifulSoup

from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError
from custom_components.hearthtech.kitchen.recipes.decoding import text_of
from custom_components.hearthtech.kitchen.recipes.jsonld import recipes_of, recipes_of_text
from custom_components.hearthtech.kitchen.recipes.model import Recipe
from custom_components.hearthtech.kitchen.recipes.text import recipe_of_lines

from .markup import objects_of
from .scripts import json_ld_blocks
from .site import object_of
from .sober import lines_of_page, title_of_page

_SITE_FACTS = {
    "name": "name",
    "recipeYield": "yields",
    "prepTime": "prep_time_s",
    "cookTime": "cook_time_s",
    "totalTime": "total_time_s",
}
LARGEST_BYTES = 64 * 1024 * 1024
_LARGEST_TREE = 8_000_000
"""Characters of HTML; a longer page is searched for JSON-LD only, for its tree would take gigabytes."""


_MOST_TAGS = 300_000


def recipes_of_page(
    content: bytes | str, url: str | None = None, *, charset: str | None = None
) -> list[Recipe]:
    """The recipes of a page, the main one first.

    Raises:
        KitchenError: `not_a_recipe`, when there is none; `invalid`, when the page is larger than any page should be.
    """
    if len(content) > LARGEST_BYTES:
        raise KitchenError(ErrorCode.INVALID, part="page", reason="too large", bytes=len(content))
    html = content if isinstance(content, str) else text_of(content, charset)
    declared = _one_each(recipe for block in json_ld_blocks(html) for recipe in recipes_of_text(block, url))
    address = url or _own_address(html)
    site = object_of(html, address) if address else None
    if site is not None:
        declared = _with_site(declared, *site, url)
    if (
        declared
        and all(_is_whole(recipe) for recipe in declared[:1])
        and not _wants_sections(html, declared[0])
    ):
        return _addressed(declared, html, url)
    if len(html) > _LARGEST_TREE or html.count("<") > _MOST_TAGS:
        if declared:
            return declared
        raise KitchenError(ErrorCode.NOT_A_RECIPE, reason="the page is too large to search its words")
    return _addressed(_from_tree(html, declared, url), html, url)


def _from_tree(html: str, declared: list[Recipe], url: str | None) -> list[Recipe]:
    soup = BeautifulSoup(html, "lxml")
    marked = _one_each(recipe for node in objects_of(soup, html) for recipe in recipes_of(node, url))
    if not declared:
        whole = [recipe for recipe in marked if _is_whole(recipe)]
        if whole:
            return [_named(recipe, soup) for recipe in whole]
        declared = marked[:1]
    else:
        declared = [_best_fill(declared[0], marked), *declared[1:]]
    if declared and _is_whole(declared[0]):
        return [_named(recipe, soup) for recipe in declared]
    try:
        sober = recipe_of_lines(lines_of_page(soup), name=title_of_page(soup), source_url=url)
    except KitchenError:
        if declared and (declared[0].ingredients or declared[0].steps):
            return [_named(recipe, soup) for recipe in declared]
        raise
    sober = replace(sober, name=title_of_page(soup) or sober.name, language=_language(soup))
    return [_filled(declared[0], sober), *declared[1:]] if declared else [sober]


def _is_whole(recipe: Recipe) -> bool:
    return bool(recipe.name and recipe.ingredients and recipe.steps)


def _wants_sections(html: str, recipe: Recipe) -> bool:
    """Whether the page groups its lines by a plugin that its JSON-LD, as always, leaves out."""
    return not any(line.section for line in recipe.ingredients) and (
        "wprm-recipe-ingredient-group-name" in html
        or "wprm-recipe-group-name" in html
        or "tasty-recipes-ingredients" in html
        or "mv-create-ingredients" in html
    )


def _one_each(recipes: Iterable[Recipe]) -> list[Recipe]:
    """Each recipe once: two plugins of one page often tell the same one."""
    found: dict[str, Recipe] = {}
    for recipe in recipes:
        key = _folded(recipe.name)
        if key in found:
            first, second = found[key], recipe
            if not _is_whole(first) and _is_whole(second):
                first, second = second, first
            found[key] = _filled(first, second)
        else:
            found[key] = recipe
    whole = [recipe for recipe in found.values() if recipe.ingredients or recipe.steps]
    return whole or list(found.values())[:1]


def _with_site(
    declared: list[Recipe], node: dict[str, Any], own: frozenset[str], url: str | None
) -> list[Recipe]:
    found = recipes_of(node, url)
    if not found:
        return declared
    site = found[0]
    if not declared:
        return [site]
    main = declared[0]
    if "recipeIngredient" in own and site.ingredients:
        main = replace(main, ingredients=site.ingredients)
    if "recipeInstructions" in own and site.steps and not _same_words(main, site):
        main = replace(main, steps=site.steps)
    facts = {
        attribute: value
        for field, attribute in _SITE_FACTS.items()
        if field in own and (value := getattr(site, attribute))
    }
    return [_filled(replace(main, **facts), site), *declared[1:]]


def _same_words(first: Recipe, second: Recipe) -> bool:
    """Whether the second has the steps of the first and, as steps, at most its headings besides."""
    one, other = ({_folded(step.text) for step in recipe.steps} for recipe in (first, second))
    headings = {_folded(name) for step in first.steps for name in (step.section, step.name) if name}
    return bool(one) and one <= other <= one | headings


def _best_fill(recipe: Recipe, others: Sequence[Recipe]) -> Recipe:
    """Fill from the recipes of the same name, or of no name, and take over headings of the same lines."""
    for other in others:
        if other.name and recipe.name and _folded(other.name) != _folded(recipe.name) and _is_whole(recipe):
            continue
        recipe = _with_sections(_filled(recipe, other), other)
    return recipe


def _with_sections(recipe: Recipe, other: Recipe) -> Recipe:
    """Take over the sections of lines that are the same, when they are the same lines in the same order."""
    if any(line.section for line in recipe.ingredients):
        return recipe
    ours, theirs = recipe.ingredients, other.ingredients
    if len(ours) != len(theirs) or not any(line.section for line in theirs):
        return recipe
    if not all(_alike(mine.text, yours.text) for mine, yours in zip(ours, theirs, strict=True)):
        return recipe
    lines = tuple(replace(mine, section=yours.section) for mine, yours in zip(ours, theirs, strict=True))
    return replace(recipe, ingredients=lines)


def _alike(first: str, second: str) -> bool:
    one, other = (set(re.findall(r"[^\W\d_]{2,}", words.lower())) for words in (first, second))
    return not one or not other or len(one & other) >= 0.5 * min(len(one), len(other))


def _filled(recipe: Recipe, other: Recipe) -> Recipe:
    """The recipe with what it lacks taken from the other."""
    changes: dict[str, Any] = {}
    for name in (
        "name", "description", "author", "yields", "ingredients", "steps", "prep_time_s", "cook_time_s", "total_time_s",
        "equipment", "categories", "cuisines", "keywords", "nutrition", "notes",
    ):  # fmt: skip
        if not getattr(recipe, name) and getattr(other, name):
            changes[name] = getattr(other, name)
    if recipe.yields and other.yields and _is_bare(recipe) and other.yields.amount == recipe.yields.amount:
        changes["yields"] = other.yields
    if recipe.language == "en" and other.language != "en":
        changes["language"] = other.language
    return replace(recipe, **changes) if changes else recipe


def _is_bare(recipe: Recipe) -> bool:
    return recipe.yields is not None and recipe.yields.unit == "servings" and recipe.yields.maximum is None


def _named(recipe: Recipe, soup: BeautifulSoup) -> Recipe:
    changes: dict[str, Any] = {}
    if not recipe.name:
        changes["name"] = title_of_page(soup) or "Recipe"
    if recipe.language == "en" and (language := _language(soup)) != "en":
        changes["language"] = language
    return replace(recipe, **changes) if changes else recipe


def _language(soup: BeautifulSoup) -> str:
    found = soup.find("html", attrs={"lang": re.compile(r"^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$")})
    return str(found["lang"]) if found else "en"


_CANONICAL = re.compile(r"""<link\b[^<>]{0,500}rel=["']?canonical["']?[^<>]{0,500}>""", re.IGNORECASE)
_OPEN_GRAPH = re.compile(r"""<meta\b[^<>]{0,500}property=["']?og:url["']?[^<>]{0,500}>""", re.IGNORECASE)
_HREF = re.compile(r"""(?:href|content)=["']?(https?://[^\s"'<>]+)""", re.IGNORECASE)
_LANGUAGE = re.compile(
    r"""<html\b[^<>]{0,500}?\blang=["']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})?)["'\s>]""", re.IGNORECASE
)


def _addressed(recipes: list[Recipe], html: str, url: str | None) -> list[Recipe]:
    """With the address and the language that the page gives itself, where nothing said better."""
    address = url or _own_address(html)
    tongue = _LANGUAGE.search(html)
    return [
        replace(
            recipe,
            source_url=recipe.source_url or address,
            language=tongue[1] if tongue and recipe.language == "en" else recipe.language,
        )
        for recipe in recipes
    ]


def _own_address(html: str) -> str | None:
    """What a page calls its address."""
    link = _CANONICAL.search(html) or _OPEN_GRAPH.search(html)
    href = _HREF.search(link[0]) if link else None
    return href[1] if href else None


def _folded(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
