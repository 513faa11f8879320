"""Lists that need no names: numbers, times, levels, units, nutrients, days, and free text."""

from collections.abc import Iterator

from .automaton import Value, ValueList
from .numbers import duration_at, number_at

FREE_TEXT_WORDS = 12
"""The longest free text, in words."""

_LEVELS = {
    "en": {
        "low": 0.3, "medium low": 0.4, "medium": 0.5, "half": 0.5, "medium high": 0.7, "high": 0.9, "maximum": 1.0,
        "max": 1.0, "full": 1.0, "full power": 1.0, "simmer": 0.3, "minimum": 0.1, "keep warm": 0.1, "the lowest": 0.1,
        "the highest": 1.0,
    },
    "de": {"klein": 0.3, "mittel": 0.5, "hoch": 0.9, "voll": 1.0, "maximum": 1.0, "niedrig": 0.3, "halb": 0.5},
    "fr": {"doux": 0.3, "moyen": 0.5, "vif": 0.9, "fort": 0.9, "maximum": 1.0},
    "es": {"bajo": 0.3, "medio": 0.5, "alto": 0.9, "maximo": 1.0},
    "it": {"basso": 0.3, "medio": 0.5, "alto": 0.9, "massimo": 1.0},
}  # fmt: skip

UNITS = {
    "gram": "g", "grams": "g", "g": "g", "gramme": "g", "grammes": "g", "kilogram": "kg", "kilograms": "kg", "kilo": "kg",
    "kilos": "kg", "kg": "kg", "milligram": "mg", "milligrams": "mg", "mg": "mg", "ounce": "oz", "ounces": "oz", "oz": "oz",
    "pound": "lb", "pounds": "lb", "lb": "lb", "lbs": "lb", "stone": "st", "stones": "st", "ton": "t", "tons": "t",
    "milliliter": "ml", "milliliters": "ml", "millilitre": "ml", "millilitres": "ml", "ml": "ml", "centiliter": "cl",
    "centiliters": "cl", "cl": "cl", "deciliter": "dl", "deciliters": "dl", "dl": "dl", "liter": "l", "liters": "l",
    "litre": "l", "litres": "l", "l": "l", "teaspoon": "tsp", "teaspoons": "tsp", "tsp": "tsp", "tablespoon": "tbsp",
    "tablespoons": "tbsp", "tbsp": "tbsp", "cup": "cup", "cups": "cup", "pint": "pint", "pints": "pint",
    "quart": "quart", "quarts": "quart", "gallon": "gallon", "gallons": "gallon", "fluid ounce": "fl oz",
    "fluid ounces": "fl oz", "stick": "stick", "sticks": "stick", "dash": "dash", "pinch": "pinch",
    "fahrenheit": "F", "degrees fahrenheit": "F", "f": "F", "degrees f": "F", "celsius": "C", "degrees celsius": "C",
    "c": "C", "degrees c": "C", "degree celsius": "C", "degree fahrenheit": "F", "centigrade": "C", "kelvin": "K",
    "inch": "in", "inches": "in", "centimeter": "cm", "centimeters": "cm", "centimetre": "cm", "centimetres": "cm",
    "cm": "cm", "millimeter": "mm", "millimeters": "mm", "mm": "mm", "meter": "m", "meters": "m", "metre": "m",
    "metres": "m", "foot": "ft", "feet": "ft", "yard": "yd", "yards": "yd", "mile": "mi", "miles": "mi",
    "kilometer": "km", "kilometers": "km", "kilometre": "km", "kilometres": "km", "km": "km",
    "kilocalorie": "kcal", "kilocalories": "kcal", "calorie": "kcal", "calories": "kcal", "kilojoule": "kJ",
    "kilojoules": "kJ", "joule": "J", "joules": "J",
}  # fmt: skip

NUTRIENTS = {
    "protein": "PROCNT", "proteins": "PROCNT", "fat": "FAT", "fats": "FAT", "saturated fat": "FASAT", "carbs": "CHOCDF",
    "carbohydrate": "CHOCDF", "carbohydrates": "CHOCDF", "sugar": "SUGAR", "sugars": "SUGAR", "fiber": "FIBTG",
    "fibre": "FIBTG", "sodium": "NA", "salt": "NA", "cholesterol": "CHOLE", "calcium": "CA", "iron": "FE",
    "potassium": "K", "magnesium": "MG", "zinc": "ZN", "vitamin c": "VITC", "vitamin d": "VITD", "vitamin a": "VITA_RAE",
    "vitamin b 12": "VITB12", "vitamin e": "VITE", "folate": "FOL", "energy": "ENERC_KCAL", "calories": "ENERC_KCAL",
    "alcohol": "ALC", "caffeine": "CAFFN", "water": "WATER",
}  # fmt: skip
"""Spoken names of nutrients, and their FAO INFOODS tags."""

