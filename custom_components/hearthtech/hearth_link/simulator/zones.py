"""Features across burners: the shared power cap, and burners that heat as one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
import math
from typing import Any

from ...burners import limits
from ...burners.model import HeatSource, RefusalCode
from ..errors import LinkRefused
from ..messages import BurnerKind
from .burner import SimBurner
from .burner_spec import BurnerSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class ZonesSpec:
    """Construction of a stove beyond its burners."""

    bridges: tuple[tuple[int, int], ...] = ()
    """Pairs of burners that can be joined: the leading one, and the second.

    A burner is in at most one pair.
    """
    cap_range_w: tuple[float, float] | None = None
    """Lowest and highest power cap, W. The highest is no limit. `None`: the stove has no cap."""

    def capabilities(self) -> dict[str, Any]:
        """The stove's own capabilities as data, as sent to clients."""
        if self.cap_range_w is None:
            return {}
        least, most = self.cap_range_w
        return {
            "power_cap": {
                "access": "adjust",
                "minimum": least,
                "maximum": most,
                "step": limits.CAP_STEP_W,
            }
        }

    def check(self, burners: Sequence[BurnerSpec]) -> None:
        """Check that such a stove can be built from these burners.

        Raises:
            ValueError: when a pair is not of two burners of one kind that see pans, each in this pair only.
        """
        joined = [n for pair in self.bridges for n in pair]
        if len(set(joined)) != len(joined) or not set(joined) <= set(range(1, len(burners) + 1)):
            raise ValueError("a bridge joins two burners that the stove has, and that are in no other bridge")
        for pair in self.bridges:
            one, other = (burners[n - 1] for n in pair)
            if one.kind is not other.kind or not (one.sees_pan and other.sees_pan):
                raise ValueError("a bridge joins two burners of one kind that see their pan")


def usual_zones(burners: Sequence[BurnerSpec]) -> ZonesSpec:
    """Features of a typical hob: power management and one bridge on induction, none on other kinds."""
    if not all(burner.kind is BurnerKind.INDUCTION and burner.sees_pan for burner in burners):
        return ZonesSpec()
    most = sum(burner.rated_w * (limits.BOOST_FACTOR if burner.boost else 1.0) for burner in burners)
    most = max(math.ceil(most / limits.CAP_STEP_W) * limits.CAP_STEP_W, limits.CAP_LEAST_W)
    bridges = ((1, 2),) if len(burners) > 1 else ()
    return ZonesSpec(bridges=bridges, cap_range_w=(limits.CAP_LEAST_W, most))


class Zones:
    """The burners of one stove together. `cap_w` is the limit of their total power."""

    def __init__(
        self, burners: Mapping[int, SimBurner], spec: ZonesSpec, *, cap_w: float | None = None
    ) -> None:
        spec.check([burner.spec for burner in burners.values()])
        self.spec = spec
        self.cap_w: float | None = None
        self._burners = burners
        if spec.cap_range_w is not None:
            least, most = spec.cap_range_w
            self.cap_w = most if cap_w is None else min(max(cap_w, least), most)

    @property
    def bridged(self) -> list[int]:
        """The leading burners of the pairs that are joined."""
        return [first for first, _ in self.joined_pairs()]

    def joined_with(self, burners: set[int]) -> set[int]:
        """These burners and those joined to them: a pair has one lease holder."""
        found = set(burners)
        for first, second in self.joined_pairs():
            if found & {first, second}:
                found |= {first, second}
        return found

    def joined_pairs(self) -> list[tuple[int, int]]:
        """The pairs that are joined: the burner that leads, and the second."""
        return [pair for pair in self.spec.bridges if self._burners[pair[0]].second is not None]

    def check_cap(self, power_w: float) -> None:
        """Check that the stove supports this cap.

        Raises:
            LinkRefused: `unsupported`, `out_of_range`.
        """
        if self.spec.cap_range_w is None:
            raise LinkRefused(RefusalCode.UNSUPPORTED, {"property": "power_cap"})
        least, most = self.spec.cap_range_w
        if not least <= power_w <= most:
            raise LinkRefused(
                RefusalCode.OUT_OF_RANGE, {"property": "power_cap", "minimum": least, "maximum": most}
            )

    def pair(self, n: int) -> tuple[SimBurner, SimBurner]:
        """The pair that burner `n` leads.

        Raises:
            LinkRefused: `unsupported` when it leads none.
        """
        for first, second in self.spec.bridges:
            if first == n:
                return self._burners[first], self._burners[second]
        raise LinkRefused(RefusalCode.UNSUPPORTED, {"property": "bridge"})

    def join(self, n: int) -> None:
        """Join the pair that burner `n` leads. Both must be off, so that no heat changes.

        Raises:
            LinkRefused: `unsupported`, `in_use`, `latched`.
        """
        pair = self.pair(n)
        for burner in pair:
            if burner.on:
                raise LinkRefused(RefusalCode.IN_USE, {"n": burner.n, "reason": "on"})
            if burner.source is HeatSource.LATCHED:
                raise LinkRefused(RefusalCode.LATCHED, {"n": burner.n})
        if all(burner.physics.pan is not None for burner in pair):
            raise LinkRefused(RefusalCode.IN_USE, {"n": n, "reason": "two pans"})
        first, second = pair
        first.join(second)

    def part_all(self) -> None:
        """Separate every pair."""
        for n in self.bridged:
            self._burners[n].part()

    def share_out(self) -> None:
        """Give each burner the wanted power, or its share if the cap does not suffice.

        Heat that was set by hand is served first; among equals each gets the same share of what it wants.
        """
        left = math.inf if self.cap_w is None else self.cap_w
        for source in (HeatSource.MANUAL, HeatSource.REMOTE):
            served = [burner for burner in self._burners.values() if burner.source is source]
            wanted = sum(burner.wanted_w for burner in served)
            share = min(left / wanted, 1.0) if wanted > 0.0 else 1.0
            for burner in served:
                burner.give(burner.wanted_w * share)
            left = max(left - wanted * share, 0.0)
