"""Operate a running virtual stove by hand: `script/hearth stove hands`."""

import argparse
from collections.abc import Sequence
from contextlib import suppress
import json
import sys
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import parse_qs, urlsplit
from urllib.request import Request, urlopen

FAILED = 1
USAGE = 2


def main(words: Sequence[str]) -> int:
    """Run `stove hands URL VERB …`. Returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="script/hearth stove hands", description="Operate a running virtual stove by hand."
    )
    parser.add_argument("url", help="the hands' address, as `stove run` prints it")
    parser.add_argument(
        "words",
        nargs="+",
        metavar="VERB",
        help="turn N LEVEL | arm | disarm | lock | unlock | remote on|off | pan N [KIND] [LITERS] | lift N | "
        "water N LITERS | oil N LITERS | food N KG | lid N on|off | probe N on|off | "
        "sensor N pulled|frozen|impossible|none | acknowledge N | cap WATTS | bridge N on|off | confirm | pair | "
        "power_cut | renew_certificate [on|off] | state",
    )
    try:
        return _operate(parser.parse_args(words[2:]))
    except SystemExit as left:
        return int(left.code or 0)
    except KeyboardInterrupt:
        return 0


def hands_request(words: Sequence[str]) -> tuple[str, dict[str, Any]]:
    """Parse a manual operation and its arguments from the words of the command line.

    Raises:
        ValueError: when they are invalid.
    """
    verb, *rest = words
    flags = {"on": True, "off": False, "true": True, "false": False}
    names = {
        "turn": ("n", "level"),
        "lift": ("n",),
        "water": ("n", "liters", "temperature_c"),
        "oil": ("n", "liters", "temperature_c"),
        "food": ("n", "kg", "temperature_c"),
        "lid": ("n", "on"),
        "probe": ("n", "inside"),
        "move": ("n", "moved"),
        "sensor": ("n", "fault"),
        "acknowledge": ("n",),
        "pan": ("n", "kind", "water_l"),
        "remote": ("enabled",),
        "lock": ("locked",),
        "cap": ("watts",),
        "bridge": ("n", "joined"),
        "renew_certificate": ("interrupted",),
    }.get(verb, ())
    if verb == "unlock":
        verb, names, rest = "lock", ("locked",), ["off"]
    if len(rest) > len(names):
        raise ValueError(f"{verb} takes {len(names)} words: {' '.join(names)}")
    arguments: dict[str, Any] = {}
    for name, word in zip(names, rest, strict=False):
        try:
            if name in {"kind", "fault"}:
                arguments[name] = word
            elif name in {"on", "inside", "enabled", "locked", "moved", "joined", "interrupted"}:
                arguments[name] = flags[word]
            else:
                arguments[name] = int(word) if name == "n" else float(word)
        except KeyError, ValueError:
            raise ValueError(f"{verb}: {name} can't be {word!r}") from None
    return verb, arguments


def _operate(chosen: argparse.Namespace) -> int:
    parts = urlsplit(chosen.url)
    token = parse_qs(parts.query).get("token", [""])[0]
    if parts.scheme != "http" or not parts.netloc:
        return _fail("the hands' address looks like http://127.0.0.1:PORT/?token=…", USAGE)
    base = f"http://{parts.netloc}"
    headers = {"X-Token": token, "Content-Type": "application/json"}
    if chosen.words == ["state"]:
        request = Request(f"{base}/state", headers=headers)  # noqa: S310  http only, checked above
    else:
        try:
            verb, arguments = hands_request(chosen.words)
        except ValueError as error:
            return _fail(str(error), USAGE)
        request = Request(f"{base}/do/{verb}", data=json.dumps(arguments).encode(), headers=headers)  # noqa: S310
    try:
        with urlopen(request, timeout=10) as answer:  # noqa: S310
            body = json.load(answer)
    except HTTPError as error:
        text = error.read().decode(errors="replace")
        with suppress(ValueError, KeyError, TypeError):
            text = json.loads(text)["error"]
        return _fail(text.strip())
    except (URLError, OSError) as error:
        return _fail(f"the stove's hands can't be reached: {getattr(error, 'reason', error)}")
    print(json.dumps(body if chosen.words == ["state"] else body.get("result", body)))
    return 0


def _fail(sentence: str, code: int = FAILED) -> int:
    print(sentence, file=sys.stderr)
    return code
