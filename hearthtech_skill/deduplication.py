"""Duplicate-message filter: decides which messages are turns to answer, and which are duplicate, late or answered.

The state of every session is tracked from the messages on the broker, so that each worker knows it. Time is a parameter
in monotonic seconds.
"""

from collections import OrderedDict
from dataclasses import dataclass
from enum import Enum, auto

MAX_SESSIONS = 10_000
FORGET_ENDED_S = 60.0
FORGET_IDLE_S = 600.0
BUSY_AT_MOST_S = 30.0
"""The dialogue manager closes a silent session after this time by default (s)."""
DOUBLE_WITHIN_S = 1.0
"""The same text again sooner than a person can hear the answer and speak is a duplicate (s)."""


class Stage(Enum):
    """State of a session."""

    LISTENING = auto()
    """The next message is a new turn."""
    ASKED = auto()
    """A turn is being answered."""
    ENDED = auto()


@dataclass(slots=True)
class _HermesSession:
    stage: Stage
    since: float
    site: str | None = None
    language: str | None = None
    ours: bool = False
    turn: int = 0
    last_words: object = None


class Turns:
    """All sessions on the broker that are or were recently open."""

    def __init__(self) -> None:
        self._sessions: OrderedDict[str, _HermesSession] = OrderedDict()

    def __len__(self) -> int:
        return len(self._sessions)

    def started(
        self, session: str, now: float, *, site: str | None = None, language: str | None = None
    ) -> None:
        """Called for a session started by the dialogue manager. A late message changes nothing."""
        known = self._touch(session, now)
        if known.stage is not Stage.ENDED:
            known.since = now - DOUBLE_WITHIN_S
            known.site = known.site or site
            known.language = known.language or language

    def begin(self, session: str, words: object, now: float, *, site: str | None = None) -> int | None:
        """Begin a turn. Returns its number from 1, or `None` if it must not be answered."""
        known = self._touch(session, now)
        is_double = words == known.last_words and now - known.since < DOUBLE_WITHIN_S
        if known.stage is not Stage.LISTENING or is_double:
            return None
        known.stage, known.since, known.site = Stage.ASKED, now, site or known.site
        known.turn += 1
        known.last_words = words
        return known.turn

    def is_open(self, session: str, turn: int) -> bool:
        """Whether this turn is not answered yet."""
        known = self._sessions.get(session)
        return known is not None and known.stage is Stage.ASKED and known.turn == turn

    def left(self, session: str, turn: int, now: float) -> None:
        """Called if this turn is not answered, because it is for another program."""
        known = self._sessions.get(session)
        if known is not None and known.stage is Stage.ASKED and known.turn == turn:
            known.stage, known.since = Stage.LISTENING, now

    def reopen(self, session: str, turn: int, now: float) -> None:
        """Called if the answer of this turn could not be published."""
        known = self._sessions.get(session)
        if known is not None and known.turn == turn:
            known.stage, known.since = Stage.ASKED, now

    def continued(self, session: str, now: float, *, ours: bool = False) -> None:
        """Called when a session was answered and continues."""
        known = self._touch(session, now)
        if known.stage is not Stage.ENDED:
            known.stage, known.since = Stage.LISTENING, now
            known.ours = known.ours or ours

    def ended(self, session: str, now: float) -> None:
        """Called when a session has ended, by any program."""
        known = self._touch(session, now)
        known.stage, known.since = Stage.ENDED, now

    def is_ours(self, session: str | None) -> bool:
        """Whether the kitchen has answered in this session."""
        known = self._sessions.get(session) if session else None
        return known is not None and known.ours

    def language(self, session: str | None) -> str | None:
        """Return the language that the dialogue manager stated when the session began."""
        known = self._sessions.get(session) if session else None
        return known.language if known else None

    def is_busy(self, site: str, now: float) -> bool:
        """Whether a session is open at this site, which a notification would interrupt."""
        return any(
            session.site == site and session.stage is not Stage.ENDED and now - session.since < BUSY_AT_MOST_S
            for session in reversed(self._sessions.values())
        )

    @property
    def open_turns(self) -> int:
        """The number of turns without an answer."""
        return sum(session.stage is Stage.ASKED for session in self._sessions.values())

    def _touch(self, session: str, now: float) -> _HermesSession:
        known = self._sessions.get(session)
        if known is None:
            self._forget(now)
            # Old enough that its first turn is never considered a duplicate.
            known = self._sessions[session] = _HermesSession(Stage.LISTENING, now - DOUBLE_WITHIN_S)
        self._sessions.move_to_end(session)
        return known

    def _forget(self, now: float) -> None:
        while self._sessions:
            oldest = next(iter(self._sessions.values()))
            keep = FORGET_ENDED_S if oldest.stage is Stage.ENDED else FORGET_IDLE_S
            if len(self._sessions) < MAX_SESSIONS and now - oldest.since < keep:
                return
            self._sessions.popitem(last=False)
