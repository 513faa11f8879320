"""Command tracker: matches commands with observed states to conclude who set the heat.

A hob built from entities has no lease, no arming and no event for manual operation. They are concluded from three
inputs: the commands, the observed states, and the times of both. The rules, in order:

- A change within the response time after a command and close to its value is the response.
- A return to the state before the command, within that time, is a stale report of a cloud; it is ignored.
- A value between the two is ignored as well, until the response arrives.
- Any other change is manual. It takes effect at once, and its heat is not changed.
- A command without effect when the response time is over was ignored.
- Off is repeated until it is seen, or until another heat is set by hand.

This module neither waits nor sends: the burner does, and reports what it did. Times are seconds of its clock.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ...burners.model import HeatSource

ROUNDED: Final = 0.06
"""Half a level of nine: the tolerance between a command and the value that the hob shows for it."""
FINE: Final = 0.05
"""A step of at most this is finer than the levels of most hobs: the percentages represent nine or five levels."""
ROUNDED_FINE: Final = 0.13
"""Half a level of four."""
ROUNDED_K: Final = 3.0
"""Half of 10 °F or of 5 °C: hobs round to these, even if their entity offers single degrees."""
LATE_FACTOR: Final = 3.0
LATE_S: Final = 60.0
"""How long an ignored start may still take effect. Such late heat belongs to nobody and is turned off."""
LOST_S: Final = 15.0
"""After this time without a known state, heat set by Home Assistant is given up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatSetting:
    """The setting of a burner as far as it is known. `None`: unknown."""

    on: bool | None = None
    power: float | None = None
    target_c: float | None = None

    @property
    def known(self) -> bool:
        """Whether any value is known."""
        return self.on is not None or self.power is not None

    def near(self, other: HeatSetting, step: float, target_step_k: float = 0.0) -> bool:
        """Whether two settings are equal within rounding.

        `step`: one level, as power; `target_step_k`: one step of the temperature (K).
        """
        if (self.on is False) or (other.on is False):
            return self.on is other.on
        return _near(self.power, other.power, max(ROUNDED, step * 0.51)) and _near(
            self.target_c, other.target_c, max(ROUNDED_K, target_step_k * 0.51)
        )

    def between(self, one: HeatSetting, other: HeatSetting) -> bool:
        """Whether a setting lies between two others: a level, or a temperature after a switch."""
        if other.target_c is not None:
            start = other.target_c if one.target_c is None else one.target_c
            here_c = start if self.target_c is None else self.target_c
            return min(start, other.target_c) - 1e-6 <= here_c <= max(start, other.target_c) + 1e-6
        ends = [0.0 if end.on is False else end.power for end in (one, other)]
        here = 0.0 if self.on is False else self.power
        if here is None or ends[0] is None or ends[1] is None:
            return False
        return min(ends[0], ends[1]) <= here <= max(ends[0], ends[1])


OFF: Final = HeatSetting(on=False, power=0.0)


class CommandResult(StrEnum):
    """Result of a command."""

    TAKEN = "taken"
    IGNORED = "ignored"
    HAND = "hand"
    """A manual change came first."""
    SUPERSEDED = "superseded"
    FAILED = "failed"


class Observation(StrEnum):
    """Meaning of a reading, or of elapsed time."""

    NOTHING = "nothing"
    ANSWERED = "answered"
    IGNORED = "ignored"
    """A command had no effect, or not for long."""
    TURNED = "turned"
    """Set or turned off by hand, while no heat set by Home Assistant was on."""
    TAKEN_OVER = "taken_over"
    """Set by hand while heat set by Home Assistant was on."""
    TURNED_OFF = "turned_off"
    """Heat set by Home Assistant is off without a command to turn it off."""
    WENT_OFF = "went_off"
    """Off, as commanded."""
    LATE = "late"
    """A command that had been given up started the burner late."""
    LOST = "lost"
    """The state has been unknown for too long while heat set by Home Assistant was on."""


@dataclass(slots=True, kw_only=True)
class _Order:
    asked: HeatSetting
    before: HeatSetting
    source: HeatSource
    at: float
    until: float
    done: Callable[[CommandResult], None]
    answered: bool = False
    taken_as: HeatSetting | None = None
    """The setting that the hob made of the command."""


