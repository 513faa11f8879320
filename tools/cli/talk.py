"""`script/hearth voice talk --json`: a scripted conversation with a kitchen and a simulated stove.

One line of input gives exactly one line of JSON; announcements are written before it. Nothing runs on real
time: only `!wait` moves the clock of the kitchen, of the stove and of waiting questions.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
import json
import math
from pathlib import Path
import re
from tempfile import TemporaryDirectory
from typing import Any

from custom_components.hearthtech.assist.dialogue import DialogueManager
from custom_components.hearthtech.assist.turn import is_on, named_burners, said_burner
from custom_components.hearthtech.burners.clock import Clock, ManualClock
from custom_components.hearthtech.burners.heat_gate import (
    Actor,
    BurnerFacts,
    HeatChange,
    HeatGate,
    HeatPermit,
    HeatRequestRefused,
    Origin,
    raises_heat,
)
from custom_components.hearthtech.burners.model import BurnerRefused
from custom_components.hearthtech.hearth_link.errors import LinkRefused
from custom_components.hearthtech.kitchen.changes import Change, ChangeKind
from custom_components.hearthtech.kitchen.errors import KitchenError
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.locale import KitchenLocale
from custom_components.hearthtech.kitchen.people.model import Person
from custom_components.hearthtech.kitchen.people.store import person_from_json
from custom_components.hearthtech.kitchen.recipes.file_formats import File
from custom_components.hearthtech.kitchen.sessions.heat_orders import SessionOrder
from custom_components.hearthtech.kitchen.sessions.model import Waiting
from custom_components.hearthtech.notifications.announcements import announcement
from custom_components.hearthtech.voice.names import Named
from custom_components.hearthtech.voice.replies import words as said_words
from custom_components.hearthtech.voice.reply import Reply
from tools.cli.talk_stove import TalkStove

LONGEST_WAIT_S = 7 * 24 * 3600.0
_SETTLES_S = 20.0
"""Real seconds after which waiting for unfinished effects ends."""


class CommandError(ValueError):
    """A `!` command that can't be run; the message is written to the field `error`."""


class _Home:
    """The home of the conversation: place, user and heat gate."""

    def __init__(self, stove: TalkStove, clock: Clock, unit: str = "C") -> None:
        self.site = "kitchen"
        self.user = "cook"
        self.gate = HeatGate(clock.time)
        self.temperature_unit = unit
        self._may: dict[str, bool] = {"cook": True}
        self._stove = stove

    def enter(self, user: str, *, may: bool) -> None:
        """Set the user of the next lines, with or without the right to raise heat."""
        self.user = user
        self._may[user] = may

    def actor(self, origin: Origin, *, site: str = "", conversation: str = "") -> Actor:
        """The present user as an actor of this kind."""
        return Actor(
            origin=origin,
            user_id=self.user,
            name=self.user,
            site=site,
            conversation=conversation,
            stoves=None if self._may.get(self.user, False) else frozenset(),
        )

    async def speaker(self, *, site: str, conversation: str, spoken: bool) -> Actor:
        origin = Origin.VOICE if spoken else Origin.HINT
        return self.actor(origin, site=site, conversation=conversation)

    def permit(self, changes: Sequence[HeatChange]) -> HeatPermit | None:
        """The permit for a tap of the present user. Raises `HeatRequestRefused`."""
        return self.gate.permit(self.actor(Origin.USER), changes, self.facts) if changes else None

    async def may_read_health(self, person: Person) -> bool:
        return True

    def facts(self, burner_id: str) -> BurnerFacts | None:
        burner = self._stove.directory.get(burner_id)
        return None if burner is None else BurnerFacts(state=burner.state, armed=self._stove.armed)

    def local(self, moment: datetime) -> datetime:
        return moment


