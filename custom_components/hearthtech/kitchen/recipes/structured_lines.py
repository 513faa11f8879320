"""Ingredients and steps that programs export in parts: food, unit and note (Mealie, Tandoor, WP Recipe Maker and others)."""

import html
import re
from typing import Any

from ...language.number_format import as_fraction
from .cleaning import is_heading, line_of, lines_of
from .schema_org_values import Node, first_text, without_prefixes

_LONG_DECIMAL = re.compile(r"(?<![\w.,])(\d{1,6})[.,](\d{4,20})(?![\w.,])")
_HEADING_TAG = re.compile(r"<h[1-6](?:\s[^<>]{0,300})?>([^\n]{1,400}?)</h[1-6]\s*>", re.IGNORECASE)
_BOLD_LINE = re.compile(
    r"<(p|li|div)(?:\s[^<>]{0,300})?>\s*<(b|strong)(?:\s[^<>]{0,300})?>([^<>]{2,80})</\2>\s*:?\s*(?:<br\s*/?>)?\s*</\1>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^<>]{0,300}>")
_LIST_ITEM = re.compile(r"<li(?:\s[^<>]*)?>", re.IGNORECASE)
_ENDS = (".", "!", "?", ":", ";", ",", "。", "…")


def readable_amounts(line: str) -> str:
    """The line with computed decimals as fractions: `0.33333334 cup` is `⅓ cup`."""

    def fraction(match: re.Match[str]) -> str:
        return as_fraction(float(f"{match[1]}.{match[2]}"), tolerance=0.03)

    return _LONG_DECIMAL.sub(fraction, line) if "." in line or "," in line else line


def with_marked_headings(text: str) -> str:
    """HTML with its headings, and its lines in bold, as lines in brackets (`[Sauce]`), which are read as headings."""
    if "<" not in text:
        return text

    def marked(words: str) -> str:
        title = html.unescape(_TAG.sub("", words)).translate({91: None, 93: None}).strip(" :\t")
        return (
            f"<p>[{title}]</p>" if title and len(title) <= 60 and not title.isdigit() else f"<p>{words}</p>"
        )

    # Tags are searched only up to the last heading end: a thousand open ones cost as much as one.
    end = text.lower().rfind("</h") + 6 if "</h" in text.lower() else 0
    text = _HEADING_TAG.sub(lambda match: marked(match[1]), text[:end]) + text[end:]
    return _BOLD_LINE.sub(lambda match: marked(match[3]), text) if "<b" in text or "<strong" in text else text


def sentences_of_list(text: str) -> str:
    """The text on one line; the items of a list in it become sentences."""
    if _LIST_ITEM.search(text) is None:
        return line_of(text)
    lines = lines_of(text)
    return " ".join(
        line if line.endswith(_ENDS) or at == len(lines) - 1 else f"{line}." for at, line in enumerate(lines)
    )


def section_title(node: Node) -> str | None:
    """The heading that an ingredient or step states for itself and those after it (Mealie's `title`)."""
    return (first_text(node.get("title")) or "").strip(" :") or None


def ingredient_line(node: Node) -> str:
    """The text of an ingredient that is given in parts; empty when its parts are not known."""
    food = _named(node.get("food")) or _named(node.get("ingredient"))
    if not food:
        whole = (
            first_text(node.get("display"))
            or first_text(node.get("originalText"))
            or first_text(node.get("original_text"))
            or (first_text(node.get("note")) if {"food", "unit"} & node.keys() else None)
        )
        return readable_amounts(whole) if whole else ""
    amount = node.get("quantity", node.get("amount"))
    if node.get("no_amount") is True or node.get("disableAmount") is True:
        amount = None
    number = _number(amount)
    unit = _named(node.get("unit"), plural=isinstance(amount, (int, float)) and amount > 1) if number else ""
    note = first_text(node.get("note")) or first_text(node.get("notes")) or ""
    line = " ".join(part for part in (number, unit, food) if part)
    return f"{line}, {note}" if note and note not in line else line


def _number(amount: object) -> str:
    if isinstance(amount, bool) or amount is None:
        return ""
    if isinstance(amount, (int, float)):
        return as_fraction(float(amount)) if 0 < amount < 1e9 else ""
    text = first_text(amount) or ""
    if re.fullmatch(r"\d{1,9}\.\d{1,20}", text):
        return as_fraction(float(text)) if float(text) > 0 else ""
    return "" if text == "0" else readable_amounts(text)


def _named(value: object, *, plural: bool = False) -> str:
    if isinstance(value, dict):
        node = without_prefixes(value)
        other = first_text(node.get("pluralName") or node.get("plural_name")) if plural else None
        return other or first_text(node.get("name")) or first_text(node.get("abbreviation")) or ""
    return first_text(value) or "" if isinstance(value, str) else ""


def noted(value: object) -> list[str]:
    """Notes: texts, or objects with a title and a text."""
    notes: list[str] = []
    for item in (value if isinstance(value, list) else [value])[:200]:
        node: dict[str, Any] = without_prefixes(item) if isinstance(item, dict) else {"text": item}
        text = "\n".join(lines_of(node["text"])) if isinstance(node.get("text"), str) else ""
        title = first_text(node.get("title")) or first_text(node.get("name")) or ""
        if text:
            notes.append(
                f"{title}: {text}"
                if title and title.lower() not in {"note", "notes", "author notes"}
                else text
            )
    return notes


def is_mark_of_section(text: str) -> str | None:
    """The title of a step that is only a heading in brackets."""
    return is_heading(text) if text[:1] in "[【〔*#=-–—~" else None
