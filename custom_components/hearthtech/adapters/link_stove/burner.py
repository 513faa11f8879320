"""A burner of a Hearth Link stove as the kitchen's `Burner`. Leases, arming and locks are handled here."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
import time
from typing import Final

from ...burners.heat_gate import HeatChange, HeatLevel, HeatPermit, raises_heat, require_permit
from ...burners.model import (
    BurnerCapabilities,
    BurnerEvent,
    BurnerEventKind,
    BurnerListener,
    BurnerRefused,
    BurnerState,
    HeatSource,
    RefusalCode,
)
from ...hearth_link.client import LinkClient
from ...hearth_link.errors import LinkError, LinkRefused, ProtocolCode
from ...hearth_link.messages import BurnerInfo, LinkBurnerState, LinkEvent

_EVENTS: Final = {kind.value: kind for kind in BurnerEventKind}
_NEAREST: Final[Mapping[ProtocolCode, RefusalCode]] = {
    ProtocolCode.RATE_LIMITED: RefusalCode.BUSY,
    ProtocolCode.SENSOR_FAILED: RefusalCode.UNSUPPORTED,
}
"""The refusal that is nearest to an error of the protocol; `INVALID` for all others."""

SHOWS_WITHIN_S: Final = 2.0
"""For this long after a command the stove may still show the state before it (s)."""


def refused(error: LinkError) -> BurnerRefused:
    """Convert an error of the link to a refusal of the kitchen."""
    if not isinstance(error, LinkRefused):
        return BurnerRefused(RefusalCode.UNAVAILABLE, {"reason": str(error)})
    code = error.code
    if isinstance(code, ProtocolCode):
        code = _NEAREST.get(code, RefusalCode.INVALID)
    return BurnerRefused(code, {**error.data, "link_code": error.code.value})


@contextmanager
def link_refusals() -> Iterator[None]:
    """Convert errors of the link to refusals.

    Raises:
        BurnerRefused: instead of `LinkError`.
    """
    try:
        yield
    except LinkError as error:
        raise refused(error) from error


class LinkStoveBurner:
    """One burner of one stove; implements `Burner`.

    `remote` is a setting of the user: a burner without remote control can still be read, and turned off.
    """

    def __init__(self, stove_id: str, info: BurnerInfo, client: LinkClient, *, remote: bool) -> None:
        self._id = f"{stove_id}/{info.n}"
        self._client = client
        self._listeners: list[BurnerListener] = []
        self._state: BurnerState | None = None
        self._state_of: LinkBurnerState | None = None
        """The link state from which `_state` was computed; it is computed once per push."""
        self._sent: tuple[float, HeatLevel | None] | None = None
        """The newest command, with `None` for off, and when it was sent (s, monotonic)."""
        self.info = info
        self.remote = remote

    @property
    def id(self) -> str:
        """`<stove id>/<n>`."""
        return self._id

    @property
    def n(self) -> int:
        """The stove's number of the burner."""
        return self.info.n

    @property
    def name(self) -> str:
        """The name given by the user."""
        return self.link_state.name or self.info.name

    @property
    def rated_w(self) -> float | None:
        """Rated power (W)."""
        return self.info.rated_w

    @property
    def link_state(self) -> LinkBurnerState:
        """The newest state in the form of the link; the last known one if the stove no longer has the burner."""
        known = self._client.burners.get(self.info.n)
        if known is not None:
            return known
        return self._state_of or LinkBurnerState(n=self.info.n)

    @property
    def capabilities(self) -> BurnerCapabilities:
        """What the burner can report and do."""
        info = self.info
        return BurnerCapabilities(
            power=info.capability("power"),
            temperature=info.capability("temperature"),
            timer=info.capability("timer"),
            pan_temperature=info.capability("pan_temperature"),
            probe_temperature=info.capability("probe_temperature"),
            glass_temperature=info.capability("glass_temperature"),
            power_w=info.capability("power_w"),
            pan=info.capability("pan"),
            residual_heat=info.capability("residual_heat"),
        )

    @property
    def state(self) -> BurnerState:
        """The newest known state."""
        link_state = self.link_state
        available = self._client.connected and self.info.n in self._client.burners
        known = self._state
        if known is None or self._state_of is not link_state or known.available is not available:
            known = self._state = self._read(link_state, available=available)
            self._state_of = link_state
        return known

    @staticmethod
    def _read(state: LinkBurnerState, *, available: bool) -> BurnerState:
        return BurnerState(
            measured_at=state.uptime_ms / 1000,
            available=available,
            source=state.source,
            power=state.power,
            target_temperature_c=state.target_temperature_c,
            heating=state.heating,
            pan_temperature_c=state.pan_temperature_c,
            probe_temperature_c=state.probe_temperature_c,
            glass_temperature_c=state.glass_temperature_c,
            power_w=state.power_w,
            energy_wh=state.energy_wh,
            pan=state.pan,
            residual_heat=state.residual_heat,
            timer_left_s=state.timer_left_s,
        )

    @property
    def clock_rate(self) -> float:
        """Seconds of stove time per second of real time."""
        return self._client.clock_rate

    def subscribe(self, listener: BurnerListener) -> Callable[[], None]:
        """Call a listener for each change and event. Returns a function that unsubscribes."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def publish(self, event: LinkEvent | None = None) -> None:
        """Notify the listeners of a change, and of the event that caused it, if any."""
        if not self._listeners:
            return
        happened = None
        if event is not None:
            if (kind := _EVENTS.get(event.kind.value)) is None:
                return
            happened = BurnerEvent(at=event.uptime_ms / 1000, kind=kind, data=dict(event.data))
        state = self.state
        for listener in tuple(self._listeners):
            listener(state, happened)

    async def set(
        self,
        *,
        power: float | None = None,
        temperature_c: float | None = None,
        start: bool = False,
        timer_s: float | None = None,
        permit: HeatPermit | None = None,
    ) -> None:
        """Set a power or a temperature; acquires and keeps the lease.

        Raises:
            BurnerRefused: with the stove's reason, or `UNAUTHORIZED` for a raise without a permit.
        """
        if power == 0.0:
            await self.off()
            return
        change = HeatChange(
            burner_id=self.id, power=power, temperature_c=temperature_c, start=start, timer_s=timer_s
        )
        raises = require_permit(self._least(change), change, permit)
        self._sent = (time.monotonic(), change.level)
        if not self.remote:
            raise BurnerRefused(RefusalCode.REMOTE_OFF, {"burner": self.id})
        with link_refusals():
            await self._client.set_burner(
                self.n, power=power, temperature_c=temperature_c, start=start and raises, timer_s=timer_s
            )

    async def off(self) -> None:
        """Turn the burner off. Always allowed.

        Raises:
            BurnerRefused: `UNAVAILABLE`, when the stove can't be reached.
        """
        self._sent = (time.monotonic(), None)
        with link_refusals():
            await self._client.burner_off(self.n)

    def _least(self, change: HeatChange) -> BurnerState:
        """Return the state that a change is compared with.

        The newest command may be lower than the state that the stove still shows.
        """
        state = self.state
        if self._sent is None or time.monotonic() - self._sent[0] > SHOWS_WITHIN_S:
            return state
        level = self._sent[1]
        sent = replace(
            state,
            source=HeatSource.IDLE if level is None else HeatSource.REMOTE,
            power=0.0 if level is None else level.power,
            target_temperature_c=None if level is None else level.temperature_c,
        )
        return sent if raises_heat(sent, change) else state

    async def acknowledge(self) -> None:
        """Acknowledge the reason for which heat was cut.

        Raises:
            BurnerRefused: while the reason lasts.
        """
        with link_refusals():
            await self._client.acknowledge(self.n)
