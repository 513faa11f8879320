"""Change notifications between processes that share one book, by PostgreSQL's LISTEN and NOTIFY.

Not for files.
"""

from collections.abc import Callable
import json
import logging
import threading
import time
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from sqlalchemy import Connection, text

from .database import Store
from .network import ANSWER_S, AnswerDeadline, connect_arguments

if TYPE_CHECKING:
    import psycopg

_LOGGER = logging.getLogger(__name__)

CHANNEL = "hearthtech"
LONGEST_NOTICE = 7_900
"""PostgreSQL takes up to 8,000 bytes."""
RETRY_S = 5.0
CHECK_S = 20.0
"""Interval of checks of the listening connection, s."""

type Listener = Callable[[dict[str, Any]], None]


class ChangeNotifier:
    """Sends notifications with a write, and receives those of other processes in a separate thread."""

    def __init__(self, store: Store, listener: Listener, lost: Callable[[], None] = lambda: None) -> None:
        """Call `listener` with each notification, and `lost` after a time in which some may have been missed."""
        self._store = store
        self._listener = listener
        self._lost = lost
        self._sender = uuid4().hex
        self._was_connected = False
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def active(self) -> bool:
        """Whether other processes may be listening."""
        return self._thread is not None

    def start(self) -> None:
        """Start listening, if the database supports it."""
        if self._store.dialect == "postgresql":
            self._thread = threading.Thread(target=self._listen, name="hearthtech-notices", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Stop listening. Blocks for about a second."""
        self._ended.set()
        if self._thread is not None:
            self._thread.join()

    def send(self, notice: dict[str, Any], connection: Connection) -> None:
        """Notify other processes when the transaction of `connection` is committed."""
        if connection.dialect.name != "postgresql":
            return
        payload = json.dumps({"sender": self._sender, **notice})
        if len(payload.encode()) > LONGEST_NOTICE:
            payload = json.dumps(
                {"sender": self._sender, "kind": notice["kind"], "subject": notice["subject"]}
            )
        connection.execute(
            text("SELECT pg_notify(:channel, :payload)"), {"channel": CHANNEL, "payload": payload}
        )

    def _listen(self) -> None:
        import psycopg

        address = self._store.url.set(drivername="postgresql").render_as_string(hide_password=False)
        while not self._ended.is_set():
            try:
                arguments = connect_arguments(frozenset(self._store.url.query))
                with psycopg.connect(address, autocommit=True, **arguments) as connection:
                    self._follow(connection)
            except psycopg.Error:
                # The server is unreachable; writes report this to their callers. Notifications continue after
                # a reconnection.
                self._ended.wait(RETRY_S)
            except Exception:
                _LOGGER.exception("Notices of other homes could not be followed; trying again")
                self._ended.wait(RETRY_S)

    def _follow(self, connection: psycopg.Connection[Any]) -> None:
        with AnswerDeadline(connection, ANSWER_S) as deadline:
            deadline.sent()
            connection.execute(f"LISTEN {CHANNEL}")
            deadline.answered()
            if self._was_connected:
                self._lost()
            self._was_connected = True
            checked = time.monotonic()
            while not self._ended.is_set():
                for notification in connection.notifies(timeout=1.0):
                    self._take(notification.payload)
                if time.monotonic() - checked >= CHECK_S:
                    # A network that drops everything is indistinguishable from a quiet one; only an answer
                    # proves a connection.
                    deadline.sent()
                    connection.execute("SELECT 1")
                    deadline.answered()
                    checked = time.monotonic()

    def _take(self, payload: str) -> None:
        """Pass a notification on.

        Any program on the server may notify: malformed notifications are ignored.
        """
        try:
            notice = json.loads(payload)
        except ValueError, RecursionError:
            return
        if not isinstance(notice, dict) or notice.pop("sender", None) == self._sender:
            return
        try:
            self._listener(notice)
        except Exception:
            _LOGGER.debug("a notice could not be used", exc_info=True)
