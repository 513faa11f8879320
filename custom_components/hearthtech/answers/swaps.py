"""What may stand in for an ingredient, and how much of it: kitchen rules of thumb, for one amount of what is missing.

Each is told with what it changes. Who at the table can't eat one is looked up in their profiles, not here.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Swap:
    """Take `use`, a food by its plain name, in the way `how` tells."""

    use: str
    how: str
    others: tuple[str, ...] = ()
    """Further foods that it takes, for the check of allergens."""

    @property
    def foods(self) -> tuple[str, ...]:
        """All foods that would get into the dish."""
        return (self.use, *self.others)


SWAPS: dict[str, tuple[Swap, ...]] = {
    "butter": (Swap("olive oil", "three quarters as much olive oil"), Swap("margarine", "as much margarine"), Swap("applesauce", "in cakes, half as much applesauce")),
    "margarine": (Swap("butter", "as much butter"), Swap("olive oil", "three quarters as much olive oil")),
    "vegetable oil": (Swap("olive oil", "as much olive oil"), Swap("butter", "a quarter more melted butter")),
    "olive oil": (Swap("vegetable oil", "as much vegetable oil"), Swap("butter", "a quarter more melted butter")),
    "egg": (Swap("flaxseed", "for each egg a tablespoon of ground flaxseed in three tablespoons of water"), Swap("banana", "in sweet dough, half a mashed banana for each egg"), Swap("applesauce", "in sweet dough, a quarter cup of applesauce for each egg")),
    "milk": (Swap("oat drink", "as much oat drink"), Swap("soy milk", "as much soy milk"), Swap("water", "as much water and a little butter", ("butter",))),
    "buttermilk": (Swap("milk", "a cup of milk with a tablespoon of lemon juice, left for ten minutes", ("lemon juice",)), Swap("yogurt", "three parts yogurt thinned with one part water")),
    "cream": (Swap("milk", "three parts milk with one part melted butter; it will not whip", ("butter",)), Swap("coconut milk", "as much coconut milk")),
    "heavy cream": (Swap("milk", "three parts milk with one part melted butter; it will not whip", ("butter",)), Swap("coconut milk", "as much coconut milk")),
    "sour cream": (Swap("yogurt", "as much plain yogurt"),),
    "yogurt": (Swap("sour cream", "as much sour cream"), Swap("buttermilk", "as much buttermilk, for a thinner dough")),
    "mayonnaise": (Swap("yogurt", "as much plain yogurt"),),
    "cream cheese": (Swap("ricotta", "as much drained ricotta"),),
    "parmesan": (Swap("pecorino", "as much pecorino, and less salt"),),
    "sugar": (Swap("honey", "three quarters as much honey, and a little less liquid"), Swap("maple syrup", "three quarters as much maple syrup, and a little less liquid"), Swap("brown sugar", "as much brown sugar")),
    "brown sugar": (Swap("sugar", "as much sugar with a spoonful of molasses", ("molasses",)), Swap("honey", "three quarters as much honey, and a little less liquid")),
    "honey": (Swap("maple syrup", "as much maple syrup"), Swap("sugar", "a quarter more sugar, and a little more liquid")),
    "flour": (Swap("spelt flour", "as much spelt flour"), Swap("oat flour", "as much oat flour, for a denser dough")),
    "cornstarch": (Swap("flour", "to thicken, twice as much flour"), Swap("potato starch", "as much potato starch")),
    "baking powder": (Swap("baking soda", "a quarter as much baking soda, and something sour"),),
    "baking soda": (Swap("baking powder", "three times as much baking powder"),),
    "yeast": (Swap("baking powder", "in flat breads, a teaspoon of baking powder for a cup of flour"),),
    "bread crumbs": (Swap("oats", "as many ground oats"), Swap("crackers", "as many crushed crackers")),
    "lemon juice": (Swap("lime juice", "as much lime juice"), Swap("vinegar", "half as much mild vinegar")),
    "vinegar": (Swap("lemon juice", "as much lemon juice"),),
    "wine": (Swap("broth", "as much broth with a dash of vinegar", ("vinegar",)),),
    "soy sauce": (Swap("tamari", "as much tamari"), Swap("salt", "a pinch of salt and a little broth", ("broth",))),
    "garlic": (Swap("garlic powder", "an eighth of a teaspoon of garlic powder for each clove"),),
    "onion": (Swap("shallot", "as many shallots"), Swap("leek", "as much leek")),
    "shallot": (Swap("onion", "as much onion, and a little garlic", ("garlic",)),),
    "tomato paste": (Swap("tomato", "three times as much tomato, boiled down"),),
    "broth": (Swap("water", "as much water, with salt and herbs"),),
    "stock": (Swap("water", "as much water, with salt and herbs"),),
    "rice": (Swap("bulgur", "as much bulgur"), Swap("quinoa", "as much quinoa")),
    "peanut": (Swap("sunflower seed", "as many sunflower seeds"),),
    "walnut": (Swap("pecan", "as many pecans"), Swap("sunflower seed", "as many sunflower seeds")),
    "almond": (Swap("hazelnut", "as many hazelnuts"), Swap("sunflower seed", "as many sunflower seeds")),
    "parsley": (Swap("chervil", "as much chervil"), Swap("celery leaf", "as many celery leaves")),
    "cilantro": (Swap("parsley", "as much parsley, and a little lime"),),
    "basil": (Swap("oregano", "half as much oregano"),),
}  # fmt: skip
"""By the plain name of what is missing, in the singular."""


def swaps_for(stems: list[str]) -> tuple[str, tuple[Swap, ...]]:
    """The name and what may stand in for it: the longest name whose words are all there."""
    said = set(stems)
    found = [name for name in SWAPS if set(name.split()) <= said]
    name = max(found, key=len, default="")
    return name, SWAPS.get(name, ())
