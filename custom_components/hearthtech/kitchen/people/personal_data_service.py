"""Service of personal data: what the kitchen keeps about one person, and its removal."""

from collections.abc import Sequence
from functools import partial

from ..changes import ChangeKind
from ..context import KitchenContext
from .model import Person
from .personal_data import ErasedPerson, Row, erase_person, export_person, names_of
from .store import open_person


class PersonalDataService:
    """Exports and erases all stored data about one person.

    Every method may raise `KitchenError` with the code `PERSON_NOT_FOUND`.
    """

    def __init__(self, context: KitchenContext) -> None:
        self._context = context

    async def export(self, person: str, names: Sequence[str] = ()) -> tuple[Person, dict[str, list[Row]]]:
        """Return a person and all rows that refer to them, by table.

        Args:
            person: the id (also of a removed person), or the name.
            names: other names under which the person wrote, for example of a user of Home Assistant.
        """
        found = await self._context.store.read(partial(open_person, person=person))
        searched = names_of(found.id, found.name, names)
        return found, await self._context.store.read(partial(export_person, names=searched))

    async def erase(self, person: str, names: Sequence[str] = (), *, actor: str = "") -> ErasedPerson:
        """Erase a person for good, in one transaction.

        Backups and exports that were made before still hold the person.

        Args:
            person: the id (also of a removed person), or the name.
            names: other names under which the person wrote.
            actor: the acting user.
        """
        found = await self._context.store.read(partial(open_person, person=person))
        searched = names_of(found.id, found.name, names)
        erased = await self._context.store.write(partial(erase_person, names=searched))
        self._context.publish(ChangeKind.PERSON_REMOVED, found.id, actor)
        for meal in erased.meals:
            self._context.publish(ChangeKind.MEAL_CHANGED, meal, actor)
        return erased
