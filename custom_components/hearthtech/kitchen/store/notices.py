"""Change notices between homes that share one book: PostgreSQL's LISTEN and NOTIFY. A book that is a file has none."""

from collections.abc import Callable
import json
import threading
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from sqlalchemy import Connection, text

from .database import Store

if TYPE_CHECKING:
    import psycopg

CHANNEL = "hearthtech"
LONGEST_NOTICE = 7_900
"""PostgreSQL takes up to 8,000 bytes."""
RETRY_S = 5.0

type Listener = Callable[[dict[str, Any]], None]


class Notices:
    """Sends notices with a write, and hears those of other homes in a thread of its own."""

    def __init__(self, store: Store, listener: Listener) -> None:
        self._store = store
        self._listener = listener
        self._sender = uuid4().hex
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def active(self) -> bool:
        """Whether other homes may be listening."""
        return self._thread is not None

    def start(self) -> None:
        """Listen, where there is something to hear."""
        if self._store.dialect == "postgresql":
            self._thread = threading.Thread(target=self._listen, name="hearthtech-notices", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Stop listening. Blocks for about a second."""
        self._ended.set()
        if self._thread is not None:
            self._thread.join()

    def send(self, notice: dict[str, Any], connection: Connection) -> None:
        """Tell the other homes, once the transaction of `connection` is on disk."""
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
                with psycopg.connect(address, autocommit=True) as connection:
                    self._follow(connection)
            except psycopg.OperationalError:
                # The server is away; writes say so to whoever writes. Notices come back with it.
                self._ended.wait(RETRY_S)

    def _follow(self, connection: psycopg.Connection[Any]) -> None:
        connection.execute(f"LISTEN {CHANNEL}")
        while not self._ended.is_set():
            for notification in connection.notifies(timeout=1.0):
                notice = json.loads(notification.payload)
                if notice.pop("sender", None) != self._sender:
                    self._listener(notice)
