"""Parser of Cooklang (https://cooklang.org/docs/spec/, canonical tests version 8).

Invalid markup is text: no file is refused because of its body. Time grows linearly with the length of the
file. Beyond the published grammar, the old `>> key: value`, the scaling mark `*`, and the marks `@`, `&`,
`-`, `+` and `|` of the reference program are understood, and a backslash makes the next character plain.
"""

from collections.abc import Iterator
import re
import unicodedata

from . import front_matter
from .model import (
    CooklangQuantity,
    CookwareItem,
    Document,
    IngredientItem,
    Item,
    StepBlock,
    TextItem,
    TimerItem,
)

MARKS = "@#~"
ESCAPED = frozenset("\\@#~{}()[]%|>=-\n")
"""Characters that a backslash makes plain; before others it is a backslash.

At the end of a line it keeps the line end.
"""
_KEPT_LINE = "\x00"
_LONGEST_PREPARATION = 1000
NEWLINES = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_LINE_COMMENTS = re.compile(r"\\.|(?<!\S)--(?!-)[^\n]*", re.DOTALL)
_COMMENTS = re.compile(r"\\.|\[-.*?-\]|(?<!\S)--(?!-)[^\n]*", re.DOTALL)
_NAME = re.compile(r"(?:\\.|[^@#~{}\n\\])*")
_AMOUNT = re.compile(r"\{((?:\\.|[^{}\n\\])*)\}")
_PREPARATION = re.compile(rf"\(((?:[^()\n]|\([^()\n]*\)){{0,{_LONGEST_PREPARATION}}})\)")
_INTERMEDIATE = re.compile(r"\((?:[~=]{1,2}|=~)?\d{1,4}\)")
"""The result of an earlier step or section in the reference program: `@&(~1)dough{}`."""
_NUMBER = re.compile(r"(?:0|[1-9]\d*)(?:\.\d+)?")
_FRACTION = re.compile(r"([1-9]\d*|0)\s*/\s*([1-9]\d*)")
_MIXED = re.compile(r"([1-9]\d*)\s+([1-9]\d*)\s*/\s*([1-9]\d*)")
_VULGAR = re.compile(r"([1-9]\d*)?\s*([½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])")


def parse(source: str) -> Document:
    """Parse a file.

    Raises:
        KitchenError: `invalid`, when its front matter refers to itself.
    """
    # A NUL is never part of a recipe; here it marks removed text and kept line ends.
    lines = NEWLINES.sub("\n", source.removeprefix("\ufeff").replace("\x00", "")).split("\n")
    metadata, unparsed, body = _take_front_matter(lines)
    steps: list[StepBlock] = []
    notes: list[str] = []
    section: str | None = None
    for kind, text in _blocks(_without_comments("\n".join(body))):
        if kind == "metadata":
            key, colon, value = text.removeprefix(">>").partition(":")
            if colon and key.strip():
                metadata[key.strip()] = value.strip()
            else:
                unparsed.append(text)
        elif kind == "section":
            section = _plain(text.strip().strip("=").strip()) or None
        elif kind == "note":
            notes.append(_plain(text))
        elif items := tuple(_items(text)):
            steps.append(StepBlock(items=items, section=section))
    return Document(metadata=metadata, steps=tuple(steps), notes=tuple(notes), unparsed=tuple(unparsed))


def _take_front_matter(lines: list[str]) -> tuple[dict[str, object], list[str], list[str]]:
    first = next((at for at, line in enumerate(lines) if line.strip()), None)
    if first is None or lines[first].rstrip() != front_matter.FENCE:
        return {}, [], lines
    last = next((at for at in range(first + 1, len(lines)) if lines[at].rstrip() == front_matter.FENCE), None)
    if last is None:
        return {}, [], lines
    metadata, unparsed = front_matter.read("\n".join(lines[first + 1 : last]))
    return dict(metadata), list(unparsed), lines[last + 1 :]


def _without_comments(text: str) -> str:
    """Remove comments; a line with only a comment is removed too, so that it does not separate steps."""
    if "--" not in text and "[-" not in text:
        return text
    # Block comments are searched only up to the last comment end, so that a thousand open ones cost no more
    # than one.
    last = text.rfind("-]") + 2 if "-]" in text else 0
    cut = _COMMENTS.sub(_blank, text[:last]) + _LINE_COMMENTS.sub(_blank, text[last:])
    kept = [line for line in cut.split("\n") if "\x00" not in line or line.replace("\x00", "").strip()]
    return "\n".join(kept).replace("\x00", "")


def _blank(match: re.Match[str]) -> str:
    return match[0] if match[0].startswith("\\") else "\x00"


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """Paragraphs with their kind.

    Metadata and sections are single lines and end the paragraph before them.
    """
    kind = ""
    gathered: list[str] = []
    for line in [*text.split("\n"), ""]:
        begins = _kind_of(line)
        # A note continues until the next empty line, with or without the mark.
        goes_on = begins == kind or (kind == "note" and begins == "step")
        if gathered and not goes_on:
            yield kind, "\n".join(gathered)
            gathered = []
        if begins in {"metadata", "section"}:
            yield begins, line.strip()
            kind = ""
        elif begins == "note" or (begins == "step" and kind == "note" and gathered):
            gathered.append(line.strip().removeprefix(">").strip())
            kind = "note"
        elif begins == "step":
            gathered.append(line)
            kind = "step"
        else:
            kind = ""


def _kind_of(line: str) -> str:
    words = line.strip()
    if not words:
        return ""
    if words.startswith(">>"):
        return "metadata"
    if words.startswith(">"):
        return "note"
    return "section" if line.startswith("=") else "step"


