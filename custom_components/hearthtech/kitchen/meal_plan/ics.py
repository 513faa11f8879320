"""The meal plan as iCalendar text (RFC 5545), for other calendars.

Times are UTC; repeating meals are expanded.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime

from .meal import Meal

LONGEST_LINE = 75
"""Greatest length of a line in bytes; longer ones are folded (3.1)."""
PRODUCT = "-//HearthTech//Meal plan//EN"


def calendar_text(
    meals: Iterable[Meal],
    name: str,
    now: datetime,
    told: Mapping[str, str] | None = None,
    *,
    remind_days: int = 0,
) -> str:
    """Meals as a calendar. `told` maps ids of meals to descriptions; `remind_days` before each there is an alarm."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(name)}",
    ]
    for meal in meals:
        lines += _event(meal, now, (told or {}).get(meal.id, ""), remind_days)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _event(meal: Meal, now: datetime, description: str, remind_days: int) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{meal.id}@hearthtech"
    yield f"DTSTAMP:{_moment(now)}"
    yield f"DTSTART:{_moment(meal.starts_at)}"
    yield f"DTEND:{_moment(meal.end)}"
    yield f"SUMMARY:{_text(meal.words)}"
    if description:
        yield f"DESCRIPTION:{_text(description)}"
    yield f"CATEGORIES:{meal.slot.value.upper()}"
    if remind_days:
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"DESCRIPTION:{_text(description or meal.words)}"
        yield f"TRIGGER:-P{remind_days}D"
        yield "END:VALARM"
    yield "END:VEVENT"


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    lines = escaped.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    # Other control characters are not allowed in iCalendar.
    return "".join(char for char in lines if char == "\t" or (char >= " " and char != "\x7f"))


def _folded(line: str) -> Iterator[str]:
    piece, size, limit = "", 0, LONGEST_LINE
    for char in line:
        width = len(char.encode())
        if size + width > limit:
            yield piece
            piece, size = " ", 1
        piece += char
        size += width
    yield piece
