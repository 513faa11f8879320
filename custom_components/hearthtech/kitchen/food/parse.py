"""Take an ingredient line apart: amount, unit, size, name, preparation, purpose.

Pure functions over a vocabulary; no download, no model. Time is linear in the length of the line, and no line is
read further than `MAX_CHARACTERS`.
"""

from functools import lru_cache
import html
import re

from custom_components.hearthtech.kitchen.food.cursor import (
    DISH_INCHES,
    Cursor,
    read_amount,
    read_package,
    restore_slash,
    unglue,
)
from custom_components.hearthtech.kitchen.food.model import Amount, LineKind, ParsedLine
from custom_components.hearthtech.kitchen.food.quantity import GRAMS, ML, spell_fractions
from custom_components.hearthtech.kitchen.food.reading import Reading, read_rest, take_flags
from custom_components.hearthtech.kitchen.food.text import plain
from custom_components.hearthtech.kitchen.food.vocabulary import Vocabulary, vocabulary

MAX_CHARACTERS = 600
_KINDS = ("baby ", "mini ", "whole ")
"""After a weight these tell a kind of food, not the size of a piece."""
_PIECE_UNITS = frozenset(
    {
        "stick",
        "piece",
        "slice",
        "head",
        "bunch",
        "fillet",
        "round",
        "link",
        "strip",
        "wheel",
        "square",
        "loaf",
        "recipe",
        "ball",
        "block",
        "sheet",
        "log",
        "bar",
    }
)

_TAG = re.compile(r"<[^<>]{0,200}>")
_LINK = re.compile(r"\[([^\[\]]{0,200})\]\([^()\s]{0,300}\)")
_BULLET = re.compile(r"^(?:[\s\-–—*•·●○▢□☐✓✔▪◦‣>#,;:]|\.(?!\d))+(?=\S)|^\[[ x]?\]\s*")
_SPACE = re.compile(r"\s+")
_DASHES = str.maketrans({"–": "-", "—": "-", "‒": "-", "−": "-", "‐": "-", "‑": "-", "⁄": "/", "∕": "/", "×": "x",
                         "”": '"', "“": '"', "″": '"', "’": "'", "‘": "'", "´": "'", "`": "'", "\u00a0": " ",
                         "\u200b": "", "…": " ", "【": "(", "】": ")", "（": "(", "）": ")", "{": "(", "}": ")"})  # fmt: skip
_HYPHEN = re.compile(r"(\d)\s?-\s?(?=[A-Za-z(])")
_GLUED_FRACTION = re.compile(r"\b(\d{1,2})-(\d)(\d/\d)\b")
_TRAILING = re.compile(r"^([^\d,]{2,60}?)[\s:-]+((?:~\s?)?\d[\d\s./-]{0,10}[^\W\d]{1,12}\.?)$")
_ODD = re.compile(r"[^\w\s'&%-]|[\d_]")
_NEGATIVE = re.compile(r"^\s*[-−]\d")
"""A minus that touches its number; with a blank between it is a bullet."""
_NOTE_STAR = re.compile(r"(?<=\w)\s+\*+(?=\w)")
_SENTENCE = re.compile(r"(?<=[a-z]{4})\.\s+(?=[A-Z])")
_STAR = re.compile(r"\*+")


def clean(text: str) -> str:
    """Return the line without mark-up, bullets and typographic variety, at most `MAX_CHARACTERS` long."""
    text = text[: 4 * MAX_CHARACTERS]
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "[" in text:
        text = _LINK.sub(r"\1", text).replace("[", "(").replace("]", ")")
    text = spell_fractions(text.translate(_DASHES).replace("u0026", "&"))
    text = _BULLET.sub("", text)
    text = _GLUED_FRACTION.sub(r"\1-\2 \3", text)
    text = _SENTENCE.sub(", ", _NOTE_STAR.sub(", ", text)) if "*" in text or ". " in text else text
    text = _HYPHEN.sub(r"\1 ", _STAR.sub(" ", text))
    return _SPACE.sub(" ", text).strip()[:MAX_CHARACTERS]


def parse_line(text: str, language: str = "en") -> ParsedLine:
    """Take one line apart. Never raises; what it can't read is a line with a low score."""
    return _parse(text[: 4 * MAX_CHARACTERS], language)


def clear_cache() -> None:
    """Forget the lines read so far."""
    _parse.cache_clear()