class Talk:
    """One scripted conversation."""

    def __init__(self, kitchen: Kitchen, stove: TalkStove, clock: ManualClock, language: str) -> None:
        self.kitchen = kitchen
        self.stove = stove
        self._clock = clock
        self._language = language
        self.home = _Home(stove, clock)
        self._desk = DialogueManager(clock.time)
        self._announced: list[dict[str, object]] = []
        kitchen.subscribe(self._changed)

    async def prepare(self) -> None:
        """Give the recognizer the names of burners, recipes and people."""
        recognizer = self._desk.recognizer
        recognizer.prepare(self._language)
        recognizer.update("burner", named_burners(self.stove.directory))
        names = await self.kitchen.recipes.names()
        recognizer.update("recipe", [Named(recipe_id, name) for recipe_id, name in names.items()])
        people = await self.kitchen.people.all()
        recognizer.update("person", [Named(person.id, person.name) for person in people])
        await self.kitchen.profiles.make()
        await self._settle()

    async def line(self, said: str) -> list[dict[str, object]]:
        """Process one line. Returns announcements, then the one object of the line."""
        said = said.rstrip("\r\n")
        reply, error = Reply(), None
        try:
            if said.lstrip().startswith("!"):
                await self._command(said.strip()[1:].split())
            else:
                reply = await self._desk.ask(
                    self.kitchen,
                    self.home,
                    text=said,
                    site=self.home.site,
                    session="talk",
                    language=self._language,
                    actor_name=self.home.user,
                )
        except HeatRequestRefused as refused:
            error = self._refusal(refused)
        except LinkRefused as problem:
            error = problem.code.value
        except (CommandError, BurnerRefused, KitchenError) as problem:
            error = str(problem) or type(problem).__name__
        await self._settle()
        announced, self._announced = self._announced, []
        result: dict[str, object] = {
            "said": said,
            "kind": None if said.lstrip().startswith("!") else reply.kind.value,
            "answer": reply.say,
            "expects": [kind.value for kind in reply.expects],
            "ends": reply.ends,
            "burners": self.stove.report(),
        }
        if error is not None:
            result["error"] = error
        return [*announced, result]

    # Commands

    async def _command(self, words: list[str]) -> None:
        match words:
            case ["site", name]:
                self.home.site = name
            case ["user", name, ("may" | "may_not") as right]:
                self.home.enter(name, may=right == "may")
            case ["arm"]:
                self.stove.stove.arm()
            case ["lock"]:
                self.stove.stove.set_lock(locked=True, by_hand=True)
            case ["pan", n]:
                self.stove.pan(_number(n), on=True)
            case ["pan", n, "off"]:
                self.stove.pan(_number(n), on=False)
            case ["knob", n, level]:
                self.stove.stove.turn(_number(n), _level(level))
            case ["tap", *tapped] if tapped:
                await self._tap(tapped)
            case ["wait", seconds]:
                await self._wait(_seconds(seconds))
            case ["state"]:
                pass
            case _:
                raise CommandError(f"unknown command: {' '.join(words)}")

    async def _tap(self, words: Sequence[str]) -> None:
        match words:
            case ["next" | "back" | "stop" as order]:
                await self._tap_session(order)
            case [n, level]:
                await self._tap_burner(_number(n), _level(level))
            case _:
                raise CommandError(f"unknown tap: {' '.join(words)}")

    async def _tap_session(self, order: str) -> None:
        """A tap on a button of the session."""
        if order == "stop" and not self.kitchen.sessions.active:
            for burner in self.stove.burners.values():
                await burner.off()
            return
        session = self.kitchen.cooking.get()
        dish, actor = session.view().dish, self.home.user
        if order == "stop":
            await session.stop(actor=actor)
            return
        if dish.waiting is Waiting.RESUME:
            permit = self.home.permit(session.changes_of(SessionOrder.RESUME, dish.id))
            await session.resume(dish.id, actor=actor, heat=permit)
            return
        wanted = SessionOrder.CONFIRM if order == "next" else SessionOrder.PREVIOUS
        permit = self.home.permit(session.changes_of(wanted, dish.id))
        if order == "next":
            await session.confirm(dish.id, step=dish.step, actor=actor, heat=permit)
        else:
            await session.previous_step(dish.id, actor=actor, heat=permit)

    async def _tap_burner(self, n: int, level: float) -> None:
        """A tap on the level of a burner."""
        burner = self.stove.burners.get(n)
        if burner is None:
            raise CommandError(f"there is no burner {n}")
        if level == 0.0:
            await burner.off()
            return
        change = HeatChange(burner_id=burner.id, power=level, start=not is_on(burner))
        permit = self.home.permit([change]) if raises_heat(burner.state, change) else None
        await burner.set(power=level, start=change.start, permit=permit)

    def _refusal(self, refused: HeatRequestRefused) -> str:
        burner = self.stove.directory.get(refused.burner_id)
        name = refused.burner_id if burner is None else said_burner(burner, self._language)
        return said_words(refused.code.words_key, self._language, burner=name)

    async def _wait(self, seconds: float) -> None:
        """Advance time in steps, each with all its effects."""
        left = seconds
        while left > 0:
            busy = self.stove.heating or self.kitchen.sessions.active
            step = min(left, 1.0 if busy else 30.0)
            self._clock.advance(step)
            self.stove.stove.advance()
            left -= step
            await self._settle()

    async def _settle(self) -> None:
        """Wait until all started effects have ended."""
        loop = asyncio.get_running_loop()
        until = loop.time() + _SETTLES_S
        quiet = 0
        while quiet < 2 and loop.time() < until:
            waiting = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
            quiet = quiet + 1 if not waiting else 0
            if waiting:
                await asyncio.wait(waiting, timeout=until - loop.time())
            else:
                await asyncio.sleep(0)

    def _changed(self, change: Change) -> None:
        if text := announcement(change, self.kitchen, self._language):
            site = str(change.data.get("site") or "") or self._desk.site_of_session(change.subject)
            self._announced.append({"event": _event_name(change), "site": site, "answer": text})


