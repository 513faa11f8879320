"""What a stove does across its burners: the power that all share, and burners that heat as one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
import math
from typing import Any

from custom_components.hearthtech.stove.errors import LinkCode, LinkRefused
from custom_components.hearthtech.stove.messages import BurnerKind, Source

from . import limits
from .burner import BurnerSpec, SimBurner


@dataclass(frozen=True, slots=True, kw_only=True)
class ZonesSpec:
    """What a stove is made as, beyond its burners."""

    bridges: tuple[tuple[int, int], ...] = ()
    """Pairs of burners that can be joined: the one that leads, and the second. A burner is in one pair at most."""
    cap_range_w: tuple[float, float] | None = None
    """Least and greatest power cap, W. The greatest is no limit. `None`: the stove has no cap."""

    def capabilities(self) -> dict[str, Any]:
        """What the stove tells of itself, as data."""
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
        """Make sure that such a stove can be built of these burners.

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
    """As a household's hob has it: power management and one bridge on induction, neither on anything else."""
    if not all(burner.kind is BurnerKind.INDUCTION and burner.sees_pan for burner in burners):
        return ZonesSpec()
    most = sum(burner.rated_w * (limits.BOOST_FACTOR if burner.boost else 1.0) for burner in burners)
    most = max(math.ceil(most / limits.CAP_STEP_W) * limits.CAP_STEP_W, limits.CAP_LEAST_W)
    bridges = ((1, 2),) if len(burners) > 1 else ()
    return ZonesSpec(bridges=bridges, cap_range_w=(limits.CAP_LEAST_W, most))


class Zones:
    """The burners of one stove, taken together. `cap_w` is the power that all of them may draw."""

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
        return [first for first, _ in self.spec.bridges if self._burners[first].second is not None]

    def check_cap(self, power_w: float) -> None:
        """Make sure that this is a cap the stove can have.

        Raises:
            LinkRefused: `unsupported`, `out_of_range`.
        """
        if self.spec.cap_range_w is None:
            raise LinkRefused(LinkCode.UNSUPPORTED, {"property": "power_cap"})
        least, most = self.spec.cap_range_w
        if not least <= power_w <= most:
            raise LinkRefused(
                LinkCode.OUT_OF_RANGE, {"property": "power_cap", "minimum": least, "maximum": most}
            )

    def pair(self, n: int) -> tuple[SimBurner, SimBurner]:
        """The pair that burner `n` leads.

        Raises:
            LinkRefused: `unsupported` when it leads none.
        """
        for first, second in self.spec.bridges:
            if first == n:
                return self._burners[first], self._burners[second]
        raise LinkRefused(LinkCode.UNSUPPORTED, {"property": "bridge"})

    def join(self, n: int) -> None:
        """Join the pair that burner `n` leads. Nothing that is on changes what it does: both must be off.

        Raises:
            LinkRefused: `unsupported`, `in_use`, `latched`.
        """
        pair = self.pair(n)
        for burner in pair:
            if burner.on:
                raise LinkRefused(LinkCode.IN_USE, {"n": burner.n, "reason": "on"})
            if burner.source is Source.LATCHED:
                raise LinkRefused(LinkCode.LATCHED, {"n": burner.n})
        if all(burner.physics.pan is not None for burner in pair):
            raise LinkRefused(LinkCode.IN_USE, {"n": n, "reason": "two pans"})
        first, second = pair
        first.join(second)

    def part_all(self) -> None:
        """Part every pair."""
        for n in self.bridged:
            self._burners[n].part()

    def share_out(self) -> None:
        """Give each burner what it wants, or as much of it as the cap leaves.

        Heat that a hand has set is served first; among equals each gets the same share of what it wants.
        """
        left = math.inf if self.cap_w is None else self.cap_w
        for source in (Source.MANUAL, Source.REMOTE):
            served = [burner for burner in self._burners.values() if burner.source is source]
            wanted = sum(burner.wanted_w for burner in served)
            share = min(left / wanted, 1.0) if wanted > 0.0 else 1.0
            for burner in served:
                burner.give(burner.wanted_w * share)
            left = max(left - wanted * share, 0.0)
