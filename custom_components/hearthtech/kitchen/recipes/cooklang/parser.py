"""Reads Cooklang (https://cooklang.org/docs/spec/, canonical tests version 8).

Whatever is no valid markup is text: no file is refused for its body. Time grows with the length of the file.
Beyond the published grammar, the old `>> key: value`, the scaling mark `*`, and the marks `@`, `&`, `-`, `+` and `|`
of the reference program are understood, and a backslash makes the next character plain.
"""

from collections.abc import Iterator
import re
import unicodedata

from .model import CookwareItem, Document, IngredientItem, Item, Quantity, StepBlock, TextItem, TimerItem

FENCE = "---"
MARKS = "@#~"
ESCAPED = frozenset("\\@#~{}()[]%|>=-\n")
"""What a backslash may make plain; before anything else it is a backslash. Before a line's end it keeps the line end."""
_KEPT_LINE = "\x00"
_LONGEST_PREPARATION = 1000
NEWLINES = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_LINE_COMMENTS = re.compile(r"\\.|(?<!-)--(?!-)[^\n]*", re.DOTALL)
_COMMENTS = re.compile(r"\\.|\[-.*?-\]|(?<!-)--(?!-)[^\n]*", re.DOTALL)
_METADATA = re.compile(r">>\s*([^:\n]+?)\s*:\s*(.*?)\s*")
_SECTION = re.compile(r"=+\s*(.*?)\s*=*\s*")
_NAME = re.compile(r"(?:\\.|[^@#~{}\n\\])*")
_AMOUNT = re.compile(r"\{((?:\\.|[^{}\n\\])*)\}")
_PREPARATION = re.compile(rf"\(((?:[^()\n]|\([^()\n]*\)){{0,{_LONGEST_PREPARATION}}})\)")
_NUMBER = re.compile(r"(?:0|[1-9]\d*)(?:\.\d+)?")
_FRACTION = re.compile(r"([1-9]\d*|0)\s*/\s*([1-9]\d*)")
_MIXED = re.compile(r"([1-9]\d*)\s+([1-9]\d*)\s*/\s*([1-9]\d*)")
_VULGAR = re.compile(r"([1-9]\d*)?\s*([½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])")


def parse(source: str) -> Document:
    """The document of a file.

    Raises:
        KitchenError: `invalid`, when its front matter refers to itself.
    """
    # A NUL is no letter of any recipe; inside it marks what was cut and line ends that are kept.
    lines = NEWLINES.sub("\n", source.removeprefix("\ufeff").replace("\x00", "")).split("\n")
    metadata, unparsed, body = _take_front_matter(lines)
    steps: list[StepBlock] = []
    notes: list[str] = []
    section: str | None = None
    for kind, text in _blocks(_without_comments("\n".join(body))):
        if kind == "metadata":
            if match := _METADATA.fullmatch(text):
                metadata[match[1]] = match[2]
            else:
                unparsed.append(text)
        elif kind == "section":
            found = _SECTION.fullmatch(text)
            section = (_plain(found[1]) if found else "") or None
        elif kind == "note":
            notes.append(_plain(text))
        elif items := tuple(_items(text)):
            steps.append(StepBlock(items=items, section=section))
    return Document(metadata=metadata, steps=tuple(steps), notes=tuple(notes), unparsed=tuple(unparsed))


def _take_front_matter(lines: list[str]) -> tuple[dict[str, object], list[str], list[str]]:
    first = next((at for at, line in enumerate(lines) if line.strip()), None)
    if first is None or lines[first].rstrip() != FENCE:
        return {}, [], lines
    last = next((at for at in range(first + 1, len(lines)) if lines[at].rstrip() == FENCE), None)
    if last is None:
        return {}, [], lines
    # YAML costs more to load than all of this; most files asked for on the command line have none.
    from . import front_matter

    metadata, unparsed = front_matter.read("\n".join(lines[first + 1 : last]))
    return dict(metadata), list(unparsed), lines[last + 1 :]


def _without_comments(text: str) -> str:
    """Comments out; a line that held nothing else goes with them, so that it parts no step."""
    if "--" not in text and "[-" not in text:
        return text
    # Block comments are looked for only as far as one ends, so that a thousand open ones cost no more than one.
    last = text.rfind("-]") + 2 if "-]" in text else 0
    cut = _COMMENTS.sub(_blank, text[:last]) + _LINE_COMMENTS.sub(_blank, text[last:])
    kept = [line for line in cut.split("\n") if "\x00" not in line or line.replace("\x00", "").strip()]
    return "\n".join(kept).replace("\x00", "")


def _blank(match: re.Match[str]) -> str:
    return match[0] if match[0].startswith("\\") else "\x00"


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """Paragraphs with their kind. Metadata and sections are single lines and end what stands before them."""
    kind = ""
    gathered: list[str] = []
    for line in [*text.split("\n"), ""]:
        begins = _kind_of(line)
        # The words of a note run on to the next empty line, with or without the mark.
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
    """The items of a step, with the space around the whole of it cut off."""
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
    """The component whose mark stands at `start` and where it ends; `None` when it is only a character."""
    mark = text[start]
    if mark == "~":
        return _timer(text, start + 1)
    modifiers, at = _modifiers(text, start + 1, "@&?+-" if mark == "@" else "&?+-")
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
            quantity = Quantity(value=f"{quantity.words} {units}", words=f"{quantity.words} {units}")
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
    """Either `many words{amount}` or one word; the amount is `None` where there are no braces."""
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
    """`white wine|wine` apart; an escaped stroke is part of the name."""
    parts = re.split(r"(?<!\\)\|", name, maxsplit=1)
    return _plain(parts[0].strip()), _plain(parts[1].strip()) if len(parts) > 1 else ""


def _is_word(letter: str) -> bool:
    return not letter.isspace() and letter != "~" and not unicodedata.category(letter).startswith(("P", "Z"))


def _amount(text: str | None) -> tuple[Quantity | None, str]:
    """Quantity and units of what stands in braces."""
    words, _, units = (text or "").partition("%")
    words, units = words.strip(), _plain(units.strip())
    fixed = words.startswith("=")
    if fixed:
        words = words[1:].strip()
    # The old mark for "scale this"; everything scales now.
    if words.endswith("*"):
        words = words[:-1].strip()
    elif units.endswith("*"):
        units = units[:-1].strip()
    words = _plain(words)
    return (Quantity(value=_value(words), words=words, fixed=fixed) if words else None), units


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
    """The words with their backslashes resolved."""
    return re.sub(r"\\(.)", lambda match: match[1] if match[1] in ESCAPED else match[0], text)
