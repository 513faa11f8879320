"""Find the known phrases of a line: words of the lexicon, names of foods, and products of the household."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
import re

from ..nutrition.database import Entry, FoodDatabase
from ..nutrition.model import Food
from ..nutrition.text import words
from .diets import OF_FOOD, Matter
from .lexicon import Facets, lexicon
from .model import Allergen
from .tokens import Token

ALLERGENS = frozenset(Allergen)
_LONGEST_ALIAS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """Returns the facets that a household stated about a product, given those of the words of its name."""

    facets: Callable[[Facets | None], Facets]
    is_food: bool = True


type StatedProducts = Mapping[tuple[str, ...], Stated]
"""By the comparable words of the product's name."""


@dataclass(slots=True)
class Tile:
    """A phrase of the line that is known."""

    start: int
    end: int
    facets: Facets
    entry: str = ""
    food: bool = True
    claimed: bool = False
    words: tuple[str, ...] = ()


class TileFinder:
    """Finds the known phrases of a line.

    `products` are the household's statements about products; they have priority over the lexicon.
    """

    def __init__(self, database: FoodDatabase, products: StatedProducts | None = None) -> None:
        self._stated = products or {}
        self._longest_product = max(map(len, self._stated), default=0)
        self._database = database
        self._lexicon = lexicon()
        self.facets_of = lru_cache(maxsize=4096)(lambda entry: self._entry_facets(database.entry(entry)))

    def known(self, tokens: Sequence[Token], language: str, named: set[str]) -> list[Tile]:
        """The listed phrases and the names of foods; a listed phrase contains what the foods in it contain."""
        known = [*self.listed(tokens, language)]
        listed = tuple(known)
        for tile in self._alias_tiles(tokens, language):
            around = next((one for one in listed if one.start <= tile.start and tile.end <= one.end), None)
            if around is None:
                known.append(tile)
            elif (tile.start, tile.end) == (around.start, around.end):
                named.add(tile.entry)
                around.facets = around.facets.with_food(tile.facets)
            else:
                around.facets = around.facets.with_words(tile.facets)
        return known

    def _entry_facets(self, entry: Entry) -> Facets:
        """The facets of an entry's food. A composed one is known when its name is listed as decided."""
        facets = food_facets(self._database.food(entry.food))
        listed = self._lexicon.phrases.get(words(entry.name))
        if listed is None or not facets.composed or listed.composed:
            return facets
        return replace(listed.with_food(facets), composed=False) if listed.decided or listed.own else facets

    def listed(self, tokens: Sequence[Token], language: str) -> Iterator[Tile]:
        """Yield the phrases of the lexicon, the longest at each place, from left to right."""
        place = 0
        while place < len(tokens):
            tile = self._longest(tokens, place, language)
            if tile is None:
                place += 1
                continue
            yield tile
            place = tile.end

    def _longest(self, tokens: Sequence[Token], start: int, language: str) -> Tile | None:
        longest = self._lexicon.longest
        for end in range(_name_end(tokens, start, longest), start, -1):
            run = tokens[start:end]
            said = tuple(token.word for token in run)
            facets = self._lexicon.find(said, language)
            if (
                facets is None
                and 1 < len(run) < 4
                and min(map(len, said)) > 1
                and len(joined := "".join(said)) > 4
            ):
                # "pea nut", "ses-ame".
                facets = self._lexicon.find((joined,), language) or self._lexicon.find(
                    words(joined), language
                )
            if facets is not None:
                return Tile(start, end, facets, words=said)
        return None

    def _alias_tiles(self, tokens: Sequence[Token], language: str) -> Iterator[Tile]:
        shelves = [aliases_in(self._database, said) for said in dict.fromkeys((language, "en"))]
        place = 0
        while place < len(tokens):
            for end in range(_name_end(tokens, place, _LONGEST_ALIAS), place, -1):
                said = " ".join(token.word for token in tokens[place:end])
                found = [shelf[said] for shelf in shelves if said in shelf]
                if said not in shelves[0] and self._lexicon.is_local(words(said), language):
                    # `rôti` is how it is cooked, and not the bread.
                    continue
                if found:
                    entry = self._database.entry(found[0])
                    yield Tile(place, end, self.facets_of(entry.id), entry=entry.name)
                    place = end
                    break
            else:
                place += 1

    def with_products(
        self, tokens: Sequence[Token], tiles: list[Tile], *, mentioned: bool = False
    ) -> list[Tile]:
        """The tiles with those of stated products in place of their words' facets.

        A product does not count inside a longer phrase: a statement on "milk" does not apply to almond milk.
        Text that only mentions it (`mentioned`) is ignored: its line counts.
        """
        start = 0
        while start < len(tokens) and self._stated:
            for end in range(min(len(tokens), start + self._longest_product), start, -1):
                stated = self._stated.get(tuple(token.word for token in tokens[start:end]))
                longer = any(
                    tile.start <= start and end <= tile.end and (tile.start, tile.end) != (start, end)
                    for tile in tiles
                )
                if stated is None or longer:
                    continue
                inside = [tile for tile in tiles if tile.start < end and start < tile.end]
                known = _joined(inside, start, end)
                tiles = [tile for tile in tiles if tile not in inside]
                facets = Facets() if mentioned else stated.facets(known)
                said = tuple(token.word for token in tokens[start:end])
                tiles.append(Tile(start, end, facets, food=stated.is_food, claimed=mentioned, words=said))
                start = end - 1
                break
            start += 1
        return tiles

    def is_harmless_food(self, part: str) -> bool:
        """Whether a part of a German word is a food without any of the allergens."""
        tokens = words(part)
        facets = self._lexicon.find(tokens, "de")
        if facets is None:
            entry = aliases_in(self._database, "de").get(" ".join(tokens))
            if entry is None:
                return False
            facets = self.facets_of(entry)
        return not (facets.contains & ALLERGENS or facets.may_contain & ALLERGENS or facets.composed)


