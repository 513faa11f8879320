"""What the kitchen does with a request to turn heat off: which burners, at once or later, and what it says."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast

import pytest

from custom_components.hearthtech.assist.dialogue import DialogueManager
from custom_components.hearthtech.assist.handlers import off
from custom_components.hearthtech.assist.turn import AssistHost, TurnContext
from custom_components.hearthtech.burners.burner import Burner
from custom_components.hearthtech.burners.clock import ManualClock
from custom_components.hearthtech.burners.heat_gate import Actor, Origin
from custom_components.hearthtech.burners.model import (
    Access,
    BurnerCapabilities,
    BurnerListener,
    BurnerRefused,
    BurnerState,
    Capability,
    HeatSource,
    RefusalCode,
)
from custom_components.hearthtech.burners.registry import BurnerRegistry
from custom_components.hearthtech.kitchen.people.model import Person
from custom_components.hearthtech.kitchen.timers.delayed_off import RETRY_S, DelayedOff
from custom_components.hearthtech.voice.data_files import LANGUAGES
from custom_components.hearthtech.voice.intents import Kind
from custom_components.hearthtech.voice.names import Named
from custom_components.hearthtech.voice.off import read_off
from custom_components.hearthtech.voice.replies import has_words, words
from custom_components.hearthtech.voice.reply import Reply
from hearthtech_skill.kitchen import ANSWER_WITHIN_S

STOP = {"en": "stop", "de": "stopp", "fr": "stop", "es": "para", "it": "fermati"}
ALL_OFF = {
    "en": "turn everything off",
    "de": "alles aus",
    "fr": "éteins tout",
    "es": "apaga todo",
    "it": "spegni tutto",
}
PLACES = ("Front left", "Front right", "Back left", "Back right")


class FakeBurner:
    """A burner in memory. `timer`: whether it has a cut-off timer of its own; `deaf`: it can't be reached."""

    clock_rate = 1.0

    def __init__(self, number: int, *, power: float = 0.0, remote: bool = True, timer: bool = True) -> None:
        self.id = f"stove/{number}"
        self.name = PLACES[number - 1]
        self.deaf = False
        self.answers = asyncio.Event()
        """Not set: it turns off, but does not answer."""
        self.answers.set()
        access = Access.ADJUST if timer else Access.NONE
        self.capabilities = BurnerCapabilities(timer=Capability(access=access))
        source = HeatSource.REMOTE if remote else HeatSource.MANUAL
        self.state = BurnerState(
            measured_at=0.0, source=source if power else HeatSource.IDLE, power=power or None
        )
        self._listeners: list[BurnerListener] = []

    def subscribe(self, listener: BurnerListener) -> Callable[[], None]:
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    async def set(
        self,
        *,
        power: float | None = None,
        temperature_c: float | None = None,
        start: bool = False,
        timer_s: float | None = None,
        **_: object,
    ) -> None:
        if self.state.source is HeatSource.MANUAL:
            raise BurnerRefused(RefusalCode.MANUAL)
        self._become(power=power, target_temperature_c=temperature_c, timer_left_s=timer_s)

    async def off(self) -> None:
        if self.deaf:
            raise BurnerRefused(RefusalCode.UNAVAILABLE)
        await self.answers.wait()
        self._become(source=HeatSource.IDLE, power=None, target_temperature_c=None, timer_left_s=None)

    def _become(self, **changes: Any) -> None:
        self.state = replace(self.state, **changes)
        for listener in tuple(self._listeners):
            listener(self.state, None)


@dataclass
class FakeSession:
    """A session with dishes by burner. `answers` not set: its journal does not answer; `fails`: it can't be ended."""

    dishes: Sequence[tuple[str, str]]
    stopped: bool = False
    fails: bool = False

    def __post_init__(self) -> None:
        self.answers = asyncio.Event()
        self.answers.set()

    def view(self) -> SimpleNamespace:
        dishes = [SimpleNamespace(name=name, burner_id=burner_id) for name, burner_id in self.dishes]
        return SimpleNamespace(dishes=dishes, dish=dishes[0])

    async def stop(self, *, actor: str) -> None:
        if self.fails:
            raise RuntimeError("the session does not end")
        self.stopped = True
        await self.answers.wait()


