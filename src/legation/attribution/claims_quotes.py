"""Quotation marks paired into quotes, paragraph by paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass

from legation.layers import Block

# Opening mark → closing mark. Doubled single quotes are how some archives write double ones.
# Writers mix curly and straight marks, so a double one of either kind closes the other.
_PAIRS = {"“": '”"', "„": "”“", "«": "»", '"': '"”', "''": "''", "``": "''", "‘": "’"}
# A new speaker in a transcript: "MINISTER: …
_SPEAKER = re.compile(r"[“\"]\(?[^\W\d_a-z][^:\n\"“”a-z]{1,40}[:)]\s?")
_MARK = re.compile(r"''|``|[“”„«»\"‘’]")


@dataclass(frozen=True, slots=True)
class QuoteSpan:
    """A stretch in quotation marks, the marks included. ``block`` is the index of the block where it starts.

    ``parts`` are the stretches of a quote that runs over several paragraphs, each of them opened anew.
    """

    start: int
    end: int
    block: int
    closed: bool = True


def find_quotes(text: str, blocks: tuple[Block, ...]) -> list[QuoteSpan]:
    """The quotes of ``text`` in order, none inside another.

    A quote that a paragraph opens and does not close runs on when the next paragraph opens one too
    (Chicago Manual of Style, 13.30); else it ends with its paragraph.
    """
    found: list[QuoteSpan] = []
    spans = [(block.start, block.end) for block in blocks] or [(0, len(text))]
    for number, (start, end) in enumerate(spans):
        mine = _in_block(text, (start, end), number)
        last = found[-1] if found else None
        runs_on = last is not None and not last.closed and last.block == number - 1
        opens = bool(mine) and not text[start : mine[0].start].strip() and not _SPEAKER.match(text, mine[0].start)
        if mine and runs_on and last is not None and opens:
            found[-1] = QuoteSpan(last.start, mine[0].end, number, mine[0].closed)
            mine = mine[1:]
        found.extend(mine)
    return found


def _in_block(text: str, span: tuple[int, int], number: int) -> list[QuoteSpan]:
    found: list[QuoteSpan] = []
    opened: int | None = None
    closing = ""
    for match in _MARK.finditer(text, *span):
        mark, at = match.group(), match.start()
        if opened is None:
            if mark in _PAIRS and _opens(text, match):
                opened, closing = at, _PAIRS[mark]
        elif mark in closing and _closes(text, match):
            found.append(QuoteSpan(opened, match.end(), number))
            opened = None
    if opened is not None:
        found.append(QuoteSpan(opened, span[1], number, closed=False))
    return found


def _opens(text: str, match: re.Match[str]) -> bool:
    before = text[match.start() - 1] if match.start() else " "
    after = text[match.end() : match.end() + 1]
    return bool(after.strip()) and not before.isalnum()


def _closes(text: str, match: re.Match[str]) -> bool:
    before = text[match.start() - 1]
    after = text[match.end() : match.end() + 1]
    if match.group() in ("’", '"'):
        return not after.isalnum() and (bool(before.strip()) or not after.strip())
    return True
