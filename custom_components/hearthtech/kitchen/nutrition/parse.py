"""Parse an ingredient line: amount, unit, size, name, preparation, purpose.

Pure functions over a vocabulary; no download, no model. Time is linear in the length of the line, and no line is
read further than `MAX_CHARACTERS`.
"""

from dataclasses import replace
from functools import lru_cache
import html
from pathlib import Path
import re

from ...language.fold import fold
from ...language.numbers import spell_fractions
from ..recipes.pans import is_pan
from ..yaml_files import read_expressions
from .amount_lexer import Cursor, read_amount, unglue
from .leading_amount import PIECE_UNITS, added_after_name, half_after_name, leading_amount, stated_after_slash
from .line_parser_state import LineParserState, read_rest, take_flags
from .model import Amount, LineKind, ParsedLine
from .piece_sizes import size_after_name, spelled_out, without_organic, without_plural_marks
from .quantity import GRAMS, ML
from .size_comparisons import take_weight, without_comparison
from .vocabulary import LineVocabulary, vocabulary

MAX_CHARACTERS = 600

_TAG = re.compile(r"<[^<>]{0,200}>")
_LINK = re.compile(r"\[([^\[\]]{0,200})\]\([^()\s]{0,300}\)")
_BULLET = re.compile(r"^(?:[\s\-–—*•·●○▢□☐✓✔▪◦‣>#,;:]|\.(?!\d))+(?=\S)|^\[[ x]?\]\s*")
_SPACE = re.compile(r"\s+")
_DASHES = str.maketrans({"–": "-", "—": "-", "‒": "-", "−": "-", "‐": "-", "‑": "-", "⁄": "/", "∕": "/", "×": "x",
                         "”": '"', "“": '"', "″": '"', "’": "'", "‘": "'", "´": "'", "`": "'", "\u00a0": " ",
                         "\u200b": "", "…": " ", "【": "(", "】": ")", "（": "(", "）": ")", "{": "(", "}": ")"})  # fmt: skip
_HYPHEN = re.compile(r"(\d)\s?-\s?(?=[A-Za-z(])")
_GLUED_FRACTION = re.compile(r"\b(\d{1,2})-(\d)(\d/\d)\b")
_TRAILING = re.compile(r"^([^\d,]{2,60}?)[\s:-]+((?:~\s?)?\d[\d\s.,/-]{0,10}[^\W\d]{1,12}\.?)$")
_UNIT_FIRST = re.compile(r"^([^\d,]{2,60}?)[\s:]+([^\W\d]{1,5})\.?\s?(\d[\d.,]{0,6})$")
_METRIC_LAST = re.compile(r"^(.{2,80}\D)\s(\d[\d.,]{0,6}\s?(?:g|gr|kg|ml|cl|dl|l))\.?$")
_WORDS = read_expressions(Path(__file__).with_name("data") / "line_words.yaml")
_ABOUT_LAST = re.compile(
    rf"^(\D{{2,60}}?),?\s(?:{_WORDS['about']})\.?\s?(\d[\d.,]{{0,6}}\s?(?:g|gr|kg|ml))\.?$"
)
"""`1 sweet potato about 200 g`: the weight behind a count, as if in brackets."""
_COUNT_LAST = re.compile(r"^([^\d,]{2,60}?)[\s:]+(\d{1,2}(?: \d/\d)?|\d/\d)$")
MOST_COUNTED = 24
"""A greater number at the end is no count of pieces: `weizenmehl 405`."""
_ODD = re.compile(r"[^\w\s'&%-]|[\d_]")
_NEGATIVE = re.compile(r"^\s*[-−]\d")
"""A minus that touches its number; with a space between it is a bullet."""
_NOTE_STAR = re.compile(r"(?<=\w)\s+\*+(?=\w)")
_SENTENCE = re.compile(r"(?<=[a-z]{4})\.\s+(?=[A-Z])")
_STAR = re.compile(r"\*+")


def clean(text: str) -> str:
    """Return the line without markup, bullets and typographic variants, at most `MAX_CHARACTERS` long."""
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
    """Parse one line. Never raises; an unreadable line has a low score."""
    return _parse(text[: 4 * MAX_CHARACTERS], language)


def clear_cache() -> None:
    """Clear the cache of parsed lines."""
    _parse.cache_clear()


