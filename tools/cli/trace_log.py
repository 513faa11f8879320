"""Replay a log of a thermometer (`seconds,temperature_c[,power]`) as its sensor would have reported it."""

from collections.abc import Iterable, Iterator, Sequence
import csv
from dataclasses import dataclass
import math
from pathlib import Path
from typing import Final, Literal

from custom_components.hearthtech.adapters.entity_hob.thermometer import ReportPattern
from custom_components.hearthtech.kitchen.sessions.event_detection import EventDetector
from custom_components.hearthtech.kitchen.sessions.learn.recording import Recording, make_recording
from custom_components.hearthtech.kitchen.sessions.model import Sensed

MAX_ROWS: Final = 2_000_000
type Whole = Literal["c", "f"]


class LogError(ValueError):
    """The log can't be read; the message contains the line of the file and the error."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogReading:
    """One line of a log: s, °C (`None` for an empty cell), power 0-1 (`None`: unknown)."""

    seconds: float
    celsius: float | None
    power: float | None = None


def read_log(path: Path) -> list[LogReading]:
    """Read a log.

    Raises:
        LogError: if the file is no text, lacks a column, or has a line that is damaged.
        OSError: if the file can't be read.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise LogError(f"{path.name} is not a text file in UTF-8") from error
    try:
        return parse_log(text.splitlines())
    except LogError as error:
        raise LogError(f"{path.name}: {error}") from error


def parse_log(lines: Sequence[str]) -> list[LogReading]:
    """Read the lines of a log; see `read_log`."""
    try:
        rows = csv.reader(lines, strict=True)
        header = [name.strip().lower() for name in next(rows, [])]
        missing = [name for name in ("seconds", "temperature_c") if name not in header]
        if missing:
            raise LogError(f"line 1: the column {missing[0]} is missing")
        readings: list[LogReading] = []
        for row in rows:
            if not any(cell.strip() for cell in row):
                continue
            if len(readings) >= MAX_ROWS:
                raise LogError(f"line {rows.line_num}: more than {MAX_ROWS} readings")
            readings.append(
                _reading(dict(zip(header, row, strict=False)), len(row), len(header), rows.line_num)
            )
            if len(readings) > 1 and readings[-1].seconds < readings[-2].seconds:
                raise LogError(f"line {rows.line_num}: the time runs backwards")
    except csv.Error as error:
        raise LogError(f"line {rows.line_num}: {error}") from error
    if not any(reading.celsius is not None for reading in readings):
        raise LogError("there is no temperature in it")
    return readings


def _reading(cells: dict[str, str], count: int, wanted: int, line: int) -> LogReading:
    if count != wanted:
        raise LogError(f"line {line}: {count} cells instead of {wanted}")
    seconds = _number(cells["seconds"], "seconds", line)
    power = _number(cells.get("power", ""), "power", line)
    if seconds is None:
        raise LogError(f"line {line}: seconds is empty")
    if power is not None and not 0.0 <= power <= 1.0:
        raise LogError(f"line {line}: power {power:g} is not between 0 and 1")
    return LogReading(
        seconds=seconds, celsius=_number(cells["temperature_c"], "temperature_c", line), power=power
    )


def _number(cell: str, name: str, line: int) -> float | None:
    if not cell.strip():
        return None
    try:
        value = float(cell)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise LogError(f"line {line}: {name} {cell.strip()[:40]!r} is not a number")
    return value


def deliver(
    log: Iterable[LogReading],
    *,
    power: bool = False,
    every_s: float | None = None,
    whole: Whole | None = None,
    on_change_k: float | None = None,
) -> Iterator[LogReading]:
    """The readings that reach the kitchen.

    Args:
        log: what was measured.
        power: deliver the power too; otherwise it is unknown.
        every_s: at most one reading in this time (s).
        whole: rounded to whole °C or °F.
        on_change_k: only values that differ by this much from the last one; a long silence counts as the same value.
    """
    due = -math.inf
    shown: float | None = None
    reported_at, pattern = 0.0, ReportPattern()
    for reading in log:
        if every_s is not None:
            if reading.seconds < due:
                continue
            due = (
                max(due, reading.seconds - every_s) + every_s
                if math.isfinite(due)
                else reading.seconds + every_s
            )
            due = due if due > reading.seconds else reading.seconds + every_s
        celsius = _rounded(reading.celsius, whole)
        level = reading.power if power else None
        if on_change_k is not None and celsius is not None:
            if shown is None or abs(celsius - shown) >= on_change_k - 1e-9:
                pattern.report(reading.seconds, celsius)
                shown, reported_at = celsius, reading.seconds
            elif reading.seconds - reported_at < pattern.held_after_s:
                continue
            celsius = shown
        yield LogReading(seconds=reading.seconds, celsius=celsius, power=level)


def _rounded(celsius: float | None, whole: Whole | None) -> float | None:
    if celsius is None or whole is None:
        return celsius
    if whole == "c":
        return float(round(celsius))
    return (round(celsius * 1.8 + 32.0) - 32.0) / 1.8


def replay_log(log: Iterable[LogReading], *, boiling_c: float = 100.0) -> tuple[list[Sensed], Recording]:
    """The events of a log, and its recording. `boiling_c`: boiling point of water (°C)."""
    sensing = EventDetector(boiling_point_c=boiling_c)
    found: list[Sensed] = []
    readings = list(log)
    for reading in readings:
        found += sensing.update(reading.seconds, reading.celsius, reading.power, probe=True)
    recording = make_recording(
        [reading.seconds for reading in readings],
        [reading.celsius for reading in readings],
        [reading.power for reading in readings],
        probe=True,
    )
    return found, recording
