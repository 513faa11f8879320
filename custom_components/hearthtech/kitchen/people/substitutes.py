"""What can stand in for a food so that the dish stays what it is, tried against the checks of those who eat.

Sources: [W] Corriher, CookWise (1997), chapters on eggs, fats and thickeners; [M] McGee, On Food and Cooking (2004);
[K] King Arthur Baking, Ingredient Weight Chart and Substitutions; [F] FARE, "Tips for Avoiding Your Allergen" and
recipe substitutions for milk, egg, wheat, nut; [C] Coeliac UK, cooking without gluten; [V] Vegan Society, baking
guide; [U] USDA, Ingredient Substitutions (NEP-202A). The ratio is for one part of the food by volume unless the
amount says otherwise.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from custom_components.hearthtech.kitchen.food.database import shipped
from custom_components.hearthtech.kitchen.food.text import words
from custom_components.hearthtech.kitchen.recipes.model import Recipe

from .check import fits
from .model import Person
from .own_words import LANGUAGES
from .profiling import Profiler


class Role(StrEnum):
    """What a food does in a dish."""

    BINDING = "binding"
    LEAVENING = "leavening"
    GLAZE = "glaze"
    BAKING = "baking"
    FRYING = "frying"
    WHIPPING = "whipping"
    SAUCE = "sauce"
    DRINK = "drink"
    SEASONING = "seasoning"
    SWEETENING = "sweetening"
    SETTING = "setting"
    THICKENING = "thickening"
    CRUNCH = "crunch"
    SPREAD = "spread"
    COATING = "coating"
    ANY = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class Substitution:
    """`lines` are the foods to take, as ingredient lines, for the `amount` of the food they stand in for."""

    of: str
    """The entry of the food that is replaced."""
    role: Role
    amount: str
    lines: tuple[str, ...]
    ratio: float | None = None
    """Parts of the substitute for one part of the food, where one food stands in for another."""
    note: str = ""
    """A code of `NOTES`."""
    source: str = ""


NOTES: dict[str, str] = {
    "denser": "The crumb becomes denser.",
    "rest": "Let it stand for five minutes before use.",
    "sweet_only": "Only in sweet dishes: it tastes of fruit.",
    "coconut_taste": "It tastes of coconut.",
    "less_salt": "Taste before you salt.",
    "thinner": "The sauce becomes thinner; let it boil down.",
    "cold": "It has to be cold.",
    "less_liquid": "Take a little less liquid.",
    "browns_less": "It browns less.",
    "certified": "Take one that is labeled for it.",
    "label": "Read the label: brands differ.",
    "stronger": "It tastes stronger: begin with less.",
    "boil": "It has to boil for a minute to set.",
    "toast": "Toast it lightly first.",
}
"""What to tell the cook, in English; others translate by the code."""

_TABLE = """
egg | binding | 1 egg | 1 tbsp ground flaxseed + 3 tbsp water | | rest | V
egg | binding | 1 egg | 1 tbsp chia seeds + 3 tbsp water | | rest | V
egg | binding | 1 egg | 60 g applesauce | | sweet_only | K
egg | binding | 1 egg | 60 g mashed banana | | sweet_only | K
egg | leavening | 1 egg | 1 tbsp vinegar + 1 tsp baking soda + 1 tbsp water | | denser | F
egg | leavening | 1 egg | 3 tbsp aquafaba | | | V
egg | glaze | 1 egg | 2 tbsp olive oil | | browns_less | V
egg | any | 1 egg | 60 g tofu | | | F
egg white | whipping | 1 egg white | 2 tbsp aquafaba | | | V
egg yolk | binding | 1 egg yolk | 1 tbsp cornstarch + 1 tbsp water | | | W
mayonnaise | spread | 100 g mayonnaise | 100 g avocado | 1 | | F
mayonnaise | sauce | 100 g mayonnaise | 100 g greek yogurt | 1 | | U
mayonnaise | spread | 100 g mayonnaise | 100 g hummus | 1 | | F
butter | baking | 100 g butter | 80 g coconut oil | 0.8 | coconut_taste | K
butter | baking | 100 g butter | 75 g olive oil | 0.75 | denser | K
butter | frying | 100 g butter | 80 g olive oil | 0.8 | | U
butter | frying | 100 g butter | 80 g sunflower oil | 0.8 | | U
butter | frying | 100 g butter | 80 g ghee | 0.8 | | M
butter | spread | 100 g butter | 100 g avocado | 1 | | F
butter | baking | 100 g butter | 100 g lard | 1 | | U
milk | any | 1 cup milk | 1 cup oat milk | 1 | label | F
milk | any | 1 cup milk | 1 cup soy milk | 1 | label | F
milk | any | 1 cup milk | 1 cup almond milk | 1 | label | F
milk | any | 1 cup milk | 1 cup coconut milk | 1 | coconut_taste | F
milk | baking | 1 cup milk | 1 cup water | 1 | | F
buttermilk | baking | 1 cup buttermilk | 1 cup soy milk + 1 tbsp lemon juice | | rest | V
buttermilk | baking | 1 cup buttermilk | 1 cup coconut milk + 1 tbsp lemon juice | | rest | V
buttermilk | baking | 1 cup buttermilk | 1 cup milk + 1 tbsp lemon juice | | rest | U
heavy cream | whipping | 1 cup heavy cream | 1 cup coconut cream | 1 | cold | F
heavy cream | sauce | 1 cup heavy cream | 1 cup coconut milk | 1 | coconut_taste | F
heavy cream | sauce | 1 cup heavy cream | 1 cup water + 100 g cashews | | | V
cream | sauce | 1 cup cream | 1 cup coconut milk | 1 | coconut_taste | F
sour cream | any | 1 cup sour cream | 1 cup coconut cream + 1 tbsp lemon juice | | | V
sour cream | any | 1 cup sour cream | 1 cup greek yogurt | 1 | | U
yogurt | any | 1 cup yogurt | 1 cup coconut cream + 1 tbsp lemon juice | | | V
cream cheese | spread | 100 g cream cheese | 100 g tofu + 1 tbsp lemon juice | | | V
cheese | any | 100 g cheese | 20 g nutritional yeast | 0.2 | | V
parmesan | seasoning | 30 g parmesan | 15 g nutritional yeast + 1 pinch salt | | | V
parmesan | seasoning | 30 g parmesan | 20 g pine nuts + 10 g nutritional yeast | | toast | V
flour | sauce | 1 tbsp flour | 0.5 tbsp cornstarch | 0.5 | boil | M
flour | thickening | 1 tbsp flour | 0.5 tbsp potato starch | 0.5 | | M
flour | thickening | 1 tbsp flour | 1 tbsp rice flour | 1 | | C
flour | baking | 100 g flour | 70 g rice flour + 20 g potato starch + 10 g tapioca flour + 1 g xanthan gum | | denser | C
flour | baking | 100 g flour | 100 g buckwheat flour | 1 | denser | C
flour | coating | 100 g flour | 100 g cornmeal | 1 | | C
flour | coating | 100 g flour | 100 g rice flour | 1 | | C
breadcrumb | coating | 100 g breadcrumbs | 100 g cornmeal | 1 | | C
breadcrumb | binding | 100 g breadcrumbs | 100 g ground flaxseed | 1 | | F
panko | coating | 100 g panko | 100 g cornmeal | 1 | | C
pasta | any | 100 g pasta | 100 g rice noodles | 1 | | C
pasta | any | 100 g pasta | 250 g zucchini | 2.5 | | C
couscous | any | 100 g couscous | 100 g quinoa | 1 | | C
couscous | any | 100 g couscous | 100 g millet | 1 | | C
bulgur | any | 100 g bulgur | 100 g quinoa | 1 | | C
barley | any | 100 g barley | 100 g brown rice | 1 | | C
semolina | any | 100 g semolina | 100 g polenta | 1 | | C
soy sauce | seasoning | 1 tbsp soy sauce | 1 tbsp tamari | 1 | certified | C
soy sauce | seasoning | 1 tbsp soy sauce | 1 tbsp coconut aminos | 1 | less_salt | F
soy sauce | seasoning | 1 tbsp soy sauce | 0.5 tsp salt + 1 tbsp water | | | F
tofu | any | 100 g tofu | 100 g chickpeas | 1 | | F
miso | seasoning | 1 tbsp miso | 1 tbsp tahini + 0.5 tsp salt | | | F
fish sauce | seasoning | 1 tbsp fish sauce | 1 tbsp soy sauce | 1 | less_salt | V
fish sauce | seasoning | 1 tbsp fish sauce | 0.5 tsp salt + 1 tbsp lime juice | | | F
worcestershire sauce | seasoning | 1 tbsp worcestershire sauce | 1 tbsp tamari + 1 tsp apple cider vinegar | | certified | V
worcestershire sauce | seasoning | 1 tbsp worcestershire sauce | 1 tbsp apple cider vinegar + 1 tsp molasses + 1 pinch salt | | | U
oyster sauce | seasoning | 1 tbsp oyster sauce | 1 tbsp soy sauce + 0.5 tsp sugar | | | V
oyster sauce | seasoning | 1 tbsp oyster sauce | 1 tbsp coconut aminos + 0.5 tsp sugar | | | F
anchovy | seasoning | 2 anchovies | 1 tbsp capers + 1 pinch salt | | | V
anchovy | seasoning | 2 anchovies | 1 tbsp olives + 1 pinch salt | | | V
shrimp | any | 100 g shrimp | 100 g chicken breast | 1 | | F
shrimp | any | 100 g shrimp | 100 g mushrooms | 1 | | V
fish | any | 100 g fish | 100 g chicken breast | 1 | | F
peanut butter | spread | 100 g peanut butter | 100 g sunflower butter | 1 | label | F
peanut butter | spread | 100 g peanut butter | 100 g tahini | 1 | stronger | F
peanut | crunch | 50 g peanuts | 50 g sunflower seeds | 1 | toast | F
peanut | crunch | 50 g peanuts | 50 g pumpkin seeds | 1 | toast | F
peanut oil | frying | 1 tbsp peanut oil | 1 tbsp sunflower oil | 1 | | F
almond | crunch | 50 g almonds | 50 g pumpkin seeds | 1 | toast | F
almond | crunch | 50 g almonds | 50 g sunflower seeds | 1 | toast | F
almond flour | baking | 100 g almond flour | 100 g sunflower seeds | 1 | | F
walnut | crunch | 50 g walnuts | 50 g pumpkin seeds | 1 | toast | F
walnut | crunch | 50 g walnuts | 50 g sunflower seeds | 1 | toast | F
pecan | crunch | 50 g pecans | 50 g pumpkin seeds | 1 | toast | F
hazelnut | crunch | 50 g hazelnuts | 50 g sunflower seeds | 1 | toast | F
cashew | crunch | 50 g cashews | 50 g pumpkin seeds | 1 | toast | F
cashew | sauce | 50 g cashews | 50 g white beans | 1 | | V
pine nut | crunch | 50 g pine nuts | 50 g sunflower seeds | 1 | toast | F
pistachio | crunch | 50 g pistachios | 50 g pumpkin seeds | 1 | toast | F
pesto | sauce | 100 g pesto | 50 g basil + 40 g olive oil + 20 g sunflower seeds + 1 clove garlic | | | F
tahini | spread | 100 g tahini | 100 g sunflower butter | 1 | label | F
sesame oil | seasoning | 1 tbsp sesame oil | 1 tbsp olive oil | 1 | | F
sesame seed | crunch | 2 tbsp sesame seeds | 2 tbsp poppy seeds | 1 | toast | F
mustard | seasoning | 1 tbsp mustard | 1 tsp vinegar + 1 tsp turmeric | | | F
celery | any | 100 g celery | 100 g fennel | 1 | | F
celery | any | 100 g celery | 100 g carrots | 1 | | F
vegetable broth | any | 1 cup vegetable broth | 1 cup water + 0.5 tsp salt + 1 sprig thyme | | less_salt | U
broth | any | 1 cup broth | 1 cup water + 0.5 tsp salt + 1 sprig thyme | | less_salt | U
beef broth | any | 1 cup beef broth | 1 cup water + 0.5 tsp salt + 10 g dried mushrooms | | less_salt | U
wine | sauce | 100 ml wine | 90 ml water + 10 ml lemon juice | | | U
wine | sauce | 100 ml wine | 100 ml grape juice | 1 | | U
red wine | sauce | 100 ml red wine | 90 ml grape juice + 10 ml apple cider vinegar | | | U
beer | baking | 100 ml beer | 100 ml sparkling water | 1 | | U
honey | sweetening | 1 tbsp honey | 1 tbsp maple syrup | 1 | | V
honey | sweetening | 1 tbsp honey | 1 tbsp agave | 1 | | V
honey | sweetening | 1 tbsp honey | 1 tbsp sugar | 1 | | U
sugar | sweetening | 100 g sugar | 80 g honey | 0.8 | less_liquid | U
sugar | sweetening | 100 g sugar | 75 g maple syrup | 0.75 | less_liquid | U
gelatin | setting | 1 tbsp gelatin | 1 tsp agar | 0.33 | boil | V
bacon | any | 100 g bacon | 100 g mushrooms + 1 tsp smoked paprika | | | V
bacon fat | frying | 1 tbsp bacon fat | 1 tbsp olive oil | 1 | | U
lard | frying | 100 g lard | 80 g olive oil | 0.8 | | U
lard | baking | 100 g lard | 80 g coconut oil | 0.8 | | U
ground beef | any | 100 g ground beef | 60 g lentils | 0.6 | | V
ground beef | any | 100 g ground beef | 100 g ground turkey | 1 | | U
chicken | any | 100 g chicken | 100 g chickpeas | 1 | | V
chicken | any | 100 g chicken | 100 g tofu | 1 | | V
onion | seasoning | 100 g onion | 50 g chives | 0.5 | | F
garlic | seasoning | 1 clove garlic | 1 tbsp chives | | | F
baking powder | leavening | 1 tsp baking powder | 0.25 tsp baking soda + 0.5 tsp cream of tartar | | | U
chocolate | any | 100 g chocolate | 45 g cocoa powder + 15 g coconut oil + 40 g sugar | | | K
oat | any | 100 g oats | 100 g quinoa | 1 | | C
marzipan | any | 100 g marzipan | 60 g sunflower seeds + 40 g powdered sugar | | | F
"""

_SWEET = frozenset(
    words(
        "sugar zucker sucre azucar zucchero honey honig syrup sirop chocolate schokolade chocolat vanilla vanille vainilla vaniglia"
    )
)
_FLOURY = frozenset(words("flour mehl farine harina farina dough teig pate masa impasto"))
_SIGNS: tuple[tuple[Role, frozenset[str]], ...] = (
    (Role.WHIPPING, frozenset(words("whip whipped whisk peaks schlagen steif aufschlagen fouetter monter batir montar montare montata"))),
    (Role.GLAZE, frozenset(words("brush glaze wash bestreichen badigeonner dorer pincelar spennellare"))),
    (Role.FRYING, frozenset(words("fry saute sear pan sizzle braten anbraten pfanne revenir poele rissoler freir sofreir sarten friggere soffriggere rosolare padella"))),
    (Role.COATING, frozenset(words("dredge coat bread panieren paner rebozar empanar impanare"))),
    (Role.SAUCE, frozenset(words("sauce simmer roux gravy sosse salsa soup suppe soupe sopa zuppa stew"))),
    (Role.THICKENING, frozenset(words("thicken binden epaissir espesar addensare"))),
)  # fmt: skip


@lru_cache(maxsize=1)
def _table() -> tuple[Substitution, ...]:
    rows = []
    for line in _TABLE.strip().splitlines():
        of, role, amount, taken, ratio, note, source = (part.strip() for part in line.split("|"))
        rows.append(
            Substitution(
                of=of,
                role=Role(role),
                amount=amount,
                lines=tuple(part.strip() for part in taken.split(" + ")),
                ratio=float(ratio) if ratio else None,
                note=note,
                source=source,
            )
        )
    return tuple(rows)


@lru_cache(maxsize=1)
def _profiler() -> Profiler:
    return Profiler()


def substitutes(
    what: str, people: Sequence[Person], *, recipe: Recipe | None = None, language: str = "en"
) -> tuple[Substitution, ...]:
    """What can stand in for a food or a line, best first; nothing that harms one of these people or breaks a diet.

    Those whose role fits the recipe come first. Empty when the table knows nothing that is safe.
    """
    foods = _foods(what, language)
    found = [row for row in _table() if row.of in foods]
    role = None if recipe is None else role_in(recipe, what)
    found = [row for row in found if _serves(row, people)]
    order = {food: place for place, food in enumerate(foods)}
    return tuple(
        sorted(
            found,
            key=lambda row: (order[row.of], row.role is not role, row.role is not Role.ANY and role is None),
        )
    )


def _serves(row: Substitution, people: Iterable[Person]) -> bool:
    """Whether everybody can have it. A label to read is no answer for a severe allergy: the checks decide."""
    profile = _profiler().profile_of_lines(row.lines)
    return all(fits(profile, person) for person in people)


def _foods(what: str, language: str) -> list[str]:
    """The foods of the table that are meant, the most exact first."""
    known = {row.of for row in _table()}
    database = shipped()
    found: list[str] = []
    tokens = words(what)
    for size in range(min(4, len(tokens)), 0, -1):
        for start in range(len(tokens) - size + 1):
            name = " ".join(tokens[start : start + size])
            if name in known:
                found.append(name)
            entries = [database.lookup(name, said) for said in (language, *LANGUAGES)]
            found += [entry.name for entry in entries if entry is not None and entry.name in known]
    return list(dict.fromkeys(found))


def role_in(recipe: Recipe, what: str) -> Role | None:
    """What a food does in a recipe, judged by the steps that name it and by what it is with; `None`: not known."""
    said = set(words(what))
    own = [step for step in recipe.steps if said & set(words(step.text))]
    spoken = {word for step in own for word in words(step.text)}
    listed = {word for line in recipe.ingredients for word in words(line.text)}
    for role, signs in _SIGNS:
        if signs & spoken:
            return role
    if listed & _FLOURY:
        return Role.BAKING if not said & set(words("egg ei oeuf huevo uovo")) else Role.BINDING
    return Role.SWEETENING if listed & _SWEET and said & _SWEET else None
