"""Scanner of one ingredient line for allergens.

The rule is a closed world: a line is checked only when every word of it is known, as a food whose facets are
complete, or as a stop word (amount, preparation, purpose). A misspelling, a brand, another language, letters
of another script are unknown words, so they can't make a recipe "free of" anything.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from ...language.languages import base_language
from ..nutrition.analyze import WHOLE_NAME
from ..nutrition.database import FoodDatabase, shipped
from ..nutrition.match import Matcher
from ..nutrition.parse import parse_line
from ..nutrition.text import words
from .claim_words import DISHES_AND_DEEDS, ELLIPTIC, ELLIPTIC_AFTER, FOOD_SIGNS, OPTIONAL, PRODUCT_HEADS
from .diet_words import CHOICE, CodedPhrase, adjusted, broken_by_choice
from .lexicon import IMPLIED, Facets, lexicon
from .line_claims import apply_claims, is_several
from .model import Allergen
from .profile import Gap, How
from .reading import CodeMatch, LineFindings
from .spelling import is_harmless_compound, near_names
from .tiles import ALLERGENS, StatedProducts, Tile, TileFinder, food_facets
from .tokens import LONGEST_LINE, SIGNS, Token, is_neutral, place_of, tidy, tokens_of

LANGUAGES = ("en", "de", "fr", "es", "it")
SHORTEST_SLIP_IN_PROSE = 6
"""Least length of a word of a step that is compared with the names of allergens."""
SURE_MATCH = 0.6
"""From this score on, a matched food is used."""


class LineReader:
    """Scanner of lines. Reuse one instance: it caches the words of each language.

    `products` are the household's statements about products; they have priority over the lexicon.
    """

    def __init__(self, database: FoodDatabase | None = None, products: StatedProducts | None = None) -> None:
        database = database or shipped()
        self._lexicon = lexicon()
        self._finder = TileFinder(database, products)
        self._matcher = Matcher(database)
        self.read = lru_cache(maxsize=4096)(self._read)

    def _read(self, text: str, language: str) -> LineFindings:
        """Scan a line. Never raises; a line that is too long is not checked."""
        language = base_language(language)
        reading = LineFindings()
        if len(text) > LONGEST_LINE:
            reading.unknown.append((text[:40], Gap.UNKNOWN_WORD, frozenset()))
        said = tidy(text)
        for sign in SIGNS.findall(said):
            self._sign(sign, reading)
        tokens = tokens_of(said, language)
        tiles = self._finder.with_products(tokens, self._finder.known(tokens, language, reading.entries))
        apply_claims(tokens, tiles, reading)
        self._products(tokens, tiles, language)
        covered = {place for tile in tiles for place in range(tile.start, tile.end)}
        for place, token in enumerate(tokens):
            if place not in covered and (not is_neutral(token.word, language) or _is_elliptic(tokens, place)):
                self._unknown(token, language, reading, tiles, place)
        self._diets(tokens, tiles, language)
        optional = any(phrase in f" {' '.join(token.word for token in tokens)} " for phrase in OPTIONAL)
        self._collect(tokens, tiles, reading, optional=optional)
        self._compare(text, language, tiles, reading)
        if reading.free and is_several(tokens, tiles, language):
            # A claim about one food of the line does not apply to an unknown word beside another food.
            reading.free.clear()
        if not reading.foods and not reading.unknown and tokens:
            reading.unknown.append((text.strip(), Gap.NO_FOOD, frozenset()))
        return reading

    def mentions(self, text: str, language: str) -> Iterator[CodeMatch]:
        """Scan other text (a title, a step); its unknown words are ignored."""
        language = base_language(language)
        reading = LineFindings()
        for start in range(0, len(text), LONGEST_LINE):
            said = tidy(text[max(0, start - 40) : start + LONGEST_LINE])
            for sign in SIGNS.findall(said):
                self._sign(sign, reading)
            tokens = tokens_of(said, language)
            tiles = [
                tile for tile in self._finder.listed(tokens, language) if not _is_dish_or_deed(tile, tokens)
            ]
            tiles = self._finder.with_products(tokens, tiles, mentioned=True)
            apply_claims(tokens, tiles, reading)
            covered = {place for tile in tiles for place in range(tile.start, tile.end)}
            for place, token in enumerate(tokens):
                known = token.word in DISHES_AND_DEEDS or is_neutral(token.word, language)
                if place not in covered and not known:
                    self._in_prose(token.word, language, reading, tiles, place)
            self._diets(tokens, tiles, language)
            self._collect(tokens, tiles, reading, optional=False)
        # The usual ingredients of a composed food are reported only where it is an ingredient.
        yield from (found for found in reading.found if found.how is not How.COMPOSED)

    def _compare(self, text: str, language: str, tiles: Sequence[Tile], reading: LineFindings) -> None:
        """Add allergens of the matched food that the words did not give.

        Both checks must agree on "free of".
        """
        parsed = parse_line(text, language)
        matches = self._matcher.match(parsed) if parsed.is_ingredient else []
        if not matches or matches[0].score < SURE_MATCH:
            return
        best = matches[0]
        reading.matched = best.food.number
        facets = (
            food_facets(best.food)
            if best.entry is None
            else self._finder.facets_of(best.entry).with_food(food_facets(best.food))
        )
        said = {found.code for found in reading.found} | reading.free | reading.claimed
        for tile in tiles:
            if tile.facets.own and set(best.words) & set(tile.words):
                return
        reading.found.extend(
            CodeMatch(code=code, what=best.food.name, sure=False, how=How.COMPOSED)
            for code in sorted(facets.contains & ALLERGENS - said)
        )
        if (
            facets.composed
            and best.score >= WHOLE_NAME
            and not reading.unknown
            and not _is_listed(best.words, tiles)
        ):
            reading.unknown.append((best.food.name, Gap.COMPOSED, facets.free))

    def _products(self, tokens: Sequence[Token], tiles: list[Tile], language: str) -> None:
        """Words that make a product of the food beside them, else describe a cut: `1 chicken cube`."""
        heads = PRODUCT_HEADS.get(language, {})
        for place, token in enumerate(tokens):
            head = heads.get(token.word)
            if head is None or any(tile.start <= place < tile.end for tile in tiles):
                continue
            beside = place - 1 if head.after else place + 1
            for tile in tiles:
                if not (tile.start <= beside < tile.end) or tile.claimed:
                    continue
                if place_of(tokens[beside]) != place_of(token):
                    continue
                if head.of & tile.facets.contains or head.words & set(
                    tile.words or tokens[beside].word.split()
                ):
                    tiles.append(
                        Tile(
                            place,
                            place + 1,
                            self._lexicon.find(words(head.like), "en") or Facets(composed=True),
                        )
                    )
                    break

    def _unknown(
        self, token: Token, language: str, reading: LineFindings, tiles: list[Tile], place: int
    ) -> None:
        word = token.word
        compound = self._lexicon.in_compound(word)
        if compound is not None:
            tiles.append(Tile(place, place + 1, compound))
            reading.unknown.append((word, Gap.UNKNOWN_WORD, frozenset()))
            return
        if language == "de" and is_harmless_compound(word, self._finder.is_harmless_food):
            reading.foods += 1
            return
        reading.unknown.append((word, Gap.UNKNOWN_WORD, frozenset()))
        self._misspelled(word, language, reading)

    def _misspelled(self, word: str, language: str, reading: LineFindings) -> None:
        for near in near_names(word, self._lexicon.rare):
            facets = self._lexicon.find((near,), language)
            if facets is not None:
                reading.found.extend(
                    CodeMatch(code=code, what=word, sure=False, how=How.MISSPELLED)
                    for code in sorted(facets.contains)
                )

    def _in_prose(
        self, word: str, language: str, reading: LineFindings, tiles: list[Tile], place: int
    ) -> None:
        """An unknown word of a step: only compounds and misspellings of long words count."""
        compound = self._lexicon.in_compound(word)
        if compound is not None:
            tiles.append(Tile(place, place + 1, compound))
        elif len(word) >= SHORTEST_SLIP_IN_PROSE and not any(is_neutral(word, said) for said in LANGUAGES):
            self._misspelled(word, language, reading)

    @staticmethod
    def _diets(tokens: Sequence[Token], tiles: list[Tile], language: str) -> None:
        """Apply words such as `vegan` and `alcohol-free` to the diet codes of the phrases."""
        kept = [tile for tile in tiles if not tile.claimed]
        parts = [
            CodedPhrase(tile.start, tile.end, tile.facets.contains, tile.facets.may_contain, entry=tile.entry)
            for tile in kept
        ]
        places = [(token.clause, token.segment) for token in tokens]
        for place, part in enumerate(adjusted([token.word for token in tokens], places, parts, language)):
            if part.added:
                facets = Facets(contains=part.contains, may_contain=part.may_contain)
                tiles.append(Tile(part.start, part.end, facets, food=False))
            else:
                tile = kept[place]
                tile.facets = replace(
                    tile.facets,
                    contains=part.contains,
                    may_contain=part.may_contain,
                    free=tile.facets.free | part.free,
                )

    def _collect(
        self, tokens: Sequence[Token], tiles: list[Tile], reading: LineFindings, *, optional: bool
    ) -> None:
        sides = _sides(tokens, tiles)
        for others in sides.values():
            for diet in broken_by_choice([frozenset(codes) for codes in others.values()]):
                what = " / ".join(
                    " ".join(token.word for token in tokens[tile.start : tile.end])
                    for tile in tiles
                    if tile.food and sides.get(tokens[tile.start].clause) is others
                )
                how = How.OPTIONAL if optional else How.LINE
                reading.found.append(CodeMatch(code=CHOICE[diet], what=what, sure=not optional, how=how))
        for tile in tiles:
            if tile.claimed:
                continue
            reading.foods += tile.food
            said = " ".join(token.word for token in tokens[tile.start : tile.end])
            if tile.facets.own:
                reading.heads.update(tile.words)
            if tile.entry:
                reading.entries.add(tile.entry)
                said = tile.entry
            if tile.facets.composed:
                reading.unknown.append((said, Gap.COMPOSED, tile.facets.free))
            where = tokens[tile.start]
            others = sides.get(where.clause, {})
            for code in sorted(tile.facets.contains):
                alternative = len(others) > 1 and not all(code in codes for codes in others.values())
                how = How.OPTIONAL if optional else How.ALTERNATIVE if alternative else How.LINE
                reading.found.append(
                    CodeMatch(code=code, what=said, sure=not optional and not alternative, how=how)
                )
            for code in sorted(tile.facets.may_contain):
                reading.found.append(CodeMatch(code=code, what=said, sure=False, how=How.COMPOSED))

    def _sign(self, sign: str, reading: LineFindings) -> None:
        codes = FOOD_SIGNS.get(sign)
        if codes is None:
            reading.unknown.append((sign, Gap.UNKNOWN_WORD, frozenset()))
            return
        reading.foods += 1
        for code in codes.split():
            implied = IMPLIED.get(Allergen(code), ()) if code in ALLERGENS else ()
            for told in (code, *implied):
                reading.found.append(CodeMatch(code=str(told), what=sign, sure=True, how=How.LINE))


def _is_elliptic(tokens: Sequence[Token], place: int) -> bool:
    """Whether a word of origin is short for a food: `ham and American`."""
    token = tokens[place]
    if token.word not in ELLIPTIC or (
        place + 1 < len(tokens) and place_of(tokens[place + 1]) == place_of(token)
    ):
        return False
    before = tokens[place - 1] if place else None
    if before is None or before.clause != token.clause:
        return False
    return before.segment != token.segment or before.word in ELLIPTIC_AFTER


def _is_listed(said: Sequence[str], tiles: Sequence[Tile]) -> bool:
    """Whether a listed phrase that is decided, or complete by itself, covers the words of a match."""
    return any((tile.facets.own or tile.facets.decided) and set(said) <= set(tile.words) for tile in tiles)


def _is_dish_or_deed(tile: Tile, tokens: Sequence[Token]) -> bool:
    return tile.end - tile.start == 1 and tokens[tile.start].word in DISHES_AND_DEEDS


def _sides(tokens: Sequence[Token], tiles: list[Tile]) -> dict[int, dict[int, set[str]]]:
    """The codes of each alternative that names a food, by clause."""
    sides: dict[int, dict[int, set[str]]] = {}
    for tile in tiles:
        if tile.food and not tile.claimed:
            where = tokens[tile.start]
            sides.setdefault(where.clause, {}).setdefault(where.segment, set()).update(tile.facets.contains)
    return sides
