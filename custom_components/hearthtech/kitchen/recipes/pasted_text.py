"""Remove from pasted text what other programs put around a recipe, before it is split into lines.

These are the marks of quoted mail, the header of a mail, the time and sender of chat messages, the cells of a
Markdown table, the buttons and ratings of a page, and rows of dots between a food and its amount.
"""

from collections.abc import Sequence
import re

from ...language.lazy_pattern import LazyPattern
from ...language.numbers import NUMBER
from .pasted_lines import without_columns
from .word_lists import expressions

_WORDS = expressions("text_words")
_QUOTED = re.compile(r"^(?:\s*>)+ ?", re.MULTILINE)
_HEADER = re.compile(rf"\s*(?P<name>{_WORDS['mail_field']})\s*:\s*(?P<value>.*)", re.IGNORECASE)
_SUBJECTS = frozenset(_WORDS["mail_subject"].split("|"))
_SENDERS = frozenset(_WORDS["mail_sender"].split("|"))
_FORWARDED = re.compile(rf"(?:\s*(?:{_WORDS['forwarded']})\s*:)+\s*", re.IGNORECASE)
_FORWARD_LINE = re.compile(
    rf"\s*[-—_]{{2,}}[^-—_]*(?:{_WORDS['forward_line']})[^-—_]*[-—_]{{2,}}\s*", re.IGNORECASE
)
_CHAT = re.compile(
    r"[\u200e\u200f]?(?:\[\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?[^\]\n]{0,20}\]\s*|\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s+\d{1,2}[:.]\d{2}(?:[:.]\d{2})?"
    r"(?:\s?[AaPp]\.?\s?[Mm]\.?)?\s+[-–]\s+)(?:~\s?)?[^:\n]{1,40}:\s?"
)
_MEDIA = re.compile(
    rf"\s*<[^<>\n]{{3,40}}>\s*|.*\b(?:{_WORDS['omitted']}) (?:{_WORDS['is_omitted']})\b.*", re.IGNORECASE
)
_TABLE_ROW = re.compile(r"\s*\|.*\|\s*")
_TABLE_RULE = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*(?::?-{2,}:?)?\s*\|?\s*")
_LEADERS = re.compile(rf"(?<=[^\W_)])\s*(?:\.{{3,}}|…{{2,}}|(?:\. ){{3,}}\.?|_{{3,}})\s*(?={NUMBER}|[½¼¾])")
_LONGEST_HEADER = 200
_LONGEST_PAGE_PART = 160
_STARS = r"[★☆⭐✩✭]+"
_SCALES = r"\d(?:/\d)?x"
_PAGE_PARTS = LazyPattern(
    rf"[\W_]*(?:(?:{_WORDS['page_part']}|{_STARS}|{_SCALES})(?:(?=\W)[\W_]+|$))+", re.IGNORECASE
)


def cleaned_text(text: str) -> str:
    """The text of a recipe without the marks of the program it was copied from; the lines stay as they are."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    lines = _without_quotes(lines)
    lines = _without_mail_header(lines)
    lines = _without_chat(lines)
    lines = _without_tables(lines)
    lines = _without_page_parts(lines)
    return without_columns(
        "\n".join(_LEADERS.sub(": ", line) if len(line) <= 200 else line for line in lines)
    )


def _without_quotes(lines: Sequence[str]) -> list[str]:
    return [_QUOTED.sub("", line) if line.lstrip().startswith(">") else line for line in lines]


def _without_mail_header(lines: Sequence[str]) -> list[str]:
    """Replace the header of a mail by a line with its subject; it must name the sender and the subject, or an address."""
    kept: list[str] = []
    at = 0
    while at < len(lines):
        end, values = _header_at(lines, at)
        subject = next((values[name] for name in values if name in _SUBJECTS), None)
        sender = next((values[name] for name in values if name in _SENDERS), None)
        if len(values) >= 2 and subject is not None and sender is not None:
            while kept and (not kept[-1].strip() or _FORWARD_LINE.fullmatch(kept[-1])):
                kept.pop()
            if not any(line.strip() for line in kept) and (
                title := _FORWARDED.sub("", subject, count=1).strip()
            ):
                kept.append(title)
            kept.append("")
            at = end
        else:
            kept.append(lines[at])
            at += 1
    return kept


def _header_at(lines: Sequence[str], at: int) -> tuple[int, dict[str, str]]:
    values: dict[str, str] = {}
    while at < len(lines) and len(lines[at]) <= _LONGEST_HEADER and (match := _HEADER.fullmatch(lines[at])):
        values.setdefault(match["name"].lower(), match["value"].strip())
        at += 1
    return at, values


def _without_chat(lines: Sequence[str]) -> list[str]:
    """Remove time and sender of chat messages, if at least two lines begin with them."""
    starts = [_CHAT.match(line) for line in lines]
    if sum(start is not None for start in starts) < 2:
        return list(lines)
    bare = [line[start.end() :] if start else line for line, start in zip(lines, starts, strict=True)]
    return [line for line in bare if not _MEDIA.fullmatch(line)]


def _without_page_parts(lines: Sequence[str]) -> list[str]:
    """Remove the buttons, ratings and advertisements of a page: `Jump to Recipe Print Recipe`, `4.8 from 213 votes`."""
    return [line for line in lines if not _is_page_part(line)]


def _is_page_part(line: str) -> bool:
    if not line.strip() or len(line) > _LONGEST_PAGE_PART:
        return False
    return any(map(str.isalnum, line)) and _PAGE_PARTS.fullmatch(line) is not None


def _without_tables(lines: Sequence[str]) -> list[str]:
    """Put the cells of each row of a Markdown table on one line, and remove its head and rule."""
    if not any(_TABLE_RULE.fullmatch(line) for line in lines if "-" in line and "|" in line):
        return list(lines)
    kept: list[str] = []
    for line in lines:
        if "|" in line and _TABLE_RULE.fullmatch(line):
            if kept and _is_row(kept[-1]):
                kept.pop()
            continue
        kept.append(line)
    return [
        " ".join(cell for cell in (part.strip() for part in line.strip(" |").split("|")) if cell)
        if _is_row(line)
        else line
        for line in kept
    ]


def _is_row(line: str) -> bool:
    return len(line) <= 500 and _TABLE_ROW.fullmatch(line) is not None