WEEKDAYS = {
    day: day for day in ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
}
DAYS = {
    "today": "today",
    "tonight": "today",
    "this evening": "today",
    "tomorrow": "tomorrow",
    "tomorrow night": "tomorrow",
    "tomorrow evening": "tomorrow",
    **WEEKDAYS,
}
MEALS = {"breakfast": "breakfast", "lunch": "lunch", "dinner": "dinner", "supper": "dinner", "a snack": "snack"}  # fmt: skip
PLACES = {"fridge": "fridge", "refrigerator": "fridge", "freezer": "freezer", "pantry": "pantry", "cupboard": "pantry"}  # fmt: skip
DIETS = {
    "vegan": "vegan", "vegetarian": "vegetarian", "gluten free": "gluten_free", "kosher": "kosher",
    "halal": "halal", "lactose free": "low_lactose", "dairy free": "low_lactose",
}  # fmt: skip
"""Spoken names of diets, and the codes of what people keep."""


def numbers(language: str) -> ValueList:
    """Numbers in figures and words."""

    def values(words: list[str], start: int) -> Iterator[Value]:
        if (found := number_at(words, start, language)) is not None:
            yield Value(value=found[0], end=found[1], literal=found[1] - start)

    return values


def levels(language: str) -> ValueList:
    """Heat levels as a fraction 0–1 of a burner's power: knob numbers 1–9, per cent, words."""
    by_words = closed(dict(_LEVELS.get(language, _LEVELS["en"]).items()))

    def values(words: list[str], start: int) -> Iterator[Value]:
        yield from by_words(words, start)
        if (found := number_at(words, start, language)) is None:
            return
        value, end = found
        following = words[end] if end < len(words) else ""
        if following in {"%", "percent", "prozent", "pourcent", "cento"} and 0 <= value <= 100:
            yield Value(value=value / 100, end=end + 1, literal=end + 1 - start)
        elif (
            following not in {"°", "degrees", "degree", "celsius", "grad", "degres", "grados", "gradi"}
            and 0 <= value <= 9
        ):
            yield Value(value=round(value / 9, 3), end=end, literal=end - start)

    return values


def temperatures(language: str) -> ValueList:
    """Temperatures in °C: whole numbers from 30 to 300."""

    def values(words: list[str], start: int) -> Iterator[Value]:
        found = number_at(words, start, language)
        if found is not None and 30 <= found[0] <= 300:
            yield Value(value=found[0], end=found[1], literal=found[1] - start)

    return values


def durations(words: list[str], start: int) -> Iterator[Value]:
    """Spans of time, in s."""
    if (found := duration_at(words, start)) is not None:
        yield Value(value=found[0], end=found[1], literal=found[1] - start)


def closed[V: (str, float)](values_by_words: dict[str, V]) -> ValueList:
    """A closed list of words and what they stand for."""
    longest = max(len(words.split()) for words in values_by_words)

    def values(words: list[str], start: int) -> Iterator[Value]:
        for end in range(start + 1, min(len(words), start + longest) + 1):
            found = values_by_words.get(" ".join(words[start:end]))
            if found is not None:
                yield Value(value=found, end=end, literal=end - start)

    return values


def free_text(words: list[str], start: int) -> Iterator[Value]:
    """Any words, up to `FREE_TEXT_WORDS`. Vouches for none of them."""
    for end in range(start + 1, min(len(words), start + FREE_TEXT_WORDS) + 1):
        yield Value(value=" ".join(words[start:end]), end=end)


def food(words: list[str], start: int) -> Iterator[Value]:
    """A food in a few words; which food that is, the kitchen's food database says."""
    for end in range(start + 1, min(len(words), start + 4) + 1):
        yield Value(value=" ".join(words[start:end]), end=end)


def standard(language: str) -> dict[str, ValueList]:
    """The lists that every recognizer has, by the names templates use."""
    return {
        "number": numbers(language),
        "level": levels(language),
        "temperature": temperatures(language),
        "duration": durations,
        "unit": closed(UNITS),
        "nutrient": closed(NUTRIENTS),
        "weekday": closed(WEEKDAYS),
        "day": closed(DAYS),
        "meal": closed(MEALS),
        "place": closed(PLACES),
        "diet": closed(DIETS),
        "text": free_text,
        "food": food,
    }
