"""Command line of the conformance check: `script/hearth link check`."""

import argparse
from collections.abc import Sequence

from tools.hearth_link_check.command import check_stove


def main(words: Sequence[str]) -> int:
    """Run `link check URL …`. Returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="script/hearth link check", description="Go through the rules of Hearth Link, one by one."
    )
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
    try:
        return check_stove(parser.parse_args(words[2:]))
    except SystemExit as left:
        return int(left.code or 0)
    except KeyboardInterrupt:
        return 0
