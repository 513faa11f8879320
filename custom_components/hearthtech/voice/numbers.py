"""Numbers and spans of time, as people say them: heard (words to values) and said (values to words).

English is complete; the other languages know the whole numbers that a burner's level or a count needs.
"""

from fractions import Fraction

_ENGLISH_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_ENGLISH_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fourty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_ENGLISH_PARTS = {
    "half": Fraction(1, 2), "halves": Fraction(1, 2), "third": Fraction(1, 3), "thirds": Fraction(1, 3),
    "quarter": Fraction(1, 4), "quarters": Fraction(1, 4), "fourth": Fraction(1, 4), "eighth": Fraction(1, 8),
    "eighths": Fraction(1, 8),
}  # fmt: skip

_SMALL: dict[str, dict[str, int]] = {
    "en": {word: value for value, word in enumerate(_ENGLISH_SMALL)} | _ENGLISH_TENS | {"dozen": 12},
    "de": {
        "null": 0, "ein": 1, "eins": 1, "eine": 1, "einen": 1, "zwei": 2, "zwo": 2, "drei": 3, "vier": 4, "funf": 5,
        "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwolf": 12, "zwanzig": 20,
        "dreissig": 30, "vierzig": 40, "funfzig": 50, "sechzig": 60, "siebzig": 70, "achtzig": 80, "neunzig": 90,
        "hundert": 100,
    },
    "fr": {
        "zero": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8,
        "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50,
        "soixante": 60, "cent": 100,
    },
    "es": {
        "cero": 0, "un": 1, "uno": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7,
        "ocho": 8, "nueve": 9, "diez": 10, "once": 11, "doce": 12, "veinte": 20, "treinta": 30, "cuarenta": 40,
        "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90, "cien": 100,
    },
    "it": {
        "zero": 0, "un": 1, "uno": 1, "una": 1, "due": 2, "tre": 3, "quattro": 4, "cinque": 5, "sei": 6, "sette": 7,
        "otto": 8, "nove": 9, "dieci": 10, "undici": 11, "dodici": 12, "venti": 20, "trenta": 30, "quaranta": 40,
        "cinquanta": 50, "sessanta": 60, "settanta": 70, "ottanta": 80, "novanta": 90, "cento": 100,
    },
}  # fmt: skip

_TIME_UNITS = {
    "second": 1, "seconds": 1, "sec": 1, "secs": 1, "s": 1, "minute": 60, "minutes": 60, "min": 60, "mins": 60,
    "m": 60, "hour": 3600, "hours": 3600, "hr": 3600, "hrs": 3600, "h": 3600,
}  # fmt: skip


def is_number_word(word: str, language: str = "en") -> bool:
    """Whether a word can be part of a number."""
    return word[0].isdigit() or word in _SMALL.get(language, {}) or (language == "en" and word == "hundred")


def number_at(words: list[str], start: int, language: str = "en") -> tuple[float, int] | None:
    """The longest number that begins at `start`, and where it ends: `two and a half` → (2.5, 4)."""
    if start >= len(words):
        return None
    if words[start][0].isdigit():
        return _digits_at(words, start)
    small = _SMALL.get(language, _SMALL["en"])
    if language != "en":
        value = small.get(words[start])
        return None if value is None else (float(value), start + 1)
    return _english_at(words, start, small)


def _value(token: str) -> Fraction | None:
    if "/" in token:
        above, below = token.split("/", 1)
        return Fraction(int(above), int(below)) if int(below) else None
    return Fraction(token)


def _digits_at(words: list[str], start: int) -> tuple[float, int] | None:
    value = _value(words[start])
    if value is None:
        return None
    end = start + 1
    if "/" not in words[start] and end < len(words):
        if "/" in words[end] and words[end][0].isdigit() and (part := _value(words[end])) is not None:
            return float(value + part), end + 1
        if words[end : end + 3] == ["and", "a", "half"]:
            return float(value + Fraction(1, 2)), end + 3
    return float(value), end


