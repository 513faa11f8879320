"""The command line of the link: run a virtual stove, be its hands, check a stove against the specification."""

import argparse
from contextlib import suppress
import json
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

FAILED = 1
USAGE = 2


def main(words: Sequence[str]) -> int:
    """`stove run …`, `stove hands …`, `link check …`. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="script/hearth")
    areas = parser.add_subparsers(dest="area", required=True)
    stove = areas.add_parser("stove", help="run a virtual stove, be its hands").add_subparsers(
        dest="verb", required=True
    )
    _run_arguments(stove.add_parser("run", help="run a virtual stove until it is told to stop"))
    _hands_arguments(stove.add_parser("hands", help="be the cook's hands on a running virtual stove"))
    link = areas.add_parser("link", help="check a stove against the specification").add_subparsers(
        dest="verb", required=True
    )
    _check_arguments(link.add_parser("check", help="go through the rules of Hearth Link, one by one"))
    try:
        chosen = parser.parse_args(words)
    except SystemExit as left:
        return int(left.code or 0)
    try:
        return int(chosen.run(chosen))
    except KeyboardInterrupt:
        return 0


def _run_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--burners", type=int, default=4, metavar="N", help="how many (1–12, default 4)")
    parser.add_argument(
        "--kind", choices=("induction", "radiant", "gas", "coil", "plate"), default="induction"
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default loopback)")
    parser.add_argument("--port", type=int, default=0, help="port of the link (default: any free one)")
    parser.add_argument(
        "--hands-port", type=int, default=0, help="port of the hands' page (default: any free one)"
    )
    parser.add_argument("--folder", help="where the stove keeps its memory (default: forgotten at the end)")
    parser.add_argument("--rate", type=float, default=1.0, help="speed of stove time (default 1)")
    parser.add_argument("--seed", type=int, default=0, help="seed of the sensors' noise")
    parser.add_argument("--name", default="Virtual stove")
    parser.add_argument(
        "--provision",
        action="append",
        default=[],
        metavar="CLIENT",
        help="give this client a key (repeatable)",
    )
    parser.add_argument(
        "--pan", action="append", default=[], metavar="N:KIND:LITERS", help="put a pan on burner N"
    )
    parser.add_argument("--arm", action="store_true", help="press arm at the start")
    parser.add_argument("--announce", action="store_true", help="announce it by zeroconf")
    parser.add_argument(
        "--json", action="store_true", help="say what is needed to use it as one line of JSON"
    )
    parser.set_defaults(run=_run)


def _hands_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("url", help="the hands' address, as `stove run` prints it")
    parser.add_argument(
        "words",
        nargs="+",
        metavar="VERB",
        help="turn N LEVEL | arm | disarm | lock | unlock | remote on|off | pan N [KIND] [LITERS] | lift N | "
        "water N LITERS | oil N LITERS | food N KG | lid N on|off | probe N on|off | "
        "sensor N pulled|frozen|impossible|none | acknowledge N | cap WATTS | bridge N on|off | confirm | pair | "
        "power_cut | state",
    )
    parser.set_defaults(run=_hands)


def _check_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "url", help="wss://HOST:PORT/link, or the JSON line of `stove run --json`, or - to read it"
    )
    parser.add_argument("--client", default="", help="id of the client that the key was given to")
    parser.add_argument("--key", default="", help="its key, in hexadecimal")
    parser.add_argument("--fingerprint", help="SHA-256 of the stove's certificate")
    parser.add_argument(
        "--hands", help="the hands' address of a virtual stove; `ask` asks whoever is at a real one"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object instead of lines")
    parser.set_defaults(run=_check)


def _check(chosen: argparse.Namespace) -> int:
    from .check import check_stove

    return check_stove(chosen)


def _fail(sentence: str, code: int = FAILED) -> int:
    print(sentence, file=sys.stderr)
    return code


def _run(chosen: argparse.Namespace) -> int:
    import asyncio

    from .run import RunOptions, run

    try:
        pans = [_pan(text) for text in chosen.pan]
    except ValueError as error:
        return _fail(str(error), USAGE)
    options = RunOptions(
        burners=chosen.burners,
        kind=chosen.kind,
        host=chosen.host,
        port=chosen.port,
        hands_port=chosen.hands_port,
        folder=chosen.folder,
        rate=chosen.rate,
        seed=chosen.seed,
        name=chosen.name,
        provision=tuple(chosen.provision),
        pans=tuple(pans),
        arm=chosen.arm,
        announce=chosen.announce,
        as_json=chosen.json,
    )
    try:
        asyncio.run(run(options))
    except ValueError as error:
        return _fail(f"{error}", USAGE)
    except OverflowError:
        return _fail("a port is 0 to 65535", USAGE)
    except OSError as error:
        return _fail(f"the stove can't start: {error.strerror or error}")
    return 0


def _pan(text: str) -> tuple[int, str, float]:
    parts = text.split(":")
    try:
        n, kind, liters = int(parts[0]), *(parts[1:2] or ["pot"]), float((parts[2:3] or ["1.5"])[0])
    except ValueError:
        raise ValueError(f"--pan {text}: BURNER:KIND:LITERS expected, such as 1:pot:1.5") from None
    return n, kind, liters


def hands_request(words: Sequence[str]) -> tuple[str, dict[str, Any]]:
    """The verb and its arguments, of words as a person types them.

    Raises:
        ValueError: when they make no sense.
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
            elif name in {"on", "inside", "enabled", "locked", "moved", "joined"}:
                arguments[name] = flags[word]
            else:
                arguments[name] = int(word) if name == "n" else float(word)
        except KeyError, ValueError:
            raise ValueError(f"{verb}: {name} can't be {word!r}") from None
    return verb, arguments


def _hands(chosen: argparse.Namespace) -> int:
    from urllib.error import HTTPError, URLError
    from urllib.parse import parse_qs, urlsplit
    from urllib.request import Request, urlopen

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
