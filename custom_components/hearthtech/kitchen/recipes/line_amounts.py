"""Find the amounts of an ingredient line that scale with the recipe.

Sizes of one piece (`4 6-ounce fillets`, `2 Dosen à 400 g`), rates (`6 g per kg`), percentages, temperatures and numbers
in names (`type 00`) are not among them. Digits of any script count as digits.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
import re
import unicodedata

from ...language.languages import LANGUAGES, known_language
from ...language.lazy_pattern import LazyPattern
from ...language.numbers import NUMBER, RANGE, Span, span_at, tail_at
from ...language.units import UNIT, Dimension, Unit, unit_of
from .pans import is_pan
from .word_lists import expressions

AMOUNT = LazyPattern(rf"(?<!\d/)(?<![\w.,⁄½¼¾⅓⅔-]){NUMBER}(?:{RANGE}{NUMBER})?", re.IGNORECASE)
# In scripts without spaces, a number may follow a letter directly: 小さじ1.
_AMOUNT_ANYWHERE = LazyPattern(
    rf"(?<!\d/)(?<![\d.,⁄½¼¾⅓⅔A-Za-z-]){NUMBER}(?:{RANGE}{NUMBER})?", re.IGNORECASE
)
_UNIT_AFTER = LazyPattern(rf"[\s-]?(?P<unit>{UNIT})", re.IGNORECASE)
_WORDS = expressions("amount_words")
"""Read at import, which Home Assistant does outside its event loop."""
_SIZE_AFTER = LazyPattern(rf"\s*-?\s*(?:%|[\"”″]|°|º|℃|℉|{_WORDS['size']})", re.IGNORECASE)
_COUNTER_X = re.compile(r"\s*[x×*]\s*(?=\d)", re.IGNORECASE)
_CONTAINER = LazyPattern(rf"[\s-]*(?:{_WORDS['container']}|{_WORDS['piece']})(?![^\W_])", re.IGNORECASE)
_HYPHEN_SIZE = LazyPattern(rf"\s*-\s*(?:{UNIT})", re.IGNORECASE)
# The number after "x" is the size of one piece, like the number in brackets after a count of packages.
_EACH = LazyPattern(
    rf"(?:\d\s*[x×*]\s*)$|(?<![^\W_])(?:{_WORDS['container']})\.?\s*\(\s*(?:{_WORDS['size_link']})?\s*$|\b\d+\s*\($"
    rf"|(?<![^\W_])(?:{_WORDS['each_before']})\s*(?:(?:{_WORDS['about']})\s*)?$",
    re.IGNORECASE,
)
_CAN_BEFORE = LazyPattern(
    rf"(?<![^\W_])(?:{_WORDS['can']})(?![^\W_])[^,;()]{{0,40}}\(\s*(?:(?:{_WORDS['size_link']})\s*)?$",
    re.IGNORECASE,
)
_TOTAL_AFTER = LazyPattern(rf"[^()]{{0,20}}(?<![^\W_])(?:{_WORDS['total']})(?![^\W_])", re.IGNORECASE)
_OF = LazyPattern(
    rf"(?<![^\W_])(?:{_WORDS['of']})\s+(?:(?:{_WORDS['of_about']})\s+)?$",
    re.IGNORECASE,
)
_EACH_AFTER = LazyPattern(
    rf"[^,;()]{{0,20}}(?<![^\W_])(?:{_WORDS['each_after']})(?![^\W_])\s*(?:[),.;]|$)", re.IGNORECASE
)
_RATE_AFTER = LazyPattern(
    rf"(?:\s+[^\W\d_]+){{0,2}}\s*(?:(?<![^\W_])(?:{_WORDS['rate_after']})\s+(?:{NUMBER}\s*)?|/\s*(?=[^\W\d]))"
    rf"(?:(?:{UNIT})|{_WORDS['rate_of']})(?![^\W_])",
    re.IGNORECASE,
)
_RATE_BEFORE = LazyPattern(rf"(?:(?<![^\W_])(?:{_WORDS['rate_before']}))\s*$", re.IGNORECASE)
_JOINS = LazyPattern(rf"(?:[(,+/–-]|(?<![^\W_])(?:{_WORDS['join']})|[’'])\s*$", re.IGNORECASE)
_SHORT_UNIT = LazyPattern(rf"(?:{_WORDS['short_unit']})(?![^\W_])\.?")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_UNSPACED = LazyPattern(r"[぀-ヿ㐀-䶿一-鿿豈-﫿]")
_SIGNS = {"半": "½", "一": "1", "二": "2", "两": "2", "兩": "2", "三": "3", "四": "4", "五": "5", "六": "6", "七": "7", "八": "8", "九": "9"}  # fmt: skip
_COUNTED_IN_SIGNS = re.compile(
    "(?<![一二两兩三四五六七八九十第])[半一二两兩三四五六七八九](?=[个個箇片本枚丁束杯匙克斤两袋缶罐根颗粒只隻把块塊勺瓣碗张張条條株玉房尾切])"
)
"""Numbers in signs before a counter: `豆腐 半丁`, `鸡蛋两个`."""
_NAME_BEFORE = LazyPattern(rf"(?<![^\W_])(?:{_WORDS['name_before']})\.?\s*$", re.IGNORECASE)
_NAME_AFTER = re.compile(r"-[^\W\d_]{3}")
"""A number that is part of a name: `5-spice powder`."""
_FOOD_WORD = re.compile(r"\s+[^\W\d_]+")
_ENDS = re.compile(rf"\s*(?:[,;.()]|$)|\s+(?:{_WORDS['of_food']})", re.IGNORECASE)
_JOINT = LazyPattern(rf"(?<![^\W_])(?:{expressions('text_words')['and']}|\+|&)\s+", re.IGNORECASE)
_PART_OF_LINE = re.compile(r"[,;:(]")
_RATIO = re.compile(r"([1-9]\d)\s?/\s?([1-9]\d)(?![\d/])")
_PERCENT = 100
_LAST = re.compile(r"\s*(?:[)\]]?\s*)$")
_LEADING = LazyPattern(rf"\s*(?:(?:{_WORDS['leading']})\s+)?", re.IGNORECASE)
_OF_FRUIT = LazyPattern(
    rf"(?<![^\W_])(?:(?:{_WORDS['fruit_part']})\s+"
    rf"(?:(?:{_WORDS['fruit_link']})(?:\s+|(?=[’']))[’']?|(?={_WORDS['fruit_article']})))",
    re.IGNORECASE,
)
_GENITIVE = re.compile(_WORDS["genitive"], re.IGNORECASE)
_ONE = re.compile(rf"(?:{_WORDS['one']})(?![^\W_])", re.IGNORECASE)
_SOFT = LazyPattern(rf"\s*(?:{_WORDS['soft']})(?![^\W_])|-(?:{_WORDS['soft_compound']})", re.IGNORECASE)
_HALVES = frozenset(_WORDS["half"].split("|"))
_HALF_OF_COMPOUND = re.compile(rf"-|\s+(?:{_WORDS['and']}|&)", re.IGNORECASE)
_PART_OF = re.compile(rf"\s+(?:{_WORDS['part_of']})\s+", re.IGNORECASE)
"""Between a part and the food that it is of: `half of a lemon`."""
_NOT_NUMBERS = frozenset(_WORDS["not_number"].split("|"))
_OTHER_ARTICLES = frozenset(_WORDS["article"].split("|"))
_THOUSANDS = LazyPattern(
    rf"(?<![\w.,])([1-9]\d{{0,2}})(?P<sign>[.’' \u00a0\u2009\u202f])(\d{{3}})(?![\d.,])(?=\s?(?:{_WORDS['thousand_unit']})(?![^\W_])(?P<more>[^,;]{{0,16}}))",
    re.IGNORECASE,
)
_LONG = re.compile(
    rf"(?<![\w.,])([1-9]\d{{0,2}}),(\d{{3}})(?=\s?(?:kg|l|{_WORDS['long_unit']})(?![^\W_]))", re.IGNORECASE
)
LONGEST_LINE = 4000
"""A longer text is not an ingredient line; it is not changed."""
_NEAR = 80
"""Characters around an amount that are examined."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineAmount:
    """An amount in a line: its number, the end of number and unit, and its unit, if it has one."""

    span: Span
    unit: Unit | None
    end: int
    spelled: bool = False
    """The number is a word."""
    tail: tuple[int, int] | None = None
    """Start and end of the part that is added behind the unit or the food: `y media` of `1 taza y media`."""

    @property
    def counted(self) -> float:
        """The number in front of the counted word, with which it agrees: 1 of `1 taza y media`."""
        return self.span.high if self.tail is None else float(int(self.span.high))


