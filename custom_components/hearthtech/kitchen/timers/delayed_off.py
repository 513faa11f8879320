"""Delayed off of burners whose stove has no cut-off timer."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime, timedelta

from ...burners.burner import Burner
from ...burners.clock import Cancel, Clock
from ...burners.model import BurnerEvent, BurnerRefused, BurnerState, HeatSource
from ...burners.registry import BurnerRegistry
from .planned_off import NoPlannedOffStore, PlannedOffStore

RETRY_S = 5.0
"""Interval of retries for a burner that refused the command, in s."""

type Spawn = Callable[[Coroutine[None, None, None]], None]


@dataclass(slots=True)
class _Planned:
    due: datetime
    """The moment in wall time, as it is stored."""
    at: float
    """The same on the clock of the kitchen, in s."""
    cancel: Cancel
    unsubscribe: Callable[[], None]


class DelayedOff:
    """Turns burners off at a later time.

    The earliest moment of a burner counts. A plan ends when the burner is turned off by anything else, so that it
    never turns off heat that was set afterwards. Plans are stored: after a crash the kitchen turns off what was due
    meanwhile, and keeps the other plans. When the kitchen is closed, the planned burners are turned off at once.
    """

    def __init__(
        self, clock: Clock, burners: BurnerRegistry, spawn: Spawn, store: PlannedOffStore | None = None
    ) -> None:
        self._clock = clock
        self._burners = burners
        self._spawn = spawn
        self._store = store or NoPlannedOffStore()
        self._planned: dict[str, _Planned] = {}
        self._missing: dict[str, datetime] = {}
        """Plans of a former run whose burner is not in the registry yet."""
        self._unsubscribe: Callable[[], None] | None = None

    async def start(self) -> None:
        """Continue the stored plans, each as soon as its burner is in the registry."""
        self._missing = dict(await self._store.load())
        if self._missing:
            self._unsubscribe = self._burners.subscribe(self._on_burner)

    async def plan(self, burner: Burner, delay_s: float) -> float:
        """Turn a burner off after `delay_s` seconds; returns the real delay in s. The plan is stored on return.

        Raises:
            KitchenError: when it can't be stored; the burner is then turned off in time by a kitchen that stays open.
        """
        due = self._clock.now() + timedelta(seconds=delay_s)
        known = self._planned.get(burner.id)
        if known is not None and known.due <= due:
            return max((known.at - self._clock.time()) / self._clock.rate, 0.0)
        self._schedule(burner, due)
        await self._store.put(burner.id, due)
        if (
            burner.id not in self._planned and burner.id not in self._missing
        ):  # turned off while it was stored
            await self._store.drop(burner.id)
        return delay_s

    def left_s(self, burner_id: str) -> float | None:
        """The seconds until a burner is turned off, `None` if nothing is planned."""
        planned = self._planned.get(burner_id)
        return None if planned is None else max((planned.at - self._clock.time()) / self._clock.rate, 0.0)

    def forget(self, burner_id: str) -> None:
        """Drop the plan of a burner. Only for a burner that is off, because dropping a plan raises heat."""
        if self._take(burner_id):
            self._spawn(self._drop(burner_id))

    async def close(self) -> None:
        """Turn off all planned burners at once, because nothing would do it after the end of the kitchen.

        The plan of a burner that can't be reached stays stored, for the next start.
        """
        if self._unsubscribe is not None:
            self._unsubscribe()
        for burner_id in tuple(self._planned):
            await self._off(burner_id)
            self._take(burner_id)

    def _on_burner(self, burner: Burner) -> None:
        due = self._missing.pop(burner.id, None)
        if due is not None:
            self._schedule(burner, due)

    def _schedule(self, burner: Burner, due: datetime) -> None:
        self._take(burner.id)
        left_s = max((due - self._clock.now()).total_seconds(), 0.0)
        at = self._clock.time() + left_s * self._clock.rate

        def changed(state: BurnerState, event: BurnerEvent | None) -> None:
            if state.available and state.source is HeatSource.IDLE:
                self.forget(burner.id)

        self._planned[burner.id] = _Planned(due, at, self._wait(burner.id, at), burner.subscribe(changed))

    def _take(self, burner_id: str) -> bool:
        """Stop waiting for a burner. Returns whether it had a plan."""
        planned = self._planned.pop(burner_id, None)
        if planned is None:
            return False
        planned.cancel()
        planned.unsubscribe()
        return True

    async def _drop(self, burner_id: str) -> None:
        if burner_id not in self._planned:  # planned again meanwhile
            await self._store.drop(burner_id)

    def _wait(self, burner_id: str, at: float) -> Cancel:
        delay_s = max(at - self._clock.time(), 0.0)
        return self._clock.call_later(delay_s, lambda: self._spawn(self._off(burner_id)))

    async def _off(self, burner_id: str) -> None:
        burner = self._burners.get(burner_id)
        planned = self._planned.get(burner_id)
        if planned is None:
            return
        if burner is None:
            # It stays stored: the burner is turned off when it is back.
            self._take(burner_id)
            self._missing[burner_id] = planned.due
            self._unsubscribe = self._unsubscribe or self._burners.subscribe(self._on_burner)
            return
        try:
            await burner.off()
        except BurnerRefused:
            planned.cancel = self._wait(burner_id, self._clock.time() + RETRY_S * self._clock.rate)
            return
        self._take(burner_id)
        await self._store.drop(burner_id)
