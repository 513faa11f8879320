"""Check a list of ingredient lines, with or without steps, against allergens and diets: for tools and free lists."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from ..nutrition.analyze import Analyzer
from ..nutrition.methods import methods_of
from .check import NeedVerdict, verdict
from .model import Allergen, Diet
from .profile_builder import Profiler


@lru_cache(maxsize=1)
def _profiler() -> Profiler:
    return Profiler()


@lru_cache(maxsize=1)
def _analyzer() -> Analyzer:
    return Analyzer()


def check_lines(
    lines: Sequence[str],
    needs: Iterable[Allergen | Diet],
    *,
    steps: Sequence[str] = (),
    language: str = "en",
    title: str = "",
    servings: float | None = None,
    analyzer: Analyzer | None = None,
) -> dict[Allergen | Diet, NeedVerdict]:
    """Check a dish of these lines for each need; the results contain the lines that are the reason.

    The result is the same as that of a stored recipe of these lines and steps. `servings` is the number of
    portions, which diets about amounts need; `analyzer` has the corrections of a household.
    """
    nutrition = (analyzer or _analyzer()).analyze(
        lines, servings, language, methods_of(lines, steps, language)
    )
    profile = _profiler().profile_of_lines(lines, language, title, steps=steps, nutrition=nutrition)
    return {need: verdict(profile, need) for need in needs}
