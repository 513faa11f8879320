"""Custom phrases: sentences, and the automation, script or action that each calls."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
import re
from typing import Any
import unicodedata

import voluptuous as vol
import yaml

from .errors import ConfigError
from .grammar import GrammarError, expand, parse

MAX_SENTENCES = 500
"""Maximum number of sentences of one phrase."""
SAFETY_KINDS = frozenset({"heat_off", "all_off", "stop", "cancel", "no"})
"""An utterance that the kitchen recognizes as one of these intents is always handled by the kitchen, never by a phrase.
"""
_ENTITY = re.compile(r"^[a-z0-9_]+\.[a-z0-9_]+$")
_NOT_WORDS = re.compile(r"[^\w']+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Phrase:
    """One phrase: its sentences, and the action of Home Assistant that it calls."""

    name: str
    sentences: tuple[str, ...]
    domain: str
    action: str
    data: Mapping[str, Any] = field(default_factory=dict)
    target: Mapping[str, Any] = field(default_factory=dict)
    answer: str | None = None
    sites: frozenset[str] = frozenset()


class Phrases:
    """All phrases, indexed by sentence."""

    def __init__(self, phrases: tuple[Phrase, ...] = ()) -> None:
        self.phrases = phrases
        self._by_sentence: dict[str, list[Phrase]] = {}
        for phrase in phrases:
            for sentence in phrase.sentences:
                self._by_sentence.setdefault(normalize(sentence), []).append(phrase)

    def find(self, text: str, site: str) -> Phrase | None:
        """Return the phrase for a text at a site; a phrase for this site has priority over one for all sites."""
        found = self._by_sentence.get(normalize(text), ())
        here = [phrase for phrase in found if site in phrase.sites]
        anywhere = [phrase for phrase in found if not phrase.sites]
        return next(iter([*here, *anywhere]), None)


def normalize(text: str) -> str:
    """Return only the words, in lower case."""
    return " ".join(_NOT_WORDS.sub(" ", unicodedata.normalize("NFKC", text).casefold()).split())


def _entity(domain: str | None = None) -> Any:
    def check(value: object) -> str:
        text = value if isinstance(value, str) else ""
        if domain and "." not in text:
            text = f"{domain}.{text}"
        if not _ENTITY.match(text) or (domain and not text.startswith(f"{domain}.")):
            raise vol.Invalid(
                f"must be a name such as {domain or 'light'}.{'evening' if domain else 'turn_on'}"
            )
        return text

    return check


def _texts(value: object) -> list[str]:
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, list) or not texts or not all(isinstance(text, str) and text for text in texts):
        raise vol.Invalid("must be a text or a list of texts")
    return texts


def _mapping(value: object) -> dict[str, Any]:
    if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
        raise vol.Invalid("must be a mapping")
    return value


SCHEMA = vol.Schema(
    {
        vol.Required("say"): _texts,
        vol.Optional("action"): _entity(),
        vol.Optional("script"): _entity("script"),
        vol.Optional("automation"): _entity("automation"),
        vol.Optional("data"): _mapping,
        vol.Optional("target"): _mapping,
        vol.Optional("answer"): str,
        vol.Optional("sites"): _texts,
    }
)


def load(path: Path) -> Phrases:
    """Read the file of phrases. Raises `ConfigError` with one sentence."""
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"The phrases in {path} can't be read: {error.strerror}.") from None
    except yaml.YAMLError, UnicodeDecodeError, RecursionError:
        raise ConfigError(f"The phrases in {path} are not YAML.") from None
    if entries is None:
        return Phrases()
    if not isinstance(entries, list):
        raise ConfigError(f"The phrases in {path} must be a list.")
    return Phrases(tuple(_phrase(entry, number) for number, entry in enumerate(entries, 1)))


def _phrase(entry: object, number: int) -> Phrase:
    try:
        checked = SCHEMA(entry)
    except vol.Invalid as error:
        first = error.errors[0] if isinstance(error, vol.MultipleInvalid) else error
        where = ".".join(str(part) for part in first.path)
        raise ConfigError(f"Phrase {number}: {where or 'it'} {first.error_message}.") from None
    kinds = [kind for kind in ("action", "script", "automation") if kind in checked]
    if len(kinds) != 1:
        raise ConfigError(f"Phrase {number} must name one of action, script or automation.")
    try:
        sentences = tuple(
            sentence for text in checked["say"] for sentence in expand(parse(text), MAX_SENTENCES)
        )
    except GrammarError as error:
        raise ConfigError(f"Phrase {number}: {error}") from None
    if not all(normalize(sentence) for sentence in sentences):
        raise ConfigError(f"Phrase {number} can be said without any word.")
    domain, action, data, target = _call(kinds[0], checked)
    if domain == "hearthtech":
        raise ConfigError(
            f"Phrase {number} can't call hearthtech.{action}: heat by voice goes through the kitchen."
        )
    return Phrase(
        name=f"phrase_{number}",
        sentences=sentences,
        domain=domain,
        action=action,
        data=data,
        target=target,
        answer=checked.get("answer"),
        sites=frozenset(checked.get("sites", ())),
    )


def _call(kind: str, checked: dict[str, Any]) -> tuple[str, str, dict[str, Any], dict[str, Any]]:
    data, target = checked.get("data", {}), checked.get("target", {})
    match kind:
        case "script":
            # With turn_on, which does not wait for the end of a script.
            variables = {"variables": data} if data else {}
            return "script", "turn_on", variables, {"entity_id": checked["script"]}
        case "automation":
            return "automation", "trigger", data, {"entity_id": checked["automation"]}
        case _:
            domain, _, action = checked["action"].partition(".")
            return domain, action, data, target
