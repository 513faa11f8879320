"""JSON-RPC 2.0 in text frames: one request, response or notification a frame; batches are refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import orjson

from .errors import NUMBER, LinkProtocolError, LinkRefused, ProtocolCode, link_code
from .messages import MAX_FRAME

MAX_DEPTH: Final = 16
"""Greatest nesting of a message. The deepest message of the protocol has 6."""


@dataclass(frozen=True, slots=True)
class RpcRequest:
    """A call with an answer."""

    id: int | str
    method: str
    params: dict[str, Any]


@dataclass(frozen=True, slots=True)
class RpcNotification:
    """A call without an answer."""

    method: str
    params: dict[str, Any]


@dataclass(frozen=True, slots=True)
class RpcResponse:
    """An answer: `result`, or `error`."""

    id: int | str | None
    result: dict[str, Any] | None = None
    error: LinkRefused | None = None


type Message = RpcRequest | RpcNotification | RpcResponse


def parse(frame: str | bytes) -> Message:
    """Read one frame.

    Raises:
        LinkRefused: `parse` for invalid JSON, `invalid_request` for JSON that is not a single message; `data`
            holds the `id` when it could be read.
    """
    if len(frame) > MAX_FRAME:
        raise LinkRefused(ProtocolCode.INVALID_REQUEST, {"reason": "too long"})
    try:
        message = orjson.loads(frame)
    except orjson.JSONDecodeError:
        raise LinkRefused(ProtocolCode.PARSE) from None
    if not isinstance(message, dict):
        reason = "batches are not served" if isinstance(message, list) else "not an object"
        raise LinkRefused(ProtocolCode.INVALID_REQUEST, {"reason": reason})
    number = message.get("id")
    if isinstance(number, bool) or not isinstance(number, int | str | None):
        raise LinkRefused(ProtocolCode.INVALID_REQUEST, {"reason": "id must be an integer or a text"})
    if message.get("jsonrpc") != "2.0":
        raise LinkRefused(ProtocolCode.INVALID_REQUEST, {"id": number, "reason": 'jsonrpc must be "2.0"'})
    method = message.get("method")
    if method is None:
        return _response(number, message)
    params = message.get("params", {})
    if not isinstance(method, str) or not isinstance(params, dict):
        raise LinkRefused(
            ProtocolCode.INVALID_REQUEST, {"id": number, "reason": "method or params malformed"}
        )
    if _too_deep(params):
        raise LinkRefused(ProtocolCode.INVALID_REQUEST, {"id": number, "reason": "nested too deeply"})
    if "id" not in message:
        return RpcNotification(method, params)
    if number is None:
        raise LinkRefused(ProtocolCode.INVALID_REQUEST, {"reason": "id must not be null"})
    return RpcRequest(number, method, params)


def _response(number: int | str | None, message: dict[str, Any]) -> RpcResponse:
    if "error" in message and "result" not in message:
        error = message["error"]
        if isinstance(error, dict):
            try:
                code = link_code(error["message"])
            except KeyError, ValueError:
                code = ProtocolCode.INTERNAL
            data = error.get("data")
            return RpcResponse(number, error=LinkRefused(code, data if isinstance(data, dict) else None))
    if isinstance(result := message.get("result"), dict) and "error" not in message:
        return RpcResponse(number, result=result)
    raise LinkRefused(ProtocolCode.INVALID_REQUEST, {"id": number, "reason": "neither a call nor an answer"})


def _too_deep(value: object) -> bool:
    level: list[object] = [value]
    for _ in range(MAX_DEPTH):
        level = [
            item
            for one in level
            if isinstance(one, dict | list)
            for item in (one.values() if isinstance(one, dict) else one)
        ]
        if not level:
            return False
    return True


def request(number: int, method: str, params: Mapping[str, object]) -> bytes:
    """Encode a request."""
    return orjson.dumps({"jsonrpc": "2.0", "id": number, "method": method, "params": params})


def notification(method: str, params: Mapping[str, object]) -> bytes:
    """Encode a notification."""
    return orjson.dumps({"jsonrpc": "2.0", "method": method, "params": params})


def result(number: int | str, value: Mapping[str, object]) -> bytes:
    """Encode a successful answer."""
    return orjson.dumps({"jsonrpc": "2.0", "id": number, "result": value})


def error(number: int | str | None, refused: LinkRefused) -> bytes:
    """Encode an error answer."""
    body: dict[str, object] = {"code": NUMBER[refused.code], "message": refused.code.value}
    data = {key: value for key, value in refused.data.items() if key != "id"}
    if data:
        body["data"] = data
    return orjson.dumps({"jsonrpc": "2.0", "id": number, "error": body})


def field[T](values: Mapping[str, Any], name: str, kind: type[T]) -> T:
    """Return a required field of exactly this type (an integer is accepted as a float).

    Raises:
        LinkProtocolError: when it is missing or of another type.
    """
    value = values.get(name)
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return kind(value)  # type: ignore[call-arg]
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise LinkProtocolError(f"{name}: {kind.__name__} expected, got {value!r}")
    return value
