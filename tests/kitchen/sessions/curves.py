"""Temperature curves from physical models of heated food, and thermometers that sample them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
import math
import random

type Curve = list[float]
"""°C for each second."""

WATER_J_KG_K = 4186.0
LATENT_J_KG = 2.257e6
ROOM_C = 21.0


def saturated_hpa(celsius: float) -> float:
    """Return the vapor pressure of water (Magnus), hPa."""
    return 6.112 * math.exp(17.62 * celsius / (243.12 + celsius))


def water(
    watts: float,
    liters: float,
    *,
    boiling_c: float = 100.0,
    lid: bool = True,
    begin_c: float = 15.0,
    boil_s: int = 300,
    longest_s: int = 4 * 3600,
    after: Callable[[int], float] | None = None,
) -> tuple[Curve, int | None]:
    """Return the curve of a pot of water on constant power, and when it began to boil (s; `None`: never)."""
    capacity = liters * WATER_J_KG_K + 600.0
    area = 0.0314
    curve, celsius, boiled = [], begin_c, None
    for second in range(longest_s):
        power = watts if after is None or boiled is None else watts * after(second - boiled)
        loss = (2.0 if lid else 4.0) * area * 10.0 * (celsius - ROOM_C)
        if not lid:
            loss += 4.5 * area * max(saturated_hpa(celsius) - 12.0, 0.0)
        celsius = min(celsius + (power - loss) / capacity, boiling_c)
        curve.append(celsius)
        if boiled is None and celsius >= boiling_c - 0.2:
            boiled = second
        if boiled is not None and second >= boiled + boil_s:
            break
    return curve, boiled


def core(
    surface_c: float,
    *,
    begin_c: float = 6.0,
    radius_m: float = 0.05,
    hours: float = 2.0,
    cap_c: float | None = None,
    stall_c: float | None = None,
    rest_s: int = 0,
) -> Curve:
    """Return the core temperature of a ball of meat or dough (heat conduction), with a stall by evaporation, and a rest
    outside.
    """
    cells = 7
    width = radius_m / cells
    diffusivity = 1.4e-7
    values = [begin_c] * (cells + 1)
    curve: Curve = []
    steps = max(1, math.ceil(diffusivity / (0.2 * width * width)))
    for second in range(round(hours * 3600) + rest_s):
        outside = surface_c if second < hours * 3600 else ROOM_C + 15.0
        if stall_c is not None and second < hours * 3600:
            # Evaporation holds the surface near the stall, then decreases slowly.
            outside = min(surface_c, stall_c + 8.0 + max(second - 0.4 * hours * 3600, 0.0) * 0.002)
        if cap_c is not None:
            outside = min(outside, cap_c)
        for _ in range(steps):
            new = values[:]
            for index in range(1, cells):
                r = index * width
                second_order = (values[index + 1] - 2 * values[index] + values[index - 1]) / width**2
                first_order = (values[index + 1] - values[index - 1]) / (2 * width)
                new[index] = values[index] + diffusivity / steps * (second_order + 2.0 / r * first_order)
            new[0] = new[1]
            new[cells] = outside
            values = new
        curve.append(values[0])
    return curve


def air(
    level_c: float,
    *,
    hours: float = 2.0,
    lids: Iterable[int] = (),
    seed: int = 1,
    swing_k: float = 2.0,
    rise_s: float = 240.0,
) -> Curve:
    """Return the air temperature of a grill, oven or smoker: a first-order rise, slow swings, and lids opened for 40 s."""
    rng = random.Random(seed)
    opened = list(lids)
    curve, celsius, wander = [], ROOM_C, 0.0
    for second in range(round(hours * 3600)):
        wander += rng.gauss(0.0, 0.25) - wander / 120.0
        wanted = level_c + swing_k * math.sin(second / 170.0) + wander * swing_k / 2.0
        if any(at <= second < at + 40 for at in opened):
            celsius += (0.35 * level_c - celsius) / 25.0
        else:
            fast = any(at <= second < at + 400 for at in opened)
            celsius += (wanted - celsius) / (50.0 if fast else rise_s)
        curve.append(celsius)
    return curve


def bath(level_c: float, *, rate: float = 0.05, hold_s: int = 3600, begin_c: float = 20.0) -> Curve:
    """Return the curve of a sous-vide bath: a ramp, then a controller that switches within 0.1 K."""
    rise = [begin_c + rate * second for second in range(int((level_c - begin_c) / rate))]
    return [*rise, *(level_c + 0.1 * math.sin(second / 9.0) for second in range(hold_s))]


def metal(top_c: float, *, rise_s: int = 200, cool_s: int = 1800, tau_s: float = 1200.0) -> Curve:
    """Return the curve of a dry block: heated to `top_c`, then cooling."""
    rise = [ROOM_C + (top_c - ROOM_C) * second / rise_s for second in range(rise_s)]
    return [*rise, *(ROOM_C + (top_c - ROOM_C) * math.exp(-second / tau_s) for second in range(cool_s))]


def roaster(
    *, charge_c: float = 200.0, charge_at: int = 30, drop_c: float = 215.0
) -> tuple[Curve, list[float]]:
    """Return the curve of a coffee roaster (hot drum, cold beans, turning point, drop) and its power."""
    curve, power, celsius = [], [], charge_c
    beans: float | None = None
    for second in range(900):
        if second == charge_at:
            beans = 20.0
        if beans is None:
            celsius += 0.02
        else:
            beans += (195.0 - beans) * 0.012 if second < 400 else 0.11
            celsius += (beans + 5.0 - celsius) / 28.0
        curve.append(celsius)
        power.append(0.7 if second < 400 else 0.45)
        if beans is not None and second > 300 and celsius >= drop_c:
            break
    for _ in range(120):
        celsius += (60.0 - celsius) / 60.0
        curve.append(celsius)
        power.append(0.0)
    return curve, power


def freezer(*, hours: float = 8.0, door_at: Iterable[int] = (), defrost_at: Iterable[int] = ()) -> Curve:
    """Return the air temperature of a freezer: compressor cycle, a door open for a minute, a defrost."""
    doors, defrosts = list(door_at), list(defrost_at)
    curve = []
    for second in range(round(hours * 3600)):
        celsius = -18.5 + 1.2 * math.sin(second / 420.0)
        for at in doors:
            since = second - at
            if since >= 0:
                celsius += 9.0 * (min(since, 45) / 45.0) * math.exp(-max(since - 45, 0) / 400.0)
        for at in defrosts:
            since = second - at
            if since >= 0:
                celsius += 14.0 * (min(since, 1200) / 1200.0) * math.exp(-max(since - 1200, 0) / 900.0)
        curve.append(celsius)
    return curve


def outing(curve: Curve, at: int, seconds: int, *, tau_s: float = 15.0) -> Curve:
    """Return the curve with its probe out of the food from `at` on, for this many seconds."""
    out = list(curve)
    celsius = curve[at]
    for second in range(at, len(curve)):
        goal = ROOM_C if second < at + seconds else curve[second]
        celsius += (goal - celsius) / tau_s
        out[second] = celsius
        if second > at + seconds and abs(celsius - curve[second]) < 0.05:
            break
    return out


@dataclass(slots=True)
class Thermometer:
    """Samples a curve: delay (s), noise and resolution (K), an interval (s), faults at times (s)."""

    every: int = 1
    lag_s: float = 3.0
    noise_k: float = 0.08
    whole: str = ""
    resolution_k: float = 0.0
    seed: int = 1
    faults: dict[int, float | None] = field(default_factory=dict)

    def read(self, curve: Curve) -> list[tuple[float, float | None]]:
        """Return the readings (s, °C), in order."""
        rng = random.Random(self.seed)
        shown, readings = curve[0], []
        for second, celsius in enumerate(curve):
            shown += (celsius - shown) / max(self.lag_s, 1.0)
            if second in self.faults:
                readings.append((float(second), self.faults[second]))
            elif second % self.every == 0:
                readings.append((float(second), self._shown(shown + rng.gauss(0.0, self.noise_k))))
        return readings

    def _shown(self, celsius: float) -> float:
        if self.whole == "c":
            return float(round(celsius))
        if self.whole == "f":
            return (round(celsius * 1.8 + 32.0) - 32.0) / 1.8
        if self.resolution_k:
            return round(celsius / self.resolution_k) * self.resolution_k
        return celsius
