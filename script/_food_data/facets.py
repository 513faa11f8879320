"""Allergens and diets of a food, from its group and the words of its description.

`contains` lists codes of the EU's 14 (Regulation 1169/2011, annex II, with tree nuts and crustaceans as in the US
FALCPA list); `None` means not checked, because the food is made of many things and its description does not say all.
`diet` lists what it is made of that diets ask about.
"""

from collections.abc import Iterable
import re

ALLERGENS: dict[str, str] = {
    "gluten": r"wheat|flour(?!.*(rice|corn|potato|soy|peanut|carob|arrowroot|cottonseed|sesame|sunflower|chickpea|acorn|buckwheat|millet|sorghum|almond|oat))"
    r"|\bbarley|\brye\b|spelt|triticale|bulgur|couscous|semolina|farina|\bpasta(?!.*gluten-free)|spaghetti|macaroni|noodles(?!.*(rice|cellophane))"
    r"|\bbread|crackers|cookies|\bcake|muffin|bagel|biscuit|\broll|tortillas.*flour|pie crust|pastry|phyllo|croissant"
    r"|doughnut|waffle|pancake|\bpretzel|seitan|gluten$|shoyu|soy sauce made from soy and wheat|\bbeer\b|malt|worcestershire|wonton|\boats?\b|oat bran|oatmeal",
    "crustaceans": r"crustacean|shrimp|crab\b|lobster|crayfish",
    "eggs": r"\begg|mayonnaise|meringue|noodles, egg|custard|ladyfinger|cake\b|hollandaise|eggnog",
    "fish": r"^fish\b|fish,|anchov|salmon|tuna|worcestershire|\bcod\b|sardine|caviar|surimi|caesar",
    "peanuts": r"peanut",
    "soybeans": r"soy\b|soyb|soymilk|tofu|tempeh|miso\b|natto|edamame|okara|hoisin|teriyaki|meatless|margarine|shortening.*soy",
    "milk": r"milk(?!.*(almond|coconut|soy|rice milk|imitation, non-soy|human|fish))|\bcheese(?!.*(substitute))|\bbutter(?!nut|bur|fish|head|scotch|.*(peanut|almond|cashew|cocoa|sesame|sunflower|apple))|cream(?!.*(of tartar|creamed coconut|coconut cream|style))"
    r"|yogurt|whey|casein|ghee|ice cream|kefir|custard|caramel|fudge|dulce|buttermilk|ranch|alfredo|velveeta|milk chocolate",
    "nuts": r"^nuts, (?!coconut)|almond|hazelnut|walnut|pecan|cashew|pistachio|macadamia|brazilnut|marzipan|praline|pesto|nougat",
    "celery": r"celery|celeriac|\bstock\b|broth|bouillon|vegetable juice cocktail",
    "mustard": r"mustard(?! (greens|spinach))",
    "sesame": r"sesame|tahini|hummus|halavah|falafel",
    "sulphites": r"\bwine\b|dried, sulfured|dehydrated.*sulfured|raisins, golden|vinegar, (balsamic|red wine)|molasses",
    "lupin": r"lupin",
    "molluscs": r"mollusk|clam|oyster|mussel|squid|octopus|scallop|snail|whelk|abalone",
}  # fmt: skip
_PATTERNS = {code: re.compile(pattern, re.IGNORECASE) for code, pattern in ALLERGENS.items()}

SIMPLE_GROUPS = {100, 200, 400, 500, 900, 1000, 1100, 1200, 1300, 1500, 1600, 1700, 2000}
"""Groups whose foods are what they are called; of the others only what was found is known."""
_COMPOSED = re.compile(
    r"dressing|seasoning mix|sausage|prepared|canned, (with|in)|\bmix\b|sauce|breaded|stuffed|flavor|imitation|"
    r"substitute|spread|beverage|drink|salad|formulated|restaurant|commodity|babyfood|\bbar\b|topping|margarine|nugget|patt(y|ies)",
    re.IGNORECASE,
)

DIET_GROUPS = {500: "poultry", 700: "meat", 1000: "pork", 1300: "beef", 1500: "fish", 1700: "meat"}
DIETS: dict[str, str] = {
    "pork": r"\bpork|bacon(?!, (turkey|meatless))|\bham\b|\blard\b|prosciutto|gelatins?,",
    "beef": r"\bbeef(?!steak| tomato)|tallow|suet|gelatins?,",
    "meat": r"\bmeat(?!less)|lamb|veal|sausage(?!, meatless)|frankfurter|salami|bologna|venison|\bgoat, raw",
    "poultry": r"chicken|turkey|\bduck\b|goose",
    "fish": r"^fish\b|anchov|caesar|worcestershire|oyster|shrimp|clam",
    "egg": r"\begg(?!plant)|mayonnaise",
    "milk": r"\b\B",
    "honey": r"\bhoney\b(?!dew)",
    "alcohol": r"alcoholic beverage|\bwine\b|\bbeer\b|liqueur|vanilla extract|sake\b",
}  # fmt: skip
_DIET_PATTERNS = {code: re.compile(pattern, re.IGNORECASE) for code, pattern in DIETS.items()}


def of(description: str, group: int, _group_name: str) -> tuple[str | None, str | None]:
    """Return (allergens, made of) as codes joined by blanks; allergens are `?…` when others may be hidden."""
    found = [code for code, pattern in _PATTERNS.items() if pattern.search(description)]
    made = {code for code, pattern in _DIET_PATTERNS.items() if pattern.search(description)}
    if group in DIET_GROUPS:
        made.add(DIET_GROUPS[group])
    if "milk" in found:
        made.add("milk")
    if "eggs" in found:
        made.add("egg")
    checked = (
        group in SIMPLE_GROUPS
        and not _COMPOSED.search(description)
        and not re.search(r"[A-Z]{4,}", description)
    )
    return ("" if checked else "?") + " ".join(found), " ".join(sorted(made))


def union(parts: Iterable[tuple[str | None, str | None]]) -> tuple[str, str]:
    """Return the facets of a mixture."""
    contains: set[str] = set()
    made: set[str] = set()
    unchecked = False
    for allergens, diet in parts:
        unchecked |= (allergens or "?").startswith("?")
        contains |= set((allergens or "").lstrip("?").split())
        made |= set((diet or "").split())
    ordered = [code for code in ALLERGENS if code in contains]
    return ("?" if unchecked else "") + " ".join(ordered), " ".join(sorted(made))
