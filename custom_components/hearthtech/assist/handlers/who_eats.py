"""Finds the eaters that a question about a dish refers to: known people, others, or everybody.

The recognizer finds only names that it knows, so an unknown person would be overlooked. The handlers of dietary
suitability use this module, so that an answer never calls a dish safe for a person whose restrictions are unknown.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
import re

from ...kitchen.people.avoided_food_resolver import meaning
from ...kitchen.people.model import Allergen, Diet, Person
from ...language.fold import fold
from ...language.languages import LANGUAGES, base_language
from ...voice.data_files import read_data

LONGEST_QUESTION = 400
"""How many characters of a question are read."""


@dataclass(slots=True)
class Eaters:
    """The eaters of a question. All fields are empty if the question names nobody."""

    known: list[Person] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    """Names that no person of the household has, as said."""
    strangers: bool = False
    """A person without a name: a guest, the baby, my mother-in-law."""
    speaker: bool = False
    everybody: bool = False
    allergens: set[Allergen] = field(default_factory=set)
    """The stated allergies of a person outside the household."""
    diets: set[Diet] = field(default_factory=set)

    @property
    def nobody(self) -> bool:
        """Whether the question names nobody."""
        return not (self.known or self.names or self.strangers or self.speaker or self.everybody)

    @property
    def unknown(self) -> bool:
        """Whether the question includes a person whose restrictions are unknown."""
        return bool(self.names or self.strangers)


_DATA = {language: read_data(language, "eaters.yaml") for language in LANGUAGES}
"""The words of `voice/data/<language>/eaters.yaml`. A question is searched for the words of all languages."""
_PATTERNS = {
    language: tuple(re.compile(pattern) for pattern in data["patterns"]) for language, data in _DATA.items()
}


def _every(name: str) -> list[str]:
    return [word for data in _DATA.values() for word in data[name]]


def _words(name: str) -> frozenset[str]:
    return frozenset(word for data in _DATA.values() for word in str(data[name]).split())


def _one_of(texts: Iterable[str]) -> str:
    return "|".join(re.escape(text).replace(r"\ ", r"\s+") for text in texts)


def _verbs(name: str) -> dict[str, re.Pattern[str]]:
    return {language: re.compile(data[name]) for language, data in _DATA.items() if data[name]}


_PRONOUNS = {
    language: tuple(re.compile(pattern, re.IGNORECASE) for pattern in data["pronouns"])
    for language, data in _DATA.items()
}
_AND = re.compile(rf"\s*(?:,|&|\+)\s*|\s+(?:{_one_of(_every('and'))})\s+")
_SPEAKER = _words("speaker")
_EVERYBODY = _words("everybody")
_EVERYBODY_PHRASES = tuple(_every("everybody_phrases"))
_NOT_PEOPLE = _words("not_people")
_LEADING = _words("leading") | _words("prepositions")
_PREPOSITIONS = _words("prepositions")
"""Words before a person that do not say that it is one: `for`, unlike `my`."""
_TRAILING = _words("trailing")
_SOMEBODY = _words("somebody")
_DIETS: dict[str, Diet] = {
    word: Diet(diet)
    for data in _DATA.values()
    for diet, listed in data["diets"].items()
    for word in listed.split()
}
_COELIAC = re.compile(rf"\b(?:{'|'.join(_every('coeliac'))})")
_ALLERGY = re.compile("|".join(_every("allergy")))
_ALLERGY_SUFFIXES = tuple(_every("allergy_suffixes"))
_QUESTION = re.compile(rf"(?:(?:{_one_of(_every('openings'))}) )?(?:{_one_of(_every('who'))})\b")
_VERBS_OF_SPEAKER = _verbs("verbs_of_speaker")
_VERBS_OF_ALL = _verbs("verbs_of_all")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def eaters(said: str, language: str, people: Sequence[Person], leave_out: Iterable[str] = ()) -> Eaters:
    """Return the eaters of a question. `leave_out` are names of dishes in it, which are no people."""
    found = Eaters()
    text = f" {' '.join(fold(said[:LONGEST_QUESTION]).replace(chr(39), ' ').split())} ".rstrip("?!. ") + " "
    for name in leave_out:
        dish = " ".join(fold(name).replace(chr(39), " ").split())
        if dish:
            text = re.sub(rf"\b{re.escape(dish)}\b", "it", text)
    text = text.strip()
    base = base_language(language)
    for pattern in _PATTERNS.get(base, _PATTERNS["en"]):
        match = pattern.search(text)
        if match is None:
            continue
        for piece in _pieces(match["who"]):
            _classify(piece, people, found)
        if not found.nobody:
            break
    _speakers(text, base, found)
    # A known name anywhere in the question counts too, in any sentence.
    for person in people:
        name = fold(person.name)
        if name and re.search(rf"\b{re.escape(name)}\b", text) and person not in found.known:
            found.known.append(person)
    found.names = [
        name
        for name in dict.fromkeys(found.names)
        if not any(fold(name) == fold(one.name) for one in found.known)
    ]
    if found.strangers:
        _needs(text, found)
    return found


def with_name(said: str, language: str, name: str) -> str:
    """Return a sentence with a name in place of its first pronoun for a person; unchanged if it has none."""
    for pattern in _PRONOUNS.get(base_language(language), ()):
        if (found := pattern.search(said)) is not None:
            before, after = said[: found.start("who")], said[found.end("who") :]
            return f"{before}{name}{after}" if found["who"] else f"{before} {name}{after}"
    return said


def _pieces(who: str) -> list[str]:
    whole = who.strip()
    if any(whole == phrase for phrase in _EVERYBODY_PHRASES):
        return [whole]
    return [piece for piece in _AND.split(whole) if piece and piece.strip()]


def _classify(piece: str, people: Sequence[Person], found: Eaters) -> None:
    piece = piece.strip()
    if piece in _EVERYBODY_PHRASES:
        found.everybody = True
        return
    words = _WORD.findall(piece)
    led = False
    while words and words[0] in _LEADING:
        led = led or words[0] not in _PREPOSITIONS
        words = words[1:]
    while words and words[-1] in _TRAILING:
        words = words[:-1]
    if not words:
        # "das" or "la" alone is the dish; but "mi" and "us" referred to people before they were removed.
        if piece in _SPEAKER:
            found.speaker = True
        return
    said = " ".join(words)
    for person in people:
        name = fold(person.name)
        if said == name or (name and re.fullmatch(rf"{re.escape(name)}(?:'?s)?", said)):
            found.known.append(person)
            return
    firsts = [one for one in people if fold(one.name).split()[:1] == [words[0]]]
    if len(firsts) == 1 and len(words) == 1:
        found.known.append(firsts[0])
    elif said in _SPEAKER:
        found.speaker = True
    elif said in _EVERYBODY or said in _EVERYBODY_PHRASES:
        found.everybody = True
    elif all(word in _NOT_PEOPLE for word in words):
        return
    elif led or len(words) > 2 or any(word in _SOMEBODY for word in words):
        found.strangers = True
    else:
        found.names.append(said.title())


def _speakers(text: str, language: str, found: Eaters) -> None:
    """Return persons that only the form of the verb or a question word implies."""
    if found.nobody and _QUESTION.match(text):
        found.everybody = True
    if (verb := _VERBS_OF_SPEAKER.get(language)) is not None and verb.search(text) and found.nobody:
        found.speaker = True
    if (verb := _VERBS_OF_ALL.get(language)) is not None and verb.search(text) and found.nobody:
        found.everybody = True


def _needs(text: str, found: Eaters) -> None:
    words = _WORD.findall(text)
    if _COELIAC.search(text):
        found.allergens.add(Allergen.GLUTEN)
    if _ALLERGY.search(text):
        for length in (2, 1):
            for start in range(len(words) - length + 1):
                said = " ".join(words[start : start + length])
                for suffix in _ALLERGY_SUFFIXES:
                    said = said.removesuffix(suffix)
                found.allergens |= meaning(said).allergens
    found.diets |= {_DIETS[word] for word in words if word in _DIETS}


def named_allergen(said: str, leave_out: Iterable[str] = ()) -> str | None:
    """Return the words of a question that name an allergen: "celery" of "is there celery in it"."""
    dish = {word for name in leave_out for word in _WORD.findall(fold(name))}
    words = _WORD.findall(fold(said[:LONGEST_QUESTION]))
    for length in (1, 2):
        for start in range(len(words) - length + 1):
            run = words[start : start + length]
            if not dish & set(run) and meaning(" ".join(run)).allergens:
                return " ".join(run)
    return None