def plain_digits(text: str) -> str:
    """The text with the digits of all scripts as 0–9, character for character."""
    if text.isascii():
        return text
    return "".join(
        str(value) if not char.isascii() and (value := unicodedata.decimal(char, -1)) >= 0 else char
        for char in text
    )


def amounts_in(line: str, language: str = "en") -> Iterator[LineAmount]:
    """Yield the amounts of a line that scale with the recipe, in order. A tin has none."""
    if is_pan(line):
        return
    amounts = [_with_tail(amount, line, language) for amount in _amounts_in(line, language)]
    yield from sorted(
        (*amounts, *_joined_words(line, amounts, language)), key=lambda amount: amount.span.start
    )


def _joined_words(text: str, amounts: Sequence[LineAmount], language: str) -> Iterator[LineAmount]:
    """The amounts in words of further foods: `3 Eier und eine halbe Zitrone`, `one onion and two carrots`."""
    if not amounts:
        return
    taken = [(amount.span.start, max(amount.end, amount.tail[1] if amount.tail else 0)) for amount in amounts]
    for joint in _JOINT.finditer(text, amounts[0].end):
        if _PART_OF_LINE.search(text, amounts[0].end, joint.start()):
            # What follows a comma or bracket describes the food: "2 lemons, one juiced and one sliced".
            return
        at = joint.end()
        span = span_at(text, at, language) if text[at : at + 1].isalpha() else None
        if (
            span is None
            or span.low <= 0
            or _SOFT.match(text, span.end)
            or any(a < span.end and at < b for a, b in taken)
        ):
            continue
        unit = unit_at(text, span.end)
        end = unit[1] if unit else span.end
        if _FOOD_WORD.match(text, end) or (not unit and re.match(r"-[^\W\d_]", text[end:])):
            yield LineAmount(span=span, unit=unit[0] if unit else None, end=end, spelled=True)


