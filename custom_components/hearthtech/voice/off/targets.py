"""Which burners a request to turn heat off names: by place, name, number or dish, and with exceptions."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ...language.languages import SPOKEN_LANGUAGES
from ...language.word_data import word_data
from ..names import Named
from .times import is_number
from .vocabulary import OffVocabulary, VocabularyItem

AXES = {"front": 0, "back": 0, "left": 1, "right": 1, "middle": 2}
"""The axis of each place: two places of one axis belong to two burners."""
_NOUNS = frozenset({"burner", "burners"})
PLACES = frozenset({"front", "back", "left", "right", "middle"})
"""The classes of words for the place of a burner."""
_AXES = (frozenset({"front", "back"}), frozenset({"left", "right"}))
"""Places of which a burner has one."""
_BETWEEN_PLACES = frozenset({"fill", "burner", "burners", "heat"})
_NUMBER_WORDS = {str(number): number for number in range(1, 7)} | {
    word: number
    for language in SPOKEN_LANGUAGES
    for number, word in enumerate(str(word_data(language)["numbers"]["small"]).split()[1:5], 1)
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """The targets named by a list of words.

    `burners` holds ids in the order of the stove; `dishes` holds words for dishes, folded; `foreign` states that
    something that is no hob was named; `unknown` holds the words that name nothing known.
    """

    burners: tuple[str, ...] = ()
    places: tuple[frozenset[str], ...] = ()
    dishes: tuple[str, ...] = ()
    foreign: bool = False
    unknown: tuple[str, ...] = ()
    classes: frozenset[str] = frozenset()

    @property
    def specific(self) -> bool:
        """Whether single burners or dishes are named."""
        return bool(self.burners or self.places or self.dishes)


@dataclass(slots=True)
class Names:
    """The household's burners and dishes, ready for lookup."""

    vocabulary: OffVocabulary
    burners: Sequence[Named] = ()
    dishes: Sequence[str] = ()
    is_dish: Callable[[str], bool] | None = None
    """Whether a word that the vocabulary does not know belongs to the name of a recipe."""
    places: dict[str, frozenset[str]] = field(default_factory=dict)
    _own: dict[tuple[str, ...], str] = field(default_factory=dict)
    _dish_words: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for burner in self.burners:
            for name in (burner.name, *burner.aliases):
                places = frozenset(
                    place for item in self.vocabulary.items(name) for place in AXES if place in item
                ) | frozenset(
                    place for word in name.lower().split() for place in [_ENGLISH.get(word)] if place
                )
                if places and len({AXES[place] for place in places}) == len(places):
                    self.places.setdefault(burner.id, places)
                elif words := tuple(word for item in self.vocabulary.items(name) for word in item.words):
                    self._own.setdefault(words, burner.id)
        for dish in self.dishes:
            for item in self.vocabulary.items(dish):
                for word in item.words:
                    if len(word) > 2 and not item.any(_NOT_IN_NAMES):
                        self._dish_words.setdefault(word, dish)

    def own_name_at(self, words: Sequence[str], start: int) -> tuple[str, int] | None:
        """The burner whose own name (not its place) begins at a word, and the index after it."""
        best: tuple[str, int] | None = None
        for name, burner_id in self._own.items():
            if tuple(words[start : start + len(name)]) == name and (
                best is None or start + len(name) > best[1]
            ):
                best = burner_id, start + len(name)
        return best

    def dish_of(self, item: VocabularyItem) -> str | None:
        """The dish that one of an item's words belongs to."""
        dish = next((dish for word in item.words if (dish := self._dish_words.get(word))), None)
        if dish is None and not item.classes and self.is_dish is not None and self.is_dish(item.words[0]):
            return item.words[0]
        return dish

    def at(self, places: frozenset[str]) -> tuple[str, ...]:
        """The burners that are at all of these places."""
        return tuple(
            burner.id for burner in self.burners if places <= self.places.get(burner.id, frozenset())
        )

    def number(self, number: int) -> str | None:
        """The burner with a number, in the numbering of the stove."""
        for burner in self.burners:
            if burner.id.rpartition("/")[2] == str(number):
                return burner.id
        return self.burners[number - 1].id if 0 < number <= len(self.burners) else None


_ENGLISH = {"front": "front", "back": "back", "rear": "back", "left": "left", "right": "right", "middle": "middle",
            "center": "middle", "centre": "middle"}  # fmt: skip
