"""One step of a proposed recipe, with its part of the recording."""

from dataclasses import dataclass

from ...recipes.activity import Activity
from ...recipes.model import Goal, Heat, Step
from .limits import check_step


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftStep:
    """One step, with its part of the recording."""

    text: str
    activity: Activity | None
    """`None` for an addition."""
    start: float
    stop: float
    heat: Heat | None = None
    goal: Goal | None = None
    needs_hands: bool = False
    typical_s: float | None = None
    """Its duration in s."""
    remarks: tuple[str, ...] = ()
    level_c: float | None = None
    """The constant temperature, if it is neither a goal nor heat for a burner (°C)."""
    phrase: str = ""
    """Its text with `{time}` and `{celsius}`, to word it anew with a tolerance; empty for words of a person."""

    def step(self) -> Step:
        """Convert to a step of a recipe.

        Raises:
            ValueError: if its temperature is impossible.
        """
        check_step(self.goal, self.heat)
        said = "".join(f" (“{words}”)" for words in self.remarks if words not in self.text)
        return Step(text=self.text + said, goal=self.goal, heat=self.heat, needs_hands=self.needs_hands)
