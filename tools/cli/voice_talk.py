"""Command line of a conversation: `script/hearth voice talk`.

With `--json` the kitchen is loaded when the first line of input has arrived; opening it takes most of a second.
"""

from argparse import ArgumentParser, Namespace
import asyncio
import logging
from pathlib import Path
import sys

from tools.cli.commands import load


def main(words: list[str]) -> int:
    """Run `voice talk …`. Returns the exit code."""
    parser = ArgumentParser(
        prog="script/hearth voice talk", description="Talk to a kitchen with a virtual stove."
    )
    parser.add_argument("--json", action="store_true", help="a script: write one JSON object for each line")
    parser.add_argument("--language", default="en", help="language of the conversation")
    parser.add_argument(
        "--import", dest="imports", type=Path, action="append", default=[], help="recipes of the book"
    )
    parser.add_argument("--people", type=Path, help="a JSON list of the people of the household")
    options = parser.parse_args(words[2:])
    return _scripted(options) if options.json else int(load("talk_in_terminal").main())


def _scripted(options: Namespace) -> int:
    """Run the conversation until the input ends.

    Always returns 0: errors are in the field `error` of their line.
    """
    logging.disable(logging.WARNING)
    first = _read()
    if not first:
        return 0
    talk = load("talk")
    try:
        asyncio.run(
            talk.run(
                _read,
                _write,
                _complain,
                first=first,
                language=options.language,
                imports=options.imports,
                people=options.people,
            )
        )
    except KeyboardInterrupt, BrokenPipeError:
        return 0
    return 0


def _read() -> str:
    """The next line with its line end, empty at the end of the input.

    Bytes that are no UTF-8 are replaced.
    """
    return sys.stdin.buffer.readline().decode("utf-8", "replace")


def _write(line: str) -> None:
    sys.stdout.buffer.write(line.encode("utf-8", "backslashreplace") + b"\n")
    sys.stdout.buffer.flush()


def _complain(line: str) -> None:
    sys.stderr.write(f"{line}\n")