@dataclass
class Scene:
    """A kitchen in memory to which sentences can be said."""

    burners: Sequence[FakeBurner]
    sessions: list[FakeSession] = field(default_factory=list)
    language: str = "en"
    rings: list[str] = field(default_factory=list)

    async def answer(self) -> None:
        """Let everything answer that has not."""
        for event in [one.answers for one in self.burners] + [one.answers for one in self.sessions]:
            event.set()
        for _ in range(3):
            await asyncio.sleep(0)

    def __post_init__(self) -> None:
        self.clock = ManualClock(datetime(2026, 1, 1, 17, 0, tzinfo=UTC))
        self.registry = BurnerRegistry()
        for burner in self.burners:
            self.registry.add(cast(Burner, burner))
        self.work: list[Any] = []
        self.delayed = DelayedOff(self.clock, self.registry, self.work.append)
        self.conversation = SimpleNamespace(facts={}, burner_id=None)

    async def pass_time(self, seconds: float) -> None:
        self.clock.advance(seconds)
        while self.work:
            await self.work.pop(0)

    @property
    def on(self) -> list[int]:
        return [n for n, burner in enumerate(self.burners, 1) if burner.state.power]

    async def say(self, text: str) -> str:
        named = [Named(burner.id, burner.name) for burner in self.burners]
        dishes = tuple(name for session in self.sessions for name, _ in session.dishes)
        request = read_off(text, language=self.language, burners=named, dishes=dishes)
        assert request.turns_off, text
        slots = request.slots(named)
        kitchen = SimpleNamespace(
            burners=self.registry,
            clock=self.clock,
            timers=SimpleNamespace(
                delayed_off=self.delayed, ringing=lambda: self.rings, silence=self.rings.clear
            ),
            sessions=SimpleNamespace(active=tuple(self.sessions)),
        )

        def number(slot: str) -> float | None:
            value = slots.get(slot)
            return float(value) if isinstance(value, int | float) else None

        def said(key: str, **fields: object) -> str:
            return words(key, self.language, **fields)

        turn = SimpleNamespace(
            kitchen=kitchen,
            conversation=self.conversation,
            recognition=SimpleNamespace(slots=slots),
            language=self.language,
            actor_name="",
            kind=request.kind,
            session=self.sessions[0] if self.sessions else None,
            home=SimpleNamespace(local=lambda moment: moment),
            text=lambda slot: str(slots[slot]) if slot in slots else None,
            number=number,
            words=said,
            burner_name=lambda burner_id: burner_id,
            listed=" and ".join,
            reply=lambda key, expects=(), **fields: Reply(say=said(key, **fields), kind=request.kind),
        )
        reply = await off.ANSWERS[request.kind](cast(TurnContext, turn))
        return reply.say


def scene(*powers: float, **more: Any) -> Scene:
    options = {name: more.pop(name) for name in ("remote", "timer") if name in more}
    return Scene([FakeBurner(n, power=power, **options) for n, power in enumerate(powers, 1)], **more)


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        ("turn off the front left and the back left", [2, 4]),
        ("everything off except the front left", [1]),
        ("turn off both front burners", [3, 4]),
        ("turn off the stove", []),
        ("turn off the soup", [1, 2, 4]),
        ("turn off everything except the soup", [3]),
        ("turn off the front left and the soup", [2, 4]),
        ("turn off the pudding", []),
        ("turn them off", []),
        ("off", []),
    ],
)
async def test_which_burners_are_turned_off(sentence: str, left: list[int]) -> None:
    kitchen = scene(0.5, 0.5, 0.5, 0.5, sessions=[FakeSession([("Grandma's Chicken Soup", "stove/3")])])
    await kitchen.say(sentence)
    assert kitchen.on == left


async def test_the_other_one_is_the_one_that_was_not_spoken_of() -> None:
    kitchen = scene(0.5, 0.5, 0.0, 0.0)
    kitchen.conversation.burner_id = "stove/1"
    await kitchen.say("turn off the other one")
    assert kitchen.on == [1]


async def test_the_other_one_after_a_named_one() -> None:
    kitchen = scene(0.5, 0.5, 0.0, 0.0)
    await kitchen.say("turn off the front left")
    await kitchen.say("turn off the other one")
    assert kitchen.on == []


async def test_it_is_the_burner_that_was_spoken_of() -> None:
    kitchen = scene(0.5, 0.5, 0.0, 0.0)
    kitchen.conversation.burner_id = "stove/2"
    await kitchen.say("turn it off")
    assert kitchen.on == [1]


async def test_an_unclear_request_turns_all_off_and_says_so() -> None:
    kitchen = scene(0.5, 0.5)
    assert await kitchen.say("turn off the burner") == words("heat_off_unsure")
    assert kitchen.on == []


async def test_an_unclear_exception_turns_all_off_and_says_so() -> None:
    kitchen = scene(0.5, 0.5)
    assert await kitchen.say("turn everything off except the cake") == words("off_except_unsure")
    assert kitchen.on == []


