"""The deviation of our energy from the declared one, by language, with constants set on other folds."""

from collections.abc import Sequence
import statistics

from benchmarks.declared_recipes import plausible, read
from benchmarks.nutrition_checks import Compared, compare, held_out, within
from benchmarks.report import Goal, Table
from custom_components.hearthtech.kitchen.nutrition import Analyzer, LineKind

LANGUAGES = ("de", "fr", "es", "it")
ENERGY = "ENERC_KCAL"


def by_language(analyzer: Analyzer, english: Sequence[Compared]) -> tuple[list[Goal], list[Table]]:
    """Goals and a table for the recipes of `data/declared`.

    The constants of a recipe come from the folds that it is not in, of the recipes of all languages.
    """
    values: list[Compared] = []
    facts: dict[str, tuple[int, int, float]] = {}
    for language in LANGUAGES:
        every = list(read(language))
        kept = [recipe.as_recipe() for recipe in every if plausible(recipe)]
        results = [analyzer.analyze(recipe["ingredients"], recipe["servings"], language) for recipe in kept]
        values += compare(kept, results)
        lines = [line for result in results for line in result.lines if line.kind is LineKind.INGREDIENT]
        missed = sum(line.food is None or line.grams is None for line in lines)
        facts[language] = (len(kept), len(every) - len(kept), 100 * missed / len(lines))
    judged = held_out([*english, *values]).values
    goals: list[Goal] = []
    rows: list[list[object]] = []
    for language in LANGUAGES:
        recipes, left_out, missed_share = facts[language]
        energy = [one for one in judged if one.tag == ENERGY and one.recipe.get("language") == language]
        median = 100 * statistics.median(one.error for one in energy)
        near = within(energy, 0.25)
        rows.append([language, recipes, left_out, median, near, missed_share])
        goals += [
            Goal(f"{language}: recipes with declared values", recipes, "", ">= 25"),
            Goal(f"{language}: held out: kcal median error", round(median, 2), "%", "<= 15"),
            Goal(f"{language}: held out: kcal within ±25 %", round(near, 2), "%", ">= 70"),
            Goal(f"{language}: lines unresolved", round(missed_share, 2), "%", "<= 4"),
        ]
    columns = ("language", "recipes", "not plausible", "median error %", "±25 %", "lines unresolved %")
    return goals, [Table("energy of a serving by language, held out", columns, rows)]