@lru_cache(maxsize=2048)
def _parse(text: str, language: str) -> ParsedLine:
    words = vocabulary(language)
    line = clean(text)
    if words.phrases:
        line = _one_word_units(line, words)
    kind = _kind(line, words)
    if kind is not LineKind.INGREDIENT:
        return ParsedLine(text=text, kind=kind, language=words.language, name=line, score=0.9)
    if _NEGATIVE.match(text):
        return ParsedLine(text=text, kind=kind, language=words.language, name="", comment=line, score=0.0)
    reading = Reading(words)
    rest, brackets = _take_brackets(_take_prefix(line, reading))
    rest = _leading_part(rest, reading)
    rest = _leading_amount(rest, reading)
    for before, content in brackets:
        _read_bracket(content, reading, near=len(before) <= 30, direct=not any(map(str.isalpha, before)))
    if reading.amount is None:
        rest = _trailing_amount(rest, reading)
    name = read_rest(rest, reading)
    if not name and reading.amount is not None and reading.amount.unit is not None:
        # "4 whole cloves", "3 ribs": the unit was the food.
        name = reading.phrase = _unit_as_name(line, words)
        reading.amount = Amount(low=reading.amount.low, high=reading.amount.high)
    return _result(text, name, reading)


def _trailing_amount(rest: str, reading: Reading) -> str:
    """Read `Flour 200 g` and `Butter: 100 g`: the amount at the end."""
    found = _TRAILING.match(rest)
    if found is None:
        return rest
    cursor = Cursor(unglue(found[2]), reading.words)
    amount = read_amount(cursor)
    if amount is None or amount.unit is None or cursor.rest.strip(" ."):
        return rest
    reading.amount = amount
    return found[1].strip(" :,-")


def _unit_as_name(line: str, words: Vocabulary) -> str:
    """Return the last word of the line's head that is a unit."""
    head = re.split(r"[,;(]", line)[0].split()
    return next((word for word in reversed(head) if plain(word).rstrip(".") in words.units), "")


@lru_cache(maxsize=8)
def _phrases(language: str) -> re.Pattern[str]:
    longest = sorted(vocabulary(language).phrases, key=len, reverse=True)
    return re.compile("|".join(rf"(?<![^\W\d]){re.escape(phrase)}(?!\w)" for phrase in longest))


def _one_word_units(line: str, words: Vocabulary) -> str:
    """Write units of several words as one: `cuillère à soupe`."""
    found = _phrases(words.language).search(plain(line))
    if found is None or len(plain(line)) != len(line):
        return line
    return f"{line[: found.start()]}{words.phrases[found[0]]}{line[found.end() :]}"


def _kind(line: str, words: Vocabulary) -> LineKind:
    if not line or not any(char.isalpha() for char in line):
        return LineKind.EMPTY
    lowered = plain(line)
    has_number = any(char.isdigit() for char in lowered)
    if lowered.endswith(":") and not has_number:
        return LineKind.HEADING
    if lowered.startswith(words.notes) and (not has_number or lowered.startswith(words.yields)):
        return LineKind.NOTE
    if (
        lowered.startswith(words.headings)
        and not has_number
        and ": " not in lowered
        and "," not in lowered
        and len(lowered) < 40
    ):
        return LineKind.HEADING
    if line.isupper() and not has_number and len(line.split()) <= 5 and len(line) > 12:
        return LineKind.HEADING
    return LineKind.INGREDIENT


def _take_prefix(line: str, reading: Reading) -> str:
    """Take `Optional:` or `For serving:` off the front of a line."""
    head, colon, tail = line.partition(":")
    if not colon or not tail.strip() or len(head) > 30 or any(char.isdigit() for char in head):
        return line
    lowered = plain(head).strip()
    if lowered.startswith(reading.words.optional):
        reading.optional = True
    elif lowered.startswith(reading.words.purposes) or lowered in {
        "garnish",
        "topping",
        "toppings",
        "serve with",
    }:
        reading.purpose.append(head.strip())
    else:
        return line
    return tail.strip()


def _take_brackets(line: str) -> tuple[str, list[tuple[str, str]]]:
    """Return the line without its brackets, and their contents with what stood before each."""
    if "(" not in line and ")" not in line:
        return line, []
    outside: list[str] = []
    inside: list[str] = []
    found: list[tuple[str, str]] = []
    depth = 0
    for char in line:
        if char == "(":
            depth += 1
            if depth == 1:
                outside.append(" ")
                continue
            inside.append(" , ")
        elif char == ")":
            if depth == 0:
                outside.append(" ")
                continue
            depth -= 1
            if depth == 0:
                found.append(("".join(outside), "".join(inside).strip()))
                inside = []
        elif depth:
            inside.append(char)
        else:
            outside.append(char)
    if inside:
        found.append(("".join(outside), "".join(inside).strip()))
    return _SPACE.sub(" ", "".join(outside)).replace(" ,", ",").strip(), [
        (before, text) for before, text in found if text
    ]


