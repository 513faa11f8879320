"""Take an ingredient line apart: amount, unit, size, name, preparation, purpose.

Pure functions over a vocabulary; no download, no model. Time is linear in the length of the line, and no line is
read further than `MAX_CHARACTERS`.
"""

from dataclasses import dataclass, field
from functools import lru_cache
import html
import re

from custom_components.hearthtech.kitchen.food.model import Amount, LineKind, ParsedLine
from custom_components.hearthtech.kitchen.food.quantity import GRAMS, ML, NUMBER, number, spell_fractions
from custom_components.hearthtech.kitchen.food.text import plain
from custom_components.hearthtech.kitchen.food.vocabulary import Vocabulary, vocabulary

MAX_CHARACTERS = 600

_TAG = re.compile(r"<[^<>]{0,200}>")
_LINK = re.compile(r"\[([^\[\]]{0,200})\]\([^()\s]{0,300}\)")
_BULLET = re.compile(r"^[\s\-–—*•·●○▢□☐✓✔▪◦‣>#.,;:]+(?=\S)|^\[[ x]?\]\s*")
_SPACE = re.compile(r"\s+")
_NUMBER = re.compile(NUMBER)
_DASHES = str.maketrans({"–": "-", "—": "-", "‒": "-", "−": "-", "‐": "-", "‑": "-", "⁄": "/", "∕": "/", "×": "x",
                         "”": '"', "“": '"', "″": '"', "’": "'", "‘": "'", "´": "'", "`": "'", "\u00a0": " ",
                         "\u200b": "", "…": " ", "【": "(", "】": ")", "（": "(", "）": ")", "{": "(", "}": ")"})  # fmt: skip
_INCH = re.compile(r'(\d)\s?"')
_GLUED = re.compile(r"(\d)([A-Za-zäöüÄÖÜ]{1,12}\b)")
_FLOZ = re.compile(r"\b(?:fl\.?|fluid)\s?(?:oz|ounces?)\b\.?", re.IGNORECASE)
_UNIT_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*\.?")
_HYPHEN = re.compile(r"(\d)\s?-\s?(?=[A-Za-z(])")
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
    text = spell_fractions(text.translate(_DASHES))
    text = _BULLET.sub("", text)
    text = _HYPHEN.sub(r"\1 ", _STAR.sub(" ", text))
    return _SPACE.sub(" ", text).strip()[:MAX_CHARACTERS]


@dataclass(slots=True)
class _Reading:
    """What has been found so far."""

    words: Vocabulary
    phrase: str = ""
    amount: Amount | None = None
    added: list[Amount] = field(default_factory=list)
    stated: list[Amount] = field(default_factory=list)
    package: Amount | None = None
    size: str | None = None
    part: str | None = None
    optional: bool = False
    to_taste: bool = False
    divided: bool = False
    extra: str = ""
    purpose: list[str] = field(default_factory=list)
    preparation: list[str] = field(default_factory=list)
    comment: list[str] = field(default_factory=list)
    alternatives: list[str] = field(default_factory=list)


def parse_line(text: str, language: str = "en") -> ParsedLine:
    """Take one line apart. Never raises; what it can't read is a line with a low score."""
    return _parse(text[: 4 * MAX_CHARACTERS], language)


@lru_cache(maxsize=2048)
def _parse(text: str, language: str) -> ParsedLine:
    words = vocabulary(language)
    line = clean(text)
    kind = _kind(line, words)
    if kind is not LineKind.INGREDIENT:
        return ParsedLine(text=text, kind=kind, language=words.language, name=line, score=0.9)
    reading = _Reading(words)
    rest, brackets = _take_brackets(line)
    rest = _leading_part(rest, reading)
    rest = _leading_amount(rest, reading)
    for before, content in brackets:
        _read_bracket(content, reading, near=len(before) <= 30, direct=not any(map(str.isalpha, before)))
    name = _read_rest(rest, reading)
    return _result(text, name, reading)


def _kind(line: str, words: Vocabulary) -> LineKind:
    if not line or not any(char.isalpha() for char in line):
        return LineKind.EMPTY
    lowered = plain(line)
    has_number = any(char.isdigit() for char in lowered)
    if lowered.endswith(":") and not has_number:
        return LineKind.HEADING
    if lowered.startswith(words.notes) and not has_number:
        return LineKind.NOTE
    if lowered.startswith(words.headings) and not has_number and "," not in lowered and len(lowered) < 40:
        return LineKind.HEADING
    if line.isupper() and not has_number and len(line.split()) <= 5 and len(line) > 12:
        return LineKind.HEADING
    return LineKind.INGREDIENT


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