def _name_end(tokens: Sequence[Token], start: int, longest: int) -> int:
    """The end of the longest run that may be one name: of one clause, and without units of amounts."""
    first, end = tokens[start], start + 1
    if first.unit:
        return end
    for token in tokens[end : start + longest]:
        if token.unit or token.clause != first.clause or token.segment != first.segment:
            break
        end += 1
    return end


def _joined(tiles: Sequence[Tile], start: int, end: int) -> Facets | None:
    """The joint facets of the phrases of a run; `None` when a word of the run is in none of them."""
    if {place for tile in tiles for place in range(tile.start, tile.end)} < set(
        range(start, end)
    ) or not tiles:
        return None
    facets = tiles[0].facets
    for tile in tiles[1:]:
        facets |= tile.facets
    return facets


@lru_cache(maxsize=16)
def aliases_in(database: FoodDatabase, language: str) -> dict[str, int]:
    """The names of foods in a language, also with `d'` and `l'` as separate words."""
    known = dict(database.aliases(language))
    if language in {"fr", "it"}:
        for phrase, entry in list(known.items()):
            split = [
                part
                for word in phrase.split()
                for part in (
                    (word[0], word[1:]) if re.match(r"[dl][aeiouh]", word) and len(word) > 4 else (word,)
                )
            ]
            known.setdefault(" ".join(split), entry)
    return known


def food_facets(food: Food) -> Facets:
    """Return the facets of a food of the database, in the codes of the lexicon."""
    contains = set(food.contains)
    may: set[str] = set(food.may_contain)
    contains.update(OF_FOOD.get(matter, matter) for matter in food.made_of)
    if contains & {Matter.PORK, Matter.BEEF, Matter.POULTRY}:
        # "meat" is of an animal that is not named.
        contains.discard(Matter.MEAT.value)
    if contains & {Allergen.CRUSTACEANS, Allergen.MOLLUSCS}:
        contains.add(Matter.SHELLFISH.value)
        if Allergen.FISH not in food.contains:
            contains.discard(Matter.FISH.value)
    if Allergen.GLUTEN in contains:
        contains.add(Matter.GLUTEN.value)
    if Matter.MILK in contains:
        may.add(Matter.LACTOSE.value)
    return Facets(
        contains=frozenset(contains), may_contain=frozenset(may), composed=not food.checked, generic=False
    )
