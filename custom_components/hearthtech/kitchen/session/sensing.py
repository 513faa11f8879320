"""Finding what happens in a pot from temperature and power alone, for whatever source."""

from .model import Sensed, SensedKind

BOILING_C = 94.0
"""Below this no plateau is taken for a boil; sensors under a pan read high, in a pot a little low."""
WINDOW_S = 40.0
FLAT_C_PER_S = 0.02


class Sensing:
    """A stream of readings in, findings out; constant work for each."""

    def __init__(self) -> None:
        self.samples = 0
        self.boiling = False
        self.last_boil = Sensed(at=0.0, kind=SensedKind.BOIL)
        self._window: list[tuple[float, float]] = []

    def update(self, at: float, celsius: float | None, power: float | None) -> list[Sensed]:
        """Take one reading (s, °C, power 0–1 or unknown); returns what was found at it."""
        if celsius is None:
            self._window.clear()
            return []
        self.samples += 1
        self._window.append((at, celsius))
        while self._window[-1][0] - self._window[0][0] > WINDOW_S:
            self._window.pop(0)
        first, last = self._window[0], self._window[-1]
        span = last[0] - first[0]
        if span < WINDOW_S * 0.8:
            return []
        flat = abs(last[1] - first[1]) < FLAT_C_PER_S * span
        if not self.boiling and flat and celsius >= BOILING_C and power != 0:
            self.boiling = True
            self.last_boil = Sensed(at=at, kind=SensedKind.BOIL, celsius=celsius)
            return [self.last_boil]
        if self.boiling and celsius < BOILING_C - 2:
            self.boiling = False
            return [Sensed(at=at, kind=SensedKind.OFF_BOIL, celsius=celsius)]
        return []
