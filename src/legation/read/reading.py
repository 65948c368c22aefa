"""Document → reading: normalised text, blocks, boilerplate, and the metadata that the text states."""

from __future__ import annotations

import re
from typing import Any

from legation.layers import Block, BlockKind, Reading
from legation.read import debris, layout, origin
from legation.read.layout import Line, Unit
from legation.read.normalise import normalise
from legation.record import Document, Span

_FRONT_MATTER = re.compile(
    r"---[ \t]*\r?\n(?:[\w-]{1,40}:.{0,500}\r?\n|[ \t-].{0,500}\r?\n|\r?\n){1,60}?---[ \t]*(?=\r?\n|$)"
)
_MARKS = "#*_= \t"


def prepare(document: Document) -> Reading:
    """The reading of ``document`` that the other rooms build on.

    ``Reading.text`` has the length of the text given, and the text given is kept. ``blocks`` cover all of it that is
    not blank, in order; ``boilerplate`` are the spans that are not the article, neighbours as one span. The reading's
    document is completed with title, author, outlet and day of publication where the text states them; what was given
    stays. The place of a dateline is in ``notes["dateline"]``. Never raises.
    """
    plain = normalise(document.text)
    front = _FRONT_MATTER.match(document.text)
    skip = front.end() if front else 0
    lines = layout.split(document.text, plain)
    lines = [line for line in lines if line.start >= skip]
    units = layout.units(lines, _alone)
    headings = layout.headings(units)
    if units and document.title and _same(units[0].text, document.title):
        headings[0] = True
    flags = debris.mark(units, headings)
    found = origin.find(units, flags, plain)
    kinds = [_kind(i, headings[i], flags[i], found) for i in range(len(units))]
    blocks = [Block(0, skip, "boilerplate")] if skip else []
    for index, (unit, kind) in enumerate(zip(units, kinds, strict=True)):
        blocks.extend(_blocks(document.text, index, unit, kind, found))
    notes = {"dateline": found.place} if found.place else {}
    return Reading(
        document=_completed(document, units, kinds, found),
        text=_without_numbers(plain, units, kinds),
        blocks=tuple(blocks),
        boilerplate=_merged(blocks),
        notes=notes,
    )


def _alone(line: Line) -> bool:
    return origin.is_date_line(line.text) or debris.is_debris(line.text) or debris.opens_list(line.text)


def _same(one: str, other: str) -> bool:
    return re.sub(r"\W+", "", one).casefold() == re.sub(r"\W+", "", other).casefold()


def _kind(index: int, heading: bool, flag: bool, found: origin.Origin) -> BlockKind:
    if flag:
        return "boilerplate"
    return found.kinds.get(index) or ("heading" if heading else "paragraph")


def _blocks(text: str, index: int, unit: Unit, kind: BlockKind, found: origin.Origin) -> list[Block]:
    if found.prefix and found.prefix[0] == index and kind == "paragraph":
        _, start, end = found.prefix
        prose = (
            end + len(text[end : unit.end]) - len(text[end : unit.end].lstrip())
        )  # where a token starts, not a blank
        return [Block(start, end, "dateline"), Block(prose, unit.end, "paragraph")]
    return [Block(unit.start, unit.end, kind)]


def _merged(blocks: list[Block]) -> tuple[tuple[int, int], ...]:
    spans: list[tuple[int, int]] = []
    follows = False
    for block in blocks:
        if block.kind != "boilerplate":
            follows = False
        elif follows:
            spans[-1] = (spans[-1][0], block.end)
        else:
            spans.append((block.start, block.end))
            follows = True
    return tuple(spans)


def _without_numbers(plain: str, units: list[Unit], kinds: list[BlockKind]) -> str:
    """``plain`` with the numbers of list items blanked: they are no part of their sentence."""
    pieces, done = [], 0
    for unit, kind in zip(units, kinds, strict=True):
        if kind == "paragraph" and unit.bullet and (length := layout.enumerator(unit, plain)):
            pieces += [plain[done : unit.start], " " * length]
            done = unit.start + length
    return "".join([*pieces, plain[done:]]) if pieces else plain


def _completed(document: Document, units: list[Unit], kinds: list[BlockKind], found: origin.Origin) -> Document:
    added: dict[str, Any] = {}
    if document.title is None:
        first = next((i for i, kind in enumerate(kinds[:3]) if kind in ("heading", "paragraph")), None)
        if first is not None and kinds[first] == "heading":
            unit = units[first]
            added["title"] = " ".join(document.text[unit.start : unit.end].split()).strip(_MARKS) or None
    if document.author is None and found.author:
        added["author"] = found.author
    if document.outlet is None and found.outlet:
        added["outlet"] = found.outlet
    if document.published is not None:
        if document.published_basis == "unknown":
            added["published_basis"] = "given"
    elif found.day and found.day_span:
        start, end = found.day_span
        added.update(published=found.day, published_basis="stated", published_span=Span(start=start, end=end))
    return document.model_copy(update=added) if added else document
