"""Writes the food database: deterministic, read-only, one file."""

from collections import defaultdict
from collections.abc import Iterable
import hashlib
import math
from pathlib import Path
import re
import sqlite3
import struct
import zlib

from custom_components.hearthtech.kitchen.nutrition.text import key, words

from . import pantry, source
from .pantry_loader import PantryLoader

VERSION = "2"

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE nutrient (
    id INTEGER PRIMARY KEY, number INTEGER NOT NULL, tag TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
    unit TEXT NOT NULL, decimals INTEGER NOT NULL
);
CREATE TABLE food (
    id INTEGER PRIMARY KEY, grp INTEGER NOT NULL, name TEXT NOT NULL, refuse REAL NOT NULL,
    contains TEXT, diet TEXT, amounts BLOB NOT NULL
);
CREATE TABLE portion (
    food INTEGER NOT NULL, seq INTEGER NOT NULL, unit TEXT NOT NULL, words TEXT NOT NULL, grams REAL NOT NULL,
    PRIMARY KEY (food, seq)
) WITHOUT ROWID;
CREATE TABLE entry (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, food INTEGER NOT NULL, aisle TEXT NOT NULL,
    grams TEXT NOT NULL, variants TEXT NOT NULL
);
CREATE TABLE alias (phrase TEXT NOT NULL, language TEXT NOT NULL, entry INTEGER NOT NULL,
    PRIMARY KEY (language, phrase)) WITHOUT ROWID;
CREATE TABLE term (word TEXT PRIMARY KEY, weight REAL NOT NULL, foods BLOB NOT NULL) WITHOUT ROWID;
"""

# SR28 has no tag for some nutrients and uses one twice; INFOODS has no tag for these.
TAGS = {
    257: "PROADJ",
    324: "VITD_IU",
    573: "VITE_ADDED",
    578: "VITB12_ADDED",
    665: "F18D2TN",
    666: "F18D2I",
    856: "F18D3I",
}

MEASURES = {
    "tablespoon": "tbsp",
    "teaspoon": "tsp",
    "fl": "floz",
    "fluid": "floz",
    "pieces": "piece",
    "slices": "slice",
    "cups": "cup",
    "ounce": "oz",
    "pkg": "package",
}
SEARCH_GROUPS_LEFT_OUT = {300, 2100, 3500, 3600}
"""Baby food, fast food, native and restaurant dishes: found only through our own lists."""


def build(folder: Path, output: Path, *, show: bool = False) -> str:
    """Write the database to `output` (`:memory:` for none) and return the digest of its content."""
    in_memory = str(output) == ":memory:"
    target = Path(f"{output}.new")
    if not in_memory:
        target.unlink(missing_ok=True)
    connection = sqlite3.connect(":memory:" if in_memory else target)
    connection.executescript("PRAGMA page_size=4096; PRAGMA journal_mode=OFF; PRAGMA encoding='UTF-8';")
    connection.executescript(SCHEMA)
    _fill(connection, folder, show=show)
    connection.commit()
    connection.execute("VACUUM")
    digest = _digest(connection)
    connection.close()
    if not in_memory:
        target.replace(output)
    return digest


def content_digest(path: Path) -> str:
    """Return the digest of the content of a database, independent of the program that wrote the file."""
    connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    try:
        return _digest(connection)
    finally:
        connection.close()


ORDER = {
    "meta": "key",
    "nutrient": "id",
    "food": "id",
    "portion": "food, seq",
    "entry": "id",
    "alias": "language, phrase",
    "term": "word",
}


def _digest(connection: sqlite3.Connection) -> str:
    digest = hashlib.sha256()
    for table, order in ORDER.items():
        for row in connection.execute(f"SELECT * FROM {table} ORDER BY {order}"):  # noqa: S608 - names of our own
            cells = (zlib.decompress(cell).hex() if isinstance(cell, bytes) else cell for cell in row)
            digest.update(repr(tuple(cells)).encode())
    return digest.hexdigest()


def _fill(connection: sqlite3.Connection, folder: Path, *, show: bool) -> None:
    connection.executemany(
        "INSERT INTO meta VALUES (?, ?)",
        [
            ("version", VERSION),
            ("source", "USDA National Nutrient Database for Standard Reference, Release 28"),
            ("license", "public domain (US government work); pantry lists: Apache-2.0, HearthTech"),
        ],
    )
    nutrients = source.nutrients(folder)
    index = {nutrient.number: place for place, nutrient in enumerate(nutrients)}
    connection.executemany(
        "INSERT INTO nutrient VALUES (?, ?, ?, ?, ?, ?)",
        [
            (index[n.number], n.number, TAGS.get(n.number) or n.tag, n.name, n.unit, n.decimals)
            for n in nutrients
        ],
    )
    amounts: dict[int, dict[int, float]] = defaultdict(dict)
    for number, nutrient, amount in source.values(folder):
        amounts[number][index[nutrient]] = amount
    foods = {food.number: food for food in source.foods(folder)}
    _fill_portions(connection, source.portions(folder))
    faults = PantryLoader(connection, foods, source.groups(folder), amounts, show).fill()
    for language in pantry.LANGUAGES:
        faults += _fill_names(connection, language)
    if faults:
        raise ValueError("; ".join(faults))
    _fill_terms(connection, foods.values())


def _fill_portions(connection: sqlite3.Connection, portions: Iterable[source.SourcePortion]) -> None:
    rows = []
    places: dict[int, int] = defaultdict(int)
    for portion in portions:
        found = re.findall(r"[a-z0-9\"/.%-]+", portion.words.lower())
        if not found or found[0] in {"nlea", "serving", "oz", "lb", "jar", "cubic"}:
            continue
        unit = MEASURES.get(found[0], found[0])
        rest = [word for word in found[1:] if word != "oz"] if unit == "floz" else found[1:]
        grams = round(portion.grams / portion.amount, 4)
        rows.append((portion.food, places[portion.food], key(unit), " ".join(rest[:6]), grams))
        places[portion.food] += 1
    connection.executemany("INSERT INTO portion VALUES (?, ?, ?, ?, ?)", rows)


def _fill_names(connection: sqlite3.Connection, language: str) -> list[str]:
    """Add the names of a language; return names that are unknown or ambiguous."""
    faults = []
    taken: dict[str, str] = {}
    for english, names in pantry.translations(language):
        row = connection.execute(
            "SELECT entry FROM alias WHERE language = 'en' AND phrase = ?", (key(english),)
        ).fetchone()
        if row is None:
            faults.append(f"{language}: {english!r} is no pantry name")
            continue
        for name in names:
            phrase = key(name)
            if taken.setdefault(phrase, english) != english:
                faults.append(f"{language}: {name!r} stands for both {taken[phrase]!r} and {english!r}")
                continue
            connection.execute("INSERT OR IGNORE INTO alias VALUES (?, ?, ?)", (phrase, language, row[0]))
    return faults


def _fill_terms(connection: sqlite3.Connection, foods: Iterable[source.SourceFood]) -> None:
    found: dict[str, list[int]] = defaultdict(list)
    counted = [food for food in foods if food.group not in SEARCH_GROUPS_LEFT_OUT]
    for food in counted:
        for word in sorted(set(words(f"{food.description} {food.common}"))):
            if not word[0].isdigit():
                found[word].append(food.number)
    connection.executemany(
        "INSERT INTO term VALUES (?, ?, ?)",
        [
            (
                word,
                round(math.log(len(counted) / len(numbers)), 4),
                zlib.compress(struct.pack(f"<{len(numbers)}I", *numbers), 9),
            )
            for word, numbers in sorted(found.items())
        ],
    )
