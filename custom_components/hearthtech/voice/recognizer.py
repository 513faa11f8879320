"""From words to what is asked: exactly where possible, nearly where safe, and `none` where it is not for a kitchen."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import permutations

from .automaton import Automaton, Match, Slots, ValueList
from .kinds import LOWERS_HEAT, RAISES_HEAT, Kind
from .lists import standard
from .model import Model
from .names import Named, NameList, clear_winner
from .sentences import language as sentences_of, supported
from .slots import near_slots
from .template import parse
from .text import tokens

LIKELY_ENOUGH = 0.38
"""From which likelihood a near kind is taken; below it the utterance is not the kitchen's."""
EXPECTED_ENOUGH = 0.25
"""The same for a kind that the kitchen has just asked for."""
MARGIN = 0.15
"""How much likelier than the next kind a near kind has to be, unless it is expected."""
RUNNER_UP = 0.1
"""From which likelihood of the next kind an exact sentence of that kind stands all the same."""
OVERRULES = 0.3
"""From which likelihood the near layer overrules an exact sentence that has free text in it."""

LISTS = ("recipe", "burner", "person")
"""The lists of names that the kitchen hands in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """What was understood.

    `layer` is 1 for an exact sentence, 2 for a near one, 3 for what the kitchen leaves to others (`kind` is then
    `none`). `confidence` is 0–1. A slot of a named thing has its name in `slots["recipe"]` and its id in
    `slots["recipe_id"]`; where several names are as likely they stand in `slots["recipe_choices"]`.
    """

    kind: Kind
    slots: Slots = field(default_factory=dict)
    confidence: float = 0.0
    layer: int = 3

    @property
    def may_raise_heat(self) -> bool:
        """Whether more heat may come of it, after a confirmation. Only an exact sentence may."""
        return self.layer == 1 and self.kind in RAISES_HEAT


NOT_OURS = Recognition(kind=Kind.NONE, confidence=1.0)


class _Exact:
    """Layer 1 of one language."""

    def __init__(self, code: str, names: Mapping[str, NameList]) -> None:
        sentences = sentences_of(code)
        self._lists: dict[str, ValueList] = {**standard(code), **names}
        self._automaton = Automaton(
            (
                (phrases.kind, parse(template, sentences.rules, code), dict(phrases.slots))
                for phrases in sentences.phrases
                for template in phrases.templates
            ),
            polite_before=parse(sentences.before, sentences.rules, code),
            polite_after=parse(sentences.after, sentences.rules, code),
        )

    def match(self, words: list[str]) -> Match | None:
        return self._automaton.match(words, self._lists)

    def recognize_name(self, kind_of_list: str, words: list[str]) -> str | None:
        """The id of the one name that `words` are, small words around it left out."""
        words = [word for word in words if word not in _AROUND_NAMES]
        found = [value for value in self._lists[kind_of_list](words, 0) if value.end == len(words)]
        return found[0].id if found else None


class Recognizer:
    """Recognizes in all languages; holds the kitchen's lists of names."""

    def __init__(self, *, preload: Iterable[str] = ()) -> None:
        self._names: dict[str, dict[str, NameList]] = {}
        self._given: dict[str, tuple[Named, ...]] = {}
        self._exact: dict[str, _Exact] = {}
        self._weights: Model | None = None
        for code in preload:
            self._layer_1(supported(code))

    def ready(self, language: str) -> bool:
        """Whether nothing has to be loaded any more for a language."""
        code = supported(language)
        return code in self._exact and (code != "en" or self._weights is not None)

    def prepare(self, language: str) -> None:
        """Load what a language needs, before it is spoken."""
        code = supported(language)
        self._layer_1(code)
        if code == "en":
            self._model()

    def update(self, kind_of_list: str, names: Iterable[Named]) -> None:
        """Take a new list of names (`LISTS`) at once."""
        for _ in self.update_in_slices(kind_of_list, names):
            pass

    def update_in_slices(self, kind_of_list: str, names: Iterable[Named]) -> Iterator[None]:
        """Take a new list of names, pausing at each step so that an event loop can go on; a later call wins."""
        given = tuple(names)
        self._given[kind_of_list] = given
        for code, lists in tuple(self._names.items()):
            yield from lists[kind_of_list].update_in_slices(_localized(kind_of_list, given, code))

    def recognize(
        self,
        text: str,
        *,
        language: str = "en",
        session: bool = False,
        expects: Collection[Kind] = (),
    ) -> Recognition:
        """Understand one utterance.

        Args:
            text: What was typed or heard.
            language: A tag such as `en` or `de-CH`.
            session: Whether a recipe is being cooked.
            expects: What the kitchen's last words asked for; these kinds win where two are as likely.
        """
        code = supported(language)
        words = tokens(text, code)
        if not words:
            return NOT_OURS
        match = self._layer_1(code).match(words)
        if match is not None and not match.free:
            return _expected(
                Recognition(kind=match.kind, slots=match.slots, confidence=1.0, layer=1), words, expects
            )
        if code != "en":
            if match is not None:
                return Recognition(kind=match.kind, slots=match.slots, confidence=0.9, layer=1)
            return self._off_at_least(words, code)
        return self._near(text, words, match, session=session, expects=expects)

    def _off_at_least(self, words: list[str], code: str) -> Recognition:
        """Off is forgiven a mishearing in every language: a word for off beside a word for heat is enough."""
        sentences = sentences_of(code)
        if not set(words) & set(sentences.off) or not set(words) & set(sentences.heat):
            return NOT_OURS
        slots = near_slots(Kind.HEAT_OFF, words, names=self._names[code], known=self._model().known)
        return Recognition(kind=Kind.HEAT_OFF, slots=slots, confidence=0.6, layer=2)

    def _near(
        self, text: str, words: list[str], match: Match | None, *, session: bool, expects: Collection[Kind]
    ) -> Recognition:
        """Layer 2, which also judges a sentence of layer 1 that has free text in it."""
        guess = self._model().guess(text, session=session)
        if match is not None and (match.kind is guess.kind or guess.likelihood < OVERRULES):
            return Recognition(
                kind=match.kind, slots=match.slots, confidence=max(guess.likelihood, 0.5), layer=1
            )
        near = guess.likelihood - guess.next_likelihood < MARGIN
        if match is not None and match.kind is guess.next_kind and guess.next_likelihood >= RUNNER_UP:
            return Recognition(kind=match.kind, slots=match.slots, confidence=guess.next_likelihood, layer=1)
        kind, likelihood = guess.kind, guess.likelihood
        if kind not in expects and guess.next_kind in expects and guess.next_likelihood > 0.5 * likelihood:
            kind, likelihood = guess.next_kind, guess.next_likelihood
        needed = EXPECTED_ENOUGH if kind in expects else LIKELY_ENOUGH
        if kind is Kind.NONE or likelihood < needed or (near and kind not in expects):
            return Recognition(
                kind=Kind.NONE, confidence=1.0 - likelihood if kind is not Kind.NONE else likelihood
            )
        slots = near_slots(kind, words, names=self._names["en"], known=self._model().known)
        return Recognition(kind=kind, slots=slots, confidence=round(likelihood, 3), layer=2)

    def _model(self) -> Model:
        if self._weights is None:
            self._weights = Model.load()
        return self._weights

    def exact_name(self, kind_of_list: str, text: str, *, language: str = "en") -> str | None:
        """The id of the thing that is named, and nothing else said: "the front left burner, please"."""
        code = supported(language)
        return self._layer_1(code).recognize_name(kind_of_list, tokens(text, code))

    def near_names(
        self, kind_of_list: str, phrase: str, *, language: str = "en"
    ) -> tuple[Named | None, list[Named]]:
        """The name that is meant by a phrase, if one is; and all that are like it, likeliest first."""
        code = supported(language)
        self._layer_1(code)
        near = self._names[code][kind_of_list].near(tokens(phrase, code))
        return clear_winner(near), [candidate.named for candidate in near]

    def _layer_1(self, code: str) -> _Exact:
        layer = self._exact.get(code)
        if layer is None:
            names = {kind: NameList(code) for kind in LISTS}
            for kind, given in self._given.items():
                names[kind].update(_localized(kind, given, code))
            self._names[code] = names
            layer = self._exact[code] = _Exact(code, names)
        return layer


