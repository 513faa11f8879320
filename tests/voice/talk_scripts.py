"""Scripts of whole conversations (`conversations/<language>.txt`), and the household in which they are played.

`== TITLE` begins a conversation; every other line is `what is said => expression for the reply`. The expression `silent`
means that the kitchen says nothing on purpose; `!wait S` lets S seconds pass.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
import re

from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.people.model import Allergen, Person, Severity
from custom_components.hearthtech.kitchen.recipes.model import DurationGoal, Ingredient, Recipe, Step, Yield

FOLDER = Path(__file__).parent / "conversations"
SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn: what is said, and the expression that the reply matches."""

    said: str
    wanted: str

    def fits(self, reply: str) -> bool:
        """Whether this is the right reply."""
        return (
            not reply
            if self.wanted == SILENT
            else bool(reply and re.search(self.wanted, reply, re.IGNORECASE))
        )


@dataclass(slots=True)
class Script:
    """One conversation."""

    language: str
    title: str
    turns: list[Turn] = field(default_factory=list)


def scripts(paths: Iterable[Path] = ()) -> list[Script]:
    """All conversations of these files; by default of all languages."""
    found: list[Script] = []
    for path in list(paths) or sorted(FOLDER.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("== "):
                found.append(Script(path.stem, line[3:]))
            elif line.strip() and not line.startswith("#"):
                said, _, wanted = line.partition(" => ")
                found[-1].turns.append(Turn(said.strip(), wanted.strip()))
    return found


_RECIPES: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "en": (
        ("Beef Stew", ("600 g beef", "2 onions", "3 carrots", "2 tablespoons olive oil", "1 liter water", "1 teaspoon salt")),
        ("Vegetable Soup", ("3 carrots", "2 stalks celery", "1 onion", "1 liter water", "1 teaspoon salt")),
        ("Pancakes", ("200 g flour", "2 eggs", "300 ml milk", "20 g butter")),
    ),
    "de": (
        ("Rindergulasch", ("600 g Rindfleisch", "2 Zwiebeln", "3 Karotten", "2 EL Olivenöl", "1 l Wasser", "1 TL Salz")),
        ("Gemüsesuppe", ("3 Karotten", "2 Stangen Sellerie", "1 Zwiebel", "1 l Wasser", "1 TL Salz")),
        ("Pfannkuchen", ("200 g Mehl", "2 Eier", "300 ml Milch", "20 g Butter")),
    ),
    "fr": (
        ("Bœuf mijoté", ("600 g bœuf", "2 oignons", "3 carottes", "2 cuillères à soupe d'huile d'olive", "1 l d'eau", "1 cuillère à café de sel")),
        ("Soupe de légumes", ("3 carottes", "2 branches de céleri", "1 oignon", "1 l d'eau", "1 cuillère à café de sel")),
        ("Crêpes", ("200 g farine", "2 œufs", "300 ml lait", "20 g beurre")),
    ),
    "es": (
        ("Estofado de ternera", ("600 g ternera", "2 cebollas", "3 zanahorias", "2 cucharadas de aceite de oliva", "1 l de agua", "1 cucharadita de sal")),
        ("Sopa de verduras", ("3 zanahorias", "2 ramas de apio", "1 cebolla", "1 l de agua", "1 cucharadita de sal")),
        ("Tortitas", ("200 g harina", "2 huevos", "300 ml leche", "20 g mantequilla")),
    ),
    "it": (
        ("Spezzatino di manzo", ("600 g manzo", "2 cipolle", "3 carote", "2 cucchiai di olio d'oliva", "1 l di acqua", "1 cucchiaino di sale")),
        ("Zuppa di verdure", ("3 carote", "2 gambi di sedano", "1 cipolla", "1 l di acqua", "1 cucchiaino di sale")),
        ("Frittelle", ("200 g farina", "2 uova", "300 ml latte", "20 g burro")),
    ),
}  # fmt: skip
_STEPS = {
    "en": ("Cut everything.", "Simmer for ten minutes.", "Serve."),
    "de": ("Alles schneiden.", "Zehn Minuten köcheln.", "Anrichten."),
    "fr": ("Coupe tout.", "Laisse mijoter dix minutes.", "Sers."),
    "es": ("Corta todo.", "Cuece diez minutos.", "Sirve."),
    "it": ("Taglia tutto.", "Cuoci dieci minuti.", "Servi."),
}


async def household(kitchen: Kitchen, language: str) -> None:
    """Bring the household into the state at the beginning of every conversation; recipes and people are added once."""
    kitchen.locale = replace(kitchen.locale, language=language)
    if not any(name == _RECIPES[language][0][0] for name in (await kitchen.recipes.names()).values()):
        for name, lines in _RECIPES[language]:
            steps = [Step(text=text) for text in _STEPS[language]]
            steps[1] = Step(text=_STEPS[language][1], goal=DurationGoal(seconds=600))
            await kitchen.recipes.add(
                Recipe(
                    id="",
                    name=name,
                    language=language,
                    yields=Yield(amount=4, unit="servings"),
                    ingredients=tuple(Ingredient(text=line) for line in lines),
                    steps=tuple(steps),
                )
            )
    if not await kitchen.people.all():
        await kitchen.people.add(Person(name="Anna", allergens={Allergen.CELERY: Severity.SEVERE}))
        await kitchen.people.add(Person(name="Ben"))
    for session in kitchen.sessions.active:
        await session.stop()
    kitchen.timers.silence()
    for timer in await kitchen.timers.running():
        await kitchen.timers.cancel(timer.id)
    await kitchen.shopping.remove([item.id for item in await kitchen.shopping.items()])
    for item in await kitchen.pantry.items():
        await kitchen.pantry.remove(item.id)
    for recipe_id in await kitchen.recipes.names():
        for note in await kitchen.notes.notes(recipe_id):
            await kitchen.notes.remove_note(note.id)
    now = kitchen.clock.now()
    for meal in await kitchen.meal_plan.between(now - timedelta(days=2), now + timedelta(days=30)):
        await kitchen.meal_plan.remove(meal.id)


def recipe_names(language: str) -> list[str]:
    """The names of the recipes of the household in a language."""
    return [name for name, _ in _RECIPES[language]]
