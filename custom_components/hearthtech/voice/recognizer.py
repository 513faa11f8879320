"""Recognize the intent of an utterance.

By the grammar (layer 1), by the classifier (layer 2), else `none`.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from .answer_reader import answer_words
from .automaton import Match, ValueList
from .burner_names import BurnerNames, all_named
from .burner_settings import BurnerSetting, SettingsReader, phrases_of, setting_slots
from .classifier import Model, has_classifier, load_model
from .data_files import supported
from .follow_ups import FollowUp, FollowUpGrammar, FollowUpRequest
from .free_text import FOOD_SLOTS, trimmed, with_free_text
from .grammar import Grammar, is_sure, localized, may_overrule
from .intents import LOWERS_HEAT, RAISES_HEAT, Kind
from .keyword_reader import KeywordReader
from .lists import compound_name
from .names import Named, NameList, clear_winner
from .near_layer import NearLayer
from .off import OffRequest, Reason, read_off, vocabulary
from .off.targets import Names
from .off_and_settings import read_off_and_settings
from .other_devices import asks_elsewhere, names_other_device
from .recognition import NOT_OURS, Recognition, agreed
from .sentences import sentences_of
from .slots import near_heat, near_slots
from .spoken_parts import PartsReader, SpokenParts
from .text import tokens

LIKELY_ENOUGH = 0.38
"""Least probability of a kind of the classifier; below it the utterance is not meant for the kitchen."""
EXPECTED_ENOUGH = 0.25
"""The same for a kind that answers the kitchen's last question."""
MARGIN = 0.15
"""By how much the probability of a kind must exceed that of the next kind, unless it is expected."""
RUNNER_UP = 0.1
"""From this probability of the classifier's second kind on, an exact sentence of that kind is accepted."""
OVERRULES = 0.3
"""From this probability on, the English classifier overrules an exact sentence with free text."""
OVERRULES_FREE_TEXT = 0.7
"""The same of the other classifiers."""

_OF_FOOD = frozenset({FollowUp.HOLDS, FollowUp.HOW_MANY_OF})
"""Follow-ups that ask for a food."""
LISTS = ("recipe", "burner", "person")
"""The lists of names that the kitchen provides."""