def _leading_part(rest: str, reading: _Reading) -> str:
    lowered = plain(rest)
    for opening, part in reading.words.juice.items():
        if lowered.startswith(opening + " "):
            reading.part = part
            return rest[len(opening) :].strip()
    return rest


class _Cursor:
    """Reads amounts and units from the left of a text."""

    __slots__ = ("rest", "words")

    def __init__(self, text: str, words: Vocabulary) -> None:
        self.rest = _INCH.sub(r"\1 inch ", text) if '"' in text else text
        self.words = words

    def skip(self, *groups: frozenset[str]) -> bool:
        """Skip one word of the groups."""
        head, _, tail = self.rest.partition(" ")
        lowered = head.lower().rstrip(",")
        if any(lowered in group for group in groups):
            self.rest = tail.strip()
            return True
        if head[:1] == "~":
            self.rest = self.rest[1:].strip()
            return True
        return False

    def value(self) -> float | None:
        """Read one number, in digits or words."""
        found = _NUMBER.match(self.rest)
        if found and found[0].strip():
            value = number(found[0])
            after = self.rest[found.end() :]
            if value is not None and not after.startswith("%"):
                self.rest = after.lstrip()
                return value
            return None
        head, _, tail = self.rest.partition(" ")
        word = plain(head).rstrip(",")
        spelled = self.words.numbers.get(word)
        if spelled is None or not tail:
            return None
        self.rest = tail.strip()
        following, _, further = self.rest.partition(" ")
        follow = plain(following)
        if follow in self.words.numbers and further:
            second = self.words.numbers[follow]
            self.rest = further.strip()
            value = (
                second
                if spelled == 1 and second != 1
                else spelled * second
                if second >= 1
                else spelled + second
            )
            if spelled < 1 and second == 1:
                value = spelled
            self.skip(self.words.of)
            return value
        if spelled < 1:
            self.skip(self.words.of)
            head, _, tail = self.rest.partition(" ")
            if plain(head) in self.words.numbers and self.words.numbers[plain(head)] == 1 and tail:
                self.rest = tail.strip()
        return spelled

    def range(self) -> tuple[float, float] | None:
        """Read a number or a range of numbers."""
        while self.skip(self.words.about):
            pass
        low = self.value()
        if low is None:
            return None
        before = self.rest
        high = self._second_end(low)
        if high is None:
            self.rest = before
            return low, low
        return low, high

    def _second_end(self, low: float) -> float | None:
        rest = self.rest
        if rest.startswith("-"):
            self.rest = rest[1:].lstrip()
        else:
            head, _, tail = rest.partition(" ")
            if plain(head) not in self.words.to or head == "-":
                return None
            self.rest = tail.strip()
        if not _NUMBER.match(self.rest) and plain(self.rest.partition(" ")[0]) in {"a", "an"}:
            return None
        high = self.value()
        return high if high is not None and high > low else None

    def unit(self) -> str | None:
        """Read a unit."""
        if found := _FLOZ.match(self.rest):
            self.rest = self.rest[found.end() :].strip()
            return "floz"
        found = _UNIT_WORD.match(self.rest)
        if not found:
            return None
        written = found[0]
        word = plain(written).rstrip(".")
        if written.rstrip(".") == "T":
            word = "tbsp"
        elif written.rstrip(".") == "t":
            word = "tsp"
        elif written.rstrip(".") in {"c", "C"}:
            word = "cup" if self.words.language == "en" else word
        unit = self.words.units.get(word)
        length = found.end()
        if unit is None and "-" in word:
            first = word.partition("-")[0]
            unit = self.words.units.get(first)
            length = len(first)
        if unit is None:
            return None
        self.rest = self.rest[length:].lstrip(" -")
        return unit

    def size(self) -> str | None:
        """Read a size."""
        head, _, tail = self.rest.partition(" ")
        lowered = plain(head).rstrip(",")
        if lowered == "extra" and plain(tail).startswith(("large", "lg")):
            self.rest = tail.partition(" ")[2].strip()
            return "xl"
        if lowered in self.words.sizes and tail:
            self.rest = tail.strip()
            found = self.words.sizes[lowered]
            nested = self.size()
            return nested if nested is not None and not found else found
        return None


