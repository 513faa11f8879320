"""State of conversations by site and session, so that a "yes" belongs to one question only."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from .automaton import Slots
from .context import SpokenContext
from .intents import Kind
from .reply import Reply

CONFIRM_WITHIN_S = 15.0
"""How long a question about heat waits for its yes, in real seconds."""
FORGET_AFTER_S = 1800.0
TOPIC_FOR_S = 300.0
"""How long a request may be followed up ("and the protein?"), in real seconds."""
KINDS_KEPT = 8
"""How many kinds of earlier requests a focus contains."""
KEPT = 256
"""Greatest number of stored conversations."""

_INGREDIENTS = frozenset({Kind.INGREDIENT_OF_STEP, Kind.LIST_INGREDIENTS})

type Seconds = Callable[[], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A question that waits for its answer: the action on yes, and the time of asking `asked_at`."""

    action: str
    details: Mapping[str, object]
    asked_at: float
    raises_heat: bool = False
    question: Reply | None = None
    """The text of the question."""
    changes: tuple[object, ...] = ()
    """For a question about heat: the changes that it names, as types of the heat gate."""


@dataclass(frozen=True, slots=True)
class NamedChoice:
    """A thing that the kitchen named, so that a user can choose it by its place: its kind and id.

    `note` is what has to be said together with the name, such as a warning.
    """

    kind: Kind
    id: str
    name: str
    note: str = ""


@dataclass(slots=True)
class Focus:
    """What a user talks about at one place: the last request and the things it was about.

    It outlives a conversation, because many satellites begin a new one with every sentence.
    """

    topic: Kind | None = None
    """The kind of the last request."""
    slots: Slots = field(default_factory=dict)
    """The slots of the last request."""
    said_at: float = 0.0
    before: tuple[Kind, ...] = ()
    """The kinds of the last requests, newest last."""
    recipe_id: str | None = None
    """The last mentioned recipe, the meaning of "it" while nothing is being cooked."""
    food: str = ""
    """The food that the last request named, as it was said: the meaning of "it" in "put it on the list"."""
    mentioned: str = ""
    """The food that the request before this one named: the meaning of a pronoun in this one."""
    servings: dict[str, float] = field(default_factory=dict)
    """For how many people each recipe is to be made."""
    dish: tuple[str, str] | None = None
    """The dish that was named last, of several being cooked: the ids of its session and of itself."""
    day: str | None = None
    """The day of the plan that was spoken of last."""
    person: str = ""
    """The name of the person that was mentioned last: the meaning of "she"."""
    seconds: float | None = None
    """The time that was answered last: the meaning of "that" in "set a timer for that"."""
    listed: tuple[str, ...] = ()
    """The items that the last request wrote on the shopping list, as they were said."""
    timer_id: str | None = None
    meal_id: str | None = None
    pantry_id: str | None = None
    last: Reply | None = None
    """The last reply that ended a conversation here, for "repeat" in the next one."""
    choices: tuple[NamedChoice, ...] = ()
    """The things that the last reply named, in order."""
    rest: str = ""
    """What a long reply has not said yet."""
    ingredient: int | None = None
    """The ingredient that was read last, counted from 0."""
    heated: tuple[str, ...] = ()
    """The burners that the last request heated: "cancel" turns them off again."""
    undo: Callable[[], Awaitable[Reply]] | None = None
    """Takes back what the last request did, and returns what to say."""
    touched_at: float = 0.0


@dataclass(slots=True)
class Conversation:
    """One conversation at one place."""

    site: str
    session: str
    user: str = ""
    """The speaking user: another user at the same place has a separate conversation."""
    pending: Pending | None = None
    expects: tuple[Kind, ...] = ()
    last: Reply | None = None
    """The last reply, for "repeat"."""
    focus: Focus = field(default_factory=Focus)
    """What this user talks about at this place; shared with the user's other conversations here."""
    burner_id: str | None = None
    """The last mentioned burner, the meaning of "it"."""
    touched_at: float = 0.0
    facts: dict[str, object] = field(default_factory=dict)

    @property
    def recipe_id(self) -> str | None:
        """The last mentioned recipe, the meaning of "it" while nothing is being cooked."""
        return self.focus.recipe_id

    @recipe_id.setter
    def recipe_id(self, recipe_id: str | None) -> None:
        self.focus.recipe_id = recipe_id


class Dialogue:
    """All conversations, by (site, session, user). Bounded in number and age."""

    def __init__(self, time: Seconds) -> None:
        self._time = time
        self._conversations: OrderedDict[tuple[str, str, str], Conversation] = OrderedDict()
        self._focuses: OrderedDict[tuple[str, str], Focus] = OrderedDict()

    @property
    def now(self) -> float:
        """Real monotonic time in s."""
        return self._time()

    def __len__(self) -> int:
        return len(self._conversations)

    def at(self, site: str, session: str, user: str = "") -> Conversation:
        """The conversation of a user in a session at a site; a new one if there is none or it has expired."""
        now = self._time()
        key = (site, session, user)
        conversation = self._conversations.pop(key, None)
        if conversation is None or now - conversation.touched_at > FORGET_AFTER_S:
            conversation = Conversation(site, session, user)
        conversation.touched_at = now
        conversation.focus = self._focus(site, user, now)
        self._conversations[key] = conversation
        while len(self._conversations) > KEPT:
            self._conversations.popitem(last=False)
        return conversation

    def _focus(self, site: str, user: str, now: float) -> Focus:
        focus = self._focuses.pop((site, user), None)
        if focus is None or now - focus.touched_at > FORGET_AFTER_S:
            focus = Focus()
        focus.touched_at = now
        self._focuses[site, user] = focus
        while len(self._focuses) > KEPT:
            self._focuses.popitem(last=False)
        return focus

    def is_fresh(self, focus: Focus) -> bool:
        """Whether the last request may still be followed up."""
        return focus.topic is not None and self._time() - focus.said_at <= TOPIC_FOR_S

    def context(self, conversation: Conversation) -> SpokenContext:
        """What was asked before and said last, for the recognition of what comes next."""
        focus = conversation.focus
        last = conversation.last or focus.last
        if not self.is_fresh(focus):
            return SpokenContext()
        # A list of ingredients that was read at once is over; one by one, the next ingredient may be meant.
        reads = focus.ingredient is not None
        before = tuple(kind for kind in focus.before if reads or kind not in _INGREDIENTS)
        return SpokenContext(before, "" if last is None else last.say)

    def ask(
        self,
        conversation: Conversation,
        action: str,
        details: Mapping[str, object],
        *,
        raises_heat: bool = False,
        question: Reply | None = None,
        changes: tuple[object, ...] = (),
    ) -> None:
        """Store a question, replacing an earlier one."""
        conversation.pending = Pending(
            action=action,
            details=dict(details),
            asked_at=self._time(),
            raises_heat=raises_heat,
            question=question,
            changes=changes,
        )

    def take(self, conversation: Conversation) -> tuple[Pending | None, bool]:
        """Remove and return the waiting question, and whether the answer came in time."""
        pending, conversation.pending = conversation.pending, None
        if pending is None:
            return None, False
        return pending, self._time() - pending.asked_at <= CONFIRM_WITHIN_S
