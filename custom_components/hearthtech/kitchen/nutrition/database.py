"""The food database: a read-only SQLite file made by `script/build_food_data`.

Opening is fast; foods and search terms are read on first use. One object may be used from several threads.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
import json
from pathlib import Path
import sqlite3
import struct
from threading import Lock
from typing import Any
import zlib

from .model import Food
from .text import key, singular_words

PATH = Path(__file__).with_name("foods.sqlite")


@dataclass(frozen=True, slots=True, kw_only=True)
class Nutrient:
    """A nutrient by its INFOODS tag; `unit` is `g`, `mg`, `ug`, `kcal`, `kJ` or `IU`, in 100 g."""

    tag: str
    name: str
    unit: str
    decimals: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A pantry entry: a common name, its food, and the weight of a piece or cup of it (g, by unit)."""

    id: int
    name: str
    food: int
    aisle: str
    grams: Mapping[str, float]
    variants: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """A household portion of SR28: one `unit` (with these words) weighs `grams`."""

    unit: str
    words: str
    grams: float


class FoodDatabase:
    """Foods, their portions and names. Read-only; the file is opened on first use."""

    def __init__(self, path: Path = PATH) -> None:
        self._path = path
        self._lock = Lock()
        self._connection: sqlite3.Connection | None = None
        self._nutrients: tuple[Nutrient, ...] = ()
        self._aliases: dict[str, dict[str, int]] = {}
        self.food = lru_cache(maxsize=1024)(self._food)
        self.entry = lru_cache(maxsize=2048)(self._entry)
        self.portions = lru_cache(maxsize=512)(self._portions)
        self.term = lru_cache(maxsize=512)(self._term)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _rows(self, query: str, *values: object) -> list[Any]:
        with self._lock:
            if self._connection is None:
                uri = f"{self._path.absolute().as_uri()}?mode=ro&immutable=1"
                self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
                self._connection.execute("PRAGMA cache_size=-512")
            return self._connection.execute(query, values).fetchall()

    @property
    def version(self) -> str:
        """The version of the data."""
        rows = self._rows("SELECT value FROM meta WHERE key = 'version'")
        return str(rows[0][0])

    @property
    def nutrients(self) -> tuple[Nutrient, ...]:
        """All nutrients, in the order of the published tables."""
        if not self._nutrients:
            self._nutrients = tuple(
                Nutrient(tag=tag, name=name, unit=unit, decimals=decimals)
                for tag, name, unit, decimals in self._rows(
                    "SELECT tag, name, unit, decimals FROM nutrient ORDER BY id"
                )
            )
        return self._nutrients

    def _food(self, number: int) -> Food:
        rows = self._rows(
            "SELECT id, grp, name, refuse, contains, diet, amounts FROM food WHERE id = ?", number
        )
        if not rows:
            raise KeyError(number)
        identity, group, name, refuse, contains, diet, blob = rows[0]
        nutrients = self.nutrients
        told = (contains or "").lstrip("?").split()
        return Food(
            number=identity,
            group=group,
            name=name,
            refuse=refuse,
            contains=frozenset(code for code in told if code[-1] != "?"),
            may_contain=frozenset(code[:-1] for code in told if code[-1] == "?"),
            checked=contains is not None and not contains.startswith("?"),
            made_of=frozenset((diet or "").split()),
            amounts={
                nutrients[place].tag: amount
                for place, amount in struct.iter_unpack("<Bf", zlib.decompress(blob))
            },
        )

    def has_food(self, number: int) -> bool:
        """Whether there is a food of this number; a stored number may be missing in newer data."""
        return bool(self._rows("SELECT 1 FROM food WHERE id = ?", number))

    def entry_of(self, number: int) -> Entry | None:
        """Return the first pantry entry of a food."""
        rows = self._rows("SELECT id FROM entry WHERE food = ? ORDER BY id LIMIT 1", number)
        return self.entry(rows[0][0]) if rows else None

    def _entry(self, identity: int) -> Entry:
        row = self._rows("SELECT id, name, food, aisle, grams, variants FROM entry WHERE id = ?", identity)[0]
        return Entry(
            id=row[0],
            name=row[1],
            food=row[2],
            aisle=row[3],
            grams=json.loads(row[4]),
            variants=json.loads(row[5]),
        )

    def entries(self) -> tuple[Entry, ...]:
        """Return all pantry entries, in a fixed order."""
        return tuple(self.entry(number) for (number,) in self._rows("SELECT id FROM entry ORDER BY id"))

    def _portions(self, food: int) -> tuple[Portion, ...]:
        rows = self._rows("SELECT unit, words, grams FROM portion WHERE food = ? ORDER BY seq", food)
        return tuple(Portion(unit=unit, words=words, grams=grams) for unit, words, grams in rows)

    def _term(self, word: str) -> tuple[float, frozenset[int]]:
        rows = self._rows("SELECT weight, foods FROM term WHERE word = ?", word)
        if not rows:
            return 0.0, frozenset()
        return rows[0][0], frozenset(
            number for (number,) in struct.iter_unpack("<I", zlib.decompress(rows[0][1]))
        )

    def aliases(self, language: str = "en") -> Mapping[str, int]:
        """Return the pantry entry of each known phrase (normalized by `text.key`) in a language."""
        if language not in self._aliases:
            self._aliases[language] = dict(
                self._rows("SELECT phrase, entry FROM alias WHERE language = ?", language)
            )
        return self._aliases[language]

    def singular_aliases(self, language: str) -> Mapping[str, int]:
        """Return what `aliases` does, with the words in the singular of the language (`text.singular_words`)."""
        name = f"{language}, singular"
        if name not in self._aliases:
            found: dict[str, int] = {}
            for phrase, entry in self.aliases(language).items():
                found.setdefault(" ".join(singular_words(phrase, language)), entry)
            self._aliases[name] = found
        return self._aliases[name]

    def lookup(self, name: str, language: str = "en") -> Entry | None:
        """Return the pantry entry of an exactly known name."""
        found = self.aliases(language).get(key(name))
        if found is None and language != "en":
            found = self.singular_aliases(language).get(" ".join(singular_words(name, language)))
        return None if found is None else self.entry(found)


@lru_cache(maxsize=1)
def shipped() -> FoodDatabase:
    """Return the food database that is installed with the integration."""
    return FoodDatabase()