async def test_a_burner_out_of_reach_is_named() -> None:
    kitchen = scene(0.5, 0.5)
    kitchen.burners[1].deaf = True
    assert "stove/2" in await kitchen.say("turn everything off")
    assert kitchen.on == [2]


async def test_a_delay_uses_the_cut_off_of_the_stove() -> None:
    kitchen = scene(0.5)
    assert "counts the time itself" in await kitchen.say("turn it off in ten minutes")
    assert (kitchen.on, kitchen.burners[0].state.timer_left_s) == ([1], 600.0)


@pytest.mark.parametrize("options", [{"timer": False}, {"remote": False}])
async def test_a_delay_without_a_cut_off_is_kept_by_the_kitchen(options: dict[str, bool]) -> None:
    kitchen = scene(0.5, **options)
    await kitchen.say("turn it off in ten minutes")
    await kitchen.pass_time(599)
    assert kitchen.on == [1]
    await kitchen.pass_time(2)
    assert kitchen.on == []


async def test_a_time_of_day_is_the_next_one() -> None:
    kitchen = scene(0.5, timer=False)
    await kitchen.say("turn it off at half past six")
    assert kitchen.delayed.left_s("stove/1") == 5400


async def test_a_later_moment_does_not_replace_an_earlier_one() -> None:
    kitchen = scene(0.5)
    await kitchen.say("turn it off in ten minutes")
    assert "already" in await kitchen.say("turn it off in an hour")
    assert kitchen.burners[0].state.timer_left_s == 600.0


async def test_a_planned_off_is_repeated_until_the_stove_takes_it() -> None:
    kitchen = scene(0.5, timer=False)
    await kitchen.say("turn it off in ten minutes")
    kitchen.burners[0].deaf = True
    await kitchen.pass_time(601)
    assert kitchen.on == [1]
    kitchen.burners[0].deaf = False
    await kitchen.pass_time(RETRY_S + 1)
    assert kitchen.on == []


async def test_heat_that_was_set_after_an_off_is_not_turned_off_by_an_old_plan() -> None:
    kitchen = scene(0.5, timer=False)
    await kitchen.say("turn it off in ten minutes")
    await kitchen.burners[0].off()
    kitchen.burners[0]._become(source=HeatSource.MANUAL, power=1.0)
    await kitchen.pass_time(700)
    assert kitchen.on == [1]


async def test_planned_burners_are_turned_off_when_the_kitchen_closes() -> None:
    kitchen = scene(0.5, timer=False)
    await kitchen.say("turn it off in ten minutes")
    await kitchen.delayed.close()
    assert kitchen.on == []


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "help, the pan is on fire"),
        ("de", "Hilfe es brennt"),
        ("fr", "au secours ça brûle"),
        ("es", "se quema"),
        ("it", "al fuoco"),
    ],
)
async def test_an_alarm_turns_everything_off_and_says_one_sentence(language: str, sentence: str) -> None:
    session = FakeSession([("Soup", "stove/1")])
    kitchen = scene(0.5, 0.7, sessions=[session], language=language)
    said = await kitchen.say(sentence)
    assert (kitchen.on, session.stopped) == ([], True)
    assert said == words("alarm_off", language)
    assert said.count(".") == 1


async def test_a_pot_that_boils_over_is_lowered() -> None:
    kitchen = scene(0.9, 0.9, sessions=[FakeSession([("Milk rice", "stove/2")])])
    await kitchen.say("the milk is boiling over")
    assert [burner.state.power for burner in kitchen.burners] == [0.9, off.LOWERED_POWER]


async def test_all_are_lowered_when_it_is_unknown_which_pot_boils_over() -> None:
    kitchen = scene(0.9, 0.1, 0.9)
    kitchen.burners[2]._become(source=HeatSource.MANUAL)
    await kitchen.say("it's boiling over")
    assert [burner.state.power for burner in kitchen.burners] == [off.LOWERED_POWER, None, None]


async def test_stop_silences_a_timer_and_a_second_stop_turns_off() -> None:
    session = FakeSession([("Soup", "stove/1")])
    kitchen = scene(0.5, sessions=[session], rings=["timer"])
    assert "stove/1" in await kitchen.say("stop")
    assert (kitchen.on, session.stopped, kitchen.rings) == ([1], False, [])
    kitchen.rings.append("another timer")
    await kitchen.pass_time(off.STOP_AGAIN_S - 1)
    await kitchen.say("stop")
    assert (kitchen.on, session.stopped) == ([], True)


