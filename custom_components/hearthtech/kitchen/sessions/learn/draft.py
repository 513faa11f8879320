"""A proposed recipe that a cook can read, edit and sign: steps with goals instead of fixed times."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from ....language.languages import known_language
from ...recipes.model import Goal, Heat, Recipe
from .draft_step import DraftStep
from .limits import check_step
from .messages import words_of
from .phase_steps import analyze, steps_of, with_remarks
from .recording import MarkKind, Recording
from .unattended import with_hands


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A proposal. It is stored in the book only after a cook has signed it."""

    name: str
    steps: tuple[DraftStep, ...]
    recordings: int = 1
    language: str = "en"
    note: str = ""
    """A remark of the kitchen on the recording: for example that it is not cooking in a pot."""

    @property
    def estimates_s(self) -> tuple[float, ...]:
        """Estimated duration of each step."""
        return tuple(step.typical_s or 0.0 for step in self.steps)

    def edit(
        self,
        number: int,
        *,
        text: str | None = None,
        goal: Goal | None = None,
        heat: Heat | None = None,
        needs_hands: bool | None = None,
    ) -> Draft:
        """Return a copy with one step changed; `None` keeps the old value.

        Raises:
            ValueError: if the temperature is impossible.
        """
        check_step(goal, heat)
        old = self.steps[number]
        new = replace(
            old,
            text=old.text if text is None else text,
            phrase=old.phrase if text is None else "",
            goal=old.goal if goal is None else goal,
            heat=old.heat if heat is None else heat,
            needs_hands=old.needs_hands if needs_hands is None else needs_hands,
        )
        return replace(self, steps=(*self.steps[:number], new, *self.steps[number + 1 :]))

    def remove(self, number: int) -> Draft:
        """Return a copy without one step."""
        return replace(self, steps=(*self.steps[:number], *self.steps[number + 1 :]))

    def insert(self, number: int, step: DraftStep) -> Draft:
        """Return a copy with a step inserted before `number`."""
        return replace(self, steps=(*self.steps[:number], step, *self.steps[number:]))

    def sign(self, *, cook: str, at: datetime, recipe_id: str | None = None) -> Recipe:
        """The recipe, signed with the name of the cook. A person confirms each step that raises heat.

        Raises:
            ValueError: without a name or steps, or with an impossible temperature.
        """
        if not self.name.strip() or not self.steps or not cook.strip():
            raise ValueError("a recipe needs a name, steps and somebody who signs it")
        minutes = sum(self.estimates_s)
        return Recipe(
            id=recipe_id or uuid4().hex,
            name=self.name,
            author=cook,
            language=self.language,
            story=words_of(self.language).story.format(cook=cook, day=at.date().isoformat()),
            steps=tuple(step.step() for step in with_hands(self.steps)),
            cook_time_s=float(round(minutes)) or None,
            created_at=at,
        )


def draft_of(
    recording: Recording, *, name: str = "", language: str = "en", boiling_c: float = 100.0
) -> Draft:
    """Propose steps for a recording, as text of a language, with water boiling at `boiling_c`.

    Raises:
        ValueError: when the recording has no usable data.
    """
    words = words_of(language)
    segments, trace = analyze(recording, words, boiling_c)
    remarks = [mark for mark in recording.marks if mark.kind is MarkKind.REMARK]
    return Draft(
        name=name or recording.dish,
        steps=tuple(with_remarks(steps_of(segments, trace, words), remarks)),
        language=known_language(language),
        note=trace.note(words),
    )