class CommandTracker:
    """Tracks the heat of one burner. Its inputs are commands and readings; its outputs are observations."""

    def __init__(self, *, step: float, answers_within_s: float) -> None:
        self.shown = HeatSetting()
        """The last setting shown."""
        self.source = HeatSource.IDLE
        self.step = step
        self.target_step_k = 0.0
        """One step of the temperature to hold (K)."""
        self.answers_within_s = answers_within_s
        self.answered_after_s: float | None = None
        """How long the hob took to respond to the last command (s)."""
        self.off_wanted = False
        self.touched = False
        """Whether it was taken over by hand since it was last off. It then stays under manual control until it is off.
        """
        self._order: _Order | None = None
        self._given_up: tuple[HeatSetting, float] | None = None
        self._lost_since: float | None = None
        self._off_from: tuple[HeatSetting, ...] = ()
        self._off_at = 0.0

    @property
    def due(self) -> float | None:
        """The time at which `tick` must be called; `None` if elapsed time changes nothing."""
        times = [] if self._order is None else [self._order.until]
        if self._lost_since is not None:
            times.append(self._lost_since + LOST_S)
        return min(times, default=None)

    # Commands

    def command_sent(self, asked: HeatSetting, now: float, done: Callable[[CommandResult], None]) -> None:
        """Register a sent command. `done` is called exactly once with its result."""
        self._end_order(CommandResult.SUPERSEDED)
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
        """Called if the requested setting is set already: it now counts as heat set by Home Assistant."""
        self.source = HeatSource.REMOTE

    def fail(self, now: float) -> None:
        """Called if a command could not be sent. It may have arrived nevertheless."""
        self._give_up(now)
        self._end_order(CommandResult.FAILED)

    def off_sent(self, now: float, *, latch: bool = False) -> None:
        """Register a command to turn off, which has priority. `latch`: heat was cut, and has to be acknowledged."""
        on_its_way = () if self._order is None else (self._order.asked,)
        self._give_up(now, cold_only=False)
        self._end_order(CommandResult.SUPERSEDED)
        self._lost_since = None
        if not self.off_wanted:
            self._off_from, self._off_at = (self.shown, *on_its_way), now
        self.off_wanted = self.shown.on is not False
        if latch:
            self.source = HeatSource.LATCHED
        elif not self.off_wanted and self.source is not HeatSource.LATCHED:
            self.source = HeatSource.IDLE

    def acknowledge(self) -> None:
        """Acknowledge the reason for which heat was cut."""
        if self.source is HeatSource.LATCHED:
            on = self.shown.on and not self.off_wanted
            self.source = HeatSource.MANUAL if on else HeatSource.IDLE

    # Readings

    def begin(self, shown: HeatSetting, now: float, *, pending_off: Sequence[HeatSetting] = ()) -> None:
        """Take the first reading. `pending_off`: heat that was on when Home Assistant stopped, and must be turned off."""
        self.shown = shown
        self.source = HeatSource.MANUAL if shown.on else HeatSource.IDLE
        if shown.on and any(self.near(shown, one) for one in pending_off):
            self.source = HeatSource.REMOTE
            self.off_sent(now)

    @property
    def off_from(self) -> tuple[HeatSetting, ...]:
        """The settings for which an off is pending."""
        return self._off_from

    def near(self, one: HeatSetting, other: HeatSetting) -> bool:
        """Whether two settings are equal for this hob, within its own steps."""
        return one.near(other, self.step, self.target_step_k)

    def observe(self, shown: HeatSetting, now: float) -> Observation:
        """Process a reading and return what it means."""
        if not shown.known:
            if self.source is HeatSource.REMOTE and self._lost_since is None:
                self._lost_since = now
            return Observation.NOTHING
        self._lost_since = None
        before, self.shown = self.shown, shown
        if self.off_wanted:
            return self._while_off_is_wanted(shown, now)
        if self._order is not None:
            return self._answer(self._order, shown, now)
        if shown.on == before.on and _same(shown, before, self.step):
            return Observation.NOTHING
        return self._changed(shown, now)

    def tick(self, now: float) -> Observation:
        """Process elapsed time and return what it means."""
        if self._lost_since is not None and now >= self._lost_since + LOST_S - 1e-6:
            self._lost_since = None
            return Observation.LOST
        order = self._order
        if order is None or now < order.until - 1e-6:
            return Observation.NOTHING
        if self._answers(order, self.shown):
            self._end_order(CommandResult.TAKEN)
            return Observation.NOTHING
        if self.near(self.shown, order.before):
            self.source = order.source if self.shown.on else HeatSource.IDLE
            self._give_up(now)
            self._end_order(CommandResult.IGNORED)
            return Observation.IGNORED
        return self._taken(order, self.shown)

    # Internal

    def _answers(self, order: _Order, shown: HeatSetting) -> bool:
        """Whether a reading is the response to the command, as rounded by the hob.

        A fine step (1 %) may hide coarser levels of the hob, so a larger tolerance applies if the command changed the
        setting by more.
        """
        before, asked = 0.0 if order.before.on is False else order.before.power, order.asked.power
        far = before is not None and asked is not None and abs(asked - before) > ROUNDED_FINE + 0.02
        step = 2.0 * ROUNDED_FINE if far and self.step <= FINE and order.taken_as is None else self.step
        return (
            self.near(order.taken_as, shown)
            if order.taken_as
            else order.asked.near(shown, step, self.target_step_k)
        )

    def _answer(self, order: _Order, shown: HeatSetting, now: float) -> Observation:
        if self._answers(order, shown):
            self.source = HeatSource.REMOTE
            if order.answered:
                return Observation.NOTHING
            order.answered, order.taken_as = True, shown
            self.answered_after_s = now - order.at
            order.done(CommandResult.TAKEN)
            return Observation.ANSWERED
        on_the_way = not order.answered and shown.between(order.before, order.asked)
        if on_the_way or self.near(shown, order.before):
            if shown.on is False:
                self.source = HeatSource.IDLE
            return Observation.NOTHING
        return self._taken(order, shown)

    def _taken(self, order: _Order, shown: HeatSetting) -> Observation:
        """Handle a manual setting that differs from the command."""
        self._end_order(CommandResult.HAND)
        self._to_hand(shown)
        return _by_hand(shown, remote=order.answered or order.source is HeatSource.REMOTE)

    def _changed(self, shown: HeatSetting, now: float) -> Observation:
        given_up, self._given_up = self._given_up, None
        if given_up is not None and now <= given_up[1] and shown.on and self.near(given_up[0], shown):
            self.source = HeatSource.REMOTE
            return Observation.LATE
        remote = self.source is HeatSource.REMOTE
        self._to_hand(shown, touched=remote)
        return _by_hand(shown, remote=remote)

    def _while_off_is_wanted(self, shown: HeatSetting, now: float) -> Observation:
        if shown.on is False:
            self.off_wanted = self.touched = False
            if self.source is not HeatSource.LATCHED:
                self.source = HeatSource.IDLE
            return Observation.WENT_OFF
        in_time = now - self._off_at <= self.answers_within_s
        for left in self._off_from:
            if not left.known or self.near(shown, left) or (in_time and shown.between(left, OFF)):
                return Observation.NOTHING
        remote = self.source is HeatSource.REMOTE
        self._to_hand(shown)
        return _by_hand(shown, remote=remote)

    def _to_hand(self, shown: HeatSetting, *, touched: bool = True) -> None:
        self.off_wanted = False
        self.source = HeatSource.MANUAL if shown.on else HeatSource.IDLE
        self.touched = bool(shown.on) and (touched or self.touched)

    def _give_up(self, now: float, *, cold_only: bool = True) -> None:
        """Give up a command. A start that was given up may take effect late, as may any command that an off overtook."""
        order, self._given_up = self._order, None
        if order is not None and not order.answered and (order.before.on is False or not cold_only):
            late = min(self.answers_within_s * LATE_FACTOR, LATE_S)
            self._given_up = (order.asked, now + late)

    def _end_order(self, outcome: CommandResult) -> None:
        order, self._order = self._order, None
        if order is not None and not order.answered:
            order.done(outcome)


def _by_hand(shown: HeatSetting, *, remote: bool) -> Observation:
    if not remote:
        return Observation.TURNED
    return Observation.TURNED_OFF if shown.on is False else Observation.TAKEN_OVER


def _near(one: float | None, other: float | None, within: float) -> bool:
    """Whether two values are equal; a value that is not requested or not shown counts as equal."""
    return one is None or other is None or abs(one - other) <= within + 1e-9


def _same(one: HeatSetting, other: HeatSetting, step: float) -> bool:
    """Whether two settings differ by less than a manual change can."""
    return _near(one.power, other.power, step * 0.49) and _near(one.target_c, other.target_c, 0.4)
