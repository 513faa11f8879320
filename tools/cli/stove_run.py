"""Command line of a virtual stove: `script/hearth stove run`."""

import argparse
import asyncio
from collections.abc import Sequence
import sys

from tools.cli.stove_process import RunOptions, run

FAILED = 1
USAGE = 2


def main(words: Sequence[str]) -> int:
    """Run `stove run …` until the process is stopped. Returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="script/hearth stove run", description="Run a virtual stove until it is stopped."
    )
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
    try:
        return _run(parser.parse_args(words[2:]))
    except SystemExit as left:
        return int(left.code or 0)
    except KeyboardInterrupt:
        return 0


def _run(chosen: argparse.Namespace) -> int:
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


def _fail(sentence: str, code: int = FAILED) -> int:
    print(sentence, file=sys.stderr)
    return code
