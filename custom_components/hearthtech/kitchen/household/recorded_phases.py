"""The phases of a recording as a household edits and stores them."""

from dataclasses import dataclass

from ..recipes.activity import Activity


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedPhase:
    """A part of a recording that becomes one step, or a moment at which something was put in.

    Times in s from the beginning of the recording, temperatures as measured (°C).
    """

    id: str
    start: float
    stop: float
    """Equal to `start` for a moment."""
    activity: Activity | None = None
    """`None` for a moment."""
    from_c: float = 0.0
    to_c: float = 0.0
    mean_c: float = 0.0
    power: float = 0.0
    text: str = ""
    """Words of a person; empty: those of the kitchen."""
    gate: str = ""
    """What only the cook can judge ("until it smells like Sunday"); empty: no human gate."""
    out: bool = False
    """Whether it is no step of the recipe."""
    changed: int = 0
    """The version of the recording that last changed it."""

    @property
    def is_moment(self) -> bool:
        """Whether it is an addition, without a duration."""
        return self.activity is None


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierPhases:
    """What an undo restores."""

    name: str
    cook: str = ""
    phases: tuple[RecordedPhase, ...] = ()
