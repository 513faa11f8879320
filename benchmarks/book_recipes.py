"""Synthetic but plausible recipes: the same number always gives the same recipe."""

from collections.abc import Iterator
from random import Random

from custom_components.hearthtech.kitchen.recipes.model import Ingredient, Recipe, Step, Yield

FOODS = [
    "chicken thigh",
    "beef chuck",
    "pork shoulder",
    "lamb leg",
    "turkey breast",
    "duck",
    "salmon",
    "cod",
    "tuna",
    "shrimp",
    "mussels",
    "tofu",
    "tempeh",
    "egg",
    "lentil",
    "chickpea",
    "black bean",
    "white bean",
    "kidney bean",
    "green pea",
    "potato",
    "sweet potato",
    "carrot",
    "parsnip",
    "beetroot",
    "turnip",
    "celery root",
    "leek",
    "onion",
    "shallot",
    "garlic",
    "fennel",
    "celery",
    "zucchini",
    "eggplant",
    "tomato",
    "bell pepper",
    "chili",
    "cucumber",
    "pumpkin",
    "butternut squash",
    "spinach",
    "kale",
    "chard",
    "cabbage",
    "brussels sprout",
    "broccoli",
    "cauliflower",
    "asparagus",
    "artichoke",
    "mushroom",
    "porcini",
    "corn",
    "avocado",
    "apple",
    "pear",
    "plum",
    "cherry",
    "peach",
    "apricot",
    "quince",
    "fig",
    "grape",
    "lemon",
    "lime",
    "orange",
    "mango",
    "pineapple",
    "banana",
    "strawberry",
    "raspberry",
    "blueberry",
    "blackberry",
    "rhubarb",
    "coconut",
    "almond",
    "walnut",
    "hazelnut",
    "pecan",
    "pistachio",
    "cashew",
    "peanut",
    "sesame",
    "poppy seed",
    "rice",
    "barley",
    "bulgur",
    "quinoa",
    "couscous",
    "polenta",
    "semolina",
    "oat",
    "rye flour",
    "wheat flour",
    "buckwheat",
    "spaghetti",
    "penne",
    "noodle",
    "gnocchi",
    "ricotta",
    "mozzarella",
    "parmesan",
    "feta",
    "cheddar",
    "goat cheese",
    "cream",
    "yogurt",
    "buttermilk",
    "butter",
    "milk",
    "chocolate",
    "cocoa",
    "honey",
    "maple syrup",
    "caramel",
    "vanilla",
    "cinnamon",
    "ginger",
    "saffron",
    "cardamom",
    "cumin",
    "coriander",
    "paprika",
    "turmeric",
    "thyme",
    "rosemary",
    "sage",
    "basil",
    "dill",
    "parsley",
    "mint",
    "oregano",
    "bay leaf",
    "mustard",
    "soy sauce",
    "olive",
    "caper",
    "anchovy",
    "bacon",
    "ham",
    "chorizo",
    "sausage",
    "broth",
    "white wine",
    "red wine",
    "beer",
    "vinegar",
]
DISHES = [
    "soup",
    "stew",
    "salad",
    "pie",
    "tart",
    "cake",
    "bread",
    "roll",
    "casserole",
    "gratin",
    "curry",
    "risotto",
    "pilaf",
    "stir fry",
    "roast",
    "braise",
    "chowder",
    "bisque",
    "dumplings",
    "pancakes",
    "waffles",
    "muffins",
    "cookies",
    "brownies",
    "pudding",
    "custard",
    "crumble",
    "cobbler",
    "fritters",
    "omelette",
    "frittata",
    "quiche",
    "pizza",
    "flatbread",
    "tacos",
    "burritos",
    "enchiladas",
    "lasagna",
    "meatballs",
    "burgers",
    "kebabs",
    "skewers",
    "pot pie",
    "goulash",
    "ragout",
    "chili",
    "hash",
    "galette",
    "strudel",
    "schnitzel",
    "paella",
    "tagine",
    "biryani",
    "dal",
    "ramen",
    "sandwich",
    "wraps",
    "jam",
    "chutney",
]
MANNERS = [
    "creamy",
    "crispy",
    "smoky",
    "spicy",
    "sweet",
    "sour",
    "tangy",
    "slow cooked",
    "quick",
    "easy",
    "classic",
    "rustic",
    "golden",
    "glazed",
    "stuffed",
    "baked",
    "grilled",
    "braised",
    "roasted",
    "fried",
    "steamed",
    "pickled",
    "marinated",
    "hearty",
    "light",
    "summer",
    "winter",
    "spring",
    "autumn",
    "festive",
    "sunday",
    "weeknight",
    "one pot",
    "sheet pan",
    "no bake",
    "old fashioned",
    "country",
    "garden",
    "harvest",
    "wild",
    "fresh",
    "warm",
    "cold",
    "toasted",
    "charred",
]
PEOPLE = [
    "Grandma",
    "Grandpa",
    "Aunt",
    "Uncle",
    "Cousin",
    "Mama",
    "Papa",
    "Nonna",
    "Oma",
    "Opa",
    "Great-Aunt",
    "Neighbor",
]
UNITS = [
    "cup",
    "cups",
    "tablespoons",
    "teaspoons",
    "g",
    "kg",
    "ml",
    "oz",
    "lb",
    "cloves",
    "slices",
    "pinch",
    "handful",
    "can",
]
WORK = [
    "Chop the {a} and set it aside.",
    "Heat the oil over medium heat and soften the {a} for {n} minutes.",
    "Add the {a} and {b}, stir, and cook until it smells good.",
    "Pour in the liquid, bring to a boil, then simmer for {n} minutes.",
    "Mix {a} with {b} in a large bowl until smooth.",
    "Bake at {t} °C for {n} minutes until golden.",
    "Season with salt and pepper and let it rest for {n} minutes.",
    "Fold in the {a} and serve with {b}.",
]
_ONSETS = [
    "b",
    "br",
    "c",
    "ch",
    "d",
    "dr",
    "f",
    "fl",
    "g",
    "gr",
    "h",
    "j",
    "k",
    "kl",
    "l",
    "m",
    "n",
    "p",
    "pr",
    "r",
    "s",
    "st",
    "t",
    "tr",
    "v",
    "w",
    "z",
]
_VOWELS = ["a", "e", "i", "o", "u", "ai", "ei", "ia"]
_ENDS = ["l", "n", "r", "s", "t", "m", "nd", "rt", "sch", "tti", "nski", "dottir", "sen", "s", ""]


