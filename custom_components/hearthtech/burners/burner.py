"""The protocol that every burner satisfies, whichever adapter provides it.

Adapters (a Hearth Link stove, a hob built from existing entities, a lone thermometer under a pot) satisfy `Burner`; leases,
arming and locks stay inside them. The kitchen does not depend on what is behind one.
"""

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from .heat_gate import HeatPermit
from .model import BurnerCapabilities, BurnerListener, BurnerState


@runtime_checkable
class Burner(Protocol):
    """A burner. Its id is `<stove id>/<n>`.

    An accepted command is confirmed only by the state that follows.
    """

    @property
    def id(self) -> str:
        """Stable id, `<stove id>/<n>`."""

    @property
    def name(self) -> str:
        """The name used in the household."""

    @property
    def capabilities(self) -> BurnerCapabilities:
        """The readable and settable properties."""

    @property
    def state(self) -> BurnerState:
        """The newest known state."""

    @property
    def clock_rate(self) -> float:
        """Seconds of stove time per second of real time: 1 on hardware."""

    def subscribe(self, listener: BurnerListener) -> Callable[[], None]:
        """Call `listener` on each change and event. Returns a function that unsubscribes."""

    async def set(
        self,
        *,
        power: float | None = None,
        temperature_c: float | None = None,
        start: bool = False,
        timer_s: float | None = None,
        permit: HeatPermit | None = None,
    ) -> None:
        """Ask for a power level (0–1) or a temperature to hold (°C), exactly one of them.

        Without `start` a burner that is off is left off and the call is refused with `NOT_ON`. `timer_s`
        turns the burner off after this many seconds of stove time; the burner itself runs the timer if it
        can. A call that may raise heat needs the `permit` of the heat gate; one that lowers it needs none.

        Raises:
            BurnerRefused: with the reason, when the burner refuses it; `UNAUTHORIZED` for a raise without a
                permit that covers it.
        """

    async def off(self) -> None:
        """Turn the burner off. Always allowed, without a permit, and stronger than any other command.

        Raises:
            BurnerRefused: with `UNAVAILABLE` when the stove can't be reached, or with `UNSUPPORTED` when it is on and
                can only be read.
        """


def is_armable(burner: Burner) -> bool:
    """Whether a cold start of this burner needs a press at the stove. Adapters override this by `armable`."""
    return bool(getattr(burner, "armable", True))