class Recognizer:
    """Recognizer of all languages; stores the kitchen's lists of names."""

    def __init__(self, *, preload: Iterable[str] = ()) -> None:
        self._names: dict[str, dict[str, NameList]] = {}
        self._given: dict[str, tuple[Named, ...]] = {}
        self._exact: dict[str, Grammar] = {}
        self._follow_ups: dict[str, FollowUpGrammar] = {}
        self._keywords: dict[str, KeywordReader] = {}
        self._parts: dict[str, PartsReader] = {}
        self._weights: dict[str, Model] = {}
        self._near_layers: dict[str, NearLayer | None] = {}
        for code in preload:
            self._layer_1(supported(code))

    def ready(self, language: str) -> bool:
        """Whether everything for a language is loaded."""
        code = supported(language)
        return code in self._exact and code in self._weights

    def prepare(self, language: str) -> None:
        """Load the data of a language before its first use."""
        code = supported(language)
        vocabulary(code)
        answer_words(code)
        phrases_of(code)
        self._near_layer(code)

    def update(self, kind_of_list: str, names: Iterable[Named]) -> None:
        """Replace a list of names (`LISTS`) at once."""
        for _ in self.update_in_slices(kind_of_list, names):
            pass

    def update_in_slices(self, kind_of_list: str, names: Iterable[Named]) -> Iterator[None]:
        """Replace a list of names and yield after each step, so that an event loop can continue.

        A later call wins.
        """
        given = tuple(names)
        self._given[kind_of_list] = given
        for code, lists in tuple(self._names.items()):
            yield from lists[kind_of_list].update_in_slices(localized(kind_of_list, given, code))

    def recognize(
        self,
        text: str,
        *,
        language: str = "en",
        session: bool = False,
        expects: Collection[Kind] = (),
        dishes: Collection[str] = (),
        temperature_unit: str = "C",
    ) -> Recognition:
        """Recognize one utterance. Requests to turn heat off are read first, by a separate reader (`off`).

        Args:
            text: The typed or recognized text.
            language: A tag such as `en` or `de-CH`.
            session: Whether a recipe is being cooked.
            expects: The kinds that answer the kitchen's last reply; they win if two are equally probable.
            dishes: The names of the dishes being cooked, which a request to turn heat off may name.
            temperature_unit: The unit of the home, "C" or "F", for temperatures that name none.
        """
        off = self._read_off(text, language, dishes=dishes, expects=expects)
        if off.turns_off:
            return self._off(text, language, off, dishes=dishes, unit=temperature_unit)
        if settings := self._settings_reader(language, temperature_unit).read(text):
            return Recognition(
                kind=Kind.SET_HEAT, slots=setting_slots(settings), confidence=1.0, layer=1, settings=settings
            )
        found = self._recognize(
            text, language=language, session=session, expects=expects, unit=temperature_unit
        )
        if found.kind is Kind.ASK_HEAT and found.layer != 1 and asks_elsewhere(text, language):
            return NOT_OURS
        raises = found.kind is Kind.SET_HEAT and found.slots.get("change") != "down"
        if raises and found.layer != 1 and self._settings_reader(language, temperature_unit).denies(text):
            return NOT_OURS
        timer = found.layer != 1 and found.kind in {Kind.TIMER, Kind.CANCEL}
        code = supported(language)
        if timer and self._keywords[code].denies_timer(tokens(text, code)):
            return NOT_OURS
        if found.kind in LOWERS_HEAT and (off.forbids or found.layer != 1):
            return NOT_OURS
        if found.kind in {Kind.HEAT_OFF, Kind.ALL_OFF}:
            # The reader finds every way to turn off; a sentence that only a template reads as off, "turn down
            # the heat", lowers.
            return replace(found, kind=Kind.SET_HEAT, slots={**found.slots, "change": "down"})
        return found

    def _off(
        self, text: str, language: str, off: OffRequest, *, dishes: Collection[str], unit: str
    ) -> Recognition:
        """A request to turn off; of "turn off A and set B to four", only A is off at once."""
        settings: tuple[BurnerSetting, ...] = ()
        if off.reason is Reason.OFF:
            reader = self._settings_reader(language, unit)
            divided = read_off_and_settings(
                text, lambda part: self._read_off(part, language, dishes=dishes), reader
            )
            off, settings = divided or (off, ())
        slots = off.slots(self._given.get("burner", ()))
        return Recognition(kind=off.kind, slots=slots, confidence=1.0, layer=1, settings=settings)

    def _settings_reader(self, language: str, unit: str) -> SettingsReader:
        code = supported(language)
        lists = self._layer_1(code).lists(unit)
        return SettingsReader(code, lists, Names(vocabulary(code), self._given.get("burner", ())))

    def names_all(self, text: str, *, language: str = "en") -> bool:
        """Whether an answer means all that was named: "both of them"."""
        return self._settings_reader(language, "C").names_all(text)

    def leaves_heat_on(self, text: str, *, language: str = "en") -> bool:
        """Whether these words must not turn heat off, even if another recognizer reads that from them."""
        return self._read_off(text, language).forbids

    def _read_off(
        self, text: str, language: str, *, dishes: Collection[str] = (), expects: Collection[Kind] = ()
    ) -> OffRequest:
        code = supported(language)
        self._layer_1(code)
        return read_off(
            text,
            language=code,
            burners=self._given.get("burner", ()),
            dishes=tuple(dishes),
            expects=expects,
            is_dish=self._names[code]["recipe"].has_word,
        )

    def _recognize(
        self, text: str, *, language: str, session: bool, expects: Collection[Kind], unit: str
    ) -> Recognition:
        """Recognize an utterance that does not turn heat off."""
        code = supported(language)
        words = tokens(text, code)
        if not words:
            return NOT_OURS
        match = trimmed(self._layer_1(code).match(words, unit), self._parts[code])
        if match is None or match.free or match.kind is Kind.TIMER:
            # Also a sentence of the grammar: "increase my 5 minute timer by 10 minutes" has two durations.
            request = self._keywords[code].read(words)
            if request is not None and (match is None or match.free or "was" in request.slots):
                return Recognition(kind=request.kind, slots=request.slots, confidence=0.9, layer=1)
        if match is not None and not match.free:
            return agreed(
                Recognition(kind=match.kind, slots=match.slots, confidence=1.0, layer=1), words, expects
            )
        if code != "en":
            return self._near_or_free(text, words, match, code, session=session, expects=expects)
        return self._near(text, words, match, session=session, expects=expects, unit=unit)

    def _near_or_free(
        self,
        text: str,
        words: list[str],
        match: Match[Kind] | None,
        code: str,
        *,
        session: bool,
        expects: Collection[Kind],
    ) -> Recognition:
        """A sentence of the grammar with free text, or what the classifier recognizes, if it is more certain."""
        free = None if match is None else with_free_text(match, code, self._names[code])
        if names_other_device(code, words):
            of_food = free is not None and any(
                names_other_device(code, str(value).split())
                for name, value in free.slots.items()
                if name in FOOD_SLOTS
            )
            keeps = free is not None and (not of_food or self._keywords[code].names_list(words))
            return free if keeps and free is not None else self._off_at_least(words, code)
        if free is None or free.kind not in RAISES_HEAT:
            layer = self._near_layer(code)
            near = layer.recognize(text, words, session=session, expects=expects) if layer else None
            sure = near is not None and near.likelihood >= OVERRULES_FREE_TEXT
            if near is not None and (free is None or (sure and may_overrule(near.kind, free))):
                return Recognition(kind=near.kind, slots=near.slots, confidence=near.likelihood, layer=2)
        return free or self._off_at_least(words, code)

    def _off_at_least(self, words: list[str], code: str) -> Recognition:
        """Off tolerates recognition errors in every language.

        A word for off next to a word for heat suffices.
        """
        sentences = sentences_of(code)
        if not set(words) & set(sentences.off) or not set(words) & set(sentences.heat):
            return NOT_OURS
        slots = near_slots(Kind.HEAT_OFF, words, names=self._names[code], known=self._model(code).known)
        return Recognition(kind=Kind.HEAT_OFF, slots=slots, confidence=0.6, layer=2)

    def _near(
        self,
        text: str,
        words: list[str],
        match: Match[Kind] | None,
        *,
        session: bool,
        expects: Collection[Kind],
        unit: str,
    ) -> Recognition:
        """Layer 2, the classifier. It also judges a sentence of layer 1 with free text."""
        if match is not None and is_sure(match, words):
            return Recognition(kind=match.kind, slots=match.slots, confidence=0.9, layer=1)
        guess = self._model("en").guess(text, session=session)
        if match is not None and (guess.likelihood < OVERRULES or not may_overrule(guess.kind, match)):
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
        slots = near_slots(kind, words, names=self._names["en"], known=self._model("en").known)
        if kind is Kind.SET_HEAT:
            lists = self._layer_1("en").lists(unit)
            near_heat(words, slots, lists["level"], lists["temperature"], lists["duration"])
            named = all_named(words, lists["burner"])
            if len(named) > 1:  # Only one at a time is heated: the dialogue asks which.
                slots.pop("burner", None)
                slots.pop("burner_id", None)
                slots["burner_ids"] = named
        return Recognition(kind=kind, slots=slots, confidence=round(likelihood, 3), layer=2)

    def _model(self, code: str) -> Model:
        """The classifier of a language; that of English if it has none."""
        if code not in self._weights:
            self._weights[code] = load_model(code) if has_classifier(code) else self._model("en")
        return self._weights[code]

    def _near_layer(self, code: str) -> NearLayer | None:
        if code not in self._near_layers:
            lists = self._layer_1(code).lists("C")
            made = NearLayer(code, self._model(code), self._names[code], lists)
            self._near_layers[code] = made if has_classifier(code) else None
        return self._near_layers[code]

    def exact(self, text: str, *, language: str = "en", temperature_unit: str = "C") -> Recognition | None:
        """The sentence of the grammar that all words form without free text; `None` if they form none."""
        code = supported(language)
        match = self._layer_1(code).match(tokens(text, code), temperature_unit)
        if match is None or match.free:
            return None
        return Recognition(kind=match.kind, slots=match.slots, confidence=1.0, layer=1)

    def exact_name(self, kind_of_list: str, text: str, *, language: str = "en") -> str | None:
        """The id of the named thing if the phrase contains nothing else: "the front left burner, please"."""
        code = supported(language)
        return self._layer_1(code).recognize_name(kind_of_list, tokens(text, code))

    def follow_ups(self, text: str, *, language: str = "en") -> list[FollowUpRequest]:
        """What the words can add to an earlier request, the most probable first."""
        code = supported(language)
        self._layer_1(code)
        words = tokens(text, code)
        found = self._follow_ups[code].match(words) if words else []
        return [self._with_bare_food(one, code) for one in found]

    def _with_bare_food(self, request: FollowUpRequest, code: str) -> FollowUpRequest:
        """A question for a food without the small words around it: "dairy in it" is dairy."""
        if request.kind not in _OF_FOOD:
            return request
        rest = self._parts[code].trimmed(str(request.slots["food"]).split())
        return replace(request, slots={**request.slots, "food": " ".join(rest)}) if rest else request

    def parts(self, text: str, *, language: str = "en") -> SpokenParts:
        """The words of an utterance by class, its values and its names; empty if it names another device."""
        code = supported(language)
        self._layer_1(code)
        words = tokens(text, code)
        return SpokenParts(()) if names_other_device(code, words) else self._parts[code].read(words)

    def is_elsewhere(self, text: str, *, language: str = "en") -> bool:
        """Whether a classifier is certain that an utterance is not the kitchen's. That of English is not asked."""
        layer = self._near_layer(supported(language))
        return layer is not None and layer.is_elsewhere(text)

    def taken_back(self, text: str, *, language: str = "en") -> str:
        """The request that the last words of a text take back: "a timer for ten minutes, never mind"."""
        code = supported(language)
        self._layer_1(code)
        return " ".join(self._follow_ups[code].taken_back(tokens(text, code)))

    def is_retraction(self, text: str, *, language: str = "en") -> bool:
        """Whether a text only takes back what was said before: "never mind"."""
        code = supported(language)
        self._layer_1(code)
        return self._follow_ups[code].is_retraction(tokens(text, code))

    def without_fillers(self, text: str, *, language: str = "en") -> list[str]:
        """The text without small words around it ("oh, and how many eggs then"), then also without those within it."""
        code = supported(language)
        self._layer_1(code)
        return [" ".join(one) for one in self._follow_ups[code].shortened(tokens(text, code))]

    def lists(self, language: str, temperature_unit: str = "C") -> Mapping[str, ValueList]:
        """The lists of values of a language, as templates use them."""
        return self._layer_1(supported(language)).lists(temperature_unit)

    def meant_burners(self, text: str, *, language: str = "en") -> list[Named]:
        """The burners that a description matches: two for "the left one" on a hob with four."""
        code = supported(language)
        self._layer_1(code)
        burners = self._names[code]["burner"]
        return burners.meant(tokens(text, code)) if isinstance(burners, BurnerNames) else []

    def nearest_burner(self, text: str, identifier: str, *, language: str = "en") -> Named | None:
        """The burner that corrects another one by a part of its place (`BurnerNames.nearest`)."""
        code = supported(language)
        self._layer_1(code)
        burners = self._names[code]["burner"]
        return burners.nearest(tokens(text, code), identifier) if isinstance(burners, BurnerNames) else None

    def near_names(
        self, kind_of_list: str, phrase: str, *, language: str = "en"
    ) -> tuple[Named | None, list[Named]]:
        """The name that a phrase means, if it is certain; and all similar names, most similar first."""
        code = supported(language)
        self._layer_1(code)
        near = self._names[code][kind_of_list].near(tokens(phrase, code))
        return clear_winner(near), [candidate.named for candidate in near]

    def _layer_1(self, code: str) -> Grammar:
        layer = self._exact.get(code)
        if layer is None:
            names = {kind: NameList(code) for kind in LISTS}
            names["burner"] = BurnerNames(code, sentences_of(code).positions, sentences_of(code).compounds)
            for kind, given in self._given.items():
                names[kind].update(localized(kind, given, code))
            self._names[code] = names
            layer = self._exact[code] = Grammar(code, names)
            self._follow_ups[code] = FollowUpGrammar(code, layer.lists("C"))
            self._parts[code] = PartsReader(code, layer.lists("C"))
            self._keywords[code] = KeywordReader(code, compound_name(code), partial(names_other_device, code))
        return layer


__all__ = ["LISTS", "LOWERS_HEAT", "NOT_OURS", "Named", "Recognition", "Recognizer"]
