"""Allergens and diets of a food, from its group and the words of its description.

`contains` lists codes of the EU's 14 (Regulation 1169/2011, annex II; they include the nine of the US FALCPA and FASTER
acts); a leading `?` means that others may be hidden, because the food has many ingredients and its description does not
name them all. `diet` lists the ingredients that matter for diets.
"""

from collections.abc import Iterable
import re

ALLERGENS: dict[str, str] = {
    "gluten": r"\bwheat|\bbarley|\brye\b|spelt|triticale|bulgur|couscous|semolina|farina|pasta|spaghetti|macaroni|noodles"
    r"|\bbread|crackers?\b|cookies|\bcakes?\b|muffin|bagel|biscuit|\brolls?\b|tortillas.*flour|pie crust|pastry|phyllo|croissant"
    r"|doughnut|waffle|pancake|pretzel|seitan|^vital|\bbeer\b|\bmalt|worcestershire|wonton|\boats?\b|oatmeal|croutons|stuffing|pizza"
    r"|ladyfingers|ice cream cones|breaded|batter|fried, flour|souffle|hoisin|teriyaki|soy sauce made from soy and wheat|gravy|soup.*condensed",
    "crustaceans": r"crustacean|shrimp|crab\b|lobster|crayfish",
    "eggs": r"\beggs?\b|mayonnaise|meringue|custard|ladyfinger|\bcakes?\b|hollandaise|eggnog|caesar|tartar sauce|waffle|pancake",
    "fish": r"^fish\b|(?<!cray)fish,|anchov|salmon|tuna\b|worcestershire|\bcod\b|sardine|caviar|surimi|caesar",
    "peanuts": r"peanut",
    "soybeans": r"\bsoy|soyb|tofu|tempeh|\bmiso\b|natto|edamame|okara|hoisin|teriyaki|meatless|margarine",
    "milk": r"\bmilk|cheese|\bbutter\b|\bcream\b|\bcreamy?\b|yogurt|whey|casein|\bghee|ice creams?|kefir|custard|caramel|fudge|dulce"
    r"|buttermilk|ranch|alfredo|velveeta|white chocolate|pesto|eggnog|\bqueso|caesar",
    "nuts": r"^nuts, (?!coconut)|almond|hazelnut|walnut|pecan|cashew|pistachio|macadamia|brazilnut|marzipan|praline|pesto|nougat|pine nuts",
    "celery": r"celery|celeriac|vegetable juice cocktail|broth|bouillon|\bstock\b",
    "mustard": r"mustard",
    "sesame": r"sesame|tahini|hummus|halavah|falafel",
    "sulphites": r"\bwine\b|dried, sulfured|dehydrated.*sulfured|raisins, golden|vinegar, (balsamic|red wine)",
    "lupin": r"\blupin",
    "molluscs": r"mollusk|\bclams?\b|oyster(?!s? mushroom)|mussel|squid|octopus|scallop|\bsnail|whelk|abalone",
}
_PATTERNS = {code: re.compile(pattern, re.IGNORECASE) for code, pattern in ALLERGENS.items()}

_MISLEADING = re.compile(
    r"(peanut|almond|cashew|sesame|sunflower seed|sunflower|cocoa|apple|nutmeg|sheanut|ucuhuba) butter|butter ?nut|butter(scotch|head|bur|fish)"
    r"|(almond|coconut|soy|rice|human|fish) ?milk|soymilk|ricemilk|milkfish|coconut (milk|cream|meat)|grated meat|meat \(liquid|cream of tartar|cream[- ]style"
    r"|creamed|milk, imitation, non-soy|cheese substitute|gluten-free|noodles, chinese, cellophane|rice noodles|noodles, .*rice|buckwheat"
    r"|eggplant|egg-?less|butter, without|bread and butter|non-?dairy|beefsteak|vegetable oyster|winter, spaghetti|flour, white, cake|oyster mushroom|mushrooms, oyster|oyster crackers",
    re.IGNORECASE,
)
"""Words that name an allergen without meaning it. `butter, without salt` is restored by its group."""
_NEVER_MISLED = frozenset({"peanuts", "soybeans", "nuts", "sesame", "crustaceans", "celery"})
"""Searched in the whole description: peanut butter contains no butter, but peanuts."""
_PLAIN_BUTTER = re.compile(r"^butter\b", re.IGNORECASE)

