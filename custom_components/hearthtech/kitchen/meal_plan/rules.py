"""Repeating meals: every Friday, every second Sunday, the first of the month.

A rule has wall times and a time zone, so that dinner stays at seven when the clocks change. Its meals are
computed on request; moved or removed ones are stored in the rule as exceptions. Ids of such meals are
`<rule>@<wall time>`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
import json
import re
from typing import Any, Final
from uuid import uuid4
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dateutil.rrule import rrule, rrulestr
from sqlalchemy import Connection, Row, delete, insert, select, update

from ..errors import ErrorCode, KitchenError
from ..storage.damaged_rows import readable, strict_json
from ..storage.schema import MEAL_RULES
from ..storage.times import to_text
from .meal import EATING_TIME, Meal, MealSlot

WALL: Final = "%Y%m%dT%H%M%S"
ALLOWED: Final = {
    "DAILY": frozenset(),
    "WEEKLY": frozenset({"BYDAY", "WKST"}),
    "MONTHLY": frozenset({"BYDAY", "BYMONTHDAY", "BYSETPOS", "WKST"}),
    "YEARLY": frozenset({"BYDAY", "BYMONTH", "BYMONTHDAY", "WKST"}),
}
"""Allowed parts of each frequency (RFC 5545, 3.3.10): sufficient for meals, without endless searches."""
_DAY = re.compile(r"([+-]?\d{1,2})?(?:MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
_RANGES: Final = {"BYMONTH": (1, 12), "BYMONTHDAY": (1, 31), "BYSETPOS": (1, 366)}
"""Ranges of the absolute values; negative ones count from the end, except months."""
MOST_WEEKS: Final = {"MONTHLY": 5, "YEARLY": 53}
"""Ordinals of `BYDAY`: the fifth Monday of a month, the 53rd of a year."""
_PART = re.compile(r"[A-Z]+=[A-Z0-9,+-]+")
LONGEST_RULE: Final = 200
LARGEST_INTERVAL: Final = 366
MOST_IN_A_SPAN: Final = 4000
YEARS: Final = range(1900, 3000)
"""Range of years in which a rule may begin: its days are iterated from there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MealRule:
    """A meal that repeats. `first` and `last` are wall times in `time_zone`."""

    id: str = ""
    first: datetime
    length: timedelta = EATING_TIME
    time_zone: str
    repeats: str
    """As in iCalendar: `FREQ=WEEKLY;BYDAY=FR`."""
    slot: MealSlot = MealSlot.OTHER
    recipe_id: str | None = None
    words: str = ""
    servings: float | None = None
    people: tuple[str, ...] = ()
    locked: bool = False
    cook: str | None = None
    last: datetime | None = None
    """Last wall time of a meal."""
    left_out: tuple[datetime, ...] = ()

    def between(self, start: datetime, end: datetime) -> list[Meal]:
        """Its meals that overlap the time from `start` to before `end`."""
        # One more day on each side: wall time may differ by that much from UTC.
        low = _wall(start, self.time_zone) - self.length - timedelta(days=1)
        found: list[Meal] = []
        for wall in self._walls(low, inclusive=True):
            meal = self.meal(wall)
            if meal.starts_at >= end or len(found) >= MOST_IN_A_SPAN:
                break
            if meal.end > start:
                found.append(meal)
        return found

    def next(self, after: datetime) -> Meal | None:
        """Its first meal that starts after a moment."""
        for wall in self._walls(_wall(after, self.time_zone) - timedelta(hours=3), inclusive=False):
            if (meal := self.meal(wall)).starts_at > after:
                return meal
        return None

    def meal(self, wall: datetime) -> Meal:
        """The meal at one of its wall times."""
        return Meal(
            id=f"{self.id}@{wall.strftime(WALL)}",
            starts_at=wall.replace(tzinfo=_zone(self.time_zone)).astimezone(UTC),
            ends_at=wall.replace(tzinfo=_zone(self.time_zone)).astimezone(UTC) + self.length,
            slot=self.slot,
            recipe_id=self.recipe_id,
            words=self.words,
            servings=self.servings,
            people=self.people,
            rule=self.id,
            locked=self.locked,
            cook=self.cook,
        )

    def has(self, wall: datetime) -> bool:
        """Whether it has a meal at this wall time."""
        return next(self._walls(wall, inclusive=True), None) == wall

    def _walls(self, low: datetime, *, inclusive: bool) -> Iterator[datetime]:
        left_out = frozenset(self.left_out)
        for wall in _times(self.first, self.repeats).xafter(low, inc=inclusive):
            if self.last is not None and wall > self.last:
                return
            if wall not in left_out:
                yield wall


