"""When a step is done: "until" and what comes after it, what comes to the boil, and what only the cook can tell."""

import re

from custom_components.hearthtech.kitchen.recipes.model import Goal, HumanGate, Phenomenon, PhenomenonGoal

from .found import Found

_UNTIL = re.compile(
    r"\b(?:until|till|'til|til|bis|jusqu(?:'|’)à ce qu(?:e|'|’)|jusqu(?:'|’)à|hasta(?: que)?|finché(?: non)?|fino a(?: quando)?)\s+(?P<what>[^.;!?\n]{2,160})",
    re.IGNORECASE,
)
_CUT = re.compile(
    r",\s*(?:about|around|approximately|approx|for|turning|stirring|then|and then|shaking|basting|another|\d)|\s+(?:then|and then|before)\s|\s+(?:for|about|in|after)\s+(?:about\s+|another\s+)?\d|\s*[(–—]|\s+-\s",
    re.IGNORECASE,
)
_SENSES = re.compile(
    r"\b(?:smells?|smelling|fragrant|aromatic|scent|tastes?|tasting|your liking|to taste|you(?:'|’)?(?:re| are)? (?:like|happy|satisfied|prefer)|looks? (?:right|like)|feels?|done|duftet|riecht|schmeckt|sent bon|huele|profuma)\b",
    re.IGNORECASE,
)
_WAITS = re.compile(
    r"^(?:needed|required|ready|serving|you(?:'|’)?(?:re| are) ready|(?:it(?:'|’)s |it is |they(?:'|’)re )?(?:time|ready) to|use|the next|later|assembly|morning)\b|^gebraucht",
    re.IGNORECASE,
)
_PHENOMENA = (
    (Phenomenon.SIMMERS, r"simmer(?:s|ing)?|small bubbles|bubbles? (?:around|at) the edges?|bubbling (?:gently|slightly)|steam(?:s|ing)|köchelt|siedet|frémi\w*|sobbolle"),
    (Phenomenon.BOILS, r"boil(?:s|ing)?|bubbl(?:es?|ing|y)|kocht|sprudelt|bout|bouillonne|hierva|hirviendo|bolle|bollore"),
    (Phenomenon.BROWNS, r"(?:\w+-)?brown(?:s|ed|ing)?|golden|caramel(?:i[sz]ed?)?|colou?red|charred|crisp(?:y|ed)?|toasted|goldgelb|goldbraun|braun|doré\w*|dorad\w+|dorat\w+|seared|deep amber"),
    (Phenomenon.THICKENS, r"thick(?:en(?:s|ed)?|er)?|coats? the (?:back of (?:a|the) )?spoon|syrupy|eindickt|dicklich|épaissi\w*|espes\w+|addens\w+"),
    (Phenomenon.MELTS, r"melt(?:s|ed)?|dissolv(?:es?|ed)|geschmolzen|schmilzt|aufgelöst|fond(?:u|ue|re|ent)?|derrit\w+|sciol\w+"),
    (Phenomenon.SOFTENS, r"soft(?:en(?:s|ed)?)?|tender|translucent|wilt(?:s|ed)?|limp|al dente|weich|glasig|gar|tendres?|fondants?|tiern\w+|bland\w+|morbid\w+|teneri?|collapse[ds]?"),
    (Phenomenon.REDUCES, r"reduc(?:es?|ed)|evaporat(?:es?|ed)|absorb(?:s|ed)|by half|cooked (?:away|off)|verdampft|eingekocht|réduit\w*|évapor\w+|evapor\w+|ridott\w+"),
    (Phenomenon.SETS, r"(?:just |almost |firmly )?set|firm(?:s|ed)?|stiff peaks|fest|gestockt|pris\w*|cuaj\w+|rappres\w+"),
)  # fmt: skip
_PATTERNS = tuple((kind, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for kind, words in _PHENOMENA)
_BRING = re.compile(
    r"\bbring(?:ing|s)?\b[^.;\n]{0,60}?\b(?:to|up to|back to)\s+(?:an?|the)?\s*(?:\w+\s+)?(?P<what>boil|simmer)\b"
    r"|\b(?:come|comes)\s+to\s+(?:an?|the)\s+(?:\w+\s+)?(?P<comes>boil|simmer)\b|\b(?P<german>(?:zum kochen bringen|aufkochen))\b|\b(?P<french>porter à ébullition)\b",
    re.IGNORECASE,
)
_TASTE = re.compile(
    r"\b(?:taste (?:and|for|to)\b[^.;\n]{0,60}|(?:adjust|check|correct) (?:the )?seasoning|season (?:\w+\s+){0,8}?to taste|to your (?:taste|liking)|abschmecken|rectifier l(?:'|’)assaisonnement)",
    re.IGNORECASE,
)


def goals_in(text: str) -> list[Found[Goal]]:
    """What the text says of being done, in order: phenomena where one is named, else a gate for the cook."""
    found: list[Found[Goal]] = []
    for match in _UNTIL.finditer(text):
        what = match["what"]
        cut = _CUT.search(what)
        words = (what[: cut.start()] if cut else what).rstrip(" ,:")
        if not words or _WAITS.match(words) or re.match(r"(?:the |an? )?[^,]{0,40}?\d", words):
            continue
        end = match.start("what") + len(words)
        found.append(_until(text[match.start() : end], words, match.start(), end))
    for match in _BRING.finditer(text):
        simmers = "simmer" in (match["what"] or match["comes"] or "").lower()
        goal = PhenomenonGoal(phenomenon=Phenomenon.SIMMERS if simmers else Phenomenon.BOILS)
        found.append(Found(value=goal, confidence=0.9, start=match.start(), end=match.end()))
    found += [
        Found(
            value=HumanGate(words=match[0].strip()),
            confidence=0.8,
            start=match.start(),
            end=match.start() + len(match[0].rstrip()),
        )
        for match in _TASTE.finditer(text)
        if not any(item.start <= match.start() < item.end for item in found)
    ]
    return sorted(found, key=lambda item: item.start)


def _until(phrase: str, words: str, start: int, end: int) -> Found[Goal]:
    if _SENSES.search(words):
        return Found(value=HumanGate(words=phrase), confidence=0.85, start=start, end=end)
    for kind, pattern in _PATTERNS:
        if pattern.search(words):
            return Found(value=PhenomenonGoal(phenomenon=kind), confidence=0.75, start=start, end=end)
    return Found(value=HumanGate(words=phrase), confidence=0.6, start=start, end=end)
