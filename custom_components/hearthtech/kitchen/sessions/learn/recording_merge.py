"""Merge several recordings of one dish, and later corrections, into steps with tolerances.

Steps of the recordings are aligned by activity (Needleman & Wunsch 1970); only steps of most recordings are
kept. A goal then carries the range in which the dish turned out well, not one evening's figure.
"""

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from ...recipes.model import DurationGoal, Goal, Heat, Step, TemperatureGoal
from ..model import CorrectionKind, ManualCorrection
from .draft import Draft
from .draft_step import DraftStep
from .messages import DraftWords, words_of

GAP = -1.0
MATCH = 2.0
MISMATCH = -1.5


def merge_drafts(drafts: Sequence[Draft], *, edited: Draft | None = None) -> Draft:
    """One draft out of several of the same dish.

    A person has decided on the steps of `edited`, which is one of them: all of its steps are kept, with their words.

    Raises:
        ValueError: without drafts.
    """
    if not drafts:
        raise ValueError("there is nothing to merge")
    # The recording most similar to the others is the reference for the alignment.
    thread = edited or max(
        drafts, key=lambda draft: sum(_score(draft.steps, other.steps) for other in drafts)
    )
    groups: list[list[DraftStep]] = [[step] for step in thread.steps]
    for other in drafts:
        if other is thread:
            continue
        for mine, theirs in align(thread.steps, other.steps):
            if mine is not None and theirs is not None:
                groups[mine].append(other.steps[theirs])
    needed = 0.0 if edited is not None else len(drafts) / 2
    words = words_of(thread.language)
    kept = [
        _worded(_merge(group), words) if len(group) > 1 else group[0]
        for group in groups
        if len(group) >= needed
    ]
    return replace(thread, steps=tuple(kept), recordings=sum(draft.recordings for draft in drafts))


def align(first: Sequence[DraftStep], second: Sequence[DraftStep]) -> list[tuple[int | None, int | None]]:
    """Pairs of step numbers of the same activity; `None` if a step has no partner."""
    table = _table(first, second)
    row, column = len(first), len(second)
    pairs: list[tuple[int | None, int | None]] = []
    while row or column:
        here = table[row][column]
        if row and column and here == table[row - 1][column - 1] + _alike(first[row - 1], second[column - 1]):
            row, column = row - 1, column - 1
            same = first[row].activity is second[column].activity
            pairs += [(row, column)] if same else [(row, None), (None, column)]
        elif row and here == table[row - 1][column] + GAP:
            row -= 1
            pairs.append((row, None))
        else:
            column -= 1
            pairs.append((None, column))
    return pairs[::-1]


def widen(step: Step, corrections: Sequence[ManualCorrection], *, actual_s: Sequence[float] = ()) -> Step:
    """Adjust a step to later sessions.

    The real durations, and the temperatures at which cooks intervened or continued.

    Durations become the median with the longest as maximum; a temperature goal moves to the temperature at
    which cooks continued early, and its tolerance includes them.
    """
    goal: Goal | None = step.goal
    went_on = [
        correction.celsius
        for correction in corrections
        if correction.kind is CorrectionKind.STEP and correction.celsius is not None
    ]
    if isinstance(goal, DurationGoal) and actual_s:
        times = [goal.seconds, *actual_s]
        goal = DurationGoal(seconds=median(times), maximum_s=max(times))
    elif isinstance(goal, TemperatureGoal) and len(went_on) >= 2:
        seen = [goal.celsius, *went_on]
        middle = median(seen)
        spread = max(abs(value - middle) for value in seen)
        goal = replace(goal, celsius=round(middle, 1), tolerance_c=round(max(goal.tolerance_c, spread), 1))
    return replace(step, goal=goal)


def _table(first: Sequence[DraftStep], second: Sequence[DraftStep]) -> list[list[float]]:
    table = [[GAP * (row + column) for column in range(len(second) + 1)] for row in range(len(first) + 1)]
    for row, mine in enumerate(first, start=1):
        for column, theirs in enumerate(second, start=1):
            table[row][column] = max(
                table[row - 1][column - 1] + _alike(mine, theirs),
                table[row - 1][column] + GAP,
                table[row][column - 1] + GAP,
            )
    return table


def _score(first: Sequence[DraftStep], second: Sequence[DraftStep]) -> float:
    return _table(first, second)[-1][-1]


def _alike(first: DraftStep, second: DraftStep) -> float:
    if first.activity is not second.activity:
        return MISMATCH
    one, two = first.heat, second.heat
    if one is None or two is None or one.temperature_c is None or two.temperature_c is None:
        return MATCH
    return MATCH - min(abs(one.temperature_c - two.temperature_c) / 40.0, 1.0)


def _merge(group: Sequence[DraftStep]) -> DraftStep:
    first = group[0]
    if len(group) == 1:
        return first
    goal = first.goal
    times = [step.goal.seconds for step in group if isinstance(step.goal, DurationGoal)]
    degrees = [step.goal.celsius for step in group if isinstance(step.goal, TemperatureGoal)]
    if isinstance(goal, DurationGoal) and times:
        goal = DurationGoal(seconds=median(times), maximum_s=max(times))
    elif isinstance(goal, TemperatureGoal) and degrees:
        middle = median(degrees)
        spread = max(abs(value - middle) for value in degrees)
        goal = replace(goal, celsius=round(middle, 1), tolerance_c=round(max(goal.tolerance_c, spread), 1))
    lengths = [step.typical_s for step in group if step.typical_s is not None]
    remarks = tuple(dict.fromkeys(words for step in group for words in step.remarks))
    return replace(
        first,
        goal=goal,
        heat=_merge_heat([step.heat for step in group if step.heat is not None]),
        typical_s=median(lengths) if lengths else None,
        remarks=remarks,
    )


def _worded(step: DraftStep, words: DraftWords) -> DraftStep:
    """The step in words of its tolerance. Words of a person stay."""
    if not step.phrase or not isinstance(step.goal, DurationGoal):
        return step
    least, most = step.goal.seconds, step.goal.maximum_s or step.goal.seconds
    time = words.time(least)
    if words.time(most) != time:
        time = f"{time} – {words.time(most)}"
    kept = None if step.heat is None else step.heat.temperature_c
    celsius = step.level_c if kept is None else kept
    return replace(step, text=step.phrase.format(time=time, celsius=f"{celsius or 0.0:.0f}"))


def _merge_heat(heats: Sequence[Heat]) -> Heat | None:
    degrees = [heat.temperature_c for heat in heats if heat.temperature_c is not None]
    if degrees:
        return Heat(temperature_c=round(median(degrees), 1))
    levels = [heat.power for heat in heats if heat.power is not None]
    return Heat(power=round(median(levels) * 20) / 20) if levels else None
