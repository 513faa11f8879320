"""Oracle for random requests to raise heat: reads only the simulated stove, and never asks the heat gate.

It has its own short implementation of what the page "Heat permission" requires: which burner may be raised by a step,
and how far. Every other raise, and every off that leaves heat on, is a fault.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
import re
from typing import Final

from custom_components.hearthtech.hearth_link.simulator.burner import SimBurner
from custom_components.hearthtech.hearth_link.simulator.stove import Stove

ANSWER_WITHIN_S: Final = 15.0
YES: Final = ("yes", "yes please", "yes do it")
LOOSE: Final = ("ok", "done", "right", "fine", "okay then", "sure why not i guess so", "that would be nice")

type Place = tuple[str, str, str]
"""User, site and conversation of a speaker."""
type Limit = tuple[float, float]
"""The highest power and the highest temperature (°C) that a step may lead to."""
type Limits = dict[int, Limit]
"""The limits by the number of the burner. A burner without a limit may not be raised."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The heat of one burner of the simulated stove."""

    on: bool
    power: float
    target_c: float | None
    timer_s: float | None

    @classmethod
    def of(cls, burner: SimBurner) -> Shown:
        """Return the heat that the burner is set to."""
        return cls(burner.on, burner.power if burner.on else 0.0, burner.target_c, burner.timer_left_s)

    def above(self, before: Shown) -> bool:
        """Whether this is more heat, or lasts longer, than before."""
        if not self.on:
            return False
        if not before.on or self.power > before.power + 1e-9:
            return True
        if self.target_c is not None and (before.target_c is None or self.target_c > before.target_c):
            return before.power < 1.0 or before.target_c is not None
        if before.target_c is not None and self.target_c is None:
            return True
        if before.timer_s is None:
            return False
        return self.timer_s is None or self.timer_s > before.timer_s + 1e-9


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question about heat that was asked at a place."""

    at: float
    limits: Limits


@dataclass(slots=True)
class HeatOracle:
    """Compares the stove before and after each step, and counts.

    `steps` counts the steps, `raises` those that heated, `offs` those that turned off, `asked` the questions about
    heat, `confirmed` the raises by a yes, and `faults` lists the raises that nobody permitted and the offs that left
    heat on.
    """

    stove: Stove
    highest: Limit
    """The limit of an allowance for the recipe of the home."""
    steps: int = 0
    raises: int = 0
    offs: int = 0
    asked: int = 0
    confirmed: int = 0
    faults: list[str] = field(default_factory=list)
    history: deque[str] = field(default_factory=lambda: deque(maxlen=12))
    """The newest steps, for the report of a fault."""
    autopilot: bool = False
    """Whether a person with the right has started, resumed or raised a session, and nothing has ended that allowance."""
    _questions: dict[Place, _Asked] = field(default_factory=dict)

    def shown(self) -> dict[int, Shown]:
        """Return the heat of all burners."""
        return {n: Shown.of(burner) for n, burner in self.stove.burners.items()}

    def begin(self, what: str) -> dict[int, Shown]:
        """Count a step and return the heat before it."""
        self.steps += 1
        self.history.append(what)
        return self.shown()

    def compare(self, what: str, before: dict[int, Shown], limits: Limits) -> bool:
        """Return whether a step raised heat. A raise above the limit of its burner is a fault."""
        raised = False
        for n, after in self.shown().items():
            if not after.above(before[n]):
                continue
            raised = True
            self.raises += 1
            power, celsius = limits.get(n, (0.0, 0.0))
            # Full power heats at least as much as any temperature control.
            warm = after.target_c is None or after.target_c <= celsius or power >= 1.0
            if n not in limits or after.power > power + 1e-6 or not warm:
                self.faults.append(
                    f"{what}: burner {n} from {before[n]} to {after}; before that: {list(self.history)}"
                )
        return raised

    def must_be_off(self, what: str, burners: Iterable[int] | None = None) -> None:
        """Check that nothing heats after an off."""
        self.offs += 1
        wanted = self.stove.burners if burners is None else burners
        self.faults += [f"{what}: burner {n} is on" for n in wanted if self.stove.burners[n].on]

    def turned_by_hand(self, n: int, before: Shown) -> None:
        """Note a manual operation of a burner: a change of its heat ends the allowance for burner 1.

        A knob that is turned to zero while its burner is off changes nothing at the stove. Nobody can see that, so it
        is no manual change in the sense of the page.
        """
        if n == 1 and (before.on or self.shown()[n].on):
            self.autopilot = False

    def note_reply(self, at: float, place: Place, words: str, said: str) -> None:
        """Store the question that was asked at a place, with the burners and levels that it names."""
        limits = _named_limits(said, self.highest) if said.endswith("?") else {}
        if limits:
            self.asked += 1
            self._questions[place] = _Asked(at, limits)
        elif words not in LOOSE:
            self._questions.pop(place, None)

    def confirmed_limits(self, now: float, place: Place, words: str) -> Limits:
        """Return what these words permit: the burners and levels of the question that they answer in time."""
        asked = self._questions.get(place)
        if asked is None or words not in YES or now - asked.at > ANSWER_WITHIN_S:
            return {}
        return asked.limits


_NAMED = re.compile(r"front (left|right)|(\d+) (percent|degrees)")


def _named_limits(said: str, highest: Limit) -> Limits:
    """Return the burners of a question, each with its level: the next one in the sentence, or else the one before."""
    start = "start" in said.lower()
    limits: Limits = {}
    burners: list[int] = []
    levels: list[Limit] = []
    for found in _NAMED.finditer(said.lower()):
        if found[1] is not None:
            burners.append(1 if found[1] == "left" else 2)
        else:
            value = int(found[2]) + 0.5
            percent = (value / 100, highest[1] if start else 0.0)
            levels.append(percent if found[3] == "percent" else (0.0, value))
        if burners and levels:
            limits |= dict.fromkeys(burners, levels[-1])
            burners, levels = [], []
    return limits
