"""Replies: text for speech, more for a screen, and the expected next kinds."""

from dataclasses import dataclass
import re

from .intents import SILENT, Kind

_UNSPEAKABLE = re.compile(r"[<>{}\[\]|\\`*_#&\x00-\x1f\x7f]+")
LONGEST_NAME = 80
LONGEST_SENTENCE = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One reply. `say` is empty if the kitchen stays silent; `show` is additional text for a screen.

    `expects` names the kinds that make sense next; `ends` is true if the conversation is over.
    """

    say: str = ""
    show: str | None = None
    expects: tuple[Kind, ...] = ()
    ends: bool = True
    kind: Kind = Kind.NONE

    @property
    def ours(self) -> bool:
        """Whether the utterance was meant for the kitchen; others are passed on."""
        return self.kind is not Kind.NONE

    @property
    def silent(self) -> bool:
        """Whether nothing is spoken."""
        return not self.say and self.kind in SILENT

    def as_dict(self) -> dict[str, object]:
        """The same for JSON."""
        return {
            "say": self.say,
            "show": self.show,
            "expects": [kind.value for kind in self.expects],
            "ends": self.ends,
            "kind": self.kind.value,
        }


def speakable(name: str, longest: int = LONGEST_NAME) -> str:
    """Clean a name for use in a sentence.

    No markup of any speech, template or sentence language, limited length.
    """
    clean = " ".join(_UNSPEAKABLE.sub(" ", name).split())
    if len(clean) <= longest:
        return clean
    return clean[: clean.rfind(" ", 0, longest) if " " in clean[:longest] else longest].rstrip(" ,;:")
