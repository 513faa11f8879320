"""Apply claims of a line about what is not in a food: `gluten-free`, `without nuts`, `vegan`."""

from collections.abc import Sequence
from dataclasses import replace

from ..nutrition.text import words
from .claim_words import (
    CLAIM_AFTER,
    CLAIM_BEFORE,
    CLAIMS_BY_LAW,
    CONDITIONS,
    LACTOSE_WORDS,
    NO_CLAIM_AFTER,
    NOT_A_CLAIM,
    SUFFIX_CLAIMS,
    VEGETARIAN_CLAIMS,
)
from .diet_words import separated
from .diets import FROM_ANIMALS, Matter
from .lexicon import Facets, lexicon
from .model import Allergen
from .profile import Gap
from .reading import LineFindings
from .tiles import ALLERGENS, Tile
from .tokens import Token, is_neutral, place_of

ALL_CODES = frozenset({*Allergen, *Matter})


def apply_claims(tokens: Sequence[Token], tiles: list[Tile], reading: LineFindings) -> None:
    """Apply `peanut-free`, `without nuts`, `sans gluten`."""
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
        if not _is_conditional(tokens, tile.start):
            _clear(tokens, tiles, tile, reading)
    for tile in tiles:
        # A listed phrase that is a claim: `gluten free panko`.
        if "free" not in tile.words or _is_conditional(tokens, tile.start):
            continue
        if kept := CLAIMS_BY_LAW.intersection(tile.words):
            reading.free |= kept
            tile.facets = replace(
                tile.facets,
                contains=tile.facets.contains - kept,
                may_contain=tile.facets.may_contain - kept,
            )
    _vegan(tokens, tiles, reading)
    for place, token in enumerate(tokens):
        for suffix in SUFFIX_CLAIMS:
            stem = token.word.removesuffix(suffix)
            if stem == token.word or len(stem) < 2:
                continue
            facets = lexicon().find(words(stem), "de") or lexicon().in_compound(stem)
            if facets is not None and facets.contains:
                tile = Tile(place, place + 1, facets, food=False, claimed=True)
                tiles[:] = [other for other in tiles if not other.start <= place < other.end]
                tiles.append(tile)
                if not _is_conditional(tokens, place):
                    _clear(tokens, tiles, tile, reading)
                break


def _vegan(tokens: Sequence[Token], tiles: list[Tile], reading: LineFindings) -> None:
    """`vegan mince` has no animal codes for diets; its ingredients are unknown, and it may have traces."""
    listed = {place for tile in tiles for place in range(tile.start, tile.end) if tile.end - tile.start > 1}
    for place, token in enumerate(tokens):
        claimed = VEGETARIAN_CLAIMS.get(token.word)
        if claimed is None or place in listed or _is_conditional(tokens, place):
            continue
        if place and tokens[place - 1].word in NOT_A_CLAIM:
            continue
        reading.claimed |= claimed
        if token.word.startswith("vegan"):
            reading.free |= FROM_ANIMALS
        reading.unknown.append((token.word, Gap.COMPOSED, frozenset()))
        tiles.append(Tile(place, place + 1, Facets(), food=False, claimed=True))
        for tile in tiles:
            if not tile.claimed and _reaches(tokens, place, tile):
                gone = tile.facets.contains & claimed
                tile.facets = replace(
                    tile.facets,
                    contains=tile.facets.contains - gone,
                    may_contain=tile.facets.may_contain | gone,
                )


def _clear(tokens: Sequence[Token], tiles: list[Tile], claim: Tile, reading: LineFindings) -> None:
    """A claim applies to the foods of its clause: `gluten-free flour`, not `gluten-free wheat`.

    A clause with nothing but the claim speaks of the clause before it: `tamari (gluten-free)`. Only gluten and
    lactose have limits that a claim must keep; of anything else there may be some left.
    """
    here = tokens[claim.start]
    lactose = tokens[claim.start].word in LACTOSE_WORDS
    codes = frozenset({Matter.LACTOSE.value}) if lactose else claim.facets.contains
    kept = codes & CLAIMS_BY_LAW
    reading.free |= kept
    reading.claimed |= codes
    foods = [tile for tile in tiles if tile is not claim and not tile.claimed]
    meant = [tile for tile in foods if _reaches(tokens, claim.start, tile)]
    if not here.segment and not any(tile.food for tile in meant):
        meant += [tile for tile in foods if tokens[tile.start].clause == here.clause - 1]
    for tile in meant:
        if not _may_be_without(tile, codes):
            continue
        left = (tile.facets.contains & codes) - kept
        tile.facets = replace(
            tile.facets,
            contains=tile.facets.contains - codes,
            may_contain=((tile.facets.may_contain - codes) | left) - (codes & ALLERGENS),
            # Another food than the plain one, independent of its ingredients.
            composed=tile.facets.composed or not (lactose or tile.facets.decided or tile.facets.own),
        )
        if doubt := (codes & ALLERGENS) - kept:
            said = " ".join(token.word for token in tokens[tile.start : tile.end])
            reading.unknown.append((said, Gap.COMPOSED, ALL_CODES - doubt))
        reading.heads.update(tile.words or (tokens[tile.end - 1].word,))


def _reaches(tokens: Sequence[Token], claim: int, tile: Tile) -> bool:
    """Whether a claim at a position applies to the food of a tile: no other food begins between them."""
    same = place_of(tokens[claim]) == place_of(tokens[tile.start])
    return same and not separated([token.word for token in tokens], claim, tile.start)


def is_several(tokens: Sequence[Token], tiles: Sequence[Tile], language: str) -> bool:
    """Whether a claim of the line and another part of it are separate: `gluten-free pasta and 2 xyz`."""
    said = [token.word for token in tokens]
    covered = {place for tile in tiles for place in range(tile.start, tile.end)}
    things = [tile.start for tile in tiles if tile.food and not tile.claimed]
    things += [
        place for place, word in enumerate(said) if place not in covered and not is_neutral(word, language)
    ]
    claims = [tile.start for tile in tiles if tile.claimed or "free" in tile.words]
    return any(separated(said, claim, thing) for claim in claims for thing in things)


def _is_conditional(tokens: Sequence[Token], place: int) -> bool:
    """Whether a claim is optional: `gluten-free if preferred`."""
    return any(token.word in CONDITIONS for token in tokens if token.clause == tokens[place].clause)


def _may_be_without(tile: Tile, codes: frozenset[str]) -> bool:
    """Whether such foods without it exist: soy sauce without gluten, but no wheat."""
    held = tile.facets.contains & ALLERGENS
    return (
        tile.facets.generic
        or bool(tile.entry)
        or tile.facets.composed
        or tile.facets.decided
        or not held <= codes
    )


def _claimed_before(before: list[str]) -> bool:
    """Whether the words before exclude it: `without`, `free of`, `free from any`."""
    if not before:
        return False
    return (
        before[-1] in CLAIM_BEFORE
        or " ".join(before[-2:]) in CLAIM_BEFORE
        or " ".join(before[-3:]) in CLAIM_BEFORE
    )
