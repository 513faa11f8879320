"""Site-specific extraction by the library recipe-scrapers.

The library knows some 740 sites; for about 300 of them it has selectors of their own. It takes a second to load, so
it is only loaded for a page whose address it may know.
"""

from collections.abc import Callable
from importlib.util import find_spec
import logging
from pathlib import Path
import re
import sys
from typing import Any
from urllib.parse import urlsplit

_LOGGER = logging.getLogger(__name__)
_OWN = {
    "title": "name",
    "yields": "recipeYield",
    "ingredients": "recipeIngredient",
    "instructions": "recipeInstructions",
    "instructions_list": "recipeInstructions",
    "prep_time": "prepTime",
    "cook_time": "cookTime",
    "total_time": "totalTime",
}
"""The field of each method of the library."""
LONGEST_PAGE = 6_000_000


def object_of(html: str, url: str) -> tuple[dict[str, Any], frozenset[str]] | None:
    """The recipe as a schema.org object, and the names of fields from selectors made for this site.

    `None` when the library does not know the site or can't read this page.
    """
    if len(html) > LONGEST_PAGE:
        return None
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    if not _may_know(host):
        return None
    from recipe_scrapers import SCRAPERS

    kind = SCRAPERS.get(host)
    if kind is None:
        return None
    # The class has its own methods under their names even after the library's plugins wrapped all of them.
    own = frozenset(_OWN[name] for base in kind.__mro__ for name in _OWN if _is_own(base, name))
    try:
        scraper = kind(html=html, url=url)
    except Exception as error:  # noqa: BLE001 - selectors for hundreds of sites fail in hundreds of ways
        _LOGGER.debug("The reader for %s failed: %s", host, error)
        return None
    steps = _asked(scraper.instructions_list) or []
    found = {
        "@type": "Recipe",
        "name": _asked(scraper.title),
        "author": _asked(scraper.author),
        "description": _asked(scraper.description),
        "recipeYield": _asked(scraper.yields),
        "recipeIngredient": _ingredients(scraper),
        "recipeInstructions": [step for step in steps if isinstance(step, str)],
        "prepTime": _asked(scraper.prep_time),
        "cookTime": _asked(scraper.cook_time),
        "totalTime": _asked(scraper.total_time),
        "nutrition": _asked(scraper.nutrients),
        "recipeCategory": _asked(scraper.category),
        "recipeCuisine": _asked(scraper.cuisine),
        "inLanguage": _asked(scraper.language),
    }
    return found, own


def _may_know(host: str) -> bool:
    """Whether the library's source contains this host.

    This takes a tenth of the time of loading the library.
    """
    name = max(host.split("."), key=len)
    if not name or "recipe_scrapers" in sys.modules:
        return True
    library = find_spec("recipe_scrapers")
    if library is None:
        return False
    named = re.compile(rb"(?<![\w-])%s(?![\w-])" % re.escape(name.encode("utf-8", "replace")))
    try:
        return any(
            named.search(path.read_bytes()) is not None
            for folder in library.submodule_search_locations or ()
            for path in Path(folder).glob("*.py")
        )
    except OSError:
        return True


def _is_own(kind: type, name: str) -> bool:
    method = kind.__dict__.get(name)
    while method is not None and hasattr(method, "__wrapped__"):
        method = method.__wrapped__
    module = getattr(method, "__module__", None)
    return module == kind.__module__ and not kind.__module__.endswith(("._abstract", "._factory"))


def _ingredients(scraper: Any) -> list[Any]:
    """Groups with headings if the site has them and they contain every line; else the plain lines."""
    lines = [line for line in _asked(scraper.ingredients) or [] if isinstance(line, str)]
    groups = _asked(scraper.ingredient_groups) or []
    grouped = [line for group in groups for line in group.ingredients]
    if len(groups) < 2 or sorted(grouped) != sorted(lines):
        return list(lines)
    return [
        {"name": re.sub(r"[\s:]+$", "", group.purpose or ""), "itemListElement": list(group.ingredients)}
        for group in groups
    ]


def _asked(method: Callable[[], Any]) -> Any:
    try:
        return method()
    except Exception as error:  # noqa: BLE001 - a field the page does not have raises whatever it met
        _LOGGER.debug("%s is not there: %s", getattr(method, "__name__", method), error)
        return None
