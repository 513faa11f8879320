"""Plot of a session: temperature, power, steps and remarks in one SVG, for the card and the export.

Plain SVG without scripts, styles by class and with `currentColor`, so that it follows a dark or a light page;
user text is escaped.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
import math
import re

from .events import Corrected, Event, KnobTurned, Noticed, Opened, Remarked, Sampled, StepEntered

WIDTH, HEIGHT = 800, 320
LEFT, RIGHT, TOP, BOTTOM = 48, 16, 40, 64
POWER_HEIGHT = 40
MOST_POINTS = 1200
GAP_S = 180.0
"""After a longer time (s) without a temperature, the curve has a gap."""
MOST_MARKS = 500
LONGEST_WORDS = 500
LOWEST_C, HIGHEST_C = -60.0, 700.0
"""Range of readings that are shown: no pan, food or glass is colder or hotter."""
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
MARKS = {"remark": "#2a7de1", "hand": "#c0392b", "sensed": "#2e8b57"}


@dataclass(slots=True)
class _Data:
    name: str
    steps: tuple[str, ...]
    points: list[tuple[float, float | None, float | None]]
    begins: list[tuple[float, int]]
    marks: list[tuple[float, str, str]]


def plot_svg(events: Iterable[Event], dish_id: str) -> str:
    """The plot of one dish, from its session's journal."""
    data = _gather(events, dish_id)
    begin = min((at for at, _, _ in data.points), default=0.0)
    end = max([begin + 60.0, *(at for at, _, _ in data.points)])
    known = [celsius for _, celsius, _ in data.points if celsius is not None]
    low = math.floor(min([20.0, *known]) / 20.0) * 20.0
    high = math.ceil((max([100.0, *known]) + 1.0) / 20.0) * 20.0

    def x(at: float) -> float:
        return round(LEFT + (at - begin) / (end - begin) * (WIDTH - LEFT - RIGHT), 1)

    def y(celsius: float) -> float:
        share = (celsius - low) / (high - low)
        return round(HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP), 1)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
        '<g font-family="sans-serif" font-size="11" fill="currentColor">',
        f"<title>{escape(data.name)}</title>",
        f'<text x="{LEFT}" y="16" font-size="14">{escape(data.name)}</text>',
        *_grid(low, high, begin, end, x=x, y=y),
        *_steps(data, end, x=x),
        *_power(data, x=x),
        *_temperature(data, x=x, y=y),
        *_marks(data, x=x),
        "</g>",
        "</svg>",
    ]
    return "\n".join(parts)


def _gather(events: Iterable[Event], dish_id: str) -> _Data:
    data = _Data(name="", steps=(), points=[], begins=[], marks=[])
    for event in events:
        match event:
            case Opened(dishes=dishes):
                plan = next((dish for dish in dishes if dish.id == dish_id), None)
                if plan is not None:
                    data.name = _words(plan.name)
                    data.steps = tuple(_words(step.text) for step in plan.steps)
            case Sampled(dish=dish) if dish == dish_id:
                data.points.extend(_points(event))
            case StepEntered(dish=dish, step=step) if dish == dish_id:
                data.begins.append((event.at, step))
            case Remarked(dish=dish, words=words) if dish in {dish_id, None}:
                data.marks.append((event.at, "remark", _words(words) or "picture"))
            case Corrected(dish=dish, kind=kind) if dish == dish_id:
                data.marks.append((event.at, "hand", kind.value))
            case KnobTurned(dish=dish) if dish == dish_id:
                data.marks.append((event.at, "hand", "knob"))
            case Noticed(dish=dish, kind=sensed) if dish == dish_id:
                data.marks.append((event.at, "sensed", sensed.value))
            case _:
                continue
    data.points.sort(key=lambda point: point[0])
    data.marks[:] = _thin([mark for mark in data.marks if math.isfinite(mark[0])], MOST_MARKS)
    data.begins[:] = [begin for begin in data.begins if math.isfinite(begin[0])][:MOST_MARKS]
    return data


