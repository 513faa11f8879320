"""Derivation of recipes: their family tree, and the changes between them."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from difflib import SequenceMatcher
from enum import StrEnum

from sqlalchemy import Connection, Row, delete, insert, select

from ..errors import ErrorCode, KitchenError
from ..storage.schema import LINEAGE, RECIPES
from .book import Book
from .codec import step_to_json
from .model import Recipe


@dataclass(frozen=True, slots=True, kw_only=True)
class Descent:
    """The derivation of one recipe from another: person, time, place and reason of the change."""

    child: str
    parent: str
    parent_version: int | None = None
    """The version that it was derived from; `None`: unknown."""
    person: str = ""
    """The person who passed it on."""
    generation: int | None = None
    year: int | None = None
    place: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeNode:
    """A recipe in its tree: its parent, and the recipes derived from it, oldest first."""

    id: str
    name: str
    descent: Descent | None = None
    children: tuple[TreeNode, ...] = ()


def set_descent(connection: Connection, book: Book, descent: Descent) -> None:
    """Store (or correct) the derivation of a recipe.

    Raises:
        KitchenError: `RECIPE_NOT_FOUND`, or `INVALID` when a recipe would become its own ancestor.
    """
    child, parent = book.number(connection, descent.child), book.number(connection, descent.parent)
    refuse_circle(connection, child, parent)
    connection.execute(delete(LINEAGE).where(LINEAGE.c.child == child))
    details = {name: getattr(descent, name) for name in _DETAILS}
    connection.execute(insert(LINEAGE), {"child": child, "parent": parent, **details})
    book.reindex(connection, descent.child)


def refuse_circle(connection: Connection, child: int, parent: int) -> None:
    """Check that no recipe becomes its own ancestor; both by row number.

    Raises:
        KitchenError: `INVALID`.
    """
    ancestor: int | None = parent
    while ancestor is not None:
        if ancestor == child:
            raise KitchenError(ErrorCode.INVALID, reason="a recipe can't descend from itself")
        ancestor = connection.scalar(select(LINEAGE.c.parent).where(LINEAGE.c.child == ancestor))


def forget_descent(connection: Connection, book: Book, recipe_id: str) -> None:
    """Undo `set_descent`."""
    connection.execute(delete(LINEAGE).where(LINEAGE.c.child == book.number(connection, recipe_id)))
    book.reindex(connection, recipe_id)


def descent_of(connection: Connection, book: Book, recipe_id: str) -> Descent | None:
    """The derivation of a recipe, if it is known."""
    number = book.number(connection, recipe_id)
    parent = RECIPES.alias("parent")
    query = select(LINEAGE, parent.c.id.label("parent_id")).join(parent, parent.c.number == LINEAGE.c.parent)
    row = connection.execute(query.where(LINEAGE.c.child == number)).first()
    return None if row is None else _descent(row, recipe_id, row.parent_id)


def family_tree(connection: Connection, book: Book, recipe_id: str) -> TreeNode:
    """The whole tree of a recipe, from its oldest ancestor down. Erased recipes keep their place."""
    number = book.number(connection, recipe_id)
    above = (
        select(LINEAGE.c.child, LINEAGE.c.parent)
        .where(LINEAGE.c.child == number)
        .cte("above", recursive=True)
    )
    above = above.union(
        select(LINEAGE.c.child, LINEAGE.c.parent).join(above, LINEAGE.c.child == above.c.parent)
    )
    parents = connection.execute(select(above.c.child, above.c.parent)).all()
    children = {row.child for row in parents}
    root = next((row.parent for row in parents if row.parent not in children), number)
    below = select(LINEAGE.c.child).where(LINEAGE.c.parent == root).cte("below", recursive=True)
    below = below.union(select(LINEAGE.c.child).join(below, LINEAGE.c.parent == below.c.child))
    query = (
        select(LINEAGE, RECIPES.c.id, RECIPES.c.name)
        .join(RECIPES, RECIPES.c.number == LINEAGE.c.child)
        .where(LINEAGE.c.child.in_(select(below.c.child)))
        .order_by(LINEAGE.c.year, RECIPES.c.number)
    )
    of_parent: dict[int, list[Row[tuple[object, ...]]]] = {}
    for row in connection.execute(query):
        of_parent.setdefault(row.parent, []).append(row)
    top = connection.execute(select(RECIPES.c.id, RECIPES.c.name).where(RECIPES.c.number == root)).one()

    # Bottom up without recursion: a thousand generations must not exceed the recursion limit.
    order: list[tuple[int, str, str, Descent | None]] = [(root, top.id, top.name, None)]
    for parent, parent_id, _, _ in order:
        order += [
            (row.child, row.id, row.name, _descent(row, row.id, parent_id))
            for row in of_parent.get(parent, ())
        ]
    nodes: dict[int, TreeNode] = {}
    for child, child_id, name, descent in reversed(order):
        below_it = tuple(nodes[row.child] for row in of_parent.get(child, ()))
        nodes[child] = TreeNode(id=child_id, name=name, descent=descent, children=below_it)
    return nodes[root]


class LineChange(StrEnum):
    """How a line was changed."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedLine:
    """One line of two recipes side by side; `None` if one of them has none."""

    change: LineChange
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """The difference between two recipes."""

    ingredients: tuple[ComparedLine, ...]
    steps: tuple[ComparedLine, ...]
    facts: dict[str, tuple[object, object]]
    """Other fields that differ, before and after, by name."""

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        lines = (*self.ingredients, *self.steps)
        return not self.facts and all(line.change is LineChange.SAME for line in lines)


