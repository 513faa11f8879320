"""Report of a benchmark: a table for people, or one JSON object with `goals` for programs."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
import json
import operator

COMPARISONS = {"<=": operator.le, ">=": operator.ge, "<": operator.lt, ">": operator.gt, "==": operator.eq}


@dataclass(frozen=True, slots=True)
class Goal:
    """One value and its goal, e.g. `Goal("p99", 3.2, "ms", "<= 5")`.

    `value` is `None` if it could not be measured; such a goal is not met.
    """

    name: str
    value: float | None
    unit: str
    goal: str

    @property
    def met(self) -> bool:
        """Whether the value satisfies the goal."""
        sign, bound = self.goal.split()
        return self.value is not None and bool(COMPARISONS[sign](self.value, float(bound)))


@dataclass(frozen=True, slots=True)
class Table:
    """Rows printed under a title; cells are text or numbers."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[object]]


def report(
    name: str,
    goals: Sequence[Goal],
    tables: Sequence[Table] = (),
    *,
    fitted: str,
    as_json: bool = False,
    **details: object,
) -> int:
    """Print the result and return the exit code: 0 only if every goal is met.

    `fitted` is one line: which data the measured code, or a constant of it, was fitted to.
    """
    if as_json:
        goal_list = [{**asdict(goal), "met": goal.met} for goal in goals]
        table_list = [asdict(table) for table in tables]
        told = {"bench": name, "fitted": fitted, "goals": goal_list, "tables": table_list, **details}
        print(json.dumps(told, default=str))
    else:
        for table in tables:
            print_table(table)
        columns = ("goal", "value", "unit", "wanted", "met")
        rows = [(goal.name, goal.value, goal.unit, goal.goal, "yes" if goal.met else "NO") for goal in goals]
        print_table(Table(f"{name}: goals", columns, rows))
        print(f"\n{fitted}")
    return 0 if goals and all(goal.met for goal in goals) else 1


def print_table(table: Table) -> None:
    """Print a table for people."""
    cells = [[_cell(value) for value in row] for row in table.rows]
    widths = [max(len(row[i]) for row in [list(table.columns), *cells]) for i in range(len(table.columns))]
    print(f"\n{table.title}")
    for row in [list(table.columns), ["-" * width for width in widths], *cells]:
        print("  " + "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip())


def _cell(value: object) -> str:
    if value is None:
        return "not measured"
    return f"{value:,.4g}" if isinstance(value, float) else str(value)
