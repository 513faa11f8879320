"""The course of a meal before it is started: when each dish would begin, and when all would be ready."""

from collections.abc import Sequence
from dataclasses import dataclass

from .events import ReadySet, Scheduled
from .model import DishPlan, DishState, SessionState
from .schedule import begin_times
from .snapshot import dish_remaining


@dataclass(frozen=True, slots=True, kw_only=True)
class DishPreview:
    """One dish. `length_s`: `None` if the length of a step is unknown; `begins_in_s`: 0 is at once."""

    name: str
    recipe_id: str
    servings: float | None
    steps: int
    length_s: float | None
    begins_in_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MealPreview:
    """The whole meal. `ready_in_s`: `None` when the length of no dish is known."""

    dishes: tuple[DishPreview, ...]
    ready_in_s: float | None


def preview_meal(
    plans: Sequence[DishPlan], *, together: bool = True, ready_in_s: float | None = None
) -> MealPreview:
    """Return the times that a session with these dishes would have if it started now."""
    dishes = tuple(DishState(plan=plan, level=plan.level, burner_id=plan.burner_id) for plan in plans)
    lengths = [dish_remaining(dish, 0.0) for dish in dishes]
    known = [length for length in lengths if length is not None]
    begins: dict[str, float] = {}
    ready = max(known, default=None)
    for event in begin_times(
        SessionState(id="", dishes=dishes, together=together), 0.0, ready_in_s=ready_in_s
    ):
        match event:
            case ReadySet(ready_at=ready_at):
                ready = ready_at if known or ready_in_s is not None else None
            case Scheduled(dish=dish_id, begins_at=begins_at):
                begins[dish_id] = begins_at
    return MealPreview(
        dishes=tuple(
            DishPreview(
                name=plan.name,
                recipe_id=plan.recipe_id,
                servings=plan.servings,
                steps=len(plan.steps),
                length_s=length,
                begins_in_s=begins.get(plan.id, 0.0),
            )
            for plan, length in zip(plans, lengths, strict=True)
        ),
        ready_in_s=ready,
    )
