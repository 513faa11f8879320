"""How the steps of a recipe cook each ingredient, read from their words: it decides what is left of vitamins and alcohol.

An ingredient is cooked by every step from the one that first names it: a parsley that is named after the last heat
stays raw. Where steps do not name it, it is cooked as the dish is.
"""

from collections.abc import Sequence
import re

from custom_components.hearthtech.kitchen.food.cooking import Method
from custom_components.hearthtech.kitchen.food.parse import parse_line
from custom_components.hearthtech.kitchen.food.text import plain, words
from custom_components.hearthtech.kitchen.recipes.durations import seconds_of

_WORDS: tuple[tuple[Method, str], ...] = (
    (Method.STEAMED, r"steam(?!ing hot)|dampf(?!end)|dunst|vapeur|al vapor|al vapore|microwav\w*|mikrowelle"),
    (
        Method.FRIED,
        (
            r"(stir|deep|pan|shallow)?[- ]?fr(y|ies|ied|ying)\b|saute\w*|sear(s|ed|ing)?\b|brown(s|ed|ing)? (the|in|both|on|well)"
            r"|caramelis\w+|caramelize\w*|sweat(s|ed|ing)?\b|brate|anbraten|braten|gebraten|frittier|anschwitzen|rosten|anrosten"
            r"|poeler|faire (revenir|sauter|frire|dorer|suer)|faites? (revenir|sauter|frire|dorer|suer)|freir|sofreir|sofri\w+|dorar|saltear"
            r"|friggere|soffrig\w+|rosolare?|saltare|fate? (rosolare|saltare|soffriggere)"
        ),
    ),
    (
        Method.BAKED,
        (
            r"\bbak(e|es|ed|ing)\b(?! (powder|soda|sheet|tray|dish|pan))|roast(s|ed|ing)?\b(?! (tin|pan|tray))|broil\w*|grill\w*|toast(s|ed|ing)?\b"
            r"|\boven\b|backen|gebacken|backofen|im ofen|uberback\w*|gratinier\w*|enfourn\w*|au four|four pendant|rotir|griller|gratin\w*"
            r"|hornear|hornea|al horno|\bhorno\b|asar|gratinar|infornar\w*|infornat\w*|in forno|al forno|cuocete? in forno|gratinare"
        ),
    ),
    (
        Method.STEWED,
        (
            r"simmer\w*|stew\w*|brais\w+|slow cook\w*|pressure cook\w*|instant pot|poach\w*|boil\w*|blanch\w*|melt(s|ed|ing)?\b|heat (the )?(milk|cream|through)"
            r"|\bcook(s|ed|ing)?\b(?! (spray|time))|koch\w*|\bkocht|gekocht|kocheln|schmor\w*|dunsten|garen|ziehen lassen|schmelzen|bouillir|mijot\w*|bouillon[s]? |frem\w+|cuire|cuisson"
            r"|porter a ebullition|faites? (cuire|fondre|bouillir)|pocher|hervir|hierv\w+|cocer|cuece\w*|cocin\w+|guisar|estofar|fuego (lento|medio)|derretir"
            r"|bollire|lessare|sobboll\w+|cuocere|cuocete|cuoci\b|far cuocere|stufare|brasare|scioglie\w*|fuoco (basso|medio|lento)"
        ),
    ),
)
_PATTERNS = tuple((method, re.compile(rf"\b(?:{pattern})")) for method, pattern in _WORDS)
_BOILED = re.compile(
    r"\bboil|\bblanch|\bkoch|\bbouilli|\bhervi|\bhierv|\bcocer|\bcuece|\bbolli|\blessa|\bsalted water|\bsalzwasser|\beau (salee|bouillante)"
    r"|\bagua (con sal|hirviendo)|\bacqua (salata|bollente)"
)
_DRAINED = re.compile(
    r"\bdrain|\babgie|\babtropf|\babseihen|\begoutt|\bescurr|\bescurra|\bscola(?!sti)|\bscolat"
)
_OVEN_FIRST = re.compile(
    r"[^.;]*\bvorheizen\b|\b(pre-?heat|heat the oven|prechauff\w+|precalen\w+|preriscald\w+|accend\w+ il forno)[^.;,]*"
)
"""Words about warming the oven: nothing is in it yet."""
_SENTENCE = re.compile(r"[.;!]\s")
LONGEST_SENTENCE = 200
_STRENGTH = (
    Method.RAW,
    Method.STEAMED,
    Method.FRIED,
    Method.BAKED,
    Method.STEWED,
    Method.BOILED,
)
"""From what takes least to what takes most (vitamin C and folate): what is fried and then stewed counts as stewed."""


def method_of(step: str) -> Method | None:
    """How one step cooks; `None` when it does not heat anything."""
    said = _OVEN_FIRST.sub(" ", plain(step))
    if _BOILED.search(said) and _DRAINED.search(said):
        return Method.BOILED
    found = [method for method, pattern in _PATTERNS if pattern.search(said)]
    return max(found, key=_STRENGTH.index, default=None)


def methods_of(
    lines: Sequence[str], steps: Sequence[str], language: str = "en"
) -> tuple[Method | None, ...] | None:
    """How each line of an ingredient list is cooked; `None` for all when there are no steps to tell."""
    if not any(step.strip() for step in steps):
        return None
    by_step = [method_of(step) for step in steps]
    said = [frozenset(words(step)) for step in steps]
    whole = _strongest(by_step)
    found = []
    for line in lines:
        named = _first_named(line, said, language)
        found.append(whole if named is None else _strongest(by_step[named:]))
    return tuple(found)


def minutes_of(lines: Sequence[str], steps: Sequence[str], language: str = "en") -> tuple[float | None, ...]:
    """How long each line of an ingredient list is cooked, min; `None` where the steps do not tell."""
    by_step = [_heated_minutes(step) for step in steps]
    said = [frozenset(words(step)) for step in steps]
    found: list[float | None] = []
    for line in lines:
        named = _first_named(line, said, language)
        told = [] if named is None else [minutes for minutes in by_step[named:] if minutes is not None]
        found.append(sum(told) if told else None)
    return tuple(found)


def _heated_minutes(step: str) -> float | None:
    """The times in the sentences of a step that heat something."""
    told = [
        seconds
        for sentence in _SENTENCE.split(step)
        if method_of(sentence) is not None
        and (seconds := seconds_of(sentence[:LONGEST_SENTENCE])) is not None
    ]
    return sum(told) / 60 if told else None


def _strongest(methods: Sequence[Method | None]) -> Method:
    return max((method for method in methods if method is not None), key=_STRENGTH.index, default=Method.RAW)


def _first_named(line: str, steps: Sequence[frozenset[str]], language: str) -> int | None:
    """The first step that names the food of a line: by all words of its name, else by the one that matters."""
    parsed = parse_line(line, language)
    named = words(parsed.name) if parsed.is_ingredient else ()
    if not named:
        return None
    head = named[-1] if language in {"en", "de"} else named[0]
    for wanted in (frozenset(named), frozenset({head})):
        for place, said in enumerate(steps):
            if wanted <= said:
                return place
    return None