def sound(rule: MealRule) -> MealRule:
    """The validated rule.

    Raises:
        KitchenError: `INVALID` with the reason, for an invalid rule.
    """
    repeats = _checked(rule.repeats, rule.time_zone)
    rule = replace(rule, id=rule.id or uuid4().hex, repeats=repeats, first=rule.first.replace(tzinfo=None))
    if rule.length <= timedelta() or rule.length > timedelta(days=1):
        raise KitchenError(ErrorCode.INVALID, reason="a meal that repeats lasts up to a day")
    if rule.first.year not in YEARS:
        raise KitchenError(ErrorCode.INVALID, reason="a meal that repeats begins in our time")
    try:
        first = next(rule._walls(rule.first, inclusive=True), None)  # noqa: SLF001 (its own)
    except (ValueError, IndexError, TypeError, OverflowError) as error:
        raise KitchenError(ErrorCode.INVALID, reason="no calendar can follow it") from error
    if first is None:
        raise KitchenError(ErrorCode.INVALID, reason="it never comes")
    return rule


def all_rules(connection: Connection) -> list[MealRule]:
    """Every rule, in a fixed order."""
    rows = connection.execute(select(MEAL_RULES).order_by(MEAL_RULES.c.id))
    return [rule for row in rows if (rule := readable_rule(row)) is not None]


def readable_rule(row: Row[Any]) -> MealRule | None:
    """The rule of a row; `None` when it is damaged or invalid."""
    return readable(MEAL_RULES, row, lambda row: _kept_rule(row.id, row.document), MealRule)


@lru_cache(maxsize=256)
def _kept_rule(rule_id: str, document: str) -> MealRule:
    rule = rule_from_text(document)
    if rule.id != rule_id or sound(rule).id != rule_id:
        raise ValueError("it belongs to another row")
    return rule


def open_rule(connection: Connection, rule_id: str) -> MealRule:
    """One rule.

    Raises:
        KitchenError: `MEAL_NOT_FOUND`.
    """
    row = connection.execute(select(MEAL_RULES).where(MEAL_RULES.c.id == rule_id)).first()
    rule = None if row is None else readable_rule(row)
    if rule is None:
        raise KitchenError(ErrorCode.MEAL_NOT_FOUND, meal=rule_id)
    return rule


def write_rule(connection: Connection, rule: MealRule, now: datetime) -> MealRule:
    """Add a rule, or replace one."""
    row = {"document": _to_json(rule), "changed_at": to_text(now)}
    if connection.execute(update(MEAL_RULES).where(MEAL_RULES.c.id == rule.id).values(**row)).rowcount == 0:
        connection.execute(insert(MEAL_RULES).values(id=rule.id, **row))
    return rule


def remove_rule(connection: Connection, rule_id: str) -> MealRule:
    """Remove a rule, with all of its meals. Returns it."""
    rule = open_rule(connection, rule_id)
    connection.execute(delete(MEAL_RULES).where(MEAL_RULES.c.id == rule_id))
    return rule


def end_rule(connection: Connection, rule_id: str, before: datetime, now: datetime) -> MealRule:
    """End a rule at a wall time; it is removed if that is its first."""
    rule = open_rule(connection, rule_id)
    if before <= rule.first:
        return remove_rule(connection, rule_id)
    return write_rule(connection, replace(rule, last=before - timedelta(seconds=1)), now)


def occurrence(connection: Connection, meal_id: str) -> Meal:
    """The meal of a rule by its id.

    Raises:
        KitchenError: `MEAL_NOT_FOUND`.
    """
    rule, wall = _parts(connection, meal_id)
    return rule.meal(wall)


def leave_out(connection: Connection, meal_id: str, now: datetime) -> None:
    """Add an exception for one meal of a rule.

    Raises:
        KitchenError: `MEAL_NOT_FOUND`.
    """
    rule, wall = _parts(connection, meal_id)
    write_rule(connection, replace(rule, left_out=(*rule.left_out, wall)), now)


def take_in(connection: Connection, meal_id: str, now: datetime) -> None:
    """Remove the exception for one meal of a rule, if there is one.

    Raises:
        KitchenError: `MEAL_NOT_FOUND` for a rule that is gone, or no longer has this meal.
    """
    wall = wall_of(meal_id)
    rule = open_rule(connection, meal_id.partition("@")[0])
    write_rule(connection, replace(rule, left_out=tuple(one for one in rule.left_out if one != wall)), now)
    occurrence(connection, meal_id)