def _surnames(count: int) -> list[str]:
    random = Random("surnames")

    def one() -> str:
        middle = random.choice(_ONSETS) + random.choice(_VOWELS)
        return (random.choice(_ONSETS) + random.choice(_VOWELS) + middle + random.choice(_ENDS)).capitalize()

    return sorted({one() for _ in range(count)})


SURNAMES = _surnames(20_000)
"""About as many words as all others together: a large book has a large vocabulary."""


def surname(random: Random) -> str:
    """Return a family name."""
    return random.choice(SURNAMES)


def title(random: Random) -> str:
    """Return a typical recipe name."""
    a, b = random.sample(FOODS, 2)
    dish = random.choice(DISHES)
    match random.randrange(6):
        case 0:
            name = f"{random.choice(PEOPLE)} {surname(random)}'s {a} {dish}"
        case 1:
            name = f"{random.choice(MANNERS)} {a} {dish} with {b}"
        case 2:
            name = f"{random.choice(MANNERS)} {a} and {b} {dish}"
        case 3:
            name = f"{a} {dish}"
        case 4:
            name = f"{random.choice(MANNERS)} {surname(random)} {dish}"
        case _:
            name = f"{a} {dish}, {random.choice(MANNERS)}, with {b}"
    return name[0].upper() + name[1:]


def recipe(number: int) -> Recipe:
    """Return recipe `number`."""
    random = Random(number)
    name = title(random)
    foods = [food for food in FOODS if food in name] + random.sample(FOODS, random.randint(5, 11))
    lines = [
        Ingredient(text=f"{random.randint(1, 900)} {random.choice(UNITS)} {food}")
        for food in dict.fromkeys(foods)
    ]
    steps = [
        Step(
            text=random.choice(WORK).format(
                a=random.choice(foods),
                b=random.choice(foods),
                n=random.randint(2, 90),
                t=random.randrange(140, 240, 10),
            )
        )
        for _ in range(random.randint(4, 8))
    ]
    minutes = random.randint(10, 180)
    return Recipe(
        id="",
        name=name,
        description=f"A {random.choice(MANNERS)} {random.choice(DISHES)} for {random.choice(MANNERS)} days.",
        author=f"{random.choice(PEOPLE)} {surname(random)}",
        yields=Yield(amount=random.randint(2, 8)),
        ingredients=tuple(lines),
        steps=tuple(steps),
        total_time_s=minutes * 60.0,
        keywords=tuple(random.sample(MANNERS, 2)),
    )


def recipes(count: int) -> Iterator[Recipe]:
    """Return the first `count` recipes."""
    return map(recipe, range(count))


def misspell(word: str, random: Random) -> str:
    """Return the text with one typing error, after the first letter."""
    at = random.randrange(1, len(word) - 1)
    match random.randrange(4):
        case 0:
            return word[:at] + word[at + 1 :]
        case 1:
            return word[:at] + word[at] + word[at:]
        case 2:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        case _:
            return word[:at] + random.choice("aeioulnrst") + word[at + 1 :]