UNKNOWN = frozenset({"body", "plain"})
"""Classes of words that name nothing that could be turned off."""
_NOT_IN_NAMES = frozenset({"fill", "and", "under", "burner", "stove", "heat", "all", "off_verb", "turn"})


def read_targets(items: Iterable[VocabularyItem], names: Names) -> Targets:
    """Read the named targets: several places, own names, numbers and dishes, joined by "and" or nothing."""
    items = list(items)
    groups: list[set[str]] = []
    numbers: list[str] = []
    dishes: list[str] = []
    unknown: list[str] = []
    classes: set[str] = set()
    foreign = open_group = numbering = False
    words = [word for item in items for word in item.words]
    position = skip_to = 0
    for index, item in enumerate(items):
        at, position = position, position + len(item.words)
        if at < skip_to:
            continue
        if (own := names.own_name_at(words, at)) is not None:
            numbers.append(own[0])
            skip_to, open_group = own[1], False
            continue
        places = [place for place in AXES if place in item]
        dish = names.dish_of(item)
        if places and not (places == ["back"] and dish):
            for place in places:  # a Dutch word may be two: "linksvoor"
                if not open_group or any(AXES[place] == AXES[other] for other in groups[-1]):
                    groups.append(set())
                groups[-1].add(place)
                open_group = True
            continue
        numbering = numbering and ("and" in item or "comma" in item or _number_of(item) is not None)
        number = _number_of(item) if numbering else None
        if item.any(_NOUNS):
            number = _number_of(item) or _number_after(items, index)
            numbering = number is not None
        if number is not None and (burner := names.number(number)) is not None:
            numbers.append(burner)
        if "foreign" in item and dish is None:
            foreign = True
        elif dish is not None:
            dishes.append(dish)
        elif "food" in item:
            dishes.append(" ".join(item.words))
        elif (not item.classes or item.any(UNKNOWN)) and not is_number(item, names.vocabulary.language):
            unknown.extend(item.words)
        classes |= item.classes
        open_group = open_group and item.any(_BETWEEN_PLACES) and "and" not in item and "comma" not in item
    places_found = _complete(groups)
    found = [burner for places in places_found for burner in names.at(places)] + numbers
    order = [burner.id for burner in names.burners]
    return Targets(
        burners=tuple(burner for burner in order if burner in found),
        places=places_found,
        dishes=tuple(dict.fromkeys(dishes)),
        foreign=foreign,
        unknown=tuple(unknown),
        classes=frozenset(classes),
    )


def _complete(groups: Sequence[set[str]]) -> tuple[frozenset[str], ...]:
    """Add the place that is said only once: "front left and right" → front left, front right."""
    done: list[frozenset[str]] = []
    for n, group in enumerate(groups):
        near = [*reversed(groups[:n]), *groups[n + 1 :]]
        axes = {AXES[place] for place in group}
        missing: set[str] = set()
        if (
            len(group) == 1
            and axes <= {0, 1}
            and (whole := next((one for one in near if len(one) == 2), None))
        ):
            missing = {place for place in whole if AXES[place] not in axes}
        done.append(frozenset(group | missing))
    return tuple(dict.fromkeys(done))


def _number_of(item: VocabularyItem) -> int | None:
    """The number of a burner that is the last word of an item: "two", "burners one"."""
    return _NUMBER_WORDS.get(item.words[-1])


def _number_after(items: Sequence[VocabularyItem], index: int) -> int | None:
    for item in items[index + 1 : index + 3]:
        if len(item.words) == 1 and (number := _NUMBER_WORDS.get(item.words[0])) is not None:
            return number
        if "fill" not in item and "burner" not in item:
            return None
    return None


def without(targets: Targets, burners: Mapping[str, object] | Iterable[str]) -> Targets:
    """The same targets without some burners."""
    left_out = set(burners)
    return replace(targets, burners=tuple(one for one in targets.burners if one not in left_out))


def place_runs(items: Iterable[VocabularyItem]) -> list[frozenset[str]]:
    """The places that words name one after the other: "front left back left" names two."""
    runs: list[frozenset[str]] = []
    for item in items:
        places = item.classes & PLACES
        if places and runs and not any(places & axis and runs[-1] & axis for axis in _AXES):
            runs[-1] |= places
        elif places:
            runs.append(frozenset(places))
    return runs
