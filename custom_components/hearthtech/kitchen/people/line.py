"""Read one line of a recipe for what it may hide.

The rule is a closed world: a line is checked only when every word of it is known, as a food whose facets are
complete, or as a word that says how and not what. A misspelling, a brand, another language, letters of another
script are unknown words, so they can't make a recipe "free of" anything.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
import re
import unicodedata

from custom_components.hearthtech.kitchen.food.database import FoodDatabase, shipped
from custom_components.hearthtech.kitchen.food.model import Food
from custom_components.hearthtech.kitchen.food.text import plain, words
from custom_components.hearthtech.kitchen.food.vocabulary import vocabulary

from .diets import Matter
from .lexicon import IMPLIED, Facets, lexicon
from .model import Allergen
from .neutral import neutral_words
from .profile import Gap, How
from .words import (
    ALTERNATIVES,
    CLAIM_AFTER,
    CLAIM_BEFORE,
    CLAIMS_BY_LAW,
    DISHES_AND_DEEDS,
    EXAMPLES,
    FOOD_SIGNS,
    LACTOSE_WORDS,
    NO_CLAIM_AFTER,
    NO_MISSPELLING,
    NOT_A_CLAIM,
    OPTIONAL,
    SUFFIX_CLAIMS,
)

LONGEST_LINE = 2000
SHORTEST_PART = 4
"""Letters of a part of a compound; shorter ones are in too many words."""
_LONGEST_ALIAS = 7
_ALLERGENS = frozenset(Allergen)
_BREAK = re.compile(r"(?<=[^\W\d_])[-‐‑]\s*\n\s*(?=\w)")
_TIGHT = re.compile(r"[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufe00-\ufe0f]")
_CLAUSE = re.compile(r"[,;:()\[\]{}\n•|]|\s[-–—]\s|\.\s|[!?]")
_SLASH = re.compile(r"(?<=[^\W\d_])\s*/\s*(?=[^\W\d_])")
_ELISION = re.compile(
    r"\b([dlnsmtcjDLNSMTCJ]|[Qq]u|[Dd]ell|[Aa]ll|[Nn]ell|[Ss]ull|[Dd]all|[Uu]n)['’´`](?=[^\W\d_])"
)
_MIXED = re.compile(r"[^\W\d_]+\d\w*|(?<![\w.,/])\d(?=[^\W\d_])\w+")
_LOOKS_LIKE = str.maketrans("0134578", "oieastb")
"""Digits that stand for letters: `p3anuts`."""
_SIGN = re.compile(
    r"[\U0001F100-\U0001F1FF\U0001F330-\U0001F37F\U0001F400-\U0001F43F\U0001F950-\U0001F9CB\U0001FAD0-\U0001FADF]"
)
"""Pictures of foods and animals, and letters in boxes that are no letters to a computer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Something a line tells: an allergen or matter, the words that told it, and how sure that is."""

    code: str
    what: str
    sure: bool
    how: How


@dataclass(slots=True, kw_only=True)
class Reading:
    """What one line tells."""

    found: list[Found] = field(default_factory=list)
    unknown: list[tuple[str, Gap, frozenset[str]]] = field(default_factory=list)
    """The words and foods that keep it from being checked, each with what is not in it for all that."""
    free: set[str] = field(default_factory=set)
    entries: set[str] = field(default_factory=set)
    foods: int = 0
    """Phrases that stand for a food."""


@dataclass(slots=True)
class _Tile:
    """A phrase of the line that is known."""

    start: int
    end: int
    facets: Facets
    entry: str = ""
    food: bool = True
    claimed: bool = False


@dataclass(slots=True)
class _Token:
    word: str
    clause: int
    segment: int


def tidy(text: str) -> str:
    """Return the text without accents, marks that are not seen, and words broken at the end of a line."""
    text = unicodedata.normalize("NFKD", text[:LONGEST_LINE])
    text = _TIGHT.sub("", _BREAK.sub("", "".join(char for char in text if not unicodedata.combining(char))))
    return "".join(char for char in text if unicodedata.category(char) != "Cf")


def base_language(language: str) -> str:
    """`de` of `de-AT` and `DE_de`."""
    return language.replace("_", "-").partition("-")[0].lower()


class LineReader:
    """Reads lines. Keep one: it remembers the words of each language."""

    def __init__(self, database: FoodDatabase | None = None) -> None:
        self._database = database or shipped()
        self._lexicon = lexicon()
        self.read = lru_cache(maxsize=4096)(self._read)
        self._facets_of = lru_cache(maxsize=4096)(lambda number: _facets(self._database.food(number)))

    def _read(self, text: str, language: str) -> Reading:
        """What a line tells. Never raises; what is too long to be read whole is not checked."""
        language = base_language(language)
        reading = Reading()
        if len(text) > LONGEST_LINE:
            reading.unknown.append((text[:40], Gap.UNKNOWN_WORD, frozenset()))
        said = tidy(text)
        for sign in _SIGN.findall(said):
            self._sign(sign, reading)
        tokens = _tokens(said, language)
        tiles = self._tiles(tokens, language, reading.entries)
        self._claims(tokens, tiles, reading)
        covered = {place for tile in tiles for place in range(tile.start, tile.end)}
        for place, token in enumerate(tokens):
            if place not in covered and not _is_neutral(token.word, language):
                self._unknown(token, language, reading, tiles, place)
        optional = any(phrase in f" {' '.join(token.word for token in tokens)} " for phrase in OPTIONAL)
        self._collect(tokens, tiles, reading, optional=optional)
        if not reading.foods and not reading.unknown and tokens:
            reading.unknown.append((text.strip(), Gap.NO_FOOD, frozenset()))
        return reading

    def mentions(self, text: str, language: str) -> Iterator[Found]:
        """What prose (a title, a step) mentions; its unknown words say nothing."""
        language = base_language(language)
        reading = Reading()
        for start in range(0, len(text), LONGEST_LINE):
            said = tidy(text[max(0, start - 40) : start + LONGEST_LINE])
            for sign in _SIGN.findall(said):
                self._sign(sign, reading)
            tokens = _tokens(said, language)
            tiles = [tile for tile in self._tiles(tokens, language) if not tile.entry]
            tiles = [tile for tile in tiles if not _is_dish_or_deed(tile, tokens)]
            self._claims(tokens, tiles, reading)
            covered = {place for tile in tiles for place in range(tile.start, tile.end)}
            for place, token in enumerate(tokens):
                known = token.word in DISHES_AND_DEEDS or _is_neutral(token.word, language)
                if place not in covered and not known:
                    self._unknown(token, language, reading, tiles, place)
            self._collect(tokens, tiles, reading, optional=False)
        # What a composed food often holds is told where it is an ingredient.
        yield from (found for found in reading.found if found.how is not How.COMPOSED)

    # Finding phrases

    def _tiles(self, tokens: Sequence[_Token], language: str, named: set[str] | None = None) -> list[_Tile]:
        known = [*self._lexicon_tiles(tokens, language)]
        whole = [(tile.start, tile.end) for tile in known]
        for tile in self._alias_tiles(tokens, language):
            inside = [span for span in whole if span[0] <= tile.start and tile.end <= span[1]]
            if not inside:
                known.append(tile)
            elif named is not None and (tile.start, tile.end) in inside:
                named.add(tile.entry)
        return known

    def _lexicon_tiles(self, tokens: Sequence[_Token], language: str) -> Iterator[_Tile]:
        place = 0
        while place < len(tokens):
            tile = self._longest(tokens, place, language)
            if tile is None:
                place += 1
                continue
            yield tile
            place = tile.end

    def _longest(self, tokens: Sequence[_Token], start: int, language: str) -> _Tile | None:
        longest = self._lexicon.longest
        for end in range(min(len(tokens), start + longest), start, -1):
            run = tokens[start:end]
            if any(token.clause != run[0].clause or token.segment != run[0].segment for token in run):
                continue
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
                return _Tile(start, end, facets)
        return None

    def _alias_tiles(self, tokens: Sequence[_Token], language: str) -> Iterator[_Tile]:
        shelves = [_aliases(self._database, said) for said in dict.fromkeys((language, "en"))]
        place = 0
        while place < len(tokens):
            for end in range(min(len(tokens), place + _LONGEST_ALIAS), place, -1):
                run = tokens[place:end]
                if any(token.clause != run[0].clause or token.segment != run[0].segment for token in run):
                    continue
                said = " ".join(token.word for token in run)
                found = [shelf[said] for shelf in shelves if said in shelf]
                if found:
                    entry = self._database.entry(found[0])
                    yield _Tile(place, end, self._facets_of(entry.food), entry=entry.name)
                    place = end
                    break
            else:
                place += 1

    # What they tell

    def _claims(self, tokens: Sequence[_Token], tiles: list[_Tile], reading: Reading) -> None:
        """Take `peanut-free`, `without nuts`, `sans gluten` for what they are."""
        for tile in list(tiles):
            codes = tile.facets.contains
            if not codes:
                continue
            before = [token.word for token in tokens[max(0, tile.start - 3) : tile.start]]
            after = [token.word for token in tokens[tile.end : tile.end + 2]]
            if after[:1] and after[0] in CLAIM_AFTER and not NO_CLAIM_AFTER.intersection(after[1:]):
                end = tile.end + 1
            elif _claimed_before(before):
                end = tile.end
            else:
                continue
            if any(word in NOT_A_CLAIM for word in before[-2:]):
                continue
            tile.end = end
            tile.claimed = True
            self._clear(tokens, tiles, tile, reading)
        for place, token in enumerate(tokens):
            for suffix in SUFFIX_CLAIMS:
                stem = token.word.removesuffix(suffix)
                if stem == token.word or len(stem) < 2:
                    continue
                facets = self._lexicon.find(words(stem), "de") or self._lexicon.in_compound(stem)
                if facets is not None and facets.contains:
                    tile = _Tile(place, place + 1, facets, food=False, claimed=True)
                    tiles[:] = [other for other in tiles if not other.start <= place < other.end]
                    tiles.append(tile)
                    self._clear(tokens, tiles, tile, reading)
                    break

    @staticmethod
    def _clear(tokens: Sequence[_Token], tiles: list[_Tile], claim: _Tile, reading: Reading) -> None:
        """A claim holds for the generic foods of its clause: `gluten-free flour`, not `gluten-free wheat`.

        Only gluten and lactose have limits that a claim must keep; of anything else there may be some left.
        """
        here = tokens[claim.start]
        lactose = tokens[claim.start].word in LACTOSE_WORDS
        codes = frozenset({Matter.LACTOSE.value}) if lactose else claim.facets.contains
        kept = codes & CLAIMS_BY_LAW
        reading.free |= kept
        for tile in tiles:
            where = tokens[tile.start]
            if tile is claim or (where.clause, where.segment) != (here.clause, here.segment):
                continue
            if not tile.facets.generic and not tile.entry:
                continue
            tile.facets = Facets(
                contains=tile.facets.contains - codes,
                may_contain=(tile.facets.may_contain - kept) | ((tile.facets.contains & codes) - kept),
                # Another food than the plain one, whatever it is made of.
                composed=tile.facets.composed or not lactose,
                generic=tile.facets.generic,
                free=tile.facets.free,
            )

    def _unknown(
        self, token: _Token, language: str, reading: Reading, tiles: list[_Tile], place: int
    ) -> None:
        word = token.word
        compound = self._lexicon.in_compound(word)
        if compound is not None:
            tiles.append(_Tile(place, place + 1, compound))
            reading.unknown.append((word, Gap.UNKNOWN_WORD, frozenset()))
            return
        if language == "de" and self._harmless_compound(word):
            reading.foods += 1
            return
        reading.unknown.append((word, Gap.UNKNOWN_WORD, frozenset()))
        for near in _near(word, self._lexicon.rare):
            facets = self._lexicon.find((near,), language)
            if facets is None:
                continue
            reading.found.extend(
                Found(code=code, what=word, sure=False, how=How.MISSPELLED)
                for code in sorted(facets.contains)
            )

    def _harmless_compound(self, word: str) -> bool:
        """Whether a German compound is made of two harmless words that are known: `Kartoffelwürfel`."""
        for place in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
            first, last = word[:place], word[place:]
            if self._harmless(last) and any(
                self._harmless(first.removesuffix(link))
                for link in ("", "n", "en", "s")
                if first.endswith(link)
            ):
                return True
        return False

    def _harmless(self, part: str) -> bool:
        if len(part) < SHORTEST_PART:
            return False
        tokens = words(part)
        facets = self._lexicon.find(tokens, "de")
        if facets is None:
            entry = _aliases(self._database, "de").get(" ".join(tokens))
            if entry is None:
                return part in neutral_words("de")
            facets = self._facets_of(self._database.entry(entry).food)
        return not (facets.contains or facets.may_contain or facets.composed)

    def _collect(
        self, tokens: Sequence[_Token], tiles: list[_Tile], reading: Reading, *, optional: bool
    ) -> None:
        sides = _sides(tokens, tiles)
        for tile in tiles:
            if tile.claimed:
                continue
            reading.foods += tile.food
            said = " ".join(token.word for token in tokens[tile.start : tile.end])
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
                    Found(code=code, what=said, sure=not optional and not alternative, how=how)
                )
            for code in sorted(tile.facets.may_contain):
                reading.found.append(Found(code=code, what=said, sure=False, how=How.COMPOSED))

    def _sign(self, sign: str, reading: Reading) -> None:
        codes = FOOD_SIGNS.get(sign)
        if codes is None:
            reading.unknown.append((sign, Gap.UNKNOWN_WORD, frozenset()))
            return
        reading.foods += 1
        for code in codes.split():
            implied = IMPLIED.get(Allergen(code), ()) if code in _ALLERGENS else ()
            for told in (code, *implied):
                reading.found.append(Found(code=str(told), what=sign, sure=True, how=How.LINE))


def _is_dish_or_deed(tile: _Tile, tokens: Sequence[_Token]) -> bool:
    return tile.end - tile.start == 1 and tokens[tile.start].word in DISHES_AND_DEEDS


def _claimed_before(before: list[str]) -> bool:
    """Whether the words before say that it is not in there: `without`, `free of`, `free from any`."""
    if not before:
        return False
    return (
        before[-1] in CLAIM_BEFORE
        or " ".join(before[-2:]) in CLAIM_BEFORE
        or " ".join(before[-3:]) in CLAIM_BEFORE
    )


def _sides(tokens: Sequence[_Token], tiles: list[_Tile]) -> dict[int, dict[int, set[str]]]:
    """The codes of each alternative that names a food, by clause."""
    sides: dict[int, dict[int, set[str]]] = {}
    for tile in tiles:
        if tile.food and not tile.claimed:
            where = tokens[tile.start]
            sides.setdefault(where.clause, {}).setdefault(where.segment, set()).update(tile.facets.contains)
    return sides


def _tokens(said: str, language: str) -> list[_Token]:
    """The comparable words, with the clause they stand in and which of its alternatives they belong to."""
    tokens: list[_Token] = []
    either = {"//"} | ALTERNATIVES["en"] | ALTERNATIVES.get(language, frozenset()) | EXAMPLES
    newest = clause = segment = 0
    inside_choice = False
    """In brackets that began with "or": all in them is another choice of what stood before."""
    said = _MIXED.sub(lambda found: _spelled(found[0]), _ELISION.sub(r"\1 ", said))
    for separator, piece in _clauses(_SLASH.sub(" // ", said)):
        said_words = list(_words(piece))
        inside_choice = inside_choice and separator not in ")]}"
        if tokens and (inside_choice or (said_words[:1] and said_words[0] in either)):
            clause, segment = tokens[-1].clause, segment + 1
            inside_choice = inside_choice or separator in "([{"
        elif said_words:
            newest += 1
            clause, segment = newest, 0
        for word in said_words:
            if word in either:
                segment += 1
            else:
                tokens.append(_Token(word, clause, segment))
    return tokens


def _spelled(mixed: str) -> str:
    """Letters for the digits in a word, but for amounts (`5g`) and names that have one (`E322`)."""
    letters = mixed.lstrip("0123456789")
    if letters != mixed and letters.isalpha():
        unit = plain(letters) in vocabulary("en").units or len(letters) < 2
        if unit or (len(letters) > 3 and letters.lower() in neutral_words("en")):
            return mixed
    return mixed if lexicon().phrases.get(words(mixed)) else mixed.translate(_LOOKS_LIKE)


def _clauses(said: str) -> Iterator[tuple[str, str]]:
    """The parts between punctuation, each with the sign before it."""
    at, separator = 0, " "
    for found in _CLAUSE.finditer(said):
        yield separator, said[at : found.start()]
        at, separator = found.end(), found[0].strip() or " "
    yield separator, said[at:]


@lru_cache(maxsize=4096)
def singular(word: str) -> str:
    """`kiwi` for `kiwis`: an ending that `food.text` leaves alone, because most words that have it are no plurals."""
    if len(word) < 5 or not word.endswith("is"):
        return word
    one = word[:-1]
    return one if (one,) in lexicon().phrases or one in shipped().aliases() else word


def _words(text: str) -> Iterator[str]:
    for number, piece in enumerate(text.split(" // ")):
        if number:
            yield "//"
        yield from map(singular, words(piece))


@lru_cache(maxsize=16)
def _aliases(database: FoodDatabase, language: str) -> dict[str, int]:
    """The names of foods in a language, also with `d'` and `l'` as words of their own."""
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


def _facets(food: Food) -> Facets:
    contains = set(food.contains)
    may: set[str] = set(food.may_contain)
    for matter in food.made_of:
        contains.add(matter)
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


@lru_cache(maxsize=16384)
def _is_neutral(word: str, language: str) -> bool:
    """Whether a word says how, and not what."""
    return word.replace("/", "").replace(".", "").rstrip("%").isdigit() or word in neutral_words(language)


@lru_cache(maxsize=4096)
def _near(word: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """The allergens' names a word is a slip or two away from."""
    if len(word) < 5 or word in NO_MISSPELLING or not plain(word).isalpha():
        return ()
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    slips = 1 if len(word) < 8 else 2
    return tuple(
        near for near, _, _ in extract(word, known, scorer=OSA.distance, score_cutoff=slips, limit=3)
    )