def _with_tail(amount: LineAmount, text: str, language: str) -> LineAmount:
    """Add the part behind the unit (`1 taza y media de azúcar`) or the food (`1 limón y medio`) to an amount."""
    span, start = amount.span, amount.end
    if span.low != span.high or span.low != int(span.low):
        return amount
    found = tail_at(text, start, language)
    if found is None and amount.unit is None and (food := _FOOD_WORD.match(text, start)) is not None:
        start = food.end()
        found = tail_at(text, start, language)
        if found is not None and not _ENDS.match(text, found[1]):
            # "3 Eier und eine halbe Zitrone": the half is of another food.
            return amount
    if found is None:
        return amount
    value = span.low + found[0]
    return replace(amount, span=replace(span, low=value, high=value), tail=(start, found[1]))


def _amounts_in(line: str, language: str) -> Iterator[LineAmount]:
    text = plain_digits(line)
    grouped = dict(_grouped(text))
    latin = _LATIN.search(text) is not None
    unspaced = not text.isascii() and _UNSPACED.search(text) is not None
    if unspaced:
        text = _COUNTED_IN_SIGNS.sub(lambda found: _SIGNS[found[0]], text)
    counted = False
    at = 0
    if (package := _one_package(text)) is not None:
        yield package
        at, counted = package.end, True
    elif (word := _word_amount(text, language)) is not None:
        yield word
        at, counted = word.end, True
    for match in (_AMOUNT_ANYWHERE if unspaced else AMOUNT).finditer(text, at):
        if match.start() < at:
            continue
        if (ratio := _RATIO.match(text, match.start())) and int(ratio[1]) + int(ratio[2]) == _PERCENT:
            # The shares of lean meat and fat: "80/20".
            at = match.end()
            continue
        span = grouped.get(match.start()) or span_at(text, match.start(), "en")
        if span is None or span.low <= 0:
            continue
        # The second number of a range that `span_at` does not join belongs to the first.
        unit = unit_at(text, span.end)
        end = unit[1] if unit else span.end
        before, after = text[max(0, span.start - _NEAR) : span.start], text[end : end + _NEAR]
        at = end
        if unit is None and (short := _SHORT_UNIT.match(text, span.end)) and not _SIZE_AFTER.match(after):
            end = at = short.end()
            after = text[end : end + _NEAR]
            if text[span.end] in "cC" and span.low > 20:
                continue
        elif (
            unit is None
            and (after[:1].isalpha() or _NAME_AFTER.match(after))
            and not _COUNTER_X.match(after)
            and not (unspaced and _UNSPACED.match(after))
        ):
            continue
        if _is_size(before, after, text, end, counted=counted, unit=unit[0] if unit else None):
            continue
        if (
            unit is None
            and before.strip()
            and not _JOINS.search(before)
            and not _counts_late(text, span, before, after, counted=counted, foreign=unspaced or not latin)
        ):
            # "1 (14 oz) can": the first number counts cans. "type 00 flour", "7-Up": names, not amounts.
            continue
        if _NAME_BEFORE.search(before) or text[span.start : span.start + 2] in {"00", "01"}:
            continue
        counted = counted or unit is None or _CONTAINER.match(after) is not None
        yield LineAmount(span=span, unit=unit[0] if unit else None, end=end)


