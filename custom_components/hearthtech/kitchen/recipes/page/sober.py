"""The last way to a recipe: the lines of a page, with headings and list items known, read like pasted text."""

from collections.abc import Iterator
import re

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

from custom_components.hearthtech.kitchen.recipes.cleaning import line_of
from custom_components.hearthtech.kitchen.recipes.looks import Line, Role

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


def lines_of_page(soup: BeautifulSoup) -> list[Line]:
    """The lines a reader sees, in order, without what surrounds an article."""
    main = soup.find("main") or soup.select_one("[role=main]") or soup.body or soup
    if isinstance(main, Tag) and len(main.get_text(strip=True)) < 200:
        main = soup.body or soup
    lines: list[Line] = []
    for role, level, text in _runs(main):
        words = line_of(text)
        if words and any(letter.isalnum() for letter in words):
            lines.append(Line(text=words, role=role, level=level))
        if len(lines) >= _MOST_LINES:
            break
    return lines


def title_of_page(soup: BeautifulSoup) -> str:
    """What the page calls itself."""
    for tag in (soup.find("h1"), soup.find("meta", attrs={"property": "og:title"}), soup.find("title")):
        if isinstance(tag, Tag) and (words := line_of(str(tag.get("content") or tag.get_text(" ")))):
            return re.split(r"\s+[|–—»]\s+|\s+-\s+(?=[^-]*$)", words)[0] if tag.name != "h1" else words
    return ""


type _Run = tuple[Role, int, str]


def _runs(root: Tag) -> Iterator[_Run]:
    """Words between two block borders, with the role and level of the innermost block."""
    gathered: list[str] = []
    role, level = Role.PLAIN, 0
    # An explicit stack: hostile pages nest deeper than Python recurses.
    waiting: list[tuple[object, Role, int, bool]] = [(root, Role.PLAIN, 0, False)]
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
        if node.name == "br" and inherited in {Role.ITEM, Role.NUMBERED}:
            gathered.append(" ")
            continue
        if node.name in _BLOCKS:
            if gathered:
                yield role, level, "".join(gathered)
                gathered = []
            waiting.append((node, inherited, high, True))
        elif gathered and (node.name in {"td", "th"} or isinstance(node.previous_sibling, Tag)):
            # Side by side, two elements are two words, though nothing stands between them.
            gathered.append(" ")
        waiting += [(child, own, own_level, False) for child in reversed(list(node.children))]
    if gathered:
        yield role, level, "".join(gathered)


def _role(node: Tag, inherited: Role, level: int) -> tuple[Role, int]:
    if node.name in _HEADINGS:
        return Role.HEADING, int(node.name[1]) if node.name[1:].isdigit() else 7
    if node.name == "li":
        parent = node.parent
        return (Role.NUMBERED if parent is not None and parent.name == "ol" else Role.ITEM), 0
    if node.name in {"strong", "b"} and inherited is Role.PLAIN and _alone(node):
        # Above nothing: among bold words nobody can tell a title from a section.
        return Role.HEADING, 0
    return inherited, level


def _alone(node: Tag) -> bool:
    """Whether bold words are all there is in their paragraph, as a heading is."""
    parent = node.parent
    return (
        parent is not None
        and parent.name in {"p", "div", "td"}
        and len(node.get_text(strip=True)) <= 60
        and len(parent.get_text(strip=True)) <= len(node.get_text(strip=True)) + 2
    )


def _left_out(node: Tag, root: Tag) -> bool:
    if node is root:
        return False
    if node.name in _NO_WORDS or node.get("hidden") is not None or node.get("aria-hidden") == "true":
        return True
    if node.name in {"aside", "header"} and not node.find(["h1", "li"]):
        return True
    marks = " ".join((*(node.get("class") or []), str(node.get("id") or "")))
    return bool(_ASIDE.search(marks)) and node.name not in {"body", "html", "main", "article"}
