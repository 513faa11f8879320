"""Logging for people or programs, with secrets removed."""

from datetime import UTC, datetime
import json
import logging
import sys
from typing import override

# Standard attributes of a record; fields passed by `extra` are additional.
_PLAIN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime"}
HIDDEN = "***"


class _Discreet(logging.Formatter):
    """Formatter that removes known secrets from all parts of a record."""

    def __init__(self, secrets: frozenset[str]) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(message)s")
        self._secrets = secrets

    @override
    def format(self, record: logging.LogRecord) -> str:
        line = self._line(record)
        for secret in self._secrets:
            line = line.replace(secret, HIDDEN)
        return line

    def _line(self, record: logging.LogRecord) -> str:
        return super().format(record)


class _Json(_Discreet):
    """JSON formatter: one object per line with time, level, source, message, and the extra fields of the call."""

    @override
    def _line(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "source": record.name,
            "message": record.getMessage(),
        }
        line |= {key: value for key, value in vars(record).items() if key not in _PLAIN}
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str, ensure_ascii=False)


def set_up(level: str, form: str, secrets: frozenset[str] = frozenset()) -> None:
    """Log to standard error; `form` is `text` or `json`."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Json(secrets) if form == "json" else _Discreet(secrets))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    if level != "debug":
        for chatty in ("aiohttp", "mqtt", "asyncio"):
            logging.getLogger(chatty).setLevel(logging.WARNING)
