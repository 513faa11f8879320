"""Recipes that a page declares: selectors made for the site, and JSON-LD. Needs no tree of the page."""

from dataclasses import replace
from html import unescape
import re

from ....language.fold import fold
from ..jsonld import recipes_of_text
from ..model import Recipe
from .merging import is_whole, one_each, with_site
from .scripts import json_ld_blocks
from .site import object_of

MOST_PLAIN = 1_000_000
"""Characters of HTML that are read as plain text, if a page declares no recipe and its elements are not read."""
_CANONICAL = re.compile(r"""<link\b[^<>]{0,500}rel=["']?canonical["']?[^<>]{0,500}>""", re.IGNORECASE)
_OPEN_GRAPH = re.compile(r"""<meta\b[^<>]{0,500}property=["']?og:url["']?[^<>]{0,500}>""", re.IGNORECASE)
_TITLE = re.compile(r"""<title[^<>]{0,200}>([^<]{1,500})</title""", re.IGNORECASE)
_HREF = re.compile(r"""(?:href|content)=["']?(https?://[^\s"'<>]+)""", re.IGNORECASE)
_LANGUAGE = re.compile(
    r"""<html\b[^<>]{0,500}?\blang=["']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})?)["'\s>]""", re.IGNORECASE
)


def declared_recipes(html: str, url: str | None) -> list[Recipe]:
    """The recipes of the JSON-LD of a page, the main one completed by the selectors of its site."""
    address = url or own_address(html)
    blocks = json_ld_blocks(html)
    declared = one_each(
        _own([recipe for block in blocks for recipe in recipes_of_text(block)], html, address)
    )
    if url is not None:
        declared = [replace(recipe, source_url=url) for recipe in declared]
    site = object_of(html, address) if address else None
    return declared if site is None else with_site(declared, *site, url)


def _own(recipes: list[Recipe], html: str, address: str | None) -> list[Recipe]:
    """The page's own recipe without those of a carousel, which state other addresses; all if none is its own."""
    if len(recipes) < 2:
        return recipes
    here = _place(address)
    own = [recipe for recipe in recipes if here and _place(recipe.source_url) == here]
    if not own and (title := _TITLE.search(html)) is not None:
        words = fold(unescape(title[1]))
        named = [recipe for recipe in recipes if recipe.name and fold(recipe.name) in words]
        own = named if len({fold(recipe.name) for recipe in named}) == 1 else []
    if not own:
        return recipes
    names = {fold(recipe.name) for recipe in own}
    others = [
        recipe
        for recipe in recipes
        if recipe not in own and (fold(recipe.name) in names or _place(recipe.source_url) in {"", here})
    ]
    return [*own, *others]


def _place(address: str | None) -> str:
    """Host and path of an address, for comparing."""
    match = re.match(r"https?://(?:www\.)?([^?#]*)", address or "", re.IGNORECASE)
    return match[1].rstrip("/").lower() if match else ""


def is_complete(declared: list[Recipe], html: str) -> bool:
    """Whether the main recipe has all its parts, so that the elements of the page need not be read."""
    return bool(declared) and is_whole(declared[0]) and not _has_hidden_sections(html, declared[0])


def _has_hidden_sections(html: str, recipe: Recipe) -> bool:
    """Whether the page groups its lines by a plugin whose JSON-LD omits the groups."""
    return not any(line.section for line in recipe.ingredients) and (
        "wprm-recipe-ingredient-group-name" in html
        or "wprm-recipe-group-name" in html
        or "tasty-recipes-ingredients" in html
        or "mv-create-ingredients" in html
    )


def addressed(recipes: list[Recipe], html: str, url: str | None) -> list[Recipe]:
    """Add the address and the language that the page declares, if they are missing."""
    address = url or own_address(html)
    tongue = _LANGUAGE.search(html)
    return [
        replace(
            recipe,
            source_url=recipe.source_url or address,
            language=tongue[1] if tongue and recipe.language == "en" else recipe.language,
        )
        for recipe in recipes
    ]


def own_address(html: str) -> str | None:
    """The address that the page declares."""
    link = _CANONICAL.search(html) or _OPEN_GRAPH.search(html)
    href = _HREF.search(link[0]) if link else None
    return href[1] if href else None
