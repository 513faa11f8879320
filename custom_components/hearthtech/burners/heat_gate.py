"""Permission to raise heat: the only place that decides whether a burner may become hotter, or stay hot for longer.

Specification: the page "Heat permission" of the documentation (`docs/heat.md`). Callers describe who asks (`Actor`) and
what is to change (`HeatChange`). `HeatGate.decide` answers with a `HeatPermit`, with a `HeatQuestion` that has to be put
to the person who spoke, or with `HeatRequestRefused`. `Burner.set` refuses every raise that has no permit (`require_permit`),
and only this module creates permits. Turning off and lowering need none of this. `heat_request` defines requests and
refusals, `heat_levels` what counts as a raise; their names can be imported from here.

Units: power as a fraction 0-1 (above 1 is boost), temperatures in °C, times in s.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import isfinite
from typing import Final
from uuid import uuid4

from .heat_levels import cutoff_raises, highest, level_raises, present_level, raises_heat
from .heat_request import (
    TOLERANCE,
    Actor,
    BurnerFacts,
    HeatChange,
    HeatLevel,
    HeatRefusal,
    HeatRequestRefused,
    Origin,
)
from .model import BurnerRefused, BurnerState, HeatSource, RefusalCode

ANSWER_WITHIN_S: Final = 15.0
"""Time in which a question about heat can be answered, in s of real time."""
QUESTIONS_KEPT: Final = 256
"""Upper bound of open questions; the oldest is dropped."""

# Permits

_ISSUER: Final = object()


class HeatPermit:
    """Permission for one raise of each burner that it names, up to the level that was stated. Only the gate makes one.

    A permit is used up by the raise that it allowed: `use` returns whether it covers the change, once for each burner.
    """

    __slots__ = ("_ceilings", "_used", "actor")

    def __init__(self, issuer: object, actor: Actor, changes: Iterable[HeatChange]) -> None:
        if issuer is not _ISSUER:
            raise TypeError("only the heat gate creates permits")
        self.actor = actor
        self._ceilings: dict[str, list[HeatChange]] = {}
        for change in changes:
            self._ceilings.setdefault(change.burner_id, []).append(change)
        self._used: set[str] = set()

    @property
    def burners(self) -> frozenset[str]:
        """The burners that the permit covers."""
        return frozenset(self._ceilings)

    def ceilings(self, burner_id: str) -> tuple[HeatChange, ...]:
        """The highest levels that the permit allows for a burner."""
        return tuple(self._ceilings.get(burner_id, ()))

    def covers(self, change: HeatChange) -> bool:
        """Whether the change is within the permitted levels and the permit is unused for this burner."""
        if change.burner_id in self._used:
            return False
        return any(_within(change, ceiling) for ceiling in self.ceilings(change.burner_id))

    def take(self, burner_id: str) -> tuple[HeatChange, ...]:
        """Use up the permit for a burner as a whole, for an allowance.

        Returns the permitted levels; empty if already used.
        """
        if burner_id in self._used:
            return ()
        self._used.add(burner_id)
        return self.ceilings(burner_id)

    def use(self, change: HeatChange) -> bool:
        """Use up the permit for the burner of this change. Returns False when it does not cover it."""
        if not self.covers(change):
            return False
        self._used.add(change.burner_id)
        return True


def _within(change: HeatChange, ceiling: HeatChange) -> bool:
    if change.start and not ceiling.start:
        return False
    if change.drops_timer and not ceiling.drops_timer:
        return False
    if ceiling.timer_s is not None and (
        change.timer_s is None or not change.timer_s <= ceiling.timer_s + TOLERANCE
    ):
        return False
    return not level_raises(ceiling.level, change.level)


def require_permit(state: BurnerState | None, change: HeatChange, permit: HeatPermit | None) -> bool:
    """Called by every `Burner.set` before it sends anything. Returns whether the change is a raise.

    A change that is no raise never starts a burner: the caller sends it without `start`, so that an *off* that is still on
    its way can't be undone by it.

    Raises:
        BurnerRefused: `UNAUTHORIZED`, when it is a raise without a permit that covers it; `INVALID` or
            `OUT_OF_RANGE` for a malformed level.
    """
    values = [value for value in (change.power, change.temperature_c) if value is not None]
    if len(values) != 1 or not isfinite(values[0]):
        raise BurnerRefused(RefusalCode.INVALID, {"reason": "one of power and temperature"})
    if values[0] < 0:
        raise BurnerRefused(RefusalCode.OUT_OF_RANGE, {"burner": change.burner_id})
    if not raises_heat(state, change):
        return False
    if permit is None or not permit.use(change):
        raise BurnerRefused(RefusalCode.UNAUTHORIZED, {"burner": change.burner_id})
    return True


# The allowance of a session


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatAllowance:
    """What a person allowed a session to do with one burner.

    It ends on a pause, a manual change at the stove, a restart, a fault, and an edit by a person without the right.
    """

    recipe_version: int
    burner_id: str
    power: float | None = None
    """The highest power, `None` when no power is set in this dish."""
    temperature_c: float | None = None
    """The highest temperature, `None` when none is held in this dish."""
    giver: str = ""
    """Id of the user who gave it, or the name of the person, or the satellite that was used."""


def allowance_of(permit: HeatPermit | None, burner_id: str | None, version: int) -> HeatAllowance | None:
    """The allowance that a session gets with a permit for this burner, `None` when the permit is not about it."""
    if permit is None or burner_id is None:
        return None
    ceilings = permit.take(burner_id)
    powers = [ceiling.power for ceiling in ceilings if ceiling.power is not None]
    temperatures = [ceiling.temperature_c for ceiling in ceilings if ceiling.temperature_c is not None]
    if not powers and not temperatures:
        return None
    return HeatAllowance(
        recipe_version=version,
        burner_id=burner_id,
        power=max(powers, default=None),
        temperature_c=max(temperatures, default=None),
        giver=permit.actor.user_id or permit.actor.name or permit.actor.site,
    )


def allowance_permit(
    allowance: HeatAllowance | None, version: int, change: HeatChange, *, sends: HeatChange | None = None
) -> HeatPermit | None:
    """The permit for one change that a session makes by itself, `None` when its allowance does not cover it.

    Args:
        allowance: the allowance of the session, if it has one.
        version: the version of the recipe that the session cooks now.
        change: the power or the temperature of the step.
        sends: what is sent for it, where the kitchen holds a temperature by setting powers.
    """
    if allowance is None or allowance.burner_id != change.burner_id or allowance.recipe_version != version:
        return None
    ceilings = [
        HeatChange(burner_id=change.burner_id, power=power, temperature_c=celsius, start=True)
        for power, celsius in ((allowance.power, None), (None, allowance.temperature_c))
        if power is not None or celsius is not None
    ]
    actor = Actor(origin=Origin.SESSION, user_id=allowance.giver)
    if not HeatPermit(_ISSUER, actor, ceilings).covers(change):
        return None
    return HeatPermit(_ISSUER, actor, [change if sends is None else sends])


# Questions and decisions


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatQuestion:
    """A question about heat that waits for a yes. Its text must name each burner and level of `changes`."""

    nonce: str
    """Identifies the question; `answer` returns it with the permit."""
    place: tuple[str, str, str]
    changes: tuple[HeatChange, ...]
    asked_at: float
    seen: tuple[tuple[HeatSource, HeatLevel | None], ...] = ()
    """The state of each burner when the question was asked."""

    @property
    def burner_id(self) -> str:
        """The first burner of the question."""
        return self.changes[0].burner_id

    @property
    def level(self) -> HeatLevel:
        """The highest requested level."""
        return highest(change.level for change in self.changes) or HeatLevel()


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatAnswer:
    """An accepted yes: the question and the permit for its changes."""

    question: HeatQuestion
    permit: HeatPermit


type Facts = Callable[[str], BurnerFacts | None]
"""Returns the present facts of the burner with this id, `None` when it does not exist any more."""


class HeatGate:
    """Decide about every raise, and store the questions that wait for a yes.

    Args:
        seconds: real monotonic time in s.
    """

    def __init__(self, seconds: Callable[[], float]) -> None:
        self._seconds = seconds
        self._questions: OrderedDict[tuple[str, str, str], HeatQuestion] = OrderedDict()

    def decide(self, actor: Actor, changes: Iterable[HeatChange], facts: Facts) -> HeatPermit | HeatQuestion:
        """Decide about changes of which at least one is a raise.

        A user or an automation gets a permit. Words and hints get a question, which replaces the one that
        waits at the same place. The caller phrases it.

        Raises:
            HeatRequestRefused: with the reason.
        """
        wanted = tuple(changes)
        self._check(actor, wanted, facts)
        if actor.origin in {Origin.USER, Origin.AUTOMATION}:
            return HeatPermit(_ISSUER, actor, wanted)
        question = HeatQuestion(
            nonce=uuid4().hex,
            place=actor.place,
            changes=wanted,
            asked_at=self._seconds(),
            seen=tuple(_seen(facts(change.burner_id)) for change in wanted),
        )
        self._questions.pop(actor.place, None)
        self._questions[actor.place] = question
        while len(self._questions) > QUESTIONS_KEPT:
            self._questions.popitem(last=False)
        return question

    def permit(self, actor: Actor, changes: Iterable[HeatChange], facts: Facts) -> HeatPermit:
        """Like `decide`, for a tap, an action or an automation, which never get a question.

        Raises:
            HeatRequestRefused: with the reason; `NO_WORDS` for an actor that has to be asked.
        """
        if actor.origin not in {Origin.USER, Origin.AUTOMATION}:
            raise HeatRequestRefused(HeatRefusal.NO_WORDS)
        decision = self.decide(actor, changes, facts)
        assert isinstance(decision, HeatPermit)
        return decision

    def waiting(self, actor: Actor) -> HeatQuestion | None:
        """The question that waits for an answer from this place, also when it has expired."""
        return self._questions.get(actor.place)

    def end(self, actor: Actor) -> None:
        """End the question of this place. Called for every input of a conversation that is not a yes.

        A hint has no words and is no input of the conversation's person, but it ends the question too,
        because the next yes may refer to the effect of the hint.
        """
        self._questions.pop(actor.place, None)

    def answer(self, actor: Actor, facts: Facts, *, exact: bool) -> HeatAnswer:
        """Accept a yes. All conditions are checked again, then the question is used up.

        Args:
            actor: the person who said yes.
            facts: returns the present state of a burner.
            exact: whether the grammar (layer 1) read a yes from the raw words. "ok", "done", "right" and "fine" don't
                count as a yes to heat; the caller passes False for them.

        Raises:
            HeatRequestRefused: `NO_QUESTION`, `NO_WORDS`, `NOT_EXACT`, `TOO_LATE`, `CHANGED`, or the reason why the
                burner may not be heated now.
        """
        question = self._questions.get(actor.place)
        if question is None:
            raise HeatRequestRefused(HeatRefusal.NO_QUESTION)
        if actor.origin is not Origin.VOICE:
            raise HeatRequestRefused(HeatRefusal.NO_WORDS, question.burner_id)
        if self._seconds() - question.asked_at > ANSWER_WITHIN_S:
            del self._questions[actor.place]
            raise HeatRequestRefused(HeatRefusal.TOO_LATE, question.burner_id)
        del self._questions[actor.place]
        if not exact:
            raise HeatRequestRefused(HeatRefusal.NOT_EXACT, question.burner_id)
        self._check(actor, question.changes, facts)
        for change, seen in zip(question.changes, question.seen, strict=True):
            if _rose_since(seen, _seen(facts(change.burner_id))):
                raise HeatRequestRefused(HeatRefusal.CHANGED, change.burner_id)
        return HeatAnswer(question=question, permit=HeatPermit(_ISSUER, actor, question.changes))

    @staticmethod
    def _check(actor: Actor, changes: tuple[HeatChange, ...], facts: Facts) -> None:
        for change in changes:
            if not actor.may_heat(change.burner_id):
                raise HeatRequestRefused(_no_right(actor), change.burner_id)
        for change in changes:
            burner = facts(change.burner_id)
            if burner is None or not burner.state.available:
                raise HeatRequestRefused(HeatRefusal.UNAVAILABLE, change.burner_id)
            if actor.origin in {Origin.VOICE, Origin.HINT}:
                # For taps and actions, the stove itself returns these refusals.
                _check_ready(change, burner)
            cold = present_level(burner.state) is None
            if cold and change.start and not burner.armable and actor.origin is not Origin.USER:
                raise HeatRequestRefused(HeatRefusal.NOT_ARMABLE, change.burner_id)


def _check_ready(change: HeatChange, burner: BurnerFacts) -> None:
    """Refuse what the stove would refuse, before the question is asked."""
    if burner.state.source is HeatSource.MANUAL and burner.armable:
        raise HeatRequestRefused(HeatRefusal.BY_HAND, change.burner_id)
    if burner.state.source is HeatSource.LATCHED:
        raise HeatRequestRefused(HeatRefusal.LATCHED, change.burner_id)
    if present_level(burner.state) is None and change.start and burner.armable and burner.armed is False:
        raise HeatRequestRefused(HeatRefusal.NOT_ARMED, change.burner_id)


def _no_right(actor: Actor) -> HeatRefusal:
    if actor.origin is Origin.AUTOMATION:
        return HeatRefusal.NOT_ALLOWED_AUTOMATION
    return HeatRefusal.NOT_ALLOWED if actor.user_id else HeatRefusal.NOT_ALLOWED_SATELLITE


def _seen(burner: BurnerFacts | None) -> tuple[HeatSource, HeatLevel | None]:
    if burner is None:
        return HeatSource.IDLE, None
    return burner.state.source, present_level(burner.state)


def _rose_since(then: tuple[HeatSource, HeatLevel | None], now: tuple[HeatSource, HeatLevel | None]) -> bool:
    """Whether a burner was turned off or taken over since the question, so that the yes is outdated."""
    return then[0] is not now[0] or (then[1] is None) != (now[1] is None)


__all__ = [
    "Actor",
    "BurnerFacts",
    "Facts",
    "HeatAllowance",
    "HeatAnswer",
    "HeatChange",
    "HeatGate",
    "HeatLevel",
    "HeatPermit",
    "HeatQuestion",
    "HeatRefusal",
    "HeatRequestRefused",
    "Origin",
    "allowance_of",
    "allowance_permit",
    "cutoff_raises",
    "highest",
    "level_raises",
    "present_level",
    "raises_heat",
    "require_permit",
]
