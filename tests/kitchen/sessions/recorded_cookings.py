"""Cookings by hand as the journal keeps them: written into a book without waiting for them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from itertools import pairwise
import json
from pathlib import Path
import random
from typing import Any

from custom_components.hearthtech.json_encoding import to_json
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.recipes.model import HelpLevel, HumanGate, Step
from custom_components.hearthtech.kitchen.sessions.event_codec import encode
from custom_components.hearthtech.kitchen.sessions.events import (
    Event,
    Opened,
    Remarked,
    Sampled,
    Started,
    Stopped,
)
from custom_components.hearthtech.kitchen.sessions.learn.phase_edits import EditKind, RecordingEdit
from custom_components.hearthtech.kitchen.sessions.model import DishPlan
from custom_components.hearthtech.kitchen.sessions.recording_service import EditResult
from custom_components.hearthtech.kitchen.sessions.recording_view import PhaseView, RecordingView
from custom_components.hearthtech.kitchen.storage.journal import append

WHEN = datetime(2026, 11, 22, 17, 30, tzinfo=UTC)
type Curve = list[tuple[float, float | None]]
"""Temperature (°C) and power of each second."""


def soup(*, minutes: float = 20, seed: int = 1) -> Curve:
    """Water on a radiant plate: warmed in 400 s, boiled 60 s, simmered, off."""
    noise = random.Random(seed)
    curve: Curve = [(20.0, 0.0)] * 30
    curve += [(20.0 + 0.2 * second, 1.0) for second in range(400)]
    curve += [(100.0, 1.0)] * 60
    curve += [(97.0, 0.2)] * round(minutes * 60)
    curve += [(97.0 - 0.02 * second, 0.0) for second in range(200)]
    return [(celsius + noise.gauss(0, 0.1), power) for celsius, power in curve if celsius is not None]


def rested(*, seed: int = 1) -> Curve:
    """Warmed and held at 60 °C, off for ten minutes, then brought to a boil by hand."""
    noise = random.Random(seed)
    curve: Curve = [(20.0 + 0.2 * second, 0.6) for second in range(200)]
    curve += [(60.0, 0.15)] * 600
    curve += [(60.0 - 0.02 * second, 0.0) for second in range(600)]
    curve += [(48.0 + 0.13 * second, 0.9) for second in range(400)]
    curve += [(100.0, 0.9)] * 300
    return [(celsius + noise.gauss(0, 0.1), power) for celsius, power in curve if celsius is not None]


def events_of(
    curve: Curve, *, name: str = "Soup", session_id: str = "rec1", remarks: Sequence[tuple[float, str]] = ()
) -> list[Event]:
    """The journal of a recorded cooking."""
    gate = Step(text=name, goal=HumanGate(words="until you say that it is done"))
    plan = DishPlan(id="1", name=name, steps=(gate,), burner_id="stove/1", level=HelpLevel.OBSERVE)
    found: list[Event] = [
        Opened(at=0.0, session=session_id, name=name, dishes=(plan,), wall=WHEN.isoformat()),
        Started(at=0.0),
    ]
    for begin in range(0, len(curve), 60):
        part = curve[begin : begin + 60]
        found.append(
            Sampled(
                at=float(begin + len(part)),
                dish="1",
                times=tuple(float(begin + second) for second in range(len(part))),
                celsius=tuple(None if celsius is None else round(celsius, 2) for celsius, _ in part),
                power=tuple(power for _, power in part),
            )
        )
    found += [Remarked(at=at, words=words, dish="1") for at, words in remarks]
    return [*found, Stopped(at=float(len(curve)))]


async def record(
    kitchen: Kitchen,
    curve: Curve,
    *,
    name: str = "Soup",
    session_id: str = "rec1",
    remarks: Sequence[tuple[float, str]] = (),
    ended: bool = True,
) -> str:
    """Write a recorded cooking into the book. Returns its id."""
    events = events_of(curve, name=name, session_id=session_id, remarks=remarks)
    for number, event in enumerate(events if ended else events[:-1]):
        await kitchen.context.store.write(partial(append, session_id, number, encode(event), WHEN))
    return session_id


async def archive_of(
    folder: Path, cookings: dict[str, tuple[str, Curve, Sequence[tuple[float, str]]]]
) -> Path:
    """An exported book with these recordings (name, curve and remarks by id), and one recipe."""
    kitchen = await Kitchen.open(folder / "recorded.db")
    for session_id, (name, curve, remarks) in cookings.items():
        await record(kitchen, curve, name=name, session_id=session_id, remarks=remarks)
    target = folder / "recorded.zip"
    await kitchen.files.export(target)
    await kitchen.close()
    return target


async def edit(kitchen: Kitchen, kind: EditKind, version: int, **fields: Any) -> EditResult:
    return await kitchen.recordings.edit("rec1", RecordingEdit(kind=kind, version=version, **fields))


async def done(kitchen: Kitchen, kind: EditKind, version: int, **fields: Any) -> RecordingView:
    """Return the recording after an edit that is accepted."""
    result = await edit(kitchen, kind, version, **fields)
    assert not result.conflict
    assert_whole(result.view)
    return result.view


def assert_whole(view: RecordingView) -> None:
    """The phases follow each other without gaps."""
    assert all(one.stop == two.start for one, two in pairwise(view.phases))
    assert all(phase.stop > phase.start for phase in view.phases if phase.activity is not None)
    json.dumps(to_json(view), allow_nan=False)


def activities(view: RecordingView) -> list[str | None]:
    return [phase.activity for phase in view.phases]


def find(view: RecordingView, activity: str) -> PhaseView:
    return next(phase for phase in view.phases if phase.activity == activity)
