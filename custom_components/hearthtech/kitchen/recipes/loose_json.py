"""Parse JSON as found on web pages: with comments, trailing commas, unescaped quotes and line breaks."""

import json
import re

# Comments and CDATA around the whole document.
_OPENING = re.compile(r"<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[")
_CLOSING = re.compile(r"(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\Z")
_LONGEST_CLOSING = 40


def parse_loosely(text: str) -> object | None:
    """Parse JSON and repair common errors of web sites; `None` when that fails."""
    text = _unwrapped(text.strip().removeprefix("\ufeff").strip()).rstrip(";")
    for mend in (str, _without_trailing_commas, _unescaped, _with_inner_quotes):
        try:
            document: object = json.loads(mend(text), strict=False, parse_int=_whole)
        except ValueError, RecursionError:
            continue
        return document
    return None


def _whole(digits: str) -> int | float:
    """An integer; one with too many digits becomes a float, which may be infinite."""
    return int(digits) if len(digits) <= 18 else float(digits)


def _unwrapped(text: str) -> str:
    """Remove comment or CDATA marks around a whole document."""
    if opening := _OPENING.match(text):
        text = text[opening.end() :]
    if closing := _CLOSING.search(text, max(0, len(text) - _LONGEST_CLOSING)):
        text = text[: closing.start()]
    return text.strip()


def _without_trailing_commas(text: str) -> str:
    """Remove commas before a closing bracket and `//` lines, outside strings."""
    return re.sub(
        # An unterminated string extends to the end; searching it again from each quote would take quadratic
        # time.
        r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|,(?=\s*[}\]])|^[^\S\n]*//[^\n]*',
        lambda match: match[0] if match[0].startswith('"') else "",
        text,
        flags=re.MULTILINE | re.DOTALL,
    )


_ENDS_A_TEXT = re.compile(r'"(?=\s*(?:[:}\]]|,\s*(?:["{\[}\]\d\-]|true\b|false\b|null\b)|\Z))')
_TEXT = re.compile(r'(?<=[{\[,:])(\s*)"|\A"')


def _with_inner_quotes(text: str) -> str:
    """Escape quotes inside a string: `"name": "Grandma's "best" pie",`."""
    written: list[str] = []
    at = 0
    while begins := _TEXT.search(text, at):
        end = begins.end()
        while (ends := _ENDS_A_TEXT.search(text, end)) and _is_escaped(text, ends.start()):
            end = ends.end()
        if ends is None:
            break
        inner = re.sub(r'(?<!\\)"', r'\\"', text[begins.end() : ends.start()])
        written += (text[at : begins.end()], inner, '"')
        at = ends.end()
    return _unescaped("".join((*written, text[at:])))


def _is_escaped(text: str, at: int) -> bool:
    before = text[max(0, at - 50) : at]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


def _unescaped(text: str) -> str:
    """Replace `&quot;` by quotes, and double invalid backslashes."""
    if '"' not in text:
        text = text.replace("&quot;", '"').replace("&#34;", '"').replace("&amp;", "&")
    return _without_trailing_commas(re.sub(r"\\(?![\"\\/bfnrtu])", r"\\\\", text))
