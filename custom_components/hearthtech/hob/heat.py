"""Whose heat it is: what was asked for, compared with what came.

A hob built from entities has no lease, no arming and no word for "a hand did this". All of it is concluded here from
three things: what was asked for, what the hob shows, and when. The rules, in their order:

- A change that follows an order within the hob's time to answer and comes near it is the answer.
- Going back to what stood before the order, within that time, is a stale report of a cloud; it is waited out.
- A step on the way from the one to the other is waited out as well, until the answer has come.
- Anything else is a hand. A hand wins at once, and its heat is not touched.
- An order that has changed nothing when the time is over was ignored.
- Off is asked for again until it is seen, or until a hand has set another heat.

Nothing here waits or sends: the burner does, and tells what it did. Times are seconds of its clock.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from custom_components.hearthtech.kitchen.burner import HeatSource

ROUNDED: Final = 0.06
"""Half a level of nine: what a hob may show beside what it was asked for, and mean the same."""
ROUNDED_K: Final = 1.5
LATE_FACTOR: Final = 3.0
LATE_S: Final = 60.0
"""How long an ignored order to start may still come. Heat that comes then is nobody's, and goes off."""
LOST_S: Final = 15.0
"""How long heat from here may be out of sight before it is given up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a burner is set to, as far as it shows. `None` is unknown."""

    on: bool | None = None
    power: float | None = None
    target_c: float | None = None

    @property
    def known(self) -> bool:
        """Whether it shows anything at all."""
        return self.on is not None or self.power is not None

    def near(self, other: Setting, step: float) -> bool:
        """Whether two settings are the same, within what rounding makes of one. `step`: one level, as power."""
        if (self.on is False) or (other.on is False):
            return self.on is other.on
        return _near(self.power, other.power, max(ROUNDED, step * 0.51)) and _near(
            self.target_c, other.target_c, ROUNDED_K
        )

    def between(self, one: Setting, other: Setting) -> bool:
        """Whether it lies on the way from one to the other: a level, or a temperature after a switch."""
        if other.target_c is not None:
            start = other.target_c if one.target_c is None else one.target_c
            here_c = start if self.target_c is None else self.target_c
            return min(start, other.target_c) - 1e-6 <= here_c <= max(start, other.target_c) + 1e-6
        ends = [0.0 if end.on is False else end.power for end in (one, other)]
        here = 0.0 if self.on is False else self.power
        if here is None or ends[0] is None or ends[1] is None:
            return False
        return min(ends[0], ends[1]) <= here <= max(ends[0], ends[1])


OFF: Final = Setting(on=False, power=0.0)


class Outcome(StrEnum):
    """What became of an order."""

    TAKEN = "taken"
    IGNORED = "ignored"
    HAND = "hand"
    """A hand was quicker."""
    SUPERSEDED = "superseded"
    FAILED = "failed"


class Happening(StrEnum):
    """What a reading, or the time, means."""

    NOTHING = "nothing"
    ANSWERED = "answered"
    IGNORED = "ignored"
    """An order has changed nothing, or not for long."""
    TURNED = "turned"
    """A hand set it, or turned it off, where no heat from here was on."""
    TAKEN_OVER = "taken_over"
    """A hand set it while heat from here was on."""
    TURNED_OFF = "turned_off"
    """Heat from here is off, and nobody here had asked for that."""
    WENT_OFF = "went_off"
    """It is off, as asked."""
    LATE = "late"
    """An order that had been given up has started it after all."""
    LOST = "lost"
    """Heat from here has been out of sight for too long."""


@dataclass(slots=True, kw_only=True)
class _Order:
    asked: Setting
    before: Setting
    source: HeatSource
    at: float
    until: float
    done: Callable[[Outcome], None]
    answered: bool = False


