"""What the soak was promised: every write that returned, and what is missing of it later."""

from dataclasses import dataclass, field

from custom_components.hearthtech.kitchen.kitchen import Kitchen


@dataclass(slots=True)
class Ledger:
    """Acknowledged writes by kind. A write that failed may be in the book or not, and is not counted."""

    recipes: dict[str, int] = field(default_factory=dict)
    """Newest acknowledged version by id."""
    shopping: set[str] = field(default_factory=set)
    pantry: set[str] = field(default_factory=set)
    meals: set[str] = field(default_factory=set)
    notes: set[tuple[str, str]] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    guests: dict[str, set[str]] = field(default_factory=dict)
    """Names by gathering."""
    timers: set[str] = field(default_factory=set)
    sessions: set[str] = field(default_factory=set)

    @property
    def count(self) -> int:
        """The number of acknowledged writes."""
        names = (self.shopping, self.pantry, self.meals, self.people, self.timers, self.sessions)
        rows = sum(len(one) for one in (*names, *self.guests.values()))
        return sum(self.recipes.values()) + rows + len(self.notes)

    async def missing(self, kitchen: Kitchen) -> list[str]:
        """Return what was acknowledged and is not in the book."""
        lost: list[str] = []
        names = await kitchen.recipes.names()
        for recipe_id, version in self.recipes.items():
            found = (await kitchen.recipes.get(recipe_id)).version if recipe_id in names else 0
            if found < version:
                lost.append(f"recipe {recipe_id}: version {found} of {version}")
        lost += _absent("shopping", self.shopping, {item.words for item in await kitchen.shopping.items()})
        lost += _absent("pantry", self.pantry, {item.name for item in await kitchen.pantry.items()})
        lost += _absent("person", self.people, {person.name for person in await kitchen.people.all()})
        lost += _absent("timer", self.timers, {timer.id for timer in await kitchen.timers.running()})
        for recipe_id in {recipe_id for recipe_id, _ in self.notes}:
            wanted = {words for where, words in self.notes if where == recipe_id}
            lost += _absent("note", wanted, {note.words for note in await kitchen.notes.notes(recipe_id)})
        for meal_id in self.meals:
            await kitchen.meal_plan.get(meal_id)
        for gathering_id, guests in self.guests.items():
            there = {guest.name for guest in await kitchen.gatherings.guests(gathering_id)}
            lost += _absent("guest", guests, there)
        for session_id in self.sessions:
            await kitchen.sessions.events(session_id, traces=False)
        return lost


def _absent(kind: str, wanted: set[str], found: set[str]) -> list[str]:
    return [f"{kind} {name}" for name in sorted(wanted - found)]