@lru_cache(maxsize=2048)
def _parse(text: str, language: str) -> ParsedLine:
    words = vocabulary(language)
    line = spelled_out(without_organic(clean(without_plural_marks(text))), words.language)
    if words.phrases:
        line = _one_word_units(line, words)
    kind = _kind(line, words)
    if kind is not LineKind.INGREDIENT:
        return ParsedLine(text=text, kind=kind, language=words.language, name=line, score=0.9)
    if _NEGATIVE.match(text):
        return ParsedLine(text=text, kind=kind, language=words.language, name="", comment=line, score=0.0)
    reading = LineParserState(words)
    compared, weight_g = without_comparison(line, words.language)
    rest, brackets = _take_brackets(_take_prefix(compared, reading))
    rest = _leading_part(rest, reading)
    rest = half_after_name(size_after_name(leading_amount(rest, reading), reading), reading)
    rest = added_after_name(rest, reading)
    for before, content in brackets:
        _read_bracket(content, reading, near=len(before) <= 30, direct=not any(map(str.isalpha, before)))
    if reading.amount is None:
        rest = _trailing_amount(rest, reading)
    elif reading.amount.unit not in GRAMS and (found := _ABOUT_LAST.match(rest)) is not None:
        _read_bracket_chunk(found[2], reading, near=True, direct=False)
        rest = found[1]
    if weight_g is not None:
        take_weight(reading, weight_g)
    name = read_rest(rest, reading)
    if not name and reading.amount is not None and reading.amount.unit is not None:
        # "4 whole cloves", "3 ribs": the unit was the food.
        name = reading.phrase = _unit_as_name(line, words)
        reading.amount = Amount(low=reading.amount.low, high=reading.amount.high)
    return _result(text, name, reading)


def _trailing_amount(rest: str, reading: LineParserState) -> str:
    """Read `Flour 200 g` and `Butter: 100 g`: the amount at the end."""
    found = _TRAILING.match(rest) or _METRIC_LAST.match(rest)
    if found is not None:
        cursor = Cursor(unglue(found[2]), reading.words)
        amount = read_amount(cursor)
        if amount is not None and amount.unit is not None and not cursor.rest.strip(" ."):
            reading.amount = amount
            return found[1].strip(" :,-")
        return rest
    return _number_last(rest, reading)


def _number_last(rest: str, reading: LineParserState) -> str:
    """Read `Flour g 200`, `Eggs n. 3` and `Egg yolks 3`: a line that ends with a number."""
    if found := _UNIT_FIRST.match(rest):
        unit = reading.words.units.get(fold(found[2]))
        numbered = fold(found[2]) == "n"
        if numbered or unit in GRAMS or unit in ML:
            amount = read_amount(Cursor(found[3] if numbered else f"{found[3]} {found[2]}", reading.words))
            if amount is not None:
                reading.amount = amount
                return found[1].strip(" :,-")
        return rest if fold(found[2]) in _NUMBERED_KINDS else _count_last(rest, reading)
    return _count_last(rest, reading)


_NUMBERED_KINDS = frozenset(_WORDS["numbered_kind"].split("|"))
"""Words after which a number names a kind."""


def _count_last(rest: str, reading: LineParserState) -> str:
    found = _COUNT_LAST.match(rest)
    if found is None:
        return rest
    amount = read_amount(Cursor(found[2], reading.words))
    if amount is None or amount.unit is not None or not 0 < amount.low <= MOST_COUNTED:
        return rest
    reading.amount = amount
    return found[1].strip(" :,-")


def _unit_as_name(line: str, words: LineVocabulary) -> str:
    """Return the last word of the line's head that is a unit."""
    head = re.split(r"[,;(]", line)[0].split()
    return next((word for word in reversed(head) if fold(word).rstrip(".") in words.units), "")


@lru_cache(maxsize=8)
def _phrases(language: str) -> re.Pattern[str]:
    longest = sorted(vocabulary(language).phrases, key=len, reverse=True)
    return re.compile("|".join(rf"(?<![^\W\d]){re.escape(phrase)}(?!\w)" for phrase in longest))


def _one_word_units(line: str, words: LineVocabulary) -> str:
    """Write units of several words as one: `cuillère à soupe`."""
    found = _phrases(words.language).search(fold(line))
    if found is None or len(fold(line)) != len(line):
        return line
    return f"{line[: found.start()]}{words.phrases[found[0]]}{line[found.end() :]}"


def _kind(line: str, words: LineVocabulary) -> LineKind:
    if not line or not any(char.isalpha() for char in line):
        return LineKind.EMPTY
    lowered = fold(line)
    has_number = any(char.isdigit() for char in lowered)
    if has_number and is_pan(line):
        return LineKind.NOTE
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