def difference(before: Recipe, after: Recipe) -> Difference:
    """Compare two recipes (or two versions of one)."""
    facts = {
        item.name: (getattr(before, item.name), getattr(after, item.name))
        for item in fields(Recipe)
        if item.name not in _NOT_COMPARED and getattr(before, item.name) != getattr(after, item.name)
    }
    steps = _lines([step.text for step in before.steps], [step.text for step in after.steps])
    if before.steps != after.steps and all(line.change is LineChange.SAME for line in steps):
        # Same text, other goals or heat: show the step as data.
        facts["steps"] = (list(map(step_to_json, before.steps)), list(map(step_to_json, after.steps)))
    return Difference(
        ingredients=_lines(
            [_shown(line) for line in before.ingredients], [_shown(line) for line in after.ingredients]
        ),
        steps=steps,
        facts=facts,
    )


_DETAILS = ("parent_version", "person", "generation", "year", "place", "reason")
_NOT_COMPARED = {"id", "version", "original_id", "created_at", "ingredients", "steps"}


def _shown(line: object) -> str:
    section = getattr(line, "section", None)
    text = str(getattr(line, "text", line))
    return f"{section}: {text}" if section else text


def _lines(before: Sequence[str], after: Sequence[str]) -> tuple[ComparedLine, ...]:
    lines: list[ComparedLine] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if kind == "equal":
            lines += [ComparedLine(change=LineChange.SAME, before=text, after=text) for text in before[i1:i2]]
            continue
        pairs = min(i2 - i1, j2 - j1)
        lines += [
            ComparedLine(change=LineChange.CHANGED, before=before[i1 + at], after=after[j1 + at])
            for at in range(pairs)
        ]
        lines += [
            ComparedLine(change=LineChange.REMOVED, before=text, after=None)
            for text in before[i1 + pairs : i2]
        ]
        lines += [
            ComparedLine(change=LineChange.ADDED, before=None, after=text) for text in after[j1 + pairs : j2]
        ]
    return tuple(lines)


def _descent(row: Row[tuple[object, ...]], child: str, parent: str) -> Descent:
    values = row._mapping  # noqa: SLF001 (the documented name)
    return Descent(child=child, parent=parent, **{name: values[name] for name in _DETAILS})
