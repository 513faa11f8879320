"""Addresses of the pictures that a page or a document names for its recipes."""

from collections.abc import Iterator, Mapping, Sequence
from html import unescape
import re
from typing import Any

from yarl import URL

from ...language.fold import fold
from .loose_json import parse_loosely
from .page.scripts import json_ld_blocks
from .schema_org_values import is_type, nodes_of

MOST_LINKS = 12
"""Pictures of one recipe that can be chosen."""
_LONGEST = 2000
_MOST_STEPS = 100
_META = re.compile(
    r"""<meta\b[^<>]{0,500}(?:property|name)=["']?(?:og:image|twitter:image)["']?[^<>]{0,2000}>""",
    re.IGNORECASE,
)
_CONTENT = re.compile(r"""content=["']?([^\s"'<>]+)""", re.IGNORECASE)


def links_by_name(document: object) -> dict[str, tuple[str, ...]]:
    """The pictures of each recipe of a document, by the folded name of the recipe: its own, then those of its steps."""
    found: dict[str, tuple[str, ...]] = {}
    for node in nodes_of(document):
        name = node.get("name") or node.get("title")
        if (is_type(node, "Recipe") or "@type" not in node) and isinstance(name, str):
            links = (
                *_links(node.get("image") or node.get("imageUrl") or node.get("photo_url")),
                *_links_of_steps(node.get("recipeInstructions")),
            )
            if links:
                found.setdefault(
                    fold(" ".join(unescape(name).split())), tuple(dict.fromkeys(links))[:MOST_LINKS]
                )
    return found


def links_of_page(html: str, url: str | None) -> tuple[dict[str, tuple[str, ...]], str | None]:
    """The pictures that a page declares for its recipes by name, and the picture of the page itself."""
    found: dict[str, tuple[str, ...]] = {}
    for block in json_ld_blocks(html):
        for name, links in links_by_name(parse_loosely(block)).items():
            whole = dict.fromkeys(one for link in links if (one := absolute(link, url)) is not None)
            if whole:
                found.setdefault(name, tuple(whole))
    own = next(
        (content[1] for meta in _META.finditer(html) if (content := _CONTENT.search(meta[0])) is not None),
        None,
    )
    return found, None if own is None else absolute(unescape(own), url)


def absolute(link: str, url: str | None) -> str | None:
    """The web address of a picture; `None` if it is none."""
    try:
        joined = URL(url).join(URL(link)) if url else URL(link)
    except ValueError:
        return None
    return str(joined) if joined.scheme in {"http", "https"} and joined.host else None


def _links(value: Any) -> Iterator[str]:
    """The addresses in a value of `image`: a text, an object, or a list of either."""
    if isinstance(value, str):
        text = unescape(value).strip()
        if text and len(text) <= _LONGEST and not text.startswith("data:"):
            yield text
    elif isinstance(value, Mapping):
        yield from _links(value.get("url") or value.get("contentUrl") or value.get("@id"))
    elif isinstance(value, Sequence):
        for item in value[:MOST_LINKS]:
            if isinstance(item, (str, Mapping)):
                yield from _links(item)


def _links_of_steps(value: Any) -> Iterator[str]:
    """The addresses of the pictures of steps, also of steps in sections."""
    if not isinstance(value, Sequence) or isinstance(value, str):
        return
    for step in value[:_MOST_STEPS]:
        if isinstance(step, Mapping):
            yield from _links(step.get("image"))
            inner = step.get("itemListElement")
            for part in inner[:_MOST_STEPS] if isinstance(inner, Sequence) else ():
                if isinstance(part, Mapping):
                    yield from _links(part.get("image"))