def _leading_part(rest: str, reading: Reading) -> str:
    lowered = plain(rest)
    openings = reading.words.juice
    if reading.words.language == "en" and " of " not in lowered and " from " not in lowered:
        return rest
    for opening, part in openings.items():
        if lowered.startswith(opening if opening.endswith("'") else f"{opening} "):
            reading.part = part
            return rest[len(opening) :].strip()
    return rest


def _leading_amount(rest: str, reading: Reading) -> str:
    words = reading.words
    rest = unglue(rest) if any(char.isdigit() for char in rest) else rest
    cursor = Cursor(rest, words)
    start = cursor.rest
    span = cursor.range()
    if span is None:
        cursor.rest = start
        return _unit_without_number(cursor, reading)
    low, high = span
    if plain(cursor.rest).startswith(("x ", "x-")) and (
        package := read_package(cursor, cursor.rest[1:].strip(" -"))
    ):
        reading.amount = Amount(low=low, high=high, unit=package[1])
        reading.package = package[0]
        cursor.skip(words.of)
        return cursor.rest
    # A dozen eggs; 1 (14 oz) can has lost its bracket by now; 1 14-oz can still has two numbers.
    if (package := read_package(cursor, cursor.rest)) is not None:
        reading.amount = Amount(low=low, high=high, unit=package[1])
        reading.package = package[0] if package[1] else None
        cursor.skip(words.of)
        return cursor.rest
    reading.size = cursor.size()
    while cursor.skip(words.about - {"-"}):
        pass
    written = cursor.rest.partition(" ")[0].lower()
    unit = cursor.unit()
    if low == high:
        low = high = restore_slash(low, written)
    if unit == "dozen":
        low, high = 12 * low, 12 * high
        unit = None
        reading.size = reading.size or cursor.size()
    if unit is None:
        reading.size = reading.size or cursor.size()
    if (unit is not None and cursor.rest[:1] in {"/", "|"}) or (
        plain(cursor.rest).startswith("or ") and unit
    ):
        _stated_after_slash(cursor, reading)
    reading.amount = Amount(low=low, high=high, unit=unit)
    if unit in GRAMS or unit in ML:
        _container_after_weight(cursor, reading)
    elif unit in {"inch", "cm"}:
        _piece_of_inches(cursor, reading)
    _added(cursor, reading)
    cursor.of()
    cursor.skip(words.each)
    if plain(cursor.rest).startswith("the "):
        cursor.rest = cursor.rest[4:]
    return cursor.rest


def _piece_of_inches(cursor: Cursor, reading: Reading) -> None:
    """`1-inch piece ginger` is one piece; `9-inch pie crust` is one crust."""
    assert reading.amount is not None
    length = reading.amount
    unit = cursor.unit()
    if unit is None and length.low < DISH_INCHES:
        return
    reading.amount = Amount(low=1, high=1, unit=unit)
    if unit is not None:
        reading.package = length


def _container_after_weight(cursor: Cursor, reading: Reading) -> None:
    """`15 oz can pumpkin`: one can that holds the weight."""
    if plain(cursor.rest).startswith(_KINDS):
        return
    reading.size = reading.size or cursor.size()
    before = cursor.rest
    unit = cursor.unit()
    if unit in reading.words.containers - _PIECE_UNITS and cursor.rest and not cursor.rest.startswith(","):
        reading.package = reading.amount
        reading.amount = Amount(low=1, high=1, unit=unit)
        return
    cursor.rest = before


def _stated_after_slash(cursor: Cursor, reading: Reading) -> None:
    before = cursor.rest
    trial = Cursor(
        before[1:].strip() if before[:1] in {"/", "|"} else before.partition(" ")[2], reading.words
    )
    amount = read_amount(trial)
    if amount is not None and amount.unit is not None:
        reading.stated.append(amount)
        cursor.rest = trial.rest
        if cursor.rest[:1] in {"/", "|"}:
            _stated_after_slash(cursor, reading)


def _added(cursor: Cursor, reading: Reading) -> None:
    for _ in range(3):
        before = cursor.rest
        cursor.rest = cursor.rest.lstrip(", ")
        if not cursor.skip(reading.words.plus):
            cursor.rest = before
            return
        amount = read_amount(cursor)
        if amount is None or (
            amount.unit is None
            and reading.amount is not None
            and reading.amount.unit is not None
            and not cursor.rest
        ):
            cursor.rest = before
            return
        if amount.unit is None and reading.amount is not None and reading.amount.unit is None:
            cursor.rest = before
            return
        if reading.amount is not None and reading.amount.unit is None and amount.unit is not None:
            # "2/3 + 1/4 cup": the unit belongs to both.
            reading.amount = Amount(low=reading.amount.low, high=reading.amount.high, unit=amount.unit)
        reading.added.append(amount)


