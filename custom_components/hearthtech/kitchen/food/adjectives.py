"""Words that say how, not what. They count little in a name when they are no part of a phrase that is known."""

from functools import lru_cache

from custom_components.hearthtech.kitchen.food.text import words
from custom_components.hearthtech.kitchen.food.vocabulary import vocabulary

_WORDS = """
fresh freshly large small medium organic good quality homemade favorite favourite your store bought best real
natural raw whole extra virgin finely chopped diced minced sliced grated shredded ground crushed melted
softened unsalted salted sodium low reduced free fat full gluten plain pure premium ripe baby thick thin cut
cold hot warm dry dried frozen canned cooked uncooked peeled pitted seeded boneless skinless bone in skin on
lean trimmed leftover prepared of the a an and with style brand piece slice bag package can packed light dark
toasted roasted unsweetened sweetened unbleached enriched bleached fine coarse kosher vegan granulated instant
quick old fashioned new young tender sweet mild sharp spicy smoked red green yellow white black orange purple
golden brown any color kind type variety choice such as like regular classic traditional no non dairy salt
added sugar unsulphured rinsed drained halved quartered beaten sifted washed crumbled cubed thawed each about
or more some mixed assorted wild farmed local seasonal mini jumbo heaping heaped neutral flavored flavor
italian french greek mexican american asian chinese japanese korean thai english irish spanish german center
thinly roughly cage range grass fed day crusty creamy crispy soft firm additional approx approximately
precooked hearty decent nice generous optional to for from room temperature cool handful head clove sprig
stalk bunch leaf stick cube fillet half wedge chunk strip floret part jarred tinned bottle bottled lb oz g cup
tbsp tsp inch king arthur trader joe s bob mill sized size bulb room temp bite reserved hokkaido country
everyday chilled farm
"""

_NOUNS = frozenset(words("salt sugar clove leaf orange half cream heart rib ear ground bone egg"))
"""Light in a longer name, yet a food by themselves."""

LIGHT = (
    frozenset(words(_WORDS))
    | frozenset(stem for unit in vocabulary("en").units for stem in words(unit))
    | frozenset(stem for said in vocabulary("en").preparation for stem in words(said))
)


@lru_cache(maxsize=8)
def light_words(language: str) -> frozenset[str]:
    """Return the light words of a language."""
    if language == "en":
        return LIGHT
    said = vocabulary(language)
    return frozenset(stem for word in (*said.preparation, *said.sizes, *said.of) for stem in words(word))


def is_adjective(token: str) -> bool:
    """Whether a word can't be a food."""
    return all(stem in LIGHT and stem not in _NOUNS for stem in words(token))