def _take_prefix(line: str, reading: LineParserState) -> str:
    """Remove `Optional:` or `For serving:` from the beginning of a line."""
    lowered = fold(line)
    for opening in reading.words.optional:
        if len(lowered) == len(line) and lowered.startswith((f"{opening} ", f"{opening}. ")):
            reading.optional = True
            return line[len(opening) :].lstrip(" .,")
    head, colon, tail = line.partition(":")
    if not colon or not tail.strip() or len(head) > 30 or any(char.isdigit() for char in head):
        return line
    lowered = fold(head).strip()
    if lowered.startswith(reading.words.optional):
        reading.optional = True
    elif lowered.startswith(reading.words.purposes) or lowered in reading.words.purpose_headings:
        reading.purpose.append(head.strip())
    else:
        return line
    return tail.strip()


def _take_brackets(line: str) -> tuple[str, list[tuple[str, str]]]:
    """Return the line without its brackets, and their contents with the text before each."""
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


@lru_cache(maxsize=8)
def _juice_openings(language: str) -> tuple[tuple[str, str], ...]:
    """Return the openings of juice and zest, the longest first, with the part of the fruit."""
    return tuple(sorted(vocabulary(language).juice.items(), key=lambda pair: -len(pair[0])))


@lru_cache(maxsize=8)
def _juice_beginnings(language: str) -> tuple[str, ...]:
    return tuple(opening for opening, _ in _juice_openings(language))


def _leading_part(rest: str, reading: LineParserState) -> str:
    lowered = fold(rest)
    if not lowered.startswith(_juice_beginnings(reading.words.language)):
        return rest
    for opening, part in _juice_openings(reading.words.language):
        if lowered.startswith(opening if opening.endswith("'") else f"{opening} "):
            reading.part = part
            # The article counts: "Saft einer Zitrone" is that of one, "einer halben" that of half of one.
            article = reading.words.counting_article
            end = len(opening) - len(article) if article and opening.endswith(f" {article}") else len(opening)
            return rest[end:].strip()
    return rest


def _read_bracket(content: str, reading: LineParserState, *, near: bool, direct: bool) -> None:
    words = reading.words
    lowered = fold(content).strip(" .,*")
    if lowered.startswith(words.alternatives_openings()):
        reading.alternatives.append(content.partition(" ")[2].strip(" ,."))
        return
    for chunk in re.split(r"[,;]\s*|\s-\s", content):
        _read_bracket_chunk(chunk.strip(" .*"), reading, near=near, direct=direct)


def _read_bracket_chunk(chunk: str, reading: LineParserState, *, near: bool, direct: bool) -> None:
    words = reading.words
    if not chunk or take_flags(chunk, reading):
        return
    drained = False
    for said in (*words.drained_weights, *words.weights):
        if fold(chunk).startswith((f"{said} ", f"{said}:")):
            drained = drained or said in words.drained_weights
            chunk = chunk[len(said) :].strip(" :")
    cursor = Cursor(unglue(chunk), words)
    # "~" is no word for each piece.
    cursor.rest = cursor.rest.lstrip("~ ")
    linked = cursor.skip(words.each)
    cursor.skip(words.total)
    approximate = fold(cursor.rest).split()[:1]
    amount = read_amount(cursor)
    if amount is None:
        reading.comment.append(chunk)
        return
    size = cursor.size() if amount.unit is None else None
    if cursor.rest[:1] in {"/", "|"} or fold(cursor.rest).startswith(words.alternatives_openings()):
        stated_after_slash(cursor, reading)
    tail = fold(cursor.rest).strip(" ./")
    each = (
        linked
        or bool(set(tail.split()) & words.each)
        or (direct and reading.amount is not None and reading.amount.unit is None)
    )
    total = bool(words.total & set(fold(chunk).split()))
    if amount.unit is None:
        if size:
            reading.stated.append(Amount(low=amount.low, high=amount.high, unit=size))
        reading.comment.append(chunk)
        return
    about = bool(words.about & {*approximate, *tail.split()} - {"-"})
    amount = replace(amount, each=each, total=total, drained=drained, about=about)
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
        and (direct or each or first is None or first.unit not in PIECE_UNITS)
        and not total
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
        if tail and not each and not total and tail != "weight":
            reading.comment.append(chunk)


def _result(text: str, name: str, reading: LineParserState) -> ParsedLine:
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
