"""What is answered: words for the ear, more for a screen, and what is expected next."""

from dataclasses import dataclass
import re

from .kinds import SILENT, Kind

_UNSPEAKABLE = re.compile(r"[<>{}\[\]|\\`*_#&\x00-\x1f\x7f]+")
LONGEST_NAME = 80
LONGEST_SENTENCE = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One answer. `say` is empty where the kitchen stays silent; `show` is what a screen gets beyond it.

    `expects` names the kinds that make sense next; `ends` tells whether the conversation is over.
    """

    say: str = ""
    show: str | None = None
    expects: tuple[Kind, ...] = ()
    ends: bool = True
    kind: Kind = Kind.NONE

    @property
    def ours(self) -> bool:
        """Whether it was for the kitchen at all; what was not is passed on."""
        return self.kind is not Kind.NONE

    @property
    def silent(self) -> bool:
        """Whether nothing is to be said."""
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
    """A name as it may stand in a sentence: no markup of any speech, template or sentence language, not endless."""
    clean = " ".join(_UNSPEAKABLE.sub(" ", name).split())
    if len(clean) <= longest:
        return clean
    return clean[: clean.rfind(" ", 0, longest) if " " in clean[:longest] else longest].rstrip(" ,;:")