def _points(event: Sampled) -> Iterator[tuple[float, float | None, float | None]]:
    """The samples of a record; impossible readings are left out, because they would determine the scale."""
    for at, celsius, power in zip(event.times, event.celsius, event.power, strict=False):
        if math.isfinite(at):
            yield (
                at,
                celsius if celsius is not None and LOWEST_C <= celsius <= HIGHEST_C else None,
                power if power is not None and 0.0 <= power <= 1.0 else None,
            )


def _words(words: str) -> str:
    """Text for the plot: short, and without characters that XML forbids (XML 1.0, 2.2)."""
    return _NO_XML.sub(" ", words[:LONGEST_WORDS])


type _Scale = Callable[[float], float]


def _grid(low: float, high: float, begin: float, end: float, *, x: _Scale, y: _Scale) -> list[str]:
    lines: list[str] = []
    for celsius in range(int(low), int(high) + 1, 20 if high - low <= 160 else 40):
        at = y(celsius)
        lines += (
            f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{at}" y2="{at}" stroke="currentColor" opacity="0.15"/>',
            f'<text x="{LEFT - 6}" y="{at + 4}" text-anchor="end">{celsius} °C</text>',
        )
    minutes = (end - begin) / 60.0
    every = next((step for step in (1, 2, 5, 10, 15, 30, 60, 120) if minutes / step <= 10), 240)
    for minute in range(0, int(minutes) + 1, every):
        at = x(begin + minute * 60.0)
        lines.append(f'<text x="{at}" y="{HEIGHT - 4}" text-anchor="middle">{minute} min</text>')
    return lines


def _steps(data: _Data, end: float, *, x: _Scale) -> list[str]:
    parts = []
    stops = [at for at, _ in data.begins[1:]] + [end]
    for (at, number), stop in zip(data.begins, stops, strict=False):
        text = data.steps[number] if 0 <= number < len(data.steps) else ""
        opacity = 0.08 if number % 2 else 0.03
        parts.append(
            f'<g><title>{escape(text)}</title><rect x="{x(at)}" y="{TOP - 14}" '
            f'width="{max(round(x(stop) - x(at), 1), 0.0)}" height="{HEIGHT - BOTTOM - TOP + 14}" '
            f'fill="currentColor" opacity="{opacity}"/>'
            f'<text x="{x(at) + 3}" y="{TOP - 4}">{number + 1}</text></g>'
        )
    return parts


def _power(data: _Data, *, x: _Scale) -> list[str]:
    floor = HEIGHT - BOTTOM + 8 + POWER_HEIGHT
    points = _thin([(at, power) for at, _, power in data.points if power is not None])
    if not points:
        return []
    path = [f"M{x(points[0][0])},{floor}"]
    for at, power in points:
        path.append(f"H{x(at)}V{round(floor - power * POWER_HEIGHT, 1)}")
    path.append(f"V{floor}Z")
    return [f'<path d="{"".join(path)}" fill="#e67e22" opacity="0.5"><title>Power</title></path>']


def _temperature(data: _Data, *, x: _Scale, y: _Scale) -> list[str]:
    lines: list[list[str]] = [[]]
    last: float | None = None
    for at, celsius in _thin([(at, celsius) for at, celsius, _ in data.points if celsius is not None]):
        if last is not None and at - last > GAP_S:
            lines.append([])
        lines[-1].append(f"{x(at)},{y(celsius)}")
        last = at
    return [
        f'<polyline points="{" ".join(line)}" fill="none" stroke="#c0392b" stroke-width="1.5"/>'
        for line in lines
        if len(line) > 1
    ]


def _marks(data: _Data, *, x: _Scale) -> list[str]:
    return [
        f'<circle cx="{x(at)}" cy="{HEIGHT - BOTTOM}" r="3.5" fill="{MARKS[kind]}">'
        f"<title>{escape(words)}</title></circle>"
        for at, kind, words in data.marks
    ]


def _thin[T](points: Sequence[T], most: int = MOST_POINTS) -> Sequence[T]:
    return points[:: max(-(-len(points) // most), 1)]
