"""Read the amount at the beginning of an ingredient line, with its unit and what is added to it."""

from ...language.fold import fold
from .amount_lexer import DISH_INCHES, Cursor, read_amount, read_package, restore_slash, unglue
from .line_parser_state import LineParserState
from .model import Amount
from .piece_sizes import goes_on, side_by_side, size_after_unit, size_of_counted, small_amount
from .quantity import GRAMS, ML
from .vocabulary import LineVocabulary

PIECE_UNITS = frozenset(
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
        "loaf",
        "recipe",
        "ball",
        "block",
        "sheet",
        "log",
        "bar",
        "cube",
        "square",
        "rasher",
        "wedge",
        "spear",
        "rib",
        "ear",
        "stalk",
        "bulb",
        "clove",
    }
)
"""Units that count pieces of a food: a weight behind the name is that of all, in contrast to a package."""


def leading_amount(rest: str, reading: LineParserState) -> str:
    """Read amount, unit and size into `reading`. Returns the rest of the line, which begins with the name."""
    words = reading.words
    rest = unglue(rest) if any(char.isdigit() for char in rest) else rest
    little = small_amount(rest, reading)
    if little is not None:
        return little
    cursor = Cursor(rest, words)
    start = cursor.rest
    span = cursor.range()
    if span is None:
        cursor.rest = start
        return _unit_without_number(cursor, reading)
    low, high = span
    if fold(cursor.rest).startswith(("x ", "x-")) and (
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
    if (size := size_of_counted(cursor)) is not None:
        reading.amount = Amount(low=low, high=high, unit=cursor.unit())
        reading.package = size
        cursor.of()
        return cursor.rest
    reading.size = cursor.size()
    while cursor.skip(words.about - {"-"}):
        pass
    _of_before_unit(cursor)
    written = cursor.rest.partition(" ")[0].lower()
    unit = cursor.unit()
    if low == high:
        low = high = restore_slash(low, written, words)
    if unit is not None and low == int(low):
        part = cursor.half_after_unit()
        low, high = low + part, high + part
    if unit == "dozen":
        low, high = 12 * low, 12 * high
        unit = None
        reading.size = reading.size or cursor.size()
    if unit is None:
        reading.size = reading.size or cursor.size()
    else:
        _size_before_of(cursor)
    if (unit is not None and cursor.rest[:1] in {"/", "|"}) or (
        unit and fold(cursor.rest).startswith(words.alternatives_openings())
    ):
        stated_after_slash(cursor, reading)
    reading.amount = Amount(low=low, high=high, unit=unit)
    if unit in GRAMS or unit in ML:
        _container_after_weight(cursor, reading)
    elif unit in {"inch", "cm"}:
        _piece_of_inches(cursor, reading)
    side_by_side(cursor, reading)
    _added(cursor, reading)
    if reading.added and cursor.rest[:1] in {"/", "|"}:
        stated_after_slash(cursor, reading)
    if unit is not None and reading.package is None and (size := size_after_unit(cursor)) is not None:
        reading.package = size
    cursor.of()
    cursor.skip(words.each)
    cursor.skip(words.definite)
    return cursor.rest


def _size_before_of(cursor: Cursor) -> None:
    """Skip the size of the measured piece: `2 tranches épaisses de pain`."""
    trial = Cursor(cursor.rest, cursor.words)
    if trial.size() is None and trial.rest == cursor.rest:
        return
    behind = trial.rest
    trial.of()
    if trial.rest != behind:
        cursor.rest = behind


def _of_before_unit(cursor: Cursor) -> None:
    """Skip the words between a part and its measure: `3/4 de taza`, `1/2 of a cup`, `1/2 of a lemon`."""
    trial = Cursor(cursor.rest, cursor.words)
    if not trial.skip(cursor.words.of):
        return
    article = trial.article()
    rest = trial.rest
    if article or trial.unit() is not None:
        cursor.rest = rest


def _piece_of_inches(cursor: Cursor, reading: LineParserState) -> None:
    """`1-inch piece ginger` is one piece; `9-inch pie crust` is one crust."""
    assert reading.amount is not None
    length = reading.amount
    unit = cursor.unit()
    if unit is None and length.low < DISH_INCHES:
        return
    reading.amount = Amount(low=1, high=1, unit=unit)
    if unit is not None:
        reading.package = length


def _container_after_weight(cursor: Cursor, reading: LineParserState) -> None:
    """`15 oz can pumpkin`: one can with this weight."""
    if cursor.rest.partition(" ")[0].lower() in reading.words.kinds:
        return
    reading.size = reading.size or cursor.size()
    before = cursor.rest
    unit = cursor.unit()
    if unit in reading.words.containers - PIECE_UNITS and cursor.rest and not cursor.rest.startswith(","):
        reading.package = reading.amount
        reading.amount = Amount(low=1, high=1, unit=unit)
        return
    cursor.rest = before


def stated_after_slash(cursor: Cursor, reading: LineParserState) -> None:
    """Read further amounts behind a slash (`200 g / 7 oz`) as stated amounts."""
    before = cursor.rest
    trial = Cursor(
        before[1:].strip() if before[:1] in {"/", "|"} else before.partition(" ")[2], reading.words
    )
    amount = read_amount(trial)
    if amount is not None and amount.unit is not None:
        part = Cursor(unglue(trial.rest), reading.words)
        smaller = read_amount(part) if part.rest[:1].isdigit() else None
        if smaller is not None and part.rest and goes_on(amount, smaller):
            # "1 kg/2 lb 4 oz": the first amount is exact, so that the second one needs no sum.
            trial = part
        else:
            reading.stated.append(amount)
        cursor.rest = trial.rest
        if cursor.rest[:1] in {"/", "|"}:
            stated_after_slash(cursor, reading)


def _added(cursor: Cursor, reading: LineParserState) -> None:
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


def added_after_name(rest: str, reading: LineParserState) -> str:
    """Read the amount that is added behind the name: `butter + 20 g for the tin`. Returns the line without it."""
    words = reading.words
    tokens = rest.split(" ")
    if reading.amount is None or reading.amount.unit is None or not any(map(str.isdigit, rest)):
        return rest
    for place in range(1, len(tokens) - 1):
        if fold(tokens[place]) not in words.plus or not tokens[place + 1][:1].isdigit():
            continue
        cursor = Cursor(unglue(" ".join(tokens[place + 1 :])), words)
        amount = read_amount(cursor)
        following = fold(cursor.rest)
        if (
            amount is None
            or amount.unit is None
            or (following and not following.startswith(_purposes(words)))
        ):
            return rest
        reading.added.append(amount)
        return f"{' '.join(tokens[:place]).rstrip(' ,')} {cursor.rest}".strip()
    return rest


def half_after_name(rest: str, reading: LineParserState) -> str:
    """Add the part behind the counted food to its count: `2 limones y medio`. Returns the line without it."""
    counted = reading.amount
    tokens = rest.split(" ")
    if counted is None or counted.unit is not None or len(tokens) < 3:
        return rest
    part = Cursor(" ".join(tokens[1:]), reading.words)
    half = part.half_after_unit()
    if not half or part.rest:
        return rest
    reading.amount = Amount(low=counted.low + half, high=counted.high + half)
    return tokens[0]


def _purposes(words: LineVocabulary) -> tuple[str, ...]:
    return tuple(f"{opening} " for opening in words.purposes)


def _unit_without_number(cursor: Cursor, reading: LineParserState) -> str:
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