SIMPLE_GROUPS = {100, 200, 400, 500, 900, 1000, 1100, 1200, 1300, 1500, 1600, 1700, 2000}
"""Groups whose foods are what their names state; of the others only what was found is known."""
_COMPOSED = re.compile(
    r"dressing|seasoning mix|sausage|\bprepared|canned, (with|in)|\bmix\b|\bsauce\b|breaded|stuffed|flavor|imitation|"
    r"substitute|spread|beverage|drink|salad(?! or cooking)|formulated|restaurant|commodity|babyfood|\bbar\b|topping|margarine|nugget|"
    r"patt(y|ies)|shortening|cured|^miso|batter|burger|souffle|ice cream|creamsicle|sandwich|gravy|gefilt|baked, canned|chili with|beans, chili|"
    r"extender|vegetarian|rotisserie|seasoned|seasoning|with (broth|vegetables|fruit|pork|omega|wheat|egg)|nutritional supplement|mixed nuts|"
    r"hummus|refried|catsup|pickle|relish|kimchi|curry powder|chili powder|pie spice|candied|homemade|filled|\bpate\b|vitasoy|soymilk|fried, flour",
    re.IGNORECASE,
)
_KNOWN = re.compile(
    r"^soy sauce|^sauce, fish|^tofu|^tempeh|^vinegar|^vanilla extract|^honey|^sugars?, |^syrups?, (maple|corn)|^molasses|"
    r"^cornstarch|^leavening agents|^beverages, (water|coffee, brewed|tea, (black|green), brewed)|^alcoholic beverage, wine, table|"
    r"^cocoa, dry powder|^gelatins, dry powder, unsweetened|^seaweed|^cheese, |^pork, cured, bacon|^tortillas, .*corn|^mustard, prepared",
    re.IGNORECASE,
)

_CHANGED = re.compile(
    r"imitation|substitute|product|with (vegetables|fruit|added)|flavou?r|anti-oxidants", re.IGNORECASE
)
"""Known foods with added ingredients."""

DIET_GROUPS = {500: "poultry", 700: "meat", 1000: "pork", 1300: "beef", 1500: "fish", 1700: "meat"}
DIETS: dict[str, str] = {
    "pork": r"\bpork\b|bacon(?!, (turkey|meatless))|\bham\b|\blard\b|prosciutto|gelatins?,|marshmallow|pepperoni|salami|chorizo",
    "beef": r"\bbeef\b|tallow|suet|gelatins?,|marshmallow|worcestershire.*beef",
    "meat": r"\bmeat(?!less|\b.*coconut)|lamb\b|veal\b|sausage(?!, meatless)|frankfurter|salami|bologna|venison|goat, raw|chorizo",
    "poultry": r"chicken(?!pea)|turkey|\bduck\b|goose\b",
    "fish": r"^fish\b|^sauce, fish|anchov|caesar|worcestershire|oyster(?! cracker|.*mushroom)|shrimp|\bclams?\b|crustacean|mollusk",
    "honey": r"\bhoney\b(?!dew)",
    "alcohol": r"alcoholic beverage|\bwine\b(?!.*vinegar)|\bbeer\b|liqueur|vanilla extract|\bsake\b",
}
_DIET_PATTERNS = {code: re.compile(pattern, re.IGNORECASE) for code, pattern in DIETS.items()}


def of(description: str, group: int, _group_name: str) -> tuple[str | None, str | None]:
    """Return (allergens, ingredients for diets) as codes joined by spaces; allergens are `?…` if others may be hidden."""
    meant = _MISLEADING.sub(" ", description)
    if _PLAIN_BUTTER.search(description):
        meant = description
    found = [
        code
        for code, pattern in _PATTERNS.items()
        if pattern.search(description if code in _NEVER_MISLED else meant)
    ]
    if (
        "vinegar" in description.lower()
        and "sulphites" in found
        and "wine" not in description.lower()
        and "balsamic" not in description.lower()
    ):
        found.remove("sulphites")
    made = {code for code, pattern in _DIET_PATTERNS.items() if pattern.search(meant)}
    if group in DIET_GROUPS:
        made.add(DIET_GROUPS[group])
    if "milk" in found:
        made.add("milk")
    if "eggs" in found:
        made.add("egg")
    if _KNOWN.search(description) and not _CHANGED.search(description):
        checked = True
    else:
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
        unchecked |= (allergens or "").startswith("?")
        contains |= set((allergens or "").lstrip("?").split())
        made |= set((diet or "").split())
    ordered = [
        code
        for allergen in ALLERGENS
        for code in (allergen, f"{allergen}?")
        if code in contains and (code == allergen or allergen not in contains)
    ]
    return ("?" if unchecked else "") + " ".join(ordered), " ".join(sorted(made))
