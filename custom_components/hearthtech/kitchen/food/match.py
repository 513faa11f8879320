"""Find the food a cook's words stand for, with a score, the reason and the runners-up.

First our own pantry names (what a cook means by `flour`), by the longest phrase that covers the head of the name;
then the descriptions of SR28 by the weight of the words they share.
"""

from collections.abc import Sequence
from functools import lru_cache

from custom_components.hearthtech.kitchen.food.database import Entry, FoodDatabase
from custom_components.hearthtech.kitchen.food.model import Match, ParsedLine
from custom_components.hearthtech.kitchen.food.quantity import GRAMS
from custom_components.hearthtech.kitchen.food.text import words

ACCEPT = 0.4
"""Matches below are not shown as understood."""
MAX_WORDS = 14
_LONGEST = 7

_LIGHT = frozenset(
    w
    for phrase in (
        "fresh", "freshly", "large", "small", "medium", "organic", "good", "quality", "homemade", "favorite", "favourite",
        "your", "store", "bought", "best", "real", "natural", "raw", "whole", "extra", "virgin", "finely", "chopped", "diced",
        "minced", "sliced", "grated", "shredded", "ground", "crushed", "melted", "softened", "unsalted", "salted", "sodium",
        "low", "reduced", "free", "fat", "full", "gluten", "plain", "pure", "premium", "ripe", "baby", "thick", "thin", "cut",
        "cold", "hot", "warm", "dry", "dried", "frozen", "canned", "cooked", "uncooked", "peeled", "pitted", "seeded",
        "boneless", "skinless", "bone", "in", "skin", "on", "lean", "trimmed", "leftover", "prepared", "of", "the", "a", "an",
        "and", "with", "style", "brand", "piece", "slice", "bag", "package", "can", "packed", "light", "dark", "toasted",
        "roasted", "unsweetened", "sweetened", "unbleached", "enriched", "bleached", "fine", "coarse", "kosher", "vegan",
        "granulated", "instant", "quick", "old", "fashioned", "new", "young", "tender", "sweet", "mild", "medium", "sharp",
        "spicy", "smoked", "red", "green", "yellow", "white", "black", "orange", "purple", "golden", "brown", "any", "color",
        "kind", "type", "variety", "choice", "such", "as", "like", "regular", "classic", "traditional", "no", "non", "dairy",
        "salt", "added", "sugar", "unsulphured", "rinsed", "drained", "halved", "quartered", "beaten", "sifted", "washed",
        "crumbled", "cubed", "thawed", "each", "about", "or", "more", "some", "mixed", "assorted", "wild", "farmed", "local",
        "seasonal", "mini", "jumbo", "heaping", "heaped", "neutral", "flavored", "flavor", "italian", "french", "greek",
        "mexican", "american", "asian", "chinese", "japanese", "korean", "thai", "english", "irish", "spanish", "german",
        "center", "thinly", "roughly", "cage", "range", "grass", "fed", "day", "crusty", "creamy", "crispy", "soft", "firm",
        "to", "for", "from", "room", "temperature", "cool", "handful", "head", "clove", "sprig", "stalk", "bunch", "leaf",
        "stick", "cube", "fillet", "half", "wedge", "chunk", "strip", "floret", "part", "more", "jarred", "tinned", "bottle",
        "bottled", "lb", "oz", "g", "cup", "tbsp", "tsp", "inch", "king", "arthur", "trader", "joe", "s", "bob", "mill",
    )
    for w in words(phrase)
)  # fmt: skip
"""Words that say how, not what. They count little when they are not part of a phrase that is known."""


