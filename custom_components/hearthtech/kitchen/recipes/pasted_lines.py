"""Prepare pasted text before its lines are classified: two columns, counted steps in one line, hard line wraps."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
import re

from ...language.numbers import NUMBER
from .line_classifier import ClassifiedLine, LineRole
from .word_lists import expressions

_WORDS = expressions("text_words")
_COLUMN = re.compile(rf"(?<=\S)(?: {{3,}}|\t+ *)(?={NUMBER}(?:\s+|(?=[A-Za-z]))\S)")
_BEGINS = re.compile(rf"\s*{NUMBER}\s*[^\W\d_(]", re.IGNORECASE)
_COUNTER = re.compile(
    rf"(?:(?<=\s)|^)(?:(?:{_WORDS['step_inside']})\s+)?(\d{{1,2}})\s*(?:[.):、]\s*(?=\D)|\)\s*)",
    re.IGNORECASE,
)
_BARE_COUNTER = re.compile(r"\s*(\d{1,2})\s+(?=[A-ZÀ-ÖØ-Ý][^\W\d_]+)")
_ENDS = (".", "!", "?", ":", ";", "…", "。", "！", "？", "）", ")", "”", '"')
_OPEN_END = re.compile(rf"(?:,|(?<![^\W_])(?:{_WORDS['open_end']}))$", re.IGNORECASE)
_LONGEST_JOINED = 300
_LONG_LINE = 40
"""Characters from which on a line without an end is likely to be wrapped."""


def without_columns(text: str) -> str:
    """Put the right column of ingredient lists in two columns under the left one."""
    if "   " not in text and "\t" not in text:
        return text
    done: list[str] = []
    block: list[tuple[str, str]] = []
    for line in [*text.split("\n"), ""]:
        if (parts := _columns(line)) is not None:
            block.append(parts)
            continue
        if len(block) >= 2:
            done += [left for left, _ in block]
            done += [right for _, right in block]
        else:
            done += ["   ".join(parts) for parts in block]
        block = []
        done.append(line)
    return "\n".join(done[:-1])


def _columns(line: str) -> tuple[str, str] | None:
    if len(line) > 200 or _BEGINS.match(line) is None:
        return None
    cut = next(
        (
            match
            for match in _COLUMN.finditer(line)
            if any(letter.isalpha() for letter in line[: match.start()])
        ),
        None,
    )
    return None if cut is None else (line[: cut.start()].strip(), line[cut.end() :].strip())


def counted_parts(text: str) -> list[str]:
    """The parts of a text in which numbers count steps: `1. Boil it. 2. Drain it.`; the whole text if there are none."""
    matches = list(_COUNTER.finditer(text))
    counting = [match for at, match in enumerate(matches) if int(match[1]) == at + 1]
    if len(counting) < 2 or len(counting) != len(matches) or text[: matches[0].start()].strip():
        return [text]
    ends = [*(match.start() for match in matches[1:]), len(text)]
    return [text[match.end() : end].strip() for match, end in zip(matches, ends, strict=True)]


def with_step_marks(lines: Sequence[str]) -> list[str]:
    """Lines that are counted without a point ("1 Preheat the oven.") with one, so that they are read as steps.

    At least three lines must count up from 1 and be sentences; "1 onion", "2 eggs" are amounts.
    """
    marked = list(lines)
    run: list[tuple[int, re.Match[str]]] = []
    for at, line in enumerate([*lines, "0 End."]):
        if not line.strip():
            continue
        match = _BARE_COUNTER.match(line)
        if match is not None and int(match[1]) == len(run) + 1:
            run.append((at, match))
            continue
        if (
            len(run) >= 3
            and sum(lines[place].rstrip().endswith((".", "!")) for place, _ in run) > len(run) / 2
        ):
            for place, found in run:
                marked[place] = f"{found[1]}. {lines[place][found.end() :]}"
        run = [(at, match)] if match is not None and match[1] == "1" else []
    return marked


def joined_wraps(
    lines: Sequence[tuple[ClassifiedLine, str | None]],
) -> list[tuple[ClassifiedLine, str | None]]:
    """Lines of steps, with those that a program has wrapped joined to paragraphs.

    A line continues the one before it when that has no end and no empty line is between them. In text whose
    paragraphs are separated by empty lines and that has wrapped lines, all lines of a paragraph belong together.
    """
    if not any(line.text[:1].isupper() for line, _ in lines):
        # Somebody who writes no capitals begins each line small.
        return list(lines)
    wrapped = any(_goes_on(first[0], second[0]) for first, second in pairwise(lines))
    gaps = any(line.gap for line, _ in lines[1:])
    numbered = any(line.role is not LineRole.PLAIN for line, _ in lines)
    whole = wrapped and gaps and not numbered
    joined: list[tuple[list[str], ClassifiedLine, str | None]] = []
    last: ClassifiedLine | None = None
    for line, section in lines:
        goes_on = last is not None and (
            _goes_on(last, line) or (whole and not line.gap and line.role is LineRole.PLAIN)
        )
        if goes_on and joined and joined[-1][2] == section:
            joined[-1][0].append(line.text)
        else:
            joined.append(([line.text], line, section))
        last = line
    return [
        (line if len(words) == 1 else replace(line, text=_together(words)), section)
        for words, line, section in joined
    ]


def _together(words: Sequence[str]) -> str:
    return " ".join(words)


def _goes_on(before: ClassifiedLine, line: ClassifiedLine) -> bool:
    if line.gap or line.role is not LineRole.PLAIN or before.text.endswith(_ENDS):
        return False
    return line.text[:1].islower() or len(before.text) >= _LONG_LINE


def joined_ingredients(
    lines: Sequence[tuple[ClassifiedLine, str | None]],
) -> Iterator[tuple[ClassifiedLine, str | None]]:
    """Ingredient lines, with those that a program has wrapped joined, up to `_LONGEST_JOINED` characters."""
    last: tuple[ClassifiedLine, str | None] | None = None
    end = ""
    for line, section in lines:
        if last is not None:
            before = last[0]
            if (
                line.role is LineRole.PLAIN
                and not line.gap
                and last[1] == section
                and not line.text[:1].isdigit()
                and len(before.text) + len(line.text) <= _LONGEST_JOINED
                and (
                    line.indented > before.indented
                    or (line.text[:1].islower() and _OPEN_END.search(end[-20:]) is not None)
                )
            ):
                last = (replace(before, text=f"{before.text} {line.text}"), section)
                end = line.text
                continue
            yield last
        last, end = (line, section), line.text
    if last is not None:
        yield last
