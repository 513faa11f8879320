"""What was said before: kept by site and session, so that a "yes" belongs to one question only."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from .kinds import Kind
from .reply import Reply

CONFIRM_WITHIN_S = 15.0
"""How long a question about heat waits for its yes, in real seconds."""
FORGET_AFTER_S = 1800.0
KEPT = 256
"""How many conversations are remembered at once."""

type Seconds = Callable[[], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A question that waits for its answer: what to do on yes, asked at `asked_at`."""

    action: str
    details: Mapping[str, object]
    asked_at: float
    raises_heat: bool = False


@dataclass(slots=True)
class Conversation:
    """One conversation at one place."""

    site: str
    session: str
    pending: Pending | None = None
    expects: tuple[Kind, ...] = ()
    last: Reply | None = None
    """The last answer that was said, for "repeat"."""
    recipe_id: str | None = None
    """The recipe that was talked about, which "it" means while nothing is being cooked."""
    dish_id: str | None = None
    touched_at: float = 0.0
    facts: dict[str, object] = field(default_factory=dict)


class Dialogue:
    """All conversations, by (site, session). Bounded in number and age."""

    def __init__(self, time: Seconds) -> None:
        self._time = time
        self._conversations: OrderedDict[tuple[str, str], Conversation] = OrderedDict()

    def __len__(self) -> int:
        return len(self._conversations)

    def at(self, site: str, session: str) -> Conversation:
        """The conversation of a session at a site, begun when there is none or it was left long ago."""
        now = self._time()
        key = (site, session)
        conversation = self._conversations.pop(key, None)
        if conversation is None or now - conversation.touched_at > FORGET_AFTER_S:
            conversation = Conversation(site, session)
        conversation.touched_at = now
        self._conversations[key] = conversation
        while len(self._conversations) > KEPT:
            self._conversations.popitem(last=False)
        return conversation

    def ask(
        self,
        conversation: Conversation,
        action: str,
        details: Mapping[str, object],
        *,
        raises_heat: bool = False,
    ) -> None:
        """Remember a question, in place of any before it."""
        conversation.pending = Pending(
            action=action, details=dict(details), asked_at=self._time(), raises_heat=raises_heat
        )

    def take(self, conversation: Conversation) -> tuple[Pending | None, bool]:
        """The question that waits, which with this has its answer, and whether the answer came in time."""
        pending, conversation.pending = conversation.pending, None
        if pending is None:
            return None, False
        return pending, self._time() - pending.asked_at <= CONFIRM_WITHIN_S
