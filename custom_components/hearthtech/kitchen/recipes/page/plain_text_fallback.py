"""Fallback: the visible lines of a page, with headings and list items marked, parsed like pasted text."""

from collections.abc import Iterator
from itertools import islice
import re

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

from ..cleaning import line_of
from ..line_classifier import ClassifiedLine, LineRole

_NO_WORDS = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "svg",
        "form",
        "button",
        "select",
        "nav",
        "footer",
        "head",
    }
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "thead",
        "tr",
        "ul",
    ]
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary", "legend"})
_ASIDE = re.compile(
    r"(?:^|[\s_-])(?:comments?|comment-list|respond|sidebar|breadcrumbs?|related|newsletter|share|sharing|social|cookie|menu|navbar|advert(?:isement)?|promo|site-(?:header|footer))(?:$|[\s_-])",
    re.IGNORECASE,
)
_MOST_LINES = 20_000


def lines_of_page(soup: BeautifulSoup) -> list[ClassifiedLine]:
    """The visible lines, in order, without navigation, comments and footers."""
    main = soup.find("main") or soup.select_one("[role=main]") or soup.body or soup
    if isinstance(main, Tag) and len(main.get_text(strip=True)) < 200:
        main = soup.body or soup
    lines: list[ClassifiedLine] = []
    for role, level, text in _runs(main):
        words = line_of(text)
        if words and any(letter.isalnum() for letter in words):
            lines.append(ClassifiedLine(text=words, role=role, level=level))
        if len(lines) >= _MOST_LINES:
            break
    return lines


def title_of_page(soup: BeautifulSoup) -> str:
    """The title of the page."""
    for tag in (soup.find("h1"), soup.find("meta", attrs={"property": "og:title"}), soup.find("title")):
        if isinstance(tag, Tag) and (words := line_of(str(tag.get("content") or tag.get_text(" ")))):
            return re.split(r"\s+[|–—»]\s+|\s+-\s+(?=[^-]*$)", words)[0] if tag.name != "h1" else words
    return ""


type _Run = tuple[LineRole, int, str]


def _runs(root: Tag) -> Iterator[_Run]:
    """Text between two block borders, with the role and level of the innermost block."""
    gathered: list[str] = []
    role, level = LineRole.PLAIN, 0
    # An explicit stack: hostile pages are nested deeper than Python's recursion limit.
    waiting: list[tuple[object, LineRole, int, bool]] = [(root, LineRole.PLAIN, 0, False)]
    while waiting:
        node, inherited, high, leaving = waiting.pop()
        if leaving:
            if gathered:
                yield role, level, "".join(gathered)
                gathered = []
            role, level = inherited, high
            continue
        if isinstance(node, NavigableString):
            if not isinstance(node, PreformattedString):
                if not gathered:
                    role, level = inherited, high
                gathered.append(re.sub(r"\s+", " ", node).replace("<", "&lt;"))
            continue
        if not isinstance(node, Tag) or _left_out(node, root):
            continue
        own, own_level = _role(node, inherited, high)
        if node.name == "br" and inherited in {LineRole.ITEM, LineRole.NUMBERED}:
            gathered.append(" ")
            continue
        if node.name in _BLOCKS:
            if gathered:
                yield role, level, "".join(gathered)
                gathered = []
            waiting.append((node, inherited, high, True))
        elif gathered and (node.name in {"td", "th"} or isinstance(node.previous_sibling, Tag)):
            # Adjacent elements are separate words, even without a space between them.
            gathered.append(" ")
        waiting += [(child, own, own_level, False) for child in reversed(list(node.children))]
    if gathered:
        yield role, level, "".join(gathered)


def _role(node: Tag, inherited: LineRole, level: int) -> tuple[LineRole, int]:
    if node.name in _HEADINGS:
        return LineRole.HEADING, int(node.name[1]) if node.name[1:].isdigit() else 7
    if node.name == "li":
        parent = node.parent
        return (LineRole.NUMBERED if parent is not None and parent.name == "ol" else LineRole.ITEM), 0
    if node.name in {"strong", "b"} and inherited is LineRole.PLAIN and _alone(node):
        # Level 0: among bold words a title can't be distinguished from a section.
        return LineRole.HEADING, 0
    return inherited, level


def _alone(node: Tag) -> bool:
    """Whether a paragraph contains only bold words, like a heading."""
    parent = node.parent
    if parent is None or parent.name not in {"p", "div", "td"}:
        return False
    own = _length(node, 60)
    return own is not None and _length(parent, own + 2) is not None


_MOST_NODES = 300
"""Greatest number of nodes inside an element: without a limit, nested elements would take quadratic time."""


def _length(node: Tag, most: int) -> int | None:
    """The number of visible letters of an element; `None` if more than `most`, or far too many nodes."""
    length = 0
    for count, inner in enumerate(node.descendants):
        if isinstance(inner, NavigableString) and not isinstance(inner, PreformattedString):
            length += len(inner.strip())
        if length > most or count > _MOST_NODES:
            return None
    return length


def _left_out(node: Tag, root: Tag) -> bool:
    if node is root:
        return False
    if node.name in _NO_WORDS or node.get("hidden") is not None or node.get("aria-hidden") == "true":
        return True
    if node.name in {"aside", "header"} and not any(
        isinstance(inner, Tag) and inner.name in {"h1", "li"}
        for inner in islice(node.descendants, _MOST_NODES)
    ):
        return True
    marks = " ".join((*(node.get("class") or []), str(node.get("id") or "")))
    return bool(_ASIDE.search(marks)) and node.name not in {"body", "html", "main", "article"}