class HeatWatch:
    """The heat of one burner. Feed it orders and readings; it tells what they mean."""

    def __init__(self, *, step: float, answers_within_s: float) -> None:
        self.shown = Setting()
        """What it showed last."""
        self.source = HeatSource.IDLE
        self.step = step
        self.answers_within_s = answers_within_s
        self.answered_after_s: float | None = None
        """How long the hob took for the last order."""
        self.off_wanted = False
        self.touched = False
        """Whether a hand has taken it over since it was last off: then it is the hand's until it is off."""
        self._order: _Order | None = None
        self._given_up: tuple[Setting, float] | None = None
        self._lost_since: float | None = None
        self._off_from: tuple[Setting, ...] = ()
        self._off_at = 0.0

    @property
    def due(self) -> float | None:
        """When time alone changes something."""
        times = [] if self._order is None else [self._order.until]
        if self._lost_since is not None:
            times.append(self._lost_since + LOST_S)
        return min(times, default=None)

    # Orders

    def ask(self, asked: Setting, now: float, done: Callable[[Outcome], None]) -> None:
        """An order goes out. `done` is told once what became of it."""
        self._end_order(Outcome.SUPERSEDED)
        self.off_wanted = False
        self._given_up = None
        self._order = _Order(
            asked=asked,
            before=self.shown,
            source=self.source,
            at=now,
            until=now + self.answers_within_s,
            done=done,
        )

    def adopt(self) -> None:
        """It is set already to what is asked for: from now on it is heat from here."""
        self.source = HeatSource.REMOTE

    def fail(self, now: float) -> None:
        """The order could not be sent. It may have arrived all the same."""
        self._give_up(now)
        self._end_order(Outcome.FAILED)

    def ask_off(self, now: float, *, latch: bool = False) -> None:
        """Off is asked for, and wins. `latch`: heat from here was cut, and somebody has to see to it."""
        on_its_way = () if self._order is None else (self._order.asked,)
        self._give_up(now, cold_only=False)
        self._end_order(Outcome.SUPERSEDED)
        self._lost_since = None
        if not self.off_wanted:
            self._off_from, self._off_at = (self.shown, *on_its_way), now
        self.off_wanted = self.shown.on is not False
        if latch:
            self.source = HeatSource.LATCHED
        elif not self.off_wanted and self.source is not HeatSource.LATCHED:
            self.source = HeatSource.IDLE

    def acknowledge(self) -> None:
        """Somebody has seen why heat was cut."""
        if self.source is HeatSource.LATCHED:
            on = self.shown.on and not self.off_wanted
            self.source = HeatSource.MANUAL if on else HeatSource.IDLE

    # Readings

    def begin(self, shown: Setting, now: float, *, owed: Setting | None = None) -> None:
        """The first reading. `owed`: heat from here that was on when Home Assistant went; it has to go off."""
        self.shown = shown
        self.source = HeatSource.MANUAL if shown.on else HeatSource.IDLE
        if owed is not None and shown.on and shown.near(owed, self.step):
            self.source = HeatSource.REMOTE
            self.ask_off(now)

    def came(self, shown: Setting, now: float) -> Happening:
        """What the burner shows now."""
        if not shown.known:
            if self.source is HeatSource.REMOTE and self._lost_since is None:
                self._lost_since = now
            return Happening.NOTHING
        self._lost_since = None
        before, self.shown = self.shown, shown
        if self.off_wanted:
            return self._while_off_is_wanted(shown, now)
        if self._order is not None:
            return self._answer(self._order, shown, now)
        if shown.on == before.on and _same(shown, before, self.step):
            return Happening.NOTHING
        return self._changed(shown, now)

    def tick(self, now: float) -> Happening:
        """Time has gone by."""
        if self._lost_since is not None and now >= self._lost_since + LOST_S - 1e-6:
            self._lost_since = None
            return Happening.LOST
        order = self._order
        if order is None or now < order.until - 1e-6:
            return Happening.NOTHING
        if order.asked.near(self.shown, self.step):
            self._end_order(Outcome.TAKEN)
            return Happening.NOTHING
        if self.shown.near(order.before, self.step):
            self.source = order.source if self.shown.on else HeatSource.IDLE
            self._give_up(now)
            self._end_order(Outcome.IGNORED)
            return Happening.IGNORED
        return self._taken(order, self.shown)

    # Inside

    def _answer(self, order: _Order, shown: Setting, now: float) -> Happening:
        if order.asked.near(shown, self.step):
            self.source = HeatSource.REMOTE
            if order.answered:
                return Happening.NOTHING
            order.answered = True
            self.answered_after_s = now - order.at
            order.done(Outcome.TAKEN)
            return Happening.ANSWERED
        on_the_way = not order.answered and shown.between(order.before, order.asked)
        if on_the_way or shown.near(order.before, self.step):
            if shown.on is False:
                self.source = HeatSource.IDLE
            return Happening.NOTHING
        return self._taken(order, shown)

    def _taken(self, order: _Order, shown: Setting) -> Happening:
        """A hand set something else than what was ordered."""
        self._end_order(Outcome.HAND)
        self._to_hand(shown)
        return _by_hand(shown, remote=order.answered or order.source is HeatSource.REMOTE)

    def _changed(self, shown: Setting, now: float) -> Happening:
        given_up, self._given_up = self._given_up, None
        if given_up is not None and now <= given_up[1] and shown.on and given_up[0].near(shown, self.step):
            self.source = HeatSource.REMOTE
            return Happening.LATE
        remote = self.source is HeatSource.REMOTE
        self._to_hand(shown, touched=remote)
        return _by_hand(shown, remote=remote)

    def _while_off_is_wanted(self, shown: Setting, now: float) -> Happening:
        if shown.on is False:
            self.off_wanted = self.touched = False
            if self.source is not HeatSource.LATCHED:
                self.source = HeatSource.IDLE
            return Happening.WENT_OFF
        in_time = now - self._off_at <= self.answers_within_s
        for left in self._off_from:
            if not left.known or shown.near(left, self.step) or (in_time and shown.between(left, OFF)):
                return Happening.NOTHING
        remote = self.source is HeatSource.REMOTE
        self._to_hand(shown)
        return _by_hand(shown, remote=remote)

    def _to_hand(self, shown: Setting, *, touched: bool = True) -> None:
        self.off_wanted = False
        self.source = HeatSource.MANUAL if shown.on else HeatSource.IDLE
        self.touched = bool(shown.on) and (touched or self.touched)

    def _give_up(self, now: float, *, cold_only: bool = True) -> None:
        """An order to start that is given up may come late, and any order that off has overtaken."""
        order, self._given_up = self._order, None
        if order is not None and not order.answered and (order.before.on is False or not cold_only):
            late = min(self.answers_within_s * LATE_FACTOR, LATE_S)
            self._given_up = (order.asked, now + late)

    def _end_order(self, outcome: Outcome) -> None:
        order, self._order = self._order, None
        if order is not None and not order.answered:
            order.done(outcome)


def _by_hand(shown: Setting, *, remote: bool) -> Happening:
    if not remote:
        return Happening.TURNED
    return Happening.TURNED_OFF if shown.on is False else Happening.TAKEN_OVER


def _near(one: float | None, other: float | None, within: float) -> bool:
    """Whether two values are the same; one that is not asked for, or not shown, is no difference."""
    return one is None or other is None or abs(one - other) <= within + 1e-9


def _same(one: Setting, other: Setting, step: float) -> bool:
    """Whether two settings differ by less than a hand can turn."""
    return _near(one.power, other.power, step * 0.49) and _near(one.target_c, other.target_c, 0.4)