class Matcher:
    """Ranks foods for a name."""

    def __init__(self, database: FoodDatabase) -> None:
        self._database = database
        self._ranked = lru_cache(maxsize=2048)(self._rank)

    def match(self, line: ParsedLine) -> list[Match]:
        """Return the ranked foods for a parsed line, best first; empty when nothing fits."""
        name = line.name
        phrase = line.phrase or name
        if line.part in {"juice", "zest"}:
            phrase = name = f"{name} {line.part}"
        found = self._ranked(phrase, name, line.language)
        for alternative in line.alternatives if not found or found[0].score < 0.6 else ():
            better = self._ranked(alternative, alternative, line.language)
            if better and (not found or better[0].score > found[0].score + 0.2):
                found = better
                break
        return [self._in_context(match, line) for match in found]

    def _in_context(self, match: Match, line: ParsedLine) -> Match:
        """Prefer the variant (cooked, canned, fat free …) the line speaks of."""
        if match.entry is None:
            return match
        entry = self._database.entry(match.entry)
        if not entry.variants:
            return match
        before = set(words(line.phrase))
        after = set(words(f"{line.preparation} {line.comment}"))
        unit = line.amount.unit if line.amount else None
        if unit in {"can", "tin"}:
            before.add("canned")
        best: str | None = None
        for said in entry.variants:
            tokens = set(said.split())
            if tokens & {"cooked", "steamed"} and unit in GRAMS:
                fits = tokens <= before
            else:
                fits = tokens <= before | after
            if (
                fits
                and not (tokens & {"dry", "dried"} and unit in {"can", "tin"})
                and (best is None or len(said) > len(best))
            ):
                best = said
        if best is None or "uncooked" in before | after:
            return match
        food = self._database.food(entry.variants[best])
        return Match(
            food=food,
            score=match.score,
            reason=f"{match.reason}, {best}",
            entry=match.entry,
            words=match.words,
        )

    def _rank(self, phrase: str, name: str, language: str) -> list[Match]:
        tokens = words(phrase)[:MAX_WORDS]
        if not tokens:
            return []
        found = self._pantry(tokens, language)
        if language != "en":
            english = self._pantry(tokens, "en")
            if english and (not found or english[0].score > found[0].score):
                found = english
        if not found or found[0].score < 0.75:
            found = sorted(
                [*found, *self._search(words(name)[:MAX_WORDS] or tokens)], key=lambda match: -match.score
            )
        return [match for match in found if match.score >= ACCEPT][:5]

    def _pantry(self, tokens: Sequence[str], language: str) -> list[Match]:
        aliases = self._database.aliases(language)
        weights = [0.12 if token in _LIGHT or token[0].isdigit() else 1.0 for token in tokens]
        head = max((place for place, weight in enumerate(weights) if weight == 1.0), default=len(tokens) - 1)
        if language in {"en", "de"}:
            weights[head] = max(weights[head], 1.0) + 0.6
        else:
            first = min((place for place, weight in enumerate(weights) if weight == 1.0), default=0)
            weights[first] = max(weights[first], 1.0) + 0.6
        total = sum(weights)
        spans: list[tuple[float, int, int, int, int]] = []
        for start in range(len(tokens)):
            for end in range(min(len(tokens), start + _LONGEST), start, -1):
                entry = aliases.get(" ".join(tokens[start:end]))
                if entry is not None:
                    covered = sum(weights[start:end]) / total
                    spans.append((covered, end - start, end, start, entry))
        spans.sort(reverse=True)
        matches: list[Match] = []
        seen: set[int] = set()
        for covered, _, end, start, identity in spans:
            if identity in seen:
                continue
            seen.add(identity)
            entry = self._database.entry(identity)
            matches.append(self._pantry_match(entry, covered, tokens[start:end], covered > 0.999))
        return matches[:5]

    def _pantry_match(self, entry: Entry, covered: float, said: Sequence[str], exact: bool) -> Match:
        return Match(
            food=self._database.food(entry.food),
            score=round(0.99 if exact else 0.95 * covered, 3),
            reason=f"pantry: {entry.name}" if exact else f"pantry: {entry.name}, from '{' '.join(said)}'",
            entry=entry.id,
            words=tuple(said),
        )

    def _search(self, tokens: Sequence[str]) -> list[Match]:
        """Rank SR28's descriptions by the words they share with the name."""
        points: dict[int, float] = {}
        total = 0.0
        for token in dict.fromkeys(tokens):
            weight, foods = self._database.term(token)
            if token in _LIGHT:
                weight = min(weight, 1.0)
            elif not foods:
                weight = 6.0
            total += weight
            for food in foods if len(foods) < 3000 else ():
                points[food] = points.get(food, 0.0) + weight
        if not points or not total:
            return []
        best = sorted(points.items(), key=lambda pair: (-pair[1], pair[0]))[:40]
        floor = best[0][1] * 0.8
        matches = []
        for number, gained in best:
            if gained < floor:
                break
            food = self._database.food(number)
            described = words(food.name)
            share = gained / total
            lead = 1.0 if described and described[0] in tokens else 0.8
            brief = 1.0 / (1.0 + 0.03 * max(0, len(described) - len(tokens)))
            raw = 1.05 if "raw" in described else 1.0
            matches.append(
                Match(
                    food=food,
                    score=round(min(0.9, 0.85 * share * lead * brief * raw), 3),
                    reason="description",
                    words=tuple(tokens),
                )
            )
        matches.sort(key=lambda match: (-match.score, match.food.number))
        return matches[:4]