def _is_size(before: str, after: str, text: str, end: int, *, counted: bool, unit: Unit | None) -> bool:
    """Whether a number is no amount of the recipe: the size of a piece, a rate, a percentage, a temperature."""
    if _EACH.search(before) or _EACH_AFTER.match(after) or (unit is None and _SIZE_AFTER.match(after)):
        return True
    if _RATE_AFTER.match(after) or _RATE_BEFORE.search(before):
        return True
    if unit is None:
        return False
    if unit.dimension is Dimension.LENGTH or (before.strip() and _CONTAINER.match(after) and counted):
        return True
    if counted and _CAN_BEFORE.search(before) and not _TOTAL_AFTER.match(after):
        # "2 cans of beans (400 g)"
        return True
    # "4 6-ounce fillets", "2 400 g tins", "2 boîtes de 400 g": a count stands before the size.
    number = re.search(rf"(?:^|[\s(]){NUMBER}\s+$", before) is not None and counted
    of = counted and _OF.search(before) is not None
    return number or of or (counted and text[end - 1 : end] != "" and _is_hyphenated(text, end, unit))


def _is_hyphenated(text: str, end: int, unit: Unit) -> bool:
    """Whether a hyphen joins the number before `end` to its unit: `6-ounce`."""
    del unit
    return re.search(r"\d\s*-\s*[^\W\d_.]+\.?$", text[max(0, end - 16) : end]) is not None


def _counts_late(text: str, span: Span, before: str, after: str, *, counted: bool, foreign: bool) -> bool:
    """Whether a number without a unit counts the food before it: `Eggs 2`, `卵 4個`."""
    if counted or _NAME_BEFORE.search(before):
        return False
    if foreign:
        return True
    if re.search(r"[:：–-]\s*$", before):
        return True
    alone = _LAST.match(after) is not None and span.end + len(after) >= len(text)
    return alone and span.high <= 100 and re.search(r"\s$", before) is not None


def _word_amount(text: str, language: str) -> LineAmount | None:
    """The number in words at the beginning of a line, or after `juice of`."""
    lead = _LEADING.match(text)
    start = lead.end() if lead else 0
    fruit = _OF_FRUIT.search(text[:_NEAR])
    places = [start, *([fruit.end()] if fruit else [])]
    code = known_language(language)
    for place in places:
        if not text[place : place + 1].isalpha():
            continue
        for other in (code, *(one for one in LANGUAGES if one != code)):
            span = span_at(text, place, other)
            if span is None or span.low <= 0:
                span = _article(text, place) if fruit and place == fruit.end() else None
            if span is None:
                continue
            words = text[span.start : span.end].lower()
            if other != code and words in _NOT_NUMBERS:
                continue
            if words in _OTHER_ARTICLES and _SOFT.match(text, span.end):
                return None
            if _SOFT.match(text, span.end) and words not in _HALVES:
                continue
            if words in _HALVES and _HALF_OF_COMPOUND.match(text, span.end):
                return None
            end = span.end
            if (of := _PART_OF.match(text, end)) and span.low < 1:
                end = of.end() - 1
                span = Span(low=span.low, high=span.high, start=span.start, end=end)
            unit = unit_at(text, end)
            return LineAmount(
                span=span, unit=unit[0] if unit else None, end=unit[1] if unit else end, spelled=True
            )
    return None


_ONE_PACKAGE = LazyPattern(
    rf"\s*(?P<one>(?:{_WORDS['one']})\s+)?\(?(?P<size>{NUMBER}[\s-]?(?:{UNIT}))\)?[\s-]+(?:{_WORDS['container']})(?![^\W_])(?!\s+(?:{_WORDS['no_package']}))",
    re.IGNORECASE,
)


def _one_package(text: str) -> LineAmount | None:
    """The count of a line that begins with the size of one package: `12-ounce bag frozen peas`, `a 400 g tin`."""
    match = _ONE_PACKAGE.match(text)
    if match is None:
        return None
    start = match.start("one") if match["one"] else match.start("size")
    end = start + len((match["one"] or "").rstrip())
    span = Span(low=1.0, high=1.0, start=start, end=end)
    return LineAmount(span=span, unit=None, end=match.end("size"), spelled=bool(match["one"]))


def _article(text: str, place: int) -> Span | None:
    match = _ONE.match(text, place)
    return Span(low=1.0, high=1.0, start=place, end=match.end()) if match else None


def _grouped(text: str) -> Iterator[tuple[int, Span]]:
    """Numbers with groups of thousands before g or ml, and kg or l with three decimals, by their start."""
    for match in _THOUSANDS.finditer(text):
        if match["sign"] == " " and (_CONTAINER.match(match["more"])):
            continue
        value = float(match[1] + match[3])
        yield match.start(), Span(low=value, high=value, start=match.start(), end=match.end(3))
    for match in _LONG.finditer(text):
        value = float(f"{match[1]}.{match[2]}")
        yield match.start(), Span(low=value, high=value, start=match.start(), end=match.end(2))


def unit_at(text: str, at: int) -> tuple[Unit, int] | None:
    """The measure at a position, after at most one space or hyphen, and its end."""
    match = _UNIT_AFTER.match(text, at)
    unit = unit_of(match["unit"]) if match else None
    return (unit, match.end()) if match is not None and unit is not None else None
