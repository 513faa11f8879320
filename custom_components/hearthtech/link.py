"""A burner of a Hearth Link stove, as the kitchen knows burners. Leases, arming and locks stay in here."""

from collections.abc import Callable
from typing import Final

from .kitchen.burner import (
    Access,
    BurnerCapabilities,
    BurnerEvent,
    BurnerEventKind,
    BurnerListener,
    BurnerRefused,
    BurnerState,
    Capability,
    HeatSource,
    PanState,
    RefusalCode,
)
from .stove.client import LinkClient
from .stove.errors import LinkCode, LinkError, LinkRefused
from .stove.messages import BurnerInfo, Capability as LinkCapability, LinkBurnerState, LinkEvent

_SOURCES: Final = {source.value: source for source in HeatSource}
_PANS: Final = {pan.value: pan for pan in PanState}
_EVENTS: Final = {kind.value: kind for kind in BurnerEventKind}
_CODES: Final = {code.value: code for code in RefusalCode}
_NEAREST: Final = {
    LinkCode.RATE_LIMITED: RefusalCode.BUSY,
    LinkCode.SENSOR_FAILED: RefusalCode.UNSUPPORTED,
}
"""What the kitchen has no word of its own for. All that is left is a misunderstanding between programs."""


def refused(error: LinkError) -> BurnerRefused:
    """An error of the link in the kitchen's words."""
    if not isinstance(error, LinkRefused):
        return BurnerRefused(RefusalCode.UNAVAILABLE, {"reason": str(error)})
    code = _CODES.get(error.code.value) or _NEAREST.get(error.code, RefusalCode.INVALID)
    return BurnerRefused(code, {**error.data, "link_code": error.code.value})


class LinkBurner:
    """One burner of one stove; satisfies `Burner`.

    `remote` is the household's choice: a burner that may not be driven from outside can still be read, and
    turned off.
    """

    def __init__(self, stove_id: str, info: BurnerInfo, client: LinkClient, *, remote: bool) -> None:
        self._id = f"{stove_id}/{info.n}"
        self._client = client
        self._listeners: list[BurnerListener] = []
        self._state: BurnerState | None = None
        self._state_of: LinkBurnerState | None = None
        """What `_state` was made of: however many ask for it, it is made once for each push."""
        self.info = info
        self.remote = remote

    @property
    def id(self) -> str:
        """`<stove id>/<n>`."""
        return self._id

    @property
    def n(self) -> int:
        """The stove's own number of it."""
        return self.info.n

    @property
    def name(self) -> str:
        """What the household calls it."""
        return self.link_state.name or self.info.name

    @property
    def link_state(self) -> LinkBurnerState:
        """The newest state, in the link's own form; the last that was known, once the stove has no such burner."""
        known = self._client.burners.get(self.info.n)
        if known is not None:
            return known
        return self._state_of or LinkBurnerState(n=self.info.n)

    @property
    def capabilities(self) -> BurnerCapabilities:
        """What it can tell and do."""
        return BurnerCapabilities(
            power=self._capability("power"),
            temperature=self._capability("temperature"),
            timer=self._capability("timer"),
            pan_temperature=self._capability("pan_temperature"),
            probe_temperature=self._capability("probe_temperature"),
            glass_temperature=self._capability("glass_temperature"),
            power_w=self._capability("power_w"),
            pan=self._capability("pan"),
            residual_heat=self._capability("residual_heat"),
        )

    @property
    def state(self) -> BurnerState:
        """The newest state known."""
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
            source=_SOURCES[state.source],
            power=state.power,
            target_temperature_c=state.target_temperature_c,
            heating=state.heating,
            pan_temperature_c=state.pan_temperature_c,
            probe_temperature_c=state.probe_temperature_c,
            glass_temperature_c=state.glass_temperature_c,
            power_w=state.power_w,
            energy_wh=state.energy_wh,
            pan=None if state.pan is None else _PANS[state.pan],
            residual_heat=state.residual_heat,
            timer_left_s=state.timer_left_s,
        )

    @property
    def clock_rate(self) -> float:
        """Seconds of stove time per second of real time."""
        return self._client.clock_rate

    def subscribe(self, listener: BurnerListener) -> Callable[[], None]:
        """Be told of each change and event. Returns the way to stop."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def tell(self, event: LinkEvent | None = None) -> None:
        """Pass a change on, and the event when that is what caused it."""
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
    ) -> None:
        """Ask for a power or a temperature; the lease is taken and kept on the way.

        Raises:
            BurnerRefused: with the stove's reason.
        """
        if power == 0.0:
            await self.off()
            return
        if not self.remote:
            raise BurnerRefused(RefusalCode.REMOTE_OFF, {"burner": self.id})
        try:
            await self._client.set_burner(
                self.n, power=power, temperature_c=temperature_c, start=start, timer_s=timer_s
            )
        except LinkError as error:
            raise refused(error) from error

    async def off(self) -> None:
        """Turn it off. Always allowed.

        Raises:
            BurnerRefused: `UNAVAILABLE`, when the stove can't be reached.
        """
        try:
            await self._client.burner_off(self.n)
        except LinkError as error:
            raise refused(error) from error

    async def acknowledge(self) -> None:
        """Say that the reason why heat was cut has been seen.

        Raises:
            BurnerRefused: while the reason lasts.
        """
        try:
            await self._client.acknowledge(self.n)
        except LinkError as error:
            raise refused(error) from error

    def _capability(self, name: str) -> Capability:
        told: LinkCapability = self.info.capability(name)
        return Capability(
            access=Access(told.access.value), minimum=told.minimum, maximum=told.maximum, step=told.step
        )