def _read_amount(cursor: _Cursor) -> Amount | None:
    """Read number, range and unit at the cursor; leave the cursor where it was when there is none."""
    start = cursor.rest
    span = cursor.range()
    if span is None:
        cursor.rest = start
        return None
    cursor.rest = _GLUED.sub(r"\1 \2", cursor.rest, count=1) if cursor.rest[:1].isdigit() else cursor.rest
    unit = cursor.unit()
    return Amount(low=span[0], high=span[1], unit=unit)


def _leading_amount(rest: str, reading: _Reading) -> str:
    words = reading.words
    rest = _GLUED.sub(r"\1 \2", rest) if any(char.isdigit() for char in rest) else rest
    cursor = _Cursor(rest, words)
    start = cursor.rest
    span = cursor.range()
    if span is None:
        cursor.rest = start
        return _unit_without_number(cursor, reading)
    low, high = span
    if plain(cursor.rest).startswith(("x ", "x-")) and (
        package := _package(cursor, cursor.rest[1:].strip(" -"))
    ):
        reading.amount = Amount(low=low, high=high, unit=package[1])
        reading.package = package[0]
        cursor.skip(words.of)
        return cursor.rest
    # A dozen eggs; 1 (14 oz) can has lost its bracket by now; 1 14-oz can still has two numbers.
    if (package := _package(cursor, cursor.rest)) is not None:
        reading.amount = Amount(low=low, high=high, unit=package[1])
        reading.package = package[0]
        cursor.skip(words.of)
        return cursor.rest
    reading.size = cursor.size()
    while cursor.skip(words.about - {"-"}):
        pass
    unit = cursor.unit()
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
    _added(cursor, reading)
    cursor.skip(words.of)
    if plain(cursor.rest).startswith("the "):
        cursor.rest = cursor.rest[4:]
    return cursor.rest


def _package(cursor: _Cursor, text: str) -> tuple[Amount, str] | None:
    """Read `14-oz can`, `400 g tins`: the size of one package and what it is."""
    trial = _Cursor(text, cursor.words)
    amount = _read_amount(trial)
    if amount is None or amount.unit not in GRAMS | ML | {"inch": 1.0}:
        return None
    if trial.rest[:1] in {"/", "|"}:
        trial.rest = trial.rest[1:].strip()
        _read_amount(trial)
    while trial.size() is not None:
        pass
    unit = trial.unit()
    if unit is None or unit not in cursor.words.containers:
        if amount.unit == "inch":
            cursor.rest = trial.rest
            return amount, unit or "piece"
        return None
    cursor.rest = trial.rest
    return amount, unit


def _container_after_weight(cursor: _Cursor, reading: _Reading) -> None:
    """`15 oz can pumpkin`: the can holds the weight."""
    before = cursor.rest
    unit = cursor.unit()
    if (
        unit in reading.words.containers
        and unit not in {"stick", "piece", "slice", "head", "bunch", "fillet"}
        and cursor.rest
    ):
        return
    cursor.rest = before


def _stated_after_slash(cursor: _Cursor, reading: _Reading) -> None:
    before = cursor.rest
    trial = _Cursor(
        before[1:].strip() if before[:1] in {"/", "|"} else before.partition(" ")[2], reading.words
    )
    amount = _read_amount(trial)
    if amount is not None and amount.unit is not None:
        reading.stated.append(amount)
        cursor.rest = trial.rest
        if cursor.rest[:1] in {"/", "|"}:
            _stated_after_slash(cursor, reading)


def _added(cursor: _Cursor, reading: _Reading) -> None:
    for _ in range(3):
        before = cursor.rest
        cursor.rest = cursor.rest.lstrip(", ")
        if not cursor.skip(reading.words.plus):
            cursor.rest = before
            return
        amount = _read_amount(cursor)
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


