"""Puts the pantry into the database: entries, mixtures, and foods that differ from their figures' source in facets."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
import json
import sqlite3
import struct
import zlib

from custom_components.hearthtech.kitchen.food.text import key

from . import facets, pantry, source, told

OWN_NUMBERS = 1_000_000
"""From here on are numbers of our own. They are made of names, so that a book may remember them."""


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
class Shelf:
    """Fills the tables `food`, `entry` and `alias`."""

    connection: sqlite3.Connection
    foods: Mapping[int, source.SourceFood]
    groups: Mapping[int, str]
    amounts: Mapping[int, Mapping[int, float]]
    show: bool = False
    told: dict[str, tuple[str, ...]] = field(default_factory=told.read)
    _rows: dict[int, Row] = field(default_factory=dict)
    _mixes: dict[str, int] = field(default_factory=dict)
    _taken: dict[str, str] = field(default_factory=dict)
    _firsts: set[str] = field(default_factory=set)
    _said: set[str] = field(default_factory=set)
    _faults: list[str] = field(default_factory=list)

    def fill(self) -> list[str]:
        """Write all foods and pantry lists. Returns what is wrong with the lists."""
        for food in self.foods.values():
            contains, diet = facets.of(food.description, food.group, self.groups[food.group])
            if codes := self._codes(f"#{food.number:05}"):
                contains, diet = told.apply(codes, contains, diet)
            self._add(
                Row(
                    food.number, food.group, food.description, food.refuse, contains or "", diet or "",
                    self.amounts[food.number],
                )
            )  # fmt: skip
        for entry in pantry.entries():
            self._put(entry)
        self._faults += [f"told.txt: there is no name {name!r}" for name in self.told.keys() - self._said]
        return sorted(self._faults)

    def _codes(self, name: str) -> tuple[str, ...]:
        said = told.told_key(name)
        self._said.add(said)
        return self.told.get(said, ())

    def _put(self, entry: pantry.Entry) -> None:
        """One row for all names that tell the same, one more for each that tells something else."""
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
        food = self._told_food(self._number(entry.food, entry.names[0]), codes, names[0])
        variants = {
            key(said): self._told_food(
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

    def _told_food(self, number: int, codes: tuple[str, ...], name: str) -> int:
        """The food, or one of the same figures that tells more."""
        base = self._rows[number]
        contains, diet = told.apply(codes, base.contains, base.diet)
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
            # Made of several things, and the shops' ones of more: what was found is known, the rest is not.
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