def _items(text: str) -> Iterator[Item]:
    """The items of a step, without white space at its beginning and end."""
    text = text.strip()
    gathered: list[str] = []
    at = 0
    for mark in re.finditer(rf"\\.|[{MARKS}]", text, re.DOTALL):
        if mark.start() < at:
            continue
        if mark[0].startswith("\\"):
            plain = _KEPT_LINE if mark[0][1] == "\n" else mark[0][1]
            gathered += (text[at : mark.start()], plain if mark[0][1] in ESCAPED else mark[0])
            at = mark.end()
            continue
        item, end = _component(text, mark.start())
        if item is None:
            continue
        gathered.append(text[at : mark.start()])
        if words := _joined(gathered):
            yield TextItem(text=words)
        gathered = []
        yield item
        at = end
    if words := _joined([*gathered, text[at:]]):
        yield TextItem(text=words)


def _joined(pieces: list[str]) -> str:
    return "".join(pieces).replace("\n", " ").replace(_KEPT_LINE, "\n")


def _component(text: str, start: int) -> tuple[Item | None, int]:
    """The component whose mark is at `start` and its end; `None` when the mark is an ordinary character."""
    mark = text[start]
    if mark == "~":
        return _timer(text, start + 1)
    modifiers, at = _modifiers(text, start + 1, "@&?+-" if mark == "@" else "&?+-")
    intermediate = _INTERMEDIATE.match(text, at) if "&" in modifiers else None
    if intermediate is not None:
        at = intermediate.end()
    name, amount, end = _name_and_amount(text, at)
    if not name:
        # Then the marks may be part of the words: "#-1", "@-".
        return None, start
    preparation = ""
    if match := _PREPARATION.match(text, end):
        preparation, end = _plain(match[1].strip()), match.end()
    name, alias = _name_and_alias(name)
    if not name:
        return None, start
    quantity, units = _amount(amount)
    if mark == "#":
        if units and quantity is not None:
            quantity = CooklangQuantity(value=f"{quantity.words} {units}", words=f"{quantity.words} {units}")
        return CookwareItem(
            name=name, quantity=quantity, preparation=preparation, alias=alias, optional="?" in modifiers
        ), end
    reference = name.removeprefix("./") if name.startswith(("./", "../")) or "@" in modifiers else None
    return IngredientItem(
        name=name,
        quantity=quantity,
        units=units,
        preparation=preparation,
        alias=alias,
        optional="?" in modifiers,
        hidden="-" in modifiers,
        again="&" in modifiers,
        reference=reference,
        intermediate=intermediate is not None,
    ), end


def _timer(text: str, at: int) -> tuple[Item | None, int]:
    if match := _AMOUNT.match(text, at):
        name, amount, end = "", match[1], match.end()
    else:
        name, amount, end = _name_and_amount(text, at)
        if not name:
            return None, at
    quantity, units = _amount(amount)
    return TimerItem(name=_plain(name), quantity=quantity, units=units), end


def _modifiers(text: str, at: int, allowed: str) -> tuple[str, int]:
    """Marks right after the first one, each at most once."""
    found = ""
    while at < len(text) and text[at] in allowed and text[at] not in found:
        found += text[at]
        at += 1
    return found, at


def _name_and_amount(text: str, at: int) -> tuple[str, str | None, int]:
    """Parse `many words{amount}` or one word; the amount is `None` without braces."""
    if at >= len(text) or text[at].isspace():
        return "", None, at
    name = _NAME.match(text, at)
    if name and name[0].strip() and (amount := _AMOUNT.match(text, name.end())):
        return name[0].strip(), amount[1], amount.end()
    end = at
    while end < len(text) and _is_word(text[end]):
        end += 1
    return text[at:end], None, end


def _name_and_alias(name: str) -> tuple[str, str]:
    """Split `white wine|wine`; an escaped bar is part of the name."""
    parts = re.split(r"(?<!\\)\|", name, maxsplit=1)
    return _plain(parts[0].strip()), _plain(parts[1].strip()) if len(parts) > 1 else ""


def _is_word(letter: str) -> bool:
    return not letter.isspace() and letter != "~" and not unicodedata.category(letter).startswith(("P", "Z"))


def _amount(text: str | None) -> tuple[CooklangQuantity | None, str]:
    """Parse quantity and units in braces."""
    words, _, units = (text or "").partition("%")
    words, units = words.strip(), _plain(units.strip())
    fixed = words.startswith("=")
    if fixed:
        words = words[1:].strip()
    # The old mark for "scale this"; everything is scaled now.
    if words.endswith("*"):
        words = words[:-1].strip()
    elif units.endswith("*"):
        units = units[:-1].strip()
    words = _plain(words)
    return (CooklangQuantity(value=_value(words), words=words, fixed=fixed) if words else None), units


def _value(words: str) -> float | str:
    if len(words) > 20:
        return words
    if _NUMBER.fullmatch(words):
        return float(words)
    if match := _FRACTION.fullmatch(words):
        return int(match[1]) / int(match[2])
    if match := _MIXED.fullmatch(words):
        return int(match[1]) + int(match[2]) / int(match[3])
    if match := _VULGAR.fullmatch(words):
        return int(match[1] or 0) + unicodedata.numeric(match[2])
    return words


def _plain(text: str) -> str:
    """The text with its backslashes resolved."""
    return re.sub(r"\\(.)", lambda match: match[1] if match[1] in ESCAPED else match[0], text)
