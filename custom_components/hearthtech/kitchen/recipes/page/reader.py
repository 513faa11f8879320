"""Recipes of a saved web page.

Methods, from the most to the least reliable: selectors made for the site, JSON-LD, the markup of the page,
its plain text. A later method fills missing fields only; it never overwrites those of an earlier one.
"""

from collections.abc import Sequence
from dataclasses import replace
import re

from bs4 import BeautifulSoup, Tag

from ...errors import ErrorCode, KitchenError
from ..decoding import text_of
from ..jsonld import recipes_of
from ..model import Recipe
from ..text import recipe_of_lines, recipe_of_text
from .declared import MOST_PLAIN, addressed, declared_recipes, is_complete
from .markup import objects_of
from .merging import best_fill, filled, is_whole, one_each
from .plain_text_fallback import lines_of_page, title_of_page

LARGEST_BYTES = 64 * 1024 * 1024
_LARGEST_TREE = 8_000_000
"""Characters of HTML; a longer page is searched for JSON-LD only, because its tree would take gigabytes."""


_MOST_TAGS = 100_000
"""Signs `<` in a page; of a longer page only the words are read, as pasted text."""
_DEEPEST = 120
_LARGEST_DEPTH_SUM = 600_000
"""Sum of the depths of all elements, which is how many pairs of an element and one inside it there are.

It bounds whatever looks into the elements inside each element. A page of 20,000 elements has about 300,000.
"""


def recipes_of_page(
    content: bytes | str, url: str | None = None, *, charset: str | None = None
) -> list[Recipe]:
    """The recipes of a page, the main one first.

    Raises:
        KitchenError: `not_a_recipe`, when there is none; `invalid`, when the page is too large.
    """
    if len(content) > LARGEST_BYTES:
        raise KitchenError(ErrorCode.INVALID, part="page", reason="too large", bytes=len(content))
    html = content if isinstance(content, str) else text_of(content, charset)
    declared = declared_recipes(html, url)
    if is_complete(declared, html):
        return addressed(declared, html, url)
    if len(html) > _LARGEST_TREE or html.count("<") > _MOST_TAGS:
        if declared:
            return declared
        if len(html) > MOST_PLAIN:
            raise KitchenError(ErrorCode.NOT_A_RECIPE, reason="the page is too large to search its words")
        return addressed([recipe_of_text(html, url)], html, url)
    return addressed(_from_tree(html, declared, url), html, url)


def _from_tree(html: str, declared: list[Recipe], url: str | None) -> list[Recipe]:
    soup = BeautifulSoup(html, "lxml")
    if _is_deep(soup):
        # Each method below searches nested elements, which would take quadratic time.
        return declared or [recipe_of_text(soup.get_text("\n"), url)]
    marked = one_each(recipe for node in objects_of(soup, html) for recipe in recipes_of(node, url))
    if not declared:
        whole = [recipe for recipe in marked if is_whole(recipe)]
        if whole:
            return _named(whole, soup)
        declared = marked[:1]
    else:
        declared = [best_fill(declared[0], marked), *declared[1:]]
    if declared and is_whole(declared[0]):
        return _named(declared, soup)
    try:
        sober = recipe_of_lines(lines_of_page(soup), name=title_of_page(soup), source_url=url)
    except KitchenError:
        if declared and (declared[0].ingredients or declared[0].steps):
            return _named(declared, soup)
        raise
    sober = replace(sober, name=title_of_page(soup) or sober.name, language=_language(soup))
    return [filled(declared[0], sober), *declared[1:]] if declared else [sober]


def _is_deep(soup: BeautifulSoup) -> bool:
    """Whether elements are nested deeper, or more of them deep, than on pages written by people."""
    waiting: list[tuple[Tag, int]] = [(soup, 0)]
    depths = 0
    while waiting:
        tag, depth = waiting.pop()
        depths += depth
        if depth > _DEEPEST or depths > _LARGEST_DEPTH_SUM:
            return True
        waiting += [(child, depth + 1) for child in tag.children if isinstance(child, Tag)]
    return False


def _named(recipes: Sequence[Recipe], soup: BeautifulSoup) -> list[Recipe]:
    """The recipes, with the name and the language of the page where their own are missing."""
    # Searched once: the page may declare thousands of recipes.
    title = title_of_page(soup) if any(not recipe.name for recipe in recipes) else ""
    language = _language(soup) if any(recipe.language == "en" for recipe in recipes) else "en"
    return [
        replace(
            recipe,
            name=recipe.name or title or "Recipe",
            language=language if recipe.language == "en" else recipe.language,
        )
        for recipe in recipes
    ]


def _language(soup: BeautifulSoup) -> str:
    found = soup.find("html", attrs={"lang": re.compile(r"^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$")})
    return str(found["lang"]) if found else "en"
