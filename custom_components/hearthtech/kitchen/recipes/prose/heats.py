"""Heat words of the hob: "over a medium-low heat", "turn down to low", "bei starker Hitze", "à feu doux"."""

import re

from custom_components.hearthtech.kitchen.recipes.model import Heat

from .found import Found

POWERS = {
    "very low": 0.1, "lowest": 0.1, "low": 0.2, "gentle": 0.2, "medium-low": 0.35, "moderate": 0.5, "medium": 0.5,
    "medium-high": 0.7, "high": 0.9, "very high": 1.0, "highest": 1.0, "full": 1.0,
}  # fmt: skip
"""What a word means as a fraction of full power. Hobs differ; a cook's own corrections are learned elsewhere."""

_FOREIGN = {
    "schwacher": 0.2, "niedriger": 0.2, "kleiner": 0.2, "geringer": 0.2, "milder": 0.2, "mittlerer": 0.5,
    "großer": 0.9, "hoher": 0.9, "starker": 0.9, "höchster": 1.0, "doux": 0.2, "très doux": 0.1, "moyen": 0.5,
    "modéré": 0.5, "vif": 0.9, "fort": 0.9, "bajo": 0.2, "lento": 0.2, "suave": 0.2, "medio": 0.5, "alto": 0.9,
    "fuerte": 0.9, "basso": 0.2, "dolce": 0.2, "moderato": 0.5, "vivace": 0.9,
}  # fmt: skip
_LEVEL = r"(?:very |fairly |moderately )?(?:low(?:est)?|gentle|moderate|medium|med\.?|high(?:est)?|full)"
_WORDS = rf"(?P<level>{_LEVEL}(?:\s*(?:-|–|/|to)\s*(?:low|high|medium))?)"
_ENGLISH = (
    re.compile(
        rf"\b(?:over|on|at|to|use|with|turn(?:ed|ing)?|reduce[d]?|lower(?:ed)?|increase[d]?|raise[d]?)?\s*(?:an?\s+|the\s+)?(?:setting\s+)?(?<!\w){_WORDS}[- ](?:heat|flame|fire|hob|burner)\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:reduce|lower|turn|bring|increase|raise|adjust|set|keep|crank)\w*\s+(?:up\s+|down\s+)?(?:the\s+|your\s+)?(?:heat|flame|hob|burner|stove|temperature|it)?\s*(?:up|down|back)?\s*(?:to|at|on|until)\s+(?:an?\s+|the\s+)?(?:very\s+)?{_WORDS}\b(?!\s*(?:speed|oven))",
        re.IGNORECASE,
    ),
)
_OTHERS = (
    re.compile(
        rf"\bbei\s+(?P<level>{'|'.join(_FOREIGN)})(?:\s+bis\s+\w+)?\s+(?:hitze|flamme|stufe)", re.IGNORECASE
    ),
    re.compile(
        rf"\b(?:à|sur|a|con)\s+(?:un\s+)?(?:feu|fuego|fuoco)\s+(?P<level>{'|'.join(sorted(_FOREIGN, key=len, reverse=True))})\b",
        re.IGNORECASE,
    ),
)
_OFF = re.compile(
    r"\b(?:(?:switch|turn) off the (?:heat|hob|burner|stove)|(?:switch|turn) (?:the (?:heat|hob|burner|stove)|it) off|(?:remove|take|pull)(?: the \w+| it| them)? (?:from|off) the (?:heat|hob|stove)|off the heat|vom herd (?:nehmen|ziehen)|hors du feu|retirar? del fuego|togliere dal fuoco)\b",
    re.IGNORECASE,
)
_NO_HOB = re.compile(
    r"\b(?:grill|broil(?:er)?|microwave|slow[- ]cooker|crock[- ]?pot|mixer|blender|speed|oven|instant pot|air[- ]fryer|barbecue|bbq)\b",
    re.IGNORECASE,
)


def heats_in(text: str) -> list[Found[Heat]]:
    """All heat words, in order."""
    found: list[Found[Heat]] = []
    for pattern in (*_ENGLISH, *_OTHERS):
        for match in pattern.finditer(text):
            power = _power(match["level"])
            near = text[max(0, match.start() - 40) : match.start()].rsplit(". ", 1)[-1]
            if power is None or _NO_HOB.search(near) or _NO_HOB.search(match[0]):
                continue
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            if any(item.start < match.end() and start < item.end for item in found):
                continue
            found.append(Found(value=Heat(power=power), confidence=0.8, start=start, end=match.end()))
    found += [
        Found(value=Heat(power=0.0), confidence=0.85, start=match.start(), end=match.end())
        for match in _OFF.finditer(text)
    ]
    return sorted(found, key=lambda item: item.start)


def _power(words: str) -> float | None:
    level = (
        re.sub(r"\s*(?:-|–|/|\bto\b)\s*", "-", " ".join(words.lower().split()))
        .replace("med.", "medium")
        .replace("med-", "medium-")
    )
    if level in _FOREIGN:
        return _FOREIGN[level]
    level = re.sub(r"^(?:fairly|moderately) ", "", level)
    if level in POWERS:
        return POWERS[level]
    first, _, second = level.partition("-")
    if first in POWERS and second in POWERS:
        return round((POWERS[first] + POWERS[second]) / 2, 2)
    return POWERS.get(first)