async def test_a_stop_much_later_silences_the_next_timer() -> None:
    kitchen = scene(0.5, rings=["timer"])
    await kitchen.say("stop")
    kitchen.rings.append("another timer")
    await kitchen.pass_time(off.STOP_AGAIN_S + 1)
    await kitchen.say("stop")
    assert kitchen.on == [1]


async def test_stop_without_a_session_turns_everything_off() -> None:
    kitchen = scene(0.5, 0.5)
    await kitchen.say("stop")
    assert kitchen.on == []


@pytest.fixture
def short_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    assert off.OFF_WAIT_S < ANSWER_WITHIN_S
    monkeypatch.setattr(off, "OFF_WAIT_S", 0.02)


@pytest.mark.usefixtures("short_wait")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("sentences", "cooking"),
    [(STOP, False), (STOP, True), (ALL_OFF, False)],
    ids=["stop", "stop_cooking", "all_off"],
)
async def test_a_burner_without_an_answer_is_named_and_keeps_being_turned_off(
    language: str, sentences: dict[str, str], cooking: bool
) -> None:
    sessions = [FakeSession([("Soup", "stove/1"), ("Rice", "stove/2")])] if cooking else []
    for session in sessions:
        session.answers.clear()
    kitchen = scene(0.5, 0.7, sessions=sessions, language=language)
    silent, answering = kitchen.burners
    silent.answers.clear()
    said = await kitchen.say(sentences[language])  # without a limit this would never return
    assert said == words("off_not_confirmed", language, burners="stove/1")
    assert not [session for session in kitchen.sessions if not session.stopped]
    assert answering.state.source is HeatSource.IDLE
    await kitchen.answer()
    assert silent.state.source is HeatSource.IDLE


@pytest.mark.usefixtures("short_wait")
async def test_an_alarm_names_the_burner_without_an_answer() -> None:
    kitchen = scene(0.5, 0.7)
    kitchen.burners[1].answers.clear()
    assert await kitchen.say("the pan is on fire") == words("alarm_not_all_off", burners="stove/2")
    await kitchen.answer()


@pytest.mark.usefixtures("short_wait")
async def test_refusals_and_missing_answers_are_told_apart() -> None:
    kitchen = scene(0.5, 0.7)
    kitchen.burners[0].deaf = True
    kitchen.burners[1].answers.clear()
    said = await kitchen.say("turn everything off")
    assert words("not_all_off", burners="stove/1") in said
    assert words("off_not_confirmed", burners="stove/2") in said
    await kitchen.answer()


async def test_stop_does_not_claim_that_a_session_ended_that_did_not() -> None:
    kitchen = scene(0.5, sessions=[FakeSession([("Soup", "stove/1")], fails=True)])
    with pytest.raises(RuntimeError):
        await kitchen.say("stop")
    assert kitchen.on == []


@pytest.mark.parametrize(
    "text", ["turn off all the lights", "don't turn it off", "is the stove off", "turn off the xylophone"]
)
async def test_words_deny_a_hint_to_turn_off(text: str) -> None:
    desk = DialogueManager(lambda: 0.0)
    reply = await desk.ask(None, cast(AssistHost, SilentHome()), text=text, kind="heat_off")
    assert reply.kind not in {Kind.HEAT_OFF, Kind.ALL_OFF, Kind.STOP}


async def test_words_that_say_nothing_of_off_do_not_deny_a_hint() -> None:
    desk = DialogueManager(lambda: 0.0)
    reply = await desk.ask(None, cast(AssistHost, SilentHome()), text="tarn urf", kind="heat_off")
    assert reply.kind is Kind.HEAT_OFF


class SilentHome:
    """A home of which only the speaker is asked."""

    temperature_unit = "C"

    async def may_read_health(self, person: Person) -> bool:
        return False

    async def speaker(self, **_: object) -> Actor:
        return Actor(origin=Origin.VOICE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reply_exists_in_every_language(language: str) -> None:
    keys = (
        "off_except", "off_except_unsure", "off_several", "off_later_stove", "off_later", "off_sooner",
        "nothing_to_turn_off", "not_all_off", "off_not_confirmed", "alarm_off", "alarm_not_all_off", "boil_lowered", "boil_off", "timer_silent", "timer_silent_on",
    )  # fmt: skip
    fields = {"burner": "one", "burners": "one", "time": "now"}
    for key in keys:
        assert has_words(key)
        assert language == "en" or words(key, language, **fields) != words(key, "en", **fields)


def test_all_kinds_that_lower_heat_are_answered() -> None:
    assert set(off.ANSWERS) == {Kind.HEAT_OFF, Kind.ALL_OFF, Kind.STOP}
