"""Time limits for a PostgreSQL server behind a network that may drop packets silently.

The system's own limits (keepalive, TCP user timeout) notice a peer that acknowledges nothing. A proxy or a stopped
server acknowledges and stays silent; `AnswerDeadline` notices that as well, by ending the connection from this side.
"""

from contextlib import suppress
import os
import socket
import threading
import time
from types import TracebackType
from typing import Any, Final, Self

CONNECT_S: Final = 5
"""Longest time for connecting and logging in."""
STATEMENT_S: Final = 10.0
"""Longest time that the server gives one statement, waiting for locks included."""
ANSWER_S: Final = 12.0
"""Longest time without an answer to a statement that was sent.

Longer than `STATEMENT_S`, so that a working server reports the error itself.
"""
WRITE_LOCK: Final = 4216
"""Number of the advisory lock that a home holds while it writes."""
PING_S: Final = 4.0
"""The same for the check of a pooled connection."""


def connect_arguments(given: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Arguments of libpq (PostgreSQL documentation, 34.1.2) with the limits, except for those `given` in the URL."""
    arguments: dict[str, Any] = {
        "connect_timeout": CONNECT_S,
        "keepalives": 1,
        "keepalives_idle": 10,
        "keepalives_interval": 5,
        "keepalives_count": 3,
        "tcp_user_timeout": int(ANSWER_S * 1000),
        "options": f"-c statement_timeout={int(STATEMENT_S * 1000)}",
    }
    return {name: value for name, value in arguments.items() if name not in given}


class AnswerDeadline:
    """Shuts a connection's socket down when a statement is without an answer for too long.

    The driver then raises its `OperationalError`. Call `sent` before and `answered` after each statement; time in
    between, in which this side works, does not count.
    """

    def __init__(self, connection: Any, seconds: float) -> None:
        self._connection = connection
        self._seconds = seconds
        self._since: float | None = None
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None
        self._ended = False

    def __enter__(self) -> Self:
        self._schedule(self._seconds)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._ended = True
            timer = self._timer
        if timer is not None:
            timer.cancel()
            timer.join()

    def sent(self) -> None:
        """Call before a statement is sent."""
        self._since = time.monotonic()

    def answered(self) -> None:
        """Call when the server has answered."""
        self._since = None

    def _schedule(self, seconds: float) -> None:
        self._timer = threading.Timer(seconds, self._look)
        self._timer.daemon = True
        self._timer.start()

    def _look(self) -> None:
        with self._lock:
            if self._ended:
                return
            since = self._since
            left = self._seconds if since is None else since + self._seconds - time.monotonic()
            if left > 0.0:
                self._schedule(left)
                return
            _shut_down(self._connection)


def _shut_down(connection: Any) -> None:
    """Shut the connection down, so that a waiting thread gets an error."""
    # A duplicate: the driver still owns its own descriptor.
    with suppress(Exception), socket.socket(fileno=os.dup(connection.fileno())) as duplicate:
        duplicate.shutdown(socket.SHUT_RDWR)