def wall_of(meal_id: str) -> datetime | None:
    """The wall time in the id of a rule's meal; `None` for other meals."""
    _, _, text = meal_id.partition("@")
    try:
        return datetime.strptime(text, WALL) if text else None
    except ValueError:
        return None


def _parts(connection: Connection, meal_id: str) -> tuple[MealRule, datetime]:
    wall = wall_of(meal_id)
    if wall is None:
        raise KitchenError(ErrorCode.MEAL_NOT_FOUND, meal=meal_id)
    rule = open_rule(connection, meal_id.partition("@")[0])
    if not rule.has(wall):
        raise KitchenError(ErrorCode.MEAL_NOT_FOUND, meal=meal_id)
    return rule, wall


@lru_cache(maxsize=256)
def _times(first: datetime, repeats: str) -> rrule:
    found = rrulestr(repeats, dtstart=first)
    assert isinstance(found, rrule)
    return found


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def _wall(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(_zone(zone)).replace(tzinfo=None)


def _checked(repeats: str, zone: str) -> str:
    """The rule in stored form: without prefix, its end as wall time.

    Raises:
        KitchenError: `INVALID`.
    """
    text = repeats.strip().upper().removeprefix("RRULE:").strip(";")
    parts = dict(part.split("=", 1) for part in text.split(";") if _PART.fullmatch(part))
    allowed = ALLOWED.get(parts.get("FREQ", ""))
    if parts.get("FREQ") == "DAILY" and "BYDAY" in parts and parts.get("INTERVAL", "1") == "1":
        parts["FREQ"], allowed = "WEEKLY", ALLOWED["WEEKLY"]
    always = {"FREQ", "INTERVAL", "COUNT", "UNTIL"}
    if (
        allowed is None
        or len(text) > LONGEST_RULE
        or len(parts) != text.count(";") + 1
        or set(parts) - allowed - always
    ):
        raise KitchenError(ErrorCode.INVALID, reason=f"meals don't repeat by {repeats[:LONGEST_RULE]!r}")
    try:
        _zone(zone)
        interval = int(parts.get("INTERVAL", "1"))
        if "UNTIL" in parts:
            parts["UNTIL"] = _until(parts["UNTIL"], zone).strftime(WALL)
        made = ";".join(f"{name}={value}" for name, value in parts.items())
        _check_ranges(parts)
        _times(datetime(2024, 1, 1, 12), made)
    except (ValueError, TypeError, KeyError, ZoneInfoNotFoundError, OverflowError) as error:
        raise KitchenError(
            ErrorCode.INVALID, reason=f"meals don't repeat by {repeats[:LONGEST_RULE]!r}"
        ) from error
    if not 1 <= interval <= LARGEST_INTERVAL:
        raise KitchenError(ErrorCode.INVALID, reason=f"a meal can't repeat at every {interval}.")
    return made


def _check_ranges(parts: Mapping[str, str]) -> None:
    """Refuse impossible days, months and positions; the library fails on them only during iteration.

    Raises:
        ValueError: naming the value.
    """
    for name, (low, high) in _RANGES.items():
        for value in parts[name].split(",") if name in parts else ():
            number = int(value) if name == "BYMONTH" else abs(int(value))
            if not low <= number <= high:
                raise ValueError(value)
    most = MOST_WEEKS.get(parts["FREQ"], 0)
    for value in parts["BYDAY"].split(",") if "BYDAY" in parts else ():
        match = _DAY.fullmatch(value)
        if match is None or (match[1] is not None and not 1 <= abs(int(match[1])) <= most):
            raise ValueError(value)


def _until(text: str, zone: str) -> datetime:
    if len(text) == 8:
        return datetime.combine(date.fromisoformat(text), time.max).replace(microsecond=0)
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo is None else _wall(moment, zone)


def _to_json(rule: MealRule) -> str:
    values = asdict(rule)
    values |= {
        "first": rule.first.isoformat(),
        "length": rule.length.total_seconds(),
        "last": None if rule.last is None else rule.last.isoformat(),
        "left_out": [wall.isoformat() for wall in rule.left_out],
    }
    return json.dumps(values, ensure_ascii=False)


def rule_from_text(document: str) -> MealRule:
    """Decode a stored rule."""
    values = strict_json(document)
    last: str | None = values["last"]
    left_out: Sequence[str] = values["left_out"]
    return MealRule(
        **values
        | {
            "first": datetime.fromisoformat(values["first"]),
            "length": timedelta(seconds=values["length"]),
            "last": None if last is None else datetime.fromisoformat(last),
            "left_out": tuple(map(datetime.fromisoformat, left_out)),
            "slot": MealSlot(values["slot"]),
            "people": tuple(values["people"]),
        }
    )