def _unit_without_number(cursor: _Cursor, reading: _Reading) -> str:
    """`pinch of salt`, `large handful parsley`."""
    start = cursor.rest
    while cursor.skip(reading.words.about):
        pass
    size = cursor.size()
    unit = cursor.unit()
    if (
        unit is not None
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


def _read_bracket(content: str, reading: _Reading, *, near: bool, direct: bool) -> None:
    words = reading.words
    lowered = plain(content).strip(" .,*")
    if lowered.startswith(words.alternatives_openings()):
        reading.alternatives.append(content.partition(" ")[2].strip(" ,."))
        return
    for chunk in re.split(r"[,;]\s*|\s-\s", content):
        _read_bracket_chunk(chunk.strip(" .*"), reading, near=near, direct=direct)


def _read_bracket_chunk(chunk: str, reading: _Reading, *, near: bool, direct: bool) -> None:
    words = reading.words
    if not chunk or _flags(chunk, reading):
        return
    cursor = _Cursor(_GLUED.sub(r"\1 \2", chunk), words)
    amount = _read_amount(cursor)
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
    trial = _Cursor(cursor.rest, words)
    container = trial.unit()
    is_weight = amount.unit in GRAMS or amount.unit in ML
    if not is_weight and amount.unit != "stick":
        reading.stated.append(amount)
        if tail:
            reading.comment.append(chunk)
    elif (
        near
        and first is not None
        and (first.unit in words.containers or container in words.containers)
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


def _flags(chunk: str, reading: _Reading) -> bool:
    """Note optional, to taste, divided, extra; return whether the chunk says nothing else."""
    words = reading.words
    lowered = plain(chunk).strip(" .*!")
    hit = False
    for flag in words.optional:
        if flag in lowered:
            reading.optional = True
            lowered = lowered.replace(flag, "").strip(" ;,-")
            hit = True
    for flag in words.to_taste:
        if flag in lowered:
            reading.to_taste = True
            lowered = lowered.replace(flag, "").strip(" ;,-")
            hit = True
    if lowered in words.divided or lowered.startswith(tuple(f"{word} " for word in words.divided)):
        reading.divided = True
        hit = True
        lowered = lowered.partition(" ")[2]
    if lowered.startswith(words.extra):
        reading.extra = lowered
        return True
    if hit and lowered:
        reading.comment.append(lowered)
    return hit


def _read_rest(rest: str, reading: _Reading) -> str:
    """Take the name out of what follows the amount; the remainder says how it is prepared and what for."""
    words = reading.words
    rest = rest.strip(" ,.;:-")
    chunks = [chunk.strip(" .;:*") for chunk in re.split(r",\s*|;\s*|\s-\s|\s\|\s", rest)]
    chunks = [chunk for chunk in chunks if chunk]
    name = ""
    while chunks:
        chunk = chunks.pop(0)
        if not name:
            candidate = _name_chunk(chunk, reading)
            if candidate is not None:
                name = candidate
                if chunks and _continues(candidate, chunks[0], words):
                    chunks[0] = f"{name} {chunks[0]}"
                    name = ""
            continue
        _read_chunk(chunk, reading)
    return name


def _continues(name: str, following: str, words: Vocabulary) -> bool:
    """Whether the name is only adjectives so far (`boneless, skinless chicken breasts`)."""
    adjectives = {"boneless", "skinless", "cold", "ripe", "dry", "lean", "fresh", "unsalted", "thick", "hot", "warm", "large",
                  "raw", "plain", "low-sodium", "bone-in", "skin-on", "full-fat", "low-fat", "unsweetened", "extra-virgin",
                  "organic", "good-quality", "natural", "roasted", "firm", "crusty", "thin", "sweet", "soft", "frozen",
                  "salted", "skin-on bone-in", "fine", "dark", "creamy", "red", "green", "yellow", "sharp", "mild", "young"}  # fmt: skip
    tokens = plain(name).replace(",", "").split()
    return (
        bool(tokens)
        and all(token in adjectives or token in words.preparation for token in tokens)
        and not plain(following).startswith(("or ", "for "))
    )


def _name_chunk(chunk: str, reading: _Reading) -> str | None:
    """Return the name in a chunk that should hold it, or `None` when it holds none."""
    words = reading.words
    lowered = plain(chunk)
    for opening in words.extra:
        at = lowered.find(f" {opening}")
        if at > 0:
            reading.extra = lowered[at + 1 :]
            chunk, lowered = chunk[:at], lowered[:at]
    chunk = _strip_flags(chunk, reading)
    lowered = plain(chunk)
    for opening in words.purposes:
        at = lowered.find(f" {opening} ")
        if at < 0 and lowered.endswith(f" {opening}") and " " in opening:
            at = len(lowered) - len(opening) - 1
        if at > 0:
            reading.purpose.append(chunk[at + 1 :].strip())
            chunk, lowered = chunk[:at], lowered[:at]
    chunk = _split_alternatives(chunk, reading)
    reading.phrase = chunk
    tokens = chunk.split()
    front: list[str] = []
    while tokens and _is_preparation(tokens[0], words) and len(tokens) > 1:
        front.append(tokens.pop(0))
        while len(tokens) > 1 and plain(tokens[0]) in {"and", "&"} and _is_preparation(tokens[1], words):
            front.append(tokens.pop(0))
    back: list[str] = []
    while len(tokens) > 1 and _is_preparation(tokens[-1], words):
        back.insert(0, tokens.pop())
        while len(tokens) > 2 and plain(tokens[-1]) in {"and", "&"}:
            back.insert(0, tokens.pop())
    at = next(
        (
            i
            for i, token in enumerate(tokens)
            if i > 0
            and plain(token)
            in {
                "cut",
                "at",
                "in",
                "from",
                "with",
                "without",
                "into",
                "torn",
                "sliced",
                "chopped",
                "peeled",
                "diced",
                "broken",
                "mixed",
                "halved",
                "drained",
                "melted",
                "softened",
                "sifted",
                "such",
                "like",
                "about",
                "plus",
                "see",
                "using",
                "i",
                "you",
                "on",
                "until",
                "as",
                "finely",
                "thinly",
                "roughly",
                "zested",
                "crushed",
                "packed",
                "minced",
                "cubed",
            }
        ),
        None,
    )
    if (
        at is not None
        and at > 0
        and len(tokens) > at + 1
        and words.language == "en"
        and not _is_named_with(tokens, at)
    ):
        back = tokens[at:] + back
        tokens = tokens[:at]
    if not tokens:
        reading.preparation.extend(front + back)
        return None
    if all(_is_preparation(token, words) for token in tokens):
        reading.preparation.extend(front + tokens + back)
        return None
    if front:
        reading.preparation.append(" ".join(front))
    if back:
        reading.preparation.append(" ".join(back))
    if tokens and plain(tokens[0]) in words.of and len(tokens) > 1:
        tokens = tokens[1:]
    return " ".join(tokens).strip(" .,;:-")


def _is_named_with(tokens: list[str], at: int) -> bool:
    """`chipotle in adobo`, `half and half`, `bone in`: the words belong to the name."""
    joined = plain(" ".join(tokens))
    return any(
        phrase in joined
        for phrase in ("in adobo", "bone in", "skin on", "tuna in", "in oil", "in water", "in juice", "sugar in the raw", "salmon in",
                       "tomatoes with", "tomato with", "on the vine", "on the cob", "with green chil", "in tomato sauce", "with juice", "in syrup",
                       "packed in", "milk plus", "without skin", "with skin")
    )  # fmt: skip


def _is_preparation(token: str, words: Vocabulary) -> bool:
    return plain(token).strip(",.") in words.preparation


def _strip_flags(chunk: str, reading: _Reading) -> str:
    lowered = plain(chunk)
    for flags, attribute in ((reading.words.optional, "optional"), (reading.words.to_taste, "to_taste")):
        for flag in flags:
            at = lowered.find(flag)
            if at >= 0:
                setattr(reading, attribute, True)
                chunk = (chunk[:at] + chunk[at + len(flag) :]).strip(" ,-")
                lowered = plain(chunk)
    return chunk


def _split_alternatives(chunk: str, reading: _Reading) -> str:
    tokens = chunk.split()
    for place, token in enumerate(tokens):
        if plain(token) in reading.words.alternatives and 0 < place < len(tokens) - 1:
            reading.alternatives.append(" ".join(tokens[place + 1 :]))
            return " ".join(tokens[:place])
    return chunk


def _read_chunk(chunk: str, reading: _Reading) -> None:
    """Read what follows the name."""
    words = reading.words
    if not chunk or _flags(chunk, reading):
        return
    lowered = plain(chunk)
    if lowered.startswith(tuple(f"{opening} " for opening in words.purposes)) or lowered in words.purposes:
        reading.purpose.append(chunk)
        return
    if lowered.startswith(words.alternatives_openings()):
        reading.alternatives.append(chunk.partition(" ")[2])
        return
    cursor = _Cursor(_GLUED.sub(r"\1 \2", chunk), words)
    amount = _read_amount(cursor)
    if amount is not None and (amount.unit is not None or not cursor.rest):
        tail = plain(cursor.rest)
        if reading.amount is None:
            reading.amount = amount
            return
        if (
            amount.unit is not None
            and amount.unit != "inch"
            and not tail.startswith(
                ("thick", "piece", "slice", "cube", "chunk", "dice", "strip", "long", "wide", "round")
            )
        ):
            each = bool(set(tail.split()) & words.each)
            reading.stated.append(Amount(low=amount.low, high=amount.high, unit=amount.unit, each=each))
            if not tail or each:
                return
    reading.preparation.append(chunk)


def _result(text: str, name: str, reading: _Reading) -> ParsedLine:
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
    letters = sum(char.isalpha() or char in " '-&%" for char in name) / len(name)
    count = len(name.split())
    return round(letters * (0.98 if count <= 5 else 0.85 if count <= 8 else 0.5), 3)