def _english_at(words: list[str], start: int, small: dict[str, int]) -> tuple[float, int] | None:
    end = start
    word = words[end]
    total: Fraction
    if (
        word in {"a", "an"}
        and end + 1 < len(words)
        and words[end + 1] in {"hundred", "dozen", *_ENGLISH_PARTS}
    ):
        end += 1
        word = words[end]
    if word in _ENGLISH_PARTS:
        end += 1
        if words[end : end + 1] in (["a"], ["an"]):
            end += 1
        return float(_ENGLISH_PARTS[word]), end
    if word == "hundred":
        total, end = Fraction(100), end + 1
    elif word in small:
        total, end = Fraction(small[word]), end + 1
        if word in _ENGLISH_TENS and end < len(words) and 0 < small.get(words[end], 0) < 10:
            total, end = total + small[words[end]], end + 1
    else:
        return None
    if end < len(words) and words[end] == "hundred":
        total, end = total * 100, end + 1
    if total >= 100:
        following = end + 1 if words[end : end + 1] == ["and"] else end
        if (
            following < len(words)
            and words[following] in small
            and (rest := _english_at(words, following, small))
        ):
            return float(total) + rest[0], rest[1]
    if words[end : end + 1] == ["point"] and end + 1 < len(words) and small.get(words[end + 1], 99) < 10:
        return float(total) + small[words[end + 1]] / 10, end + 2
    if words[end : end + 2] == ["and", "a"] and end + 2 < len(words) and words[end + 2] in _ENGLISH_PARTS:
        return float(total + _ENGLISH_PARTS[words[end + 2]]), end + 3
    if end < len(words) and words[end] in {"thirds", "quarters", "eighths", "halves"} and total < 8:
        return float(total * _ENGLISH_PARTS[words[end]]), end + 1
    return float(total), end


def duration_at(words: list[str], start: int) -> tuple[float, int] | None:
    """The span of time that begins at `start`, in s, and where it ends: `an hour and ten minutes` → (4200, 5)."""
    total = 0.0
    position, end = start, start
    while position < len(words) and (part := _span_at(words, position)) is not None:
        total += part[0]
        end = part[1]
        position = end + 1 if words[end : end + 1] == ["and"] else end
    return (total, end) if end > start else None


def _span_at(words: list[str], start: int) -> tuple[float, int] | None:
    number = number_at(words, start)
    if number is None and words[start] in {"a", "an", "one"}:
        number = (1.0, start + 1)
    if number is None:
        return None
    value, end = number
    if words[end : end + 2] == ["of", "an"]:
        end += 2
    if end >= len(words) or words[end] not in _TIME_UNITS:
        return None
    unit = _TIME_UNITS[words[end]]
    end += 1
    if words[end : end + 3] == ["and", "a", "half"] and words[end + 3 : end + 4] not in (
        ["minutes"],
        ["hours"],
    ):
        return (value + 0.5) * unit, end + 3
    return value * unit, end


_SAID_PARTS = {
    Fraction(1, 2): "a half", Fraction(1, 3): "a third", Fraction(2, 3): "two thirds", Fraction(1, 4): "a quarter",
    Fraction(3, 4): "three quarters", Fraction(1, 8): "an eighth",
}  # fmt: skip


def say_number(value: float) -> str:
    """A number for the ear: `2.5` → "two and a half", `0.75` → "three quarters", `348.2` → "348"."""
    if value < 0:
        return f"minus {say_number(-value)}"
    if value >= 20:
        return f"{value:.0f}"
    whole = int(value)
    rest = value - whole
    for part, words in _SAID_PARTS.items():
        if abs(rest - float(part)) < 0.02:
            return words if whole == 0 else f"{_ENGLISH_SMALL[whole]} and {words}"
    if rest < 0.02 or rest > 0.98:
        rounded = round(value)
        return _ENGLISH_SMALL[rounded] if rounded <= 12 else str(rounded)
    return f"{value:.1f}"


def say_duration(seconds: float) -> str:
    """A span of time for the ear: `5400` → "an hour and a half", `125` → "two minutes and five seconds"."""
    left = max(round(seconds), 0)
    if left == 1800:
        return "half an hour"
    if left == 5400:
        return "an hour and a half"
    if left >= 3600:
        left = round(left / 60) * 60
    elif left >= 600:
        left = round(left / 60) * 60 if left % 60 in {0, *range(1, 5), *range(56, 60)} else left
    hours, rest = divmod(left, 3600)
    minutes, rest = divmod(rest, 60)
    parts = [
        _counted(count, unit)
        for count, unit in ((hours, "hour"), (minutes, "minute"), (rest, "second"))
        if count
    ]
    return " and ".join(parts) if parts else "no time"


def _counted(count: int, unit: str) -> str:
    if count == 1:
        return "an hour" if unit == "hour" else f"one {unit}"
    return f"{say_number(count)} {unit}s"


def say_list(items: list[str]) -> str:
    """Items for the ear: "salt, pepper and oil"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"
