"""Writes pantry entries to the database: entries, mixtures, and foods whose facets differ from their source."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
import json
import sqlite3
import struct
import zlib

from custom_components.hearthtech.kitchen.nutrition.text import key

from . import facets, overrides, pantry, source

OWN_NUMBERS = 1_000_000
"""Numbers from here on are assigned by us. They are computed from names, so that stored references remain valid."""


@dataclass(slots=True)
class Row:
    """A row of the table `food`."""

    number: int
    group: int
    name: str
    refuse: float
    contains: str
    diet: str
    amounts: Mapping[int, float]


@dataclass(slots=True)
class PantryLoader:
    """Fills the tables `food`, `entry` and `alias`."""

    connection: sqlite3.Connection
    foods: Mapping[int, source.SourceFood]
    groups: Mapping[int, str]
    amounts: Mapping[int, Mapping[int, float]]
    show: bool = False
    overrides: dict[str, tuple[str, ...]] = field(default_factory=overrides.read)
    _rows: dict[int, Row] = field(default_factory=dict)
    _mixes: dict[str, int] = field(default_factory=dict)
    _taken: dict[str, str] = field(default_factory=dict)
    _firsts: set[str] = field(default_factory=set)
    _said: set[str] = field(default_factory=set)
    _faults: list[str] = field(default_factory=list)

    def fill(self) -> list[str]:
        """Write all foods and pantry lists. Returns the errors of the lists."""
        for food in self.foods.values():
            contains, diet = facets.of(food.description, food.group, self.groups[food.group])
            if codes := self._codes(f"#{food.number:05}"):
                contains, diet = overrides.apply(codes, contains, diet)
            self._add(
                Row(
                    food.number, food.group, food.description, food.refuse, contains or "", diet or "",
                    self.amounts[food.number],
                )
            )  # fmt: skip
        for entry in pantry.entries():
            self._put(entry)
        self._faults += [
            f"allergen_overrides.txt: there is no name {name!r}"
            for name in self.overrides.keys() - self._said
        ]
        return sorted(self._faults)

    def _codes(self, name: str) -> tuple[str, ...]:
        said = overrides.name_key(name)
        self._said.add(said)
        return self.overrides.get(said, ())

    def _put(self, entry: pantry.Entry) -> None:
        """Write one row for all names with the same facets, and one for each name with different ones."""
        if entry.names[0] in self._firsts:
            self._faults.append(f"{entry.names[0]!r} is listed twice")
        self._firsts.add(entry.names[0])
        common = self._codes(entry.names[0])
        names: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for name in entry.names:
            own = self._codes(name) if key(name) != key(entry.names[0]) else ()
            names[common + own].append(name)
        for codes, alike in names.items():
            self._put_row(entry, codes, alike)

    def _put_row(self, entry: pantry.Entry, codes: tuple[str, ...], names: Sequence[str]) -> None:
        food = self._food_with_overrides(self._number(entry.food, entry.names[0]), codes, names[0])
        variants = {
            key(said): self._food_with_overrides(
                self._number(meant, f"{entry.names[0]}, {said}"), codes, f"{names[0]}, {said}"
            )
            for said, meant in entry.variants.items()
        }
        grams = {key(unit): value for unit, value in entry.grams.items()}
        row = (
            names[0],
            food,
            entry.aisle,
            json.dumps(grams, sort_keys=True),
            json.dumps(variants, sort_keys=True),
        )
        cursor = self.connection.execute(
            "INSERT INTO entry (name, food, aisle, grams, variants) VALUES (?, ?, ?, ?, ?)", row
        )
        if self.show:
            print(f"{names[0]:<28} {self._rows[food].contains:<30} {self._rows[food].name}")
        for name in names:
            phrase = key(name)
            if self._taken.setdefault(phrase, names[0]) != names[0]:
                self._faults.append(f"{name!r} stands for both {self._taken[phrase]!r} and {names[0]!r}")
            self.connection.execute(
                "INSERT OR IGNORE INTO alias VALUES (?, 'en', ?)", (phrase, cursor.lastrowid)
            )

    def _food_with_overrides(self, number: int, codes: tuple[str, ...], name: str) -> int:
        """Return the food itself, or one of the same nutrients with more facets."""
        base = self._rows[number]
        contains, diet = overrides.apply(codes, base.contains, base.diet)
        if (contains, diet) == (base.contains, base.diet):
            return number
        words = f"{base.name}, as {name}" if number < OWN_NUMBERS else base.name
        own = Row(
            _own_number(f"{name}: {number}"), base.group, words, base.refuse, contains, diet, base.amounts
        )
        self._add(own)
        self.connection.execute(
            "INSERT INTO portion SELECT ?, seq, unit, words, grams FROM portion WHERE food = ?",
            (own.number, number),
        )
        return own.number

    def _number(self, food: str, name: str) -> int:
        if food.startswith("mix "):
            if food not in self._mixes:
                self._mixes[food] = self._mix(food, name)
            return self._mixes[food]
        if int(food) not in self._rows:
            self._faults.append(f"{name}: there is no food {food}")
            return next(iter(self._rows))
        return int(food)

    def _mix(self, food: str, name: str) -> int:
        parts = [(self._rows[number], share) for number, share in pantry.mix_parts(food)]
        known = set.intersection(*(set(part.amounts) for part, _ in parts))
        contains, diet = facets.union((part.contains, part.diet) for part, _ in parts)
        if len({part.group for part, _ in parts}) > 1:
            # Mixtures, and products even more, have several ingredients: what was found is known, the rest is not.
            contains = "?" + contains.lstrip("?")
        raw = ", raw" if all("raw" in part.name for part, _ in parts) else ""
        number = _own_number(name)
        self._add(
            Row(
                number, max(parts, key=lambda part: part[1])[0].group, f"{name}{raw} (composed)", 0.0, contains, diet,
                {place: sum(part.amounts[place] * share for part, share in parts) for place in known},
            )
        )  # fmt: skip
        return number

    def _add(self, row: Row) -> None:
        if row.number in self._rows:
            raise ValueError(f"{row.name}: the number {row.number} is taken")
        self._rows[row.number] = row
        blob = b"".join(struct.pack("<Bf", place, amount) for place, amount in sorted(row.amounts.items()))
        self.connection.execute(
            "INSERT INTO food VALUES (?, ?, ?, ?, ?, ?, ?)",
            (row.number, row.group, row.name, row.refuse, row.contains, row.diet, zlib.compress(blob, 9)),
        )


def _own_number(name: str) -> int:
    return OWN_NUMBERS + zlib.crc32(name.encode()) % 1_000_000_000
