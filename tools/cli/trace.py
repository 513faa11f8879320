"""Replay a temperature log: what the kitchen would find in it, say aloud and propose. `script/hearth trace FILE.csv`."""

import argparse
from collections.abc import Sequence
import json
import math
from pathlib import Path
import sys

from custom_components.hearthtech.burners.boiling import boiling_point_c
from custom_components.hearthtech.kitchen.recipes.model import TemperatureGoal
from custom_components.hearthtech.kitchen.sessions.learn.draft import Draft, draft_of
from custom_components.hearthtech.kitchen.sessions.learn.draft_step import DraftStep
from custom_components.hearthtech.kitchen.sessions.learn.messages import words_of
from custom_components.hearthtech.kitchen.sessions.model import ANNOUNCED, Sensed
from custom_components.hearthtech.voice.replies import words
from tools.cli.trace_log import LogError, deliver, read_log, replay_log

ADD = "ADD"
"""Activity of a step in which something is put in."""


def main(arguments: Sequence[str]) -> int:
    """Run `trace`; return the exit code: 0, 1 when the log can't be read, 2 for wrong arguments."""
    options = _parser().parse_args(arguments[1:])
    try:
        log = read_log(options.file)
    except (LogError, OSError) as error:
        print(f"trace: {_reason(error, options.file)}", file=sys.stderr)
        return 1
    delivered = deliver(
        log, power=options.power, every_s=options.every, whole=options.whole, on_change_k=options.on_change
    )
    boiling_c = boiling_point_c(options.elevation)
    events, recording = replay_log(delivered, boiling_c=boiling_c)
    try:
        draft: Draft | None = draft_of(recording, language=options.language, boiling_c=boiling_c)
    except ValueError as error:
        draft = None
        print(f"trace: no steps: {error}", file=sys.stderr)
    if draft is not None and draft.note:
        print(f"trace: {draft.note}", file=sys.stderr)
    try:
        _write(events, draft, options.language, as_json=options.json)
    except BrokenPipeError:
        sys.stderr.close()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hearth trace", description=__doc__)
    parser.add_argument("file", type=Path, help="a log with the columns seconds,temperature_c[,power]")
    parser.add_argument("--json", action="store_true", help="one JSON object per event, then the steps")
    parser.add_argument("--power", action="store_true", help="deliver the power of the log too")
    parser.add_argument("--every", type=_positive, metavar="S", help="one reading every S seconds at most")
    parser.add_argument("--whole", choices=["c", "f"], help="round to whole degrees")
    parser.add_argument("--on-change", type=_positive, metavar="D", help="report only changes by D K")
    parser.add_argument("--elevation", type=_finite, default=0.0, metavar="M", help="of the home (m)")
    parser.add_argument("--language", default="en", help="of what is said and of the steps")
    return parser


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number")
    return value


def _positive(text: str) -> float:
    value = _finite(text)
    if value <= 0.0:
        raise argparse.ArgumentTypeError(f"{text!r} is not above 0")
    return value


def _reason(error: LogError | OSError, file: Path) -> str:
    return f"{file}: {error.strerror or error}" if isinstance(error, OSError) else str(error)


def _write(events: Sequence[Sensed], draft: Draft | None, language: str, *, as_json: bool) -> None:
    for event in events:
        said = _said(event, language)
        if as_json:
            line = {"seconds": round(event.at, 2), "event": event.kind.value, "said": said}
            print(json.dumps(line, ensure_ascii=False))
        else:
            print(f"{event.at:>9.0f} s  {event.kind.value:<20} {said or ''}".rstrip())
    steps = [_step(step) for step in (draft.steps if draft is not None else ())]
    if as_json:
        print(json.dumps({"steps": steps}, ensure_ascii=False))
    else:
        for step in steps:
            print(f"- {step['text']}")
    sys.stdout.flush()


def _said(event: Sensed, language: str) -> str | None:
    """The announcement for an event, `None` if there is none."""
    key = ANNOUNCED.get(event.kind)
    return None if key is None else words(key, language, dish=words_of(language).pot)


def _step(step: DraftStep) -> dict[str, object]:
    heat = None if step.heat is None else step.heat.temperature_c
    celsius = step.goal.celsius if isinstance(step.goal, TemperatureGoal) else heat
    return {
        "activity": ADD if step.activity is None else step.activity.value,
        "text": step.text,
        "celsius": celsius if celsius is not None else step.level_c,
        "seconds": step.typical_s,
    }