def _unit_without_number(cursor: Cursor, reading: Reading) -> str:
    """`pinch of salt`, `large handful parsley`."""
    start = cursor.rest
    while cursor.skip(reading.words.about):
        pass
    size = cursor.size()
    unit = cursor.unit()
    if (
        unit is not None
        and not cursor.rest.startswith(",")
        and unit not in {"can", "rib", "stick", "part", "heart", "recipe", "leaf", "ring", "square"}
        and cursor.rest
    ):
        had_of = cursor.skip(reading.words.of)
        if had_of or unit in {
            "pinch",
            "dash",
            "splash",
            "drizzle",
            "handful",
            "squeeze",
            "knob",
            "sprinkle",
            "dollop",
            "bunch",
            "glug",
        }:
            reading.amount = Amount(low=1, high=1, unit=unit)
            reading.size = size
            return cursor.rest
    cursor.rest = start
    reading.size = cursor.size() if size else None
    return cursor.rest


def _read_bracket(content: str, reading: Reading, *, near: bool, direct: bool) -> None:
    words = reading.words
    lowered = plain(content).strip(" .,*")
    if lowered.startswith(words.alternatives_openings()):
        reading.alternatives.append(content.partition(" ")[2].strip(" ,."))
        return
    for chunk in re.split(r"[,;]\s*|\s-\s", content):
        _read_bracket_chunk(chunk.strip(" .*"), reading, near=near, direct=direct)


def _read_bracket_chunk(chunk: str, reading: Reading, *, near: bool, direct: bool) -> None:
    words = reading.words
    if not chunk or take_flags(chunk, reading):
        return
    cursor = Cursor(unglue(chunk), words)
    amount = read_amount(cursor)
    if amount is None:
        reading.comment.append(chunk)
        return
    size = cursor.size() if amount.unit is None else None
    if cursor.rest[:1] in {"/", "|"} or plain(cursor.rest).startswith("or "):
        _stated_after_slash(cursor, reading)
    tail = plain(cursor.rest).strip(" ./")
    each = bool(set(tail.split()) & words.each) or (
        direct and reading.amount is not None and reading.amount.unit is None
    )
    if amount.unit is None:
        if size:
            reading.stated.append(Amount(low=amount.low, high=amount.high, unit=size))
        reading.comment.append(chunk)
        return
    amount = Amount(low=amount.low, high=amount.high, unit=amount.unit, each=each)
    first = reading.amount
    trial = Cursor(cursor.rest, words)
    container = trial.unit()
    is_weight = amount.unit in GRAMS or amount.unit in ML
    if not is_weight and amount.unit != "stick":
        reading.stated.append(amount)
        if tail:
            reading.comment.append(chunk)
    elif (
        near
        and first is not None
        and (first.unit in words.containers or (container in words.containers and first.unit is None))
        and not each
        and amount.unit != "cup"
    ):
        if reading.package is None and not (
            reading.stated and first.unit in {"piece", "slice", "stick", "head", "bunch"}
        ):
            reading.package = amount
            if first.unit is None:
                reading.amount = Amount(low=first.low, high=first.high, unit=container)
    else:
        reading.stated.append(amount)
        if tail and not each and tail not in {"total", "in total", "weight"}:
            reading.comment.append(chunk)


def _result(text: str, name: str, reading: Reading) -> ParsedLine:
    name = name.strip(" .,;:-")
    parts = {
        "amount": 0.95 if reading.amount else 0.9 if reading.to_taste or reading.purpose else 0.6,
        "name": _name_score(name),
    }
    if reading.amount and reading.amount.unit:
        parts["unit"] = 0.97
    score = parts["name"] * (0.5 + 0.5 * parts["amount"])
    return ParsedLine(
        text=text,
        kind=LineKind.INGREDIENT if name else LineKind.NOTE,
        language=reading.words.language,
        amount=reading.amount,
        added=tuple(reading.added),
        stated=tuple(reading.stated),
        package=reading.package,
        size=reading.size or None,
        name=name,
        phrase=reading.phrase,
        preparation=", ".join(reading.preparation),
        purpose=", ".join(reading.purpose),
        comment=", ".join(reading.comment),
        alternatives=tuple(alternative for alternative in reading.alternatives if alternative),
        part=reading.part,
        optional=reading.optional,
        to_taste=reading.to_taste,
        divided=reading.divided,
        extra=reading.extra,
        score=round(score, 3),
        parts=parts,
    )


def _name_score(name: str) -> float:
    if not name:
        return 0.0
    letters = 1 - len(_ODD.findall(name)) / len(name)
    count = len(name.split())
    return round(letters * (0.98 if count <= 5 else 0.85 if count <= 8 else 0.5), 3)