_AROUND_NAMES = frozenset(
    (
        *(
            "the",
            "on",
            "with",
            "use",
            "using",
            "please",
            "one",
            "burner",
            "ring",
            "hob",
            "plate",
            "zone",
            "take",
            "at",
        ),
        *(
            "auf",
            "mit",
            "der",
            "die",
            "das",
            "dem",
            "platte",
            "bitte",
            "sur",
            "le",
            "la",
            "feu",
            "plaque",
            "avec",
        ),
        *("en", "el", "con", "fuego", "quemador", "sul", "il", "fornello", "fuoco"),
    )
)
_AGREEMENT = frozenset(["ok", "fine", "right", "good", "great", "sure", "done"])


def _expected(recognition: Recognition, words: list[str], expects: Collection[Kind]) -> Recognition:
    """Read "ok" as yes when the kitchen has just asked whether it should."""
    if Kind.YES in expects and recognition.kind is Kind.NEXT_STEP and _AGREEMENT.issuperset(words):
        return Recognition(kind=Kind.YES, confidence=1.0, layer=1)
    return recognition


def _localized(kind_of_list: str, names: Iterable[Named], code: str) -> Iterable[Named]:
    """Burners are mostly called by their place: add the places' names of a language to the household's own."""
    if kind_of_list != "burner":
        return names
    positions = sentences_of(code).positions
    return [
        Named(burner.id, burner.name, (*burner.aliases, *_places(burner.name, positions, code)))
        for burner in names
    ]


def _places(name: str, positions: Mapping[str, tuple[str, ...]], code: str) -> list[str]:
    english = sentences_of("en").positions
    by_word = {word: place for place, words in english.items() for word in words}
    by_word |= {word: place for place, words in positions.items() for word in words}
    places = [by_word[word] for word in tokens(name, code) if word in by_word]
    if not places or len(places) != len(set(places)):
        return []
    said = [""]
    for place in places:
        said = [f"{before} {word}".strip() for before in said for word in positions.get(place, ())]
    return (
        [" ".join(order) for words in said for order in permutations(words.split())]
        if len(places) < 3
        else said
    )


__all__ = ["LISTS", "LOWERS_HEAT", "NOT_OURS", "Named", "Recognition", "Recognizer"]
