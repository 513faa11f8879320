"""Identity and settings of a virtual stove."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class StoveOptions:
    """Identity and settings of the stove."""

    id: str = "virtual"
    name: str = "Virtual stove"
    rate: float = 1.0
    seed: int = 0
    names: dict[int, str] = field(default_factory=dict)
    power_cap_w: float | None = None