def _event_name(change: Change) -> str:
    """Name of the event: "timer_done", or the event of the session, as "goal_reached"."""
    if change.kind is not ChangeKind.SESSION_CHANGED:
        return change.kind.value
    name = type(change.data.get("event")).__name__
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise CommandError(f"not a number of a burner: {text}") from None


def _level(text: str) -> float:
    level = _finite(text)
    if not 0.0 <= level <= 1.0:
        raise CommandError(f"a level is between 0 and 1: {text}")
    return level


def _seconds(text: str) -> float:
    seconds = _finite(text)
    if not 0.0 <= seconds <= LONGEST_WAIT_S:
        raise CommandError(f"seconds are between 0 and {LONGEST_WAIT_S:.0f}: {text}")
    return seconds


def _finite(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise CommandError(f"not a number: {text}") from None
    if not math.isfinite(value):
        raise CommandError(f"not a number: {text}")
    return value


@asynccontextmanager
async def opened(
    language: str, imports: Sequence[Path], people: Path | None
) -> AsyncIterator[tuple[Talk, list[str]]]:
    """Open a kitchen with a book of its own, the imported recipes and people, and the stove."""
    problems: list[str] = []
    clock = ManualClock()
    with TemporaryDirectory(prefix="hearthtech-talk-") as folder:
        stove = TalkStove(clock)
        kitchen = await Kitchen.open(Path(folder) / "book.db", clock=clock, directory=stove.directory)
        kitchen.locale = KitchenLocale(language=language)
        try:
            for path in imports:
                problems += [f"{path}: {problem}" for problem in await _import(kitchen, path)]
            if people is not None:
                problems += [f"{people}: {problem}" for problem in await _add_people(kitchen, people)]
            talk = Talk(kitchen, stove, clock, language)
            await talk.prepare()
            yield talk, problems
        finally:
            await kitchen.close()


async def _import(kitchen: Kitchen, path: Path) -> list[str]:
    problems = []
    files = await asyncio.to_thread(_files, path)
    for file in files:
        try:
            content = await asyncio.to_thread(file.read_bytes)
            await kitchen.files.import_file(File(content=content, name=file.name))
        except (OSError, KitchenError) as error:
            problems.append(str(error))
    return problems


def _files(path: Path) -> list[Path]:
    return sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]


async def _add_people(kitchen: Kitchen, path: Path) -> list[str]:
    try:
        listed = json.loads(await asyncio.to_thread(path.read_text, encoding="utf-8"))
    except (OSError, ValueError) as error:
        return [str(error)]
    problems = []
    for document in listed if isinstance(listed, list) else [listed]:
        try:
            await kitchen.people.add(person_from_json(str(document.get("id") or ""), document))
        except (KitchenError, ValueError, KeyError, TypeError, AttributeError) as error:
            problems.append(f"{type(error).__name__}: {error}")
    return problems


async def run(
    read: Callable[[], str],
    write: Callable[[str], None],
    complain: Callable[[str], None],
    *,
    first: str,
    language: str = "en",
    imports: Sequence[Path] = (),
    people: Path | None = None,
) -> None:
    """Run the conversation until the input ends, beginning with the line `first`."""
    line = first
    async with opened(language, imports, people) as (talk, problems):
        for problem in problems:
            complain(problem)
        while line:
            for made in await _answered(talk, line):
                write(json.dumps(made, ensure_ascii=False))
            line = await asyncio.to_thread(read)


async def _answered(talk: Talk, line: str) -> list[dict[str, Any]]:
    try:
        return await talk.line(line)
    except Exception as error:  # noqa: BLE001 — one bad line never ends the conversation
        return [
            {
                "said": line.rstrip("\r\n"),
                "kind": None,
                "answer": "",
                "expects": [],
                "ends": True,
                "burners": {},
                "error": f"{type(error).__name__}: {error}",
            }
        ]
