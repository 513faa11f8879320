"""Construction of a burner of the virtual stove."""

from dataclasses import dataclass, field
from typing import Any

from ...burners import limits
from ..messages import BurnerKind
from .sensor import SensorSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class BurnerSpec:
    """Construction of a burner: rated power in W, diameter in m."""

    kind: BurnerKind = BurnerKind.INDUCTION
    rated_w: float = 1800.0
    diameter_m: float = 0.18
    boost: bool = False
    remote: bool = True
    """Whether it can be set from outside."""
    hold: bool = True
    """Whether it can hold a temperature."""
    sees_pan: bool = True
    probe: bool = True
    name: str = ""
    sensor: SensorSpec = field(default_factory=SensorSpec)

    def capabilities(self) -> dict[str, Any]:
        """Its capabilities as data, as sent to clients."""
        read = {"access": "read"}
        celsius = {"access": "read", "minimum": -30, "maximum": 600, "step": 0.05}
        low, high = limits.HOLD_RANGE_C
        adjust = "start" if self.remote else "read"
        found: dict[str, Any] = {
            "power": {"access": adjust, "minimum": 0, "maximum": 1, "step": 0.01},
            "pan_temperature": celsius,
            "glass_temperature": celsius,
            "power_w": {
                **read,
                "minimum": 0,
                "maximum": self.rated_w * (limits.BOOST_FACTOR if self.boost else 1),
            },
            "energy": read,
            "residual_heat": read,
            "knob": {**read, "minimum": 0, "maximum": 1},
        }
        if self.hold:
            found["temperature"] = {"access": adjust, "minimum": low, "maximum": high, "step": 1}
        if self.remote:
            least, most = limits.TIMER_RANGE_S
            found["timer"] = {"access": "adjust", "minimum": least, "maximum": most, "step": 1}
        if self.probe:
            found["probe_temperature"] = celsius
        if self.sees_pan:
            found["pan"] = read
        if self.boost:
            found["boost"] = {"access": adjust}
        return found
